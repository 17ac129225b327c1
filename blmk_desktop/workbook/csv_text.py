"""Reading of a text table: its encoding, its separator, its rows; every value stays text."""

import csv
import re
from collections import Counter
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import PurePath

from blmk_desktop.workbook.cells import CellError, Sheet
from blmk_desktop.workbook.recognise import refusal

_LARGEST = 256 << 20
_SAMPLE = 64 << 10
_HINT = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_ERROR = re.compile(r"#(?:REF!|N/A|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!)")
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def read_csv(content: bytes, name: str) -> tuple[Sheet, list[str]]:
    """Read a text table as one sheet, named as Excel would name it, and the notes on the file.

    Raises UserError when the file is larger than 256 MiB or cannot be split into rows.
    """
    if len(content) > _LARGEST:
        raise refusal(name, f"The file is {len(content) >> 20:,} MiB: more than 256 MiB cannot be read.")
    encoding = find_encoding(content)
    text = content.decode(encoding, "replace")
    hint = _HINT.match(text)
    delimiter = hint[1] if hint else sniff(text[:_SAMPLE])
    lines = TextIOWrapper(BytesIO(content), encoding, "replace", newline="")
    if hint:
        lines.readline()
    rows = _split(lines, delimiter, name)
    if _ERROR.search(text):
        rows = _with_errors(rows)
    notes = ["read as Windows text (cp1252)"] if encoding == "cp1252" else []
    return Sheet(PurePath(name).stem, rows, notes=_ragged(rows)), notes + _doubts(text, delimiter)


def find_encoding(content: bytes) -> str:
    """Find how a text is encoded: UTF-8 or UTF-16 where it says so or is valid, else Windows' cp1252."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding
    if b"\0" in content[:200]:
        return "utf-16-le"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def sniff(sample: str) -> str:
    """Find the separator that splits the first rows most evenly into columns; a comma if none does."""
    if len(sample) >= _SAMPLE:
        sample = sample[: sample.rfind("\n") + 1] or sample
    return max(",;\t|", key=lambda delimiter: _evenness(sample, delimiter))


def _evenness(sample: str, delimiter: str) -> tuple[float, int]:
    try:
        widths = [len(row) for row in csv.reader(StringIO(sample, newline=""), delimiter=delimiter) if row]
    except csv.Error:
        return 0.0, 0
    split = Counter(width for width in widths if width > 1)
    if not split:
        return 0.0, 0
    width, count = split.most_common(1)[0]
    return count / len(widths), width


def _split(lines: TextIOWrapper, delimiter: str, name: str) -> list[list[object]]:
    try:
        rows: list[list[object]] = [[cell or None for cell in row] for row in csv.reader(lines, delimiter=delimiter)]
    except csv.Error:
        raise refusal(name, "A quotation mark in the file is opened and never closed.") from None
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def _with_errors(rows: list[list[object]]) -> list[list[object]]:
    """Tell the errors that Excel writes into a text table from words."""
    return [
        [CellError(cell) if isinstance(cell, str) and _ERROR.fullmatch(cell) else cell for cell in row] for row in rows
    ]


def _ragged(rows: list[list[object]]) -> list[str]:
    widths = Counter(map(len, rows))
    widths.pop(0, None)
    if len(widths) < 2:
        return []
    usual = widths.most_common(1)[0][0]
    odd = [number for number, row in enumerate(rows, 1) if row and len(row) != usual]
    return [f"{len(odd):,} rows do not have the usual {usual} columns (the first is row {odd[0]:,})"]


def _doubts(text: str, delimiter: str) -> list[str]:
    notes = [] if delimiter == "," else [f"columns are separated by {_said(delimiter)}"]
    if text.count('"') % 2:
        notes.append("a quotation mark is never closed, so some rows may have run together")
    if text.isascii():
        return notes
    if "Â£" in text or "ï¿½" in text or "\ufffd" in text:
        notes.append("some characters, such as £, are garbled: the file was saved in a wrong encoding")
    return notes


def _said(delimiter: str) -> str:
    return {";": "semicolons", "\t": "tabs", "|": "vertical bars"}.get(delimiter, delimiter)
