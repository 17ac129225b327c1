"""The milestones of programmes: when each is due, whether it is late, and what it waits for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from blmk_desktop.periods import today
from blmk_desktop.records.tables import TABLES
from blmk_desktop.summaries.committee_actions import days_between, natural

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
    day = as_at or today()
    stored = [dict(row) for row in connection.execute(select(TABLES["milestone"])).mappings()]
    known = {(one["programme"], one["number"]): one for one in stored}
    rows = [_row(one, known, day) for one in stored if programme in ("", one["programme"])]
    rows.sort(key=lambda row: (row.programme, natural(row.number)))
    return Milestones(day, programme, tuple(sorted({one["programme"] for one in stored})), rows)


def standing(stored: Mapping[str, Any], day: str) -> str:
    """How a milestone stands on a day: 'late' past its date unless it is done or dropped, else as reported."""
    if _complete(stored, day):
        return "complete"
    if stored["status"] == "dropped":
        return "dropped"
    if stored["due"] and stored["due"] < day:
        return "late"
    status = stored["status"] or ""
    return "under way" if status == "complete" else status or UNSAID  # complete, but only after the day


def _complete(stored: Mapping[str, Any], day: str) -> bool:
    return stored["status"] == "complete" and (not stored["completed"] or stored["completed"] <= day)


def _row(stored: Mapping[str, Any], known: Mapping[tuple[str, str], Mapping[str, Any]], day: str) -> MilestoneRow:
    numbers = numbers_in(stored["depends_on"] or "")
    others = {number: known[key] for number in numbers if (key := (stored["programme"], number)) in known}
    done = _complete(stored, day)
    names = ("programme", "number", "strand", "milestone", "owner", "start", "due", "written", "status", "completed")
    return MilestoneRow(
        id=stored["id"],
        **{name: stored[name] or "" for name in names},
        standing=standing(stored, day),
        depends_on=numbers,
        waits_for=() if done else tuple(number for number, one in others.items() if not _complete(one, day)),
        clashes=tuple(number for number, one in others.items() if stored["due"] and (one["due"] or "") > stored["due"]),
        unknown=tuple(number for number in numbers if number not in others),
        days_late=_days_late(stored, day, done=done),
        note=stored["note"] or "",
    )


def _days_late(stored: Mapping[str, Any], day: str, *, done: bool) -> int:
    if stored["status"] == "dropped" or (done and not stored["completed"]):
        return 0
    return max(days_between(stored["due"] or "", stored["completed"] if done else day), 0)


def numbers_in(depends_on: str) -> tuple[str, ...]:
    """The numbers that a milestone depends on: '1.2, 1.3 and 2.1'."""
    return tuple(filter(None, re.split(r"[\s,;&]+(?:and\s+)?", depends_on.strip())))
