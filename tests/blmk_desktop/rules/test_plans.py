"""The arithmetic of a workforce plan, worked by hand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from blmk_desktop.rules import plans


def test_an_overspend_is_an_adverse_variance_and_negative() -> None:
    assert plans.variance(allocation=316_322_400, forecast_spend=318_505_000) == -2_182_600


def test_a_variance_needs_both_its_parts() -> None:
    assert plans.variance(None, 100) is None
    assert plans.variance(100, None) is None


def test_growth_is_what_the_plan_adds_to_those_in_post() -> None:
    assert plans.growth_percent(in_post=1680, planned=1980) == 1790  # 17.857 %
    assert plans.growth_percent(in_post=200, planned=1900) == 85_000  # 850.0 %
    assert plans.growth_percent(in_post=2000, planned=1500) == -2500


def test_growth_from_nobody_is_not_a_number() -> None:
    assert plans.growth_percent(in_post=0, planned=500) is None


def test_recruited_is_the_part_of_the_plan_in_post() -> None:
    assert plans.recruited_percent(in_post=1899, planned=2659) == 7140  # 71.418 %
    assert plans.recruited_percent(in_post=0, planned=0) is None


def test_what_is_not_recruited_is_to_recruit() -> None:
    assert plans.to_recruit_percent(in_post=1899, planned=2659) == 2860  # 28.582 %
    assert plans.to_recruit_percent(in_post=500, planned=400) == -2500
    assert plans.to_recruit_percent(in_post=None, planned=400) is None
    assert plans.to_recruit_percent(in_post=0, planned=0) is None


def test_halves_are_rounded_away_from_zero() -> None:
    assert plans.share(1, 8_000) == 0  # 0.125 tenths
    assert plans.share(1, 2_000) == 10  # half a tenth
    assert plans.share(-1, 2_000) == -10
    assert plans.share(1, 0) is None


def test_a_share_is_rounded_once() -> None:
    """15.80 of 28.24 is 55.949...%: 55.9, and not 56.0 by way of 55.95."""
    assert plans.share(15_80, 28_24) == 55_90


def test_a_total_is_of_what_is_known() -> None:
    assert plans.total([1, None, 2]) == 3
    assert plans.total([None]) is None
    assert plans.total([]) is None


def test_a_figure_printed_without_decimals_agrees_with_the_one_it_was_rounded_from() -> None:
    assert plans.same_figure(1899, 2, 1900, 0)
    assert plans.same_figure(72_028_080, 2, 72_028_100, 0)
    assert not plans.same_figure(1100, 0, 1700, 0)
    assert not plans.same_figure(1850, None, 1851, 2)


@given(part=st.integers(-(10**9), 10**9), of=st.integers(1, 10**9))
def test_a_share_is_within_half_a_tenth_of_a_point(part: int, of: int) -> None:
    rounded = plans.share(part, of)
    assert rounded is not None
    assert abs(2 * (rounded * of - part * plans.WHOLE)) <= plans.TENTH * of
    assert rounded % plans.TENTH == 0
    assert plans.share(-part, of) == -rounded
