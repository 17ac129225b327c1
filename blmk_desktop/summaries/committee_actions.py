"""What committees asked for, meeting by meeting: the colour (BRAG) of each action then and now, and what is overdue."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, or_, select

from blmk_desktop.periods import today
from blmk_desktop.records.tables import TABLES
from blmk_desktop.rules.brag import BLACK, CLOSED, GREEN, RED, WORDS, Standing, colour, colours

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection

Rows = dict[str, list[Any]]


@dataclass(frozen=True, slots=True)
class AtMeeting:
    """An action at one meeting: its colour, and what was reported. Dates ISO, '' where there is none.

    `update` is the record of what was reported, 0 if nothing was: then what was reported last still stands.
    `printed` is the colour that the paper prints, in its words.
    """

    on: str
    colour: str
    progress: str
    deadline: str
    position: str = ""
    printed: str = ""
    closure_proposed_for: str = ""
    update: int = 0
    source: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True)
class PastDeadline:
    """A deadline that was revised. Dates ISO, '' where unknown."""

    id: int
    deadline: str
    revised_on: str
    reason: str


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action with its colour at the last meeting, or today where it has been to none; dates ISO, '' for none.

    `meetings` are those since it was raised, oldest first; `reds` how many of the last were red or black in a row.
    """

    id: int
    reference: str
    body: str
    raised: str
    item: str
    action: str
    owner: str
    deadline: str
    past: tuple[PastDeadline, ...]
    closed: str
    colour: str
    progress: str
    position: str
    reported: str
    closure_proposed_for: str
    meetings: tuple[AtMeeting, ...]
    reds: int = 0
    days_late: int = 0

    @property
    def word(self) -> str:
        """Its colour in a word: Escalated, Outstanding, In progress, Not yet due, Complete..., Closed."""
        return WORDS[self.colour]

    @property
    def past_deadlines(self) -> tuple[str, ...]:
        """The deadlines that it had before, oldest first."""
        return tuple(one.deadline for one in self.past)

    @property
    def open(self) -> bool:
        """Whether it is still to be closed."""
        return self.colour != CLOSED


@dataclass(frozen=True)
class Tracker:
    """The actions of a committee, or of all. `meetings` are the dates of meetings so far, oldest first."""

    as_at: str
    body: str
    bodies: tuple[str, ...]
    meetings: tuple[str, ...]
    rows: list[ActionRow] = field(default_factory=list)

    @property
    def counts(self) -> Counter[str]:
        """How many actions have each colour."""
        return Counter(row.colour for row in self.rows)


def tracker(connection: Connection, body: str = "", as_at: str = "") -> Tracker:
    """The actions of a committee, or of all of them, as at a date; today unless one is given.

    A meeting counts once anything was reported to it. An action on which nothing was reported stands as it did
    before, against the deadline of the day.
    """
    day = as_at or today()
    found = _read(connection, day, body)
    rows = [_row(found, one, day) for one in found.actions]
    rows.sort(key=lambda row: (row.body, natural(row.reference)))
    meetings = {on for dates in found.meetings.values() for on in dates}
    return Tracker(day, body, _bodies(connection, day), tuple(sorted(meetings)), rows)


def action(connection: Connection, identity: int, as_at: str = "") -> ActionRow | None:
    """One action; None if there is none of that id."""
    day, table = as_at or today(), TABLES["committee_action"].c
    body = connection.scalar(select(table.body).where(table.id == identity))
    found = _read(connection, day, body) if body else _Found()
    return next((_row(found, one, day) for one in found.actions if one["id"] == identity), None)


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """A text for sorting as people count: PCCAC-9 before PCCAC-10, milestone 1.9 before 1.10."""
    parts = re.split(r"(\d+)", text)
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts if part)


@dataclass
class _Found:
    """What the file has of actions: rows as stored, updates and past deadlines by action, meetings by committee."""

    actions: list[dict[str, Any]] = field(default_factory=list)
    updates: Rows = field(default_factory=dict)
    past: dict[str, list[PastDeadline]] = field(default_factory=dict)
    meetings: dict[str, set[str]] = field(default_factory=dict)


def _raised(day: str, body: str = "") -> ColumnElement[bool]:
    """The actions of a committee, or of all, that were raised by a day."""
    table = TABLES["committee_action"].c
    raised = or_(table.raised.is_(None), table.raised <= day)
    return and_(raised, table.body == body) if body else raised


def _bodies(connection: Connection, day: str) -> tuple[str, ...]:
    table = TABLES["committee_action"].c
    return tuple(connection.scalars(select(table.body).where(_raised(day)).distinct().order_by(table.body)))


def _read(connection: Connection, day: str, body: str) -> _Found:
    """Everything of a committee, or of all, up to a day: an action that was raised later is not there yet."""
    table, told = TABLES["committee_action"], TABLES["action_update"]
    actions = [dict(row) for row in connection.execute(select(table).where(_raised(day, body))).mappings()]
    reported = select(told, table.c.body).join(table, table.c.reference == told.c.action)
    reported = reported.where(told.c.on <= day, _raised(day, body)).order_by(told.c.on)
    updates: Rows = defaultdict(list)
    meetings: dict[str, set[str]] = defaultdict(set)
    for row in connection.execute(reported).mappings():
        updates[row["action"]].append(row)
        meetings[row["body"]].add(row["on"])
    return _Found(actions, updates, _past(connection, body), meetings)


def _past(connection: Connection, body: str) -> dict[str, list[PastDeadline]]:
    table, of_body = TABLES["past_deadline"].c, TABLES["committee_action"].c
    found: dict[str, list[PastDeadline]] = defaultdict(list)
    query = select(table.action, table.id, table.deadline, table.revised_on, table.reason).order_by(table.deadline)
    if body:
        query = query.where(table.action.in_(select(of_body.reference).where(of_body.body == body)))
    for of, identity, deadline, revised_on, reason in connection.execute(query):
        found[of].append(PastDeadline(identity, deadline, revised_on or "", reason or ""))
    return found


def _row(found: _Found, stored: dict[str, Any], day: str) -> ActionRow:
    reference = stored["reference"]
    meetings = _at_meetings(found, stored)
    past = tuple(found.past.get(reference, ()))
    updates = found.updates.get(reference, [])
    last = updates[-1] if updates else None
    progress, shown = _now(stored, meetings, past, day)
    deadline = deadline_on(stored["deadline"] or "", past, day)
    late = days_between(deadline, day) if shown not in (CLOSED, GREEN) else 0
    return ActionRow(
        id=stored["id"],
        reference=reference,
        body=stored["body"],
        raised=stored["raised"] or "",
        item=stored["item"] or "",
        action=stored["action"],
        owner=stored["owner"] or "",
        deadline=deadline,
        past=tuple(one for one in past if one.revised_on <= day),
        closed=stored["closed"] or "",
        colour=shown,
        progress=progress,
        position=(last["position"] or "") if last else "",
        reported=last["on"] if last else "",
        closure_proposed_for=(last["closure_proposed_for"] or "") if last else "",
        meetings=tuple(meetings),
        reds=_reds(meetings),
        days_late=max(late, 0),
    )


def _now(
    stored: dict[str, Any], meetings: list[AtMeeting], past: tuple[PastDeadline, ...], day: str
) -> tuple[str, str]:
    """Progress and colour: those of the last meeting; before the first, as if there were one on the day."""
    if stored["closed"] and stored["closed"] <= day:
        return "closed", CLOSED
    if meetings:
        return meetings[-1].progress, meetings[-1].colour
    return "none", colour(Standing(day, "none", deadline_on(stored["deadline"] or "", past, day)))


def _at_meetings(found: _Found, stored: dict[str, Any]) -> list[AtMeeting]:
    """An action at each meeting after the one that raised it, up to the one that closed it."""
    past = found.past.get(stored["reference"], [])
    updates = {row["on"]: row for row in found.updates.get(stored["reference"], [])}
    raised = stored["raised"] or min(updates, default="9999")
    standings: list[tuple[Standing, Any]] = []
    last = None
    for on in sorted(found.meetings.get(stored["body"], ())):
        if on in updates or on > raised:
            if standings and standings[-1][0].progress == "closed" and on not in updates:
                break
            last = updates.get(on, last)
            progress = (last["progress"] or "none") if last else "none"
            if stored["closed"] and stored["closed"] <= on:
                progress = "closed"
            standing = Standing(on, progress, deadline_on(stored["deadline"] or "", past, on))
            standings.append((standing, updates.get(on)))
    shown = colours([standing for standing, _ in standings])
    return [_at_meeting(*one, own) for one, own in zip(standings, shown, strict=True)]


def _at_meeting(standing: Standing, update: Any, shown: str) -> AtMeeting:
    own = (standing.meeting, shown, standing.progress, standing.deadline)
    if update is None:
        return AtMeeting(*own)
    texts = ("position", "printed", "closure_proposed_for")
    said = {name: update[name] or "" for name in (*texts, "source", "cell")}
    return AtMeeting(*own, **said, update=update["id"])


def deadline_on(current: str, past: Sequence[PastDeadline], day: str) -> str:
    """The deadline that stood on a day: the first that was revised only later, else the current one."""
    later = [(one.revised_on, one.deadline) for one in past if one.revised_on > day]
    return min(later)[1] if later else current


def _reds(meetings: list[AtMeeting]) -> int:
    """How many of the last meetings, one after the other, found it red or black."""
    count = 0
    for one in reversed(meetings):
        if one.colour not in (RED, BLACK):
            break
        count += 1
    return count


def days_between(first: str, then: str) -> int:
    """Whole days from a date to another (ISO); 0 where either is unknown."""
    return (date.fromisoformat(then) - date.fromisoformat(first)).days if first and then else 0
