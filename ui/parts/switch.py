"""A choice of a few views, side by side, of which one holds: Practices | PCNs; where narrow, in several lines."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QToolButton

from ui.parts.flow import Flow


class Switch(Flow):
    """Buttons of which one is pressed; the arrow keys move between them."""

    chosen = Signal(str)

    def __init__(self, name: str, choices: Mapping[str, str], now: str) -> None:
        super().__init__(gap=-1)  # the borders of neighbours are one
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        for at, (key, words) in enumerate(choices.items()):
            button = QToolButton()
            button.setText(words)
            button.setCheckable(True)
            button.setChecked(key == now)
            button.setAccessibleName(f"{name}: {words}")
            button.setProperty("segment", _place(at, len(choices)))
            button.clicked.connect(lambda _checked=False, key=key: self.chosen.emit(key))
            self._group.addButton(button)
            self._buttons[key] = button
            self.add(button)

    @property
    def now(self) -> str:
        """The key of the choice that holds."""
        return next(key for key, button in self._buttons.items() if button.isChecked())

    @property
    def choices(self) -> dict[str, str]:
        """Each key with its words."""
        return {key: button.text() for key, button in self._buttons.items()}

    def choose(self, key: str) -> None:
        """Let a choice hold, and say so if it did not."""
        if key != self.now:
            self._buttons[key].setChecked(True)
            self.chosen.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right go to the next choice."""
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        keys = list(self._buttons)
        at = keys.index(self.now) + step
        if step and 0 <= at < len(keys):
            self.choose(keys[at])
            self._buttons[keys[at]].setFocus()
        else:
            super().keyPressEvent(event)


def _place(at: int, count: int) -> str:
    return "first" if at == 0 else "last" if at == count - 1 else "middle"
