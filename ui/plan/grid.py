"""The grid of a plan's lines: typed into in place, pasted from a spreadsheet, each line's cost beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from blmk_desktop.acts.plan_drafts import NEEDED, TYPED, Block, Lines, PlanFacts, WorkedOut
from blmk_desktop.columns import ColumnSpec, columns_of
from blmk_desktop.errors import UserError
from blmk_desktop.records.declaration import MONEY, Unit
from blmk_desktop.records.returns import PLAN_LINE
from blmk_desktop.rules.plan_costs import MONTHS
from blmk_desktop.rules.wording import MONTHS as MONTH_NAMES
from blmk_desktop.rules.wording import counted
from blmk_desktop.words.plans import line_notes
from ui.parts.labels import button
from ui.parts.table import Mark, Pasted, RecordTable

if TYPE_CHECKING:
    from ui.window import MainWindow

WIDTHS = {"line": 7, "role": 30, "post": 14, "note": 18}
STAFF = Unit("whole-time equivalents", "", 2, 2, 2)  # the headings of months are short
LEAST = 15  # lines of text for headings, a few rows and what stands over and under them
LABELS = {"start": "Start", "end": "Leaving", "salary": "Salary of 1 WTE"}


READ_ONLY = "The file can only be looked at, so nothing can be changed here."
Marks = dict[tuple[Any, str], Mark]


class Book(Protocol):
    """The lines of a plan, wherever they are kept, and what can be done with them."""

    facts: PlanFacts

    @property
    def lines(self) -> Lines: ...
    @property
    def unsaved(self) -> bool: ...
    def edit(self, identity: int, name: str, raw: str) -> None: ...
    def add(self) -> int: ...
    def duplicate(self, identities: Sequence[int]) -> None: ...
    def remove(self, identities: Sequence[int]) -> None: ...
    def paste(self, block: Block, how: str = "Pasted") -> None: ...
    def undo(self) -> str | None: ...  # what is to be said of it
    def redo(self) -> str | None: ...


def month_name(month: int) -> str:
    """The short name of a financial month: 1 is Apr."""
    return MONTH_NAMES[(month + 2) % 12][:3]


def specs_of(roles: Sequence[str], *, editable: bool) -> list[ColumnSpec]:
    """The columns: what is typed, then what is worked out."""
    declared = [ColumnSpec.of(PLAN_LINE.by_name[name], width=WIDTHS.get(name, 0)) for name in ("line", *TYPED)]
    specs = [
        replace(
            spec,
            label=LABELS.get(spec.name, spec.label),
            editable=editable and spec.name in TYPED,
            choices=tuple(roles) if spec.name == "role" else (),
            align="left" if spec.name == "line" else "",
        )
        for spec in declared
    ]
    cost = ColumnSpec.figure(
        "cost",
        "Cost",
        MONEY,
        "What the line costs the allocation in the year, as far as it is known. A month counts whole if the post "
        "is filled on any day of it: a post that passes on within a month is two lines, and both count.",
    )
    months = [
        ColumnSpec.figure(f"m{month}", month_name(month), STAFF, f"WTE in post on the last day of {month_name(month)}.")
        for month in MONTHS
    ]
    return [*specs[:-1], cost, *months, specs[-1]]


class PlanGrid(QWidget):
    """A table of the lines with the buttons that change them, over a book of lines."""

    def __init__(
        self, window: MainWindow, book: Book, say: Callable[[str], object], *, read_only: bool = False
    ) -> None:
        super().__init__()
        self.window_, self.book, self.say, self.read_only = window, book, say, read_only
        self.more_marks: Marks = {}
        self._specs = specs_of(book.facts.roles, editable=not read_only)
        self.table = RecordTable(window, "plan lines", self._specs)
        self.table.view.setAccessibleName("Lines of the plan")
        self.table.totals = "Total of {shown} lines"
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        add = [] if read_only else [("Add a line", self.add)]
        self.table.set_empty("No lines yet. Add one, or paste a block from a spreadsheet.", add)
        if not read_only:
            self.table.commit = self.book.edit
            self.table.paste_block = self._paste
        self._buttons()
        self._keys()
        self.table.view.installEventFilter(self)
        self._leave_room()

    def _leave_room(self) -> None:
        self.setMinimumHeight(LEAST * self.fontMetrics().height())

    def changeEvent(self, event: QEvent) -> None:
        """Keep room for a few rows, whatever the size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._leave_room()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes to the cell below, as it does while one is typed into."""
        enters = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in enters:
            view = self.table.view
            here = view.currentIndex()
            below = here.siblingAtRow(here.row() + 1)
            view.setCurrentIndex(below if below.isValid() else here)
            return True
        return super().eventFilter(watched, event)

    def _buttons(self) -> None:
        for words, does, tip in (
            ("&Add line", self.add, "Add an empty line at the end (Insert or Ctrl+N)"),
            ("Du&plicate", self.duplicate, "Add the chosen lines again at the end (Ctrl+D)"),
            ("&Remove", self.remove, "Remove the chosen lines (Ctrl+Delete); Delete alone clears the chosen cells"),
            ("Pa&ste", self.paste, "Paste a block copied from a spreadsheet, from the current cell on (Ctrl+V)"),
        ):
            made = button(words, does)
            made.setToolTip(READ_ONLY if self.read_only else tip)
            made.setEnabled(not self.read_only)
            self.table.bar.add(made)

    def _keys(self) -> None:
        keys: dict[str, Callable[[], object]] = {
            "Ctrl+C": self.table.copy,
            "Ctrl+Shift+C": lambda: self.table.copy(headings=True),
        }
        if not self.read_only:
            keys |= {
                "Ctrl+V": self.paste,
                "Insert": self.add,
                "Ctrl+N": self.add,
                "Delete": self.clear,
                "Ctrl+D": self.duplicate,
                "Ctrl+Delete": self.remove,
            }
        for key, does in keys.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(does)

    # What is shown

    def show_lines(self, found: WorkedOut) -> None:
        """Show the lines of the book with what they come to."""
        roles = self.book.facts.roles
        if self._specs[1].choices != roles:
            self._specs = specs_of(roles, editable=not self.read_only)
        rows = [self._row(line, found) for line in self.book.lines]
        self.table.show_columns(columns_of(self._specs, rows))
        self.table.set_marks(self._marks(found))

    def _row(self, line: Any, found: WorkedOut) -> dict[str, Any]:
        row = {name: getattr(line, name) for name in ("id", "line", *TYPED)}
        cost = found.costs.get(line.id)
        if cost is not None:
            row["cost"] = cost.total if any(cost.months) or not cost.unknown else None
            row |= {f"m{month}": wte or None for month, wte in zip(MONTHS, found.wte[line.id], strict=True)}
        return row

    def _marks(self, found: WorkedOut) -> Marks:
        marks: Marks = dict(self.more_marks)
        over = {role.role: role for role in found.assessment.over_caps}
        for line in self.book.lines:
            for name, words in line.missing.items():
                marks[line.id, name] = Mark("warning", f"{words} Until then the line counts for nothing.")
            if line.id in found.costs and (notes := line_notes(line.role, found.costs[line.id])):
                marks[line.id, "cost"] = Mark(notes[0][0], "\n".join(words for _, words in notes))
            if line.role in over:
                role = over[line.role]
                group = f" for {role.cap_group}" if role.cap_group else ""
                marks[line.id, "role"] = Mark("warning", f"Over the cap of {counted(role.cap or 0, 'post')}{group}.")
        return marks

    # What is done

    def add(self) -> None:
        """Add an empty line and begin to fill it in."""
        identity = self.book.add()
        self.table.clear_filters()
        self.table.select(identity)
        self._begin(identity)

    def _begin(self, identity: int) -> None:
        """Go to the role of a new line, with its list open to choose from."""
        view, model = self.table.view, self.table.model
        row = next((row for row in range(model.rowCount()) if model.id_at(row) == identity), None)
        if row is None:
            return
        index = model.index(row, 1)
        view.setCurrentIndex(index)
        view.setFocus()
        QTimer.singleShot(0, view, lambda: view.edit(model.index(row, 1)) if row < model.rowCount() else None)

    def duplicate(self) -> None:
        """Add the chosen lines again."""
        self._do(lambda: self.book.duplicate(self.table.selected_ids))

    def remove(self) -> None:
        """Remove the chosen lines; undo brings them back."""
        chosen = self.table.selected_ids
        self._do(lambda: self.book.remove(chosen))
        if chosen:
            self.say(f"Removed {counted(len(chosen), 'line')}. Ctrl+Z brings them back.")

    def clear(self) -> None:
        """Clear the chosen cells as one change; lines chosen by their number or as a whole are removed."""
        model, indexes = self.table.model, self.table.view.selectionModel().selectedIndexes()
        chosen = {model.specs[index.column()].name for index in indexes}
        fields = [name for name in TYPED if name in chosen]
        if "line" in chosen:
            self.remove()
        elif set(fields) & NEEDED.keys():
            self.say("A line needs its role and its WTE: type another, or remove the line with Ctrl+Delete.")
        elif fields:
            blank = dict.fromkeys(fields, "")
            block = [(line, blank) for line in self.table.selected_ids]
            self._do(lambda: self.book.paste(block, "Cleared cells of"))
        else:
            self.say("These cells are worked out: nothing in them can be cleared.")

    def paste(self) -> None:
        """Paste what is on the clipboard, from the current cell on; into an empty grid from the role on."""
        self._do(self.table.paste if self.book.lines else self._paste_first)

    def _paste_first(self) -> None:
        from PySide6.QtGui import QGuiApplication

        from ui.parts.clipboard import from_text

        rows = from_text(QGuiApplication.clipboard().text())
        named = [dict(zip(TYPED, cells, strict=False)) for cells in rows if any(cells)]
        self.book.paste([(None, texts) for texts in named if not _is_heading(texts)])

    def _paste(self, cells: list[Pasted]) -> None:
        """Hand a block over by lines; what is worked out is left out."""
        block = []
        for _, group in groupby(cells, key=lambda cell: cell.line):
            row = list(group)
            block.append((row[0].id, {cell.field: cell.text for cell in row if cell.field in TYPED}))
        block = [(identity, texts) for identity, texts in block if any(texts.values()) or identity]
        if block and _is_heading(block[0][1]):  # the rest goes where the headings would have gone
            block = [(line, texts) for (line, _), (_, texts) in pairwise(block)]
        self.book.paste(block)
        self.say(f"Pasted {counted(len(block), 'line')}.")

    def _do(self, action: Any) -> None:
        try:
            action()
        except (UserError, ValueError) as error:
            self.window_.show_error(error, self.window())


def _is_heading(texts: Mapping[str, str]) -> bool:
    """Whether a pasted row is the headings of a table of lines."""
    return texts.get("role", "").strip().casefold() == "role"
