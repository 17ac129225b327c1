"""Finding the table on a sheet: its title, its heading rows wherever they stand, its columns and its rows."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field

from blmk_desktop.importing.headings import folded
from blmk_desktop.workbook import Sheet

HEADER_WITHIN = 50
DEEPEST_HEADER = 3
Cells = list[object]


@dataclass(slots=True)
class Layout:
    """A table as it stands on a sheet. Rows and columns are 0-based positions on the sheet itself."""

    sheet: Sheet
    title: str
    headings: list[str]
    first_row: int  # the first row under the headings
    filled: dict[int, set[int]] = field(default_factory=dict)  # column -> rows filled in from a merged cell

    @property
    def fingerprint(self) -> str:
        """What tells this layout from others: its headings, without the figures and periods that change."""
        folded_headings = "|".join(folded(heading) for heading in self.headings)
        return hashlib.sha256(folded_headings.encode()).hexdigest()[:24]

    def column(self, index: int) -> list[object]:
        """The cells of a column under the headings, a row without that column giving None."""
        return [row[index] if index < len(row) else None for row in self.sheet.rows[self.first_row :]]

    def row_numbers(self) -> range:
        """The 0-based sheet rows under the headings."""
        return range(self.first_row, len(self.sheet.rows))


def without_headings(sheet: Sheet, width: int) -> Layout:
    """A published layout that has no headings: every row is data."""
    return Layout(sheet, "", [""] * width, 0)


def find_table(sheet: Sheet, score: Callable[[list[str]], float]) -> Layout | None:
    """The table whose headings score best, `score` saying how much of a row of headings is recognised.

    Looks for the heading row in the first 50 rows, one to three rows deep (bands above headings, merged or not).
    """
    best: tuple[float, int, int, list[str]] | None = None
    for row in range(min(HEADER_WITHIN, len(sheet.rows))):
        for depth in range(1, DEEPEST_HEADER + 1):
            headings = _headings(sheet, row, depth)
            if headings is None:
                break
            reached = score(headings)
            if reached > 0 and (best is None or reached > best[0]):
                best = (reached, row, depth, headings)
    if best is None:
        return None
    _, row, depth, headings = best
    layout = Layout(sheet, _title(sheet.rows[:row]), headings, row + depth)
    _fill_merged(layout)
    return layout


def _title(rows: list[Cells]) -> str:
    return " · ".join(str(cell).strip() for row in rows for cell in row if isinstance(cell, str) and cell.strip())


def _is_heading_row(row: Cells) -> bool:
    filled = [cell for cell in row if cell not in (None, "")]
    return bool(filled) and sum(isinstance(cell, str) for cell in filled) * 2 > len(filled)


def _headings(sheet: Sheet, row: int, depth: int) -> list[str] | None:
    """The headings of `depth` rows from `row`, joined downwards; None if one of them is no heading row."""
    rows = sheet.rows[row : row + depth]
    if len(rows) < depth or not all(_is_heading_row(cells) for cells in rows):
        return None
    width = max(len(cells) for cells in rows)
    bands = [_spread(sheet, row + level, width, last=level == depth - 1) for level in range(depth)]
    if any(_is_title(band) for band in bands[:-1]):
        return None
    return [" ".join(dict.fromkeys(part for part in column if part)) for column in zip(*bands, strict=True)]


def _is_title(band: list[str]) -> bool:
    """Whether a row above the headings says one thing of the whole table, rather than naming groups of columns."""
    texts = set(filter(None, band))
    return len(texts) == 1 and (all(band) or [at for at, text in enumerate(band) if text] == [0])


def _spread(sheet: Sheet, row: int, width: int, *, last: bool) -> list[str]:
    """A heading row as text; in a band the text of a merged cell stands over every column that it spans."""
    cells = [" ".join(str(cell).split()) if cell is not None else "" for cell in sheet.rows[row]]
    cells += [""] * (width - len(cells))
    if not last:
        for top, left, bottom, right in sheet.merged:
            if top <= row <= bottom:
                cells[left : right + 1] = [cells[left]] * (min(right, width - 1) - left + 1)
    return cells


def _fill_merged(layout: Layout) -> None:
    """Write the value of a merged cell into each cell that it covers downwards: a label stands for all its rows."""
    rows = layout.sheet.rows
    for top, left, bottom, right in layout.sheet.merged:
        if top < layout.first_row or left != right or left >= len(rows[top]):
            continue
        for row in range(top + 1, min(bottom, len(rows) - 1) + 1):
            rows[row].extend([None] * (left + 1 - len(rows[row])))
            rows[row][left] = rows[top][left]
            layout.filled.setdefault(left, set()).add(row)
