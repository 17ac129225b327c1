"""What committees asked for, meeting by meeting: the colour (BRAG) of each action then and now, and what is overdue."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from blmk_desktop.records.tables import TABLES
from blmk_desktop.rules.brag import BLACK, CLOSED, GREEN, RED, WORDS, Standing, colours
from blmk_desktop.summaries.register import today

if TYPE_CHECKING:
    from sqlalchemy import Connection

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
    """The actions of a committee, or of all of them, as at a date; today unless one is given."""
    raise NotImplementedError


def action(connection: Connection, identity: int, as_at: str = "") -> ActionRow | None:
    """One action; None if there is none of that id."""
    raise NotImplementedError
