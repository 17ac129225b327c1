"""Finding finance reports on a sheet: the headings of each, and the texts above that are its title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from blmk_desktop.importing.finance.columns import names_period, score
from blmk_desktop.importing.tables.groups import grouped_headings, nearest_above, texts_above
from blmk_desktop.importing.tables.headings import only_unit
from blmk_desktop.importing.tables.layout import FIGURE, GROUP, Layout, add_units, fill_merged
from blmk_desktop.periods import find_month
from blmk_desktop.workbook import Sheet

REPORT = "finance-report"
HEADER_WITHIN = 400  # a sheet may have a table for each of many areas
TITLED = 6  # texts above a head that may say what it is of
FEWEST_APART = 2  # groups of columns that are each a report
_PLANNED = ("plan", "budget")
_WHEN = re.compile(
    r"\W*(financial |reporting |position |report )?(month|mth|period|year|date|as at|position)[^\d]*", re.IGNORECASE
)


def finance_layout(sheet: Sheet, _file: str) -> Layout | None:
    """The first finance report on a sheet; None if there is none."""
    return next(iter(layouts(sheet)), None)


def layouts(sheet: Sheet) -> list[Layout]:
    """The tables of finance reports on a sheet, one below the other, each with the texts above it as its title."""
    heads: list[int] = []
    for row in range(min(HEADER_WITHIN, len(sheet.rows))):
        if _score(sheet, row) and not (heads and _is_repeated(sheet, heads[-1], row)):
            heads.append(row)
    found: list[Layout] = []
    for position, row in enumerate(heads):
        start = found[-1].first_row if found else 0
        end = heads[position + 1] if position + 1 < len(heads) else len(sheet.rows)
        layout = Layout(sheet, " · ".join(_title(sheet, row, start)), grouped_headings(sheet, row), row + 1)
        found.append(replace(layout, sheet=replace(sheet, rows=sheet.rows[: _title_from(sheet, end, row + 1)])))
    for layout in found:
        add_units(layout)
        fill_merged(layout)
    return [one for layout in found for one in _by_group(layout)]


def _by_group(layout: Layout) -> list[Layout]:
    """A table with a group of columns for each area or month as a table of each, which its title names; else itself."""
    groups = [heading.partition(GROUP)[0] if GROUP in heading else "" for heading in layout.headings]
    apart = {group: find_month(group) or ("" if names_period(group) else group) for group in groups if group}
    if len({*apart.values()}) < FEWEST_APART or not all(apart.values()):
        return [layout]
    made, title = [], " · ".join(text for text in layout.title.split(" · ") if text not in apart)
    for key in dict.fromkeys(apart.values()):
        pairs = zip(groups, layout.headings, strict=True)
        own = [words if not group or apart[group] == key else "" for group, words in pairs]
        named = next(group for group in apart if apart[group] == key)
        texts = (title, named) if isinstance(key, int) else (named, title)
        made.append(replace(layout, headings=own, title=" · ".join(filter(None, texts))))
    return made


def _is_repeated(sheet: Sheet, head: int, row: int) -> bool:
    """Whether a row has the headings of a head again, as at the top of a page, with no title of its own."""
    groups = {*texts_above(replace(sheet, rows=sheet.rows[max(head - 1, 0) :]), 1)}
    return grouped_headings(sheet, head) == grouped_headings(sheet, row) and groups >= {*_title(sheet, row, head + 1)}


def _score(sheet: Sheet, row: int) -> int:
    cells = [cell for cell in sheet.rows[row] if cell not in (None, "")]
    if len(cells) < 3 or not all(isinstance(cell, str) for cell in cells):
        return 0
    if not any(map(_plans, sheet.rows[max(row - 1, 0) : row + 1])) or has_figures(cells):
        return 0
    return score(grouped_headings(sheet, row), " · ".join(nearest_above(sheet, row, TITLED)), single(sheet, row - 1))


def _plans(row: Sequence[object]) -> bool:
    """Whether a row speaks of a plan: a report without one is none, and most rows of a sheet are no head."""
    words = " ".join([cell for cell in row if isinstance(cell, str)]).casefold()
    return any(word in words for word in _PLANNED)


def single(sheet: Sheet, row: int) -> str:
    """The one text of a row; '' where it has none or several."""
    cells = [cell for cell in (sheet.rows[row] if row >= 0 else []) if cell not in (None, "")]
    return cells[0] if len(cells) == 1 and isinstance(cells[0], str) else ""


def _title_from(sheet: Sheet, head: int, least: int) -> int:
    """The first of the rows just above a head that hold one text, groups of columns, or nothing."""
    start = head
    while head < len(sheet.rows) and start > least and _may_be_title(sheet.rows[start - 1]):
        start -= 1
    return start


def _may_be_title(row: Sequence[object]) -> bool:
    """Whether a row may stand above a table: it holds words, or says when, as in two cells 'Month' and 7."""
    return not has_figures(row) or _says_when(row)


def _says_when(row: Sequence[object]) -> bool:
    cells = [cell for cell in row if cell not in (None, "")]
    if len(cells) != 2 or not isinstance(cells[0], str) or not _WHEN.fullmatch(cells[0]):
        return False
    return not isinstance(cells[1], str) or any(map(str.isdigit, cells[1]))


def has_figures(row: Sequence[object]) -> bool:
    """Whether a row has a figure; a text table has only texts, and £000 is a unit."""
    texts = [cell.strip() for cell in row if isinstance(cell, str)]
    numbers = any(isinstance(cell, int | float) for cell in row)
    return numbers or any(FIGURE.fullmatch(text) and not only_unit(text) for text in texts)


def _title(sheet: Sheet, row: int, start: int) -> list[str]:
    first = max(_title_from(sheet, row, start), 0)
    rows = [_as_text(cells) for cells in sheet.rows[first:row]]
    return texts_above(replace(sheet, rows=rows), len(rows))


def _as_text(row: Sequence[object]) -> list[object]:
    """A row of a title; one that says when, in two cells, as one text."""
    cells = [cell for cell in row if cell not in (None, "")]
    if not _says_when(cells):
        return list(row)
    return [" ".join(f"{cell:%d/%m/%Y}" if isinstance(cell, date) else str(cell) for cell in cells)]
