"""What an .xlsx holds besides values: errors, formulas without a result, hidden parts and percentages."""

import posixpath
import re
from xml.etree.ElementTree import Element, ParseError

from blmk_desktop.errors import Where
from blmk_desktop.workbook.archive import check_grid, fits, unpack
from blmk_desktop.workbook.cells import MOST_COLUMNS, Marks, address_of, column_number
from blmk_desktop.workbook.recognise import damaged
from blmk_desktop.workbook.xlsx_cells import scan

_WORKBOOK_TYPE = "/officeDocument"
# The writing that nearly all programs share is searched as bytes; anything else is parsed as a whole.
_FIRST_CELL = re.compile(rb'<row\b[^>]*\sr="[0-9]+"[^>]*>\s*(?:<c r="|</row>|<row\b)')
_ERROR_CELL = re.compile(rb'<c (?=[^>]*t="e")[^>]*(?<!/)>.*?</c>', re.DOTALL)
_FORMULA_CELL = re.compile(rb"<c [^>]*(?<!/)>\s*<f[ >/].*?</c>", re.DOTALL)
# Most formulas have nothing to see: their result is words or a number; or it is nought, plainly.
_ATTRIBUTES = rb'(?: [\w:]+="[^">]*")*'
_FORMULA = rb"><f" + _ATTRIBUTES + rb"(?:/>|>[^<]*</f>)<v>"
_RESULT = rb"(?:[^<&0]|0(?!(?:\.0)?<)[^<&]*</v>)"
_PLAIN_RESULT = re.compile(
    rb"<c" + _ATTRIBUTES + rb"(?:" + _FORMULA + _RESULT + rb'| t="str"' + _ATTRIBUTES + _FORMULA + rb")"
)
_PLAIN_NOUGHT = re.compile(rb'<c r="([A-Z]+[0-9]+)"(?![^>]* t=)' + _ATTRIBUTES + _FORMULA + rb"0(?:\.0)?</v></c>")
_HIDDEN_ROW = re.compile(rb'<row\b(?=[^>]*hidden="(?:1|true)")[^>]*>')
_FILLED = re.compile(rb'<c r="([A-Z]+)([0-9]+)"(?:[^>]*[^/])?>')
_ROW_NUMBER = re.compile(rb'<row\b[^>]*\sr="([0-9]+)')
_FAR_COLUMN = re.compile(rb' r="[A-Z]{3}')
_NUMBERED = (b'<c r="', b'<row r="')
_NEAR_COLUMNS = 702  # A to ZZ
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
            where = Where(name, sheet.get("name", ""))
            marks[where.sheet] = _sheet_marks(part, percent, where, noughts=doubtful)
            if not doubtful:
                marks[where.sheet].zero_formulas.clear()
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


def _sheet_marks(part: bytes, percent: set[str], where: Where, *, noughts: bool) -> Marks:
    """Scan only what may hold something to see; the whole part where its writing is unusual.

    Where formulas come to nought is told only if wanted.
    """
    start, end = part.find(b"<sheetData"), part.rfind(b"</sheetData>")
    if start < 0 or end < 0 or not _FIRST_CELL.match(part, part.find(b"<row", start, end)):
        marks, rows, columns = scan(part, percent)
        check_grid(where, len(part), rows, columns)
        return marks
    _check_extent(part, where)
    formulas, plain = _formulas_to_see(part, start, end)
    pieces = [*_pieces_to_see(part, start, end, percent), *formulas]
    if not all(piece.startswith(_NUMBERED) for piece in pieces):
        return scan(part, percent)[0]
    marks = scan(b"<sheet>" + b"".join(pieces) + b"</sheet>", percent)[0] if pieces else Marks()
    if noughts:
        marks.zero_formulas.update(address_of(cell.decode()) for cell in plain)
    marks.hidden_columns = _hidden_columns(part[:start])
    return marks


def _check_extent(part: bytes, where: Where) -> None:
    """Refuse a sheet with a cell too far out, looking at single cells only where the rows leave a doubt."""
    last_row = _ROW_NUMBER.match(part, part.rfind(b"<row "))
    rows = int(last_row[1]) if last_row else 0
    if not _FAR_COLUMN.search(part) and fits(len(part), rows, _NEAR_COLUMNS):
        return
    if not fits(len(part), rows, _widest(re.findall(rb'<c r="([A-Z]+)', part))):
        filled = set(_FILLED.findall(part))
        rows = max((int(row) for _, row in filled), default=0)
        check_grid(where, len(part), rows, _widest([letters for letters, _ in filled]))


def _widest(letters: list[bytes]) -> int:
    return max((column_number(column.decode()) + 1 for column in set(letters)), default=0)


def _hidden_columns(head: bytes) -> set[int]:
    columns: set[int] = set()
    for column in re.findall(rb"<col\s[^>]*>", head):
        if re.search(rb'\shidden="(?:1|true)"', column):
            first, last = sorted(int(number) for number in re.findall(rb'\sm(?:in|ax)="([0-9]+)"', column))
            columns.update(range(first - 1, min(last, MOST_COLUMNS)))
    return columns


def _pieces_to_see(part: bytes, start: int, end: int, percent: set[str]) -> list[bytes]:
    """Cut out the cells with an error or a percentage in them, and the hidden rows' beginnings."""
    patterns = []
    if part.find(b't="e"', start, end) >= 0:
        patterns.append(_ERROR_CELL)
    if percent and (style := _percent_style(percent)).search(part, start, end):
        patterns.append(re.compile(rb"<c (?=[^>]*" + style.pattern + rb")[^>]*(?<!/)>.*?</c>", re.DOTALL))
    pieces = [piece for pattern in patterns for piece in pattern.findall(part, start, end)]
    if part.find(b"hidden=", start, end) >= 0:
        pieces += [row.rstrip(b"/>") + b"/>" for row in _HIDDEN_ROW.findall(part, start, end)]
    return pieces


def _formulas_to_see(part: bytes, start: int, end: int) -> tuple[list[bytes], list[bytes]]:
    """Cut out the cells with a formula whose result must be looked at, and name those that plainly come to nought."""
    if part.find(b"<f", start, end) < 0:
        return [], []
    doubtful = [cell for cell in _FORMULA_CELL.findall(part, start, end) if not _PLAIN_RESULT.match(cell)]
    noughts = [_PLAIN_NOUGHT.fullmatch(cell) for cell in doubtful]
    others = [cell for cell, nought in zip(doubtful, noughts, strict=True) if not nought]
    return others, [nought[1] for nought in noughts if nought]


def _percent_style(percent: set[str]) -> re.Pattern[bytes]:
    return re.compile(b' s="(?:' + b"|".join(number.encode() for number in sorted(percent)) + b')"')
