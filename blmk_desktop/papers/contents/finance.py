"""The delegated primary care finance report: each block to date and for the year, with reasons for what strays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from blmk_desktop.check import key_of
from blmk_desktop.errors import UserError
from blmk_desktop.papers.cells import NOTHING, figure, said
from blmk_desktop.papers.contents.finance_words import known, month_name
from blmk_desktop.papers.linked_risks import risk_lines
from blmk_desktop.papers.model import Bars, Cell, Column, Content, Grid, Heading, NewPage, Row, Text
from blmk_desktop.periods import month_end, show_date
from blmk_desktop.records.declaration import PERCENT, THOUSANDS
from blmk_desktop.rules.wording import listed, pounds, sentence, several
from blmk_desktop.summaries.finance import FULL_YEAR, TO_DATE, months, report
from blmk_desktop.summaries.finance_printed import SHARE, printed
from blmk_desktop.summaries.finance_rows import newest

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from blmk_desktop.papers.catalogue import Asked
    from blmk_desktop.papers.model import Block
    from blmk_desktop.summaries.finance import Block as Lines
    from blmk_desktop.summaries.finance import FinanceRow, Position, Report
    from blmk_desktop.summaries.finance_rows import ReportMonth

OUTTURNS = {TO_DATE: ("Year to date", "actual", "Actual"), FULL_YEAR: ("Full year", "forecast", "Forecast")}
SIGNS = "A variance is plan less actual or forecast: favourable is positive, adverse stands in brackets."
ROUNDED = "Figures are rounded, so they may not add up to the last thousand."
TITLES = {"delegated": "Delegated primary care", "other primary care": "Other primary care services"}
NAMED = 12  # months that are named where another was asked for
NO_REASON = "Nobody has said why yet."
NOWHERE = ("nowhere",)  # a figure that no source prints: no finding on a printed one is about it


@dataclass(frozen=True)
class Told:
    """A report, and where its sources leave a percentage out: by category and period."""

    report: Report
    unprinted: Mapping[tuple[str, str], str]


def content(connection: Connection, asked: Asked) -> Content:
    """The position of an area at a month. Raises UserError where no figures of a month are known."""
    month = _month(connection, asked)
    found = report(connection, month.area, month.year, month.month)
    pages = printed(connection, found.area, found.year, found.month)
    left_out = {(one.category, one.period): one.where for one in pages.unprinted if one.area == found.area}
    risks = risk_lines(connection, asked.as_at, lambda row: row.budget_line)
    return Content(
        f"Delegated primary care finance report, {month_name(found)}",
        tuple(_blocks(Told(found, left_out))),
        known(found, risks),
        frozenset({"budget_figure"}),
    )


def choices(connection: Connection, asked: Asked) -> list[str]:
    """The areas and months that there are figures of: the one that was usual on the day, then the newest first."""
    return [_words(month) for month in _in_order(connection, asked)]


def _in_order(connection: Connection, asked: Asked, area: str = "") -> list[ReportMonth]:
    """Months, the newest first; of those that had ended by then the one that is shown unless another is asked for."""
    known_months = months(connection, area)
    ended = [one for one in known_months if month_end(one.year, one.month) <= asked.as_at]
    first = newest(ended)
    return ([first] if first else []) + [one for one in known_months if one != first]


def _words(month: ReportMonth) -> str:
    return f"{month.area}, {month.words}"


def _month(connection: Connection, asked: Asked) -> ReportMonth:
    """The month that is asked for by its words, or the usual one of an area that is named alone, or of all."""
    known_months = _in_order(connection, asked)
    if not known_months:
        raise UserError("There are no finance figures yet. Import a monthly finance report first.")
    named = next((one for one in known_months if _words(one) == asked.of), None)
    if named:
        return named
    of_area = _in_order(connection, asked, asked.of)
    if not of_area:
        raise UserError(
            f"There are no figures of '{asked.of}'. There are: {several(list(map(_words, known_months)), NAMED, '; ')}."
        )
    if month_end(of_area[0].year, of_area[0].month) > asked.as_at:
        raise UserError(f"By {show_date(asked.as_at)} no month had ended of which there are finance figures.")
    return of_area[0]


def _blocks(told: Told) -> Iterator[Block]:
    found = told.report
    for number, block in enumerate(found.blocks):
        yield from (NewPage(),) if number else ()
        yield Heading(TITLES.get(block.name, block.name.capitalize()))
        yield from () if number else (Text(_covers(found)),)
        yield _grid(block, told)
    if found.total:
        yield Heading("All primary care")
        rows = [block.total for block in found.blocks]
        lines = [_row(row, told, "line") for row in rows]
        yield _table("All primary care", (*lines, _row(found.total, told, "total")))
    yield from _reasons(found)
    yield from _chart(found)


def _covers(found: Report) -> str:
    """What the figures are of, and which are missing."""
    first, last = month_end(found.year, found.starts), month_end(found.year, found.month)
    text = (
        f"The position of {found.area} from {show_date(first[:8] + '01')} to {show_date(last)}, with the forecast to "
        f"{show_date(month_end(found.year, 12))}."
    )
    if found.parts:
        text += f" The figures are those of {listed(found.parts)}, added up."
    if found.missing:
        text += f" There are no figures of {listed(found.missing)}."
    if found.silent:
        text += f" Nothing is said of this month yet of {listed(found.silent)}."
    return text


def _grid(block: Lines, told: Told) -> Grid:
    rows = [_row(row, told, "line") for row in block.rows]
    own = {row.category: row for row in block.rows}
    apart = [_row(_as_its_line(row, own), told, "line") for row in block.apart]
    of_which = [Row((said("Of which"),), "group"), *apart] if apart else []
    caption = TITLES.get(block.name, block.name.capitalize())
    return _table(f"{caption}: year to date and forecast", (*rows, _row(block.total, told, "total"), *of_which))


def _as_its_line(row: FinanceRow, own: Mapping[str, FinanceRow]) -> FinanceRow:
    """What is shown apart and is one line only is that line under another name: its footnotes hold here too."""
    line = own.get(row.categories[0]) if len(row.categories) == 1 else None
    return replace(line, label=row.label, depth=0) if line else row


def _table(caption: str, rows: Sequence[Row]) -> Grid:
    columns = [Column("Expenditure", share=4)]
    for period, _, outturn in OUTTURNS.values():
        columns += [
            Column("Plan", "£000", figures=True, group=period),
            Column(outturn, "£000", figures=True, group=period),
            Column("Variance", "£000", figures=True, group=period),
            Column("Variance", "%", figures=True, group=period),
            Column("RAG", group=period),
        ]
    cells = [cell for row in rows for cell in row.cells if cell.unit is THOUSANDS]
    whole = all((cell.value or 0) % THOUSANDS.scale == 0 for cell in cells)
    return Grid(caption, tuple(columns), tuple(rows), SIGNS if whole else f"{SIGNS} {ROUNDED}", landscape=True)


def _row(row: FinanceRow, told: Told, kind: str) -> Row:
    cells = [said(f"{'– ' * row.depth}{row.label}")]
    for period, position in ((TO_DATE, row.to_date), (FULL_YEAR, row.full_year)):
        cells += _position(row, period, position, told)
    return Row(tuple(cells), kind)


def _position(row: FinanceRow, period: str, position: Position, told: Told) -> Iterator[Cell]:
    """Plan, outturn, variance, its share of the plan, and RAG, each with the places that print it."""
    measure = OUTTURNS[period][1]
    figures = {"plan": position.plan, measure: position.outturn}
    for name, one in figures.items():
        cell = figure(one.value if one else None, THOUSANDS)
        at = " › ".join(filter(None, (one.source, one.cell))) if one else ""
        notes = tuple(_basis(row, one.basis, one.note)) if one and name != "plan" else ()
        yield _named(replace(cell, notes=notes), row, position, told, name, at)
    yield _named(figure(position.variance, THOUSANDS), row, position, told, "variance")
    at = told.unprinted.get((row.category, period), "") if row.category else ""
    yield _named(figure(position.percent, PERCENT), row, position, told, SHARE, at)
    yield said(position.rag or NOTHING, position.rag.lower())


def _basis(row: FinanceRow, basis: str, note: str) -> Iterator[str]:
    """What a figure rests on where it is more than what was spent."""
    if basis and basis != "ledger":
        yield f"{row.label}: {basis}.{f' {sentence(note)}' if note else ''}"


def _named(cell: Cell, row: FinanceRow, position: Position, told: Told, measure: str, at: str = "") -> Cell:
    """The cell named as findings name it, with the places that print its figure."""
    if row.level == "apart":
        return cell
    found, stated = told.report, position.stated.get(measure)
    own = f"figures of {month_name(found)}" if row.category and measure in ("plan", "actual", "forecast") else ""
    places = tuple(dict.fromkeys(filter(None, (stated.where if stated else "", at, own))))
    about = key_of(row.area, row.category, found.year, found.month)
    return replace(cell, about=about, measure=measure, places=places or NOWHERE)


def _reasons(found: Report) -> Iterator[Block]:
    """Why lines stray from their plan, and the red ones of which nobody has said so."""
    yield Heading("Reasons for variances")
    rows = [row for row in found.rows if row.reason or row.needs_reason]
    if not rows:
        yield Text("No line is red, and no reasons were given.")
        return
    columns = (
        Column("Line", share=3),
        Column("RAG", share=1),
        Column("Forecast variance", "£000", figures=True),
        Column("Reason", share=6),
        Column("What is done about it", share=6),
        Column("Owner", share=2),
    )
    yield Grid("Reasons for variances", columns, tuple(_reason(row) for row in rows))


def _reason(row: FinanceRow) -> Row:
    rag = said(row.worst or NOTHING, row.worst.lower())
    words = (row.reason.reason, row.reason.action, row.reason.owner) if row.reason else (NO_REASON, "", "")
    return Row(
        (said(row.label), rag, figure(row.full_year.variance, THOUSANDS), *(said(one or NOTHING) for one in words))
    )


def _chart(found: Report) -> Iterator[Block]:
    """How far the forecast of each line strays from its plan, the most over first."""
    strays = [(row.label, row.full_year.variance) for row in found.rows if row.depth == 0 and row.full_year.variance]
    if not strays:
        return
    strays.sort(key=lambda one: (one[1] or 0, one[0]))
    told = "; ".join(f"{label} {pounds(value or 0, 0)}" for label, value in strays)
    yield Bars(
        "Variance of the forecast from plan, by line (£000; adverse in brackets)",
        f"Bar chart of the forecast's variance from plan, adverse to the left. {told}.",
        tuple(label for label, _ in strays),
        (("Plan less forecast", tuple(value for _, value in strays)),),
        THOUSANDS,
    )
