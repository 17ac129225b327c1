"""A printed claim holds if its own rows make it, given how exactly each of them was printed."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blmk_desktop.rules.claims import (
    Figure,
    Stated,
    agrees,
    agrees_with_ratio,
    column_decimals,
    is_cut_off,
    printed_unit,
    recompute,
    verdict,
)


def figure(row: int, measure: str, value: int, *, month: int | None = None, decimals: int = 2) -> Figure:
    return Figure(row, measure, month, value, decimals)


def judged(stated: Stated, *figures: Figure) -> str:
    rows: dict[int, list[Figure]] = {}
    for one in figures:
        rows.setdefault(one.row, []).append(one)
    exact = column_decimals(figures)
    column = exact.get((stated.measure, stated.month), stated.decimals)
    return verdict(stated, recompute(stated, rows, exact), column=column)


def total(measure: str, value: int, decimals: int = 2, month: int | None = None) -> Stated:
    return Stated(9, measure, month, "total", 1, 2, value, decimals)


def computed(measure: str, value: int, decimals: int = 2) -> Stated:
    return Stated(1, measure, None, "computed", None, None, value, decimals)


def test_a_total_is_the_sum_of_its_rows() -> None:
    parts = (figure(1, "allocation", 10_010), figure(2, "allocation", 20_020), figure(3, "allocation", 99))
    assert judged(total("allocation", 30_030), *parts) == "held"
    assert judged(total("allocation", 30_031), *parts) == "failed"
    assert judged(total("allocation", -30_030), *parts) == "lost sign"
    assert judged(total("forecast_spend", 1), *parts) == "unknown"


def test_money_in_whole_pounds_may_be_half_a_pound_off_a_row() -> None:
    parts = (figure(1, "allocation", 10_000, decimals=0), figure(2, "allocation", 20_000, decimals=0))
    assert judged(total("allocation", 30_100, 0), *parts) == "held"
    assert judged(total("allocation", 30_200, 0), *parts) == "failed"


def test_people_are_counted_and_not_rounded() -> None:
    parts = (figure(1, "wte_planned", 1240, month=12), figure(2, "wte_planned", 2500, month=12))
    assert judged(total("wte_planned", 3700, 0, 12), *parts) == "rounded"
    assert judged(total("wte_planned", 3740, 1, 12), *parts) == "held"
    assert judged(total("wte_planned", 3800, 0, 12), *parts) == "failed"


def test_more_decimals_than_are_kept_may_be_half_a_hundredth_off_a_row() -> None:
    parts = (figure(1, "wte_planned", 33, month=12, decimals=16), figure(2, "wte_planned", 33, month=12, decimals=16))
    assert judged(total("wte_planned", 67, 2, 12), *parts) == "held"
    assert judged(total("wte_planned", 68, 2, 12), *parts) == "failed"


@pytest.mark.parametrize(
    ("measure", "value", "decimals"),
    [
        ("variance", -200, 2),
        ("wte_difference", 1000, 2),
        ("growth_percent", 10_000, 0),
        ("recruited_percent", 5_000, 1),
        ("to_recruit_percent", 5_000, 1),
    ],
)
def test_what_a_row_makes_of_its_figures(measure: str, value: int, decimals: int) -> None:
    row = (
        figure(1, "allocation", 1_000),
        figure(1, "forecast_spend", 1_200),
        figure(1, "wte_in_post", 1_000, month=6),
        figure(1, "wte_planned", 2_000, month=12),
    )
    assert judged(computed(measure, value, decimals), *row) == "held"
    assert judged(computed(measure, -value, decimals), *row) == "lost sign"
    assert judged(computed(measure, value + 300, decimals), *row) == "failed"


def test_a_change_needs_two_months() -> None:
    first, second = figure(1, "wte_in_post", 1144, month=6), figure(1, "wte_in_post", 1052, month=7)
    assert judged(computed("wte_change", -92), first, second) == "held"
    assert judged(computed("wte_change", 0), first) == "unknown"


def test_a_year_is_its_months_added_up() -> None:
    months = [figure(1, "forecast_spend", 100 * month, month=month) for month in range(1, 13)]
    assert judged(computed("forecast_spend", 7_800), *months) == "held"
    assert judged(computed("forecast_spend", 7_900), *months) == "failed"
    assert judged(computed("variance", 200), *months, figure(1, "allocation", 8_000)) == "held"


def test_a_percentage_of_nothing_is_unknown() -> None:
    nothing = (figure(1, "wte_in_post", 0, month=6), figure(1, "wte_planned", 0, month=12))
    assert judged(computed("recruited_percent", 0, 0), *nothing) == "unknown"


def test_a_percentage_allows_for_what_its_parts_were_rounded_by() -> None:
    row = (
        figure(1, "wte_in_post", 33, month=6, decimals=16),
        figure(1, "wte_planned", 50, month=12, decimals=2),
    )
    assert judged(computed("recruited_percent", 6_667, 2), *row) == "held"


@given(st.integers(-(10**9), 10**9), st.integers(-3, 4), st.integers(-(10**12), 10**12), st.integers(-9999, 9999))
def test_a_ratio_agrees_as_its_value_does(printed: int, decimals: int, part: int, of: int) -> None:
    of = of or 1
    near = round(Fraction(part, of)) + printed % 20 - 10
    for figure in (printed, near):
        assert agrees_with_ratio(figure, decimals, part, of) == agrees(figure, decimals, Fraction(part, of))


def test_cut_off_is_told_from_rounded() -> None:
    assert is_cut_off(1_613_713_800, 0, Fraction(1_613_713_880))
    assert not is_cut_off(1_613_713_900, 0, Fraction(1_613_713_880))


@given(st.integers(-(10**10), 10**10), st.integers(-3, 8))
def test_a_figure_agrees_with_what_it_is_rounded_from(exact: int, decimals: int) -> None:
    unit = printed_unit(decimals)
    printed = round(Fraction(exact) / unit) * unit
    assert agrees(int(printed), decimals, Fraction(exact))
    assert not agrees(int(printed + 2 * unit), decimals, Fraction(exact))
