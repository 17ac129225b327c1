"""What is known of a month: the plan, the claims and the national workforce file, by network and role."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from sqlalchemy import func, select

from blmk_desktop.periods import month_end, month_of, year_of
from blmk_desktop.records.tables import TABLES
from blmk_desktop.rules.actual_gaps import Census
from blmk_desktop.rules.plan_costs import Line
from blmk_desktop.summaries.plan_lines import plan_lines
from blmk_desktop.summaries.published_roles import arrs_role
from blmk_desktop.summaries.rounds import rounds
from blmk_desktop.summaries.standing import BY_PLACE_AND_PCN, BY_ROLE, Months, months, standing

if TYPE_CHECKING:
    from sqlalchemy import Connection

Subject = tuple[str | None, ...]
Key = TypeVar("Key")


class Network(NamedTuple):
    """A network of the register; dates are ISO text or None."""

    code: str
    name: str
    place: str
    opened: str | None
    closed: str | None

    def open_in(self, first: str, last: str) -> bool:
        """Whether it was open on any day between two."""
        return (not self.opened or self.opened <= last) and (not self.closed or self.closed >= first)


class Claimed(NamedTuple):
    """Claims added up: WTE in hundredths, pence as far as known, and whether some give no amount."""

    wte: int
    amount: int
    unpriced: bool


@dataclass
class Plan:
    """The plan of a year as at a month: its round, the lines of networks, and what packs print of the others.

    Figures in hundredths of a WTE or pence. `in_post` and `planned` are by subject: (place, PCN) or (role,).
    """

    round: str = ""
    lines: dict[str, list[Line]] = field(default_factory=dict)
    in_post: dict[Subject, int] = field(default_factory=dict)
    planned: dict[Subject, int] = field(default_factory=dict)
    of_both: dict[tuple[str, str], int] = field(default_factory=dict)  # PCN, role: in post, as printed
    scheduled: dict[Subject, int] = field(default_factory=dict)  # (place, PCN, role)
    allocation: dict[str, int] = field(default_factory=dict)
    forecast_spend: dict[str, int] = field(default_factory=dict)


def networks(connection: Connection) -> dict[str, Network]:
    """Every network of the register, by code, in the order of place and name."""
    table = TABLES["pcn"].c
    rows = connection.execute(select(table.code, table.name, table.place, table.opened, table.closed))
    found = [Network(code, name, place or "", opened, closed) for code, name, place, opened, closed in rows]
    found.sort(key=lambda one: (not one.place, one.place, one.name, one.code))
    return {one.code: one for one in found}


def months_known(connection: Connection) -> list[tuple[str, int]]:
    """The years and months of which anything is here, the newest first: claims before all, then files and plans."""
    claim, post = TABLES["arrs_claim"].c, TABLES["nwrs_post"].c
    rounds, figures = TABLES["plan_round"].c, TABLES["plan_figure"].c
    claims = {(year, month) for year, month in connection.execute(select(claim.year, claim.month).distinct())}
    censuses = {(year_of(day), month_of(day)) for day in connection.scalars(select(post.as_at).distinct())}
    counted = {(year_of(day), month_of(day)) for day in connection.scalars(select(rounds.as_at)) if day}
    lines = TABLES["plan_line"].c
    with_lines = select(rounds.year).where(rounds.name.in_(select(lines.round).distinct()))
    whole = {(year, month) for year in connection.scalars(with_lines) for month in range(1, 13)}
    printed = select(rounds.year, figures.month).distinct().join_from(TABLES["plan_figure"], TABLES["plan_round"])
    printed = printed.where(figures.measure == "wte_in_post", figures.month.is_not(None))
    known = claims | censuses | counted | whole | {(year, month) for year, month in connection.execute(printed)}
    return sorted(known, reverse=True)


def newest(connection: Connection) -> tuple[str, int] | None:
    """The month to begin with: the last one claimed for, else of the last workforce file, else of the last plan."""
    claim, post, rounds = TABLES["arrs_claim"].c, TABLES["nwrs_post"].c, TABLES["plan_round"].c
    last = connection.execute(select(claim.year, claim.month).order_by(claim.year.desc(), claim.month.desc())).first()
    if last:
        return last.year, last.month
    day = connection.scalar(select(func.max(post.as_at))) or connection.scalar(select(func.max(rounds.as_at)))
    return (year_of(day), month_of(day)) if day else None


def plan_of(connection: Connection, year: str, month: int) -> Plan:
    """The plan of a year as at a month. A network's lines are those of its last round that has any."""
    plan = Plan()
    for name in rounds(connection, year):
        plan.lines = plan_lines(connection, name) | plan.lines
        if not plan.round and _has_figures(connection, name):
            plan.round = name
            _read_printed(connection, plan, month)
    return plan


def _has_figures(connection: Connection, round_name: str) -> bool:
    table = TABLES["plan_figure"].c
    return connection.scalar(select(table.id).where(table.round == round_name).limit(1)) is not None


def _read_printed(connection: Connection, plan: Plan, month: int) -> None:
    at = Months(month, months(connection, plan.round, None).planned)
    for cut in (BY_PLACE_AND_PCN, BY_ROLE):
        for subject, stands in standing(connection, plan.round, at, cut).items():
            in_post, planned = stands.figures.get("wte_in_post"), stands.figures.get("wte_planned")
            if in_post is None and month == at.planned:
                in_post = planned
            _keep(plan.in_post, subject, in_post)
            _keep(plan.planned, subject, planned)
            if len(subject) == 2 and subject[1]:
                _keep(plan.allocation, subject[1], stands.figures.get("allocation"))
                _keep(plan.forecast_spend, subject[1], stands.figures.get("forecast_spend"))
    for measure, place, pcn, role, value in _printed_in(connection, plan.round, month):
        if measure == "wte_scheduled":
            plan.scheduled.setdefault((None if pcn else place, pcn, role), value)
        elif pcn and role:
            plan.of_both.setdefault((pcn, role), value)


def _keep(figures: dict[Key, int], subject: Key, value: int | None) -> None:
    if value is not None:
        figures[subject] = value


def _printed_in(connection: Connection, round_name: str, month: int) -> Iterable[Any]:
    """What is printed of staff in post in a month, with the payment schedule: the source imported first comes first."""
    table, source = TABLES["plan_figure"].c, TABLES["source"].c
    query = select(table.measure, table.place, table.pcn, table.role, table.value)
    query = query.join_from(TABLES["plan_figure"], TABLES["source"], table.source == source.name)
    measures = table.measure.in_(("wte_in_post", "wte_scheduled"))
    here = query.where(table.round == round_name, measures, table.month == month)
    return connection.execute(here.order_by(source.position, table.id))


def claims_of(connection: Connection, year: str, month: int) -> dict[tuple[str, str], Claimed]:
    """What each network claimed of each role in a month."""
    table = TABLES["arrs_claim"].c
    added = (func.sum(table.wte), func.coalesce(func.sum(table.amount), 0), func.count() > func.count(table.amount))
    query = select(table.pcn, table.role, *added).where(table.year == year, table.month == month)
    return {
        (pcn, role): Claimed(wte, amount, bool(unpriced))
        for pcn, role, wte, amount, unpriced in connection.execute(query.group_by(table.pcn, table.role))
    }


def claims_by_month(connection: Connection, year: str, pcn: str = "") -> dict[str, dict[int, Claimed]]:
    """What each network claimed in each month of a year, over all roles; of one network if it is named."""
    table = TABLES["arrs_claim"].c
    added = (func.sum(table.wte), func.coalesce(func.sum(table.amount), 0), func.count() > func.count(table.amount))
    query = select(table.pcn, table.month, *added).where(table.year == year, *([table.pcn == pcn] if pcn else []))
    found: dict[str, dict[int, Claimed]] = defaultdict(dict)
    for network, month, wte, amount, unpriced in connection.execute(query.group_by(table.pcn, table.month)):
        found[network][month] = Claimed(wte, amount, bool(unpriced))
    return dict(found)


def census_of(connection: Connection, year: str, month: int) -> tuple[Census, Mapping[tuple[str, str], int]]:
    """The newest workforce file up to a month, and its FTE (millionths) by network and role ('': no ARRS role)."""
    table, last = TABLES["nwrs_post"].c, month_end(year, month)
    as_at = connection.scalar(select(func.max(table.as_at)).where(table.as_at <= last))
    if as_at is None:
        return Census(), {}
    role = func.coalesce(arrs_role(connection), "")
    query = select(table.pcn, role, func.sum(table.fte)).where(table.as_at == as_at)
    found = {(pcn, name): fte for pcn, name, fte in connection.execute(query.group_by(table.pcn, role))}
    old = (int(last[:4]) - int(as_at[:4])) * 12 + int(last[5:7]) - int(as_at[5:7])
    return Census(as_at, old), found


def censuses_of(connection: Connection, year: str, pcn: str) -> dict[int, int]:
    """The FTE (millionths) in ARRS roles that the workforce files of a year have of a network, by month."""
    table = TABLES["nwrs_post"].c
    within = table.as_at.between(month_end(year, 1)[:8] + "01", month_end(year, 12))
    has_role = arrs_role(connection).is_not(None)
    query = select(table.as_at, func.sum(table.fte)).where(table.pcn == pcn, has_role, within)
    return {month_of(day): fte for day, fte in connection.execute(query.group_by(table.as_at))}
