"""Writing the forms on which scheme leads, risk owners and owners of actions report, each with that person's records.

What is not theirs to change is locked. What each cell said is kept on a hidden sheet, so that the importer can tell
what was changed on the form from what was changed here meanwhile.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from blmk_desktop.errors import UserError
from blmk_desktop.periods import show_date, today
from blmk_desktop.records.declaration import Type
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.rules.wording import counted, sentence
from blmk_desktop.templates.marker import Marker
from blmk_desktop.templates.placing import Form, Progress, put, safe_name
from blmk_desktop.templates.record_template import messages, rule
from blmk_desktop.templates.styles import Book, day, instructions, write_book
from blmk_desktop.templates.update_known import PersonForm, Values, form_named, person_forms
from blmk_desktop.templates.update_layout import (
    AS_SENT,
    MADE,
    OPEN,
    PERSON,
    SENT_HEADINGS,
    VERSION,
    Block,
    Column,
)

if TYPE_CHECKING:
    from sqlalchemy import Connection

HEADINGS, FIRST = 4, 5  # rows, from 0
LINE = 13  # points
_WIDTHS = {Type.DATE: 13, Type.FIGURE: 14, Type.CHOICE: 14, Type.REFERENCE: 18, Type.YEAR: 11}
_LONG = 38  # characters of a column of sentences
_SENTENCES = (
    "action", "assurance", "controls", "description", "gaps", "milestone", "note", "plan", "position", "progress",
    "rag_reason", "reason", "statement", "latest",
)  # fmt: skip


def write_update_templates(
    connection: Connection,
    name: str,
    wanted: Sequence[str] | None,
    folder: Path,
    progress: Progress | None = None,
    *,
    replace: bool = False,
) -> list[Path]:
    """Write a form for each person named (a role), or for everybody with an open record, into a folder, as `put` does.

    Raises UserError for a form that there is not, for somebody without an open record, and where nothing can be
    written.
    """
    form = form_named(name)
    forms = [
        Form(one.person, safe_name(f"{form.title} {one.person}"), partial(write_update, one))
        for one in person_forms(connection, form, wanted)
    ]
    if not forms:
        raise UserError(f"No open record names a {form.person}: there is nobody to write a form for.")
    return put(forms, folder, progress, replace=replace)


def write_update(one: PersonForm, path: Path, made: str = "") -> None:
    """Write one person's workbook; `made` is the day (ISO) that it carries, today unless given.

    The file appears whole or not at all. Raises UserError where it cannot be written.
    """
    made = made or today()

    def fill(book: Book) -> None:
        _start(book, one, made)
        for block, rows in zip(one.form.blocks, one.rows, strict=True):
            if rows:
                _Table(book, one, block, rows).write(made)
        _as_sent(book, one)
        book.marker(Marker(one.form.name, VERSION, one.person, "", "", made))

    write_book(path, f"{one.form.title}, {one.person}", fill)


def _start(book: Book, one: PersonForm, made: str) -> None:
    tables = zip(one.form.blocks, one.rows, strict=True)
    steps = [(f"'{block.sheet}'", _asked(block, len(rows))) for block, rows in tables if rows]
    sections = {
        "Whose form this is": [
            ("For", f"{one.person} ({one.form.person})"),
            ("As at", f"what we held on {show_date(made)}"),
            ("Send it to", "whoever sent it to you"),
        ],
        "What to do": [
            *steps,
            ("What has not changed", "Leave it as it stands: only what you change is taken."),
            ("Send", "Save the workbook as it is, an .xlsx file, and send it back. You may give it another name."),
        ],
        "Good to know": [
            (
                "Grey cells",
                "They are ours: a form on which one was changed goes back. Tell us beside the form instead.",
            ),
            ("No names, please", "Write roles, not who a person is."),
            ("Locked cells", "There is no password: cells are locked against slips. You may widen columns and filter."),
        ],
    }
    version = f"Form {one.form.name}, version {VERSION}, made on {show_date(made)}"
    instructions(book, one.form.title, sections, version, one.person, checked=False)


def _asked(block: Block, rows: int) -> str:
    """What a table asks, in words."""
    said = [column.field.label for column in block.of_role(OPEN)]
    parts = [f"bring up to date: {', '.join(said)}"] if said else []
    for adds in block.adds:
        labels = ", ".join(field.label for field in adds.fields)
        parts.append(f"for a new {RECORDS[adds.kind].label.lower()}: {labels}")
    return f"{counted(rows, 'row')}. {sentence('; '.join(parts))}"


class _Table:
    """A table on a sheet of its own."""

    def __init__(self, book: Book, one: PersonForm, block: Block, rows: Sequence[Values]) -> None:
        self.book, self.one, self.block, self.rows = book, one, block, rows
        self.sheet = book.sheet(block.sheet)

    def write(self, made: str) -> None:
        """Write all of it."""
        book, sheet, block = self.book, self.sheet, self.block
        sheet.write_string(0, 0, f"{self.one.form.title}: {block.sheet.lower()}", book.look("title"))
        sheet.set_row(0, 26)
        for row, (label, value) in enumerate(((PERSON, self.one.person), (MADE, show_date(made))), start=1):
            sheet.write_string(row, 0, label, book.look("label"))
            sheet.merge_range(row, 1, row, 2, value, book.look("value"))
        for at, column in enumerate(block.columns):
            self._column(at, column)
        for row, values in enumerate(self.rows, start=FIRST):
            lines = max(self._cell(row, at, column, values) for at, column in enumerate(block.columns))
            sheet.set_row(row, min(max(18, LINE * lines + 4), 409))
        sheet.set_row(HEADINGS, 32)
        sheet.freeze_panes(FIRST, len(block.record.key))
        sheet.repeat_rows(HEADINGS)
        sheet.autofilter(HEADINGS, 0, FIRST + len(self.rows) - 1, len(block.columns) - 1)
        book.footer(sheet, self.one.person)

    def _column(self, at: int, column: Column) -> None:
        self.sheet.set_column(at, at, _width(column))
        self.sheet.write_string(HEADINGS, at, column.heading, self.book.look("heading"))
        if column.locked:
            return
        field = column.field
        choices = {"validate": "list", "source": list(field.choices), "error_message": "Choose from the list."}
        said = choices if field.choices else rule(field, None)
        self.sheet.data_validation(FIRST, at, FIRST + len(self.rows) - 1, at, {**messages(field), **said})

    def _cell(self, row: int, at: int, column: Column, values: Values) -> int:
        """Write a cell; how many lines it takes."""
        value, field = values.get(column.name), column.field
        look = self.book.look(_look(column))
        if value is None or value == "":
            self.sheet.write_blank(row, at, None, look)
        elif field.type is Type.DATE:
            self.sheet.write_datetime(row, at, day(value), look)
        elif field.type is Type.FIGURE and field.unit:
            self.sheet.write_number(row, at, value / field.unit.scale, look)
        else:
            self.sheet.write_string(row, at, str(value), look)
            return sum(1 + len(line) * 11 // (_width(column) * 10) for line in str(value).split("\n"))
        return 1


def _width(column: Column) -> int:
    name = column.name.rpartition(".")[2]
    if column.field.type is Type.TEXT and name in _SENTENCES:
        return _LONG
    return max(_WIDTHS.get(column.field.type, 20), min(len(column.heading) + 2, 24))


def _look(column: Column) -> str:
    kind = "worked" if column.locked else "input"
    field = column.field
    if field.type is Type.DATE:
        return f"{kind}_date"
    if field.type is Type.FIGURE and field.unit:
        whole = field.unit.decimals_exact == 0
        return f"{kind}_count" if whole else ("worked_pennies" if column.locked else "input_money")
    return f"{kind}_wrapped"


def _as_sent(book: Book, one: PersonForm) -> None:
    """What each cell said, as it is stored, on a hidden sheet."""
    sheet = book.sheet(AS_SENT)
    for at, heading in enumerate(SENT_HEADINGS):
        sheet.write_string(0, at, heading)
    row = 1
    for block, rows in zip(one.form.blocks, one.rows, strict=True):
        for values in rows:
            for column in block.columns:
                for at, text in enumerate(sent_cell(block, values, column)):
                    sheet.write_string(row, at, text)
                row += 1
    sheet.hide()


def sent_cell(block: Block, values: Values, column: Column) -> tuple[str, str, str, str]:
    """A row of the hidden sheet: the table, the record's key, the column, and its stored value, '' for none."""
    key: Any = "|".join(str(values[name]) for name in block.record.key)
    value = values.get(column.name)
    return block.sheet, key, column.name, "" if value is None else str(value)
