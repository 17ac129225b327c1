"""The register against itself and against the plans: who belongs nowhere, what is closed, whose money stands out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from blmk_desktop.check.figures import Column, Figures, of_networks
from blmk_desktop.check.known import Known, Network, Round
from blmk_desktop.periods import show_date
from blmk_desktop.rules.finding import Finding
from blmk_desktop.rules.outliers import standing_out
from blmk_desktop.rules.wording import figure, in_words

if TYPE_CHECKING:
    from sqlalchemy import Connection


def check_register(connection: Connection, facts: Known, figures: Figures) -> list[Finding]:
    """Every check in which the register has a say."""
    return [
        *_in_no_network(connection),
        *_memberships(connection, facts),
        *_plans(figures, facts),
        *_allocations(connection, facts, figures),
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
    patients: dict[str, int | None] = dict(map(tuple, connection.execute(largest)))
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
            message = f"{row.practice} is kept as a member of {name} after that closed on {show_date(network.closed)}."
            printed, computed = show_date(row.end) if row.end else "no end", show_date(network.closed)
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
    yield from _members_closed(connection, facts, lasting)
    for practice, rows in lasting.items():
        rows.sort(key=lambda row: (row.start, row.pcn))
        for one, other in pairwise(rows):
            if one.pcn != other.pcn and (one.end or "9999") >= other.start:
                names = " and ".join(facts.subject((None, row.pcn, None)) for row in (one, other))
                message = f"{practice} is in two networks at once, {names}, from {show_date(other.start)}."
                where = f"{one.pcn}, {other.pcn}"
                yield Finding("in-two-networks", "warning", practice, where, "", "", message, ("practice", practice))


def _members_closed(connection: Connection, facts: Known, lasting: Mapping[str, list[Any]]) -> Iterator[Finding]:
    """Practices that are kept as members of a network after they have closed: their patients are counted with it."""
    for practice in _rows(connection, "practice"):
        for row in lasting.get(practice.code, []) if practice.closed else []:
            if (row.end or "9999") > practice.closed:
                name, closed = in_words(practice.name), show_date(practice.closed)
                network = facts.subject((None, row.pcn, None))
                kept = f"is kept as a member of {network} after that"
                message = f"{name} ({practice.code}) closed on {closed} but {kept}."
                printed = show_date(row.end) if row.end else "no end"
                about = ("practice", practice.code)
                yield Finding("closed-practice-in-network", "warning", name, row.pcn, printed, closed, message, about)


def _plans(figures: Figures, facts: Known) -> Iterator[Finding]:
    """A plan of a network that was not open, and an open network of the same places without a plan."""
    by_round = defaultdict(set, {name: set(given) for name, given in facts.returned.items()})
    for (name, _, _), given in figures.networks.items():
        by_round[name] |= set(given)
    for name, planned in by_round.items():
        day = facts.rounds[name].as_at
        networks = [facts.networks[code] for code in sorted(planned) if code in facts.networks]
        yield from (_closed(network, facts.rounds[name]) for network in networks if not network.open_on(day))
        printed = {code for column, given in figures.networks.items() if column[0] == name for code in given}
        places = {network.place for network in networks if network.place and network.code in printed}
        for network in facts.networks.values():
            if network.place in places and network.code not in planned and network.open_on(day):
                subject = in_words(network.name)
                message = f"{subject} was open on {show_date(day)} but has no figures in the {name} plans."
                yield Finding("network-without-plan", "warning", subject, name, "", "", message, ("pcn", network.code))


def _closed(network: Network, plan_round: Round) -> Finding:
    subject, day = in_words(network.name), show_date(plan_round.as_at)
    since = (
        f"closed on {show_date(network.closed)}"
        if network.closed and network.closed < plan_round.as_at
        else "not yet open"
    )
    message = f"{subject} has figures in the {plan_round.name} plans, counted at {day}, but was {since}."
    about = ("pcn", network.code)
    return Finding("plan-for-closed-network", "error", subject, plan_round.name, day, since, message, about)


def _weighted(connection: Connection, day: str) -> dict[str, int]:
    """PCN to the weighted patients (hundredths) of its members on a day, where every member's list is known.

    A practice's list is the one nearest in time; of two sources for one date the first imported.
    """
    nearest: dict[str, tuple[int, int]] = {}
    away = {text: abs((date.fromisoformat(text) - date.fromisoformat(day)).days) for text in _list_dates(connection)}
    for row in _rows(connection, "list_size"):
        if row.weighted and (row.practice not in nearest or away[row.as_at] < nearest[row.practice][0]):
            nearest[row.practice] = (away[row.as_at], row.weighted)
    members: dict[str, list[str]] = defaultdict(list)
    for row in _rows(connection, "membership"):
        if row.start <= day and (row.end is None or row.end >= day):
            members[row.pcn].append(row.practice)
    return {
        pcn: sum(nearest[practice][1] for practice in practices)
        for pcn, practices in members.items()
        if all(practice in nearest for practice in practices)
    }


def _list_dates(connection: Connection) -> list[str]:
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    return list(connection.scalars(select(TABLES["list_size"].c.as_at).distinct()))


def _standing_allocations(figures: Figures) -> dict[str, dict[str, tuple[int, Column]]]:
    """Round to PCN to its standing allocation (pence), months added up, and the column of it."""
    found: dict[str, dict[str, tuple[int, Column]]] = defaultdict(dict)
    for column, given in figures.networks.items():
        name, measure, _ = column
        for pcn in given if measure == "allocation" else ():
            before, _ = found[name].get(pcn, (0, column))
            standing = figures.standing(column, pcn)
            found[name][pcn] = (before + (standing.value if standing else 0), column)
    return found


def _allocations(connection: Connection, facts: Known, figures: Figures) -> Iterator[Finding]:
    """Allocation per weighted patient: nationally one rate, so a network far from the others deserves a look."""
    for name, allocations in _standing_allocations(figures).items():
        weighted = _weighted(connection, facts.rounds[name].as_at)
        rates = {
            pcn: Fraction(value, weighted[pcn]) * 100 for pcn, (value, _) in allocations.items() if weighted.get(pcn)
        }
        middle, far = standing_out(rates)
        for pcn, rate in far.items():
            column = allocations[pcn][1]
            version = of_networks(connection, column, [pcn], figures)[None, pcn, None][0]
            yield _far_allocation(facts.subject((None, pcn, None)), pcn, rate, middle, version.where)


def _far_allocation(subject: str, pcn: str, rate: Fraction, middle: Fraction, where: str) -> Finding:
    printed, computed = figure("allocation", round(rate)), figure("allocation", round(middle))
    more, rule = "more" if rate > middle else "less", "allocation-per-weighted-patient"
    message = (
        f"{subject} is allocated {printed} a weighted patient, far {more} than the {computed} in the middle of "
        f"the networks: check its allocation, its members and their lists."
    )
    about = ("pcn", pcn)
    return Finding(rule, "warning", subject, where, printed, computed, message, about, "allocation")
