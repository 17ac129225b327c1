"""What an .xlsb holds besides values: errors, hidden and merged cells, percentages, from its records."""

import struct
from collections.abc import Iterator
from functools import partial
from xml.etree.ElementTree import ParseError

from blmk_desktop.errors import Where
from blmk_desktop.workbook.archive import check_grid, unpack
from blmk_desktop.workbook.cells import MOST_COLUMNS, Marks
from blmk_desktop.workbook.recognise import damaged
from blmk_desktop.workbook.xls import ERROR_CODES
from blmk_desktop.workbook.xlsx import is_percentage, relations

_ROW, _BLANK, _RK, _ERROR, _REAL, _LAST_CELL = 0, 1, 2, 3, 5, 11
_FORMULA_NUMBER, _FORMULA_ERROR = 9, 11
_FORMAT, _STYLE, _COLUMN, _PROPERTIES, _SHEET, _MERGED = 44, 47, 60, 153, 156, 176
_BEGIN_STYLES, _END_STYLES = 617, 618


def mark_xlsb(content: bytes, name: str) -> tuple[dict[str, Marks], list[str]]:
    """Give the marks of each sheet by its name, and the notes on the file.

    A formula without a stored result cannot be told from a zero in this format. Raises UserError when the
    file is damaged, unsafe, or has a cell too far out to make room for.
    """
    parts = unpack(content, name)
    try:
        return _mark(parts, name)
    except (ParseError, LookupError, ValueError, struct.error):
        raise damaged(name) from None


def _mark(parts: dict[str, bytes], name: str) -> tuple[dict[str, Marks], list[str]]:
    targets = relations(parts, "xl/_rels/workbook.bin.rels", "xl")
    percent = _percent_styles(parts.get("xl/styles.bin", b""))
    marks, notes = {}, []
    for kind, record in _records(parts["xl/workbook.bin"]):
        if kind == _PROPERTIES and record[0] & 1:
            notes.append("the workbook counts its dates from 1904")
        elif kind == _SHEET:
            relation, after = _text(record, 8)
            sheet = _text(record, after)[0]
            part = parts.get(targets.get(relation, ("", ""))[1], b"")
            marks[sheet] = _sheet_marks(part, percent, partial(check_grid, Where(name, sheet), len(part)))
    return marks, notes


def _records(part: bytes) -> Iterator[tuple[int, bytes]]:
    """Walk the records of a part; kind and length are written in seven bits a byte."""
    at = 0
    while at < len(part):
        kind = part[at]
        at += 1
        if kind & 0x80:
            kind = kind & 0x7F | (part[at] & 0x7F) << 7
            at += 1
        length = shift = 0
        while True:
            length |= (part[at] & 0x7F) << shift
            at, shift = at + 1, shift + 7
            if part[at - 1] < 0x80 or shift == 28:
                break
        yield kind, part[at : at + length]
        at += length


def _text(record: bytes, at: int) -> tuple[str, int]:
    """Read a text and give where it ends; a length of all ones stands for no text."""
    length = struct.unpack_from("<I", record, at)[0]
    if length == 0xFFFFFFFF:
        return "", at + 4
    end = at + 4 + 2 * length
    return record[at + 4 : end].decode("utf-16-le"), end


def _percent_styles(part: bytes) -> set[int]:
    formats, styles, among_styles = {9, 10}, [], False
    for kind, record in _records(part):
        if kind == _FORMAT and is_percentage(_text(record, 2)[0]):
            formats.add(struct.unpack_from("<H", record)[0])
        elif kind in (_BEGIN_STYLES, _END_STYLES):
            among_styles = kind == _BEGIN_STYLES
        elif kind == _STYLE and among_styles:
            styles.append(struct.unpack_from("<H", record, 2)[0])
    return {number for number, used in enumerate(styles) if used in formats}


def _sheet_marks(part: bytes, percent: set[int], check: partial[None]) -> Marks:
    marks = Marks()
    row = rows = columns = 0
    for kind, record in _records(part):
        if kind == _ROW:
            row = struct.unpack_from("<I", record)[0]
            if record[11] & 0x10:
                marks.hidden_rows.add(row)
        elif _BLANK < kind <= _LAST_CELL:
            column, style = struct.unpack_from("<2I", record)
            rows, columns = max(rows, row + 1), max(columns, column + 1)
            _mark_cell(marks, kind, (row, column), record, style & 0xFFFFFF in percent)
        elif kind == _COLUMN and struct.unpack_from("<H", record, 16)[0] & 1:
            first, last = struct.unpack_from("<2I", record)
            marks.hidden_columns.update(range(first, min(last + 1, MOST_COLUMNS)))
        elif kind == _MERGED:
            top, bottom, left, right = struct.unpack_from("<4I", record)
            marks.merged.append((top, left, bottom, right))
    check(rows, columns)
    return marks


def _mark_cell(marks: Marks, kind: int, cell: tuple[int, int], record: bytes, percent: bool) -> None:
    if kind in (_ERROR, _FORMULA_ERROR):
        marks.errors[cell] = ERROR_CODES.get(record[8], "#ERROR")
    elif percent and kind in (_RK, _REAL, _FORMULA_NUMBER):
        marks.percent.add(cell)
