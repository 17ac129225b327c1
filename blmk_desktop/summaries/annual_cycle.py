"""A committee's annual cycle of business: items by meetings, and from it an agenda and the papers that are due."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from blmk_desktop.periods import today, year_of
from blmk_desktop.records.tables import TABLES
from blmk_desktop.summaries.committee_actions import tracker

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from blmk_desktop.summaries.committee_actions import ActionRow

LAST = 1_000_000  # the position of an item that has none


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
    """That a meeting takes an item; `state` is due, received, deferred or taken; `paper`: there is to be one."""

    id: int
    state: str
    note: str = ""
    paper: bool = True

    @property
    def missing(self) -> bool:
        """Whether its paper has not come."""
        return self.paper and self.state == "due"


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
    """An item on an agenda; `number` is '' if it is deferred; `state` of its paper; `late`: due, its day has passed.

    `paper` is False where there is to be none.
    """

    number: str
    section: str
    item: str
    purpose: str
    owner: str
    state: str
    papers_due: str
    late: bool = False
    note: str = ""
    paper: bool = True

    @property
    def missing(self) -> bool:
        """Whether its paper has not come."""
        return self.paper and self.state == "due"


@dataclass(frozen=True)
class Agenda:
    """What a meeting takes, by the cycle, and the actions that come to it."""

    meeting: MeetingRow
    lines: list[AgendaLine] = field(default_factory=list)
    actions: list[ActionRow] = field(default_factory=list)

    @property
    def papers(self) -> list[AgendaLine]:
        """The items whose papers have not come."""
        return [line for line in self.lines if line.missing]

    @property
    def unrecorded(self) -> list[AgendaLine]:
        """The items of which nothing was said yet, those without a paper included."""
        return [line for line in self.lines if line.state == "due"]

    @property
    def wanted(self) -> int:
        """How many papers it is to have, those that have come included."""
        return sum(line.paper and line.state != "deferred" for line in self.lines)


def annual_cycle(
    connection: Connection, body: str = "", year: str = "", as_at: str = "", *, bodies: tuple[str, ...] = ()
) -> Cycle:
    """A committee's year; the first committee and the year of the day unless named. Empty if there is nothing.

    A meeting or an item of which only a tick is known is there with the id 0. Who goes through all committees says
    which `bodies` there are, or they are counted for each anew.
    """
    day = as_at or today()
    bodies = bodies or _bodies(connection)
    if not bodies:
        return Cycle("", (), "", ())
    body = body or bodies[0]
    ticks = _ticks(connection, body)
    meetings = _meetings(connection, body, ticks)
    years = tuple(sorted({year_of(meeting.on) for meeting in meetings}))
    year = year or _this_year(years, day)
    shown = [meeting for meeting in meetings if year_of(meeting.on) == year]
    items = _items(connection, body, ticks, {meeting.on for meeting in shown})
    coming = next((meeting for meeting in meetings if meeting.on >= day), None)
    return Cycle(body, bodies, year, years, shown, items, coming)


def agenda(connection: Connection, body: str, on: str, as_at: str = "") -> Agenda | None:
    """The agenda of a committee's meeting; None if there is no meeting on that date.

    Its items stand in the order of the cycle and are numbered through; open actions of the committee come to it.
    """
    day = as_at or today()
    ticks = _ticks(connection, body)
    meeting = next((one for one in _meetings(connection, body, ticks) if one.on == on), None)
    if meeting is None:
        return None
    actions = [row for row in tracker(connection, body, min(on, day)).rows if row.open]
    return Agenda(meeting, agenda_lines(_items(connection, body, ticks, {on}), meeting, day), actions)


def agenda_lines(items: Iterable[CycleItem], meeting: MeetingRow, day: str) -> list[AgendaLine]:
    """What of a cycle's items a meeting takes, as its papers stand on a day (ISO).

    They are numbered through, but for those deferred: they are on its agenda no more.
    """
    numbers = count(1)
    taken = [(item, item.due[meeting.on]) for item in items if meeting.on in item.due]
    return [_line("" if due.state == "deferred" else str(next(numbers)), item, meeting, day) for item, due in taken]


def _line(number: str, item: CycleItem, meeting: MeetingRow, day: str) -> AgendaLine:
    due = item.due[meeting.on]
    late = due.missing and bool(meeting.papers_due) and meeting.papers_due < day
    texts = (number, item.section, item.item, item.purpose, item.owner)
    return AgendaLine(*texts, due.state, meeting.papers_due, late, due.note, due.paper)


def _this_year(years: tuple[str, ...], day: str) -> str:
    """The year of the day, else the last before it, else the first."""
    before = [year for year in years if year <= year_of(day)]
    return before[-1] if before else years[0] if years else ""


def _bodies(connection: Connection) -> tuple[str, ...]:
    """The committees that have meetings or business, those with most items first."""
    items = TABLES["business_item"].c.body
    counted: Counter[str] = Counter()
    for kind in ("meeting", "business_due"):
        counted.update(dict.fromkeys(connection.execute(select(TABLES[kind].c.body).distinct()).scalars(), 0))
    counted.update(connection.execute(select(items)).scalars())
    return tuple(sorted(counted, key=lambda body: (-counted[body], body)))


def _ticks(connection: Connection, body: str) -> dict[str, dict[str, Due]]:
    """Item to meeting to how its paper stands."""
    table = TABLES["business_due"].c
    found: dict[str, dict[str, Due]] = defaultdict(dict)
    query = select(table.item, table.on, table.id, table.state, table.note).where(table.body == body)
    for item, on, identity, state, note in connection.execute(query.order_by(table.on)):
        found[item][on] = Due(identity, state or "due", note or "")
    return found


def _meetings(connection: Connection, body: str, ticks: Mapping[str, Mapping[str, Due]]) -> list[MeetingRow]:
    table = TABLES["meeting"].c
    query = select(table.id, table.on, table.papers_due, table.note).where(table.body == body)
    found = {on: MeetingRow(identity, body, on, due or "", note or "") for identity, on, due, note in
             connection.execute(query)}  # fmt: skip
    for on in (on for dates in ticks.values() for on in dates):
        found.setdefault(on, MeetingRow(0, body, on))
    return [found[on] for on in sorted(found)]


def _items(
    connection: Connection, body: str, ticks: Mapping[str, Mapping[str, Due]], meetings: Container[str]
) -> list[CycleItem]:
    """Items with what is due of them. Where items have purposes, one without, such as apologies, has no paper."""
    table = TABLES["business_item"]
    stored = connection.execute(select(table).where(table.c.body == body)).mappings()
    found = {row["item"]: _item(dict(row)) for row in stored}
    for item in ticks:
        found.setdefault(item, CycleItem(0, item, "", "", "", LAST))
    rows = sorted(found.values(), key=lambda one: (one.position, one.item))
    told = any(row.purpose for row in rows)
    return [replace(row, due=_due(ticks.get(row.item, {}), meetings, paper=bool(row.purpose) or not told))
            for row in rows]  # fmt: skip


def _due(ticks: Mapping[str, Due], meetings: Container[str], *, paper: bool) -> dict[str, Due]:
    return {on: replace(due, paper=paper) for on, due in ticks.items() if on in meetings}


def _item(row: Mapping[str, Any]) -> CycleItem:
    position = LAST if row["position"] is None else row["position"]
    return CycleItem(row["id"], row["item"], row["section"] or "", row["owner"] or "", row["purpose"] or "", position)
