"""Which meeting a paper is for, and which item of its agenda the paper belongs to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from blmk_desktop.papers.catalogue import PAPERS, Asked
from blmk_desktop.periods import add_months
from blmk_desktop.records.tables import TABLES
from blmk_desktop.settings import setting
from blmk_desktop.summaries.annual_cycle import agenda, annual_cycle
from blmk_desktop.summaries.risk_movement import last_meeting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from blmk_desktop.summaries.annual_cycle import AgendaLine

NO_ITEM = frozenset({"agenda"})  # a pack's agenda is no item of itself


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


def agenda_line(connection: Connection, asked: Asked) -> AgendaLine | None:
    """The line of its meeting's agenda that a paper belongs to, or None; `asked` is completed."""
    lines = agenda_lines_of(connection, asked.body, asked.on, asked.as_at)
    return line_of(lines, asked.name, item_of(connection, asked))


def agenda_lines_of(connection: Connection, body: str, on: str, as_at: str) -> list[AgendaLine]:
    """The agenda of a meeting, numbered through; empty where there is no such meeting."""
    found = agenda(connection, body, on, as_at) if on else None
    return found.lines if found else []


def item_of(connection: Connection, asked: Asked) -> str:
    """The item of business that the pack's settings name for a paper; '' for none."""
    table = TABLES["pack_paper"].c
    query = select(table.of, table.item).where(table.body == asked.body, table.paper == asked.name)
    items = {of or "": item or "" for of, item in connection.execute(query)}
    return items.get(asked.of) or items.get("", "")


def line_of(lines: Sequence[AgendaLine], paper: str, item: str) -> AgendaLine | None:
    """The agenda's line of an item; without one, that whose name has the paper's title in it."""
    if item:
        return next((line for line in lines if line.item == item), None)
    if paper in NO_ITEM:
        return None
    title = PAPERS[paper].title.casefold()
    return next((line for line in lines if title in line.item.casefold()), None)


def day_of(asked: Asked) -> str:
    """The day (ISO) as which a committee sees a paper: its meeting, unless the figures are of a later one."""
    return max(asked.on, asked.as_at)


def since(connection: Connection, asked: Asked) -> str:
    """The day (ISO) of the meeting before: what a paper says has moved has moved since. `asked` is completed.

    Where no meeting of the committee is known, three months before.
    """
    before = min(filter(None, (asked.on, asked.as_at)))
    return last_meeting(connection, before, asked.body) or add_months(before, -3)
