"""What an .xls holds besides values: errors, hidden parts and percentages, from its records (BIFF)."""

import struct
from collections.abc import Iterator

from blmk_desktop.workbook.cells import Marks
from blmk_desktop.workbook.ole import read_stream
from blmk_desktop.workbook.recognise import protected
from blmk_desktop.workbook.xlsx import is_percentage

ERROR_CODES = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}

_FORMULA, _EOF, _DATE1904, _FILEPASS, _COLUMN, _SHEET = 0x06, 0x0A, 0x22, 0x2F, 0x7D, 0x85
_MULTIPLE, _STYLE, _NUMBER, _ERROR, _ROW, _RK, _FORMAT, _BOF = (
    0xBD,
    0xE0,
    0x203,
    0x205,
    0x208,
    0x27E,
    0x41E,
    0x809,
)
_UNSEEN = "errors and hidden rows could not be looked for in this old file: save it as .xlsx to be sure"


def mark_xls(content: bytes, name: str) -> tuple[dict[str, Marks], list[str]]:
    """Give the marks of each sheet by its name, and the notes on the file.

    A formula without a stored result cannot be told from a zero in this format. Raises UserError when the
    file is locked with a password.
    """
    try:
        stream = read_stream(content, ("Workbook", "Book"))
        return _mark(stream, name)
    except (ValueError, struct.error, IndexError):
        return {}, [_UNSEEN]


def _mark(stream: bytes, name: str) -> tuple[dict[str, Marks], list[str]]:
    sheets: dict[str, int] = {}
    formats, styles, notes = {9, 10}, [], []
    for kind, record in _records(stream, 0):
        if kind == _FILEPASS:
            raise protected(name)
        if kind == _SHEET:
            sheets[_text(record, 6, 1)] = struct.unpack_from("<I", record)[0]
        elif kind == _STYLE:
            styles.append(struct.unpack_from("<H", record, 2)[0])
        elif kind == _FORMAT and is_percentage(_text(record, 2, 2)):
            formats.add(struct.unpack_from("<H", record)[0])
        elif kind == _DATE1904 and record[:1] == b"\1":
            notes.append("the workbook counts its dates from 1904")
    if not sheets:
        raise ValueError("no sheets")
    percent = {number for number, used in enumerate(styles) if used in formats}
    return {sheet: _sheet_marks(stream, offset, percent) for sheet, offset in sheets.items()}, notes


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Walk the records of one substream up to its end, past any chart that is set inside it."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<2H", stream, at)
        depth += (kind == _BOF) - (kind == _EOF)
        if depth == 1:
            yield kind, stream[at + 4 : at + 4 + length]
        if depth <= 0:
            return
        at += 4 + length


def _text(record: bytes, at: int, width: int) -> str:
    """Read a text that has its length (of one byte or two) and, from Excel 97 on, its kind in front."""
    length = int.from_bytes(record[at : at + width], "little")
    if record[at + width] & 1:
        return record[at + width + 1 : at + width + 1 + 2 * length].decode("utf-16-le")
    return record[at + width + 1 : at + width + 1 + length].decode("latin-1")


def _sheet_marks(stream: bytes, offset: int, percent: set[int]) -> Marks:
    marks = Marks()
    for kind, record in _records(stream, offset):
        if kind == _ROW and struct.unpack_from("<H", record, 12)[0] & 0x20:
            marks.hidden_rows.add(struct.unpack_from("<H", record)[0])
        elif kind == _COLUMN and record[8] & 1:
            first, last = struct.unpack_from("<2H", record)
            marks.hidden_columns.update(range(first, min(last, 255) + 1))
        elif kind in (_FORMULA, _ERROR, _NUMBER, _RK, _MULTIPLE):
            _mark_cell(marks, kind, record, percent)
    return marks


def _mark_cell(marks: Marks, kind: int, record: bytes, percent: set[int]) -> None:
    row, column, style = struct.unpack_from("<3H", record)
    if kind == _ERROR:
        if record[7]:
            marks.errors[row, column] = ERROR_CODES.get(record[6], "#ERROR")
    elif kind == _FORMULA and record[12:14] == b"\xff\xff":
        if record[6] == 2:
            marks.errors[row, column] = ERROR_CODES.get(record[8], "#ERROR")
    elif kind == _MULTIPLE:
        styles = struct.iter_unpack("<HI", record[4 : 4 + (len(record) - 6) // 6 * 6])
        marks.percent.update((row, column + i) for i, (each, _) in enumerate(styles) if each in percent)
    elif style in percent:
        marks.percent.add((row, column))
