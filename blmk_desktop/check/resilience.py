"""Events of contracts against their dates and the register: what is overdue, left open, or cannot be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from blmk_desktop.periods import show_date, today
from blmk_desktop.rules.finding import Finding
from blmk_desktop.rules.wording import capital, in_words

if TYPE_CHECKING:
    from sqlalchemy import Connection

WAYS_ON = ("procurement", "list dispersal", "merger")  # what ends a notice or a caretaker's time
STAGES = ("stage 1", "stage 2", "stage 3", "ended")
Practices = Mapping[str, Any]


def check_resilience(connection: Connection) -> list[Finding]:
    """Every check of contract events, contracts that ended and the stages of support."""
    day, practices = today(), {row.code: row for row in _rows(connection, "practice", "code")}
    events = _by_practice(_rows(connection, "contract_event", "on"))
    return [
        *(finding for found in events.values() for one in found for finding in _of_event(one, found, practices, day)),
        *_contracts_ended(connection, practices, events, day),
        *_stages(connection, practices),
    ]


def _rows(connection: Connection, kind: str, order: str) -> list[Any]:
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    table = TABLES[kind]
    return list(connection.execute(select(table).order_by(table.c[order], table.c.id)))


def _by_practice(rows: Sequence[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.practice].append(row)
    return found


def _finding(rule: str, severity: str, code: str, practices: Practices, message: str, **more: str) -> Finding:
    subject = _name(code, practices)
    where, printed, computed = more.get("where", ""), more.get("printed", ""), more.get("computed", "")
    return Finding(rule, severity, subject, where, printed, computed, message, ("contract_event", code))


def _name(code: str, practices: Practices) -> str:
    return in_words(practices[code].name) if code in practices else code


def _of_event(one: Any, events: Sequence[Any], practices: Practices, day: str) -> Iterator[Finding]:
    name, said = _name(one.practice, practices), f"{one.event} of {show_date(one.on)}"
    where = capital(said)
    for label, date in (("takes effect", one.takes_effect), ("was settled", one.settled)):
        if date and date < one.on:
            message = f"{name}: the {said} {label} on {show_date(date)}, before it began."
            dates = {"printed": show_date(date), "computed": show_date(one.on)}
            yield _finding("contract-event-dates", "error", one.practice, practices, message, where=where, **dates)
    if one.event == "merger" and not one.with_practice:
        message = f"{name}: the {said} does not say with which practice."
        yield _finding("merger-with-nobody", "warning", one.practice, practices, message, where=where)
    if one.settled or one.on > day:
        yield from _settled(one, practices, day, where)
        return
    after = [other for other in events if other.event in WAYS_ON and other.on >= one.on and other is not one]
    if one.event in ("notice served", "caretaker") and not after:
        what = "who takes over" if one.event == "notice served" else "what comes after the caretaker"
        message = f"{name}: the {said} is open, and no procurement, dispersal or merger since says {what}."
        yield _finding("notice-without-way-on", "warning", one.practice, practices, message, where=where)
    if one.takes_effect and one.takes_effect < day:
        message = f"{name}: the {said} took effect on {show_date(one.takes_effect)} and is still open."
        took = show_date(one.takes_effect)
        yield _finding("contract-event-overdue", "warning", one.practice, practices, message, where=where, printed=took)


def _settled(one: Any, practices: Practices, day: str, where: str) -> Iterator[Finding]:
    """A list that was dispersed has no practice any more, and of two that merged one closes."""
    if not one.settled or one.settled > day:
        return
    involved = [one.practice, *([one.with_practice] if one.event == "merger" and one.with_practice else [])]
    live = [code for code in involved if code in practices and _is_live(practices[code])]
    named = one.event == "list dispersal" or bool(one.with_practice)
    if one.event in ("list dispersal", "merger") and named and live == involved:
        name = _name(one.practice, practices)
        still = f"{name} is" if len(involved) == 1 else f"{name} and {_name(involved[1], practices)} are both"
        message = (
            f"{still} still active in the register, though the {one.event} was settled on {show_date(one.settled)}."
        )
        settled = show_date(one.settled)
        yield _finding("closed-by-event", "warning", one.practice, practices, message, where=where, printed=settled)


def _is_live(practice: Any) -> bool:
    return practice.status in ("Active", None) and not practice.closed


def _contracts_ended(
    connection: Connection, practices: Practices, events: Mapping[str, Sequence[Any]], day: str
) -> Iterator[Finding]:
    """Active practices whose last contract has ended, and of which no open event says what goes on."""
    for code, contracts in _by_practice(_rows(connection, "contract", "start")).items():
        if any(one.end is None or one.end >= day for one in contracts) or not _is_live(practices[code]):
            continue
        if any(not one.settled for one in events.get(code, ())):
            continue
        last = max(one.end for one in contracts)
        name = _name(code, practices)
        message = f"{name} is active, but its last contract that is known ended on {show_date(last)}."
        finding = _finding("contract-ended", "warning", code, practices, message, where=code, printed=show_date(last))
        yield finding


def _stages(connection: Connection, practices: Practices) -> Iterator[Finding]:
    """A practice that goes back a stage of the programme without having ended it."""
    for code, found in _by_practice(_rows(connection, "resilience_support", "on")).items():
        for before, after in pairwise(found):
            if before.stage != "ended" and STAGES.index(after.stage) < STAGES.index(before.stage):
                message = (
                    f"{_name(code, practices)} was in {before.stage} of the resilience programme from "
                    f"{show_date(before.on)} and goes back to {after.stage} on {show_date(after.on)}."
                )
                where, stages = show_date(after.on), {"printed": after.stage, "computed": before.stage}
                yield _finding("support-goes-back", "note", code, practices, message, where=where, **stages)
