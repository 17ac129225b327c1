"""What a table view asks of its rows: text, alignment, tooltips and edits, over columns that never change."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from blmk_desktop.columns import Columns, ColumnSpec
from blmk_desktop.errors import UserError

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
SIDES = {
    "left": Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    "right": Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
    "center": Qt.AlignmentFlag.AlignCenter,
}
NOWHERE = QModelIndex()
DISPLAY, EDIT, TOOLTIP = Role.DisplayRole, Role.EditRole, Role.ToolTipRole
ALIGNMENT, SPOKEN = Role.TextAlignmentRole, Role.AccessibleTextRole


@dataclass(frozen=True, slots=True)
class Mark:
    """Something to be said about one cell: error, warning or note, and the sentence."""

    severity: str
    text: str


class RecordModel(QAbstractTableModel):
    """The rows of some columns, in the order and with the filter that the table chose."""

    refused = Signal(QModelIndex, str, str)  # the cell, what was typed, why it cannot be taken

    def __init__(self, specs: Sequence[ColumnSpec], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.specs = list(specs)
        self.columns: Columns | None = None
        self.order: Any = ()
        self.marks: Mapping[tuple[Any, str], Mark] = {}
        self.strong: frozenset[Any] = frozenset()
        self.commit: Callable[[Any, str, str], object] | None = None

    def show(self, columns: Columns, order: Any) -> None:
        """Take new rows, or an other order of them."""
        self.beginResetModel()
        self.columns, self.order, self.specs = columns, order, list(columns.specs)
        self.endResetModel()

    def set_marks(self, marks: Mapping[tuple[Any, str], Mark]) -> None:
        """What is to be said about which cell: (row identity, column name) to the mark."""
        self.marks = marks
        if self.rowCount():
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def is_strong(self, row: int) -> bool:
        """Whether a shown row stands out: a total among its lines."""
        return bool(self.strong) and self.id_at(row) in self.strong

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """The rows shown."""
        return 0 if parent.isValid() else len(self.order)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """All columns, hidden ones included."""
        return 0 if parent.isValid() else len(self.specs)

    def position(self, row: int) -> int:
        """Where a shown row stands among all rows."""
        return int(self.order[row])

    def id_at(self, row: int) -> Any:
        """The identity of a shown row."""
        return self.columns.ids[self.position(row)] if self.columns else None

    def value(self, index: Index) -> Any:
        """The stored value of a cell."""
        if self.columns is None:
            return None
        return self.columns.value(self.position(index.row()), self.specs[index.column()].name)

    def texts(self, column: int, most: int) -> set[str]:
        """What is written in a column of the first rows shown, at most so many."""
        if self.columns is None or not len(self.order):
            return set()
        held = self.columns.by_name[self.specs[column].name]
        return {held.spec.show(held.values[code]) for code in set(held.codes[self.order[:most]].tolist())}

    def mark(self, index: Index) -> Mark | None:
        """What is to be said about a cell."""
        return self.marks.get((self.id_at(index.row()), self.specs[index.column()].name)) if self.marks else None

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        """A cell, as it is written, edited, explained or spoken."""
        if role == DISPLAY:
            return self.specs[index.column()].show(self.value(index)) if index.isValid() else None
        if not index.isValid() or role not in {EDIT, TOOLTIP, ALIGNMENT, SPOKEN}:
            return None
        spec = self.specs[index.column()]
        if role == ALIGNMENT:
            return SIDES[spec.side]
        if role == EDIT:
            value = self.value(index)
            return spec.plain(value) if spec.side == "right" else spec.show(value)
        return self._explained(index, spec) if role == TOOLTIP else self._spoken(index, spec)

    def _explained(self, index: Index, spec: ColumnSpec) -> str | None:
        mark = self.mark(index)
        text = spec.show(self.value(index))
        exact = spec.plain(self.value(index))
        lines = [f"{mark.severity.capitalize()}: {mark.text}"] if mark else []
        if spec.side != "right" and len(text) > 24:
            lines.append(text)
        elif spec.unit and spec.unit.decimals != spec.unit.decimals_exact and exact:
            lines.append(f"Exactly {exact} {spec.unit.symbol}".strip())
        return "\n".join(lines) or None

    def _spoken(self, index: Index, spec: ColumnSpec) -> str:
        mark = self.mark(index)
        text = f"{spec.heading}: {spec.show(self.value(index)) or 'blank'}"
        return f"{text}. {mark.severity.capitalize()}: {mark.text}" if mark else text

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        """The heading with its unit; the help text as its tooltip."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.specs):
            return None
        if role == DISPLAY:
            return self.specs[section].heading
        return self.specs[section].help or None if role == TOOLTIP else None

    def can_edit(self, index: Index) -> bool:
        """Whether a cell may be typed into."""
        return self.commit is not None and index.isValid() and self.specs[index.column()].editable

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What may be done with a cell."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if self.can_edit(index) else flags

    def setData(self, index: Index, value: Any, role: int = EDIT) -> bool:
        """Commit what was typed; a value that cannot be taken is said at the cell."""
        if role != EDIT or not self.can_edit(index) or self.commit is None:
            return False
        if str(value) == self.data(index, EDIT):
            return True
        try:
            self.commit(self.id_at(index.row()), self.specs[index.column()].name, str(value))
        except (UserError, ValueError) as error:
            self.refused.emit(self.index(index.row(), index.column()), str(value), str(error))
            return False
        return True
