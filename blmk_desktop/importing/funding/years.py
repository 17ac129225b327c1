"""How tables of funding stand on a sheet: with columns for each financial year, or one below the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from blmk_desktop.importing.tables.headings import folded, without_period
from blmk_desktop.importing.tables.layout import DEEPEST_HEADER, Layout, find_table, table_from
from blmk_desktop.periods import find_year
from blmk_desktop.workbook import Sheet

FUNDING = "scheme-funding"  # the kind of table
SCHEMES = frozenset({"scheme", "scheme name", "project", "project name", "schemes"})
_WORDS = {
    "original": {"", "value", "original", "original value", "allocated", "allocation", "budget", "funding", "capital"},
    "revised": {"revised", "revised budget", "revised value"},
    "spent": {"spent", "spend", "actual", "spent to date", "spend to date"},
    "forecast": {"forecast", "forecast spend", "forecast outturn"},
}
_FILLING = ("for", "in")  # 'Revised budget for 2019/20'
TITLE_CELLS = 2  # a row with so many is no title
FEWEST = 2  # years: with one, the table is of that year altogether


def years_layout(sheet: Sheet, _file: str) -> Layout | None:
    """The table of a sheet, if it has schemes and columns of two years or more."""
    return find_table(sheet, _score)


def _score(headings: list[str]) -> float:
    known = any(folded(heading) in SCHEMES for heading in headings)
    return sum(map(len, year_columns(headings).values())) if known else 0


def year_columns(headings: Sequence[str]) -> dict[str, dict[str, int]]:
    """Year to the column (0-based) of each measure; empty unless there are two years, each with its value once."""
    found: dict[str, dict[str, int]] = {}
    twice: Counter[tuple[str, str]] = Counter()
    for index, heading in enumerate(headings):
        year, measure = find_year(heading), _measure(heading)
        if year and measure:
            found.setdefault(year, {}).setdefault(measure, index)
            twice[year, measure] += 1
    whole = all("original" in columns for columns in found.values()) and max(twice.values(), default=0) == 1
    return found if whole and len(found) >= FEWEST else {}


def tables_below(layout: Layout) -> list[tuple[Layout, int]]:
    """The tables of a sheet, each with headings of its own, and the first row (0-based) that may speak of it.

    The texts just above its headings are its title.
    """
    rows = layout.sheet.rows
    heads = [row for row in range(len(rows)) if _begins(rows[row], layout.headings)]
    above = [head for head in heads if head < layout.first_row - DEEPEST_HEADER]
    if not above:  # so the table found is the first; its headings may be several rows deep
        heads = [head for head in heads if head >= layout.first_row]
    starts = [_title_from(rows, head) for head in heads]
    whole = replace(layout, first_row=0)
    found = [] if above else [(layout, 0)]
    found += [(table_from(whole, head), start) for head, start in zip(heads, starts, strict=True)]
    if above:
        starts = starts[1:]
    ends = [*starts, len(rows)]
    return [
        (replace(table, sheet=replace(layout.sheet, rows=rows[:end])), start)
        for (table, start), end in zip(found, ends, strict=True)
    ]


def _begins(row: Sequence[object], headings: Sequence[str]) -> bool:
    """Whether a row holds the headings of a table: one of schemes, and of what they get or whatever the first had."""
    texts = [cell for cell in row if isinstance(cell, str) and cell.strip()]
    words = {folded(text) for text in texts}
    again = len(words & set(filter(None, map(folded, headings)))) > 1
    return not words.isdisjoint(SCHEMES) and (again or any(_measure(text) == "original" for text in texts))


def _title_from(rows: Sequence[Sequence[object]], head: int) -> int:
    """The first of the rows just above some headings that hold one text each, or nothing."""
    start = head
    while start and sum(cell not in (None, "") for cell in rows[start - 1]) < TITLE_CELLS:
        start -= 1
    return start


def _measure(heading: str) -> str:
    words = " ".join(word for word in without_period(heading).split() if word not in _FILLING)
    return next((measure for measure, known in _WORDS.items() if words in known), "")
