"""A network's plan come back: where its labelled cells and its table stand, found by their words and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from blmk_desktop.importing.tables.headings import folded
from blmk_desktop.importing.tables.layout import Cells
from blmk_desktop.templates.marker import MARKER_SHEET, TITLE, Marker, find_marker
from blmk_desktop.templates.plan_layout import (
    ALLOCATION,
    BALANCE,
    CODE,
    COLUMNS,
    COST,
    FORM,
    INSTRUCTIONS,
    LISTS,
    NAME,
    PLANNED_WTE,
    READY,
    STAGE,
    SUMMARY,
    TOTAL_COST,
    VERSION,
    YEAR,
)
from blmk_desktop.values import clean_text
from blmk_desktop.workbook import CellError, Sheet, Workbook, cell_name

LABEL = "PCN workforce plan, returned"
COMMENTS = "Comments"  # the sheet on which we say what to correct; nothing is read from it
OURS = (INSTRUCTIONS, SUMMARY, LISTS, MARKER_SHEET, COMMENTS)
_LABELS = {folded(label): label for label in (CODE, NAME, YEAR, STAGE, ALLOCATION, TOTAL_COST, BALANCE)}
_LABELS |= {folded(label): label for label in (PLANNED_WTE, READY)}
_HEADINGS = {folded(heading): name for name, heading in COLUMNS.items()} | {folded(COST): "cost"}
_NEEDED = ("role", "wte")
_FEWEST = 4  # headings that make a table of lines, where the hidden sheet says what it is
_FEWEST_UNMARKED = 6
_ROWS_UNMARKED = 200  # within which an unmarked form has its headings: any workbook is asked whether it is one


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell that stands beside its label, and where: B3."""

    value: object
    cell: str

    @property
    def text(self) -> str:
        """As text; '' for an error."""
        return "" if isinstance(self.value, CellError) else clean_text(self.value)


@dataclass(slots=True)
class ReturnForm:
    """A return as it stands in its workbook. `head` is the 0-based row of the table's headings; None: no table.

    `columns` are the 0-based columns by field of a plan line, and of the cost in the year. `labelled` are the cells
    above the table, by label.
    """

    sheet: Sheet
    marker: Marker
    head: int | None = None
    columns: dict[str, int] = field(default_factory=dict)
    labelled: dict[str, Placed] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    other: str = ""  # a sheet on which another plan stands

    def text(self, label: str) -> str:
        """What stands beside a label; '' for nothing."""
        return self.labelled[label].text if label in self.labelled else ""

    def where(self, *labels: str) -> str:
        """The cell beside the first of these labels that is there, as Sheet!B3; else the sheet alone."""
        found = next((self.labelled[label].cell for label in labels if label in self.labelled), "")
        return f"{self.sheet.name}!{found}" if found else self.sheet.name

    def cell(self, row: int, name: str) -> object:
        """A cell of the table, by 0-based row and field; None if there is none."""
        cells = self.sheet.rows[row]
        at = self.columns.get(name)
        value = cells[at] if at is not None and at < len(cells) else None
        return None if isinstance(value, str) and not value.strip() else value

    def place(self, row: int, name: str) -> str:
        """Where a cell of the table stands, as Sheet!D14; column A if the table has no such column."""
        return f"{self.sheet.name}!{cell_name(row, self.columns.get(name, 0))}"


def find_return(workbook: Workbook) -> ReturnForm | None:
    """The plan that a network sent back, if a workbook is one; its sheets may be renamed, moved and added to.

    Without the hidden sheet it is one if the network's code, the year and nearly all headings are there; or all of
    the headings and any of the labels above them: then it remains to be said whose it is.
    """
    marker = find_marker(workbook)
    if marker and marker.form != FORM:
        return None
    sheets = [sheet for sheet in workbook.sheets if sheet.rows and not _is_marker(sheet)]
    table = _best_table(sheets, marked=marker is not None)
    if table is None:
        others = [sheet for sheet in sheets if not _is_ours(sheet)]
        return _without_table(workbook, others, marker) if marker else None
    form = ReturnForm(table.sheet, marker or Marker(FORM, VERSION, "", ""), table.head, table.columns)
    form.labelled = _labelled(form.sheet.rows[: table.head])
    if marker is None:
        certain = len(form.columns) >= len(COLUMNS)
        if not (form.text(CODE) and form.text(YEAR)) and not (certain and form.labelled):
            return None
        form.notes.append("the hidden sheet that says which form this is has gone; it is known by its headings")
    form.notes += _beside(workbook, form.sheet)
    form.other = _other_plan(sheets, form)
    return form


@dataclass(frozen=True, slots=True)
class _Table:
    sheet: Sheet
    head: int
    columns: dict[str, int]


def _is_ours(sheet: Sheet) -> bool:
    """Whether a sheet holds what we told the network, not what it tells us."""
    return sheet.name in OURS or _is_marker(sheet)


def _is_marker(sheet: Sheet) -> bool:
    return any(row and row[0] == TITLE for row in sheet.rows[:3])


def _best_table(sheets: Iterable[Sheet], *, marked: bool) -> _Table | None:
    """The row with the most headings of the table; of equals one that is shown, then the first."""
    fewest = _FEWEST if marked else _FEWEST_UNMARKED
    best: tuple[tuple[int, bool], _Table] | None = None
    for sheet in sheets:
        for at, row in enumerate(sheet.rows if marked else sheet.rows[:_ROWS_UNMARKED]):
            if not (marked or _speaks_of_needed(row)):
                continue
            columns = _columns(row)
            if len(columns) < fewest or not (marked or all(name in columns for name in _NEEDED)):
                continue
            rank = (len(columns), sheet.state == "visible")
            if best is None or rank > best[0]:
                best = (rank, _Table(sheet, at, columns))
    return best[1] if best else None


def _other_plan(sheets: Iterable[Sheet], form: ReturnForm) -> str:
    """The name of another sheet with the same table and other lines in it: a copy that was gone on with."""
    for sheet in sheets:
        table = None if sheet is form.sheet or _is_ours(sheet) else _best_table([sheet], marked=False)
        if table is None or len(table.columns) < len(COLUMNS):
            continue
        if _content(sheet, table.head, table.columns) not in (
            set(),
            _content(form.sheet, form.head or 0, form.columns),
        ):
            return sheet.name
    return ""


def _content(sheet: Sheet, head: int, columns: Mapping[str, int]) -> set[tuple[object, ...]]:
    """What is filled in under the headings, in whatever order; WTE or role at least."""
    found = set()
    for row in sheet.rows[head + 1 :]:
        line = tuple(row[columns[name]] if columns.get(name, len(row)) < len(row) else None for name in COLUMNS)
        if any(value not in (None, "") for value in line[1:]):
            found.add(line[1:])
    return found


def _speaks_of_needed(row: Cells) -> bool:
    """Whether what a table needs is written on a row at all: on most rows of most workbooks it is not."""
    words = " ".join([cell for cell in row if isinstance(cell, str)]).casefold()
    return all(COLUMNS[name].casefold() in words for name in _NEEDED)


def _columns(row: Cells) -> dict[str, int]:
    """Field to column, for the headings on a row; of two of one name the first counts."""
    found: dict[str, int] = {}
    for at, cell in enumerate(row):
        name = _HEADINGS.get(folded(cell)) if isinstance(cell, str) and len(cell) < 80 else None
        if name and name not in found:
            found[name] = at
    return found


def _without_table(workbook: Workbook, sheets: Sequence[Sheet], marker: Marker) -> ReturnForm:
    """A form of ours in which no table is left: what its labelled cells still say."""
    forms = [ReturnForm(sheet, marker, labelled=_labelled(sheet.rows[:_ROWS_UNMARKED])) for sheet in sheets]
    return max(forms, key=lambda form: len(form.labelled), default=ReturnForm(workbook.sheets[0], marker))


def _labelled(rows: Sequence[Cells]) -> dict[str, Placed]:
    return labelled_cells(rows, _LABELS)


def labelled_cells(rows: Sequence[Cells], labels: Mapping[str, str]) -> dict[str, Placed]:
    """Label to the cell beside it, the next filled one on the right unless that is a label too; `labels` by fold."""
    found: dict[str, Placed] = {}
    for number, row in enumerate(rows):
        label = ""
        for at, cell in enumerate(row):
            if cell is None or (isinstance(cell, str) and not cell.strip()):
                continue
            named = labels.get(folded(cell), "") if isinstance(cell, str) and len(cell) < 80 else ""
            if label and not named:
                found.setdefault(label, Placed(cell, cell_name(number, at)))
            label = named
    return found


def _beside(workbook: Workbook, sheet: Sheet) -> list[str]:
    """A note on sheets that the network added: nothing is read from them."""
    added = [other.name for other in workbook.sheets if other is not sheet and other.rows and not _is_ours(other)]
    listed = ", ".join(f"'{name}'" for name in added)
    return [f"nothing is read from {listed}: the plan stands on '{sheet.name}'"] if added else []
