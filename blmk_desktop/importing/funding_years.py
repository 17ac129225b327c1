"""Tables of funding with columns for each financial year: which column is of which year, and what it holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from blmk_desktop.importing.headings import folded, without_period
from blmk_desktop.importing.layout import Layout, find_table
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


def _measure(heading: str) -> str:
    words = " ".join(word for word in without_period(heading).split() if word not in _FILLING)
    return next((measure for measure, known in _WORDS.items() if words in known), "")
