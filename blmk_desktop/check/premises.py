"""Premises against lists: buildings that are or will be too small, lists shared out wrongly, what nobody stated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from blmk_desktop.periods import show_date, today
from blmk_desktop.rules.finding import Finding
from blmk_desktop.rules.payment_words import people
from blmk_desktop.rules.premises import FILLING, FULL, WHOLE
from blmk_desktop.rules.wording import in_words, listed
from blmk_desktop.values import show_figure
from blmk_desktop.words.premises import FACET_WORDS

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from blmk_desktop.summaries.premises import BuildingRow, Premises, Tenant

WHERE = "premises"


def check_premises(connection: Connection) -> list[Finding]:
    """Every building, and every practice in one, that something is to be said about; nothing while there are none."""
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES
    from blmk_desktop.summaries.premises import premises

    if connection.execute(select(TABLES["building"].c.id).limit(1)).first() is None:
        return []
    found, day = premises(connection), today()
    return [
        *(finding for row in found.buildings for finding in _building(row, day)),
        *_shares(found),
        *_unhoused(found),
    ]


def _building(row: BuildingRow, day: str) -> Iterator[Finding]:
    yield from _room(row)
    yield from _condition(row)
    if row.lease_ends and row.lease_ends < day and row.tenants:
        message = f"The lease of {row.name} ended on {show_date(row.lease_ends)}, and practices still work there."
        yield _about(row, "lease-ended", "warning", "lease_ends", message, (show_date(row.lease_ends), ""))
    closed = [in_words(one.practice.name) for one in row.tenants if one.practice.status == "Closed"]
    if closed:
        message = (
            f"{listed(closed)} {'is' if len(closed) == 1 else 'are'} closed, but still stated to be in {row.name}."
        )
        yield _about(row, "closed-practice-in-building", "warning", "practices", message, (str(len(closed)), "0"))
    if not row.tenants:
        message = f"No practice is stated to work in {row.name}, so it has room for nobody's list."
        yield _about(row, "building-without-practice", "note", "practices", message, ("0", ""))


def _room(row: BuildingRow) -> Iterator[Finding]:
    """More patients than a building has room for, today or with those who are to come."""
    pressure = row.pressure
    room, now, then = (people(one) for one in (pressure.capacity, pressure.patients, pressure.expected))
    if pressure.state == FULL:
        days = sorted({one.practice.list_as_at for one in row.tenants if one.practice.list_as_at})
        by_lists = f" by the lists of {show_date(days[-1])}" if days else ""
        message = f"{row.name} has room for {room}; {now} are seen there{by_lists}."
        yield _about(row, "list-over-room", "warning", "patients", message, (now, room))
    elif pressure.state == FILLING:
        first = f"by the end of {pressure.full_by}, and " if pressure.full_by != pressure.year else ""
        message = (
            f"{row.name} has room for {room}. With the housing that is stated it is full {first}by the end of "
            f"{pressure.year}{', when' if not first else ''} {then} are seen there."
        )
        yield _about(row, "list-will-be-over-room", "note", "full_by", message, (then, room))


def _condition(row: BuildingRow) -> Iterator[Finding]:
    """Facets in C or D of which nobody stated what it costs to bring them to B."""
    if row.below_b and row.cost_to_b is None:
        facets = listed([FACET_WORDS[facet].lower() for facet in row.below_b])
        message = f"{row.name} is in condition C or D ({facets}), but what it costs to bring it to B is not stated."
        yield _about(row, "condition-without-cost", "note", "cost_to_b", message, ("", row.worst))


def _shares(found: Premises) -> Iterator[Finding]:
    """Practices of whose list more or less than all is seen in buildings, where every share is stated."""
    uses: dict[str, list[tuple[BuildingRow, Tenant]]] = defaultdict(list)
    for row in found.buildings:
        for tenant in row.tenants:
            uses[tenant.practice.code].append((row, tenant))
    for code, of_one in uses.items():
        stated = [tenant.stated for _, tenant in of_one]
        whole = sum(share for share in stated if share is not None)
        name = in_words(of_one[0][1].practice.name)
        places = listed([row.name for row, _ in of_one])
        if whole > WHOLE or (None not in stated and whole < WHOLE):
            severity = "error" if whole > WHOLE else "warning"
            message = f"{_percent(whole)} of the list of {name} is stated to be seen in {places}; all of it is 100%."
            yield _of_practice(code, name, "list-not-shared-out", severity, message, (_percent(whole), "100%"))
        elif stated.count(None) > 1:
            message = f"{name} works in {places}, but how much of its list is seen where is not stated."
            yield _of_practice(code, name, "shares-not-stated", "note", message)


def _unhoused(found: Premises) -> Iterator[Finding]:
    for code, name in found.unhoused:
        message = f"Housing is to add to the list of {in_words(name)}, but no building of it is stated."
        yield _of_practice(code, in_words(name), "growth-without-building", "note", message)


def _about(row: BuildingRow, rule: str, severity: str, measure: str, message: str, figures: tuple[str, str]) -> Finding:
    return Finding(rule, severity, row.name, WHERE, *figures, message, ("building", row.name), measure)


def _of_practice(
    code: str, name: str, rule: str, severity: str, message: str, figures: tuple[str, str] = ("", "")
) -> Finding:
    return Finding(rule, severity, name, WHERE, *figures, message, ("practice", code))


def _percent(share: int) -> str:
    return f"{show_figure(share, 2, 0 if share % 100 == 0 else 2)}%"
