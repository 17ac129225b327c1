"""What a line of a plan costs: worked by hand, and what must hold of any line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from blmk_desktop.periods import month_end, month_start
from blmk_desktop.rules.plan_costs import (
    Line,
    Rates,
    bands,
    line_cost,
    month_days,
    months_in_post,
    rounded,
    wte_by_month,
    year_cost,
)

YEAR = "2022/23"
PHARMACIST, PHYSIO, ASSOCIATE = "Clinical Pharmacist", "First Contact Physiotherapist", "Physician Associate"
RATES = Rates(
    {
        PHARMACIST: (("2020-04-01", 55_670_00), ("2022-04-01", 57_318_00), ("2022-10-01", 59_312_00)),
        PHYSIO: (("2022-10-01", 59_312_00),),
    }
)
FULL = Line(PHARMACIST, 100)
DAYS = st.dates(date(2021, 1, 1), date(2024, 6, 1))


def test_a_pharmacist_from_july_is_paid_three_months_at_the_old_maximum_and_six_at_the_new() -> None:
    """3/12 of £57,318 is £14,329.50 and 6/12 of £59,312 is £29,656.00."""
    cost = line_cost(replace(FULL, start="2022-07-01"), RATES, YEAR)
    assert cost.total == 43_985_50
    assert cost.months == (0, 0, 0, 4_776_50, 4_776_50, 4_776_50, *(4_942_67, 4_942_66, 4_942_67) * 2)
    assert (cost.unknown, cost.uncapped, cost.above) == ((), (), 0)


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (None, None, list(range(1, 13))),
        ("2022-07-31", None, list(range(4, 13))),  # one day of July counts as July
        ("2022-08-01", None, list(range(5, 13))),
        (None, "2022-04-01", [1]),
        (None, "2022-03-31", []),
        ("2023-04-01", None, []),
        ("2021-07-01", "2024-07-01", list(range(1, 13))),
        ("2022-05-10", "2022-05-20", [2]),
        ("2022-05-20", "2022-05-10", []),  # ends before it starts
        ("2023-03-31", None, [12]),
    ],
)
def test_a_month_counts_whole_if_the_post_is_filled_on_any_day_of_it(
    start: str | None, end: str | None, months: list[int]
) -> None:
    assert months_in_post(Line(PHARMACIST, 100, start, end), YEAR) == months


def test_a_month_is_paid_at_the_maximum_of_its_first_day() -> None:
    rates = Rates({PHARMACIST: (("2022-04-01", 12_000_00), ("2022-10-02", 24_000_00))})
    assert line_cost(FULL, rates, YEAR).months == (1_000_00,) * 7 + (2_000_00,) * 5


def test_a_salary_below_the_maximum_costs_what_it_is_with_on_costs() -> None:
    cost = line_cost(replace(FULL, salary=40_000_00), RATES, YEAR)
    assert (cost.total, cost.above) == (48_000_00, 0)


def test_a_salary_above_the_maximum_is_paid_to_the_maximum_and_the_rest_by_the_network() -> None:
    """£50,000 with 20 % is £60,000; six months each at £57,318 and £59,312 come to £58,315."""
    cost = line_cost(replace(FULL, salary=50_000_00), RATES, YEAR)
    assert (cost.total, cost.above) == (58_315_00, 1_685_00)


def test_a_salary_between_two_maxima_is_capped_until_the_maximum_rises() -> None:
    """£48,500 with 20 % is £58,200: £28,659 to September, then £29,100; £441 is beyond the maximum."""
    cost = line_cost(replace(FULL, salary=48_500_00), RATES, YEAR)
    assert (cost.total, cost.above) == (28_659_00 + 29_100_00, 441_00)


def test_on_costs_are_what_is_set() -> None:
    cost = line_cost(replace(FULL, salary=40_000_00), Rates(RATES.maxima, on_costs=25_50), YEAR)
    assert cost.total == 50_200_00


def test_a_role_without_a_maximum_is_unknown_for_every_month_in_post() -> None:
    cost = line_cost(Line(ASSOCIATE, 100, "2022-09-15"), RATES, YEAR)
    assert (cost.total, cost.unknown) == (0, (6, 7, 8, 9, 10, 11, 12))


def test_a_maximum_known_only_from_october_leaves_april_to_september_unknown() -> None:
    cost = line_cost(Line(PHYSIO, 100), RATES, YEAR)
    assert (cost.total, cost.unknown) == (29_656_00, (1, 2, 3, 4, 5, 6))


def test_a_maximum_left_blank_is_unknown_from_its_date_and_not_the_one_before() -> None:
    rates = Rates({PHARMACIST: (("2022-04-01", 12_000_00), ("2022-10-01", None))})
    cost = line_cost(FULL, rates, YEAR)
    assert (cost.total, cost.unknown) == (6_000_00, (7, 8, 9, 10, 11, 12))


def test_a_salary_without_a_known_maximum_is_costed_as_it_is_and_said_to_be() -> None:
    cost = line_cost(Line(PHYSIO, 100, salary=40_000_00), RATES, YEAR)
    assert (cost.total, cost.unknown, cost.uncapped) == (48_000_00, (), (1, 2, 3, 4, 5, 6))


def test_somebody_unpaid_costs_nothing_and_is_not_unknown() -> None:
    cost = line_cost(Line(ASSOCIATE, 100, salary=0), RATES, YEAR)
    assert (cost.total, cost.unknown, cost.above) == (0, (), 0)


def test_wte_is_what_is_in_post_on_the_last_day_of_a_month() -> None:
    lines = [Line(PHARMACIST, 100), Line(PHYSIO, 60, "2022-06-15"), Line(PHYSIO, 25, "2022-05-02", "2022-05-30")]
    assert wte_by_month(lines, YEAR) == (100, 100, *(160,) * 10)


@pytest.mark.parametrize(
    ("amount", "whole"), [("1/2", 1), ("-1/2", -1), ("5/2", 3), ("-5/2", -3), ("49/100", 0), ("0", 0), ("-2/3", -1)]
)
def test_halves_are_rounded_away_from_zero(amount: str, whole: int) -> None:
    assert rounded(Fraction(amount)) == whole


@st.composite
def any_line(draw: st.DrawFn) -> Line:
    start, end = (draw(st.none() | DAYS.map(lambda day: day.isoformat())) for _ in range(2))
    role = draw(st.sampled_from([PHARMACIST, PHYSIO, ASSOCIATE]))
    salary = draw(st.none() | st.integers(0, 100_000_00))
    return Line(role, draw(st.integers(0, 10_00)), start, end, salary)


def exact(line: Line) -> Fraction:
    """The year as fractions, the plain way round."""
    cost = Fraction(0)
    for month in months_in_post(line, YEAR):
        maximum = RATES.maximum(line.role, month_days(YEAR)[month - 1][0])
        actual = None if line.salary is None else Fraction(line.salary * 120, 100)
        known = [amount for amount in (maximum, actual) if amount is not None]
        cost += min(known) * Fraction(line.wte, 100) / 12 if known else 0
    return cost


@given(any_line())
def test_the_year_is_rounded_once_and_its_months_add_up_to_it(line: Line) -> None:
    cost = line_cost(line, RATES, YEAR)
    assert cost.total == sum(cost.months) == rounded(exact(line))
    assert all(month >= 0 for month in cost.months)
    assert cost.above >= 0


@given(any_line())
def test_every_month_in_post_is_paid_or_unknown_and_no_other(line: Line) -> None:
    cost = line_cost(line, RATES, YEAR)
    paid = {month for month, amount in enumerate(cost.months, start=1) if amount}
    months = set(months_in_post(line, YEAR))
    assert paid | set(cost.unknown) <= months
    assert not paid & set(cost.unknown)
    assert line.wte == 0 or line.salary is not None or months == paid | set(cost.unknown)


@given(any_line(), st.integers(0, 10_00))
def test_two_part_time_posts_cost_what_one_post_of_both_does_to_a_penny(line: Line, wte: int) -> None:
    apart = line_cost(line, RATES, YEAR).total + line_cost(replace(line, wte=wte), RATES, YEAR).total
    assert abs(line_cost(replace(line, wte=line.wte + wte), RATES, YEAR).total - apart) <= 1


@given(any_line(), st.integers(1, 11))
def test_a_line_split_in_two_at_a_months_end_costs_the_same_to_a_penny(line: Line, month: int) -> None:
    before, after = month_end(YEAR, month), month_start(YEAR, month + 1)
    assume((line.start is None or line.start <= before) and (line.end is None or line.end >= after))
    parts = [line_cost(replace(line, end=before), RATES, YEAR), line_cost(replace(line, start=after), RATES, YEAR)]
    whole = line_cost(line, RATES, YEAR)
    assert abs(sum(part.total for part in parts) - whole.total) <= 1
    assert parts[0].unknown + parts[1].unknown == whole.unknown


def test_a_post_that_passes_on_inside_a_month_is_paid_that_month_for_either_line() -> None:
    """The rule is of lines: nobody says that the second replaces the first."""
    leaver, starter = replace(FULL, end="2022-06-14"), replace(FULL, start="2022-06-15")
    both = line_cost(leaver, RATES, YEAR).total + line_cost(starter, RATES, YEAR).total
    assert both - line_cost(FULL, RATES, YEAR).total == 4_776_50
    assert wte_by_month([leaver, starter], YEAR) == (100,) * 12


@given(any_line(), st.integers(0, 50_000_00))
def test_a_higher_salary_never_costs_the_allocation_more_than_the_maximum(line: Line, more: int) -> None:
    paid = replace(line, salary=(line.salary or 0) + more)
    least, most = (line_cost(one, RATES, YEAR) for one in (paid, replace(line, salary=None)))
    if not most.unknown:
        assert least.total <= most.total
    assert least.total >= line_cost(replace(line, salary=line.salary or 0), RATES, YEAR).total


def test_the_months_of_a_year_fall_under_its_maxima() -> None:
    assert bands(replace(FULL, start="2022-07-01"), RATES, YEAR) == ((57_318_00, 3), (59_312_00, 6))
    assert bands(Line(PHYSIO, 100), RATES, YEAR) == ((None, 6), (59_312_00, 6))


@given(any_line())
def test_the_short_way_to_a_years_cost_comes_to_the_same(line: Line) -> None:
    cost = line_cost(line, RATES, YEAR)
    short = year_cost(line.wte, line.salary, bands(line, RATES, YEAR), RATES.on_costs)
    assert short == (cost.total, len(cost.unknown), len(cost.uncapped))
