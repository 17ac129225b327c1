"""The computed tables of actions: the tracker with its colours, milestones, and the papers that meetings take."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from blmk_desktop.computed.tables import Table
from blmk_desktop.records.fields import count, date, text

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from blmk_desktop.records.declaration import Field
    from blmk_desktop.summaries.committee_actions import ActionRow

_ACTION = (
    text(name="reference", label="Action No."),
    text(name="body", label="Committee or group"),
    date(name="raised", label="Raised at"),
    text(name="item", label="Agenda item"),
    text(name="action", label="What is to be done"),
    text(name="owner", label="Owner"),
    text(name="past_words", label="Past deadlines"),
    date(name="deadline", label="Deadline"),
    text(name="position", label="Position"),
    text(name="colour", label="Colour", help="Worked out by the committee's key; BLACK after three reds in a row."),
    text(name="word", label="In words"),
    text(name="history", label="Colours by meeting", help="Oldest first."),
    count(name="reds", label="Red meetings in a row"),
    count(name="days_late", label="Days late"),
    date(name="closure_proposed_for", label="Closure proposed for"),
    date(name="closed", label="Closed"),
)
_MILESTONE = (
    text(name="programme", label="Programme"),
    text(name="number", label="No."),
    text(name="strand", label="Strand"),
    text(name="milestone", label="Milestone"),
    text(name="owner", label="Owner"),
    date(name="start", label="From"),
    date(name="due", label="By"),
    text(name="written", label="When, as written"),
    text(name="standing", label="Stands"),
    count(name="days_late", label="Days late"),
    date(name="completed", label="Completed"),
    text(name="depends_on", label="Depends on"),
    text(name="waits_for", label="Waits for"),
    text(name="clashes", label="Due after it", help="What it depends on and is due only later."),
    text(name="note", label="Progress"),
)
_DUE = (
    text(name="body", label="Committee or group"),
    date(name="on", label="Meeting"),
    text(name="number", label="No."),
    text(name="section", label="Section"),
    text(name="item", label="Item"),
    text(name="purpose", label="Purpose"),
    text(name="owner", label="Owner"),
    text(name="state", label="Paper"),
    date(name="papers_due", label="Papers due"),
    text(name="note", label="Note"),
)


def actions(connection: Connection, as_at: str | None) -> Table:
    """Every action with its colour at the last meeting up to a date, and its colours before."""
    from blmk_desktop.summaries.committee_actions import tracker

    found = tracker(connection, as_at=as_at or "")
    rows = [_action(row) for row in found.rows]
    total = {"reference": f"{sum(row.open for row in found.rows)} open"} if found.rows else {}
    return Table.of("actions", _ACTION, [*rows, total], [])


def _action(row: ActionRow) -> dict[str, Any]:
    from blmk_desktop.periods import show_date

    past = ", ".join(show_date(day) for day in row.past_deadlines)
    history = ", ".join(f"{show_date(at.on)} {at.colour}" for at in row.meetings)
    return _values(row, _ACTION) | {"past_words": past, "history": history}


def milestones(connection: Connection, as_at: str | None) -> Table:
    """Every milestone of every programme, and how it stands on a date."""
    from blmk_desktop.summaries.milestones import milestones as of_programmes

    found = of_programmes(connection, as_at=as_at or "")
    return Table.of("milestones", _MILESTONE, [*(_values(row, _MILESTONE) for row in found.rows), {}], [])


def business_due(connection: Connection, as_at: str | None) -> Table:
    """What each committee's next meeting takes, from a date on; where none is known, its last."""
    from blmk_desktop.periods import today, year_of
    from blmk_desktop.summaries.annual_cycle import agenda_lines, annual_cycle

    rows: list[dict[str, Any]] = []
    day = as_at or today()
    bodies = annual_cycle(connection, as_at=day).bodies
    for body in bodies:
        cycle = annual_cycle(connection, body, as_at=day, bodies=bodies)
        meeting = cycle.next or (cycle.meetings[-1] if cycle.meetings else None)
        if meeting:
            year = year_of(meeting.on)
            taken = cycle if year == cycle.year else annual_cycle(connection, body, year, day, bodies=bodies)
            lines = agenda_lines(taken.items, meeting, day)
            rows += [_values(line, _DUE) | {"body": body, "on": meeting.on} for line in lines]
    return Table.of("business-due", _DUE, [*rows, {}], [])


def _values(row: object, fields: Sequence[Field]) -> dict[str, Any]:
    return {field.name: getattr(row, field.name, None) for field in fields}
