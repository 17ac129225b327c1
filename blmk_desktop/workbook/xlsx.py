"""What an .xlsx holds besides values: errors, formulas without a result, hidden parts and percentages."""

import posixpath
import re
from collections.abc import Callable, Iterator
from functools import partial
from xml.etree.ElementTree import Element, ParseError

from blmk_desktop.errors import Where
from blmk_desktop.workbook.archive import check_grid, unpack
from blmk_desktop.workbook.cells import MOST_COLUMNS, Marks, column_number
from blmk_desktop.workbook.recognise import damaged
from blmk_desktop.workbook.xlsx_cells import scan

_WORKBOOK_TYPE = "/officeDocument"
_FAR_COLUMN = re.compile(rb' r="[A-Z]{3}')
_FAR_ROW = re.compile(rb'<row\b[^>]*\sr="[0-9]{5}')
_FILLED = re.compile(rb'<c r="([A-Z]+)([0-9]+)"(?:[^>]*[^/])?>')
_FIRST_ROW = re.compile(rb'<row\b[^>]*\sr="[0-9]+"')
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\[[^\]]*\]')


def mark_xlsx(content: bytes, name: str) -> tuple[dict[str, Marks], list[str]]:
    """Give the marks of each sheet by its name, and the notes on the file.

    Raises UserError when the file is damaged, unsafe, or has a cell too far out to make room for.
    """
    parts = unpack(content, name)
    try:
        return _mark(parts, name)
    except (ParseError, LookupError, ValueError):
        raise damaged(name) from None


def is_percentage(code: str) -> bool:
    """Say whether a number format shows its number as a percentage."""
    return "%" in _QUOTED.sub("", code)


def _mark(parts: dict[str, bytes], name: str) -> tuple[dict[str, Marks], list[str]]:
    path = _workbook_path(parts)
    book = _root(parts[path])
    targets = _targets(parts, path)
    percent = _percent_styles(parts, targets)
    marks = {}
    doubtful = _is_uncalculated(book)
    for sheet in book.iterfind("{*}sheets/{*}sheet"):
        part = parts.get(targets.get(_local(sheet, "id"), ("", ""))[1], b"")
        if b"sheetData" in part:
            check = partial(check_grid, Where(name, sheet.get("name", "")), len(part))
            marks[sheet.get("name", "")] = _sheet_marks(part, percent, check)
            if not doubtful:
                marks[sheet.get("name", "")].zero_formulas.clear()
    return marks, _book_notes(book, targets)


def _is_uncalculated(book: Element) -> bool:
    """Say whether the formulas wait for their first calculation: programs that write 0 for them ask for one.

    Excel itself does not leave this request behind when it saves.
    """
    calculation = book.find("{*}calcPr")
    return calculation is not None and calculation.get("fullCalcOnLoad") in ("1", "true")


def _root(part: bytes) -> Element:
    from defusedxml.ElementTree import fromstring

    root: Element = fromstring(part)
    return root


def _local(element: Element, attribute: str) -> str:
    """Give an attribute whatever its namespace, which differs between the two dialects of the format."""
    values = (value for key, value in element.items() if key.endswith("}" + attribute))
    return next(values, "")


def _workbook_path(parts: dict[str, bytes]) -> str:
    for kind, target in relations(parts, "_rels/.rels", "").values():
        if kind.endswith(_WORKBOOK_TYPE):
            return target
    return "xl/workbook.xml"


def _targets(parts: dict[str, bytes], path: str) -> dict[str, tuple[str, str]]:
    folder, base = posixpath.split(path)
    return relations(parts, posixpath.join(folder, "_rels", f"{base}.rels"), folder)


def relations(parts: dict[str, bytes], path: str, folder: str) -> dict[str, tuple[str, str]]:
    """Give the (type, path) that each relationship id of a part stands for."""
    if path not in parts:
        return {}
    return {
        relation.get("Id", ""): (
            relation.get("Type", ""),
            posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/").lower(),
        )
        for relation in _root(parts[path])
    }


def _percent_styles(parts: dict[str, bytes], targets: dict[str, tuple[str, str]]) -> set[str]:
    path = next((target for kind, target in targets.values() if kind.endswith("/styles")), "")
    if path not in parts:
        return set()
    styles = _root(parts[path])
    formats = {"9", "10"}
    for form in styles.iterfind("{*}numFmts/{*}numFmt"):
        if is_percentage(form.get("formatCode", "")):
            formats.add(form.get("numFmtId", ""))
    used = (style.get("numFmtId", "") for style in styles.iterfind("{*}cellXfs/{*}xf"))
    return {str(number) for number, used_format in enumerate(used) if used_format in formats}


def _book_notes(book: Element, targets: dict[str, tuple[str, str]]) -> list[str]:
    notes = []
    kinds = {kind.rpartition("/")[2] for kind, _ in targets.values()}
    if "vbaProject" in kinds:
        notes.append("macros ignored")
    if "externalLink" in kinds:
        notes.append("some values come from another workbook and may be old")
    properties, calculation = book.find("{*}workbookPr"), book.find("{*}calcPr")
    if properties is not None and properties.get("date1904") in ("1", "true"):
        notes.append("the workbook counts its dates from 1904")
    if calculation is not None and calculation.get("calcMode") == "manual":
        notes.append("the workbook calculates only when told to, so its formulas may be out of date")
    return notes


def _sheet_marks(part: bytes, percent: set[str], check: Callable[[int, int], None]) -> Marks:
    """Scan only the rows that hold something to see; the whole part where its writing is unusual."""
    start, end = part.find(b"<sheetData"), part.rfind(b"</sheetData>")
    if start < 0 or end < 0 or not _FIRST_ROW.match(part, part.find(b"<row", start, end)):
        marks, rows, columns = scan(part, percent)
        check(rows, columns)
        return marks
    check(*_far_extent(part))
    rows_to_see = _rows_to_see(part, start, end, percent)
    marks = scan(b"<sheet>" + b"".join(rows_to_see) + b"</sheet>", percent)[0] if rows_to_see else Marks()
    marks.hidden_columns = _hidden_columns(part[:start])
    return marks


def _far_extent(part: bytes) -> tuple[int, int]:
    """Give how many rows and columns the filled cells span; (0, 0) when none lies beyond ZZ9999."""
    if not _FAR_ROW.match(part, part.rfind(b"<row ")) and not _FAR_COLUMN.search(part):
        return 0, 0
    filled = set(_FILLED.findall(part))
    letters = {letters for letters, _ in filled}
    rows = max((int(row) for _, row in filled), default=0)
    return rows, max((column_number(column.decode()) + 1 for column in letters), default=0)


def _hidden_columns(head: bytes) -> set[int]:
    columns: set[int] = set()
    for column in re.findall(rb"<col\s[^>]*>", head):
        if re.search(rb'\shidden="(?:1|true)"', column):
            first, last = sorted(int(number) for number in re.findall(rb'\sm(?:in|ax)="([0-9]+)"', column))
            columns.update(range(first - 1, min(last, MOST_COLUMNS)))
    return columns


def _rows_to_see(part: bytes, start: int, end: int, percent: set[str]) -> list[bytes]:
    """Cut out the rows with an error, a formula or a percentage in them, and the hidden ones."""
    patterns = [rb't="e"', rb"hidden="]
    if part.find(b"</f>", start, end) >= 0:
        patterns += [rb"<f>", rb"<f "]
    if percent:
        patterns.append(b' s="(?:' + b"|".join(number.encode() for number in percent) + b')"')
    spans = {span for pattern in patterns for span in _row_spans(part, re.compile(pattern), start, end)}
    return [part[first:last] for first, last in sorted(spans)]


def _row_spans(part: bytes, pattern: re.Pattern[bytes], start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    while match := pattern.search(part, at, end):
        row = part.rfind(b"<row", start, match.start())
        at = part.find(b"<row", match.start(), end)
        at = at if at >= 0 else end
        if row >= 0:
            yield row, at
