"""What a line of a workforce plan costs: WTE, months in post, and the maximum that may be reimbursed in each month.

Rates change in mid-year, allocations do not (Network Contract DES, additional roles reimbursement scheme).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache

from blmk_desktop.periods import month_end, month_start

MONTHS = range(1, 13)
WHOLE = 10_000  # 100.00 %, in hundredths of a percentage point
ON_COSTS = 2_000  # 20 %: what the workforce plan 2018 adds to a salary (table 9)


@dataclass(frozen=True, slots=True)
class Line:
    """A post, or several alike. `wte` in hundredths; dates are ISO text.

    Without `start` it was in post when the year began, without `end` it stays. `salary` is that of one WTE for a
    year in pence, without on-costs; None: not given. `line` is its number in the plan.
    """

    role: str
    wte: int
    start: str | None = None
    end: str | None = None
    salary: int | None = None
    line: int = 0

    def on(self, day: str) -> bool:
        """Whether it is in post on a day (ISO)."""
        return (self.start is None or self.start <= day) and (self.end is None or self.end >= day)


@dataclass(frozen=True, slots=True)
class Rates:
    """Each role's maxima for one WTE a year: (from which day, pence or None if nobody knows), oldest first.

    `on_costs` is what an employer pays on top of a salary, in hundredths of a percentage point.
    """

    maxima: Mapping[str, Sequence[tuple[str, int | None]]] = field(default_factory=dict)
    on_costs: int = ON_COSTS
    _months: dict[tuple[str, str], tuple[int | None, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def by_month(self, role: str, year: str) -> tuple[int | None, ...]:
        """The maximum in force on the first day of each month of a financial year, April first."""
        if (role, year) not in self._months:
            self._months[role, year] = tuple(self.maximum(role, first) for first, _ in month_days(year))
        return self._months[role, year]

    def maximum(self, role: str, day: str) -> int | None:
        """The maximum in force on a day, in pence for one WTE a year; None: not known."""
        return next((most for start, most in reversed(self.maxima.get(role, ())) if start <= day), None)


@dataclass(frozen=True, slots=True)
class LineCost:
    """What a line costs the allocation, in pence, in each of the 12 months (M01 is April).

    `unknown` are the months in post for which neither a maximum nor a salary is known: they cost something that is
    not in the sum. `uncapped` are those costed at the salary because no maximum is known. `above` is what the
    salary with on-costs comes to beyond the maximum: the network pays that itself.
    """

    months: tuple[int, ...]
    unknown: tuple[int, ...] = ()
    uncapped: tuple[int, ...] = ()
    above: int = 0

    @property
    def total(self) -> int:
        """Pence in the year, as far as known."""
        return sum(self.months)


@cache
def month_days(year: str) -> tuple[tuple[str, str], ...]:
    """The first and last day of each month of a financial year, April first."""
    return tuple((month_start(year, month), month_end(year, month)) for month in MONTHS)


def months_in_post(line: Line, year: str) -> list[int]:
    """The months of a year that are paid for: a month counts whole if the post is filled on any day of it.

    None if it ends before it starts. One post that passes from a leaver to a starter inside a month is two lines,
    and each is paid that month.
    """
    start, end = line.start or "", line.end or "9999"
    if end < start:
        return []
    return [month for month, (first, last) in enumerate(month_days(year), start=1) if start <= last and first <= end]


def wte_by_month(lines: Sequence[Line], year: str) -> tuple[int, ...]:
    """WTE (hundredths) in post on the last day of each month."""
    return tuple(wte_on(lines, last) for _, last in month_days(year))


def wte_on(lines: Sequence[Line], day: str) -> int:
    """WTE (hundredths) in post on a day."""
    return sum(line.wte for line in lines if line.on(day))


def line_cost(line: Line, rates: Rates, year: str) -> LineCost:
    """What a line costs in a year: each month a twelfth of the yearly amount that holds on the month's first day.

    The amount is the salary with on-costs where it is given, but no more than the maximum; else the maximum. The
    year is rounded to a penny once: each month gets what the rounded running sum adds.
    """
    running = above = before = 0
    months, unknown, uncapped = [0] * 12, [], []
    actual = None if line.salary is None else line.salary * (WHOLE + rates.on_costs)
    maxima = rates.by_month(line.role, year)
    for month in months_in_post(line, year):
        maximum = maxima[month - 1]
        if maximum is None and actual is None:
            unknown.append(month)
            continue
        if maximum is None:
            uncapped.append(month)
        paid = min(amount for amount in (actual, _parts(maximum)) if amount is not None)
        running += paid * line.wte
        above += 0 if actual is None else (actual - paid) * line.wte
        months[month - 1] = _pence(running) - before
        before += months[month - 1]
    return LineCost(tuple(months), tuple(unknown), tuple(uncapped), _pence(above))


def bands(line: Line, rates: Rates, year: str) -> tuple[tuple[int | None, int], ...]:
    """How many of the months paid for are under which maximum (pence for one WTE a year; None: not known)."""
    found: dict[int | None, int] = {}
    for month in months_in_post(line, year):
        maximum = rates.by_month(line.role, year)[month - 1]
        found[maximum] = found.get(maximum, 0) + 1
    return tuple(found.items())


def year_cost(
    wte: int, salary: int | None, paid_for: Sequence[tuple[int | None, int]], on_costs: int
) -> tuple[int, int, int]:
    """What a line costs in a year, as `line_cost` has it, from its bands; its months of unknown cost, and uncapped.

    Without the months one by one: all the plans of England are added up while somebody waits.
    """
    actual = None if salary is None else salary * (WHOLE + on_costs)
    running = unknown = uncapped = 0
    for maximum, months in paid_for:
        if actual is None and maximum is None:
            unknown += months
        elif maximum is None:
            running += (actual or 0) * months
            uncapped += months
        else:
            most = maximum * WHOLE
            running += (most if actual is None or most < actual else actual) * months
    return _pence(running * wte), unknown, uncapped


def _parts(maximum: int | None) -> int | None:
    """A yearly amount in parts as small as those of a salary with on-costs."""
    return None if maximum is None else maximum * WHOLE


def _pence(parts: int) -> int:
    """A sum of yearly parts times hundredths of a WTE, a month each, in whole pence; halves away from zero.

    Whole numbers to the end: in fractions, costing all England's plans takes eight times as long.
    """
    return quotient(parts, 12 * 100 * WHOLE)


def quotient(part: int, of: int) -> int:
    """A part of something, `of` more than 0, to a whole number; halves away from zero. As `rounded`, but faster."""
    size = (2 * abs(part) + of) // (2 * of)
    return size if part >= 0 else -size


def rounded(amount: Fraction) -> int:
    """To a whole number; halves away from zero."""
    return quotient(*amount.as_integer_ratio())
