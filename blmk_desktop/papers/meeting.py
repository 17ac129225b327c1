"""Which meeting a paper is for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from blmk_desktop.papers.catalogue import Asked
from blmk_desktop.periods import add_months
from blmk_desktop.records.tables import TABLES
from blmk_desktop.settings import setting
from blmk_desktop.summaries.annual_cycle import annual_cycle
from blmk_desktop.summaries.risk_movement import last_meeting

if TYPE_CHECKING:
    from sqlalchemy import Connection


def usual_body(connection: Connection) -> str:
    """The committee whose papers these usually are: that of the settings, else the one with most business; or ''."""
    return setting(connection, "papers.committee") or annual_cycle(connection).body


def completed(connection: Connection, asked: Asked) -> Asked:
    """What is asked for, with its meeting: the usual committee, and its next from the day on, else its last.

    `on` stays '' where the committee has no meeting.
    """
    body = asked.body or usual_body(connection)
    return replace(asked, body=body, on=asked.on or next_meeting(connection, body, asked.as_at))


def next_meeting(connection: Connection, body: str, day: str) -> str:
    """A committee's next meeting from a day (ISO) on, else its last one before; '' where there is none."""
    days = meetings(connection, body)
    return next((on for on in days if on >= day), days[-1] if days else "")


def meetings(connection: Connection, body: str) -> list[str]:
    """The days (ISO) of a committee's meetings, planned, or known by what they take."""
    days: set[str] = set()
    for kind in ("meeting", "business_due"):
        table = TABLES[kind].c
        days.update(connection.scalars(select(table.on).where(table.body == body)))
    return sorted(days)


def day_of(asked: Asked) -> str:
    """The day (ISO) as which a committee sees a paper: its meeting, unless the figures are of a later one."""
    return max(asked.on, asked.as_at)


def since(connection: Connection, asked: Asked) -> str:
    """The day (ISO) of the meeting before: what a paper says has moved has moved since. `asked` is completed.

    Where no meeting of the committee is known, three months before.
    """
    before = min(filter(None, (asked.on, asked.as_at)))
    return last_meeting(connection, before, asked.body) or add_months(before, -3)
