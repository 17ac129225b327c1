"""One sign rule for variances, their share of the plan, RAG, run rates, bridges, and claims held against them."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blmk_desktop.rules.variance import (
    Band,
    bridge,
    convention_of,
    judged,
    month_of_two,
    nature_of,
    ours,
    percent,
    rag,
    run_rates,
    share_of_plan,
    variance,
)

MONEY = st.integers(-(10**11), 10**11)
BANDS = [Band("Amber", 100, 1_000_000), Band("Red", 200, 10_000_000)]


def test_what_is_under_plan_is_favourable_and_positive() -> None:
    assert variance(3_974_000, 3_935_700) == 38_300
    assert variance(300, 330) == -30


def test_a_source_that_writes_it_the_other_way_round_is_turned() -> None:
    assert ours(30, "actual less plan") == -30
    assert ours(30, "plan less actual") == ours(30, "") == 30


def test_the_percentage_is_of_the_plan_and_negative_where_a_negative_plan_was_beaten() -> None:
    assert share_of_plan(529, 545) == Fraction(-16 * 10_000, 529)
    assert percent(-65, -674) == pytest.approx(-93_690, abs=5)
    assert percent(0, 10) is None


@pytest.mark.parametrize(
    ("plan", "outturn", "colour"),
    [
        (300_600_000, 312_600_000, "Red"),  # 4% and £120,000
        (552_300_000, 562_900_000, "Amber"),  # £106,000, but 1.9%
        (5_200_000, 5_600_000, "Green"),  # 7.7%, but £4,000
        (100_000_000, 90_000_000, "Green"),  # under plan
        (-6_500_000, -67_400_000, "Green"),
        (-60_000_000, -40_000_000, "Red"),  # less released than was planned costs more
        (0, 20_000_000, "Red"),
        (None, 5, ""),
    ],
)
def test_a_line_is_red_only_if_both_the_share_and_the_amount_are_reached(
    plan: int | None, outturn: int | None, colour: str
) -> None:
    assert rag(plan, outturn, BANDS) == colour


def test_a_run_rate_says_what_it_takes_for_granted() -> None:
    by_month, by_phasing = run_rates(600, 500, 1_200, range(1, 7))
    assert (by_month.value, by_phasing.value) == (1_200, 1_440)
    assert by_month.assumes == "every month costs what the first 6 of the 12 months did on average"


def test_a_period_that_begins_in_july_runs_over_nine_months() -> None:
    assert run_rates(300, None, None, range(4, 7))[0].value == 900


def test_a_bridge_reaches_the_forecast_even_where_the_lines_do_not() -> None:
    steps = bridge(
        100, 130, [("Premises", "spend", 40), ("QoF", "spend", 0), ("Reserves", "reserves", -15)], ("Plan", "End")
    )
    assert [(step.label, step.amount) for step in steps] == [
        ("Plan", 100),
        ("Premises", 40),
        ("Reserves", -15),
        ("Not in any line", 5),
        ("End", 130),
    ]


@given(MONEY, st.lists(MONEY, max_size=20))
def test_the_steps_of_a_bridge_add_up_to_the_way_from_start_to_end(start: int, strays: list[int]) -> None:
    end = start + sum(strays)
    steps = bridge(start, end, [(str(at), "spend", one) for at, one in enumerate(strays)], ("Plan", "Forecast"))
    assert steps[0].after + sum(step.amount for step in steps if step.kind == "step") == steps[-1].after == end
    assert all(one.after == two.before for one, two in pairwise(steps[:-1]))


def test_the_first_month_of_a_period_is_its_own_figure() -> None:
    assert month_of_two(30, None, first=True) == 30
    assert month_of_two(70, 30, first=False) == 40
    assert month_of_two(70, None, first=False) is None


@pytest.mark.parametrize(
    ("name", "nature"),
    [
        ("Reserves", "reserves"),
        ("Contingency 0.5%", "contingency"),
        ("Prior-year benefit", "prior-year benefit"),
        ("QIPP target", "QIPP"),
        ("Premises", "spend"),
    ],
)
def test_reserves_contingency_and_prior_year_benefit_are_known_by_name(name: str, nature: str) -> None:
    assert nature_of(name) == nature


@given(st.lists(st.tuples(MONEY, MONEY), min_size=1), st.sampled_from(["plan less actual", "actual less plan"]))
def test_the_rows_of_a_source_tell_which_way_round_it_writes_variances(
    pairs: list[tuple[int, int]], convention: str
) -> None:
    printed = [(plan, actual, ours(plan - actual, convention)) for plan, actual in pairs]
    assert convention_of(printed) == (convention if any(plan != actual for plan, actual in pairs) else "")


def test_as_many_rows_for_the_one_as_for_the_other_tell_nothing() -> None:
    assert convention_of([(10, 5, 5), (10, 5, -5)]) == ""


@pytest.mark.parametrize(
    ("printed", "plan", "outturn", "verdict"),
    [
        ((93_690, 1), -6_500_000, -67_400_000, "lost sign"),
        ((-550, 1), 3_437_000_000, 3_626_100_000, "held"),
        ((-10, 1), 136_200_000, 136_400_000, "held"),
        ((0, 1), 12_221_400_000, 12_224_800_000, "held"),  # (0.0%)
        ((-810, 1), 5_200_000, 5_600_000, "rounded"),  # 4 of 52, both to the nearest thousand
        ((1_900, 1), 5_200_000, 5_600_000, "failed"),
    ],
)
def test_a_printed_percentage_is_held_against_plan_and_outturn(
    printed: tuple[int, int], plan: int, outturn: int, verdict: str
) -> None:
    share = share_of_plan(plan, outturn)
    assert share is not None
    assert judged(printed, share, [(plan, -3), (outturn, -3)], percent=True).verdict == verdict


def test_a_total_off_by_one_thousand_is_rounding_and_by_more_is_not() -> None:
    parts = [(100_000, -3), (200_000, -3)]
    assert judged((300_000, -3), Fraction(300_000), parts).verdict == "held"
    assert judged((400_000, -3), Fraction(300_000), parts).verdict == "rounded"
    assert judged((600_000, -3), Fraction(300_000), parts).verdict == "failed"
