"""What people do with actions, milestones and the annual cycle: each act one change set, with its reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from blmk_desktop.changes import Change, ChangeSet, new_records, write
from blmk_desktop.editing import add
from blmk_desktop.errors import UserError
from blmk_desktop.periods import read_date, show_date
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.rows import by_key, many, title
from blmk_desktop.rules.wording import counted

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from blmk_desktop.store import Store

ACTION, UPDATE = RECORDS["committee_action"], RECORDS["action_update"]
MILESTONE, PAST, DUE = RECORDS["milestone"], RECORDS["past_deadline"], RECORDS["business_due"]
REPORTED = tuple(choice for choice in UPDATE.by_name["progress"].choices if choice != "closed")


def raise_action(store: Store, body: str, raised: str, fields: Mapping[str, object]) -> ChangeSet:
    """Add an action of a committee, with the next number of its own. `fields`: action, owner, item, deadline.

    Raises UserError with one sentence a problem.
    """
    if not body.strip():
        raise UserError("Say which committee or group asked for it.")
    with store.reading() as connection:
        reference = next_reference(connection, body.strip())
    typed = {**fields, "reference": reference, "body": body, "raised": raised}
    return add(store, "committee_action", typed, what=f"Raised action {reference}")


def next_reference(connection: Connection, body: str) -> str:
    """The reference of a committee's next action: its short name and the number after the last."""
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    table = TABLES["committee_action"].c
    short = reference_of(body, "")
    found = connection.execute(select(table.reference).where(table.reference.startswith(short, autoescape=True)))
    numbers = [int(number) for one in found.scalars() if (number := one.removeprefix(short)).isdigit()]
    return reference_of(body, str(max(numbers, default=0) + 1))


def reference_of(body: str, number: str) -> str:
    """An action's own reference in a file: PCCAC-9 of the Primary Care Commissioning & Assurance Committee."""
    short = "".join(word[0] for word in body.split() if word[:1].isupper())
    own = short if len(short) > 1 else body
    return number if number.startswith(own) else f"{own}-{number}"  # a number may have its committee's name already


def report(store: Store, action: int, on: str, progress: str, position: str = "") -> ChangeSet | None:
    """Report an action to a meeting: its progress (one of ACTION_PROGRESS, not closed) and where it stands.

    A second report to the same meeting takes the place of the first. Raises UserError for a closed action, and for
    what is no date or no progress.
    """
    if progress not in REPORTED:
        raise UserError(f"Progress is one of: {', '.join(REPORTED)}. A meeting closes an action.")
    said: dict[str, object] = {"progress": progress, "position": position.strip() or None, "closure_proposed_for": None}
    return _reported(store, [action], _date(on, "The meeting"), said, "Reported")


def propose_closure(store: Store, action: int, on: str, meeting: str, position: str = "") -> ChangeSet | None:
    """Report an action complete at a meeting (`on`) and propose that a meeting (on or after it) agrees to close it.

    Raises UserError if that meeting lies before.
    """
    day, then = _date(on, "The meeting"), _date(meeting, "The meeting that is to agree it")
    if then < day:
        raise UserError(f"The meeting that is to agree it ({show_date(then)}) is before {show_date(day)}.")
    said: dict[str, object] = {
        "progress": "complete",
        "position": position.strip() or None,
        "closure_proposed_for": then,
    }
    return _reported(store, [action], day, said, "Proposed to close")


def agree_closure(store: Store, actions: Sequence[int], on: str, why: str = "") -> ChangeSet | None:
    """Close actions as agreed by a meeting: only those that were reported complete. `why` is kept as the position.

    Raises UserError naming one that was not.
    """
    said: dict[str, object] = {"progress": "closed", "position": why.strip() or None}
    return _reported(store, actions, _date(on, "The meeting"), said, "Agreed to close")


def _reported(store: Store, actions: Sequence[int], on: str, said: dict[str, object], act: str) -> ChangeSet | None:
    changes: list[Change] = []
    fresh = new_records()
    with store.writing() as connection:
        rows = _rows(connection, "committee_action", actions)
        for row in rows:
            _refuse_report(connection, row, on, closing=said["progress"] == "closed")
            changes.append(_update(connection, row, on, said, next(fresh)))
            if said["progress"] == "closed":
                changes.append(Change("committee_action", row["id"], {"closed": row["closed"]}, {"closed": on}))
        of = f"action {rows[0]['reference']}" if len(rows) == 1 else counted(len(rows), "action")
        return write(connection, changes, what=f"{act} {of}, meeting of {show_date(on)}")


def _refuse_report(connection: Connection, row: Mapping[str, Any], on: str, *, closing: bool) -> None:
    if row["closed"]:
        raise UserError(f"Action {row['reference']} was closed on {show_date(row['closed'])}.")
    if row["raised"] and on < row["raised"]:
        raise UserError(f"Action {row['reference']} was raised on {show_date(row['raised'])}, after that meeting.")
    last = _last_update(connection, row["reference"], on)
    if closing and (last is None or last["progress"] != "complete"):
        raise UserError(f"Action {row['reference']} was not reported complete, so no meeting can agree to close it.")


def _last_update(connection: Connection, reference: str, on: str) -> Mapping[str, Any] | None:
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    table = TABLES["action_update"]
    query = select(table).where(table.c.action == reference, table.c.on <= on).order_by(table.c.on.desc())
    row = connection.execute(query).mappings().first()
    return dict(row) if row else None


def _update(
    connection: Connection, action: Mapping[str, Any], on: str, said: dict[str, object], identity: int
) -> Change:
    """What was reported to a meeting, anew or in the place of what was; a position is not lost to a blank one."""
    there = by_key(connection, UPDATE, action["reference"], on)
    if there is None:
        filled = {name: value for name, value in said.items() if value is not None}
        return Change("action_update", identity, None, {"action": action["reference"], "on": on, **filled})
    kept = {name: value for name, value in said.items() if value is not None or name != "position"}
    after = {name: value for name, value in kept.items() if there[name] != value}
    return Change("action_update", there["id"], {name: there[name] for name in after}, after)


def revise_deadline(store: Store, action: int, deadline: str, on: str, why: str) -> ChangeSet | None:
    """Give an action another deadline; the one it had is kept as a past one, with the reason.

    Raises UserError without a reason, and for a closed action. None if the deadline is what it was.
    """
    new, day = _date(deadline, "The deadline"), _date(on, "Revised on")
    reason = _reason(why)
    with store.writing() as connection:
        row = _rows(connection, "committee_action", [action])[0]
        if row["closed"]:
            raise UserError(f"Action {row['reference']} was closed on {show_date(row['closed'])}.")
        if row["deadline"] == new:
            return None
        changes = [Change("committee_action", row["id"], {"deadline": row["deadline"]}, {"deadline": new})]
        if row["deadline"] and by_key(connection, PAST, row["reference"], row["deadline"]) is None:
            past = {"action": row["reference"], "deadline": row["deadline"], "revised_on": day, "reason": reason}
            changes.append(Change("past_deadline", next(new_records()), None, past))
        what = f"Deadline of action {row['reference']} revised to {show_date(new)}"
        return write(connection, changes, what=what, why=reason)


def set_milestone(
    store: Store, milestones: Sequence[int], status: str, on: str = "", why: str = ""
) -> ChangeSet | None:
    """Say how milestones stand; `on` is the day of completion where they are complete, `why` their progress in words.

    Raises UserError for a status that is none, and for one that is complete without a day.
    """
    choices = MILESTONE.by_name["status"].choices
    if status not in choices:
        raise UserError(f"A milestone is one of: {', '.join(choices)}.")
    completed = _date(on, "Completed") if status == "complete" else None
    said: dict[str, object] = {"status": status, "completed": completed}
    if why.strip():
        said["note"] = why.strip()
    with store.writing() as connection:
        rows = _rows(connection, "milestone", milestones)
        changes = [_changed("milestone", row, said) for row in rows]
        of = title(MILESTONE, rows[0]) if len(rows) == 1 else counted(len(rows), "milestone")
        return write(connection, changes, what=f"{of}: {status}", why=why.strip())


def move_milestone(store: Store, milestone: int, start: str, due: str, why: str) -> ChangeSet | None:
    """Give a milestone other dates (either may be blank), with the reason, which its history keeps.

    Raises UserError without a reason, and if it would end before it starts.
    """
    reason = _reason(why)
    said: dict[str, object] = {
        "start": _date(start, "From") if start else None,
        "due": _date(due, "By") if due else None,
    }
    if start and due and str(said["due"]) < str(said["start"]):
        raise UserError(f"By ({show_date(str(said['due']))}) is before From ({show_date(str(said['start']))}).")
    with store.writing() as connection:
        row = _rows(connection, "milestone", [milestone])[0]
        return write(connection, [_changed("milestone", row, said)], what=f"{title(MILESTONE, row)} moved", why=reason)


def toggle_due(store: Store, body: str, item: str, on: str) -> ChangeSet:
    """Put an item on a meeting of the cycle, or take it off."""
    day = _date(on, "The meeting")
    with store.writing() as connection:
        there = by_key(connection, DUE, body, item, day)
        if there is None:
            after: dict[str, object] = {"body": body, "item": item, "on": day, "state": "due"}
            change, act = Change("business_due", next(new_records()), None, after), "put on"
        else:
            change, act = Change("business_due", there["id"], {}, None), "taken off"
        written = write(connection, [change], what=f"'{item}' {act} the meeting of {show_date(day)}")
    if written is None:
        raise AssertionError("a tick set or taken away is a change")
    return written


def set_due(store: Store, body: str, wanted: Mapping[tuple[str, str], str]) -> ChangeSet | None:
    """Put items on meetings and take them off, many at once. `wanted`: a state of papers, or '' for off, by item and
    day; a plain 'due' leaves a paper that has come as it stands.

    Raises UserError for another state.
    """
    changes = []
    with store.writing() as connection:
        for (item, on), state in wanted.items():
            if state and state not in DUE.by_name["state"].choices:
                raise UserError(f"A paper is one of: {', '.join(DUE.by_name['state'].choices)}.")
            day = _date(on, "The meeting")
            there = by_key(connection, DUE, body, item, day)
            if there is None and state:
                after: dict[str, object] = {"body": body, "item": item, "on": day, "state": state}
                changes.append(Change("business_due", next(new_records()), None, after))
            elif there is not None and not state:
                changes.append(Change("business_due", there["id"], {}, None))
            elif there is not None and state != "due":
                changes.append(_changed("business_due", there, {"state": state}))
        return write(connection, changes, what=f"{counted(len(changes), 'tick')} of the annual cycle of {body}")


def set_papers(store: Store, body: str, items: Sequence[str], on: str, state: str, note: str = "") -> ChangeSet | None:
    """Say how the papers of items stand: due, received, deferred or taken.

    Raises UserError for another state, and where the meeting does not take an item.
    """
    day, choices = _date(on, "The meeting"), DUE.by_name["state"].choices
    if state not in choices:
        raise UserError(f"A paper is one of: {', '.join(choices)}.")
    said: dict[str, object] = {"state": state, **({"note": note.strip()} if note.strip() else {})}
    with store.writing() as connection:
        changes = []
        for item in items:
            there = by_key(connection, DUE, body, item, day)
            if there is None:
                raise UserError(f"'{item}' is not on the meeting of {show_date(day)}.")
            changes.append(_changed("business_due", there, said))
        what = f"Paper '{items[0]}'" if len(items) == 1 else f"{counted(len(items), 'paper')} of {show_date(day)}"
        return write(connection, changes, what=f"{what}: {state}")


def _changed(kind: str, row: Mapping[str, Any], said: Mapping[str, object]) -> Change:
    after = {name: value for name, value in said.items() if row[name] != value}
    return Change(kind, row["id"], {name: row[name] for name in after}, after)


def _rows(connection: Connection, kind: str, ids: Sequence[int]) -> list[dict[str, Any]]:
    found = many(connection, RECORDS[kind], ids)
    if not ids or len(found) < len(set(ids)):
        raise UserError(f"This {RECORDS[kind].label.lower()} was removed meanwhile.")
    return [found[identity] for identity in dict.fromkeys(ids)]


def _date(typed: str, label: str) -> str:
    """A date as it was typed, as ISO text. Raises UserError if it is none."""
    try:
        return read_date(typed)
    except ValueError as problem:
        raise UserError(f"{label}: {problem}.") from None


def _reason(why: str) -> str:
    if not why.strip():
        raise UserError("Say why, so that it can be understood later.")
    return why.strip()
