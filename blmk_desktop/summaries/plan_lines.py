"""The plans that networks returned, line by line, with the rates and allowances that they are held against."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from sqlalchemy import select

from blmk_desktop.records.tables import TABLES
from blmk_desktop.rules.affordability import Allowance
from blmk_desktop.rules.caps import Cap
from blmk_desktop.rules.plan_costs import ON_COSTS, Line, Rates
from blmk_desktop.summaries.allocations import allocations
from blmk_desktop.summaries.register import pcns

if TYPE_CHECKING:
    from sqlalchemy import Connection

ON_COSTS_SETTING = "plans.on_costs"  # per cent, as people write it: 20


def plan_lines(connection: Connection, round_name: str, pcn: str = "") -> dict[str, list[Line]]:
    """PCN code to the lines of its plan in a round, in their order; networks without any are left out."""
    table = TABLES["plan_line"].c
    query = select(table.pcn, table.role, table.wte, table.start, table.end, table.salary, table.line)
    query = query.where(table.round == round_name, *([table.pcn == pcn] if pcn else []))
    found: dict[str, list[Line]] = defaultdict(list)
    for network, *values in connection.execute(query.order_by(table.pcn, table.line)):
        found[network].append(Line(*values))
    return dict(found)


def rates(connection: Connection) -> Rates:
    """The maxima of every role, and what employers pay on top of a salary."""
    table = TABLES["role_maximum"].c
    maxima: dict[str, list[tuple[str, int | None]]] = defaultdict(list)
    for role, start, maximum in connection.execute(
        select(table.role, table.start, table.maximum).order_by(table.start)
    ):
        maxima[role].append((start, maximum))
    return Rates({role: tuple(dated) for role, dated in maxima.items()}, _on_costs(connection))


def _on_costs(connection: Connection) -> int:
    """Hundredths of a percentage point; the paper's 20 % while the setting is absent or no number."""
    table = TABLES["setting"].c
    text = connection.scalar(select(table.value).where(table.name == ON_COSTS_SETTING))
    try:
        return int(Decimal(str(text).strip(" %")) * 100) if text else ON_COSTS
    except InvalidOperation:
        return ON_COSTS


def caps(connection: Connection) -> dict[str, Cap]:
    """Role to its cap; roles that share a cap stand under one entry, named after the group."""
    table = TABLES["arrs_role"]
    rows = connection.execute(select(table).where(table.c.cap.is_not(None)))
    return {
        row.name: Cap(
            row.cap_group or row.name, row.cap, row.cap_large or row.cap, row.cap_group or "", row.cap_until or ""
        )
        for row in rows
    }


def allowances(connection: Connection, round_name: str, year: str = "") -> dict[str, Allowance]:
    """PCN code to what it may spend and claim in a round, for every network of the register.

    The allocation is the year's: a round that does not say it has that of another round. `year` is wanted only for a
    round that is not in the data file yet.
    """
    table = TABLES["plan_round"].c
    as_at = connection.scalar(select(table.as_at).where(table.name == round_name))
    of_roles, known = caps(connection), allocations(connection, round_name, year)
    return {
        network.code: Allowance(known.get(network.code), network.registered, of_roles)
        for network in pcns(connection, as_at)
    }
