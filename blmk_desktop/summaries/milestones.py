"""The milestones of programmes: when each is due, whether it is late, and what it waits for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

UNSAID = "not reported"


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """A milestone. Dates ISO, '' for none; `status` as recorded ('' for none).

    `standing` is how it stands on the day: its status, but 'late' where its time has passed and it is not complete,
    and 'not reported' where nobody has said. `waits_for` are those it depends on that are not complete; `clashes`
    those of them that are due after it. `days_late` counts from the due date to completion, or to the day.
    """

    id: int
    programme: str
    number: str
    strand: str
    milestone: str
    owner: str
    start: str
    due: str
    written: str
    status: str
    standing: str
    completed: str
    depends_on: tuple[str, ...] = ()
    waits_for: tuple[str, ...] = ()
    clashes: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()  # numbers it depends on that the programme does not have
    days_late: int = 0
    note: str = ""


@dataclass(frozen=True)
class Milestones:
    """The milestones of a programme, or of all of them; `programmes` are all there are."""

    as_at: str
    programme: str
    programmes: tuple[str, ...]
    rows: list[MilestoneRow] = field(default_factory=list)

    @property
    def counts(self) -> Counter[str]:
        """How many milestones stand how."""
        return Counter(row.standing for row in self.rows)


def milestones(connection: Connection, programme: str = "", as_at: str = "") -> Milestones:
    """The milestones of a programme, or of all, as at a date; today unless one is given."""
    raise NotImplementedError
