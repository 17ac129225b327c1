"""A budget return come back: its table found by its headings, what each cell says now, and what it said when sent."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePath

from blmk_desktop.errors import UserError
from blmk_desktop.importing.returns.update_form import Sent, sent_values
from blmk_desktop.importing.tables.headings import folded
from blmk_desktop.importing.tables.layout import Cells
from blmk_desktop.periods import find_month
from blmk_desktop.templates.budget_layout import AREA, CATEGORY, FORM, TOTAL, Column, columns
from blmk_desktop.templates.marker import MARKER_SHEET, Marker, find_marker
from blmk_desktop.templates.update_layout import AS_SENT
from blmk_desktop.values import clean_text
from blmk_desktop.workbook import Sheet, Workbook, cell_name

LOST = (
    "{name} is a budget return, and its hidden sheet that says whose it is, and of which month, has gone. "
    "Ask for it as it was sent, or copy its figures into a new form."
)


@dataclass(slots=True)
class BudgetReturn:
    """A budget return as it stands in its workbook. `sheet` is None where its table has gone.

    `head` is the 0-based row of its headings, `at` the column of each field; `sent` is empty where the hidden sheet
    that says what was sent has gone; `written` is the area as it stands above the table.
    """

    marker: Marker
    month: int
    sheet: Sheet | None = None
    head: int = 0
    at: dict[str, int] = field(default_factory=dict)
    sent: Sent = field(default_factory=dict)
    written: str = ""

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the form of its month."""
        return columns(self.month)

    def cell(self, row: int, column: Column) -> object:
        """A cell by 0-based row; None for a blank one."""
        at = self.at.get(column.name)
        cells = self.sheet.rows[row] if self.sheet else []
        value = cells[at] if at is not None and at < len(cells) else None
        return None if isinstance(value, str) and not value.strip() else value

    def where(self, row: int, column: Column) -> str:
        """Where a cell stands, as Return!D14."""
        return f"{self.sheet.name if self.sheet else ''}!{cell_name(row, self.at.get(column.name, 0))}"

    def rows(self) -> list[int]:
        """The rows below the headings that name a category or hold anything, the total left out."""
        found = []
        for row in range(self.head + 1, len(self.sheet.rows) if self.sheet else 0):
            held = [self.cell(row, column) for column in self.columns]
            first = clean_text(self.cell(row, self.columns[0]))
            if any(cell is not None for cell in held) and folded(first) != folded(TOTAL):
                found.append(row)
        return found


def find_budget_return(workbook: Workbook) -> BudgetReturn | None:
    """The budget return in a workbook, if it is one of ours; its sheets may be renamed, moved and added to.

    Raises UserError for one whose marker has gone: what it says of months would be taken for something else.
    """
    marker = find_marker(workbook)
    if marker is None and _says_so(workbook):
        raise UserError(LOST.format(name=workbook.name))
    if marker is None or marker.form != FORM:
        return None
    found = BudgetReturn(marker, find_month(marker.stage) or 0, sent=sent_values(workbook))
    for sheet in workbook.sheets if found.month else ():
        if sheet.name in (AS_SENT, MARKER_SHEET):
            continue
        for at, row in enumerate(sheet.rows):
            known = _columns(found.columns, row)
            if CATEGORY in known and len(known) > len(found.at) and 2 * len(known) >= len(found.columns):
                found.sheet, found.head, found.at = sheet, at, known
    found.written = _written(found.sheet)
    return found


def _says_so(workbook: Workbook) -> bool:
    """Whether a workbook without a marker says on its first pages that it is such a form."""
    texts = (cell for sheet in workbook.sheets for row in sheet.rows[:50] for cell in row[:2] if isinstance(cell, str))
    return any(text.startswith(f"Form {FORM}, version ") for text in texts)


def source_of(found: BudgetReturn, name: str) -> str:
    """Under which name its workbook is kept: areas send files of one name, which are no editions of each other."""
    path, marker = PurePath(name), found.marker
    about = " ".join(filter(None, (marker.code, marker.year.replace("/", "-"), marker.stage)))
    said = folded(path.stem)
    return name if all(folded(part) in said for part in about.split()) else f"{path.stem} ({about}){path.suffix}"


def _columns(wanted: tuple[Column, ...], row: Cells) -> dict[str, int]:
    names = {folded(column.heading): column.name for column in wanted}
    found: dict[str, int] = {}
    for at, cell in enumerate(row):
        name = names.get(folded(cell)) if isinstance(cell, str) else None
        if name:
            found.setdefault(name, at)
    return found


def _written(sheet: Sheet | None) -> str:
    """The area as it stands above the table."""
    for row in sheet.rows[:10] if sheet else ():
        if row and clean_text(row[0]) == AREA:
            return next((clean_text(cell) for cell in row[1:] if cell is not None), "")
    return ""
