"""Writing the forms on which areas return the months of their budget, each with that area's lines.

What is not theirs to change is locked. What each cell said is kept on a hidden sheet, so that the importer can tell
what was filled in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from blmk_desktop.errors import UserError
from blmk_desktop.importing.tables.headings import folded
from blmk_desktop.periods import month_label, show_date, today
from blmk_desktop.records.declaration import Type
from blmk_desktop.templates import budget_layout as layout
from blmk_desktop.templates.budget_layout import Column, columns
from blmk_desktop.templates.marker import Marker
from blmk_desktop.templates.placing import Form, Progress, put, safe_name
from blmk_desktop.templates.record_template import messages, rule
from blmk_desktop.templates.styles import Book, instructions, write_book
from blmk_desktop.templates.update_layout import AS_SENT, SENT_HEADINGS

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from blmk_desktop.summaries.budget_rows import BudgetRow

HEADINGS, FIRST = 6, 7  # rows, from 0
_WIDTHS = {layout.CATEGORY: 34, layout.NOTE: 44, layout.BASIS: 22}


@dataclass(frozen=True)
class AreaReturn:
    """The form of an area for a month: its lines of the budget in force."""

    area: str
    year: str
    month: int
    version: str
    rows: Sequence[BudgetRow]


def write_budget_returns(  # noqa: PLR0913 - what the forms are of, and where they go
    connection: Connection,
    wanted: Sequence[str] | None,
    year: str,
    month: int,
    folder: Path,
    progress: Progress | None = None,
    *,
    replace: bool = False,
) -> list[Path]:
    """Write a form for each area named, or for every area with a line in the budget in force, as `put` does.

    Raises UserError for an area without a line, and where there is no budget of that year.
    """
    title = f"{layout.TITLE} {year} {month_label(month)}"
    forms = [
        Form(one.area, safe_name(f"{title} {one.area}"), partial(write_return, one))
        for one in area_returns(connection, wanted, year, month)
    ]
    return put(forms, folder, progress, replace=replace)


def area_returns(connection: Connection, wanted: Sequence[str] | None, year: str, month: int) -> list[AreaReturn]:
    """What the forms hold. Raises UserError as `write_budget_returns`."""
    from blmk_desktop.summaries.budget_setting import budget

    found = budget(connection, "", year)
    if not found.rows:
        raise UserError(f"No budget is set for {year}: there is nothing to return.")
    by_area = {folded(area): area for area in found.areas}
    names = found.areas if wanted is None else [by_area.get(folded(name), "") for name in wanted]
    if "" in names and wanted is not None:
        unknown = wanted[names.index("")]
        raise UserError(f"{found.version} has no line of '{unknown}' in {year}. There are: {', '.join(found.areas)}.")
    return [
        AreaReturn(name, year, month, found.version, [row for row in found.rows if row.area == name])
        for name in dict.fromkeys(names)
    ]


def write_return(one: AreaReturn, path: Path, made: str = "") -> None:
    """Write one area's workbook; `made` is the day (ISO) that it carries, today unless given."""
    made = made or today()

    def fill(book: Book) -> None:
        _start(book, one, made)
        _Table(book, one).write(made)
        _as_sent(book, one)
        book.marker(Marker(layout.FORM, layout.VERSION, one.area, one.year, month_label(one.month), made))

    write_book(path, f"{layout.TITLE}, {one.area}", fill)


def _start(book: Book, one: AreaReturn, made: str) -> None:
    when = f"{layout.month_words(one.month)} of {one.year}"
    sections = {
        "Whose form this is": [
            ("Area", one.area),
            ("For", when),
            ("As at", f"what we held on {show_date(made)}: {one.version}, virements up to then counted"),
            ("Send it to", "whoever sent it to you"),
        ],
        "What to do": [
            (f"'{layout.SHEET}'", f"For each line: what {layout.month_words(one.month)} came to, in pounds and pence."),
            ("Earlier months", "Put them right if they have changed since; leave what stands as it is otherwise."),
            ("Forecast", "What the whole year will come to. Leave it blank where nobody can say."),
            ("Basis and note", "Whether the month is from the ledger, accrued or estimated; and what should be known."),
            ("Send", "Save the workbook as it is, an .xlsx file, and send it back. You may give it another name."),
        ],
        "Good to know": [
            ("In pounds", "Not in thousands. Money that comes back is negative. Nothing is 0; not known is blank."),
            ("Far from the budget", "More in a month than the year's budget, or a forecast of twice it, needs a note."),
            (
                "Grey cells",
                "They are ours: a form on which one was changed goes back. Tell us beside the form instead.",
            ),
            ("No names, please", "Write roles, not who a person is."),
            ("Locked cells", "There is no password: cells are locked against slips. You may widen columns and filter."),
        ],
    }
    version = f"Form {layout.FORM}, version {layout.VERSION}, made on {show_date(made)}"
    instructions(book, layout.TITLE, sections, version, one.area, checked=False)


class _Table:
    """The lines of the area on a sheet of their own, with their total."""

    def __init__(self, book: Book, one: AreaReturn) -> None:
        self.book, self.one, self.columns = book, one, columns(one.month)
        self.sheet = book.sheet(layout.SHEET)

    def write(self, made: str) -> None:
        """Write all of it."""
        one, book, sheet = self.one, self.book, self.sheet
        sheet.write_string(0, 0, f"{layout.TITLE}: {one.area}", book.look("title"))
        sheet.set_row(0, 26)
        told = {layout.AREA: one.area, layout.YEAR: one.year, layout.MONTH: month_label(one.month)}
        for row, (label, value) in enumerate((told | {layout.MADE: show_date(made)}).items(), start=1):
            sheet.write_string(row, 0, label, book.look("label"))
            sheet.merge_range(row, 1, row, 2, value, book.look("value"))
        for at, column in enumerate(self.columns):
            self._heading(at, column)
        for row, line in enumerate(one.rows, start=FIRST):
            for at, column in enumerate(self.columns):
                self._cell(row, at, column, line)
        self._total(FIRST + len(one.rows))
        sheet.set_row(HEADINGS, 32)
        sheet.freeze_panes(FIRST, 1)
        sheet.repeat_rows(HEADINGS)
        book.footer(sheet, one.area)

    def _heading(self, at: int, column: Column) -> None:
        last = FIRST + len(self.one.rows) - 1
        self.sheet.set_column(at, at, _WIDTHS.get(column.name, 15))
        self.sheet.write_string(HEADINGS, at, column.heading, self.book.look("heading"))
        if column.open:
            field = column.field
            choices = {"validate": "list", "source": list(field.choices), "error_message": "Choose from the list."}
            said = choices if field.choices else rule(field, None)
            self.sheet.data_validation(FIRST, at, last, at, {**messages(field), **said})

    def _cell(self, row: int, at: int, column: Column, line: BudgetRow) -> None:
        value, look = value_of(line, column, self.one.month), self.book.look(_look(column))
        if value is None or value == "":
            self.sheet.write_blank(row, at, None, look)
        elif isinstance(value, int):
            self.sheet.write_number(row, at, value / 100, look)
        else:
            self.sheet.write_string(row, at, value, look)

    def _total(self, row: int) -> None:
        from xlsxwriter.utility import xl_range  # type: ignore[import-untyped]

        self.sheet.write_string(row, 0, layout.TOTAL, self.book.look("total"))
        for at, column in enumerate(self.columns):
            if column.field.type is Type.FIGURE:
                values = [value_of(line, column, self.one.month) for line in self.one.rows]
                known = sum(value for value in values if isinstance(value, int))
                formula = f"=SUM({xl_range(FIRST, at, row - 1, at)})"
                self.sheet.write_formula(row, at, formula, self.book.look("total_money"), known / 100)


def value_of(line: BudgetRow, column: Column, month: int) -> int | str | None:
    """What a cell says when the form is made: pence, words, or None for nothing."""
    if column.month:
        return line.actual[column.month - 1]
    values: dict[str, int | str | None] = {
        layout.CATEGORY: line.category,
        layout.BUDGET: line.budget,
        layout.PLAN: line.plan[month - 1],
        layout.TO_DATE: sum(line.plan[:month]),
        layout.FORECAST: line.forecast,
    }
    return values.get(column.name)


def _look(column: Column) -> str:
    if column.field.type is Type.FIGURE:
        return "input_money" if column.open else "worked_pennies"
    return "input_wrapped" if column.open else "worked"


def _as_sent(book: Book, one: AreaReturn) -> None:
    """What each cell said, as it is stored, on a hidden sheet."""
    sheet: Any = book.sheet(AS_SENT)
    for at, heading in enumerate(SENT_HEADINGS):
        sheet.write_string(0, at, heading)
    cells = [(line, column) for line in one.rows for column in columns(one.month)]
    for row, (line, column) in enumerate(cells, start=1):
        value = value_of(line, column, one.month)
        for at, text in enumerate((layout.SHEET, line.category, column.name, "" if value is None else str(value))):
            sheet.write_string(row, at, text)
    sheet.hide()
