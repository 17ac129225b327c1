"""The pictures of the five-year budget: what an area's allocation leaves, all areas, a line as predicted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from blmk_desktop.rules.five_year import ALLOCATION, LINE, RESERVE, SAVINGS
from blmk_desktop.rules.worked import amount, nearest
from ui.parts.band import BandLine, Bands
from ui.parts.stacked import Limit, Stack, styled
from ui.tabs.estates.schemes_columns import brief

if TYPE_CHECKING:
    from blmk_desktop.rules.five_year import Cell, FiveYear
    from blmk_desktop.rules.five_year_band import Band
    from blmk_desktop.rules.five_year_lines import Explained

RANGE = "8 of 10 draws lie within"


def _exact(pence: int) -> str:
    return f"£{amount(pence)}k" if pence >= 0 else f"(£{amount(-pence)}k)"


def _brief(pence: int) -> str:
    return brief(pence) if pence >= 0 else f"({brief(-pence)})"


def left_over(found: FiveYear, area: str, bands: Sequence[Band], titles: tuple[str, str]) -> Bands:
    """What the allocation of an area leaves over its lines: in the case compared with, and in the scenario.

    Where the budget is not held against the adjusted allocation, what that one would leave stands beside it.
    """
    years = found.published.years
    rows = [row for row in found.of(area) if row.kind == LINE]
    given = found.row(area, ALLOCATION)
    was = [_left(given.cell(year).base, [row.cell(year).base for row in rows]) if given else None for year in years]
    now = [
        _left(given.cell(year).scenario, [row.cell(year).scenario for row in rows]) if given else None for year in years
    ]
    lines = [BandLine(titles[0], was)]
    adjusted = [
        None if value is None else _left(value, [row.cell(year).base for row in rows])
        for year, value in zip(years, _adjusted(found, area), strict=True)
    ]
    if any(one not in (None, before) for one, before in zip(adjusted, was, strict=True)):
        lines.append(BandLine("On the adjusted allocation", adjusted))
    told = {band.year: band for band in bands if band.area == area and band.measure == "lines"}
    if given and (now != was or told):
        low, high = ([_end(told, given.cell(year), end) for year in years] for end in ("high", "low"))
        lines.append(BandLine(titles[1], now, low, high))
    title = f"{area}: allocation less lines of spend (below nought it has to be saved)"
    return Bands(title, years, lines, _brief, _exact, RANGE)


def _left(allocation: int, lines: Sequence[int]) -> int:
    return allocation - sum(lines)


def _end(told: Mapping[str, Band], given: Cell, end: str) -> int | None:
    """What is left where the lines are at one end of their range."""
    return given.scenario - int(getattr(told[given.year], end)) if given.year in told else None


def _adjusted(found: FiveYear, area: str) -> list[int | None]:
    parts = found.published.sums.get(area, [area])
    sums: list[int | None] = []
    for year in found.published.years:
        told = [found.published.allocations.get((part, year)) for part in parts]
        known = [one.adjusted for one in told if one and one.adjusted is not None]
        sums.append(sum(known) if len(known) == len(parts) else None)
    return sums


def by_area(found: FiveYear) -> Stack:
    """The lines and contingency of each area in the scenario, one upon another, and what is allocated to all."""
    years, areas = found.published.years, found.published.areas
    kinds = (LINE, RESERVE)
    values: list[list[int | None]] = [
        [sum(row.cell(year).scenario for row in found.of(area) if row.kind in kinds) for year in years]
        for area in areas
    ]
    limits = [_limit(found, year, sum(one[at] or 0 for one in values)) for at, year in enumerate(years)]
    title = "Lines and contingency of all areas against their allocations"
    return Stack(title, years, styled(areas, values), limits, brief, _exact, "Allocation")


def _limit(found: FiveYear, year: str, wanted: int) -> Limit | None:
    """What is allocated to all areas in a year, and what has to be saved; one area's surplus is not another's."""
    given, saved = (
        [row.cell(year).scenario for area in found.published.areas if (row := found.row(area, kind)) is not None]
        for kind in (ALLOCATION, SAVINGS)
    )
    if not given:
        return None
    if sum(saved) < 0:
        return Limit(sum(given), f"{brief(-sum(saved))} over", "red")
    return Limit(sum(given), f"{brief(max(0, sum(given) - wanted))} left", "green")


def as_predicted(area: str, line: str, told: Mapping[str, Explained]) -> Bands:
    """A line as it is printed, and what growth and inflation make of each year before."""
    first = next(iter(told.values()))
    method = {one.method for one in told.values()}
    words = f"Predicted, {'growth and inflation ' + first.method if len(method) == 1 else 'each by its rule'}"
    printed = BandLine("As printed", [one.printed.value for one in told.values()])
    predicted = BandLine(words, [nearest(one.predicted) for one in told.values()])
    title = f"{area}, {line}: printed and predicted"
    return Bands(title, list(told), [printed, predicted], _brief, _exact, from_nought=False)
