"""Returned plans against the caps: which networks plan more of a role, or of roles that share a cap, than they may."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from blmk_desktop.periods import year_start
from blmk_desktop.records.tables import TABLES
from blmk_desktop.rules.caps import Cap, over_cap
from blmk_desktop.rules.plan_costs import wte_by_month
from blmk_desktop.summaries.plan_lines import caps, plan_lines

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
    """Every cap that a returned plan of the round exceeds. `registered`: PCN code to its patients (hundredths).

    Only networks whose lines could be over it at all are looked at month by month.
    """
    rounds = TABLES["plan_round"].c
    year = connection.scalar(select(rounds.year).where(rounds.name == round_name))
    limits = {role: cap for role, cap in caps(connection).items() if year and cap.holds_from(year_start(year))}
    found = []
    for pcn, over in sorted(_suspects(connection, round_name, limits, registered).items()):
        lines = plan_lines(connection, round_name, pcn)[pcn]
        for cap in over:
            counted = [line for line in lines if limits.get(line.role) == cap]
            wte = wte_by_month(counted, year or "")
            most = cap.for_list(registered.get(pcn))
            if over_cap(max(wte), most):
                numbers = tuple(line.line for line in counted)
                found.append(OverCap(pcn, cap.role, max(wte), wte.index(max(wte)) + 1, most, numbers))
    return found


def _suspects(
    connection: Connection, round_name: str, limits: Mapping[str, Cap], registered: Mapping[str, int | None]
) -> dict[str, list[Cap]]:
    """The networks whose lines, if all were filled together, would be over a cap."""
    table = TABLES["plan_line"].c
    query = select(table.pcn, table.role, func.sum(table.wte)).where(table.round == round_name)
    sums: dict[tuple[str, Cap], int] = defaultdict(int)
    for pcn, role, wte in connection.execute(query.where(table.role.in_(list(limits))).group_by(table.pcn, table.role)):
        sums[pcn, limits[role]] += int(wte)
    found: dict[str, list[Cap]] = defaultdict(list)
    for (pcn, cap), wte in sums.items():
        if over_cap(wte, cap.for_list(registered.get(pcn))):
            found[pcn].append(cap)
    return found
