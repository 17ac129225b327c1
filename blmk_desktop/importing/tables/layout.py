"""Finding the table on a sheet: its title, its heading rows wherever they stand, its columns and its rows."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from blmk_desktop.importing.tables.headings import only_period, only_unit, without_period
from blmk_desktop.workbook import Address, Headings, Sheet, cell_name

HEADER_WITHIN = 50
DEEPEST_HEADER = 3
FEWEST_ROWS = 2  # of a table: its headings and a row under them
GROUP = " › "  # between the heading of a group of columns and a column's own, where a heading says both
FEWEST_REPEATED = 3  # headings that make a row the headings again
Cells = list[object]
FIGURE = re.compile(r"[-(£\s]*\d[\d,.\s]*%?\)?")


@dataclass(slots=True)
class Layout:
    """A table as it stands on a sheet. Rows and columns are 0-based positions on the sheet itself."""

    sheet: Sheet
    title: str
    headings: list[str]
    first_row: int  # the first row under the headings
    shared: dict[Address, Address] = field(default_factory=dict)  # cell -> first cell of the merged cell it is in
    origin: dict[Address, Address] = field(default_factory=dict)  # of a table that was turned: cell -> the sheet's own
    above: str = ""  # the title of the sheet, where several tables stand on it and this is not the first

    @property
    def titles(self) -> list[str]:
        """What stands above the table text by text, the nearest first."""
        return [*reversed(self.title.split(" · ")), *reversed(self.above.split(" · "))]

    @property
    def fingerprint(self) -> str:
        """What tells this layout from others: its headings, without the periods that change from year to year."""
        return fingerprint(self.headings)

    def cell(self, row: int, index: int) -> object:
        """A cell; None beyond the end of its row."""
        cells = self.sheet.rows[row]
        return cells[index] if index < len(cells) else None

    def place(self, row: int, index: int) -> str:
        """A cell as the user finds it on the sheet: B3."""
        return cell_name(*self.origin.get((row, index), (row, index)))

    def column(self, index: int, most: int | None = None) -> list[object]:
        """The cells of a column under the headings, or the first of them; None where a row is shorter."""
        last = None if most is None else self.first_row + most
        return [row[index] if index < len(row) else None for row in self.sheet.rows[self.first_row : last]]

    def row_numbers(self) -> range:
        """The 0-based sheet rows under the headings."""
        return range(self.first_row, len(self.sheet.rows))


def table_from(layout: Layout, row: int) -> Layout:
    """Another table lower on the same sheet, whose headings stand on one row (0-based); its title is just above it."""
    above = layout.sheet.rows[layout.first_row : row]
    titled: list[Cells] = []
    while above and sum(cell not in (None, "") for cell in above[-1]) < 2:
        titled.insert(0, above.pop())
    headings = [_words(cell) for cell in layout.sheet.rows[row]]
    found = Layout(layout.sheet, _title(titled), headings, row + 1, layout.shared)
    add_units(found)
    return found


def fingerprint(headings: list[str]) -> str:
    """What tells a layout from others, from its headings."""
    return hashlib.sha256("|".join(map(without_period, headings)).encode()).hexdigest()[:24].upper()


def without_headings(sheet: Sheet, width: int) -> Layout:
    """A published layout that has no headings: every row is data."""
    return Layout(sheet, "", [""] * width, 0)


def find_table(sheet: Sheet, score: Callable[[list[str]], float]) -> Layout | None:
    """The table whose headings score best, `score` saying how much of a row of headings is recognised.

    Looks for the heading row in the first 50 rows, one to three rows deep (bands above headings, merged or not).
    """
    best, found = 0.0, None
    for one in _possible_headings(sheet):
        reached = score(one[2])
        if reached > best:
            best, found = reached, one
    if found is None:
        return None
    row, depth, headings = found
    layout = Layout(sheet, _title(sheet.rows[:row]), list(headings), row + depth)
    add_units(layout)
    fill_merged(layout)
    return layout


def _possible_headings(sheet: Sheet) -> list[Headings]:
    """Every row, or two or three, that could be headings of the sheet; found once for all who look for a table."""
    if sheet.headings is None:
        sheet.headings = []
        for row in heading_rows(sheet):
            for depth in range(1, DEEPEST_HEADER + 1):
                headings = _headings(sheet, row, depth)
                if headings is None:
                    break
                sheet.headings.append((row, depth, headings))
    return sheet.headings


def heading_rows(sheet: Sheet) -> range:
    """The rows (0-based) among which headings are looked for: the first 50 from the first that holds something."""
    first = next((at for at, cells in enumerate(sheet.rows) if any(cell not in (None, "") for cell in cells)), 0)
    return range(first, min(first + HEADER_WITHIN, len(sheet.rows)))


def tables_of(sheet: Sheet, find: Callable[[Sheet], Layout | None]) -> list[Layout]:
    """Every table that `find` knows on a sheet, from the top; each ends where the next one begins.

    The title of a lower one is what stands just above its headings.
    """
    found = _tables(sheet, find, 0, len(sheet.rows))
    for upper, lower in pairwise(found):
        head = lower.first_row - 1
        while head > upper.first_row and _is_words(sheet.rows[head - 1]):
            head -= 1
        first = head
        while first > upper.first_row and _is_text_row(sheet.rows[first - 1]):
            first -= 1
        upper.sheet = replace(sheet, rows=sheet.rows[:first])
        lower.title, lower.above = _title(sheet.rows[first:head]), found[0].title
    return found


def _tables(sheet: Sheet, find: Callable[[Sheet], Layout | None], start: int, end: int) -> list[Layout]:
    """The tables whose headings stand on some rows, `end` being the first that is not looked at."""
    if end - start < FEWEST_ROWS:
        return []
    layout = find(replace(sheet, rows=[*([] for _ in range(start)), *sheet.rows[start:end]]))
    if layout is None:
        return []
    above = _tables(sheet, find, start, layout.first_row - 1)
    below = _tables(sheet, find, layout.first_row, end)
    return [*above, replace(layout, sheet=sheet), *below]


def _is_text_row(cells: Cells) -> bool:
    """Whether a row holds nothing or one text: a heading of headings, or the title of what stands below it."""
    filled = [cell for cell in cells if cell not in (None, "")]
    return not filled or (len(filled) == 1 and isinstance(filled[0], str) and not _is_figure(filled[0]))


def _is_words(cells: Cells) -> bool:
    """Whether a row may be one of several rows of headings."""
    return sum(cell not in (None, "") for cell in cells) > 1 and _is_heading_row(cells, only_words=True)


def repeated(layout: Layout, rows: Iterable[int]) -> set[int]:
    """The rows that have the headings again, as where a table was put together from several."""
    own = {words.rpartition(GROUP)[2] for words in layout.headings} - {""}
    cells = layout.sheet.rows
    alike = (row for row in rows if not own.isdisjoint(cells[row]))
    return {row for row in alike if sum(type(cell) is str and cell in own for cell in cells[row]) >= FEWEST_REPEATED}


def _title(rows: list[Cells]) -> str:
    return " · ".join(str(cell).strip() for row in rows for cell in row if isinstance(cell, str) and cell.strip())


def _is_heading_row(row: Cells, *, only_words: bool) -> bool:
    """Whether a row may hold headings: mostly words; under a band no figures at all, for then it is data."""
    filled = [cell for cell in row if cell not in (None, "")]
    figures = sum(map(_is_figure, filled))
    return bool(filled) and (not figures if only_words else figures * 2 < len(filled))


def _is_figure(cell: object) -> bool:
    """Whether a cell holds a number, written or not. A date may head a column, and so may a year."""
    if isinstance(cell, str):
        return FIGURE.fullmatch(cell) is not None and not _is_year(cell.strip())
    return not isinstance(cell, date) and not _is_year(str(cell).removesuffix(".0"))


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isdigit() and 1990 <= int(text) < 2100


def _headings(sheet: Sheet, row: int, depth: int) -> list[str] | None:
    """The headings of `depth` rows from `row`, joined downwards; None if one of them is no heading row."""
    rows = sheet.rows[row : row + depth]
    if len(rows) < depth or not all(_is_heading_row(cells, only_words=depth > 1) for cells in rows):
        return None
    width = max(len(cells) for cells in rows)
    bands = [_spread(sheet, row + level, width, last=level == depth - 1) for level in range(depth)]
    if any(_is_title(band) for band in bands[:-1]):
        return None
    if depth > 1:
        _carry_on(bands)
    return [" ".join(dict.fromkeys(part for part in column if part)) for column in zip(*bands, strict=True)]


def _carry_on(bands: list[list[str]]) -> None:
    """A period under no band, such as the second of twelve months, belongs to the band that began on its left."""
    for band in bands[:-1]:
        for index in range(1, len(band)):
            if not band[index] and only_period(bands[-1][index]) and only_period(bands[-1][index - 1]):
                band[index] = band[index - 1]


def _is_title(band: list[str]) -> bool:
    """Whether a row above the headings says one thing of the whole table, rather than naming groups of columns."""
    texts = set(filter(None, band))
    return len(texts) == 1 and (all(band) or [at for at, text in enumerate(band) if text] == [0])


def _spread(sheet: Sheet, row: int, width: int, *, last: bool) -> list[str]:
    """A heading row as text; in a band the text of a merged cell stands over every column that it spans."""
    cells = [_words(cell) for cell in sheet.rows[row]]
    cells += [""] * (width - len(cells))
    if not last:
        for top, left, bottom, right in sheet.merged:
            if top <= row <= bottom and left < width:
                cells[left : right + 1] = [cells[left]] * (min(right, width - 1) - left + 1)
    return cells


def _words(cell: object) -> str:
    """A heading on one line. Excel turns a typed 'Apr-22' into a date: it is that month again."""
    if cell is None:
        return ""
    if isinstance(cell, date):
        return f"{cell:%b %Y}" if cell.day == 1 else f"{cell:%d/%m/%Y}"
    return " ".join(str(cell).split())


def add_units(layout: Layout) -> None:
    """A row of units under the headings (£000, WTE, %) is part of them."""
    rows = layout.sheet.rows
    cells = [_words(cell) for cell in rows[layout.first_row]] if layout.first_row < len(rows) else []
    if any(cells) and all(only_unit(cell) for cell in cells if cell):
        cells += [""] * (len(layout.headings) - len(cells))
        layout.headings = [f"{heading} {unit}".strip() for heading, unit in zip(layout.headings, cells, strict=False)]
        layout.first_row += 1


def fill_merged(layout: Layout) -> None:
    """Write a merged label into each row that it covers, and remember which cells are not single ones."""
    rows = layout.sheet.rows
    for top, left, bottom, right in layout.sheet.merged:
        if top < layout.first_row or top >= len(rows):
            continue
        value = layout.cell(top, left)
        layout.sheet.headings = None  # what is written below may look like headings too
        for row in range(top, min(bottom, len(rows) - 1) + 1):
            layout.shared.update({(row, column): (top, left) for column in range(left, min(right, 200) + 1)})
            rows[row].extend([None] * (left + 1 - len(rows[row])))
            rows[row][left] = value
