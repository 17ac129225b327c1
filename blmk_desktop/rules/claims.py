"""Claims: what a source prints as a total, a difference or a percentage, worked out again from its own rows.

Figures are whole hundredths (pence, hundredths of a WTE, hundredths of a percentage point) throughout.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

MONEY_MEASURES = frozenset({"allocation", "forecast_spend", "variance"})
KEPT = 2  # decimals: a figure with more is kept rounded to hundredths


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure on a row of a sheet: what it measures, at which month, in hundredths, and its printed decimals."""

    row: int
    measure: str
    month: int | None
    value: int
    decimals: int


@dataclass(frozen=True, slots=True)
class Stated:
    """A printed claim. `rule` is total (the sum of the rows covered) or computed (from the figures of its row).

    With rows covered, a computed claim is worked out from the sums of those rows; `row` is where it stands itself.
    """

    row: int
    measure: str
    month: int | None
    rule: str
    first_row: int | None
    last_row: int | None
    value: int
    decimals: int


@dataclass(frozen=True, slots=True)
class Recomputed:
    """What a claim should be (hundredths, exact) and by how much rounding of its parts may have moved it."""

    value: Fraction
    slack: Fraction


Rows = Mapping[int, Sequence[Figure]]


@cache
def printed_unit(decimals: int) -> Fraction:
    """One unit of the last printed place that is kept, in hundredths: 1 for two decimals and more, 100 for none."""
    return Fraction(100) / Fraction(10) ** min(decimals, KEPT)


def agrees(printed: int, decimals: int, value: Fraction, slack: Fraction = Fraction(0)) -> bool:
    """Whether a printed figure is the value, rounded to the decimals that it is printed with."""
    return printed == value or 2 * abs(printed - value) <= printed_unit(decimals) + 2 * slack


def agrees_with_ratio(printed: int, decimals: int, part: int, of: int) -> bool:
    """The same of part / of, in whole numbers to the end: in fractions it takes several times as long."""
    unit = printed_unit(decimals)
    return 2 * abs(printed * of - part) * unit.denominator <= unit.numerator * abs(of)


def is_cut_off(printed: int, decimals: int, value: Fraction) -> bool:
    """Whether a printed figure is the value with its last places cut off, where rounding would have raised it."""
    return abs(printed) < abs(value) and abs(printed - value) < printed_unit(decimals)


def column_decimals(figures: Sequence[Figure]) -> dict[tuple[str, int | None], int]:
    """How exact each column of a sheet is: as exact as its most exact figure. A total in it may be rounded."""
    exact: dict[tuple[str, int | None], int] = {}
    for figure in figures:
        column = (figure.measure, figure.month)
        exact[column] = max(exact.get(column, -9), figure.decimals)
    return exact


def recompute(stated: Stated, rows: Rows, decimals: Mapping[tuple[str, int | None], int]) -> Recomputed | None:
    """What the claim should be, from the figures by row; None if the figures it would need are not there."""
    covers = stated.first_row is not None and stated.last_row is not None
    span = range(stated.first_row or 0, (stated.last_row or 0) + 1) if covers else (stated.row,)
    sums = _sums([figure for row in span for figure in rows.get(row, ())], decimals)
    if stated.rule == "total":
        return sums.get((stated.measure, stated.month))
    if stated.measure in YEARLY:
        return _year(sums, stated.measure)
    formula = FORMULAS.get(stated.measure)
    return formula(sums) if formula else None


Sums = dict[tuple[str, int | None], Recomputed]


def _sums(figures: Sequence[Figure], decimals: Mapping[tuple[str, int | None], int]) -> Sums:
    sums: Sums = {}
    for figure in figures:
        column = (figure.measure, figure.month)
        before = sums.get(column, Recomputed(Fraction(0), Fraction(0)))
        sums[column] = Recomputed(before.value + figure.value, before.slack + _slack(figure.measure, decimals[column]))
    return sums


def _slack(measure: str, decimals: int) -> Fraction:
    """How far off its true value a figure may be: half a pound of money printed in whole pounds, and half a
    hundredth of what has more decimals than are kept. People printed whole are counted, not rounded.
    """
    if decimals > KEPT:
        return Fraction(1, 2)
    return printed_unit(decimals) / 2 if measure in MONEY_MEASURES and decimals < 1 else Fraction(0)


def _one(sums: Sums, measure: str, *, last: bool = False) -> Recomputed | None:
    """The measure at its first month in the sheet (or its last)."""
    months = sorted((month or 0, month) for found, month in sums if found == measure)
    return sums[measure, months[-1 if last else 0][1]] if months else None


def _less(one: Recomputed | None, other: Recomputed | None) -> Recomputed | None:
    return one and other and Recomputed(one.value - other.value, one.slack + other.slack)


def _year(sums: Sums, measure: str) -> Recomputed | None:
    """What a year comes to: its months added up."""
    months = [part for (found, month), part in sums.items() if found == measure and month is not None]
    if not months:
        return None
    return Recomputed(
        sum(part.value for part in months) or Fraction(0), sum(part.slack for part in months) or Fraction(0)
    )


def variance(sums: Sums) -> Recomputed | None:
    """Allocation less forecast spend: favourable is positive (committee pack December 2022, item 8.2)."""
    return _less(_money(sums, "allocation"), _money(sums, "forecast_spend"))


def _money(sums: Sums, measure: str) -> Recomputed | None:
    return sums.get((measure, None)) or _year(sums, measure)


def difference(sums: Sums) -> Recomputed | None:
    """WTE still to recruit: planned less in post."""
    return _less(_one(sums, "wte_planned", last=True), _one(sums, "wte_in_post"))


def change(sums: Sums) -> Recomputed | None:
    """WTE in post at the latest month given less that at the first."""
    several = sum(measure == "wte_in_post" for measure, _ in sums) > 1
    return _less(_one(sums, "wte_in_post", last=True), _one(sums, "wte_in_post")) if several else None


def _ratio(part: Recomputed | None, whole: Recomputed | None) -> Recomputed | None:
    """A percentage, in hundredths of a point, and how far its parts may have moved it."""
    if part is None or whole is None or not whole.value:
        return None
    value = part.value / whole.value
    slack = (part.slack + abs(value) * whole.slack) / max(abs(whole.value) - whole.slack, Fraction(1, 2))
    return Recomputed(value * 100 * 100, slack * 100 * 100)


def growth(sums: Sums) -> Recomputed | None:
    """Planned growth: what is still to recruit as a percentage of those in post."""
    return _ratio(difference(sums), _one(sums, "wte_in_post"))


def recruited(sums: Sums) -> Recomputed | None:
    """Staff in post as a percentage of the plan."""
    return _ratio(_one(sums, "wte_in_post"), _one(sums, "wte_planned", last=True))


def to_recruit(sums: Sums) -> Recomputed | None:
    """What is still to recruit as a percentage of the plan."""
    return _ratio(difference(sums), _one(sums, "wte_planned", last=True))


YEARLY = frozenset({"allocation", "forecast_spend"})
FORMULAS = {
    "variance": variance,
    "wte_difference": difference,
    "wte_change": change,
    "growth_percent": growth,
    "recruited_percent": recruited,
    "to_recruit_percent": to_recruit,
}


def verdict(stated: Stated, computed: Recomputed | None, *, column: int) -> str:
    """'held', 'rounded' (a whole number in a column that is more exact), 'lost sign', 'failed' or 'unknown'.

    `column` is the number of decimals of the rows that the claim stands under.
    """
    if computed is None:
        return "unknown"
    if agrees(stated.value, stated.decimals, computed.value, computed.slack):
        shown_exactly = stated.rule != "total" or stated.decimals >= min(column, KEPT) or stated.value == computed.value
        return "held" if shown_exactly or stated.measure in MONEY_MEASURES else "rounded"
    if agrees(-stated.value, stated.decimals, computed.value, computed.slack):
        return "lost sign"
    return "failed"
