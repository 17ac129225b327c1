"""The scan of one worksheet's XML for what its values do not tell."""

from xml.parsers.expat import ExpatError, ParserCreate

from blmk_desktop.workbook.cells import MOST_COLUMNS, NO_RESULT, Marks, address_of

_TRUE = ("1", "true")


def scan(xml: bytes, percent: set[str]) -> tuple[Marks, int, int]:
    """Give the marks of a worksheet, or of some of its rows, and how many rows and columns its cells span.

    percent: the numbers of the cell styles that show a percentage. Raises ValueError for broken XML.
    """
    reading = _Reading(percent)
    try:
        reading.parser.Parse(xml, True)
    except ExpatError as error:
        raise ValueError(str(error)) from None
    finally:
        reading.let_go()
    return reading.marks, reading.last_row, reading.last_column


class _Reading:
    """The state of a scan between one tag and the next."""

    def __init__(self, percent: set[str]) -> None:
        self.marks = Marks()
        self.last_row = self.last_column = 0
        self._percent = percent
        self._row = self._column = -1
        self._kind = self._style = self._text = ""
        self._formula = self._valued = False
        self.parser = ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self._starts = {"c": self._cell, "row": self._new_row, "col": self._new_column, "v": self._value}
        self._starts |= {"f": self._has_formula, "is": self._has_value}

    def let_go(self) -> None:
        """Break the circle with the parser: no garbage is collected during an import, so it would stay to its end."""
        self.parser.StartElementHandler = self.parser.EndElementHandler = self.parser.CharacterDataHandler = None
        self._starts.clear()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        begin = self._starts.get(name) or self._starts.get(name.rpartition(":")[2])
        if begin:
            begin(attributes)

    def _end(self, name: str) -> None:
        if name == "c" or name.endswith(":c"):
            self._close_cell()
        elif name == "v" or name.endswith(":v"):
            self.parser.CharacterDataHandler = None

    def _new_row(self, attributes: dict[str, str]) -> None:
        self._row = int(attributes["r"]) - 1 if "r" in attributes else self._row + 1
        self._column = -1
        if attributes.get("hidden") in _TRUE:
            self.marks.hidden_rows.add(self._row)

    def _new_column(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden") in _TRUE:
            last = min(int(attributes["max"]), MOST_COLUMNS)
            self.marks.hidden_columns.update(range(int(attributes["min"]) - 1, last))

    def _cell(self, attributes: dict[str, str]) -> None:
        if "r" in attributes:
            self._row, self._column = address_of(attributes["r"])
        else:
            self._column += 1
        self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "0")
        self._formula = self._valued = False
        self._text = ""

    def _value(self, _: dict[str, str]) -> None:
        self._valued = True
        self.parser.CharacterDataHandler = self._characters

    def _characters(self, text: str) -> None:
        self._text += text

    def _has_value(self, _: dict[str, str]) -> None:
        self._valued = True

    def _has_formula(self, _: dict[str, str]) -> None:
        self._formula = True

    def _close_cell(self) -> None:
        cell = self._row, self._column
        if self._kind == "e":
            self.marks.errors[cell] = self._text.strip() or "#ERROR"
        elif self._formula and (not self._valued or (not self._text and self._kind != "str")):
            self.marks.errors[cell] = NO_RESULT
        elif self._formula and self._kind == "n" and self._text in ("0", "0.0"):
            self.marks.zero_formulas.add(cell)
        if self._valued:
            self.last_row, self.last_column = (
                max(self.last_row, cell[0] + 1),
                max(self.last_column, cell[1] + 1),
            )
            if self._style in self._percent and self._kind == "n":
                self.marks.percent.add(cell)
