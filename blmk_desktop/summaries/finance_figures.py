"""The figures of an area's year, month by month: the one that counts where several say it, and sums of parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from blmk_desktop.records.budgets import ORIGINS
from blmk_desktop.records.tables import TABLES
from blmk_desktop.rules.streams import all_parts, topmost
from blmk_desktop.rules.variance import variance
from blmk_desktop.summaries.areas import area_parts
from blmk_desktop.summaries.finance_rows import FULL_YEAR, TO_DATE, Figure

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from blmk_desktop.summaries.budget_rows import BudgetRow

MONTH = "month"
MONTHS = range(1, 13)
SUM = "sum"
TYPED = {"entered", "budget"}  # what people type in line by line, and the plan that follows from the budget
_LAST_FIRST = {origin: -at for at, origin in enumerate(ORIGINS)}
_COLUMNS = (
    *("area", "month", "category", "period", "measure", "origin", "value"),
    *("basis", "note", "source", "sheet", "cell", "decimals", "starts", "id"),
)
Key = tuple[str, str, str]  # category, period, measure
Figures = dict[Key, Figure]


@dataclass(slots=True)
class MonthFigures:
    """What is known of an area at a month. `parts` are the areas added up where it has no figures of its own."""

    figures: Figures = field(default_factory=dict)
    parts: tuple[str, ...] = ()
    starts: int = 1

    def value(self, category: str, period: str, measure: str) -> int | None:
        """A figure in pence; None if it is not known."""
        found = self.figures.get((category, period, measure))
        return found.value if found else None


@dataclass(slots=True)
class YearFigures:
    """The months of an area's year of which anything is known. `missing` are the parts that have no figures at all."""

    area: str
    year: str
    months: dict[int, MonthFigures] = field(default_factory=dict)
    missing: tuple[str, ...] = ()

    @property
    def categories(self) -> set[str]:
        """The categories of which there is a figure in any month."""
        return {key[0] for month in self.months.values() for key in month.figures}


@dataclass(frozen=True)
class Around:
    """What the figures of every area rest on: which area is part of which, and the budgets in force.

    Each is read when it is first asked for, and once: who reads many areas keeps one of these.
    """

    connection: Connection
    _budgets: dict[str, Mapping[str, list[BudgetRow]]] = field(default_factory=dict)

    @cached_property
    def within(self) -> dict[str, str]:
        """The area that each area is part of."""
        return area_parts(self.connection)

    @cached_property
    def parts(self) -> dict[str, set[str]]:
        """Each area that is within another, or has others within it, to itself and all that is part of it."""
        return all_parts(self.within)

    def budget(self, year: str) -> Mapping[str, list[BudgetRow]]:
        """The lines of the budget in force of a year, by area."""
        from blmk_desktop.summaries.budget_setting import budget

        if year not in self._budgets:
            rows: dict[str, list[BudgetRow]] = defaultdict(list)
            for row in budget(self.connection, "", year).rows:
                rows[row.area].append(row)
            self._budgets[year] = rows
        return self._budgets[year]


def moved(now: MonthFigures, before: MonthFigures, categories: Iterable[str]) -> int | None:
    """By how much the variance of the forecast of these categories is better than at a month before, in pence.

    None where one of them was forecast in one of the two months only: what is new has not moved.
    """
    found = None
    for category in categories:
        then, since = (_forecast_variance(at, category) for at in (before, now))
        if (then is None) != (since is None):
            return None
        if then is not None and since is not None:
            found = (found or 0) + since - then
    return found


def _forecast_variance(at: MonthFigures, category: str) -> int | None:
    plan, forecast = (at.value(category, FULL_YEAR, measure) for measure in ("plan", "forecast"))
    return None if plan is None or forecast is None else variance(plan, forecast)


def year_figures(around: Around, area: str, year: str, months: Collection[int] = ()) -> YearFigures:
    """The figures of an area and year; those of the areas within it added up in months in which it has none itself.

    Figures to date that nobody gives are the sum of the months' own, where all months of the period have one; plans
    that nobody gives are the share of the budget that its phasing puts there. With `months`, those are whole, and
    others may lack the full year.
    """
    within, parts = around.within, around.parts
    wanted = parts.get(area, {area})
    by_month = _read(around.connection, year, wanted, months)
    found = YearFigures(area, year)
    starts = max((one.starts for by_area in by_month.values() for one in by_area.values()), default=1)
    for month, by_area in sorted(by_month.items()):
        areas = sorted(topmost(list(by_area), within))
        own = area in by_area
        counted = [area] if own else areas
        figures = added(by_area[one] for one in counted)
        found.months[month] = MonthFigures(figures, () if own else tuple(areas), min(starts, month))
    _add_months_up(found)
    _plan_by_budget(around, found)
    children = {one for one in wanted if within.get(one) == area}
    used = {part for month in found.months.values() for part in month.parts}
    found.missing = tuple(sorted(child for child in children if used and not parts[child] & used))
    return found


def _read(
    connection: Connection, year: str, areas: Iterable[str], months: Collection[int]
) -> dict[int, dict[str, MonthFigures]]:
    """The figures by month and area; of several of one thing that of the origin which counts before the others."""
    table = TABLES["budget_figure"].c
    query = select(*(table[name] for name in _COLUMNS)).where(table.year == year, table.area.in_(sorted(areas)))
    if months:
        query = query.where(or_(table.month.in_(sorted(months)), table.period != FULL_YEAR))
    found: dict[int, dict[str, MonthFigures]] = defaultdict(lambda: defaultdict(MonthFigures))
    rows = sorted(connection.execute(query), key=lambda row: _LAST_FIRST[row[5]])
    for area, month, category, period, measure, origin, value, *words, decimals, starts, number in rows:
        basis, note, source, sheet, cell = words
        at = found[month][area]
        place = f"{sheet}!{cell}" if sheet and cell else cell or ""
        figure = Figure(value, origin, basis or "", note or "", source or "", place, decimals, number)
        at.figures[category, period, measure] = figure
        at.starts = max(at.starts, starts or 1)
    return found


def added(months: Iterable[MonthFigures]) -> Figures:
    """The figures of several areas added up; one of a single area stays as it is."""
    found: Figures = {}
    for month in months:
        for key, figure in month.figures.items():
            before = found.get(key)
            found[key] = figure if before is None else Figure(before.value + figure.value, SUM)
    return found


def _add_months_up(found: YearFigures) -> None:
    """Figures to date of what is only known month by month, or has been since the last that was given to date."""
    for month, at in found.months.items():
        before = found.months.get(month - 1)
        for category, _, measure in [key for key in at.figures if key[1] == MONTH]:
            key, own = (category, TO_DATE, measure), at.figures[category, MONTH, measure]
            if key in at.figures:
                continue
            if month == at.starts:
                at.figures[key] = own
            elif before is not None and before.starts == at.starts and key in before.figures:
                value = before.figures[key].value + own.value
                at.figures[key] = replace(own, value=value, id=0, cell="", source="")


def silent(found: YearFigures, month: int) -> frozenset[str]:
    """Categories known at a month before of which nobody has said anything yet at this one.

    A line that a report or a ledger no longer has is gone; one that people enter is only not entered yet.
    """
    at, last = found.months[month], dict[str, set[str]]()
    for earlier in sorted(one for one in found.months if one < month):
        origins: dict[str, set[str]] = defaultdict(set)
        for key, figure in found.months[earlier].figures.items():
            origins[key[0]].add(figure.origin)
        last |= origins
    now = {key[0] for key in at.figures}
    typed = {figure.origin for figure in at.figures.values()} <= TYPED
    return frozenset(one for one, origins in last.items() if one not in now and (typed or origins <= TYPED))


def _plan_by_budget(around: Around, found: YearFigures) -> None:
    """Plans of what has an actual or a forecast and no plan: the budget in force, by its phasing."""
    wanting = {
        (category, period)
        for month in found.months.values()
        for category, period, measure in month.figures
        if measure != "plan" and (category, period, "plan") not in month.figures
    }
    if not wanting:
        return
    phased = _budget(around, found)
    for month, at in found.months.items():
        periods = {
            TO_DATE: range(at.starts, month + 1),
            FULL_YEAR: range(at.starts, 13),
            MONTH: range(month, month + 1),
        }
        for category, period, measure in list(at.figures):
            key = (category, period, "plan")
            if measure != "plan" and key not in at.figures and category in phased:
                value = sum(phased[category][one - 1] for one in periods[period])
                at.figures[key] = Figure(value, "budget", note="the budget in force, by its phasing")


def _budget(around: Around, found: YearFigures) -> Mapping[str, list[int]]:
    """The twelve months of the budget of each category, of the area or of the parts that are added up."""
    rows = around.budget(found.year)
    parts = {part for month in found.months.values() for part in month.parts}
    months: dict[str, list[int]] = {}
    for row in rows.get(found.area) or [row for part in sorted(parts) for row in rows.get(part, ())]:
        before = months.setdefault(row.category, [0] * 12)
        months[row.category] = [one + more for one, more in zip(before, row.plan, strict=True)]
    return months
