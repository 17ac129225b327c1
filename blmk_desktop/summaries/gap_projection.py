"""The GP gap of an area year by year, from its baseline, recruitment and what is assumed; and its bridge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from sqlalchemy import select

from blmk_desktop.records.tables import TABLES
from blmk_desktop.rules.assumptions import ONE, Assumption, Assumptions, Key
from blmk_desktop.rules.gp_gap import (
    DELIVERY,
    DEMAND,
    GROWTH,
    LEAVING_YEARS,
    MODEL,
    NATIONAL_BEFORE,
    NATIONAL_NOW,
    NATIONAL_SHARE,
    OTHER_LEAVERS,
    SUBSTITUTED,
    SUBSTITUTION,
    Bridge,
    BridgeFigures,
    Joiners,
    Start,
    Step,
    Year,
    bridge,
    project,
)
from blmk_desktop.rules.uncertainty import DRAWS, SEED, band, draws
from blmk_desktop.rules.wording import listed
from blmk_desktop.summaries.areas import area_parts
from blmk_desktop.summaries.assumptions import assumption_sets, assumptions_of
from blmk_desktop.summaries.gap_rows import gap_rows
from blmk_desktop.summaries.gp_gap import GapRow, Point, Projection
from blmk_desktop.values import show_figure

if TYPE_CHECKING:
    from sqlalchemy import Connection

GP, COMPLIANCE, NEED = "GP", "Compliance", "Need"
_YEARS_LEAVING = 15 * ONE  # of those over 50, where nothing is assumed: from 50 to 65
_YEARS_ON = 3  # a projection goes on for so many years after the baseline where no targets go further


@dataclass(frozen=True)
class Inputs:
    """What a projection of an area rests on, beside assumptions: its baseline, targets by year, roles by year."""

    baseline: GapRow
    years: Sequence[str] = ()  # the baseline's own first
    targets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)  # year to programme to hundredths
    others: Mapping[str, int] = field(default_factory=dict)  # year to hundredths of other roles, of the whole system

    @cached_property
    def in_place(self) -> dict[str, tuple[int, int]]:
        """The share of the other roles to come that is there by the end of each year; evenly where none are told.

        As a pair: so many of so many.
        """
        first, last = self.years[0], len(self.years) - 1
        coming = {year: wte for year, wte in self.others.items() if year > first}
        total = sum(coming.values())
        if not total:
            return {year: (at, max(1, last)) for at, year in enumerate(self.years)}
        return {year: (sum(wte for one, wte in coming.items() if one <= year), total) for year in self.years}


def published(connection: Connection, model: str) -> Assumptions:
    """What is assumed as published, of a model; without such a set nothing is."""
    found = next((one for one in assumption_sets(connection, model) if one.published), None)
    return assumptions_of(connection, found.name) if found else Assumptions("")


def top_area(rows: Iterable[GapRow], within: Mapping[str, str]) -> str:
    """The area that is part of no other, of those with a baseline; the first if there are several."""
    areas = list(dict.fromkeys(row.area for row in rows))
    return next((area for area in areas if within.get(area) not in areas), "")


def bridge_of(connection: Connection, scenario: Assumptions | None, area: str) -> Bridge | None:
    """The bridge of table 4 of an area ('': the whole); None while figures are lacking."""
    rows = [row for row in gap_rows(connection) if row.profession == GP]
    area = area or top_area(rows, area_parts(connection))
    baseline = next((row.baseline for row in rows if row.area == area), None)
    assumed = scenario or published(connection, MODEL)

    def told(name: str) -> int | None:
        value = assumed.value(name, area)
        return None if value is None else value * 100 // ONE

    figures = (told(NATIONAL_BEFORE), told(NATIONAL_NOW), baseline, told(DEMAND), told(SUBSTITUTED))
    return bridge(BridgeFigures(*figures, told(NATIONAL_SHARE)))


def project_area(
    connection: Connection, area: str, scenario: Assumptions | None, changes: Sequence[Assumption]
) -> Projection:
    """The projection of an area ('': the whole) in a scenario, or as published."""
    base = scenario or published(connection, MODEL)
    assumed = base.changed(changes) if changes else base
    inputs = inputs_of(connection, area)
    name = base.name
    if inputs is None:
        why = "No GP baseline is known. Import a workforce plan, or add one under Workforce baselines."
        return Projection(area, name, why_none=why)
    return Projection(inputs.baseline.area, name, points_of(inputs, assumed))


def inputs_of(connection: Connection, area: str = "") -> Inputs | None:
    """What is known of an area, of its newest year with a baseline; None without one."""
    rows, within = [row for row in gap_rows(connection) if row.profession == GP], area_parts(connection)
    wanted = area or top_area(rows, within)
    own = [row for row in rows if row.area == wanted and row.baseline is not None]
    if not own:
        return None
    newest = max(own, key=lambda row: row.year)
    targets, others = _targets(connection, wanted), _others(connection, top_area(rows, within))
    later = sorted({year for year in (*targets, *others) if year > newest.year})
    last = max([_after(newest.year, _YEARS_ON), *later])
    years = [newest.year]
    while years[-1] < last:
        years.append(_after(years[-1], 1))
    return Inputs(newest, years, targets, others)


def _after(year: str, more: int) -> str:
    first = int(year[:4]) + more
    return f"{first}/{(first + 1) % 100:02d}"


def _targets(connection: Connection, area: str) -> dict[str, dict[str, int]]:
    """GPs to be recruited by year and programme; a whole that is told beside its parts is not counted twice."""
    table = TABLES["workforce_target"].c
    found: dict[str, dict[str, int]] = defaultdict(dict)
    query = select(table.year, table.programme, table.wte).where(table.role == GP, table.area == area)
    for year, programme, wte in connection.execute(query.order_by(table.year, table.id)):
        found[year][programme or ""] = wte
    for programmes in found.values():
        if set(programmes) - {NEED, COMPLIANCE, ""}:
            programmes.pop(NEED, None)
            programmes.pop("", None)
    return dict(found)


def _others(connection: Connection, area: str) -> dict[str, int]:
    """Posts of other roles to be filled by year, of the whole: what GPs' work they take on comes with them."""
    table = TABLES["workforce_target"].c
    query = select(table.year, table.wte).where(table.role != GP, table.area == area)
    found: dict[str, int] = defaultdict(int)
    for year, wte in connection.execute(query):
        found[year] += wte
    return dict(found)


def points_of(inputs: Inputs, assumed: Assumptions) -> list[Point]:
    """Every year with its bands and sentences; nothing but the inputs and what is assumed decides them."""
    look = Look(assumed)
    steps = _steps(inputs, look)
    uncertain = assumed.uncertain()
    many = [_steps(inputs, look.drawn(values)) for values in (draws(SEED, DRAWS, uncertain) if uncertain else ())]
    return [
        Point(
            step,
            _band([one[at].stock for one in many], step.stock),
            _band([one[at].need for one in many], step.need),
            _band([one[at].gap for one in many], step.gap),
            _said(inputs, look, steps, at),
        )
        for at, step in enumerate(steps)
    ]


def _band(results: Sequence[int], likely: int) -> tuple[int, int, int]:
    return band(results) if results else (likely, likely, likely)


@dataclass(frozen=True)
class Look:
    """Assumptions to be looked up many times: each is searched for once, whatever was drawn for it."""

    assumed: Assumptions
    values: Mapping[Key, int] = field(default_factory=dict)
    found: dict[Key, tuple[Key, int] | None] = field(default_factory=dict)

    def drawn(self, values: Mapping[Key, int]) -> Look:
        """The same with drawn values."""
        return Look(self.assumed, values, self.found)

    def value(self, otherwise: int, name: str, area: str, year: str = "", item: str = "") -> int:
        """What is assumed, in ten-thousandths, or otherwise something else."""
        asked = (name, area, year, item)
        if asked not in self.found:
            one = self.assumed.find(*asked)
            self.found[asked] = (one.key, one.value) if one else None
        found = self.found[asked]
        return otherwise if found is None else self.values.get(*found)


def _steps(inputs: Inputs, look: Look) -> list[Step]:
    return project(_start(inputs, look), _years(inputs, look))


def _start(inputs: Inputs, look: Look) -> Start:
    row, stock = inputs.baseline, inputs.baseline.baseline or 0
    leaving = look.value(_YEARS_LEAVING, LEAVING_YEARS, row.area)
    return Start(stock, stock + (row.vacancies or 0), row.over_50_share or 0, leaving)


def _years(inputs: Inputs, look: Look) -> list[Year]:
    """Those who will retire within 12 months of the survey leave in the year after it; then the age profile says."""
    row, first = inputs.baseline, inputs.years[0]
    years = []
    for at, year in enumerate(inputs.years):
        joiners = [
            Joiners(programme, wte, look.value(ONE, DELIVERY, row.area, year, programme))
            for programme, wte in inputs.targets.get(year, {}).items()
        ]
        retiring = 0 if year == first else row.retiring if at == 1 else None
        growth = 0 if year == first else look.value(0, GROWTH, row.area, year)
        there, of_all = inputs.in_place[year]
        substituted = look.value(0, SUBSTITUTION, row.area, year) * there // of_all
        others = 0 if year == first else look.value(0, OTHER_LEAVERS, row.area, year)
        years.append(Year(year, joiners, retiring, growth, substituted, others))
    return years


def _said(inputs: Inputs, look: Look, steps: Sequence[Step], at: int) -> list[str]:
    """How the figures of a year come about."""
    step, year = steps[at], _years(inputs, look)[at]
    start = _start(inputs, look)
    before = steps[at - 1] if at else None
    stock, demand = (before.stock, before.demand) if before else (start.stock, start.demand)
    joined = [f"{one.programme or 'recruitment'} {_wte(int(one.wte))}" for one in year.joiners if one.wte]
    of_whom = f" ({listed(joined)})" if joined else ""
    why = "known to retire" if year.retiring is not None else "by the age profile"
    leaving = f" less {_wte(step.leavers)} leaving ({why})" if step.leavers else ""
    said = [f"In post: {_wte(stock)} and {_wte(step.joiners)} joining{of_whom}{leaving} come to {_wte(step.stock)}."]
    if before is None:
        vacancies = _wte(demand - start.stock)
        said.append(f"Demand: {_wte(start.stock)} in post and {vacancies} vacancies come to {_wte(step.demand)}.")
    else:
        growth = show_figure(year.growth, 2, 2)
        said.append(f"Demand: {_wte(demand)} grown by {growth}% comes to {_wte(step.demand)}.")
    if step.substituted:
        share = f"{show_figure(year.substituted, 2, 2)}%"
        said.append(f"Other roles take on {share} of it, {_wte(step.substituted)}: {_wte(step.need)} are needed.")
    more = "gap" if step.gap >= 0 else "surplus"
    said.append(f"The {more}: {_wte(step.need)} less {_wte(step.stock)} is {_wte(abs(step.gap))}.")
    return said


def _wte(value: int) -> str:
    return show_figure(value, 2, 0 if value % 100 == 0 else 2)
