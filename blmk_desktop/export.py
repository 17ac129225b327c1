"""Records and computed tables out, as Excel, CSV or JSON: exact, safe to open, and readable by the importer.

Text is always written as text. In a CSV file, text that a spreadsheet would take for a formula gets an
apostrophe in front (`guarded`), which the importer takes away again (`unguarded`).
"""

from __future__ import annotations

import csv
import json
import re
import secrets
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from blmk_desktop.computed.tables import SUMMARIES, table
from blmk_desktop.errors import UserError, Where
from blmk_desktop.formula_guard import guarded
from blmk_desktop.records.declaration import MONEY, Field, Record, Type
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.values import plain_decimal

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection

    from blmk_desktop.views import View

MOST_ROWS = 1_048_575  # of a sheet, under its heading
LONGEST_TEXT = 32_767  # characters of a cell
LONGEST_NAME = 31  # characters of the name of a sheet
REPLACING = "It cannot be replaced: is it open in another program? Close it there, or choose another name."
_MONEY = {
    "allocation",
    "forecast_spend",
    "variance",
}  # measures in pence; the others are in hundredths of a WTE

Rows = Iterable[tuple[Any, ...]]


class _Sheet(NamedTuple):
    name: str
    fields: tuple[Field, ...]
    rows: Rows
    about: Sequence[tuple[str, str]] = ()
    total: Sequence[Any] = ()
    strong: Collection[int] = ()


def kinds() -> list[str]:
    """What can be exported: the records by their plural, and the computed tables."""
    records = [_dashed(record.plural) for record in RECORDS.values() if not record.internal]
    return list(dict.fromkeys((*records, *SUMMARIES)))


def write_records(connection: Connection, kind: str, path: Path, as_at: str | None = None) -> int:
    """Write all records of a kind, or a computed table, to a .xlsx, .csv or .json file; how many rows it has.

    With `as_at` (ISO) only what held on that date. The file appears whole or not at all. Raises UserError for
    an unknown kind or ending, and where the file cannot be written.
    """
    _writer(path)  # a wrong ending is said before anything is read
    sheet = _sheet(connection, kind, as_at)
    return write_table(sheet.name, sheet.fields, sheet.rows, path)


def write_table(name: str, fields: Sequence[Field], rows: Rows, path: Path) -> int:
    """Write rows of stored values, in the order of `fields`, as `write_records` does; how many there are."""
    return _write(_Sheet(name, tuple(fields), list(rows)), path)


def write_view(view: View, path: Path) -> int:
    """Write a table as it is shown; how many rows it has.

    A workbook has the total row under its rows, and a second sheet that says what was chosen; so does JSON, under
    `about`. A CSV file holds the rows alone, for other programs. Raises UserError as `write_records` does.
    """
    sheet = _Sheet(view.name, view.fields, list(view.rows()), view.about, view.total_row, view.strong_rows)
    return _write(sheet, path)


def _write(sheet: _Sheet, path: Path) -> int:
    writer, rows = _writer(path), list(sheet.rows)
    if writer is _write_workbook and len(rows) + bool(sheet.total) > MOST_ROWS:
        raise UserError(f"{len(rows):,} rows are more than a sheet holds; write .csv or .json instead.")
    replacing(path, lambda target: writer(target, sheet))
    return len(rows)


def _writer(path: Path) -> Callable[[Path, _Sheet], None]:
    writers = {".xlsx": _write_workbook, ".csv": _write_csv, ".json": _write_json}
    if path.suffix.lower() not in writers:
        raise UserError(f"'{path.name}' must end in {', '.join(writers)}: the ending says what is written.")
    return writers[path.suffix.lower()]


def replacing(path: Path, write: Callable[[Path], None]) -> None:
    """Let `write` make a file beside the target, then put it in its place. Raises UserError if it cannot."""
    made = path.with_name(f".{path.stem}-{secrets.token_hex(4)}{path.suffix}")
    try:
        _told(write, made, path, "Nothing can be written there: {}.")
        _told(made.replace, path, path, REPLACING)
    finally:
        with suppress(OSError):
            made.unlink(missing_ok=True)


def _told(step: Callable[[Path], object], given: Path, path: Path, why: str) -> None:
    """Take a step; what the system refuses is told in words."""
    try:
        step(given)
    except OSError as error:
        raise UserError(why.format(error.strerror or error), Where(str(path))) from error


def machine_value(field: Field, value: Any, measure: str = "") -> Any:
    """A stored value for JSON: pence as a whole number, other figures as decimal strings, dates as ISO text.

    `measure` says of a plan figure what it counts.
    """
    if value is None or field.type is Type.MONTH:
        return value
    if field.type is Type.YES_NO:
        return bool(value)
    if field.type is not Type.FIGURE or field.unit is None or field.unit.scale == 1:
        return value
    return (
        value
        if field.unit is MONEY or measure in _MONEY
        else plain_decimal(value, field.unit.places, field.unit.decimals_exact)
    )


def _sheet(connection: Connection, kind: str, as_at: str | None) -> _Sheet:
    wanted = kind.strip().lower().replace("_", "-").replace(" ", "-")
    exported = [record for record in RECORDS.values() if not record.internal]
    several = {_dashed(record.plural): record for record in exported}
    if wanted in SUMMARIES and wanted not in several:  # plan-round is the table; the rounds are plan-rounds
        found = table(connection, wanted, as_at=as_at)
        return _Sheet(wanted, found.fields, found.rows)
    record = several.get(wanted) or next((one for one in exported if _dashed(one.name) == wanted), None)
    if record:
        return _Sheet(record.plural, record.fields, _records(connection, record, as_at))
    raise UserError(f"There is no '{kind}' to export. There are: {', '.join(kinds())}.")


def _dashed(name: str) -> str:
    return name.replace("_", "-")


def _records(connection: Connection, record: Record, as_at: str | None) -> Rows:
    """The records in their usual order."""
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    columns = TABLES[record.name].c
    order = [columns[name] for name in (*record.order, *record.key)]
    held = _held(record, as_at) if as_at else []
    query = select(*(columns[name] for name in record.names)).where(*held).order_by(*order)
    return (tuple(row) for row in connection.execute(query))


def _held(record: Record, as_at: str) -> list[ColumnElement[bool]]:
    """What had begun and not yet ended on the date, or was known by then."""
    from sqlalchemy import or_

    from blmk_desktop.records.tables import TABLES

    columns = TABLES[record.name].c
    begun = [columns[name] for name in ("start", "opened", "as_at") if name in record.names]
    ended = [columns[name] for name in ("end", "closed") if name in record.names]
    return [
        *(or_(column.is_(None), column <= as_at) for column in begun),
        *(or_(column.is_(None), column >= as_at) for column in ended),
    ]


def _write_csv(path: Path, sheet: _Sheet) -> None:
    """UTF-8 with a byte order mark, so that Excel reads £ and names aright."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([field.heading for field in sheet.fields])
        for row in sheet.rows:
            writer.writerow([_written(field, value) for field, value in zip(sheet.fields, row, strict=True)])


def _written(field: Field, value: Any) -> str:
    """A stored value as our own files write it: exact decimals, ISO dates, Yes and No."""
    if value is None:
        return ""
    if isinstance(value, int) and field.type is not Type.YES_NO:
        return plain_decimal(value, field.unit.places, field.unit.decimals_exact) if field.unit else str(value)
    if field.type is Type.YES_NO:
        return "Yes" if value else "No"
    return guarded(str(value))


def _write_json(path: Path, sheet: _Sheet) -> None:
    names = [field.name for field in sheet.fields]
    measured = names.index("measure") if "measure" in names else None
    rows = []
    for row in sheet.rows:
        measure = row[measured] if measured is not None else ""
        values = (machine_value(field, value, measure) for field, value in zip(sheet.fields, row, strict=True))
        rows.append(dict(zip(names, values, strict=True)))
    about = {"about": dict(sheet.about)} if sheet.about else {}
    path.write_text(json.dumps({**about, "rows": rows}, ensure_ascii=False, indent=1), encoding="utf-8")


def _write_workbook(path: Path, sheet: _Sheet) -> None:
    """A sheet whose first row is the headings, frozen and with filters; numbers are numbers, codes text."""
    import xlsxwriter  # type: ignore[import-untyped]

    _check_lengths(sheet)
    path.touch()  # before there is a workbook with temporary files of its own
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    _write_rows(book, sheet)
    if sheet.about:
        _write_about(book, sheet.about)
    close_book(book)


def close_book(book: Any) -> None:
    """Write out a workbook of XlsxWriter's. Raises OSError where the system refuses it."""
    from xlsxwriter.exceptions import FileCreateError  # type: ignore[import-untyped]

    try:
        book.close()
    except FileCreateError as error:
        raise OSError(str(error)) from error


def _write_rows(book: Any, sheet: _Sheet) -> None:
    """The table, and under it the total row, which the filters leave where it is."""
    page = book.add_worksheet(_sheet_name(sheet.name))
    heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    usual, strong, total = (
        [
            book.add_format({"num_format": _number_format(field), "text_wrap": field.lines, **look})
            for field in sheet.fields
        ]
        for look in ({}, {"bold": True}, {"bold": True, "top": 1})
    )
    for column, field in enumerate(sheet.fields):
        page.set_column(column, column, _width(field), usual[column])
    for column, field in enumerate(sheet.fields):
        page.write_string(0, column, field.heading, heading)
    last = 0
    for last, row in enumerate(sheet.rows, start=1):
        forms = strong if last - 1 in sheet.strong else usual
        for column, (field, value) in enumerate(zip(sheet.fields, row, strict=True)):
            _write_cell(page, last, column, field, value, forms[column])
    for column, (field, value) in enumerate(zip(sheet.fields, sheet.total, strict=False)):
        _write_cell(page, last + 1, column, field, value, total[column])
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, last, max(0, len(sheet.fields) - 1))
    page.repeat_rows(0)
    page.set_landscape()
    page.fit_to_pages(1, 0)


def _write_about(book: Any, about: Sequence[tuple[str, str]]) -> None:
    """A second sheet: what was chosen, and from which file and state the rows are."""
    page = book.add_worksheet("About this view")
    bold, wrapped = (book.add_format({"valign": "top", **look}) for look in ({"bold": True}, {"text_wrap": True}))
    page.set_column(0, 0, 24)
    page.set_column(1, 1, 90)
    for row, (what, words) in enumerate(about):
        page.write_string(row, 0, what, bold)
        page.write_string(row, 1, words, wrapped)


def _sheet_name(name: str) -> str:
    """A name that Excel takes for a sheet: of 'PCN workforce plans, Role supply' the page, where all is too long."""
    name = name if len(name) <= LONGEST_NAME else name.partition(", ")[2] or name
    return re.sub(r"[\[\]:*?/\\]+", " ", name)[:LONGEST_NAME].strip(" '") or "Table"


def _check_lengths(sheet: _Sheet) -> None:
    for row in sheet.rows:
        for field, value in zip(sheet.fields, row, strict=True):
            if isinstance(value, str) and len(value) > LONGEST_TEXT:
                why = f"A text under '{field.label}' is longer than Excel holds; write .csv or .json instead."
                raise UserError(why)


def _write_cell(page: Any, row: int, column: int, field: Field, value: Any, form: Any) -> None:
    if value is None:
        return
    if isinstance(value, int) and field.type is not Type.YES_NO:
        page.write_number(row, column, value / field.unit.scale if field.unit else value, form)
    elif field.type is Type.DATE:
        page.write_datetime(row, column, date.fromisoformat(value[:10]), form)
    else:
        text = ("Yes" if value else "No") if field.type is Type.YES_NO else str(value)
        page.write_string(row, column, text, form)


def _number_format(field: Field) -> str:
    if field.type is Type.FIGURE:
        places = field.unit.decimals_exact if field.unit else 0
        return "#,##0" + ("." + "0" * places if places else "")
    return {Type.DATE: "dd/mm/yyyy", Type.MONTH: "0"}.get(field.type, "@")


def _width(field: Field) -> int:
    usual = {Type.TEXT: 30, Type.DATE: 12, Type.CODE: 14, Type.REFERENCE: 18, Type.FIGURE: 16}
    return max(usual.get(field.type, 12), min(len(field.heading) + 2, 24))
