"""The highlight report of a programme: its milestones by strand, what is next, what they wait for, and its risks."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from blmk_desktop.errors import UserError
from blmk_desktop.papers.appendix import appendix, named
from blmk_desktop.papers.cells import figure, line, points, said, total, under
from blmk_desktop.papers.linked_risks import risk_line
from blmk_desktop.papers.meeting import completed, since
from blmk_desktop.papers.model import Bars, Column, Content, Grid, Heading, Known, Text
from blmk_desktop.periods import add_months, show_date, year_of
from blmk_desktop.records.declaration import COUNT
from blmk_desktop.rules.wording import counted, listed, lowered, sentence
from blmk_desktop.summaries.committee_actions import tracker
from blmk_desktop.summaries.milestones import milestones
from blmk_desktop.summaries.risks import risks
from blmk_desktop.words.actions import COLOURS
from blmk_desktop.words.milestones import OVER, STANDINGS, TONES, stands, waits

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

    from blmk_desktop.papers.catalogue import Asked
    from blmk_desktop.papers.model import Block, Row
    from blmk_desktop.summaries.committee_actions import ActionRow
    from blmk_desktop.summaries.milestones import MilestoneRow
    from blmk_desktop.summaries.risks import RiskRow

AHEAD = 3  # months that 'next' looks ahead
NO_STRAND = "No strand"
NO_MILESTONES = "There are no milestones yet: import the plan of a programme, or add milestones, first."
SHOWN = ("complete", "under way", "not started", "not reported", "at risk", "late", "dropped")
APPENDIX = "milestones and what hangs on them"
RULES = ("milestone-dates", "milestone-before", "milestone-unknown", "milestone-circle")


@dataclass(frozen=True)
class Programme:
    """A programme as at a day: its milestones, and what else the file has of it."""

    name: str
    as_at: str
    before: str
    rows: Sequence[MilestoneRow]
    risks: Sequence[RiskRow]
    actions: Sequence[ActionRow]

    @property
    def title(self) -> str:
        """What it is called in a sentence: 'Fuller programme'; a name of several words stands for itself."""
        return self.name if " " in self.name else f"{self.name} programme"

    @property
    def heading(self) -> str:
        """What its report is called."""
        return self.title if "highlight report" in self.title.casefold() else f"{self.title}: highlight report"

    @property
    def pressing(self) -> list[MilestoneRow]:
        """The milestones that are late or at risk, the longest late first."""
        found = [row for row in self.rows if row.standing in ("late", "at risk")]
        return sorted(found, key=lambda row: (row.standing != "late", -row.days_late))

    @property
    def coming(self) -> list[MilestoneRow]:
        """What is due within the next months and neither over nor late, the first due first."""
        until = add_months(self.as_at, AHEAD)
        found = [row for row in self.rows if self.as_at <= row.due <= until and row.standing not in OVER]
        return sorted(found, key=lambda row: row.due)


def content(connection: Connection, asked: Asked) -> Content:
    """A programme's milestones and what hangs on them, as at a day.

    Raises UserError where the file has no milestone, or no programme of that name.
    """
    held = _programme(connection, completed(connection, asked))
    blocks: tuple[Block, ...] = (
        Text(" ".join(_points(held)), role="lead"),
        Heading("Progress by strand"),
        *_strands(held),
        *_pressing(held),
        *_coming(held),
        Heading("What waits for what"),
        *_dependencies(held),
        *_risks(held),
        *_actions(held),
        Heading("All milestones"),
        _milestones(held),
    )
    return Content(held.heading, appendix(APPENDIX, blocks), _known(held), frozenset({"milestone"}), RULES)


def choices(connection: Connection, asked: Asked) -> list[str]:
    """The programmes, that with most to do in the financial year of the day first."""
    found, year = milestones(connection, as_at=asked.as_at), year_of(asked.as_at)
    due = Counter(row.programme for row in found.rows if row.due and year_of(row.due) == year)
    return sorted(found.programmes, key=lambda name: (-due[name], name))


def _programme(connection: Connection, asked: Asked) -> Programme:
    offered = choices(connection, asked)
    if not offered:
        raise UserError(NO_MILESTONES)
    name = asked.of or offered[0]
    if name not in offered:
        raise UserError(f"There is no programme '{name}' with milestones. There are: {', '.join(offered)}.")
    rows = milestones(connection, name, asked.as_at).rows
    own = [
        row for row in risks(connection, asked.as_at).open if _names(row.register, name) or _is_in(name, row.statement)
    ]
    actions = [
        row
        for row in tracker(connection, as_at=asked.as_at).rows
        if row.open and _is_in(name, f"{row.item} {row.action}")
    ]
    return Programme(name, asked.as_at, since(connection, asked), rows, own, actions)


def _names(register: str, programme: str) -> bool:
    """Whether a register is that of a programme: one name is in the other."""
    return _is_in(programme, register) or _is_in(register, programme)


def _is_in(name: str, text: str) -> bool:
    """Whether a text speaks of a name, in whole words."""
    return bool(name) and re.search(rf"\b{re.escape(name.casefold())}\b", text.casefold()) is not None


def _points(held: Programme) -> Iterator[str]:
    stand = Counter(row.standing for row in held.rows)
    told = [f"{stand[one]:,} {one}" for one in SHOWN if stand[one]]
    yield f"{counted(len(held.rows), 'milestone')}: {listed(told)}."
    unsaid = sum(row.standing == "late" and not row.status for row in held.rows)
    if unsaid:
        yield f"Of {unsaid:,} late {'one' if unsaid == 1 else 'ones'} nothing was reported."
    if clashing := sum(bool(row.clashes) and row.standing not in OVER for row in held.rows):
        waiting = counted(clashing, "milestone waits", "milestones wait")
        yield f"{waiting} for one that is due later."


def _known(held: Programme) -> Known:
    done = [row for row in held.rows if row.standing == "complete" and row.completed > held.before]
    late = [f"{row.number} {row.milestone}: {lowered(stands(row))}" for row in held.pressing]
    coming = [f"due by {show_date(row.due)}: {row.number} {row.milestone}" for row in held.coming[:5]]
    return Known(
        asked=(f"progress of the {held.title} as at {show_date(held.as_at)}",),
        key_points=(
            *_points(held),
            *(f"Completed since {show_date(held.before)}: {row.number} {row.milestone}." for row in done),
            *late,
            *map(sentence, coming),
        ),
        risks=tuple(risk_line(row) for row in held.risks[:8]),
        appendices=(named(APPENDIX),),
        accurate_on=held.as_at,
    )


def _strands(held: Programme) -> Iterator[Block]:
    """How many milestones of each strand stand how, as a table and a chart."""
    strands = list(dict.fromkeys(row.strand for row in held.rows))
    used = [one for one in SHOWN if any(row.standing == one for row in held.rows)]
    counts = {strand: Counter(row.standing for row in held.rows if row.strand == strand) for strand in strands}
    columns = (
        Column("Strand", share=5),
        *(Column(STANDINGS[one], figures=True) for one in used),
        Column("All", figures=True, share=1),
    )
    rows = [
        line(
            said(strand or NO_STRAND),
            *(figure(counts[strand][one], COUNT) for one in used),
            figure(counts[strand].total(), COUNT),
        )
        for strand in strands
    ]
    whole = Counter(row.standing for row in held.rows)
    rows.append(total(said("All strands"), *(figure(whole[one], COUNT) for one in used), figure(whole.total(), COUNT)))
    yield Grid(f"Milestones by strand on {show_date(held.as_at)}", columns, tuple(rows))
    bars = {
        "Complete": ("complete",),
        "Under way or to come": ("under way", "not started", "not reported"),
        "At risk or late": ("at risk", "late"),
    }
    series = tuple(
        (name, tuple(sum(counts[of][one] for one in those) for of in strands)) for name, those in bars.items()
    )
    names = tuple(strand or NO_STRAND for strand in strands)
    told = "; ".join(
        f"{name}: {listed([f'{values[at]} {words.lower()}' for words, values in series])}"
        for at, name in enumerate(names)
    )
    yield Bars("Milestones by strand", f"Number of milestones. {told}.", names, series, COUNT)


def _pressing(held: Programme) -> Iterator[Block]:
    yield Heading("Late or at risk")
    if not held.pressing:
        yield Text("No milestone is late or at risk.")
        return
    columns = (
        *(Column("No.", share=1), Column("Milestone", share=6), Column("Lead", share=4), Column("Due", share=3)),
        *(Column("Stands", share=2), Column("Days late", figures=True, share=1), Column("Progress", share=5)),
    )
    rows = tuple(
        line(
            *(said(row.number), said(row.milestone), said(row.owner), said(show_date(row.due) or row.written)),
            *(said(STANDINGS[row.standing], TONES[row.standing]), figure(row.days_late or None, COUNT), said(row.note)),
        )
        for row in held.pressing
    )
    yield Grid("Milestones late or at risk", columns, rows)


def _coming(held: Programme) -> Iterator[Block]:
    until = show_date(add_months(held.as_at, AHEAD))
    yield Heading("Next")
    if not held.coming:
        yield Text(f"Nothing is due by {until}.")
        return
    columns = (
        *(Column("Due", share=2), Column("No.", share=1), Column("Milestone", share=7)),
        *(Column("Lead", share=4), Column("Stands", share=2)),
    )
    rows = tuple(
        line(
            *(said(show_date(row.due)), said(row.number), said(row.milestone), said(row.owner)),
            said(STANDINGS[row.standing], TONES[row.standing]),
        )
        for row in held.coming
    )
    yield Grid(f"Milestones due by {until}", columns, rows)


def _dependencies(held: Programme) -> Iterator[Block]:
    waiting = [
        f"{row.number} {row.milestone}: {lowered(waits(row))}"
        for row in held.rows
        if waits(row) and row.standing not in OVER
    ]
    yield points(waiting, "No milestone waits for another.")


def _risks(held: Programme) -> Iterator[Block]:
    yield Heading("Risks")
    yield points([risk_line(row) for row in held.risks], f"No open risk names the {held.title}.")


def _actions(held: Programme) -> Iterator[Block]:
    if not held.actions:
        return
    yield Heading("Actions that name it")
    yield points(
        [f"{row.reference}, {COLOURS[row.colour].lower()}: {row.action} ({row.owner})." for row in held.actions], ""
    )


def _milestones(held: Programme) -> Grid:
    columns = (
        *(Column("No.", share=1), Column("Milestone", share=8), Column("Lead", share=4), Column("When", share=3)),
        *(Column("Stands", share=3), Column("Waits for", share=2), Column("Progress", share=7)),
    )
    rows = tuple(under(held.rows, lambda row: row.strand or NO_STRAND, _milestone))
    return Grid(f"Milestones of the {held.title}", columns, rows, landscape=True)


def _milestone(row: MilestoneRow) -> Row:
    about = ("milestone", f"{row.programme} {row.number}")
    when = f"completed {show_date(row.completed)}" if row.standing == "complete" and row.completed else ""
    due = row.written or (f"by {show_date(row.due)}" if row.due else "")
    late = f"\n{counted(row.days_late, 'day')}" if row.standing == "late" else ""
    return line(
        said(row.number, about=about),
        said(row.milestone),
        said(row.owner),
        said("\n".join(filter(None, (due, when)))),
        said(f"{STANDINGS[row.standing]}{late}", TONES[row.standing]),
        said(", ".join(row.waits_for)),
        said(row.note),
    )
