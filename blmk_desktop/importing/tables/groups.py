"""Headings that stand below those of their groups, and the texts above a table."""

from __future__ import annotations

from blmk_desktop.importing.tables.layout import GROUP
from blmk_desktop.workbook import Sheet


def texts_above(sheet: Sheet, row: int) -> list[str]:
    """The texts that stand above a row (0-based), each on one line."""
    return [words for cells in sheet.rows[: max(row, 0)] for words in _texts(cells)]


def nearest_above(sheet: Sheet, row: int, most: int) -> list[str]:
    """The last of the texts that stand above a row (0-based), looked for no further up than need be."""
    found: list[str] = []
    for cells in reversed(sheet.rows[: max(row, 0)]):
        found[:0] = _texts(cells)
        if len(found) >= most:
            break
    return found[-most:]


def _texts(cells: list[object]) -> list[str]:
    return [words for cell in cells if isinstance(cell, str) and (words := _words(cell))]


def grouped_headings(sheet: Sheet, row: int) -> list[str]:
    """The headings on a row, each behind that of its group in the row above, if there are groups.

    A heading that stands in the row above alone, as where the two cells are merged, is the column's own.
    """
    cells = [_words(cell) for cell in sheet.rows[row]]
    if not any(cells) or not is_grouped(sheet, row):
        return cells
    above = [_words(cell) for cell in sheet.rows[row - 1]]
    width = max(len(cells), len(above))
    cells += [""] * (width - len(cells))
    above += [""] * (width - len(above))
    groups = _groups(sheet, row, width)
    return [
        f"{group}{GROUP}{own}" if group and own else own or over
        for group, own, over in zip(groups, cells, above, strict=True)
    ]


def is_grouped(sheet: Sheet, row: int) -> bool:
    """Whether the row above names groups of columns: two or more, in words alone."""
    above = [cell for cell in (sheet.rows[row - 1] if row else []) if cell not in (None, "")]
    return len(above) > 1 and all(isinstance(cell, str) for cell in above)


def _groups(sheet: Sheet, row: int, width: int) -> list[str]:
    """The group of each column: the last one named on its left, which ends where a merged cell does."""
    cells = [_words(cell) for cell in sheet.rows[row - 1]][:width]
    cells += [""] * (width - len(cells))
    ends = {left: right for top, left, bottom, right in sheet.merged if top <= row - 1 <= bottom}
    found, group, last = [], "", -1
    for at, own in enumerate(cells):
        if own:
            group, last = own, ends.get(at, width)
        found.append(group if at <= last else "")
    return found


def _words(cell: object) -> str:
    return "" if cell is None else " ".join(str(cell).split())
