"""The rows of the budget as it was set: versions, lines by month, virements, and what two versions differ in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from blmk_desktop.records.budgets import BLOCKS, ORIGINS
from blmk_desktop.rules.adding_up import countable
from blmk_desktop.rules.funding import LineKey, budget_line_words
from blmk_desktop.rules.phasing import EQUAL, MONTHS
from blmk_desktop.rules.plans import total
from blmk_desktop.summaries.moves import Budgeted, RecordedMove

BUDGET, PROJECTION = "budget", "projection"
MONTH, TO_DATE, FULL_YEAR = "month", "year to date", "full year"
PLAN, ACTUAL, FORECAST = "plan", "actual", "forecast"


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version of the budget: how many lines it sets in which years, and what they come to before virements."""

    name: str
    kind: str
    agreed: str = ""
    note: str = ""
    lines: int = 0
    years: tuple[str, ...] = ()
    amount: int = 0
    id: int = 0


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure that a report, a ledger, a return or an entry gives of a line, in pence."""

    month: int
    period: str
    measure: str
    origin: str
    value: int
    basis: str = ""
    starts: int = 1  # the first month of its period
    note: str = ""
    source: str = ""
    sheet: str = ""
    cell: str = ""
    decimals: int = 2  # as printed: -3 in thousands
    id: int = 0

    @property
    def where(self) -> str:
        """Where it stands: 'report.xlsx › Position!C5'; '' for what was entered."""
        return " › ".join(filter(None, (self.source, "!".join(filter(None, (self.sheet, self.cell))))))

    @property
    def rank(self) -> int:
        """Which counts where several speak: the lowest. The report before the ledger, a return and an entry."""
        return ORIGINS.index(self.origin)


@dataclass(frozen=True)
class BudgetRow(Budgeted):
    """A line of a version: what was set, the virements since, its months. Money in pence.

    `id` is 0 for a line that only virements or figures speak of. `plan` is what it has now by month, April first.
    """

    area: str
    category: str
    year: str
    block: str
    nature: str
    plan: tuple[int, ...]
    profile: str = ""
    recurrent: bool | None = None
    figures: tuple[FigureRow, ...] = ()
    virements: tuple[str, ...] = ()
    note: str = ""
    source: str = ""
    sheet: str = ""
    cell: str = ""
    version: str = ""
    id: int = 0

    @property
    def key(self) -> LineKey:
        """Area, category and year: what tells it from other lines of its version."""
        return (self.area, self.category, self.year)

    @property
    def profile_words(self) -> str:
        """What it is phased by."""
        return self.profile or EQUAL

    @cached_property
    def actual(self) -> tuple[int | None, ...]:
        """What each month came to: as said of it, or a year to date less that of the month before, as sources count."""
        return tuple(self._actual_of(month) for month in MONTHS)

    @cached_property
    def reached(self) -> int:
        """The last month of which an actual is known; 0 if of none."""
        told = (one.month for one in self.figures if one.measure == ACTUAL and one.period != FULL_YEAR)
        return max(told, default=0)

    @cached_property
    def _told_last(self) -> FigureRow | None:
        """The last year to date that anybody gives."""
        told = (self.told(month, TO_DATE, ACTUAL) for month in range(self.reached, 0, -1))
        return next((one for one in told if one is not None), None)

    @cached_property
    def actual_to_date(self) -> int | None:
        """What the year came to up to the last month known: the last year to date that is given, and the months since.

        None where one of those is not known.
        """
        told = self._told_last
        since = self.actual[told.month if told else 0 : self.reached]
        if not self.reached or None in since:
            return None
        return (told.value if told else 0) + sum(value for value in since if value is not None)

    @property
    def plan_to_date(self) -> int | None:
        """The plan of the same months: a report's period need not begin in April."""
        told = self._told_last
        return sum(self.plan[(told.starts if told else 1) - 1 : self.reached]) if self.reached else None

    @property
    def variance(self) -> int | None:
        """Plan less actual to date: favourable positive, adverse negative."""
        plan, actual = self.plan_to_date, self.actual_to_date
        return None if plan is None or actual is None else plan - actual

    @cached_property
    def forecast(self) -> int | None:
        """The forecast of the year of the last month that gives one."""
        told = [one for one in self.figures if one.measure == FORECAST and one.period == FULL_YEAR]
        return min(told, key=lambda one: (-one.month, one.rank)).value if told else None

    @property
    def forecast_variance(self) -> int | None:
        """Budget less forecast: favourable positive, adverse negative."""
        return None if self.forecast is None else self.budget - self.forecast

    @cached_property
    def _counting(self) -> dict[tuple[int, str, str], FigureRow]:
        """The figure that counts of each month, period and measure."""
        found: dict[tuple[int, str, str], FigureRow] = {}
        for one in self.figures:
            known = found.setdefault((one.month, one.period, one.measure), one)
            if known is not one and one.rank < known.rank:
                found[one.month, one.period, one.measure] = one
        return found

    def told(self, month: int, period: str, measure: str) -> FigureRow | None:
        """The figure that counts of a month, a period and a measure."""
        return self._counting.get((month, period, measure))

    def decides(self, month: int) -> FigureRow | None:
        """The figure by which the actual of a month goes: its own, or a year to date that counts before it."""
        own, until = self.told(month, MONTH, ACTUAL), self.told(month, TO_DATE, ACTUAL)
        if until is None or (own is not None and own.rank <= until.rank):
            return own
        before = self.told(month - 1, TO_DATE, ACTUAL)
        same = before is not None and (before.origin, before.starts) == (until.origin, until.starts)
        return until if same or until.starts == month else own

    def _actual_of(self, month: int) -> int | None:
        said = self.decides(month)
        if said is None or said.period == MONTH or said.starts == month:
            return said.value if said else None
        before = self.told(month - 1, TO_DATE, ACTUAL)
        return said.value - (before.value if before else 0)


@dataclass(frozen=True, slots=True)
class BudgetSum:
    """Lines added up: of a block, an area, or all; '' where it is of several. Figures None where none is known.

    `incomplete` names what lacks a part.
    """

    block: str = ""
    area: str = ""
    lines: int = 0
    original: int = 0
    moved: int = 0
    budget: int = 0
    plan: tuple[int, ...] = (0,) * 12
    actual: tuple[int | None, ...] = (None,) * 12
    forecast: int | None = None
    incomplete: frozenset[str] = frozenset()


@dataclass(frozen=True)
class VirementRow(RecordedMove):
    """A recorded virement of a year."""

    year: str
    recurrent: bool | None = None
    source: str = ""
    cell: str = ""

    @staticmethod
    def end_words(key: LineKey) -> str:
        """A line that it leaves or reaches, in words."""
        return budget_line_words(key)


@dataclass(frozen=True, slots=True)
class Difference:
    """A line in two versions: what each sets; None where it has no such line. Money in pence."""

    area: str
    category: str
    year: str
    first: int | None
    second: int | None

    @property
    def difference(self) -> int:
        """What the second sets more than the first; a line that one lacks counts as nothing."""
        return (self.second or 0) - (self.first or 0)


@dataclass(frozen=True)
class BudgetSet:
    """A version of the budget in a year as at a day: its lines, the virements of the year, and their sums."""

    version: str = ""
    kind: str = BUDGET
    year: str = ""
    as_at: str = ""
    rows: Sequence[BudgetRow] = ()
    virements: Sequence[VirementRow] = ()
    versions: Sequence[VersionRow] = ()
    profiles: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    parts: Mapping[str, str] = field(default_factory=dict)  # area to what it is part of
    headings: Mapping[str, str] = field(default_factory=dict)  # category to what it is part of

    @cached_property
    def years(self) -> list[str]:
        """The years of which any version sets a line."""
        return sorted({year for version in self.versions for year in version.years})

    @cached_property
    def areas(self) -> list[str]:
        """The areas of the lines shown, in order of the alphabet."""
        return sorted({row.area for row in self.rows})

    @cached_property
    def by_area(self) -> list[BudgetSum]:
        """A row for each area, whatever it is part of."""
        keys = countable([row.key for row in self.rows], {}, self.headings)
        held: dict[str, list[BudgetRow]] = {area: [] for area in self.areas}
        for row in self.rows:
            if row.key in keys:
                held[row.area].append(row)
        return [added(rows, area=area) for area, rows in held.items()]

    @cached_property
    def counted(self) -> list[BudgetRow]:
        """The lines that may be added up: none that is part of another, of a wider area or a wider category."""
        keys = countable([row.key for row in self.rows], self.parts, self.headings)
        return [row for row in self.rows if row.key in keys]

    @cached_property
    def by_block(self) -> list[BudgetSum]:
        """A row for each block of which there are lines."""
        blocks = [block for block in BLOCKS if any(row.block == block for row in self.rows)]
        return [added(self.counted, block=block) for block in blocks]

    @cached_property
    def total(self) -> BudgetSum:
        """The sum of all lines that may be added up."""
        return added(self.counted)

    def row(self, key: LineKey) -> BudgetRow | None:
        """The line of an area, a category and a year."""
        return next((row for row in self.rows if row.key == key), None)


def line_words(key: LineKey) -> str:
    """A line in words: 'Prescribing, Luton CCG 2022/23'."""
    return f"{budget_line_words(key)} {key[2]}"


def added(rows: Iterable[BudgetRow], *, block: str = "", area: str = "") -> BudgetSum:
    """The sum of the lines of a block and an area, of all where they are ''."""
    held = [row for row in rows if block in ("", row.block) and area in ("", row.area)]
    months = [[row.actual[at] for row in held] for at in range(12)]
    forecasts = [row.forecast for row in held]
    lacking = {f"actual_{at + 1}": values for at, values in enumerate(months)} | {"forecast": forecasts}
    return BudgetSum(
        block,
        area,
        len(held),
        original=sum(row.original for row in held),
        moved=sum(row.moved for row in held),
        budget=sum(row.budget for row in held),
        plan=tuple(sum(row.plan[at] for row in held) for at in range(12)),
        actual=tuple(map(total, months)),
        forecast=total(forecasts),
        incomplete=frozenset(name for name, of in lacking.items() if None in of and total(of) is not None),
    )
