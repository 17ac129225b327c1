"""The months of a year of a category, a block or all: to date, the month's own, and the forecast as it was then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from blmk_desktop.periods import month_start
from blmk_desktop.records.budgets import BLOCKS
from blmk_desktop.records.tables import TABLES
from blmk_desktop.rules.variance import month_of_two
from blmk_desktop.rules.wording import MONTHS as MONTH_NAMES
from blmk_desktop.summaries.finance_figures import (
    MONTH,
    MONTHS,
    Around,
    MonthFigures,
    YearFigures,
    moved,
    silent,
    year_figures,
)
from blmk_desktop.summaries.finance_rows import ALL, FULL_YEAR, TO_DATE, Trend, TrendPoint, newest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection


def trend(connection: Connection, area: str = "", year: str = "", subject: str = ALL) -> Trend:
    """The twelve months of a year: of all of primary care, a block or a category.

    A month's own figure is what was given for it, else what to date grew by since the month before. A category that
    has others within it is what is given for itself.
    """
    return next(iter(trends(connection, area, year, subject)), Trend(area, year, subject))


def trends(connection: Connection, area: str = "", year: str = "", subject: str = "") -> list[Trend]:
    """The trends of a year of all there is one of, or of one subject; none without figures."""
    from blmk_desktop.summaries.finance import months

    first = newest([one for one in months(connection, area) if year in ("", one.year)])
    if first is None:
        return []
    found = year_figures(Around(connection), first.area, first.year)
    blocks = _blocks(connection, found)
    subjects = (ALL, *(block for block in BLOCKS if block in blocks.values()), *blocks)
    made = []
    for about in (subject,) if subject else subjects:
        categories = [one for one, block in blocks.items() if about in (ALL, block, one)]
        points = tuple(_point(found, month, categories) for month in MONTHS)
        made.append(Trend(first.area, first.year, about, points, subjects))
    return made


def _blocks(connection: Connection, found: YearFigures) -> dict[str, str]:
    """The categories with figures, each with its block; of one with others within it, not both."""
    table = TABLES["budget_category"].c
    query = select(table.name, table.block, table.within).order_by(table.block, table.position, table.name)
    known, named = list(connection.execute(query)), found.categories
    return {name: block for name, block, within in known if name in named and within not in named}


def _point(found: YearFigures, month: int, categories: Sequence[str]) -> TrendPoint:
    at = found.months.get(month)
    words = _words(found.year, month)
    if at is None or not categories or silent(found, month) & set(categories):  # a part would look like the whole
        return TrendPoint(month, words, None, None, None, None, None, None)
    plan, actual = (_two(found, month, categories, measure) for measure in ("plan", "actual"))
    year, forecast = (_added(at, categories, FULL_YEAR, measure) for measure in ("plan", "forecast"))
    origin = next((figure.origin for key, figure in at.figures.items() if key[0] in categories), "")
    before = found.months.get(month - 1)
    since = moved(at, before, categories) if before else None
    return TrendPoint(month, words, plan[0], actual[0], plan[1], actual[1], year, forecast, since, origin)


def _two(found: YearFigures, month: int, categories: Sequence[str], measure: str) -> tuple[int | None, int | None]:
    """A figure to date and the month's own; that is not known where it is not of one of the categories."""
    at = found.months[month]
    to_date = [one for one in categories if at.value(one, TO_DATE, measure) is not None]
    own = [_own(found, month, one, measure) for one in categories if one in to_date or _given(at, one, measure)]
    known = [value for value in own if value is not None]
    return _added(at, categories, TO_DATE, measure), sum(known) if known and len(known) == len(own) else None


def _given(at: MonthFigures, category: str, measure: str) -> bool:
    return at.value(category, MONTH, measure) is not None


def _own(found: YearFigures, month: int, category: str, measure: str) -> int | None:
    """A category's figure of the month alone: as it was given, else what to date grew by."""
    at, before = found.months[month], found.months.get(month - 1)
    given, to_date = at.value(category, MONTH, measure), at.value(category, TO_DATE, measure)
    last = before.value(category, TO_DATE, measure) if before else None
    return month_of_two(to_date, last, first=month == at.starts) if given is None else given


def _added(at: MonthFigures, categories: Sequence[str], period: str, measure: str) -> int | None:
    """The sum of what is known of the categories; None where nothing is."""
    known = [at.value(category, period, measure) for category in categories]
    found = [value for value in known if value is not None]
    return sum(found) if found else None


def _words(year: str, month: int) -> str:
    day = month_start(year, month)
    return f"{MONTH_NAMES[int(day[5:7]) - 1]} {day[:4]}"
