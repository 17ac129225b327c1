"""A blank table for any kind of record, made from its declaration, that the importer reads back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from blmk_desktop.errors import UserError
from blmk_desktop.records.declaration import Field, Record, Type
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.tables import TABLES
from blmk_desktop.templates.placing import Form, put, safe_name
from blmk_desktop.templates.plan_layout import LISTS  # hidden here: the codes and words to choose from
from blmk_desktop.templates.styles import Book, write_book
from blmk_desktop.templates.update_layout import FORMS
from blmk_desktop.workbook import column_letters

if TYPE_CHECKING:
    from sqlalchemy import Connection

ROWS = 300  # rows that are coloured and checked; more may be filled in
YES_NO = ("Yes", "No")
OTHER_FORMS = ("pcn-plan", "practice-workforce", *FORMS)
_MOST = 10**12
_LOOKS = {Type.DATE: "input_date", Type.MONTH: "input_count"}
_WIDTHS = {Type.TEXT: 32, Type.CHOICE: 26, Type.REFERENCE: 20, Type.DATE: 13, Type.FIGURE: 16}


def kinds() -> list[str]:
    """Every kind there is a template for."""
    return [*OTHER_FORMS, *(record.plural.replace("_", "-") for record in RECORDS.values() if not record.internal)]


def write_record_template(connection: Connection, kind: str, folder: Path, *, replace: bool = False) -> Path:
    """Write the blank table of a kind of record into a folder, as `put` does; the file.

    Lists offer what the data file knows. Raises UserError for an unknown kind, and where nothing can be written.
    """
    record = _record(kind)
    choices = {field.name: _choices(connection, field) for field in asked(record)}
    lists = {name: of for name, of in choices.items() if of}

    def write(path: Path) -> None:
        write_book(path, record.label, lambda book: _fill(book, record, lists))

    return put([Form(record.label, safe_name(record.plural.replace("_", " ")), write)], folder, replace=replace)[0]


def asked(record: Record) -> list[Field]:
    """The fields that the table has a column for: all but those that the application itself fills in.

    The source of what is imported is the workbook itself, unless a record has to name another.
    """
    return [field for field in record.fields if not field.hidden and (field.refers_to != "source" or field.required)]


def _record(kind: str) -> Record:
    wanted = kind.strip().lower().replace("_", "-").replace(" ", "-")
    for record in RECORDS.values():
        names = (record.plural.replace("_", "-"), record.name.replace("_", "-"))
        if wanted in names and not record.internal:
            return record
    raise UserError(f"There is no template '{kind}'. There are: {', '.join(kinds())}.")


def _choices(connection: Connection, field: Field) -> Sequence[str]:
    """What may be chosen: the words declared, or the keys of the records that the field refers to."""
    if field.type is Type.YES_NO:
        return YES_NO
    if field.type is not Type.REFERENCE:
        return field.choices
    key = TABLES[field.refers_to].c[RECORDS[field.refers_to].key[0]]
    return [str(value) for value in connection.scalars(select(key).order_by(key))]


def _fill(book: Book, record: Record, lists: dict[str, Sequence[str]]) -> None:
    sheet = book.sheet(record.plural[:31])
    ranges = {name: _range(at, len(choices)) for at, (name, choices) in enumerate(lists.items())}
    for column, field in enumerate(asked(record)):
        heading = book.look("heading")
        sheet.set_column(column, column, max(_WIDTHS.get(field.type, 13), min(len(field.heading) + 2, 26)))
        sheet.write_string(0, column, field.heading, heading)
        look = book.look(_look(field))
        for row in range(1, ROWS + 1):
            sheet.write_blank(row, column, None, look)
        sheet.data_validation(1, column, ROWS, column, {**messages(field), **rule(field, ranges.get(field.name))})
    sheet.set_row(0, 32)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.autofilter(0, 0, ROWS, len(asked(record)) - 1)
    sheet.print_area(0, 0, 40, len(asked(record)) - 1)
    book.footer(sheet, record.label)
    if lists:
        _lists(book, lists)


def _range(column: int, count: int) -> str:
    letters = column_letters(column)
    return f"={LISTS}!${letters}$1:${letters}${count}"


def _lists(book: Book, lists: dict[str, Sequence[str]]) -> None:
    sheet = book.sheet(LISTS)
    for column, choices in enumerate(lists.values()):
        for row, choice in enumerate(choices):
            sheet.write_string(row, column, choice)
    sheet.hide()


def _look(field: Field) -> str:
    if field.type is Type.FIGURE and field.unit:
        return {0: "input_count", 2: "input_money"}.get(field.unit.decimals_exact, "input_figure")
    return "input_wrapped" if field.lines else _LOOKS.get(field.type, "input_text")


def messages(field: Field) -> dict[str, Any]:
    """What is said while a cell of the field is chosen, and when something else is typed."""
    needed = "Must be filled in." if field.required else "May be blank."
    what = field.help or {Type.DATE: "A date, such as 01/10/2022.", Type.YEAR: "A financial year: 2022/23."}.get(
        field.type, ""
    )
    return {
        "input_title": field.label[:32],
        "input_message": " ".join(part for part in (what, needed) if part)[:255],
        "error_title": "Please check",
        "error_type": "warning",
    }


def rule(field: Field, choices: str | None) -> dict[str, Any]:
    """What may be typed. It warns and lets it pass: the importer has the last word."""
    if choices:
        return {"validate": "list", "source": choices, "error_message": "This is not on the list."}
    between = {"criteria": "between"}
    if field.type is Type.DATE:
        days = {"minimum": date(1900, 1, 1), "maximum": date(2099, 12, 31)}
        return {"validate": "date", **between, **days, "error_message": "A date, such as 01/10/2022."}
    if field.type is Type.MONTH:
        message = "A month of the financial year: 1 is April, 12 is March."
        return {"validate": "integer", **between, "minimum": 1, "maximum": 12, "error_message": message}
    if field.type is Type.FIGURE:
        whole = field.unit is not None and field.unit.scale == 1
        least = 0 if whole else -_MOST
        message = "A whole number." if whole else "A number."
        validate = "integer" if whole else "decimal"
        return {"validate": validate, **between, "minimum": least, "maximum": _MOST, "error_message": message}
    return {"validate": "any"}
