"""A line across a tab or the window that says what needs attention, with the buttons that deal with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from ui.parts.labels import button, label

SIGNS = {"red": "!", "amber": "⚠", "blue": "i", "green": "✓"}


class Banner(QFrame):
    """Hidden until there is something to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = label("")
        self._text = label("", wrap=True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(10, 4, 6, 4)
        self._row.addWidget(self._sign)
        self._row.addWidget(self._text, 1)
        self._buttons: list[QPushButton] = []
        self.hide()

    @property
    def text(self) -> str:
        """The sentence shown."""
        return self._text.text()

    def show_text(
        self, text: str, tone: str = "amber", buttons: Sequence[tuple[str, Callable[[], object]]] = ()
    ) -> None:
        """Say a sentence; nothing to say hides it."""
        for old in self._buttons:
            old.deleteLater()
        self._buttons = [button(words, callback) for words, callback in buttons]
        for new in self._buttons:
            self._row.addWidget(new)
        self._text.setText(text)
        self._sign.setText(SIGNS.get(tone, ""))
        self.setAccessibleName(text)
        self.setProperty("tone", tone)
        for part in (self, self._sign, self._text):  # the words take their colour from the tone
            part.style().unpolish(part)
            part.style().polish(part)
        self.setVisible(bool(text))
