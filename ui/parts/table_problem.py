"""Why an edit cannot be taken, said under its cell, with the editor open again over what was typed."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtWidgets import QLabel, QLineEdit

from ui.parts.table_view import RecordView

WIDEST = 360  # pixels


class CellProblem(QLabel):
    """A sentence under a cell of a table; hidden while there is none."""

    def __init__(self, view: RecordView) -> None:
        super().__init__(view)
        self.view = view
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("badge", "red")
        self.hide()

    def ask_again(self, index: QModelIndex, typed: str, why: str) -> None:
        """Open the editor of the cell with what was typed, and say why it cannot be taken."""
        self.view.setCurrentIndex(index)
        self.view.edit(index)
        for editor in self.view.viewport().findChildren(QLineEdit)[-1:]:  # the newest; a message may have the focus
            editor.setText(typed)
            editor.selectAll()
        self.setText(why)
        self.setMaximumWidth(WIDEST)
        self.adjustSize()
        self.move(self._place(index))
        self.raise_()
        self.show()
        self.view.setAccessibleDescription(why)

    def _place(self, index: QModelIndex) -> QPoint:
        """Under the cell; over it where it would not fit, and never beyond an edge."""
        room, cell = self.view.viewport().rect(), self.view.visualRect(index)
        x = max(0, min(cell.left(), room.right() - self.width()))
        below = cell.bottom() + 4
        y = below if below + self.height() <= room.bottom() else max(0, cell.top() - 4 - self.height())
        return self.view.viewport().pos() + QPoint(x, y)
