"""The table that every tab uses: quick filter, filter per column, multi-sort, copy and paste, edit, total row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from blmk_desktop.columns import Columns, ColumnSpec
from blmk_desktop.errors import UserError
from blmk_desktop.filters import Condition, rows_meeting
from blmk_desktop.records.declaration import Field
from ui.parts.clipboard import Pasted, as_text
from ui.parts.column_chooser import ColumnChooser
from ui.parts.column_filter import ColumnFilter
from ui.parts.empty import EmptyState
from ui.parts.filter_bar import FilterBar
from ui.parts.table_block import copied, pasted, selected, shown_records
from ui.parts.table_cells import Cells
from ui.parts.table_frozen import FrozenColumn
from ui.parts.table_header import Headings
from ui.parts.table_layout import TableLayout
from ui.parts.table_menu import TableMenu
from ui.parts.table_model import Mark, RecordModel
from ui.parts.table_problem import CellProblem
from ui.parts.table_view import RecordView
from ui.parts.totals import Totals

if TYPE_CHECKING:
    from ui.window import MainWindow

__all__ = ["Mark", "Pasted", "RecordTable"]

Buttons = Sequence[tuple[str, Callable[[], object]]]


class RecordTable(QWidget):
    """Rows of records with everything people expect of a table.

    Give it rows with `show_columns`. Special behaviour is a function put on it: `commit`, `paste_block`, `total_of`.
    """

    current_changed = Signal(object)
    column_changed = Signal(str)
    activated = Signal(object)
    shown_changed = Signal()

    def __init__(self, window: MainWindow, name: str, specs: Sequence[ColumnSpec]) -> None:
        super().__init__()
        self.window_ = window
        self.columns: Columns | None = None
        self.conditions: dict[str, Condition] = {}
        self.paste_block: Callable[[list[Pasted]], object] | None = None
        self.total_of: Callable[[list[int]], Mapping[str, int | None]] | None = None
        self.totals = ""
        self._wanted: Any = None
        self._current: Any = None
        self._column = ""  # the name of the current one
        self._arrived: tuple[Columns, str | None] | None = None
        self.model = RecordModel(specs, self)
        self.view = RecordView()
        self.view.setAccessibleName(name.replace(".", " ").capitalize())
        self.bar = FilterBar()
        self.headings = Headings(self.view, self.model)
        self._dress()
        self.layout_ = TableLayout(window.settings, self.view, self.headings, self.model)
        self.frozen = FrozenColumn(self.view, self.headings, self.model)
        self.total_row = Totals(self.view, self.model)
        self._empty: EmptyState | None = None
        self._no_rows: tuple[str, Buttons] = ("Nothing here yet.", ())
        self._problem = CellProblem(self.view)
        self._assemble()
        self._connect()
        self.layout_.begin(name)

    # How it is put together

    def _dress(self) -> None:
        self.view.setModel(self.model)
        self.view.setHorizontalHeader(self.headings)
        cells = Cells(self.view)
        cells.closeEditor.connect(lambda *_: QTimer.singleShot(0, self, self._show_arrived))
        self.view.setItemDelegate(cells)

    def _assemble(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.bar.add_last(TableMenu(self))
        for part in (self.bar, self.view, self.total_row):
            column.addWidget(part, 1 if part is self.view else 0)

    def _connect(self) -> None:
        self.bar.typed.connect(self._rearrange)
        self.bar.cleared.connect(self.clear_filters)
        self.bar.left.connect(self.view.setFocus)
        self.headings.sort_asked.connect(self._sort)
        self.headings.filter_asked.connect(self.open_filter)
        self.headings.sectionResized.connect(self._hide_problem)
        self.model.refused.connect(self._refuse)
        self.view.doubleClicked.connect(self._activate)
        self.view.selectionModel().currentChanged.connect(self._current_moved)
        self.view.verticalScrollBar().valueChanged.connect(self._hide_problem)
        self.view.installEventFilter(self)
        self.view.viewport().installEventFilter(self)

    # Rows

    def show_columns(self, columns: Columns, name: str | None = None) -> None:
        """Show these rows; the current row, the filters and the sort stay. Other columns may come under a name."""
        if self.view.is_editing:  # what is being typed is not lost to rows that were read meanwhile
            self._arrived = (columns, name)
            return
        self._wanted = self._current if self._wanted is None else self._wanted
        other = [spec.name for spec in columns.specs] != [spec.name for spec in self.model.specs]
        self.columns = columns
        if other or (name is not None and name != self.layout_.name):
            self.conditions = {}
            self.model.show(columns, ())
            self.layout_.begin(name or self.layout_.name)
        self._rearrange()
        self.layout_.fit_once()

    def _show_arrived(self) -> None:
        """Show the rows that came while a cell was being edited."""
        arrived, self._arrived = self._arrived, None
        if arrived is not None:
            self.show_columns(*arrived)

    def _rearrange(self) -> None:
        """Filter and sort the rows again."""
        if self.columns is None:
            return
        scrolled = self.view.verticalScrollBar().value()
        wanted = self._current if self._wanted is None else self._wanted
        mask = self.columns.holding(self.bar.box.text())
        meeting = rows_meeting(self.columns, self.conditions)
        if meeting is not None:
            mask = meeting if mask is None else mask & meeting
        order = self.columns.order(self.layout_.sort, mask)
        self.model.show(self.columns, order)
        self.headings.sort = [key for key in self.layout_.sort if key.name in self.columns.by_name]
        self.headings.filtered = frozenset(self.conditions)
        self.frozen.follow()
        self.bar.tell(len(order), self.columns.count, filtered=mask is not None)
        self.view.verticalScrollBar().setValue(scrolled)
        self.select(wanted, scroll=self._wanted is not None)
        self._show_empty(filtered=mask is not None)
        self.total_row.tell(self.totals, self.total_of)
        self.shown_changed.emit()

    def shown(self) -> list[int]:
        """The positions (in `columns`) of the rows shown, in their order."""
        return [int(position) for position in self.model.order]

    @property
    def shown_ids(self) -> list[Any]:
        """The identities of the rows shown, in their order."""
        return [self.columns.ids[at] for at in self.shown()] if self.columns else []

    def set_marks(self, marks: Mapping[tuple[Any, str], Mark]) -> None:
        """Mark cells: (row identity, column name) to what is to be said about it."""
        self.model.set_marks(marks)

    def set_strong(self, ids: Iterable[Any]) -> None:
        """Let rows stand out, in bold on a ground of their own: totals among their lines."""
        self.model.strong = frozenset(ids)
        self.view.viewport().update()

    @property
    def commit(self) -> Callable[[Any, str, str], object] | None:
        """What takes an edit: (row identity, column name, what was typed). It raises where it cannot be taken."""
        return self.model.commit

    @commit.setter
    def commit(self, function: Callable[[Any, str, str], object] | None) -> None:
        self.model.commit = function

    # The current row

    @property
    def current_id(self) -> Any:
        """The identity of the current row, or None."""
        return self._current

    @property
    def current_column(self) -> str:
        """The name of the current cell's column, '' before there is one."""
        return self._column

    def select(self, id_: Any, *, scroll: bool = True, column: str = "") -> bool:
        """Make a row the current one, in a column; if it has not come yet, as soon as it does. False if not shown."""
        position = self.columns.position_of(id_) if self.columns and id_ is not None else None
        if position is None:
            self._wanted = id_ if self.columns is None else None
            return False
        rows = (self.model.order == position).nonzero()[0]
        self._wanted = None
        if not len(rows):
            return False
        visible = self.layout_.visible()
        name = column or self._column
        at = next((at for at in visible if self.model.specs[at].name == name), visible[0])
        index = self.model.index(int(rows[0]), at)
        self.view.selectionModel().setCurrentIndex(index, self.view.selectionModel().SelectionFlag.ClearAndSelect)
        if scroll:
            self.view.scrollTo(index)
        return True

    def reveal(self, id_: Any) -> bool:
        """Make a row the current one, and lift the filters if they hide it. False if there is no such row."""
        if not self.select(id_) and self.columns and self.columns.position_of(id_) is not None:
            self.clear_filters()
            return self.select(id_)
        return self.current_id == id_

    @property
    def selected_ids(self) -> list[Any]:
        """The identities of the selected rows, from top to bottom."""
        return [self.model.id_at(row) for row in selected(self.view, self.layout_)[0]]

    def _current_moved(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self._hide_problem()
        if not current.isValid():
            return
        name = self.model.specs[current.column()].name
        if name != self._column:
            self._column = name
            self.column_changed.emit(name)
        id_ = self.model.id_at(current.row())
        if id_ != self._current:
            self._current = id_
            self.current_changed.emit(id_)

    def _activate(self, index: QModelIndex) -> None:
        if index.isValid() and not self.model.can_edit(index):
            self.activated.emit(self.model.id_at(index.row()))

    # Filter and sort

    def filter_text(self, text: str) -> None:
        """Filter by words, as if typed."""
        self.bar.set_text(text)

    def clear_filters(self) -> None:
        """Show all rows again."""
        self.conditions = {}
        self.bar.set_text("")
        self.view.setFocus()

    def set_condition(self, name: str, condition: Condition) -> None:
        """Filter one column; an empty condition lifts it."""
        self.conditions = {key: kept for key, kept in self.conditions.items() if key != name}
        if condition:
            self.conditions[name] = condition
        self._rearrange()

    def open_filter(self, logical: int) -> ColumnFilter | None:
        """Open the filter of a column under its heading."""
        if self.columns is None or not 0 <= logical < len(self.model.specs):
            return None
        name = self.model.specs[logical].name
        popup = ColumnFilter(self, self.columns.by_name[name], self.conditions.get(name, Condition()))
        popup.changed.connect(lambda condition: self.set_condition(name, condition))
        popup.sort_asked.connect(lambda descending: self.sort_by(name, descending=descending))
        x = self.headings.sectionViewportPosition(logical)
        popup.open_at(self.headings.mapToGlobal(QPoint(x, self.headings.height())), self.screen())
        return popup

    def sort_by(self, name: str, *, further: bool = False, descending: bool | None = None) -> None:
        """Sort by a column, after those already sorted by if `further`."""
        self.layout_.sort_by(name, further=further, descending=descending)
        self._rearrange()

    def _sort(self, logical: int, further: bool) -> None:
        self.sort_by(self.model.specs[logical].name, further=further)

    def choose_columns(self) -> None:
        """Ask which columns to show."""
        chooser = ColumnChooser(self, self.layout_.columns())
        if chooser.exec() == QDialog.DialogCode.Accepted:
            if chooser.reset:
                self.layout_.reset()
                self._rearrange()
            else:
                self.layout_.choose(chooser.chosen())
            self.total_row.update()

    # Empty states

    def set_empty(self, sentence: str, buttons: Buttons = ()) -> None:
        """What to say, and what to offer, while there are no rows at all."""
        self._no_rows = (sentence, buttons)

    def _show_empty(self, *, filtered: bool) -> None:
        if self._empty is not None:
            self._empty.deleteLater()
            self._empty = None
        if len(self.model.order):
            return
        sentence, buttons = self._no_rows
        if filtered and self.columns is not None and self.columns.count:
            sentence = f"None of the {self.columns.count:,} rows passes the filter."
            buttons = [("Clear filters", self.clear_filters)]
        self._empty = EmptyState(sentence, buttons, parent=self.view.viewport())
        self._empty.setGeometry(self.view.viewport().rect())
        self._empty.show()

    @property
    def empty_text(self) -> str:
        """What stands in place of rows; empty while there are some."""
        return self._empty.accessibleName() if self._empty is not None else ""

    # Editing

    def _refuse(self, index: QModelIndex, typed: str, why: str) -> None:
        """Open the editor again with what was typed, and say under the cell why it cannot be taken."""
        QTimer.singleShot(0, self, lambda: self._problem.ask_again(QModelIndex(index), typed, why))

    def _hide_problem(self) -> None:
        self._problem.hide()

    @property
    def problem(self) -> str:
        """What is said at the cell about the last edit; empty when nothing is."""
        return self._problem.text() if self._problem.isVisibleTo(self.view) else ""

    # Copy and paste

    def copy(self, *, headings: bool = False) -> str:
        """Put the selected block on the clipboard, with its headings if wanted."""
        block = selected(self.view, self.layout_)
        text = as_text(copied(self.model, block, headings=headings))
        QGuiApplication.clipboard().setText(text)
        self.window_.say(f"Copied {len(block[0]):,} rows of {len(block[1])} columns.")
        return text

    def shown_records(self) -> tuple[list[Field], list[tuple[Any, ...]]]:
        """What is shown, for a file: the columns in their order as fields, and the rows with their stored values."""
        return shown_records(self)

    def pasted(self, text: str) -> list[Pasted]:
        """What a block of text would change, beginning at the current cell; one value fills the selection."""
        return pasted(self.model, self.layout_, selected(self.view, self.layout_), text)

    def paste(self) -> None:
        """Hand what is on the clipboard to the tab."""
        if self.paste_block is None:
            self.window_.say("Nothing can be pasted into this table.")
            return
        try:
            if cells := self.pasted(QGuiApplication.clipboard().text()):
                self.paste_block(cells)
        except (UserError, ValueError) as error:
            self.window_.show_error(error, self.window())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.columns is not None:
            QTimer.singleShot(0, self, self.layout_.fit_again)  # once the view has the new size too

    # Keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter opens the record, Alt+Down the filter of the column; the empty state keeps its size."""
        if event.type() == QEvent.Type.Resize and watched is self.view.viewport() and self._empty is not None:
            self._empty.setGeometry(self.view.viewport().rect())
        if event.type() == QEvent.Type.KeyPress and watched is self.view and isinstance(event, QKeyEvent):
            index = self.view.currentIndex()
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and index.isValid():
                self._activate(index)
                return True
            if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self.open_filter(max(0, index.column()))
                return True
            if event.key() == Qt.Key.Key_F2 and index.isValid() and not self.model.can_edit(index):
                self.window_.say(f"{self.model.specs[index.column()].label} cannot be changed here.")
            if event.key() == Qt.Key.Key_Escape:
                QToolTip.hideText()
                self._hide_problem()
        return super().eventFilter(watched, event)
