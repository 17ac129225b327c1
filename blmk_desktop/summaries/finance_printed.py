"""What finance sources print of their own figures, each claim held against the figures of its own page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from blmk_desktop.records.tables import TABLES
from blmk_desktop.rules.claims import agrees_with_ratio
from blmk_desktop.rules.plan_costs import quotient
from blmk_desktop.rules.plans import WHOLE
from blmk_desktop.rules.variance import Held, judged, ours, percent, variance
from blmk_desktop.summaries.finance_rows import Stated
from blmk_desktop.summaries.later_editions import source_order, still_said

if TYPE_CHECKING:
    from sqlalchemy import Connection

_CELL = re.compile(r"([A-Z]+)(\d+)")
SHARE = "variance_percent"
HELD = "held"
_OF_FIGURES = ("source", "sheet", "cell", "year", "month", "area", "category", "period", "measure", "value", "decimals")
Value = tuple[int, int]  # pence and decimals
Sheet = tuple[str, str, str, int]  # source, sheet, and the year and month that it tells of


@dataclass(frozen=True, slots=True)
class PrintedClaim:
    """A claim of a page, and what came of it. `stated` has it by our sign rule; `category` is '' of a total.

    `categories` are those that a total stands over. `parts` are what it was worked out from: plan and outturn of a
    percentage or variance, the lines of a total.
    """

    stated: Stated
    area: str
    category: str
    label: str
    year: str
    month: int
    period: str
    rule: str
    categories: tuple[str, ...] = ()
    parts: tuple[int, ...] = ()

    @property
    def subject(self) -> str:
        """The category, or the total's label as printed."""
        return self.category or self.label


@dataclass(frozen=True, slots=True)
class Unprinted:
    """A percentage that a page prints of its other lines and not of this one, and what it would be."""

    source: str
    cell: str  # with its sheet
    area: str
    category: str
    year: str
    month: int
    period: str
    computed: int

    @property
    def where(self) -> str:
        """Where it would stand, as a finding says it."""
        return f"{self.source} › {self.cell}"


@dataclass(slots=True)
class _Page:
    """A sheet of a source: its figures by period and measure and then by row, the category of each row, its claims."""

    figures: dict[tuple[str, str], dict[int, Value]] = field(default_factory=dict)
    categories: dict[int, tuple[str, str]] = field(default_factory=dict)  # row to area and category
    claims: list[Any] = field(default_factory=list)

    def add(self, cell: str | None, of: tuple[str, str], value: Value, about: tuple[str, str]) -> None:
        """Count a figure of a period and measure as printed here, about an area and a category ('' of a total)."""
        at = row_of(cell)
        self.figures.setdefault(of, {})[at] = value
        if about[1]:
            self.categories[at] = about

    def plan_and_outturn(self, at: int, period: str) -> tuple[Value, Value] | tuple[()]:
        """The two figures of a row, the forecast where it has no actual; nothing where one of them is not there."""
        plan, actual, forecast = (
            self.figures.get((period, measure), {}).get(at) for measure in ("plan", "actual", "forecast")
        )
        outturn = actual or forecast
        return (plan, outturn) if plan and outturn else ()


@dataclass(frozen=True, slots=True)
class PrintedPages:
    """All claims of some months, and what their pages leave out."""

    claims: tuple[PrintedClaim, ...] = ()
    unprinted: tuple[Unprinted, ...] = ()


@lru_cache(maxsize=10_000)  # every report prints the same cells
def row_of(cell: str | None) -> int:
    """The row of a cell, as on the sheet; 0 of none."""
    found = _CELL.fullmatch(cell or "")
    return int(found[2]) if found else 0


def printed(
    connection: Connection, area: str = "", year: str = "", month: int = 0, *, held: bool = True
) -> PrintedPages:
    """Every claim of monthly reports, worked out again from its own page; of the sources that tell of an area, or of
    one month, where these are given.

    Without `held` only those that do not hold, for a check of many reports.
    """
    pages = _pages(connection, area, year, month)
    claims = [claim for page in pages.values() for row in page.claims if (claim := _judge(row, page, held))]
    unprinted = [one for ((source, sheet, *_), _), page in pages.items() for one in _unprinted(source, sheet, page)]
    return PrintedPages(tuple(claims), tuple(unprinted))


def _pages(connection: Connection, area: str, year: str, month: int) -> dict[tuple[Sheet, str], _Page]:
    """The pages of sources: of each sheet one, and one of each area where those stand beside each other."""
    stated, figures = (list(_rows(connection, kind, area, year, month)) for kind in ("stated_budget", "budget_figure"))
    beside = _beside(figures)
    pages: dict[tuple[Sheet, str], _Page] = defaultdict(_Page)
    if not _of_one_source(stated):
        still = {row.id for row in still_said(stated, source_order(connection), _page_of, _subject_of)}
        stated = [row for row in stated if row.id in still]  # not of an older edition
    for row in stated:
        sheet = (row.source, row.sheet or "", row.year or "", row.month)
        page = pages[sheet, (row.area or "") if sheet in beside else ""]
        page.claims.append(row)
        if row.measure not in ("variance", SHARE):
            value = (row.value, 2 if row.decimals is None else row.decimals)
            page.add(row.cell, (row.period or "", row.measure), value, (row.area or "", row.category or ""))
    for source, name, cell, in_year, in_month, of, category, period, measure, amount, decimals in figures:
        sheet = (source, name or "", in_year or "", in_month)
        claimed = pages.get((sheet, (of or "") if sheet in beside else ""))
        if claimed is not None:
            value = (amount, 2 if decimals is None else decimals)
            claimed.add(cell, (period or "", measure), value, (of or "", category or ""))
    return pages


def _rows(connection: Connection, kind: str, area: str, year: str, month: int) -> Iterable[Any]:
    """What monthly reports print: claims with all that is known of them, figures as far as they are needed here."""
    table, claims = TABLES[kind].c, TABLES["stated_budget"].c
    columns = table if kind == "stated_budget" else [table[name] for name in _OF_FIGURES]
    query = select(*columns).where(table.source.is_not(None), table.month.is_not(None))
    query = query.where(table.year == year, table.month == month) if year else query
    if area:
        query = query.where(table.source.in_(select(claims.source).where(claims.area == area).distinct()))
    return connection.execute(query.order_by(table.source, table.sheet, table.id))


def _of_one_source(stated: Iterable[Any]) -> bool:
    """Whether one source alone tells of each area and month, so that none can be another's later edition."""
    sources: dict[tuple[object, ...], str] = {}
    return all(sources.setdefault((row.area, row.year, row.month), row.source) == row.source for row in stated)


def _page_of(row: Any) -> tuple[str, str]:
    return row.source, row.sheet or ""


def _subject_of(row: Any) -> tuple[object, ...]:
    return row.area, row.category, row.label, row.year, row.month, row.period, row.measure


def _beside(figures: Iterable[Any]) -> set[Sheet]:
    """The sheets of which a row has plans of several areas."""
    first: dict[tuple[Sheet, int], str] = {}
    found = set()
    for source, name, cell, year, month, area, _, _, measure, *_ in figures:
        if measure == "plan":
            sheet = (source, name or "", year or "", month)
            if first.setdefault((sheet, row_of(cell)), area) != area:
                found.add(sheet)
    return found


def _judge(row: Any, page: _Page, with_held: bool) -> PrintedClaim | None:
    """What came of a claim; None of one that holds where those are not asked for."""
    decimals, convention = 2 if row.decimals is None else row.decimals, row.convention or ""
    parts = _total_parts(row, page) if row.rule == "total" else _row_parts(row, page)
    held = _held(row, parts, decimals, convention)
    if held and held.verdict == HELD and not with_held:
        return None
    covered: tuple[str, ...] = ()
    if row.first_row and row.last_row:
        within = range(row.first_row, row.last_row + 1)
        covered = tuple(category for one, (_, category) in sorted(page.categories.items()) if one in within)
    sign = ours(1, convention) if row.measure in ("variance", SHARE) else 1
    stated = Stated(
        row.measure,
        row.value * sign,
        row.value,
        decimals,
        row.source,
        f"{row.sheet}!{row.cell}" if row.sheet else row.cell,
        convention,
        held.verdict if held else "unknown",
        held.value * sign if held else None,
        row.id,
    )
    about = (row.area or "", row.category or "", row.label or "", row.year or "", row.month or 0, row.period or "")
    return PrintedClaim(stated, *about, row.rule, covered, tuple(value for value, _ in parts))


def _total_parts(row: Any, page: _Page) -> list[Value]:
    """The lines that a total stands over."""
    within = range(row.first_row or 0, (row.last_row or -1) + 1)
    column = page.figures.get((row.period or "", row.measure), {})
    return [value for at, value in column.items() if at in within and at in page.categories]


def _row_parts(row: Any, page: _Page) -> list[Value]:
    """Plan and outturn of a claim's own row; empty where one is not there."""
    return list(page.plan_and_outturn(row_of(row.cell), row.period or ""))


def _held(row: Any, parts: Sequence[Value], decimals: int, convention: str) -> Held | None:
    """What a claim should be, the way round that its source writes it; None where nothing is there to tell."""
    if not parts:
        return None
    if row.rule == "total":
        part, of = sum(value for value, _ in parts), 1
    else:
        (plan, _), (outturn, _) = parts
        strays = ours(variance(plan, outturn), convention)
        part, of = (strays * WHOLE, plan) if row.measure == SHARE else (strays, 1)
        if not of:
            return None
    if agrees_with_ratio(row.value, decimals, part, of):
        return Held(HELD, quotient(part, of) if of > 0 else quotient(-part, -of))
    return judged((row.value, decimals), Fraction(part, of), parts, percent=row.measure == SHARE)


def _unprinted(source: str, sheet: str, page: _Page) -> list[Unprinted]:
    """Lines of which the page prints no percentage, though it prints one of most others in that period."""
    columns: dict[str, set[int]] = defaultdict(set)
    cells: dict[str, str] = {}
    for row in page.claims:
        if row.measure == SHARE:
            columns[row.period or ""].add(row_of(row.cell))
            cells[row.period or ""] = row.cell
    found = []
    for period, rows in columns.items():
        for at, (area, category) in page.categories.items():
            values = [pence for pence, _ in page.plan_and_outturn(at, period)]
            if at in rows or not values or len(rows) * 2 < len(page.categories):
                continue
            column = _CELL.fullmatch(cells[period])
            if percent(*values) and column:
                cell = f"{sheet}!{column[1]}{at}" if sheet else f"{column[1]}{at}"
                about = page.claims[0]
                share = percent(*values) or 0
                found.append(Unprinted(source, cell, area, category, about.year, about.month, period, share))
    return found
