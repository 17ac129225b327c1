"""The paper on estates: schemes by stage, what slips, their money by year and fund, and what is about to end."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from blmk_desktop.errors import UserError
from blmk_desktop.papers.appendix import appendix, named
from blmk_desktop.papers.cells import day, figure, line, said, total, under
from blmk_desktop.papers.contents.estates_ending import ending
from blmk_desktop.papers.contents.estates_money import money, money_words
from blmk_desktop.papers.linked_risks import risk_lines
from blmk_desktop.papers.meeting import completed, since
from blmk_desktop.papers.model import Column, Content, Grid, Heading, Known, Text
from blmk_desktop.periods import show_date
from blmk_desktop.records.declaration import COUNT, MONEY
from blmk_desktop.records.estates import SCHEME_STAGES
from blmk_desktop.rules.funding import ENDED
from blmk_desktop.rules.plans import total as added
from blmk_desktop.rules.wording import capital, counted, listed, sentence
from blmk_desktop.summaries.agreements import AgreementRow, agreements
from blmk_desktop.summaries.schemes import SchemeRow, Schemes, schemes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

    from blmk_desktop.papers.catalogue import Asked
    from blmk_desktop.papers.model import Block, Row

NO_STAGE = "No stage recorded"
NOWHERE = "Whole area"
APPENDIX = "estates schemes, their money and what ends"
RULES = (
    *("funding-", "fund-over-envelope", "scheme-overspent", "scheme-over-funded", "scheme-stage", "grant-over-share"),
    "agreement-overspent",
)
KINDS = frozenset({"scheme", "fund", "agreement"})


@dataclass(frozen=True)
class Estates:
    """What the paper tells of: the schemes as at a day, the agreements, and the day of the meeting before."""

    found: Schemes
    agreements: Sequence[AgreementRow]
    before: str

    @cached_property
    def running(self) -> list[SchemeRow]:
        """The schemes that are neither complete nor withdrawn."""
        return [row for row in self.found.rows if row.stage not in ENDED]

    @cached_property
    def late(self) -> list[SchemeRow]:
        """Those that should have been complete by the day, the longest overdue first."""
        return sorted((row for row in self.running if row.late), key=lambda row: -row.days_late)

    @cached_property
    def ending(self) -> list[AgreementRow]:
        """The agreements with money left that lapse within a year, or have lapsed."""
        return [row for row in self.agreements if row.ending]


def content(connection: Connection, asked: Asked) -> Content:
    """Schemes, their money and what ends, as at a day. Raises UserError where the file has no scheme."""
    asked = completed(connection, asked)
    found = schemes(connection, asked.as_at)
    if not found.rows:
        raise UserError("There are no schemes yet: import an estates workbook, or add schemes, first.")
    held = Estates(found, agreements(connection, asked.as_at), since(connection, asked))
    blocks: tuple[Block, ...] = (
        Text(" ".join(_points(held)), role="lead"),
        Heading("Schemes by stage"),
        _by_stage(found.rows),
        *_slipping(held),
        *money(found.funding, asked.as_at, held.before),
        *ending(connection, held.agreements, asked.as_at),
        Heading("Schemes under way"),
        _schemes(held),
        *_over(held),
    )
    risks = risk_lines(connection, asked.as_at, lambda row: row.scheme or row.category.casefold() == "estates")
    return Content("Primary care estates", appendix(APPENDIX, blocks), _known(held, risks), KINDS, RULES)


def _points(held: Estates) -> Iterator[str]:
    running, late = held.running, held.late
    stages = Counter(row.stage for row in running)
    told = [f"{stages[stage]:,} at {stage}" for stage in SCHEME_STAGES if stages[stage]]
    unsaid = [f"{stages['']:,} without a stage"] if stages[""] else []
    yield f"{counted(len(running), 'scheme is', 'schemes are')} under way: {listed([*told, *unsaid])}."
    if late:
        whom = counted(len(late), "scheme is past its day", "schemes are past their day")
        yield f"{whom} of completion."
    if held.ending:
        many = counted(len(held.ending), "agreement", "agreements")
        lapse = (
            "lapses within a year, or has lapsed" if len(held.ending) == 1 else "lapse within a year, or have lapsed"
        )
        yield f"{many} with money unspent {lapse}."


def _known(held: Estates, risks: tuple[str, ...]) -> Known:
    late = [
        f"{row.name} is {counted(row.days_late, 'day')} past {show_date(row.expected_by)}. {_why_late(row)}"
        for row in held.late
    ]
    red = [
        f"{row.name} is rated red: {row.rag_reason or 'nobody says why'}." for row in held.running if row.rag == "Red"
    ]
    return Known(
        asked=(f"progress of estates schemes as at {show_date(held.found.as_at)}",),
        key_points=(*_points(held), *late, *red),
        finance=tuple(money_words(held.found.funding)),
        risks=risks,
        appendices=(named(APPENDIX),),
        accurate_on=held.found.as_at,
    )


def _by_stage(rows: Sequence[SchemeRow]) -> Grid:
    """How many schemes are at which stage in which place, and what they cost."""
    places = sorted({row.place for row in rows if row.place})
    shown = [*places, *([""] if any(not row.place for row in rows) else [])]
    columns = (
        Column("Stage", share=3),
        *(Column(place or NOWHERE, figures=True, group="Schemes") for place in shown),
        Column("All", figures=True, group="Schemes", share=1),
        Column("Cost", unit="£", figures=True, share=3),
        Column("Cost not known", figures=True),
    )
    stages = [stage for stage in (*SCHEME_STAGES, "") if any(row.stage == stage for row in rows)]
    made = [_stage_row(stage, [row for row in rows if row.stage == stage], shown) for stage in stages]
    whole = _stage_row("All schemes", rows, shown)
    return Grid("Schemes by stage and place", columns, (*made, total(*whole.cells)))


def _stage_row(stage: str, rows: Sequence[SchemeRow], places: Sequence[str]) -> Row:
    numbers = Counter(row.place for row in rows)
    return line(
        said(_stage(stage)),
        *(figure(number, COUNT) for number in (*(numbers[place] for place in places), len(rows))),
        figure(added([row.cost for row in rows]), MONEY),
        figure(sum(row.cost is None for row in rows), COUNT),
    )


def _stage(stage: str) -> str:
    return capital(stage) or NO_STAGE


def _slipping(held: Estates) -> Iterator[Block]:
    yield Heading("What slips")
    if not held.late:
        yield Text(f"No scheme was past its day on {show_date(held.found.as_at)}.")
        return
    columns = (
        *(
            Column("Scheme", share=5),
            Column("Place", share=3),
            Column("Stage", share=2),
            Column("Expected by", share=2),
        ),
        *(Column("Days late", figures=True, share=1), Column("What is known", share=6)),
    )
    rows = tuple(
        line(
            *(said(row.name), said(row.place), said(_stage(row.stage)), day(row.expected_by)),
            *(figure(row.days_late, COUNT), said(_why_late(row))),
        )
        for row in held.late
    )
    yield Grid("Schemes past the day on which they should have been complete", columns, rows)


def _why_late(row: SchemeRow) -> str:
    """Where a late scheme stands, and what is said of it."""
    stands = f"at {row.stage} since {show_date(row.stage_on)}" if row.stage else "no stage of it is recorded"
    return " ".join(sentence(one) for one in (stands, row.rag_reason or row.note) if one)


def _schemes(held: Estates) -> Block:
    """Every scheme under way with its stage and its money, by place."""
    if not held.running:
        return Text("No scheme is under way.")
    columns = (
        *(Column("Scheme", share=6), Column("Kind", share=3), Column("Stage", share=3), Column("Since", share=3)),
        *(Column("Expected by", share=3), Column("Cost", unit="£", figures=True, share=2)),
        *(Column("Budget", unit="£", figures=True, share=2), Column("Not funded", unit="£", figures=True, share=2)),
        *(Column("RAG", share=2), Column("Why this RAG", share=6)),
    )
    by_place = sorted(held.running, key=lambda row: (not row.place, row.place))
    rows = list(under(by_place, lambda row: row.place or NOWHERE, _scheme))
    whole = [added([getattr(row, name) for row in held.running]) for name in ("cost", "budget", "gap")]
    rows.append(
        total(
            *map(said, ("All schemes under way", "", "", "", "")),
            *(figure(one, MONEY) for one in whole),
            said(""),
            said(""),
        )
    )
    remark = "A cost or budget that nobody has stated shows a dash, and is in no total."
    return Grid("Schemes under way", columns, tuple(rows), remark, landscape=True)


def _scheme(row: SchemeRow) -> Row:
    about = ("scheme", row.name)
    return line(
        said(row.name, about=about, measure="stage"),
        said(capital(row.kind)),
        said(_stage(row.stage)),
        day(row.stage_on),
        said(f"{show_date(row.expected_by)}\nlate", "red") if row.late else day(row.expected_by),
        figure(row.cost, MONEY, about, "cost"),
        figure(row.budget, MONEY, about, "budget"),
        figure(row.gap, MONEY),
        said(row.rag, row.rag.lower()),
        said(row.rag_reason),
    )


def _over(held: Estates) -> Iterator[Block]:
    """The schemes that ended since the meeting before."""
    rows = [row for row in held.found.rows if row.stage in ENDED and row.stage_on > held.before]
    if not rows:
        return
    yield Heading("Complete or withdrawn since the last meeting")
    columns = (
        Column("Scheme", share=5),
        Column("Place", share=3),
        Column("Stage"),
        Column("On"),
        Column("Budget", unit="£", figures=True),
    )
    made = tuple(
        line(said(row.name), said(row.place), said(_stage(row.stage)), day(row.stage_on), figure(row.budget, MONEY))
        for row in rows
    )
    yield Grid(f"Schemes complete or withdrawn since {show_date(held.before)}", columns, made)
