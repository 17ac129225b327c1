"""Money for schemes in a paper: by financial year, by fund, and what was moved since the committee last met."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blmk_desktop.papers.cells import day, figure, in_part, line, said, total
from blmk_desktop.papers.model import Bars, Column, Grid, Heading, Text
from blmk_desktop.periods import show_date, year_of
from blmk_desktop.records.declaration import MONEY
from blmk_desktop.rules.wording import counted, pounds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blmk_desktop.papers.model import Block, Cell, Row
    from blmk_desktop.summaries.scheme_funding import Funding, MoveRow, SumRow

MEASURES = {
    "original": "Original",
    "moved": "Moved",
    "budget": "Revised budget",
    "spent": "Spent to date",
    "forecast": "Forecast",
    "envelope": "Envelope",
    "headroom": "Headroom",
}
PART = "+: of a part of it nobody says what is spent or forecast."
HEADROOM = "Headroom is the envelope less the budgets under it."


def money(funding: Funding, as_at: str, before: str) -> Iterator[Block]:
    """The money by year, with a chart, by fund, and the moves since the meeting before."""
    yield Heading("Money by year and fund")
    if not funding.lines and not funding.envelopes:
        yield Text("No fund gives any scheme anything yet.")
        return
    yield _by_year(funding)
    yield _chart(funding, year_of(as_at))
    yield _by_fund(funding)
    yield Heading("Money moved since the last meeting", 2)
    yield _moves([row for row in funding.moves if before < row.on <= as_at], before)


def money_words(funding: Funding) -> Iterator[str]:
    """What the money comes to, year by year, in sentences."""
    for row in funding.by_year:
        spent = f", of which {pounds(row.spent, 0)} is spent" if row.spent is not None else ""
        short = -(row.headroom or 0)
        over = f"; the envelopes are over-committed by {pounds(short, 0)}" if short > 0 else ""
        yield f"{row.year}: {pounds(row.budget, 0)} for {counted(row.lines, 'funding line')}{spent}{over}."


def _by_year(funding: Funding) -> Grid:
    columns = (Column("Financial year"), *(Column(label, unit="£", figures=True) for label in MEASURES.values()))
    rows = (*(line(*_sums(row.year, row)) for row in funding.by_year), total(*_sums("Total", funding.total)))
    in_parts = any(row.incomplete.intersection(MEASURES) for row in (*funding.by_year, funding.total))
    remark = f"{PART} {HEADROOM}" if in_parts else HEADROOM
    return Grid("Money for schemes by financial year", columns, rows, remark)


def _sums(label: str, row: SumRow) -> list[Cell]:
    cells = [said(label)]
    for name in MEASURES:
        made = figure(getattr(row, name), MONEY)
        cells.append(in_part(made, name in row.incomplete))
    return cells


def _chart(funding: Funding, year: str) -> Bars:
    rows = funding.by_year
    budgets, spent = tuple(row.budget for row in rows), tuple(row.spent for row in rows)
    said_ = "; ".join(f"{row.year} {pounds(row.budget, 0)}" for row in rows)
    alt = f"Revised budgets by financial year: {said_}. The current year is {year}."
    return Bars(
        "Revised budget and what is spent, by financial year",
        alt,
        tuple(row.year for row in rows),
        (("Revised budget", budgets), ("Spent to date", spent)),
        MONEY,
    )


def _by_fund(funding: Funding) -> Grid:
    budgets = {(row.fund, row.year): row for row in funding.by_source_and_year}
    columns = (
        Column("Fund", share=4),
        *(Column(year, unit="£", figures=True, group="Revised budget") for year in funding.years),
        Column("Total", unit="£", figures=True, group="Revised budget"),
    )
    rows: list[Row] = []
    for row in funding.by_source:
        cells = [
            figure(one.budget if one and one.lines else None, MONEY, ("fund", row.fund), year)
            for year in funding.years
            for one in [budgets.get((row.fund, year))]
        ]
        rows.append(line(said(row.fund), *cells, figure(row.budget, MONEY)))
    sums = [figure(row.budget, MONEY) for row in funding.by_year]
    rows.append(total(said("Total"), *sums, figure(funding.total.budget, MONEY)))
    return Grid("Revised budgets by fund and financial year", columns, tuple(rows), landscape=len(funding.years) > 5)


def _moves(rows: list[MoveRow], before: str) -> Block:
    if not rows:
        return Text(f"No money was moved between schemes, funds or years since {show_date(before)}.")
    columns = (
        *(Column("Move", share=1), Column("On", share=2), Column("Amount", unit="£", figures=True, share=2)),
        *(Column("From", share=5), Column("To", share=5), Column("Reason", share=5)),
    )
    made = tuple(
        line(
            said(row.number),
            day(row.on),
            figure(row.amount, MONEY),
            *map(said, (row.from_words, row.to_words, row.reason)),
        )
        for row in rows
    )
    return Grid(f"Money moved since {show_date(before)}", columns, made)
