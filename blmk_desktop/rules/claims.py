"""Claims: what a source prints as a total, a difference or a percentage, worked out again from its own rows.

Figures are whole hundredths (pence, hundredths of a WTE, hundredths of a percentage point) throughout.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

MONEY_MEASURES = frozenset({"allocation", "forecast_spend", "variance"})


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


def printed_unit(decimals: int) -> Fraction:
    """One unit of the last printed place, in hundredths: 1 for two decimals, 100 for none."""
    return Fraction(100) / Fraction(10) ** decimals


def agrees(printed: int, decimals: int, value: Fraction, slack: Fraction = Fraction(0)) -> bool:
    """Whether a printed figure is the value, rounded to the decimals that it is printed with."""
    return abs(printed - value) <= printed_unit(decimals) / 2 + slack


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
    if stated.first_row is None or stated.last_row is None:
        covered = list(rows.get(stated.row, ()))
    else:
        covered = [figure for row in range(stated.first_row, stated.last_row + 1) for figure in rows.get(row, ())]
    sums = _sums(covered, decimals)
    if stated.rule == "total":
        return sums.get((stated.measure, stated.month))
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
    """Money printed in whole pounds may be off by half a pound; people are counted, not rounded."""
    return printed_unit(decimals) / 2 if measure in MONEY_MEASURES and decimals < 1 else Fraction(0)


def _one(sums: Sums, measure: str, *, last: bool = False) -> Recomputed | None:
    """The measure at its first month in the sheet (or its last)."""
    months = sorted((month or 0, month) for found, month in sums if found == measure)
    return sums[measure, months[-1 if last else 0][1]] if months else None


def variance(sums: Sums) -> Recomputed | None:
    """Allocation less forecast spend: favourable is positive (committee pack December 2022, item 8.2)."""
    allocation, spend = _one(sums, "allocation"), _one(sums, "forecast_spend")
    return allocation and spend and Recomputed(allocation.value - spend.value, allocation.slack + spend.slack)


def difference(sums: Sums) -> Recomputed | None:
    """WTE still to recruit: planned less in post."""
    in_post, planned = _one(sums, "wte_in_post"), _one(sums, "wte_planned", last=True)
    return in_post and planned and Recomputed(planned.value - in_post.value, Fraction(0))


def change(sums: Sums) -> Recomputed | None:
    """WTE in post at the latest month given less that at the first."""
    first, last = _one(sums, "wte_in_post"), _one(sums, "wte_in_post", last=True)
    if first is None or last is None or len([measure for measure, _ in sums if measure == "wte_in_post"]) < 2:
        return None
    return Recomputed(last.value - first.value, Fraction(0))


def _ratio(part: Fraction, whole: Fraction) -> Recomputed | None:
    return Recomputed(part / whole * 100 * 100, Fraction(0)) if whole else None


def growth(sums: Sums) -> Recomputed | None:
    """Planned growth: what is still to recruit as a percentage of those in post."""
    in_post, gap = _one(sums, "wte_in_post"), difference(sums)
    return _ratio(gap.value, in_post.value) if in_post and gap else None


def recruited(sums: Sums) -> Recomputed | None:
    """Staff in post as a percentage of the plan."""
    in_post, planned = _one(sums, "wte_in_post"), _one(sums, "wte_planned", last=True)
    return _ratio(in_post.value, planned.value) if in_post and planned else None


def to_recruit(sums: Sums) -> Recomputed | None:
    """What is still to recruit as a percentage of the plan."""
    planned, gap = _one(sums, "wte_planned", last=True), difference(sums)
    return _ratio(gap.value, planned.value) if planned and gap else None


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
        shown_exactly = stated.rule != "total" or stated.decimals >= column or stated.value == computed.value
        return "held" if shown_exactly or stated.measure in MONEY_MEASURES else "rounded"
    if agrees(-stated.value, stated.decimals, computed.value, computed.slack):
        return "lost sign"
    return "failed"
