"""What a Gantt chart shows: rows of spans and marks over days, the days it spans, and all of it in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from blmk_desktop.periods import add_months, month_of, show_date, today, year_end, year_of, year_start

FAR = 366  # days by which today may lie beyond the rows before it is only pointed at


@dataclass(frozen=True)
class GanttSpan:
    """A bar from a day to a day (ISO). One end may be missing: it is drawn open. `style`: solid, or outline for
    what is only expected. `word` says what the tone says.
    """

    start: str | None
    end: str | None
    word: str = ""
    tone: str = "blue"
    style: str = "solid"

    @property
    def days(self) -> str:
        """Its days in words: 01/04/2020 to 31/03/2021."""
        start, end = show_date(self.start), show_date(self.end)
        return f"{start} to {end}" if start and end else f"from {start}" if start else f"by {end}" if end else ""


@dataclass(frozen=True)
class GanttMark:
    """Something that happens on one day: a stage reached, a decision, a meeting."""

    on: str
    label: str
    tone: str = "black"


@dataclass(frozen=True)
class GanttRow:
    """One line: `label` at the left, a badge of `word` and `tone` beside it, its spans and marks. `group` is the
    heading that rows with the same one stand under; `note` is told where it is pointed at. `after` are the ids of the
    rows that it waits for: an arrow comes from each.
    """

    id: Any
    label: str
    spans: tuple[GanttSpan, ...] = ()
    marks: tuple[GanttMark, ...] = ()
    group: str = ""
    word: str = ""
    tone: str = "grey"
    note: str = ""
    after: tuple[Any, ...] = ()

    @property
    def days(self) -> Iterator[str]:
        """Every day that it speaks of."""
        for span in self.spans:
            yield from (day for day in (span.start, span.end) if day)
        yield from (mark.on for mark in self.marks)

    def lines(self) -> list[str]:
        """The row in words, a line each."""
        name = f"{self.label}: {self.word}" if self.word else self.label
        spans = [": ".join(filter(None, (span.word, span.days))) for span in self.spans if span.start or span.end]
        marks = [f"{mark.label}: {show_date(mark.on)}" for mark in self.marks]
        dated = [*spans, *marks] or ["No dates yet"]
        return [name, *dated, *([self.note] if self.note else [])]


@dataclass(frozen=True)
class Years:
    """The days that a chart spans: whole financial years, as day numbers of the calendar (proleptic ordinals)."""

    first: int
    last: int
    today: int

    @property
    def shows_today(self) -> bool:
        """Whether today lies within them."""
        return self.first <= self.today <= self.last

    @property
    def day_words(self) -> str:
        """What the line of the day is called: Today, or the date where it is another."""
        day = date.fromordinal(self.today).isoformat()
        return "Today" if day == today() else show_date(day)

    @property
    def years(self) -> list[str]:
        """The financial years."""
        years, day = [], date.fromordinal(self.first).isoformat()
        while ordinal(day) <= self.last:
            years.append(year_of(day))
            day = add_months(day, 12)
        return years

    def quarters(self) -> Iterator[tuple[int, int, str]]:
        """First day, first day of the next, and name (Q1 ... Q4) of each quarter."""
        day = date.fromordinal(self.first).isoformat()
        while ordinal(day) <= self.last:
            following = add_months(day, 3)
            yield ordinal(day), ordinal(following), f"Q{(month_of(day) - 1) // 3 + 1}"
            day = following


def ordinal(day: str) -> int:
    """The number of an ISO day in the calendar."""
    return date.fromisoformat(day).toordinal()


def years_of(rows: Sequence[GanttRow], today: str) -> Years:
    """The whole financial years that the rows speak of, with today's if it is not far from them."""
    days = [day for row in rows for day in row.days] or [today]
    first, last = min(days), max(days)
    if ordinal(today) - ordinal(last) < FAR and ordinal(first) - ordinal(today) < FAR:
        first, last = min(first, today), max(last, today)
    return Years(ordinal(year_start(year_of(first))), ordinal(year_end(year_of(last))), ordinal(today))


def in_groups(rows: Sequence[GanttRow]) -> list[GanttRow | str]:
    """The rows with the headings of their groups above them, groups in the order in which they first appear."""
    groups: dict[str, list[GanttRow]] = {}
    for row in rows:
        groups.setdefault(row.group, []).append(row)
    lines: list[GanttRow | str] = []
    for group, members in groups.items():
        lines += [group, *members] if group else members
    return lines
