"""The action tracker of a committee: its open actions with their colour, and those closed since it last met."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blmk_desktop.errors import UserError
from blmk_desktop.papers.cells import day, line, said
from blmk_desktop.papers.meeting import completed, day_of, since
from blmk_desktop.papers.model import Column, Content, Grid, Heading, Text
from blmk_desktop.periods import show_date
from blmk_desktop.rules.brag import AMBER, BLACK, BLUE, CLOSED, GREEN, RED, REDS_TO_BLACK
from blmk_desktop.rules.wording import counted, sentence, several
from blmk_desktop.summaries.committee_actions import tracker
from blmk_desktop.words.actions import COLOURS, attention, late_words, why

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

    from blmk_desktop.papers.catalogue import Asked
    from blmk_desktop.papers.model import Block, Cell, Row
    from blmk_desktop.summaries.committee_actions import ActionRow

KEY = (
    (BLACK, f"Red at {REDS_TO_BLACK} meetings in a row or more: it is escalated."),
    (RED, "Nothing was done to progress it, or what was done will not meet its deadline."),
    (AMBER, "Progress is made, and it is on track for its deadline."),
    (BLUE, "Nothing needs to have been done yet."),
    (GREEN, "It is done; the committee is asked to close it."),
)
COLUMNS = (
    Column("No.", share=3),
    Column("Meeting", share=2),
    Column("Agenda item", share=3),
    Column("Action", share=6),
    Column("Owner", share=3),
    Column("Past deadlines", share=2),
    Column("Current deadline", share=2),
    Column("Position", share=6),
    Column("BRAG", share=3),
)


def content(connection: Connection, asked: Asked) -> Content:
    """The tracker as it comes to the meeting. Raises UserError where the file has no action of the committee."""
    asked = completed(connection, asked)
    found = tracker(connection, asked.body, day_of(asked))
    if not found.rows:
        whose = f" of the {asked.body}" if asked.body else ""
        other = f"choose another committee ({several(found.bodies, between='; ')}), or " if found.bodies else ""
        raise UserError(f"There are no actions{whose}: {other}import an action tracker, or add actions, first.")
    still = [row for row in found.rows if row.open]
    before = since(connection, asked)
    closed = [row for row in found.rows if not row.open and row.closed >= before]
    blocks: tuple[Block, ...] = (
        Text(_lead(still), role="lead"),
        Heading("Key"),
        Grid(
            "What the colours mean",
            (Column("Colour", share=1), Column("Meaning", share=3)),
            tuple(line(brag(colour), said(meaning)) for colour, meaning in KEY),
        ),
        *_escalated(still),
        *_open(still),
        *_closed(closed, before),
    )
    return Content("Action tracker", blocks, rules=("action-colour",))


def brag(colour: str, more: str = "") -> Cell:
    """A colour in words, tinted."""
    text = f"{COLOURS[colour]}{f'; {more}' if more else ''}"
    return said(text, "grey" if colour == CLOSED else colour.lower())


def _lead(rows: Sequence[ActionRow]) -> str:
    number = f"{counted(len(rows), 'action is', 'actions are')} open."
    first = attention(rows)
    return f"{number} {sentence(first.replace(' · ', '; '))}" if first else number


def _open(rows: Sequence[ActionRow]) -> Iterator[Block]:
    yield Heading("Open actions")
    if not rows:
        yield Text("No action is open.")
        return
    yield Grid("Open actions", COLUMNS, tuple(map(_row, rows)), landscape=True)


def _escalated(rows: Sequence[ActionRow]) -> Iterator[Block]:
    """Why those that are escalated are."""
    escalated = [row for row in rows if row.colour == BLACK]
    if escalated:
        yield Heading("Escalated")
    for row in escalated:
        yield Text(f"{row.reference}: {why(row)}")


def _row(row: ActionRow) -> Row:
    about = ("committee_action", row.reference)
    last = row.meetings[-1].on if row.meetings else ""
    proposed = f"closure proposed for {show_date(row.closure_proposed_for)}" if row.closure_proposed_for else ""
    reds = f"red at {row.reds} meetings in a row" if row.reds > 1 else ""
    shown = brag(row.colour, proposed if row.colour == GREEN else reds)
    deadline = show_date(row.deadline) or "None set"
    past = "\n".join(map(show_date, row.past_deadlines))
    position = "\n".join(filter(None, (row.position or "Nothing reported.", late_words(row))))
    texts = (row.reference, show_date(row.raised), row.item, row.action, row.owner, past, deadline, position)
    cell = said(shown.text, shown.tone, about=about, measure=f"colour {last}")
    return line(*map(said, texts), cell)


def _closed(rows: Sequence[ActionRow], before: str) -> Iterator[Block]:
    if not rows:
        return
    yield Heading("Closed since the last meeting")
    columns = (
        *(Column("No."), Column("Action", share=6), Column("Owner", share=3)),
        *(Column("Closed"), Column("Position", share=6)),
    )
    made = tuple(
        line(said(row.reference), said(row.action), said(row.owner), day(row.closed), said(row.position))
        for row in rows
    )
    yield Grid(f"Actions closed since {show_date(before)}", columns, made)
