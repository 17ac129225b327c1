"""Which claims are missing, what a year will come to, and how much of the allocation is left unclaimed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from blmk_desktop.periods import month_end, month_start
from blmk_desktop.rules.forecasting import Forecast, Planned, forecast
from blmk_desktop.rules.plan_costs import Line, Rates, line_cost, wte_by_month
from blmk_desktop.rules.plans import total
from blmk_desktop.summaries.actual_figures import Claimed, Network, Plan, claims_by_month, networks, newest, plan_of
from blmk_desktop.summaries.plan_lines import rates

if TYPE_CHECKING:
    from sqlalchemy import Connection

CLAIMED, MISSING, NOT_DUE = "claimed", "missing", "not due"
SUMS = ("allocation", "claimed", "entitlement", "unclaimed", "forecast", "underspend", "assumed")
BASES = {"lines": "Plan lines", "printed": "Printed forecast, in twelfths", "": ""}


@dataclass(frozen=True, slots=True)
class ClaimMonths:
    """A network's twelve months, April first: CLAIMED, MISSING or NOT_DUE."""

    place: str
    pcn_code: str
    pcn: str
    months: tuple[str, ...]

    @property
    def missing(self) -> tuple[int, ...]:
        """The months for which there is no claim though one was due (1 is April)."""
        return tuple(month for month, state in enumerate(self.months, 1) if state == MISSING)


@dataclass(frozen=True, slots=True)
class ForecastRow:
    """What a year comes to for a network, a place or all, in pence; None: not known.

    `claimed` is to date, `entitlement` the allocation to date, `unclaimed` what of that was not claimed. `forecast`
    is claims so far and the plan for the rest, `assumed` how much of it stands in for the `missing` months' claims.
    `underspend` is allocation less forecast. `incomplete` names figures that leave something out; `basis` is a key
    of BASES.
    """

    place: str = ""
    pcn_code: str = ""
    pcn: str = ""
    allocation: int | None = None
    claimed: int | None = None
    entitlement: int | None = None
    unclaimed: int | None = None
    forecast: int | None = None
    underspend: int | None = None
    assumed: int | None = None
    missing: tuple[int, ...] = ()
    basis: str = ""
    incomplete: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Underspend:
    """A year as it looks at the end of a month: by network, by place, and in all."""

    year: str
    month: int
    rows: list[ForecastRow]
    places: list[ForecastRow]
    total: ForecastRow


def missing_claims(connection: Connection, year: str = "", month: int = 0) -> list[ClaimMonths]:
    """Every open network of a place, month by month up to a month; the newest of which anything is here by default.

    Claims are due from the first month of the year that any network claimed for, while the network is open.
    """
    if not (year and month):
        year, month = newest(connection) or ("", 0)
    claims = claims_by_month(connection, year) if year else {}
    first = min((at for months in claims.values() for at in months), default=13)
    span = range(first, month + 1)
    found = []
    for one in networks(connection).values():
        states = tuple(_state(one, year, at, claims.get(one.code, {}), span) for at in range(1, 13)) if year else ()
        if (one.place and MISSING in states) or one.code in claims:
            found.append(ClaimMonths(one.place, one.code, one.name, states))
    return found


def _state(network: Network, year: str, month: int, claims: Mapping[int, Claimed], due: range) -> str:
    if month in claims:
        return CLAIMED
    is_open = network.open_in(month_start(year, month), month_end(year, month))
    return MISSING if month in due and is_open else NOT_DUE


def underspend(connection: Connection, year: str = "", month: int = 0) -> Underspend:
    """Forecast a year from what was claimed up to a month; the newest of which anything is here by default."""
    if not (year and month):
        year, month = newest(connection) or ("", 0)
    if not year:
        return Underspend("", 0, [], [], ForecastRow())
    plan, claims, known = plan_of(connection, year, month), claims_by_month(connection, year), rates(connection)
    spoken_of = {*plan.lines, *plan.allocation, *plan.forecast_spend, *claims}
    rows = [
        _row(one, plan, claims.get(one.code, {}), known, (year, month))
        for one in networks(connection).values()
        if one.code in spoken_of
    ]
    places: dict[str, list[ForecastRow]] = defaultdict(list)
    for row in rows:
        places[row.place].append(row)
    of_places = [replace(_added(parts), place=place) for place, parts in places.items()]
    return Underspend(year, month, rows, of_places, _added(of_places))


def _row(network: Network, plan: Plan, claims: Mapping[int, Claimed], known: Rates, at: tuple[str, int]) -> ForecastRow:
    year, month = at
    lines, printed = plan.lines.get(network.code), plan.forecast_spend.get(network.code)
    planned = _planned(lines, known, year) if lines else _twelfths(printed)
    amounts = {when: None if one.unpriced else one.amount for when, one in claims.items()}
    allocation = plan.allocation.get(network.code)
    made = forecast(amounts, planned or Planned([0] * 12, [0] * 12), month, allocation)
    so_far = [one for when, one in claims.items() if when <= month]
    claimed = sum(one.amount for one in so_far) if so_far else None
    row = ForecastRow(
        place=network.place,
        pcn_code=network.code,
        pcn=network.name,
        allocation=allocation,
        claimed=claimed,
        entitlement=made.entitlement,
        unclaimed=None if made.entitlement is None else made.entitlement - (claimed or 0),
        missing=made.missing,
        incomplete=frozenset({"claimed", "unclaimed"} if any(one.unpriced for one in so_far) else ()),
    )
    return row if planned is None else _with_forecast(row, made, "lines" if lines else "printed")


def _with_forecast(row: ForecastRow, made: Forecast, basis: str) -> ForecastRow:
    if made.incomplete and not made.amount:
        return replace(row, basis=basis)  # nothing of it is known
    lacking = row.incomplete | ({"forecast", "underspend"} if made.incomplete else set())
    return replace(
        row, forecast=made.amount, underspend=made.underspend, assumed=made.assumed, basis=basis, incomplete=lacking
    )


def _planned(lines: Sequence[Line], known: Rates, year: str) -> Planned:
    costs = [line_cost(line, known, year) for line in lines]
    unknown = {month for cost in costs for month in cost.unknown}
    return Planned(
        [sum(of_month) for of_month in zip(*(cost.months for cost in costs), strict=True)],
        wte_by_month(lines, year),
        unknown,
    )


def _twelfths(printed: int | None) -> Planned | None:
    """A printed forecast for the year that no months are given of: a twelfth of it each month, to the penny in all."""
    if printed is None:
        return None
    steps = [printed * month // 12 for month in range(13)]
    return Planned([after - before for before, after in pairwise(steps)], [1] * 12)


def _added(rows: Iterable[ForecastRow]) -> ForecastRow:
    """The sum of some lines; what a line lacks makes it incomplete."""
    rows = list(rows)
    figures = {name: [getattr(row, name) for row in rows] for name in SUMS}
    sums: dict[str, Any] = {name: total(values) for name, values in figures.items()}
    lacking = {name for name, values in figures.items() if sums[name] is not None and None in values}
    missing = tuple(sorted({month for row in rows for month in row.missing}))
    return ForecastRow(**sums, missing=missing, incomplete=frozenset(lacking.union(*(row.incomplete for row in rows))))
