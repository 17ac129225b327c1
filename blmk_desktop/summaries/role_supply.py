"""Role supply: how many of each role all networks together have, plan and have still to find, and from where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from blmk_desktop.periods import year_end
from blmk_desktop.records.tables import TABLES
from blmk_desktop.rules.wording import in_words
from blmk_desktop.summaries.plans import Network, PlanRow, networks, role_rows
from blmk_desktop.summaries.returned import Planned, Returns, returned
from blmk_desktop.summaries.rounds import rounds

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row


@dataclass(frozen=True, slots=True)
class Want:
    """What one network plans of a role: WTE in hundredths. `starts` are those to recruit: (ISO date, WTE)."""

    pcn_code: str
    pcn: str
    place: str
    wte_in_post: int
    wte_planned: int
    to_recruit: int
    starts: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class RoleRow:
    """One role over all networks. WTE in hundredths, cost in pence; None: nobody gave it.

    `to_recruit` are the posts that start after the round's date; where only a pack's total by role is known, what
    is planned beyond those in post. `networks`, `cost`, `by_place` (WTE to recruit) and `wants` come from returned
    plans only: `so_far` says that some are missing, so that they are less than the others may say. `incomplete` says
    that not every network has returned its plan and no total by role was printed. `record` is the identity of the
    ARRS role.
    """

    role: str
    staff_type: str = ""
    wte_in_post: int | None = None
    wte_planned: int | None = None
    to_recruit: int | None = None
    leaving: int | None = None
    networks: int | None = None
    cost: int | None = None
    unknown: int = 0
    supply: str = ""
    record: int = 0
    from_lines: bool = False
    incomplete: bool = False
    so_far: bool = False
    by_place: Mapping[str, int] = field(default_factory=dict)
    wants: tuple[Want, ...] = ()

    @property
    def id(self) -> str:
        """The role."""
        return self.role


@dataclass(frozen=True)
class RoleSupply:
    """The roles of a round, those most wanted first, and how many open networks have returned their plan."""

    round: str = ""
    rows: list[RoleRow] = field(default_factory=list)
    returned: int = 0
    networks: int = 0


def role_supply(connection: Connection, round: str | None = None) -> RoleSupply:  # noqa: A002 - the field's word
    """Every role with a figure in the round (the newest unless named), those most wanted first."""
    name = round or next(iter(rounds(connection)), "")
    plans, known = returned(connection, name), networks(connection, name)
    table = TABLES["arrs_role"]
    roles = {row.name: row for row in connection.execute(select(table))}
    wants, sums = _wants(connection, name, plans, known), plans.of_role
    there = {code for code, network in known.items() if network.place and network.open}
    whole = bool(there) and there <= set(plans.of_pcn)
    found = []
    for row in role_rows(connection, name, plans):
        made = _row(row, roles.get(row.role), sums.get(row.role), whole=whole)
        found.append(
            _with_wants(made, sums.get(row.role), wants.get(row.role, []), whole=whole) if plans.of_pcn else made
        )
    found.sort(key=lambda row: (-(row.to_recruit or 0), row.role))
    return RoleSupply(name, found, len(there & set(plans.of_pcn)), len(there))


def _wants(
    connection: Connection, round_name: str, plans: Returns, known: Mapping[str, Network]
) -> dict[str, list[Want]]:
    """What each network plans of each role, those that want most first."""
    table = TABLES["plan_line"].c
    query = select(table.pcn, table.role, table.start, func.sum(table.wte)).where(table.round == round_name)
    query = query.where(table.start > plans.as_at, table.start <= (year_end(plans.year) if plans.year else ""))
    starts: dict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
    by = (table.pcn, table.role, table.start)
    for pcn, role, start, wte in connection.execute(query.group_by(*by).order_by(*by)):
        starts[pcn, role].append((start, int(wte)))
    names = {code: in_words(network.name) for code, network in known.items()}
    found: dict[str, list[Want]] = defaultdict(list)
    for (pcn, role), planned in plans.of_both.items():
        dates = tuple(starts.get((pcn, role), ()))
        staff = (planned.wte_in_post, planned.wte_planned, planned.to_recruit)
        found[role].append(Want(pcn, names[pcn], known[pcn].place, *staff, dates))
    for wants in found.values():
        wants.sort(key=lambda want: (-want.to_recruit, want.pcn))
    return found


def _row(row: PlanRow, role: Row[Any] | None, planned: Planned | None, *, whole: bool) -> RoleRow:
    """The staff of a role: from returned plans once all are there, or where nothing else is known of it."""
    told: dict[str, Any] = (
        {"staff_type": role.staff_type or "", "supply": role.supply or "", "record": role.id} if role else {}
    )
    made = RoleRow(row.role, wte_in_post=row.wte_in_post, wte_planned=row.wte_planned, **told)
    if not whole and not row.lines:  # a pack's total
        both = row.wte_in_post is not None and row.wte_planned is not None
        return replace(made, to_recruit=(row.wte_planned or 0) - (row.wte_in_post or 0) if both else None)
    lines, incomplete = planned or Planned(), "wte_planned" in row.incomplete
    return replace(made, to_recruit=lines.to_recruit, leaving=lines.leaving, from_lines=True, incomplete=incomplete)


def _with_wants(row: RoleRow, planned: Planned | None, wants: Sequence[Want], *, whole: bool) -> RoleRow:
    """The row with what only returned plans tell: which networks recruit, where, and what it costs."""
    lines = planned or Planned()
    places: dict[str, int] = defaultdict(int)
    for want in wants:
        places[want.place] += want.to_recruit
    return replace(
        row,
        networks=sum(want.to_recruit > 0 for want in wants),
        cost=lines.forecast_spend,
        unknown=lines.unknown,
        so_far=not whole,
        by_place=dict(places),
        wants=tuple(wants),
    )
