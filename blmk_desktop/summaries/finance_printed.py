"""What finance sources print of their own figures, each claim held against the figures of its own page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
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
    """A sheet of a source: its figures by row, period and measure, the category of each row, and its claims."""

    figures: dict[tuple[int, str, str], Value] = field(default_factory=dict)
    categories: dict[int, tuple[str, str]] = field(default_factory=dict)  # row to area and category
    claims: list[Any] = field(default_factory=list)

    def add(self, row: Any, category: str | None) -> None:
        """Count a figure as printed here."""
        at = row_of(row.cell)
        self.figures[at, row.period or "", row.measure] = (row.value, 2 if row.decimals is None else row.decimals)
        if category:
            self.categories[at] = (row.area or "", category)


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
    unprinted = [one for (source, sheet, *_), page in pages.items() for one in _unprinted(source, sheet, page)]
    return PrintedPages(tuple(claims), tuple(unprinted))


def _pages(connection: Connection, area: str, year: str, month: int) -> dict[tuple[str, ...], _Page]:
    """The pages of sources, by source, sheet, year and month; one of each area where those stand beside each other."""
    found: list[tuple[str, Any]] = []
    for kind in ("stated_budget", "budget_figure"):
        table = TABLES[kind].c
        columns = table if kind == "stated_budget" else [table[name] for name in _OF_FIGURES]
        query = select(*columns).where(table.source.is_not(None), table.month.is_not(None))
        query = query.where(table.year == year, table.month == month) if year else query
        if area:
            claims = TABLES["stated_budget"].c
            query = query.where(table.source.in_(select(claims.source).where(claims.area == area).distinct()))
        rows = connection.execute(query.order_by(table.source, table.sheet, table.id))
        found += [(kind, row) for row in rows]
    stated = [row for kind, row in found if kind == "stated_budget"]
    if not _of_one_source(stated):
        stated = still_said(stated, source_order(connection), _page_of, _subject_of)
    still = {row.id for row in stated}
    beside = _beside(row for kind, row in found if kind == "budget_figure")
    pages: dict[tuple[str, ...], _Page] = defaultdict(_Page)
    for kind, row in found:
        sheet = _sheet_of(row)
        page = pages[(*sheet, row.area or "") if sheet in beside else sheet]
        if kind == "stated_budget" and row.id not in still:
            continue  # of an older edition
        if kind == "stated_budget":
            page.claims.append(row)
        if kind == "budget_figure" or row.measure not in ("variance", SHARE):
            page.add(row, row.category)
    return {key: page for key, page in pages.items() if page.claims}


def _of_one_source(stated: Iterable[Any]) -> bool:
    """Whether one source alone tells of each area and month, so that none can be another's later edition."""
    sources: dict[tuple[object, ...], str] = {}
    return all(sources.setdefault((row.area, row.year, row.month), row.source) == row.source for row in stated)


def _page_of(row: Any) -> tuple[str, str]:
    return row.source, row.sheet or ""


def _subject_of(row: Any) -> tuple[object, ...]:
    return row.area, row.category, row.label, row.year, row.month, row.period, row.measure


def _sheet_of(row: Any) -> tuple[str, ...]:
    return row.source, row.sheet or "", row.year or "", str(row.month or 0)


def _beside(figures: Iterable[Any]) -> set[tuple[str, ...]]:
    """The sheets of which a row has plans of several areas."""
    areas: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for row in figures:
        if row.measure == "plan":
            areas[(*_sheet_of(row), str(row_of(row.cell)))].add(row.area)
    return {key[:-1] for key, several in areas.items() if len(several) > 1}


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
    return [
        value
        for (at, period, measure), value in page.figures.items()
        if at in within and at in page.categories and (period, measure) == (row.period or "", row.measure)
    ]


def _row_parts(row: Any, page: _Page) -> list[Value]:
    """Plan and outturn of a claim's own row; empty where one is not there."""
    at, period, figures = row_of(row.cell), row.period or "", page.figures
    plan = figures.get((at, period, "plan"))
    outturn = figures.get((at, period, "actual")) or figures.get((at, period, "forecast"))
    return [plan, outturn] if plan and outturn else []


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
            values = _of_row(page.figures, at, period)
            if at in rows or values is None or len(rows) * 2 < len(page.categories):
                continue
            column = _CELL.fullmatch(cells[period])
            if percent(*values) and column:
                cell = f"{sheet}!{column[1]}{at}" if sheet else f"{column[1]}{at}"
                about = page.claims[0]
                share = percent(*values) or 0
                found.append(Unprinted(source, cell, area, category, about.year, about.month, period, share))
    return found


def _of_row(figures: Mapping[tuple[int, str, str], Value], at: int, period: str) -> tuple[int, int] | None:
    plan = figures.get((at, period, "plan"))
    outturn = figures.get((at, period, "actual")) or figures.get((at, period, "forecast"))
    return (plan[0], outturn[0]) if plan and outturn else None
