"""The budget as it was set: lines by month, virements in and out, and what was entered or returned of each month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from blmk_desktop.periods import year_of
from blmk_desktop.records.budgets import BLOCKS
from blmk_desktop.records.tables import TABLES
from blmk_desktop.rules.funding import LineKey, Move, budgets
from blmk_desktop.rules.phasing import phased, profiles
from blmk_desktop.summaries.areas import area_parts
from blmk_desktop.summaries.budget_rows import (
    BUDGET,
    BudgetRow,
    BudgetSet,
    Difference,
    FigureRow,
    VersionRow,
    VirementRow,
)

if TYPE_CHECKING:
    from sqlalchemy import Connection


def budget(connection: Connection, version: str = "", year: str = "", as_at: str = "") -> BudgetSet:
    """A version in a year: the one in force and the latest year unless said; virements up to `as_at` (ISO) if given."""
    found = versions(connection)
    year = year or _latest_year(found, version)
    version = version or in_force(found, year, as_at)
    row = next((one for one in found if one.name == version), None)
    moves = virements(connection, year, as_at)
    known = profiles(map(tuple, connection.execute(select(*_columns("phase", "profile", "month", "share")))))
    kind = row.kind if row else BUDGET
    held = [one for one in moves if row is None or counts_on(one.on, row)]
    rows = _lines(connection, version, year, [one.move for one in held] if kind == BUDGET else [], known)
    within = connection.execute(select(*_columns("budget_category", "name", "within")))
    headings = {name: above for name, above in within if above}
    return BudgetSet(version, kind, year, as_at, rows, moves, found, known, area_parts(connection), headings)


def counts_on(day: str, version: VersionRow) -> bool:
    """Whether a virement of a day counts on a version: not if the version was agreed later, for then it is in it."""
    return version.kind == BUDGET and day >= version.agreed


def in_force(found: Sequence[VersionRow], year: str, as_at: str = "") -> str:
    """The version agreed last that sets a line of a year, up to a day if one is given; '' if there is none.

    A budget counts before a projection, which counts only where no budget was set; one without lines yet, of the year
    in which it was agreed, where there is neither.
    """
    by_then = [one for one in found if not (as_at and one.agreed > as_at)]
    begun = [one for one in by_then if not one.lines and one.agreed and year_of(one.agreed) == year]
    held = [one for one in by_then if year in one.years] or begun
    return max(held, key=lambda one: (one.kind == BUDGET, one.agreed, one.name)).name if held else ""


def versions(connection: Connection) -> list[VersionRow]:
    """Every version, with what it sets in all."""
    table, lines = TABLES["budget_version"].c, TABLES["budget_line"].c
    sums: dict[str, list[tuple[str, int, int]]] = defaultdict(list)
    query = select(lines.version, lines.year, func.count(), func.sum(lines.amount))
    for version, year, count, amount in connection.execute(query.group_by(lines.version, lines.year)):
        sums[version].append((year, count, amount))
    return [
        VersionRow(
            row.name,
            row.kind,
            row.agreed or "",
            row.note or "",
            sum(count for _, count, _ in sums[row.name]),
            tuple(sorted(year for year, _, _ in sums[row.name])),
            sum(amount for _, _, amount in sums[row.name]),
            row.id,
        )
        for row in connection.execute(select(*table).order_by(table.agreed, table.name))
    ]


def virements(connection: Connection, year: str = "", as_at: str = "") -> list[VirementRow]:
    """The recorded virements by date, of a year and up to a day where they are given."""
    table = TABLES["virement"].c
    query = select(*table).order_by(table.on, table.number)
    query = query.where(table.year == year) if year else query
    return [
        VirementRow(
            row.id,
            Move(
                row.number,
                row.on,
                row.amount,
                _key(row.from_area, row.from_category, row.year),
                _key(row.to_area, row.to_category, row.year),
                row.reason,
            ),
            row.year,
            None if row.recurrent is None else bool(row.recurrent),
            row.source or "",
            row.cell or "",
        )
        for row in connection.execute(query.where(table.on <= as_at) if as_at else query)
    ]


def compared(connection: Connection, first: str, second: str, year: str = "") -> list[Difference]:
    """Each line that either of two versions sets, in a year or in all, with what each sets."""
    table = TABLES["budget_line"].c
    query = select(*table).where(table.version.in_((first, second)))
    said: dict[LineKey, dict[str, int]] = defaultdict(dict)
    for row in connection.execute(query.where(table.year == year) if year else query):
        said[row.area, row.category, row.year][row.version] = row.amount
    order = _positions(connection)
    keys = sorted(said, key=lambda key: (key[2], key[0], order.get(key[1], (9, 0, key[1]))))
    return [Difference(*key, said[key].get(first), said[key].get(second)) for key in keys]


def _latest_year(found: Sequence[VersionRow], version: str) -> str:
    """The latest year of a version; without one, the latest of which a budget is set, else of any version.

    Versions that set nothing yet are of the year in which they were agreed.
    """
    held = [one for one in found if version in ("", one.name)]
    budgets_ = [one for one in held if one.kind == BUDGET and one.years]
    agreed = max((year_of(one.agreed) for one in held if one.agreed), default="")
    return max((year for one in budgets_ or held for year in one.years), default=agreed)


def _columns(kind: str, *names: str) -> list[Any]:
    return [TABLES[kind].c[name] for name in names]


def _key(area: str | None, category: str | None, year: str) -> LineKey | None:
    return (area, category, year) if area and category else None


def _positions(connection: Connection) -> dict[str, tuple[int, int, str]]:
    """Where each category stands: by block, position and name."""
    query = select(*_columns("budget_category", "name", "block", "position"))
    return {name: (BLOCKS.index(block), position or 0, name) for name, block, position in connection.execute(query)}


def _lines(
    connection: Connection, version: str, year: str, moves: Sequence[Move], known: Mapping[str, tuple[int, ...]]
) -> list[BudgetRow]:
    table = TABLES["budget_line"].c
    query = select(*table).where(table.version == version, table.year == year)
    written = {(row.area, row.category, row.year): row for row in connection.execute(query)}
    touching: dict[LineKey, list[str]] = defaultdict(list)
    for move in moves:
        for key in filter(None, (move.taken_from, move.given_to)):
            touching[key].append(move.number)
    about = {row.name: row for row in connection.execute(select(*TABLES["budget_category"].c))}
    figures, order = _figures(connection, year), _positions(connection)
    now = budgets({key: row.amount for key, row in written.items()}, moves)
    found = []
    for key in sorted(now, key=lambda key: (key[0], order.get(key[1], (9, 0, key[1])))):
        row, category = written.get(key), about[key[1]]
        profile = (row.profile or "") if row else ""
        plan = phased(now[key].now, profile, known)
        made = BudgetRow(*key, category.block, category.nature, plan, budgeted=now[key])
        more = _as_written(row) if row else {}
        said, moved = tuple(figures.get(key, ())), tuple(touching[key])
        found.append(replace(made, figures=said, virements=moved, **more))
    return found


def _as_written(row: Any) -> dict[str, Any]:
    """What only a line that was set has."""
    recurrent = None if row.recurrent is None else bool(row.recurrent)
    words = {name: getattr(row, name) or "" for name in ("profile", "note", "source", "sheet", "cell")}
    return {**words, "recurrent": recurrent, "version": row.version, "id": row.id}


def _figures(connection: Connection, year: str) -> dict[LineKey, list[FigureRow]]:
    """What is said of each line of a year. Tens of thousands of rows for the whole country: read by position."""
    table = TABLES["budget_figure"].c
    columns = [table[name] for name in ("area", "category", *_OF_FIGURE, "id")]
    found: dict[LineKey, list[FigureRow]] = defaultdict(list)
    query = select(*columns).where(table.year == year).order_by(table.month)
    for area, category, *said, basis, starts, note, source, sheet, cell, decimals, identity in connection.execute(
        query
    ):
        exact = 2 if decimals is None else decimals
        words = (basis or "", starts or 1, note or "", source or "", sheet or "", cell or "", exact, identity)
        values: tuple[Any, ...] = (*said, *words)
        found[area, category, year].append(FigureRow(*values))
    return found


_OF_FIGURE = (
    "month", "period", "measure", "origin", "value", "basis", "starts", "note", "source", "sheet", "cell", "decimals",
)  # fmt: skip
