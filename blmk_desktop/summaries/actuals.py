"""Plan, claim and national workforce file side by side for a month: by network, place and role, with the gaps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from blmk_desktop.periods import month_end, month_start
from blmk_desktop.records.tables import TABLES
from blmk_desktop.rules.actual_gaps import Census, Gap, Staff, explain
from blmk_desktop.rules.plan_costs import Line, month_days, wte_by_month, wte_on
from blmk_desktop.rules.plans import total
from blmk_desktop.rules.wording import MONTHS
from blmk_desktop.summaries.actual_figures import (
    Claimed,
    Network,
    Plan,
    census_of,
    censuses_of,
    claims_by_month,
    claims_of,
    networks,
    newest,
    plan_of,
)

if TYPE_CHECKING:
    from sqlalchemy import Connection

GAPS = {"claim_gap": {"plan", "claimed"}, "nwrs_gap": {"nwrs", "claimed"}}  # figure -> the two it is between
ADDED = ("plan", "planned", "scheduled", "claimed", "amount", "nwrs")


@dataclass(frozen=True, slots=True)
class Actual:
    """A network, place or role in a month, or a role of a network. None: nobody says.

    `plan` (in post by the plan), `planned` (by 31 March), `scheduled` (in post by the payment schedule) and `claimed`
    in hundredths of a WTE, `amount` claimed in pence, `nwrs` in millionths of an FTE. `incomplete` names those that
    lack a part. `plan_from` is 'lines', 'printed' or ''.
    """

    place: str = ""
    pcn_code: str = ""
    pcn: str = ""
    role: str = ""
    plan: int | None = None
    planned: int | None = None
    scheduled: int | None = None
    claimed: int | None = None
    amount: int | None = None
    nwrs: int | None = None
    plan_from: str = ""
    incomplete: frozenset[str] = frozenset()
    gaps: tuple[Gap, ...] = ()

    @property
    def staff(self) -> Staff:
        """The figures that the gaps are between."""
        return Staff(self.plan, self.claimed, self.nwrs, self.planned)

    @property
    def claim_gap(self) -> int | None:
        """Claimed less plan, in hundredths of a WTE."""
        return self.staff.claim_gap

    @property
    def nwrs_gap(self) -> int | None:
        """Workforce file less claimed, in millionths of an FTE."""
        return self.staff.nwrs_gap


@dataclass(frozen=True)
class Trend:
    """A network month by month, April first; None: nobody says. WTE in hundredths, NWRS in millionths of an FTE."""

    plan: list[int | None]
    claimed: list[int | None]
    nwrs: list[int | None]


@dataclass
class Actuals:
    """A month worked out. `census` is the workforce file that it is held against."""

    year: str = ""
    month: int = 0
    census: Census = field(default_factory=Census)
    plan: Plan = field(default_factory=Plan)
    networks: Mapping[str, Network] = field(default_factory=dict)
    claims: Mapping[tuple[str, str], Claimed] = field(default_factory=dict)
    posts: Mapping[tuple[str, str], int] = field(default_factory=dict)  # ('' for the role: no ARRS role)
    _of_network: dict[str, list[Actual]] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def by_network(self) -> list[Actual]:
        """A line for each network that was open in the month or says anything of it, with its gaps explained."""
        return [self._network(one) for one in self._shown()]

    @cached_property
    def by_place(self) -> list[Actual]:
        """A line for each place: the sum of its networks, and what the place's own schedule prints."""
        grouped: dict[str, list[Actual]] = defaultdict(list)
        for row in self.by_network:
            grouped[row.place].append(row)
        rows = []
        for place, parts in grouped.items():
            own = self.plan.scheduled.get((place, None, None))
            row = replace(added(parts), place=place)
            rows.append(row if own is None else replace(row, scheduled=own, incomplete=row.incomplete - {"scheduled"}))
        return rows

    @cached_property
    def by_role(self) -> list[Actual]:
        """A line for each role that is planned, claimed or in the workforce file."""
        roles = {str(subject[0]) for subject in self.plan.in_post if len(subject) == 1}.union(*self._roles.values())
        return [self._role(role) for role in sorted(roles)]

    @cached_property
    def total(self) -> Actual:
        """The sum over all networks."""
        return added(self.by_place)

    def roles_of(self, pcn: str) -> list[Actual]:
        """The roles of a network that are planned, claimed or in the workforce file."""
        if pcn not in self._of_network:
            self._of_network[pcn] = [self._of_both(pcn, role) for role in sorted(self._roles.get(pcn, ()))]
        return self._of_network[pcn]

    @cached_property
    def _roles(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for pcn, role in (*self.claims, *self.posts, *self.plan.of_both):
            found[pcn] |= {role} if role else set()
        for pcn, lines in self.plan.lines.items():
            found[pcn] |= {line.role for line in lines}
        return found

    def other_posts(self, pcn: str) -> int:
        """What the workforce file has of a network besides ARRS roles, in millionths of an FTE."""
        return self.posts.get((pcn, ""), 0)

    def _shown(self) -> list[Network]:
        if not self.year:
            return []
        spoken_of = {pcn for pcn, _ in (*self.claims, *self.posts)} | set(self.plan.lines)
        span = month_start(self.year, self.month), month_end(self.year, self.month)
        return [one for one in self.networks.values() if one.code in spoken_of or (one.place and one.open_in(*span))]

    def _network(self, network: Network) -> Actual:
        code = network.code
        roles = self.roles_of(code)
        lines = self.plan.lines.get(code)
        row = Actual(
            place=network.place,
            pcn_code=code,
            pcn=network.name,
            plan=_at(lines, self.year, self.month) if lines else self.plan.in_post.get((None, code)),
            planned=_at(lines, self.year, 12) if lines else self.plan.planned.get((None, code)),
            scheduled=self.plan.scheduled.get((None, code, None)),
            claimed=total([role.claimed for role in roles]),
            amount=total([role.amount for role in roles]),
            nwrs=total([role.nwrs for role in roles]),
            incomplete=frozenset({"amount"} if any("amount" in role.incomplete for role in roles) else ()),
        )
        row = replace(row, plan_from="" if row.plan is None else "lines" if lines else "printed")
        gaps = explain(row.staff, {role.role: role.staff for role in roles}, self.census, self.month_words)
        return replace(row, gaps=tuple(gaps))

    def _of_both(self, pcn: str, role: str) -> Actual:
        lines = self.plan.lines.get(pcn)
        claimed, other = self.claims.get((pcn, role)), self.plan.of_both.get((pcn, role))
        own = [line for line in lines or () if line.role == role]
        row = Actual(
            pcn_code=pcn,
            role=role,
            plan=_at(own, self.year, self.month) if lines else other,
            planned=_at(own, self.year, 12) if lines else None,
            nwrs=self.posts.get((pcn, role)),
            plan_from="lines" if lines else "" if other is None else "printed",
        )
        return row if claimed is None else _with_claim(row, claimed)

    def _role(self, role: str) -> Actual:
        """A role over all networks: from lines once every network that is shown has some, else as printed."""
        complete = all(one.code in self.plan.lines for one in self._shown())
        lines = [line for of_one in self.plan.lines.values() for line in of_one if line.role == role]
        printed = self.plan.in_post.get((role,))
        use_lines = bool(lines) and (complete or printed is None)
        row = Actual(
            role=role,
            plan=_at(lines, self.year, self.month) if use_lines else printed,
            planned=_at(lines, self.year, 12) if use_lines else self.plan.planned.get((role,)),
            nwrs=total([fte for (_, of), fte in self.posts.items() if of == role]),
            scheduled=self.plan.scheduled.get((None, None, role)),
            plan_from="lines" if use_lines else "" if printed is None else "printed",
            incomplete=frozenset({"plan", "planned"} if use_lines and not complete else ()),
        )
        found = [claimed for (_, of), claimed in self.claims.items() if of == role]
        if not found:
            return row
        sums = (sum(one.wte for one in found), sum(one.amount for one in found), any(one.unpriced for one in found))
        return _with_claim(row, Claimed(*sums))

    @property
    def month_words(self) -> str:
        """The month in a sentence: September 2022."""
        return month_words(self.year, self.month)


def month_words(year: str, month: int) -> str:
    """A month of a financial year in a sentence: September 2022."""
    day = date.fromisoformat(month_end(year, month))
    return f"{MONTHS[day.month - 1]} {day.year}"


def actuals(connection: Connection, year: str = "", month: int = 0) -> Actuals:
    """Work a month out; the newest of which anything is here unless one is named. Empty if there is nothing."""
    if not (year and month):
        found = newest(connection)
        if found is None:
            return Actuals(networks=networks(connection))
        year, month = found
    census, posts = census_of(connection, year, month)
    return Actuals(
        year, month, census, plan_of(connection, year, month), networks(connection),
        claims_of(connection, year, month), posts,
    )  # fmt: skip


def trend(connection: Connection, found: Actuals, pcn: str) -> Trend:
    """A network through the year: the plan where it has lines, claims, and the workforce files."""
    lines = found.plan.lines.get(pcn)
    claimed = claims_by_month(connection, found.year, pcn).get(pcn, {})
    posts = censuses_of(connection, found.year, pcn)
    plan: list[int | None] = list(wte_by_month(lines, found.year)) if lines else [None] * 12
    if not lines:
        plan[found.month - 1] = found.plan.in_post.get((None, pcn))
        plan[-1] = found.plan.planned.get((None, pcn)) if plan[-1] is None else plan[-1]
    return Trend(
        plan,
        [claimed[at].wte if at in claimed else None for at in range(1, 13)],
        [posts.get(at) for at in range(1, 13)],
    )


def claims_in(connection: Connection, year: str, month: int, pcn: str) -> list[dict[str, Any]]:
    """A network's claims of a month as they are stored, with their ids."""
    table = TABLES["arrs_claim"]
    here = (table.c.year == year, table.c.month == month, table.c.pcn == pcn)
    query = select(table).where(*here).order_by(table.c.role, table.c.post)
    return [dict(row) for row in connection.execute(query).mappings()]


def added(rows: Iterable[Actual]) -> Actual:
    """The sum of some lines; what a line lacks makes it incomplete."""
    rows = list(rows)
    figures = {name: [getattr(row, name) for row in rows] for name in ADDED}
    sums: dict[str, Any] = {name: total(values) for name, values in figures.items()}
    lacking = {name for name, values in figures.items() if sums[name] is not None and None in values}
    lacking = lacking.union(*(row.incomplete for row in rows))
    lacking |= {gap for gap, sides in GAPS.items() if lacking & sides}
    return Actual(**sums, incomplete=frozenset(lacking))


def _with_claim(row: Actual, claimed: Claimed) -> Actual:
    lacking = row.incomplete | ({"amount"} if claimed.unpriced else set())
    amount = None if claimed.unpriced and not claimed.amount else claimed.amount
    return replace(row, claimed=claimed.wte, amount=amount, incomplete=lacking)


def _at(lines: Sequence[Line], year: str, month: int) -> int:
    return wte_on(lines, month_days(year)[month - 1][1])
