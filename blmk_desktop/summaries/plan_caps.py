"""Returned plans against the caps: which networks plan more of a role, or of roles that share a cap, than they may."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from blmk_desktop.periods import year_start
from blmk_desktop.records.tables import TABLES
from blmk_desktop.rules.caps import Cap, over_cap
from blmk_desktop.rules.plan_costs import Line, wte_by_month
from blmk_desktop.summaries.plan_lines import caps

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class OverCap:
    """A network's lines over a cap: the most WTE (hundredths) at a month's end, which month (1: April), the cap.

    `role` is the role, or the word for the roles that share the cap. `lines` are the numbers of the lines counted.
    """

    pcn: str
    role: str
    wte: int
    month: int
    most: int
    lines: tuple[int, ...]


def over_caps(connection: Connection, round_name: str, registered: Mapping[str, int | None]) -> list[OverCap]:
    """Every cap that a returned plan of the round exceeds. `registered`: PCN code to its patients (hundredths)."""
    rounds = TABLES["plan_round"].c
    year = connection.scalar(select(rounds.year).where(rounds.name == round_name))
    limits = {role: cap for role, cap in caps(connection).items() if year and cap.holds_from(year_start(year))}
    found = []
    for (pcn, cap), lines in _capped(connection, round_name, limits).items():
        most = cap.for_list(registered.get(pcn))
        if not over_cap(sum(line.wte for line in lines), most):
            continue  # not even if all were filled together: no need to look at each month
        wte = wte_by_month(lines, year or "")
        if over_cap(max(wte), most):
            numbers = tuple(line.line for line in lines)
            found.append(OverCap(pcn, cap.role, max(wte), wte.index(max(wte)) + 1, most, numbers))
    return found


def _capped(connection: Connection, round_name: str, limits: Mapping[str, Cap]) -> dict[tuple[str, Cap], list[Line]]:
    """The lines of capped roles, by network and cap."""
    table = TABLES["plan_line"].c
    query = select(table.pcn, table.role, table.wte, table.start, table.end, table.salary, table.line)
    query = query.where(table.round == round_name, table.role.in_(list(limits)))
    found: dict[tuple[str, Cap], list[Line]] = defaultdict(list)
    for pcn, *values in connection.execute(query.order_by(table.pcn, table.line)).all():
        line = Line(*values)
        found[pcn, limits[line.role]].append(line)
    return found
