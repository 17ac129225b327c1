"""The annual cycle of business: which meeting of the year takes which item, and by when papers are due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blmk_desktop.errors import UserError
from blmk_desktop.papers.cells import day, figure, line, said, total, under
from blmk_desktop.papers.meeting import completed
from blmk_desktop.papers.model import Column, Content, Grid, Heading, Text
from blmk_desktop.periods import show_date, year_of
from blmk_desktop.records.declaration import COUNT
from blmk_desktop.rules.wording import counted, listed
from blmk_desktop.summaries.annual_cycle import annual_cycle
from blmk_desktop.words.actions import meeting_label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from blmk_desktop.papers.catalogue import Asked
    from blmk_desktop.papers.model import Block, Cell, Row
    from blmk_desktop.summaries.annual_cycle import Cycle, CycleItem

TICK = "✓"
WIDE = 4  # meetings that fit an upright page beside item and lead


def content(connection: Connection, asked: Asked) -> Content:
    """The cycle of the year in which the meeting falls. Raises UserError for a committee without any."""
    asked = completed(connection, asked)
    year = year_of(asked.on or asked.as_at)
    cycle = annual_cycle(connection, asked.body, year, asked.as_at)
    if not cycle.items or not cycle.meetings:
        whose = f" of the {asked.body}" if asked.body else ""
        raise UserError(
            f"There is no annual cycle of business{whose} for {year}: import one, or add meetings and items first."
        )
    blocks: tuple[Block, ...] = (
        Text(_lead(cycle), role="lead"),
        Heading("Items by meeting"),
        _grid(cycle),
        Heading("Meetings and papers"),
        _meetings(cycle, asked.as_at),
    )
    return Content(f"Annual cycle of business {year}", blocks)


def _lead(cycle: Cycle) -> str:
    idle = [item.item for item in cycle.items if not item.due]
    taken = f"{counted(len(cycle.items), 'item')} of business of the {cycle.body}"
    said = f"{taken}, {counted(len(cycle.meetings), 'meeting')} in {cycle.year}."
    return f"{said} No meeting takes {listed(idle)} yet." if idle else said


def _grid(cycle: Cycle) -> Grid:
    days = [meeting.on for meeting in cycle.meetings]
    columns = (
        Column("Item", share=7),
        Column("Lead", share=5),
        Column("Purpose", share=2),
        *(Column(meeting_label(on), group="Meeting of", share=2) for on in days),
    )
    remark = f"{TICK}: the meeting takes it. Deferred: it was to, and another meeting will."
    return Grid(f"Business by meeting, {cycle.year}", columns, tuple(_rows(cycle, days)), remark, len(days) > WIDE)


def _rows(cycle: Cycle, days: list[str]) -> Iterator[Row]:
    def row(item: CycleItem) -> Row:
        texts = (item.item, item.owner, item.purpose.capitalize())
        return line(*map(said, texts), *(_mark(item, on) for on in days))

    yield from under(cycle.items, lambda item: item.section, row)
    taken = [sum(on in item.due and item.due[on].state != "deferred" for item in cycle.items) for on in days]
    yield total(said("Items taken"), said(""), said(""), *(figure(number, COUNT) for number in taken))


def _mark(item: CycleItem, on: str) -> Cell:
    if on not in item.due:
        return said("")
    return said("Deferred", "amber") if item.due[on].state == "deferred" else said(TICK)


def _meetings(cycle: Cycle, as_at: str) -> Grid:
    columns = (
        Column("Meeting"),
        Column("Papers due by"),
        Column("Items", figures=True, share=1),
        Column("Papers still to come", figures=True),
        Column("Note", share=5),
    )
    rows = []
    for meeting in cycle.meetings:
        held = [item.due[meeting.on] for item in cycle.items if meeting.on in item.due]
        missing = sum(due.missing for due in held)
        late = bool(missing and meeting.papers_due and meeting.papers_due < as_at)
        notes = [meeting.note, f"papers were due by {show_date(meeting.papers_due)}" if late else ""]
        taken = sum(due.state != "deferred" for due in held)
        cells = (day(meeting.on), day(meeting.papers_due), figure(taken, COUNT), figure(missing, COUNT))
        rows.append(line(*cells, said("; ".join(filter(None, notes)))))
    return Grid("Meetings of the year and their papers", columns, tuple(rows))
