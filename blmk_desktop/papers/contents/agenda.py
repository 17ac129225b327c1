"""The agenda of a meeting: its items with who brings them and what for, what is deferred, and the next meeting."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from blmk_desktop.errors import UserError
from blmk_desktop.papers.cells import line, said, under
from blmk_desktop.papers.meeting import completed, meetings
from blmk_desktop.papers.model import Column, Content, Facts, Grid, Heading, Text
from blmk_desktop.periods import show_date
from blmk_desktop.rules.brag import GREEN
from blmk_desktop.rules.wording import counted
from blmk_desktop.summaries.annual_cycle import agenda, annual_cycle

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

    from blmk_desktop.papers.catalogue import Asked
    from blmk_desktop.papers.model import Block, Row
    from blmk_desktop.summaries.annual_cycle import Agenda, AgendaLine

DEFERRED = "deferred"
NO_CYCLE = "There is no meeting with items of business yet: add meetings and an annual cycle of business first."


def content(connection: Connection, asked: Asked) -> Content:
    """The agenda of the meeting asked for. Raises UserError where the committee has no such meeting."""
    asked = completed(connection, asked)
    if not asked.on:
        raise UserError(NO_CYCLE)
    found = agenda(connection, asked.body, asked.on, asked.as_at)
    if found is None:
        raise UserError(f"No meeting of the {asked.body} is known on {show_date(asked.on)}.")
    blocks: tuple[Block, ...] = (
        Facts(tuple(_facts(connection, found))),
        *_items([one for one in found.lines if one.state != DEFERRED]),
        *_deferred([one for one in found.lines if one.state == DEFERRED]),
    )
    return Content("Agenda", blocks)


def _facts(connection: Connection, found: Agenda) -> Iterator[tuple[str, str]]:
    meeting = found.meeting
    yield "Meeting", f"{meeting.body}, {show_date(meeting.on)}"
    if meeting.papers_due:
        yield "Papers due by", show_date(meeting.papers_due)
    if missing := found.papers:
        yield "Papers still to come", f"{len(missing):,} of {counted(len(found.lines), 'item')}"
    yield "Actions that come to it", _actions(found)
    yield "Next meeting", _next(connection, found)


def _actions(found: Agenda) -> str:
    if not found.actions:
        return "none open"
    closing = sum(row.colour == GREEN for row in found.actions)
    proposed = f", of which closing {closing:,} is proposed" if closing else ""
    return f"{len(found.actions):,} open{proposed}; see the action tracker"


def _next(connection: Connection, found: Agenda) -> str:
    """The meeting after this one, and by when its papers are due."""
    body, on = found.meeting.body, found.meeting.on
    later = next((day for day in meetings(connection, body) if day > on), "")
    if not later:
        return "none planned yet"
    coming = annual_cycle(connection, body, as_at=later).next
    due = coming.papers_due if coming and coming.on == later else ""
    return f"{show_date(later)}{f'; papers for it are due by {show_date(due)}' if due else ''}"


def _items(lines: Sequence[AgendaLine]) -> Iterator[Block]:
    if not lines:
        yield Text("Nothing is on the agenda yet.")
        return
    with_papers = any(map(_paper, lines))
    columns = (
        Column("No.", share=1),
        Column("Item", share=7),
        Column("Lead", share=5),
        Column("Purpose", share=2),
        *([Column("Paper", share=2)] if with_papers else []),
    )
    yield Grid(
        "Items of business",
        columns,
        tuple(under(lines, lambda one: one.section, partial(_item, with_paper=with_papers))),
    )


def _item(one: AgendaLine, *, with_paper: bool) -> Row:
    item = f"{one.item}\n{one.note}" if one.note else one.item
    cells = (one.number, item, one.owner, one.purpose.capitalize())
    paper = said(_paper(one), "red" if one.late else "")
    return line(*map(said, cells), *([paper] if with_paper else []))


def _paper(one: AgendaLine) -> str:
    """How its paper stands where that is still of interest: of an item that was taken it is not."""
    if one.missing:
        return "Late" if one.late else "Due"
    return "Received" if one.state == "received" else ""


def _deferred(lines: Sequence[AgendaLine]) -> Iterator[Block]:
    if not lines:
        return
    yield Heading("Deferred")
    columns = (Column("Item", share=5), Column("Lead", share=4), Column("Note", share=5))
    rows = tuple(line(said(one.item), said(one.owner), said(one.note)) for one in lines)
    yield Grid("Items that the cycle has for this meeting and that are deferred", columns, rows)
