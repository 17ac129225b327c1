"""The five-year budget as the file has it: what is published, with its assumptions, and the model of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from blmk_desktop.records.tables import TABLES
from blmk_desktop.rules.assumptions import Assumptions
from blmk_desktop.rules.five_year import FiveYear, project
from blmk_desktop.rules.five_year_lines import MODEL, Allocated, Printed, Published, Total
from blmk_desktop.summaries.assumptions import assumption_sets, assumptions_of
from blmk_desktop.summaries.later_editions import source_order, still_said

if TYPE_CHECKING:
    from sqlalchemy import Connection

WHOLE_DECIMALS = 2


def projections(connection: Connection) -> list[str]:
    """The published projections that the file has, the newest first."""
    table = TABLES["budget_version"].c
    query = select(table.name).where(table.kind == "projection").order_by(table.agreed.desc(), table.name)
    return list(connection.scalars(query))


def five_year(connection: Connection, version: str = "", scenario: str = "") -> FiveYear:
    """A projection (the newest unless named) on the assumptions of a set (as published unless named).

    Of a file that has none it has no rows. `varied` of what it gives works out other assumptions at once.
    """
    found = published(connection, version)
    assumed = assumptions_of(connection, scenario) if scenario else found.assumptions
    return project(found, assumed)


def published(connection: Connection, version: str = "") -> Published:
    """All that is printed of a projection, its allocations and its assumptions."""
    version = version or next(iter(projections(connection)), "")
    if not version:
        return Published()
    categories = {row.name: row for row in connection.execute(select(*TABLES["budget_category"].c))}
    lines, years = _lines(connection, version, {name: row.position for name, row in categories.items()})
    areas = list(dict.fromkeys(area for area, _ in lines))
    return Published(
        version,
        years,
        areas,
        _sums(connection, areas),
        lines,
        {name: row.nature for name, row in categories.items()},
        _given(connection, version),
        _totals(connection, version),
        allocations(connection),
        _assumed(connection, version),
    )


def published_set(connection: Connection, version: str) -> str:
    """The name of the assumption set that was published with a projection; '' if there is none."""
    sets = [row for row in assumption_sets(connection, MODEL) if row.published]
    own = [row.name for row in sets if row.version == version]
    return next(iter([*own, *(row.name for row in sets if not row.version)]), "")


def _assumed(connection: Connection, version: str) -> Assumptions:
    name = published_set(connection, version)
    return assumptions_of(connection, name) if name else Assumptions("")


Lines = dict[tuple[str, str], dict[str, Printed]]


def _lines(connection: Connection, version: str, positions: Mapping[str, int | None]) -> tuple[Lines, Sequence[str]]:
    """The lines by area, as they stand on their sheets, else in order of their categories; and the years."""
    table = TABLES["budget_line"].c
    query = select(*table).where(table.version == version).order_by(table.area, table.id)
    rows = list(connection.execute(query))
    made = {(row.area, row.category, row.year): _line(row) for row in rows}
    order = sorted(made, key=lambda key: (key[0], made[key].row, positions.get(key[1]) or 0))
    found: Lines = defaultdict(dict)
    for area, category, year in order:
        found[area, category][year] = made[area, category, year]
    return dict(found), sorted({row.year for row in rows})


def _line(row: Any) -> Printed:
    decimals = WHOLE_DECIMALS if row.decimals is None else row.decimals
    return Printed(row.amount, decimals, row.source or "", row.sheet or "", row.cell or "", row.id)


def _sums(connection: Connection, areas: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The areas without lines of their own of which others with lines are part, directly or by one between."""
    table = TABLES["area"].c
    within: dict[str, str | None] = dict(map(tuple, connection.execute(select(table.name, table.within))))
    found: dict[str, list[str]] = defaultdict(list)
    for area in areas:
        above, seen = within.get(area), {area}
        while above and above not in seen:
            seen.add(above)
            found[above].append(area)
            above = within.get(above)
    own = set(areas)
    return {area: tuple(parts) for area, parts in found.items() if area not in own}


def _claims(connection: Connection, version: str) -> list[Any]:
    table = TABLES["stated_budget"].c
    query = select(*table).where(table.version == version, table.month.is_(None)).order_by(table.id)
    return still_said(
        list(connection.execute(query)),
        source_order(connection),
        lambda row: (row.source, row.sheet or ""),
        lambda row: (row.area, row.year, row.measure, row.label),
    )


def _printed(row: Any) -> Printed:
    decimals = WHOLE_DECIMALS if row.decimals is None else row.decimals
    return Printed(row.value, decimals, row.source, row.sheet or "", row.cell, row.id)


def _given(connection: Connection, version: str) -> dict[tuple[str, str], Printed]:
    """The allocations that a projection prints, by area and year."""
    rows = _claims(connection, version)
    return {(row.area or "", row.year or ""): _printed(row) for row in rows if row.measure == "allocation"}


def _totals(connection: Connection, version: str) -> list[Total]:
    return [
        Total(
            row.area or "", row.year or "", row.label or "Total", _printed(row), row.first_row or 0, row.last_row or 0
        )
        for row in _claims(connection, version)
        if row.rule == "total"
    ]


def allocations(connection: Connection) -> dict[tuple[str, str], Allocated]:
    """What is published to be allocated, by area and year."""
    return {
        (row.area, row.year): Allocated(
            row.final,
            row.adjusted,
            row.adjustment,
            row.distance,
            WHOLE_DECIMALS if row.decimals is None else row.decimals,
            row.source or "",
            row.cell or "",
            row.id,
        )
        for row in connection.execute(select(*TABLES["published_allocation"].c))
    }
