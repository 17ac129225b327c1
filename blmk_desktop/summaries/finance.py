"""The monthly finance report of an area: every line with its variance, what sources print of it, and its reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from blmk_desktop.periods import month_end, month_label
from blmk_desktop.records.budgets import BLOCKS, NATURES
from blmk_desktop.records.tables import TABLES
from blmk_desktop.rules import variance as rules
from blmk_desktop.rules.variance import Band, rag, run_rates
from blmk_desktop.rules.wording import MONTHS as MONTH_NAMES
from blmk_desktop.summaries.areas import area_parts
from blmk_desktop.summaries.finance_figures import SUM, Around, MonthFigures, moved, silent, year_figures
from blmk_desktop.summaries.finance_printed import SHARE, PrintedPages, printed
from blmk_desktop.summaries.finance_rows import (
    ALL,
    FULL_YEAR,
    TO_DATE,
    Block,
    Bridge,
    Figure,
    FinanceRow,
    Position,
    Reason,
    Report,
    ReportMonth,
    Stated,
    Trend,
    TrendPoint,
    newest,
)
from blmk_desktop.summaries.finance_trend import trend

if TYPE_CHECKING:
    from sqlalchemy import Connection

__all__ = [
    "ALL", "FULL_YEAR", "TO_DATE", "Block", "Bridge", "Figure", "FinanceRow", "Position", "Reason", "Report",
    "ReportMonth", "Stated", "Trend", "TrendPoint", "bridge", "months", "report", "trend",
]  # fmt: skip
REPORTED = ("report", "ledger")  # origins that tell of a whole month
OUTTURN = {TO_DATE: "actual", FULL_YEAR: "forecast"}
ENDS = {TO_DATE: ("Plan to date", "Actual to date"), FULL_YEAR: ("Plan for the year", "Forecast")}


@dataclass(frozen=True, slots=True)
class Category:
    """A heading of spend, and those within it."""

    name: str
    block: str
    nature: str
    within: str
    position: int


@dataclass(frozen=True, slots=True)
class _Claims:
    """What sources print of an area: by category and period, what they leave out, and of totals by block and period.

    A total of both blocks is of the block ''.
    """

    lines: Mapping[tuple[str, str], Mapping[str, Stated]]
    unprinted: Mapping[tuple[str, str], tuple[str, ...]]
    totals: Mapping[tuple[str, str], Mapping[str, Stated]]


@dataclass(frozen=True, slots=True)
class _Making:
    """What the rows of a report are made of."""

    area: str
    at: MonthFigures
    month: int
    before: MonthFigures | None
    bands: Sequence[Band]
    children: Mapping[str, Sequence[Category]]
    claims: _Claims
    reasons: Mapping[str, Reason]
    silent: Collection[str] = ()


def months(connection: Connection, area: str = "") -> list[ReportMonth]:
    """The months that there are figures of, the newest first; of one area, or of every area that has any.

    An area has those of the areas within it too. Of one month the widest area comes first.
    """
    table, within = TABLES["budget_figure"].c, area_parts(connection)
    query = select(table.year, table.month, table.area, table.origin.in_(REPORTED)).distinct()
    found: dict[tuple[str, int, str], bool] = {}
    for year, month, own, reported in connection.execute(query):
        above = own
        while above and found.get((year, month, above)) not in (True, bool(reported)):
            found[year, month, above] = bool(reported)
            above = within.get(above, "")
    made = [
        ReportMonth(*one, month_words(one[0], one[1]), reported)
        for one, reported in found.items()
        if area in ("", one[2])
    ]
    depth = {one.area: _depth(one.area, within) for one in made}
    return sorted(made, key=lambda one: (-int(one.year[:4]), -one.month, depth[one.area], one.area))


def _depth(area: str, within: Mapping[str, str]) -> int:
    depth, seen = 0, {area}
    while (area := within.get(area, "")) and area not in seen:
        seen.add(area)
        depth += 1
    return depth


def month_words(year: str, month: int) -> str:
    """A month in words: 'September 2022 (M06)'."""
    day = month_end(year, month)
    return f"{MONTH_NAMES[int(day[5:7]) - 1]} {day[:4]} ({month_label(month)})"


def report(connection: Connection, area: str = "", year: str = "", month: int = 0) -> Report:
    """The position of an area at a month; the newest that was reported and the widest area unless they are given.

    An area without figures of its own has those of the areas within it added up.
    """
    known = months(connection, area)
    held = [one for one in known if year in ("", one.year) and month in (0, one.month)]
    first = newest(held)
    if first is None:
        return Report(area, year, month)
    area, year, month = first.area, first.year, first.month
    earlier = max(
        (one.month for one in known if one.area == area and one.year == year and one.month < month), default=0
    )
    found = year_figures(Around(connection), area, year, {month, earlier})
    at = found.months[month]
    categories = _categories(connection)
    claims = _claims(printed(connection, area, year, month), area, categories)
    before = found.months.get(earlier)
    reasons = _reasons(connection, area, year, month)
    still = silent(found, month)
    making = _Making(area, at, month, before, bands(connection), _children(categories), claims, reasons, still)
    blocks = tuple(made for name in BLOCKS if (made := _block(name, making)))
    whole = _total("All primary care", "", [row for block in blocks for row in block.rows], making)
    words = month_words(year, month)
    last = next((one for one in known if (one.area, one.year, one.month) == (area, year, earlier)), None)
    total = whole if len(blocks) > 1 else None
    untold = tuple(row.category for block in blocks for row in block.rows if row.category in still)
    return Report(area, year, month, words, at.starts, blocks, total, at.parts, found.missing, last, untold)


def bands(connection: Connection) -> list[Band]:
    """The thresholds of RAG."""
    table = TABLES["variance_band"].c
    return [Band(*row) for row in connection.execute(select(table.rag, table.share, table.amount))]


def _categories(connection: Connection) -> dict[str, Category]:
    """Every heading of spend, in the committee's order."""
    table = TABLES["budget_category"].c
    query = select(table.name, table.block, table.nature, table.within, table.position)
    made = [
        Category(name, block, nature, within or "", at or 0)
        for name, block, nature, within, at in connection.execute(query)
    ]
    return {one.name: one for one in sorted(made, key=lambda one: (one.position or 999, one.name))}


def _children(categories: Mapping[str, Category]) -> dict[str, list[Category]]:
    """The categories within each, and under '' and the block's name those that are within none."""
    found: dict[str, list[Category]] = defaultdict(list)
    for one in categories.values():
        found[one.within or one.block].append(one)
    return found


def _reasons(connection: Connection, area: str, year: str, month: int) -> dict[str, Reason]:
    table = TABLES["variance_reason"].c
    query = select(*table).where(table.area == area, table.year == year, table.month == month)
    return {
        row.category: Reason(row.id, row.reason, row.action or "", row.owner or "") for row in connection.execute(query)
    }


def _claims(pages: PrintedPages, area: str, categories: Mapping[str, Category]) -> _Claims:
    stated: dict[tuple[str, str], dict[str, Stated]] = defaultdict(dict)
    totals: dict[tuple[str, str], dict[str, Stated]] = defaultdict(dict)
    for claim in sorted(pages.claims, key=lambda claim: len(claim.categories)):  # of several totals, the widest
        if claim.area != area:
            continue
        if claim.category:
            stated[claim.category, claim.period][claim.stated.measure] = claim.stated
            continue
        blocks = {categories[one].block for one in claim.categories if one in categories}
        if blocks:
            of_block = next(iter(blocks)) if len(blocks) == 1 else ""
            totals[of_block, claim.period][claim.stated.measure] = claim.stated
    missing = {(one.category, one.period): (SHARE,) for one in pages.unprinted if one.area == area}
    return _Claims(stated, missing, totals)


def _block(name: str, making: _Making) -> Block | None:
    rows = [row for one in making.children.get(name, ()) for row in _rows(one, making, 0)]
    if not rows:
        return None
    total = _total(f"Total {name}", name, rows, making)
    natures = [nature for nature in NATURES if any(row.nature == nature for row in rows)]
    apart = [_of_nature(nature, name, rows, making) for nature in natures] if len(natures) > 1 else []
    return Block(name, tuple(rows), total, tuple(apart))


def _rows(category: Category, making: _Making, depth: int) -> list[FinanceRow]:
    """The row of a category, and below it those within it; none where nothing is known of any of them all year."""
    below = [row for one in making.children.get(category.name, ()) for row in _rows(one, making, depth + 1)]
    own = category.name in making.silent or any(key[0] == category.name for key in making.at.figures)
    if not (own or below):
        return []
    parts = [row for row in below if row.depth == depth + 1]
    positions = {period: _position(category.name, period, parts, making) for period in OUTTURN}
    about = (category.name, "heading" if below else "line", category.block, category.nature, making.area)
    row = FinanceRow(
        *about,
        category.name,
        depth,
        positions[TO_DATE],
        positions[FULL_YEAR],
        _run_rates(positions[TO_DATE], positions[FULL_YEAR], making),
        None if below and not own else _moved([category.name], making),
        making.reasons.get(category.name),
        tuple(part.category for part in parts),
    )
    return [row, *below]


def _position(category: str, period: str, parts: Sequence[FinanceRow], making: _Making) -> Position:
    """Plan and outturn of a category: its own figures, else those within it added up."""
    figures = making.at.figures
    plan, outturn = (
        figures.get((category, period, measure)) or _sum(parts, period, of)
        for measure, of in (("plan", "plan"), (OUTTURN[period], "outturn"))
    )
    stated = making.claims.lines.get((category, period), {})
    colour = rag(plan.value if plan else None, outturn.value if outturn else None, making.bands)
    return Position(plan, outturn, colour, stated, making.claims.unprinted.get((category, period), ()))


def _sum(rows: Sequence[FinanceRow], period: str, which: str) -> Figure | None:
    positions = [row.to_date if period == TO_DATE else row.full_year for row in rows]
    found: list[Figure] = [figure for one in positions if (figure := getattr(one, which))]
    return Figure(sum(one.value for one in found), SUM) if found else None


def _total(label: str, block: str, rows: Sequence[FinanceRow], making: _Making, level: str = "total") -> FinanceRow:
    """Rows added up; those within others count with these."""
    top = [row for row in rows if row.depth == 0]
    stated = {} if level == "apart" else making.claims.totals
    to_date, full_year = (
        replace(_total_position(top, period, making), stated=stated.get((block, period), {}))
        for period in (TO_DATE, FULL_YEAR)
    )
    categories = tuple(row.category for row in top)
    moved, rates = _moved(categories, making), _run_rates(to_date, full_year, making)
    return FinanceRow(label, level, block, "", making.area, "", 0, to_date, full_year, rates, moved, None, categories)


def _total_position(top: Sequence[FinanceRow], period: str, making: _Making) -> Position:
    plan, outturn = _sum(top, period, "plan"), _sum(top, period, "outturn")
    colour = rag(plan.value if plan else None, outturn.value if outturn else None, making.bands)
    return Position(plan, outturn, colour)


def _of_nature(nature: str, block: str, rows: Sequence[FinanceRow], making: _Making) -> FinanceRow:
    """All lines of a nature, which a committee wants to see apart: what is spent, and what is held back."""
    held = [row for row in rows if row.nature == nature]
    label = f"{nature[0].upper()}{nature[1:]}"
    return replace(_total(label, block, held, making, "apart"), nature=nature)


def _run_rates(to_date: Position, full_year: Position, making: _Making) -> tuple[rules.RunRate, ...]:
    if to_date.outturn is None:
        return ()
    plans = [one.plan.value if one.plan else None for one in (to_date, full_year)]
    return tuple(run_rates(to_date.outturn.value, plans[0], plans[1], range(making.at.starts, making.month + 1)))


def _moved(categories: Sequence[str], making: _Making) -> int | None:
    """By how much the variance of the forecast is better than at the report before; None where either is unknown."""
    return None if making.before is None else moved(making.at, making.before, categories)


def bridge(found: Report, subject: str = ALL, period: str = FULL_YEAR) -> Bridge:
    """From the plan of a report, or of one of its blocks, to its forecast; or of the year to date to the actual.

    What spends more comes first, the largest amount before the others, then what spends less. Lines of which plan or
    outturn is not known are left out of it.
    """
    rows = [row for block in found.blocks if subject in (ALL, block.name) for row in block.rows if row.depth == 0]
    start = end = 0
    strays = []
    for row in rows:
        at = row.to_date if period == TO_DATE else row.full_year
        if at.plan and at.outturn:
            start, end = start + at.plan.value, end + at.outturn.value
            strays.append((row.label, row.nature, at.outturn.value - at.plan.value))
    strays.sort(key=lambda one: -one[2])
    steps = rules.bridge(start, end, strays, ENDS[period]) if strays else []
    return Bridge(found.area, found.year, found.month, period, subject, tuple(steps))
