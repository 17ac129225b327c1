"""The pictures of the five-year budget: an area's lines against its allocation, all areas, a line as predicted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from blmk_desktop.rules.five_year import ALLOCATION, LINE, RESERVE
from blmk_desktop.rules.worked import amount, nearest
from ui.parts.band import BandLine, Bands
from ui.parts.stacked import Limit, Stack, styled
from ui.tabs.estates.schemes_columns import brief

if TYPE_CHECKING:
    from blmk_desktop.rules.five_year import FiveYear
    from blmk_desktop.rules.five_year_band import Band
    from blmk_desktop.rules.five_year_lines import Explained

RANGE = "8 of 10 draws lie within"


def _exact(pence: int) -> str:
    return f"£{amount(pence)}k" if pence >= 0 else f"(£{amount(-pence)}k)"


def against_allocation(found: FiveYear, area: str, bands: Sequence[Band], scenario: str) -> Bands:
    """What the lines of an area come to, as compared with and in the scenario, and what is allocated."""
    years = found.published.years
    rows = [row for row in found.of(area) if row.kind == LINE]
    given = found.row(area, ALLOCATION)
    now = [sum(row.cell(year).scenario for row in rows) for year in years]
    was = [sum(row.cell(year).base for row in rows) for year in years]
    lines = [BandLine("Allocation", [cell.scenario for cell in given.cells])] if given else []
    adjusted = _adjusted(found, area)
    if given and any(one != cell.scenario for one, cell in zip(adjusted, given.cells, strict=True) if one is not None):
        lines.append(BandLine("Adjusted allocation", adjusted))
    lines.append(BandLine(found.baseline.name or "As published", was))
    told = {band.year: band for band in bands if band.area == area and band.measure == "lines"}
    if now != was or told:
        low, high = ([_end(told, year, end) for year in years] for end in ("low", "high"))
        lines.append(BandLine(scenario, now, low, high))
    return Bands(
        f"{area}: lines of spend against the allocation", years, lines, brief, _exact, RANGE, from_nought=False
    )


def _end(told: Mapping[str, Band], year: str, end: str) -> int | None:
    return int(getattr(told[year], end)) if year in told else None


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
    limits = []
    for at, year in enumerate(years):
        given = [row.cell(year).scenario for area in areas if (row := found.row(area, ALLOCATION)) is not None]
        limits.append(_limit(sum(given), sum(one[at] or 0 for one in values)) if given else None)
    title = "Lines and contingency of all areas against their allocations"
    return Stack(title, years, styled(areas, values), limits, brief, _exact, "Allocation")


def _limit(given: int, wanted: int) -> Limit:
    if wanted > given:
        return Limit(given, f"{brief(wanted - given)} to be saved", "red")
    return Limit(given, f"{brief(given - wanted)} left" if wanted < given else "all used", "green")


def as_predicted(area: str, line: str, told: Mapping[str, Explained]) -> Bands:
    """A line as it is printed, and what growth and inflation make of each year before."""
    first = next(iter(told.values()))
    method = {one.method for one in told.values()}
    words = f"Predicted, {'growth and inflation ' + first.method if len(method) == 1 else 'each by its rule'}"
    printed = BandLine("As printed", [one.printed.value for one in told.values()])
    predicted = BandLine(words, [nearest(one.predicted) for one in told.values()])
    title = f"{area}, {line}: printed and predicted"
    return Bands(title, list(told), [printed, predicted], brief, _exact, from_nought=False)
