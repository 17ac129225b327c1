"""Which columns are shown, and in which order: a list to tick, with buttons to move (no dragging needed)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui.parts.labels import button, muted


class ColumnChooser(QDialog):
    """A dialog over (name, heading, shown) in their present order."""

    def __init__(self, parent: QWidget, columns: Sequence[tuple[str, str, bool]]) -> None:
        super().__init__(parent)
        self.setWindowTitle("Columns")
        self.reset = False
        self.list = QListWidget()
        self.list.setAccessibleName("Columns")
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        for name, heading, shown in columns:
            item = QListWidgetItem(heading, self.list)
            item.setData(Qt.ItemDataRole.UserRole, name)
            item.setCheckState(Qt.CheckState.Checked if shown else Qt.CheckState.Unchecked)
        self.list.setCurrentRow(0)
        column = QVBoxLayout(self)
        column.addWidget(muted("Tick the columns to show. Move them with the buttons or by dragging."))
        row = QHBoxLayout()
        row.addWidget(self.list, 1)
        side = QVBoxLayout()
        side.addWidget(button("Move up", lambda: self.move_current(-1)))
        side.addWidget(button("Move down", lambda: self.move_current(1)))
        side.addStretch(1)
        side.addWidget(button("As at first", self._reset))
        row.addLayout(side)
        column.addLayout(row, 1)
        ends = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        ends.accepted.connect(self.accept)
        ends.rejected.connect(self.reject)
        column.addWidget(ends)
        self.resize(420, 460)

    def move_current(self, by: int) -> None:
        """Move the current column up or down."""
        row = self.list.currentRow()
        if 0 <= row + by < self.list.count():
            self.list.insertItem(row + by, self.list.takeItem(row))
            self.list.setCurrentRow(row + by)

    def chosen(self) -> list[tuple[str, bool]]:
        """The columns by name in their new order, and whether each is shown."""
        items = [self.list.item(row) for row in range(self.list.count())]
        checked = Qt.CheckState.Checked
        return [(item.data(Qt.ItemDataRole.UserRole), item.checkState() == checked) for item in items]

    def _reset(self) -> None:
        self.reset = True
        self.accept()
