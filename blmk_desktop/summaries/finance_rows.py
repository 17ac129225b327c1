"""What a finance report holds: blocks of rows, each with plan, outturn, variance, RAG and reason; trends; bridges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from blmk_desktop.rules.variance import RunRate, Step, percent, variance

TO_DATE, FULL_YEAR = "year to date", "full year"
ALL = "all primary care"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in pence, and where it comes from. `id` is its record's; 0 where it was worked out of several.

    `origin` is report, ledger, return or entered, 'budget' of a plan that is the budget's share, or 'sum'.
    """

    value: int
    origin: str = ""
    basis: str = ""
    note: str = ""
    source: str = ""
    cell: str = ""  # with its sheet: Delegated!B5
    decimals: int | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Stated:
    """What a source prints, by our sign rule (favourable positive), and `printed` as it stands there.

    Money in pence, a percentage in hundredths of a point. `verdict` is held, rounded, lost sign, failed or unknown;
    `computed` what it should be.
    """

    measure: str  # plan, actual, forecast, variance, variance_percent
    value: int
    printed: int
    decimals: int
    source: str
    cell: str  # with its sheet
    convention: str = ""
    verdict: str = "unknown"
    computed: int | None = None
    id: int = 0

    @property
    def where(self) -> str:
        """Where it stands, as a finding says it."""
        return f"{self.source} › {self.cell}"


@dataclass(frozen=True, slots=True)
class Position:
    """Plan against what it came to, to date or for the full year. `outturn` is the actual or the forecast.

    `stated` are the claims of sources about it, by measure. `unprinted` names measures that the source prints of
    the other lines of the table and not of this one.
    """

    plan: Figure | None = None
    outturn: Figure | None = None
    rag: str = ""
    stated: Mapping[str, Stated] = field(default_factory=dict)
    unprinted: tuple[str, ...] = ()

    @property
    def variance(self) -> int | None:
        """Plan less actual or forecast, in pence: favourable is positive."""
        return variance(self.plan.value, self.outturn.value) if self.plan and self.outturn else None

    @property
    def percent(self) -> int | None:
        """The variance in hundredths of a percentage point of the plan; None of no plan."""
        return percent(self.plan.value, self.outturn.value) if self.plan and self.outturn else None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a line is over or under its plan, and what is done about it."""

    id: int
    reason: str
    action: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True)
class FinanceRow:
    """A row of the report. `level` is line, heading (of lines within it), apart (all lines of a nature) or total.

    `category` is '' of a total. `moved` is by how much the forecast's variance is better (or worse, negative) than at
    the report before. `categories` are those that a heading or total adds up.
    """

    label: str
    level: str
    block: str
    nature: str
    area: str
    category: str = ""
    depth: int = 0
    to_date: Position = Position()
    full_year: Position = Position()
    run_rates: tuple[RunRate, ...] = ()
    moved: int | None = None
    reason: Reason | None = None
    categories: tuple[str, ...] = ()

    @property
    def worst(self) -> str:
        """The graver RAG of the two positions."""
        rags = (self.to_date.rag, self.full_year.rag)
        return next((one for one in ("Red", "Amber", "Green") if one in rags), "")

    @property
    def needs_reason(self) -> bool:
        """Whether it is a red line that nobody has explained."""
        return self.level in ("line", "heading") and self.worst == "Red" and self.reason is None


@dataclass(frozen=True, slots=True)
class Block:
    """A table of the report: its rows in the committee's order, its total, and what is shown apart from spend."""

    name: str
    rows: tuple[FinanceRow, ...]
    total: FinanceRow
    apart: tuple[FinanceRow, ...] = ()  # spend, reserves, contingency, prior-year benefit, QIPP: those there are


@dataclass(frozen=True, slots=True, order=True)
class ReportMonth:
    """A month of which an area, or an area within it, has figures. `words` name it: 'September 2022 (M06)'.

    `reported`: a report or a ledger tells of it, not only what was entered or returned.
    """

    year: str
    month: int
    area: str
    words: str = field(default="", compare=False)
    reported: bool = field(default=False, compare=False)


def newest(months: Sequence[ReportMonth]) -> ReportMonth | None:
    """The newest of months that a report or a ledger tells of, else the newest; they come newest first.

    A line or two that were entered since are no report yet.
    """
    return next((one for one in months if one.reported), months[0] if months else None)


@dataclass(frozen=True, slots=True)
class Report:
    """The position of an area at a month. `starts` is the first month that it covers (1 is April).

    `parts` are the areas whose figures are added up where the area has none of its own, `missing` those of its parts
    that have none. `total` is of both blocks; None with one block only. `before` is the month of the report before.
    `silent` are the categories known before of which nothing is said yet of this month: their rows are blank.
    """

    area: str = ""
    year: str = ""
    month: int = 0
    words: str = ""
    starts: int = 1
    blocks: tuple[Block, ...] = ()
    total: FinanceRow | None = None
    parts: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    before: ReportMonth | None = None
    silent: tuple[str, ...] = ()

    @property
    def rows(self) -> list[FinanceRow]:
        """All rows but the totals."""
        return [row for block in self.blocks for row in block.rows]

    @property
    def unexplained(self) -> list[FinanceRow]:
        """The red lines that need a reason."""
        return [row for row in self.rows if row.needs_reason]


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """A month of a trend, in pence: figures to date, the month's own, and the full year as it was forecast then.

    `moved` is by how much the forecast's variance is better than a month before.
    """

    month: int
    words: str
    plan_to_date: int | None
    actual_to_date: int | None
    plan: int | None
    actual: int | None
    plan_year: int | None
    forecast: int | None
    moved: int | None = None
    origin: str = ""

    @property
    def variance_to_date(self) -> int | None:
        """Plan less actual to date."""
        return _less(self.plan_to_date, self.actual_to_date)

    @property
    def variance(self) -> int | None:
        """Plan less actual of the month."""
        return _less(self.plan, self.actual)

    @property
    def forecast_variance(self) -> int | None:
        """Plan less forecast of the full year."""
        return _less(self.plan_year, self.forecast)


@dataclass(frozen=True, slots=True)
class Trend:
    """The months of a year of one category, one block or all of an area; a month without figures has none."""

    area: str
    year: str
    subject: str
    points: tuple[TrendPoint, ...] = ()
    subjects: tuple[str, ...] = ()  # what there is a trend of: all, blocks, categories


@dataclass(frozen=True, slots=True)
class Bridge:
    """From plan to outturn, line by line: adverse steps add to cost. `steps` begin with a start and end with an end."""

    area: str
    year: str
    month: int
    period: str
    subject: str
    steps: tuple[Step, ...] = ()


def _less(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one - other
