"""What an .ods holds besides values: errors, formulas without a result, hidden parts and percentages."""

import re
from xml.parsers.expat import ExpatError, ParserCreate

from blmk_desktop.errors import Where
from blmk_desktop.workbook.archive import check_grid, unpack
from blmk_desktop.workbook.cells import MOST_COLUMNS, NO_RESULT, Marks
from blmk_desktop.workbook.recognise import damaged, protected

_ERROR = re.compile(r"#(?:REF!|N/A|DIV/0!|VALUE!|NAME\?|NUM!|NULL!)|Err:[0-9]{3}")
_MOST_ROWS = 1_048_576


def mark_ods(content: bytes, name: str) -> tuple[dict[str, Marks], list[str]]:
    """Give the marks of each sheet by its name, and the notes on the file (none).

    Raises UserError when the file is damaged, locked, unsafe, or has a cell too far out to make room for.
    """
    parts = unpack(content, name)
    if b"encryption-data" in parts.get("meta-inf/manifest.xml", b""):
        raise protected(name)
    reading = _Reading(name)
    try:
        reading.parser.Parse(parts["content.xml"], True)
    except (ExpatError, LookupError, ValueError):
        raise damaged(name) from None
    for sheet, (rows, columns) in reading.extents.items():
        check_grid(Where(name, sheet), len(parts["content.xml"]), rows, columns)
    return reading.sheets, []


class _Reading:
    """The state of the scan between one tag and the next; a repeated cell counts as often as it says."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.sheets: dict[str, Marks] = {}
        self.extents: dict[str, tuple[int, int]] = {}
        self._sheet = ""
        self._row = self._column = self._row_repeat = self._defined = 0
        self._cell: dict[str, str] | None = None
        self._text = ""
        self._in_note = False
        self.parser = ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table:table":
            self._sheet = attributes.get("table:name", "")
            self.sheets[self._sheet], self.extents[self._sheet] = Marks(), (0, 0)
            self._row = self._defined = 0
        elif name == "table:table-column":
            self._columns(attributes)
        elif name == "table:table-row":
            self._column, self._row_repeat = 0, _times(attributes, "rows")
            if attributes.get("table:visibility", "visible") != "visible":
                self._marks.hidden_rows.update(range(self._row, min(self._row + self._row_repeat, _MOST_ROWS)))
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self._cell, self._text = attributes, ""
        elif name == "office:annotation":
            self._in_note = True

    def _end(self, name: str) -> None:
        if name == "table:table-row":
            self._row += self._row_repeat
        elif name in ("table:table-cell", "table:covered-table-cell") and self._cell is not None:
            self._close_cell(self._cell)
            self._cell = None
        elif name == "office:annotation":
            self._in_note = False

    def _characters(self, text: str) -> None:
        if self._cell is not None and not self._in_note:
            self._text += text

    @property
    def _marks(self) -> Marks:
        return self.sheets[self._sheet]

    def _columns(self, attributes: dict[str, str]) -> None:
        times = _times(attributes, "columns")
        if attributes.get("table:visibility", "visible") != "visible":
            last = min(self._defined + times, MOST_COLUMNS)
            self._marks.hidden_columns.update(range(self._defined, last))
        self._defined += times

    def _close_cell(self, cell: dict[str, str]) -> None:
        width = _times(cell, "columns")
        kind = cell.get("office:value-type", "")
        formula = "table:formula" in cell
        if kind or formula:
            rows, columns = self.extents[self._sheet]
            last = max(rows, self._row + self._row_repeat), max(columns, self._column + width)
            self.extents[self._sheet] = last
        if kind or formula or "table:number-columns-spanned" in cell:
            self._mark(cell, kind, width)
        self._column += width

    def _mark(self, cell: dict[str, str], kind: str, width: int) -> None:
        shown = self._text.strip()
        error = shown if _ERROR.fullmatch(shown) else ""
        if not kind and "table:formula" in cell and not error:
            error = NO_RESULT
        if error or kind == "percentage":
            for address in self._addresses(width):
                if error:
                    self._marks.errors[address] = error
                else:
                    self._marks.percent.add(address)
        self._merge(cell)

    def _addresses(self, width: int) -> list[tuple[int, int]]:
        check_grid(Where(self._name, self._sheet), 0, self._row_repeat, width)
        rows = range(self._row, self._row + self._row_repeat)
        return [(row, self._column + step) for row in rows for step in range(width)]

    def _merge(self, cell: dict[str, str]) -> None:
        down = int(cell.get("table:number-rows-spanned", "1"))
        across = int(cell.get("table:number-columns-spanned", "1"))
        if down > 1 or across > 1:
            area = (self._row, self._column, self._row + down - 1, self._column + across - 1)
            self._marks.merged.append(area)


def _times(attributes: dict[str, str], what: str) -> int:
    return int(attributes.get(f"table:number-{what}-repeated", "1"))
