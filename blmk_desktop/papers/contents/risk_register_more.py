"""What stands under the scores of a risk register: what is done, what is overdue, what went up a level, what closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from blmk_desktop.papers.cells import day, figure, line, said
from blmk_desktop.papers.linked_risks import titled
from blmk_desktop.papers.model import Column, Grid, Heading, Text
from blmk_desktop.periods import show_date
from blmk_desktop.records.declaration import COUNT
from blmk_desktop.records.tables import TABLES
from blmk_desktop.rules.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

    from blmk_desktop.papers.model import Block
    from blmk_desktop.summaries.risk_movement import Movements
    from blmk_desktop.summaries.risks import RiskRow


NO_APPETITE = "Nobody has said up to which score these risks are tolerated."


def closed(moved: Movements) -> Iterator[Block]:
    """The risks that were closed since, and why."""
    rows = [row.risk for row in moved.rows if row.moved == "closed"]
    if not rows:
        return
    columns = (Column("Ref."), Column("Risk", share=6), Column("Closed"), Column("Why", share=6))
    made = tuple(
        line(said(row.reference), said(titled(row)), day(row.closed), said(row.closed_reason or "Nobody says why."))
        for row in rows
    )
    yield Grid(f"Risks closed since {show_date(moved.since)}", columns, made)


def treatment(rows: Sequence[RiskRow]) -> Iterator[Block]:
    """What holds each open risk, what is missing, and what is done about it."""
    if not rows:
        return
    yield Heading("What is done about them")
    columns = (
        *(Column("Ref.", share=2), Column("Controls", share=6), Column("Gaps", share=5), Column("Assurance", share=4)),
        *(Column("Plan", share=5), Column("Position", share=5), Column("Actions open", share=2)),
    )
    made = tuple(
        line(
            said(row.reference),
            *map(said, (row.controls, row.gaps, row.assurance, row.plan, row.position)),
            said(_left(row)),
        )
        for row in rows
    )
    yield Grid("Controls, gaps and progress of open risks", columns, made, landscape=True)


def _left(row: RiskRow) -> str:
    if not row.actions:
        return "None" if row.no_action else "Tolerated" if row.treatment == "tolerate" else "–"
    late = f"\n{row.actions_late} late" if row.actions_late else ""
    return f"{row.actions_open} of {row.actions}{late}"


def due(rows: Sequence[RiskRow], above: Sequence[RiskRow], overdue: Sequence[RiskRow], as_at: str) -> Iterator[Block]:
    """Of the open risks those above appetite, and those whose review is overdue."""
    yield Heading("Above what is tolerated")
    if above:
        columns = (Column("Ref."), Column("Risk", share=7), Column("Category", share=3), Column("Score", figures=True))
        made = tuple(
            line(
                said(row.reference),
                said(titled(row)),
                said(row.category),
                figure(row.score, COUNT),
                figure(row.most, COUNT),
            )
            for row in above
        )
        yield Grid("Risks above appetite", (*columns, Column("Tolerated up to", figures=True)), made)
    else:
        unknown = bool(rows) and all(row.most is None for row in rows)
        yield Text(NO_APPETITE if unknown else "No open risk scores more than is tolerated.")
    yield Heading("Reviews overdue")
    if not overdue:
        yield Text(f"No review was overdue on {show_date(as_at)}.")
        return
    reviewed = (
        *(Column("Ref."), Column("Risk", share=6), Column("Owner", share=4)),
        *(Column("Last review"), Column("Due"), Column("Late")),
    )
    made = tuple(
        line(
            *(said(row.reference), said(titled(row)), said(row.owner), day(row.last_review), day(row.review_due)),
            said(counted(row.days_overdue, "day")),
        )
        for row in overdue
    )
    yield Grid(f"Reviews overdue on {show_date(as_at)}, the longest first", reviewed, made)


def escalations(connection: Connection, rows: Sequence[RiskRow], first: str, as_at: str) -> Iterator[Block]:
    """Risks that were passed up or down since a day."""
    table, shown = TABLES["risk_escalation"].c, {row.reference: row for row in rows}
    query = select(table.risk, table.on, table.level, table.reason).order_by(table.on, table.risk)
    passed = [one for one in connection.execute(query.where(table.on > first, table.on <= as_at)) if one.risk in shown]
    yield Heading("Escalations")
    if not passed:
        yield Text(f"No risk was passed up or down between {show_date(first)} and {show_date(as_at)}.")
        return
    columns = (Column("Ref."), Column("Risk", share=6), Column("On"), Column("To", share=2), Column("Reason", share=6))
    made = tuple(
        line(said(one.risk), said(titled(shown[one.risk])), day(one.on), said(one.level.capitalize()), said(one.reason))
        for one in passed
    )
    yield Grid(f"Risks passed up or down since {show_date(first)}", columns, made)
