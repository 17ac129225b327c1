"""The five-year budget as the file has it: what is published, with its assumptions, and the model of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select

from blmk_desktop.records.tables import TABLES
from blmk_desktop.rules.assumptions import Assumptions
from blmk_desktop.rules.five_year import FiveYear, project
from blmk_desktop.rules.five_year_lines import MODEL, Allocated, Printed, Published
from blmk_desktop.summaries.assumptions import assumption_sets, assumptions_of

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
    claims = _claims(connection, version)
    return Published(
        version,
        years,
        areas,
        _sums(connection, areas),
        lines,
        {name: row.nature for name, row in categories.items()},
        {(area, year): one for (measure, area, year), one in claims.items() if measure == "allocation"},
        {(area, year): one for (measure, area, year), one in claims.items() if measure != "allocation"},
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
    rows.sort(key=lambda row: (row.area, _row_of(row.cell), positions.get(row.category) or 0, row.id))
    found: Lines = defaultdict(dict)
    for row in rows:
        decimals = WHOLE_DECIMALS if row.decimals is None else row.decimals
        place = (row.source or "", row.sheet or "", row.cell or "", row.id)
        found[row.area, row.category][row.year] = Printed(row.amount, decimals, *place)
    return dict(found), sorted({row.year for row in rows})


def _row_of(cell: str | None) -> int:
    """The row of a cell on its sheet; beyond all others where nobody says."""
    digits = (cell or "").lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return int(digits) if digits.isdecimal() else 1_000_000


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
    return {area: tuple(parts) for area, parts in found.items() if area not in areas}


def _claims(connection: Connection, version: str) -> dict[tuple[str, str, str], Printed]:
    """The printed totals and allocations: (measure, area, year)."""
    table = TABLES["stated_budget"].c
    found = {}
    for row in connection.execute(select(*table).where(table.version == version, table.month.is_(None))):
        decimals = WHOLE_DECIMALS if row.decimals is None else row.decimals
        one = Printed(row.value, decimals, row.source, row.sheet or "", row.cell, row.id)
        found[row.measure, row.area or "", row.year or ""] = one
    return found


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
