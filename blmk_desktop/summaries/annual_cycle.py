"""A committee's annual cycle of business: items by meetings, and from it an agenda and the papers that are due."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from blmk_desktop.summaries.committee_actions import ActionRow


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting; dates ISO, '' where papers have no date."""

    id: int
    body: str
    on: str
    papers_due: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """That a meeting takes an item; `state` is due, received, deferred or taken."""

    id: int
    state: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class CycleItem:
    """An item of business; `due` has the meetings (ISO dates) that take it."""

    id: int
    item: str
    section: str
    owner: str
    purpose: str
    position: int
    due: Mapping[str, Due] = field(default_factory=dict)


@dataclass(frozen=True)
class Cycle:
    """A committee's year: its meetings across, its items down. `next` is the next meeting from the day on, or None."""

    body: str
    bodies: tuple[str, ...]
    year: str
    years: tuple[str, ...]
    meetings: list[MeetingRow] = field(default_factory=list)
    items: list[CycleItem] = field(default_factory=list)
    next: MeetingRow | None = None


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """An item on an agenda, numbered by section ('2.1'); `state` of its paper; `late`: due and the day has passed."""

    number: str
    section: str
    item: str
    purpose: str
    owner: str
    state: str
    papers_due: str
    late: bool = False
    note: str = ""


@dataclass(frozen=True)
class Agenda:
    """What a meeting takes, by the cycle, and the actions that come to it."""

    meeting: MeetingRow
    lines: list[AgendaLine] = field(default_factory=list)
    actions: list[ActionRow] = field(default_factory=list)

    @property
    def papers(self) -> list[AgendaLine]:
        """The items whose papers have not come."""
        return [line for line in self.lines if line.state == "due"]


def annual_cycle(connection: Connection, body: str = "", year: str = "", as_at: str = "") -> Cycle:
    """A committee's year; the first committee and the year of the day unless named. Empty if there is nothing."""
    raise NotImplementedError


def agenda(connection: Connection, body: str, on: str, as_at: str = "") -> Agenda | None:
    """The agenda of a committee's meeting; None if there is no meeting on that date."""
    raise NotImplementedError
