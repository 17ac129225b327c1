"""Asks before something is done: whether it may be, or for the few things that are needed to do it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QMessageBox, QVBoxLayout, QWidget

from blmk_desktop.errors import UserError
from ui.parts.day_field import DayField
from ui.parts.labels import button, label, muted, sentence

WIDTH = 70  # letters, of an ordinary dialog
FRAME = 60  # pixels of a screen that are left for a window's frame


def ask(parent: QWidget, question: str, words: str, does: str, then: Callable[[], object]) -> QMessageBox:
    """Ask; the button `does` goes on with `then`, Escape and Enter leave everything as it is."""
    buttons = QMessageBox.StandardButton
    box = QMessageBox(QMessageBox.Icon.Question, question, words, buttons.Cancel, parent)
    box.addButton(does, QMessageBox.ButtonRole.DestructiveRole).clicked.connect(lambda _checked=False: then())
    box.setDefaultButton(buttons.Cancel)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
    return box


class Asking(QDialog):
    """A sentence, what follows from it, fields one under another, Cancel and the button that does it."""

    def __init__(self, parent: QWidget, words: str, detail: str, does: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(does)
        self.detail = muted(detail)
        if not detail:
            self.detail.hide()
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(14)
        self.grid.setVerticalSpacing(8)
        self.grid.setColumnStretch(1, 1)
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        self.go = button(does, self.confirm, primary=True)
        self.go.setDefault(True)
        row = QHBoxLayout()
        row.addStretch(1)
        self._last = (button("Cancel", self.reject), self.go)
        self._asked: list[QWidget] = []
        row.addWidget(self._last[0])
        row.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        column.addWidget(sentence(words))
        column.addWidget(self.detail)
        column.addLayout(self.grid, 1)
        column.addWidget(self.problem)
        column.addLayout(row)
        self.widen(WIDTH)

    def widen(self, letters: int) -> None:
        """Be at least as wide as so many letters. Not by its own least width, which would cut longer names."""
        box, room = self.layout(), self.screen().availableGeometry().width() - FRAME
        if isinstance(box, QVBoxLayout):
            box.addStrut(min(letters * self.fontMetrics().averageCharWidth(), room))

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as its words and fields need: wrapped words do not tell a window how high they are."""
        super().showEvent(event)
        self.grow()

    def grow(self) -> None:
        """Be high enough for what is said now."""
        box, room = self.layout(), self.screen().availableGeometry().height() - FRAME
        if box is not None:
            self.resize(self.width(), max(self.height(), min(box.totalHeightForWidth(self.width()), room)))

    def add(self, name: str, field: QWidget, *, tall: bool = False) -> None:
        """A field with its name before it; beside its first line where it is tall. The first has the keys."""
        at = self.grid.rowCount()
        words = label(name)
        words.setBuddy(field)
        words.setContentsMargins(0, 4 if tall else 0, 0, 0)
        self.grid.addWidget(words, at, 0, Qt.AlignmentFlag.AlignTop if tall else Qt.AlignmentFlag.AlignVCenter)
        self.grid.addWidget(field, at, 1)
        self._asked.append(field)
        self._asked[0].setFocus()
        for before, after in pairwise((*self._asked, *self._last)):
            QWidget.setTabOrder(before, after)

    def confirm(self) -> None:
        """Do it, if every date is one; stay, with the reason, where it is refused."""
        wrong = [field for field in self.findChildren(DayField) if not field.isHidden() and not field.check()]
        if wrong:
            wrong[0].setFocus()
            self._refuse(wrong[0].toolTip())
            return
        try:
            done = self.do()
        except UserError as error:
            self._refuse(str(error))
            return
        if done:
            self.accept()

    def _refuse(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.show()
        self.grow()

    def do(self) -> bool:
        """What the button does; whether the dialog may go. A UserError is shown under the fields."""
        return True
