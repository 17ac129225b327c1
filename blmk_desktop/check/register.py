"""The register against itself and against the plans: who belongs nowhere, what is closed, whose money stands out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from blmk_desktop.check.known import Known, Network, Round
from blmk_desktop.rules.finding import Finding
from blmk_desktop.rules.outliers import standing_out
from blmk_desktop.rules.wording import figure, in_words

if TYPE_CHECKING:
    from sqlalchemy import Connection


def check_register(connection: Connection, facts: Known) -> list[Finding]:
    """Every check in which the register has a say."""
    return [
        *_in_no_network(connection),
        *_memberships(connection, facts),
        *_plans(connection, facts),
        *_allocations(connection, facts),
    ]


def _rows(connection: Connection, kind: str) -> list[Any]:
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    return list(connection.execute(select(TABLES[kind])))


def _in_no_network(connection: Connection) -> Iterator[Finding]:
    """Live practices that belong to no network today; silent until there is any membership at all.

    Some active codes are services without a list of patients: once lists are known, those are only noted.
    """
    from sqlalchemy import func, select

    from blmk_desktop.records.tables import TABLES

    practices, memberships, lists = TABLES["practice"], TABLES["membership"], TABLES["list_size"]
    today = datetime.now(UTC).date().isoformat()
    lasting = (memberships.c.start <= today) & (memberships.c.end.is_(None) | (memberships.c.end >= today))
    if connection.execute(select(memberships.c.id).limit(1)).first() is None:
        return
    largest = select(lists.c.practice, func.max(lists.c.registered)).group_by(lists.c.practice)
    patients: dict[str, int | None] = dict(iter(connection.execute(largest).tuples()))
    live = (practices.c.status == "Active") & practices.c.closed.is_(None)
    outside = live & practices.c.code.not_in(select(memberships.c.practice).where(lasting))
    for code, name in connection.execute(
        select(practices.c.code, practices.c.name).where(outside).order_by(practices.c.code)
    ):
        empty = bool(patients) and not patients.get(code)
        without = ", has no registered patients" if empty else ""
        message = f"{in_words(name)} ({code}) is active{without} and belongs to no primary care network."
        rule = "active-without-patients" if empty else "practice-in-no-network"
        severity = "note" if empty else "warning"
        yield Finding(rule, severity, in_words(name), code, "", "", message, ("practice", code))


def _memberships(connection: Connection, facts: Known) -> Iterator[Finding]:
    """A practice in two networks at once, or in a network after that has closed."""
    lasting: dict[str, list[Any]] = defaultdict(list)
    for row in _rows(connection, "membership"):
        lasting[row.practice].append(row)
        network = facts.networks.get(row.pcn)
        if network and network.closed and (row.end or "9999") > network.closed:
            name = in_words(network.name)
            message = f"{row.practice} is kept as a member of {name} after that closed on {_day(network.closed)}."
            printed, computed = _day(row.end) if row.end else "no end", _day(network.closed)
            about = ("practice", row.practice)
            yield Finding(
                "member-of-closed-network",
                "warning",
                row.practice,
                row.pcn,
                printed,
                computed,
                message,
                about,
            )
    for practice, rows in lasting.items():
        rows.sort(key=lambda row: row.start)
        for one, other in pairwise(rows):
            if one.pcn != other.pcn and (one.end or "9999") >= other.start:
                names = " and ".join(in_words(facts.networks[row.pcn].name) for row in (one, other))
                message = f"{practice} is in two networks at once, {names}, from {_day(other.start)}."
                where = f"{one.pcn}, {other.pcn}"
                yield Finding("in-two-networks", "warning", practice, where, "", "", message, ("practice", practice))


def _day(day: str) -> str:
    return date.fromisoformat(day).strftime("%d/%m/%Y")


def _allocation_by_network(connection: Connection) -> dict[str, dict[str, tuple[int, str]]]:
    """Round to PCN to its allocation (pence) and where it stands: the version imported first."""
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    table, sources = TABLES["plan_figure"], TABLES["source"]
    wanted = table.c.pcn.is_not(None) & table.c.role.is_(None) & (table.c.measure == "allocation")
    rows = connection.execute(
        select(table)
        .join(sources, sources.c.name == table.c.source)
        .where(wanted)
        .order_by(sources.c.position, table.c.id)
    )
    found: dict[str, dict[str, tuple[int, str]]] = defaultdict(dict)
    for row in rows:
        found[row.round].setdefault(row.pcn, (row.value, f"{row.source} › {row.sheet}!{row.cell}"))
    return found


def _networks_in_rounds(connection: Connection) -> dict[str, set[str]]:
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    table = TABLES["plan_figure"]
    found: dict[str, set[str]] = defaultdict(set)
    for name, pcn in connection.execute(select(table.c.round, table.c.pcn).where(table.c.pcn.is_not(None)).distinct()):
        found[name].add(pcn)
    return found


def _plans(connection: Connection, facts: Known) -> Iterator[Finding]:
    """A plan of a network that was not open, and an open network of the same places without a plan."""
    for name, planned in _networks_in_rounds(connection).items():
        plan_round = facts.rounds[name]
        networks = [facts.networks[code] for code in planned]
        for network in networks:
            if not network.open_on(plan_round.as_at):
                yield _closed(network, plan_round)
        places = {network.place for network in networks if network.place}
        for network in facts.networks.values():
            missing = network.place in places and network.code not in planned
            if missing and network.open_on(plan_round.as_at):
                subject = in_words(network.name)
                message = f"{subject} was open on {_day(plan_round.as_at)} but has no figures in the {name} plans."
                about = ("pcn", network.code)
                yield Finding("network-without-plan", "warning", subject, name, "", "", message, about)


def _closed(network: Network, plan_round: Round) -> Finding:
    subject, day = in_words(network.name), _day(plan_round.as_at)
    since = (
        f"closed on {_day(network.closed)}" if network.closed and network.closed < plan_round.as_at else "not yet open"
    )
    message = f"{subject} has figures in the {plan_round.name} plans, counted at {day}, but was {since}."
    about = ("pcn", network.code)
    return Finding("plan-for-closed-network", "error", subject, plan_round.name, day, since, message, about)


def _weighted(connection: Connection, day: str) -> dict[str, int]:
    """PCN to the weighted patients (hundredths) of its members on a day, where every member's list is known.

    A practice's list is the one nearest in time; of two sources for one date the first imported.
    """
    nearest: dict[str, tuple[int, int]] = {}
    for row in _rows(connection, "list_size"):
        if row.weighted:
            away = abs((date.fromisoformat(row.as_at) - date.fromisoformat(day)).days)
            if row.practice not in nearest or away < nearest[row.practice][0]:
                nearest[row.practice] = (away, row.weighted)
    members: dict[str, list[str]] = defaultdict(list)
    for row in _rows(connection, "membership"):
        if row.start <= day and (row.end is None or row.end >= day):
            members[row.pcn].append(row.practice)
    return {
        pcn: sum(nearest[practice][1] for practice in practices)
        for pcn, practices in members.items()
        if all(practice in nearest for practice in practices)
    }


def _allocations(connection: Connection, facts: Known) -> Iterator[Finding]:
    """Allocation per weighted patient: nationally one rate, so a network far from the others deserves a look."""
    for name, allocations in _allocation_by_network(connection).items():
        weighted = _weighted(connection, facts.rounds[name].as_at)
        rates = {
            pcn: Fraction(value, weighted[pcn]) * 100 for pcn, (value, _) in allocations.items() if weighted.get(pcn)
        }
        middle, far = standing_out(rates)
        for pcn, rate in far.items():
            subject, where = in_words(facts.networks[pcn].name), allocations[pcn][1]
            printed, computed = figure("allocation", round(rate)), figure("allocation", round(middle))
            more = "more" if rate > middle else "less"
            message = (
                f"{subject} is allocated {printed} a weighted patient, far {more} than the {computed} in the middle of "
                f"the networks: check its allocation, its members and their lists."
            )
            yield Finding(
                "allocation-per-weighted-patient",
                "warning",
                subject,
                where,
                printed,
                computed,
                message,
                ("pcn", pcn),
                "allocation",
            )
