"""Find anything: one box over tabs, commands, records and whatever else has a name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ui.parts.labels import muted
from ui.parts.palette_cells import KIND, NameAndKind

SHOWN = 45
WIDTH = 760  # pixels at most
WHAT = "Find a practice, a risk, an action, a finding, a change, a command, a page of the guide"
HINT = "↑ ↓ to choose, Enter to go there, Escape to leave"


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found: its name, what it is, and going there. `after`: after tabs and commands."""

    title: str
    detail: str
    go: Callable[[], object]
    after: bool = False


Search = Callable[[str, Callable[[list[Entry]], object]], object]


class Palette(QDialog):
    """Type, go up and down, Enter; Escape leaves everything as it was."""

    def __init__(self, parent: QWidget, entries: Sequence[Entry], search: Search) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName("Find anything")
        self._entries, self._search = list(entries), search
        self._listed: list[Entry] = []
        self._words = ""
        self._awaited = self._going = False
        self.box = QLineEdit()
        self.box.setPlaceholderText(WHAT)
        self.box.setAccessibleName("Find")
        self.box.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName("Found")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(NameAndKind(self.list))
        self.list.setUniformItemSizes(True)
        self.hint = muted(HINT)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 8)
        for part in (self.box, self.list, self.hint):
            column.addWidget(part)
        self.box.textChanged.connect(self._typed)
        self.list.itemClicked.connect(self._clicked)
        self._typed("")

    def _typed(self, text: str) -> None:
        """Tabs and commands at once; records as soon as the worker has them."""
        self._words = text.strip()
        words = self._words.casefold().split()
        own = [entry for entry in self._entries if all(word in entry.title.casefold() for word in words)]
        first = self._words.casefold()
        self._own = sorted(own, key=lambda entry: bool(words) and not entry.title.casefold().startswith(first))
        self._going, self._awaited = False, bool(words)
        self._list(self._own)
        if words:
            asked = self._words
            self._search(asked, lambda found: self._found(asked, found))

    def _found(self, asked: str, found: list[Entry]) -> None:
        """Tabs and commands that begin with what was typed stand before the records, others behind them."""
        if asked != self._words or not self.isVisible():
            return
        self._awaited = False
        begins = [entry for entry in self._own if entry.title.casefold().startswith(asked.casefold())]
        others = [entry for entry in self._own if entry not in begins]
        records = [entry for entry in found if not entry.after]
        self._list([*begins, *records, *others, *(entry for entry in found if entry.after)])
        if self._going:
            self.go()

    def _list(self, entries: Sequence[Entry]) -> None:
        self._listed = list(entries[:SHOWN])
        self.list.clear()
        for entry in self._listed:
            item = QListWidgetItem(entry.title, self.list)
            item.setData(KIND, entry.detail)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{entry.title}, {entry.detail}")
            item.setToolTip(f"{entry.title}\n{entry.detail}")
        self.list.setCurrentRow(0)
        nothing = not entries and bool(self._words) and not self._awaited
        self.hint.setText(f"Nothing is called “{self._words}”, or nearly so." if nothing else HINT)

    @property
    def waiting(self) -> bool:
        """Whether records are still being looked for."""
        return self._awaited

    @property
    def titles(self) -> list[str]:
        """What is listed."""
        return [entry.title for entry in self._listed]

    def go(self) -> None:
        """Go to the current entry; while records are still being looked for, as soon as they have come."""
        if self._awaited:
            self._going = True
            return
        row = self.list.currentRow()
        self.close()
        if 0 <= row < len(self._listed):
            self._listed[row].go()

    def _clicked(self, _item: QListWidgetItem) -> None:
        self._awaited = False
        self.go()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows move in the list while one types, and Enter go there."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
            if step := steps.get(Qt.Key(event.key())):
                last = self.list.count() - 1
                self.list.setCurrentRow(max(0, min(last, self.list.currentRow() + step)))
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.go()
                return True
        return super().eventFilter(watched, event)

    def open_over(self, window: QWidget) -> None:
        """Show it at the top of a window, in the middle."""
        self.resize(min(WIDTH, window.width() - 40), min(440, window.height() - 80))
        self.move(window.mapToGlobal(QPoint((window.width() - self.width()) // 2, 60)))
        self.show()
        self.box.setFocus()
