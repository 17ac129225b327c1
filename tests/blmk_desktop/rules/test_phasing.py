"""Phasing: a year's budget over its months, exact to the penny."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blmk_desktop.rules.phasing import TWELFTHS, is_whole, phased, profiles, refused_share, spread, to_date


def test_a_budget_without_a_profile_goes_in_equal_twelfths() -> None:
    assert spread(120_000, TWELFTHS) == (10_000,) * 12


def test_the_pennies_left_go_to_the_earliest_of_those_that_were_cut_the_most() -> None:
    assert spread(100, TWELFTHS) == (9, 9, 9, 9, 8, 8, 8, 8, 8, 8, 8, 8)


def test_a_profile_says_which_month_gets_what() -> None:
    shares = profiles([("Early", 1, 5_000), ("Early", 3, 5_000)])
    assert phased(101, "Early", shares) == (51, 0, 50, 0, 0, 0, 0, 0, 0, 0, 0, 0)


@pytest.mark.parametrize("profile", ["", "Unheard of", "Empty"])
def test_what_no_profile_can_phase_goes_in_equal_twelfths(profile: str) -> None:
    assert phased(1_200, profile, {"Empty": (0,) * 12}) == (100,) * 12


def test_shares_of_nothing_phase_nothing() -> None:
    with pytest.raises(ValueError, match="more than nothing"):
        spread(100, (0,) * 12)


@given(st.integers(-(10**12), 10**12), st.lists(st.integers(0, 10_000), min_size=12, max_size=12).filter(any))
def test_the_months_always_add_up_to_the_budget(amount: int, shares: list[int]) -> None:
    months = spread(amount, shares)
    assert sum(months) == amount == to_date(months, 12)
    whole = sum(shares)
    assert all(abs(month * whole - amount * share) < whole for month, share in zip(months, shares, strict=True))


def test_twelve_rounded_shares_may_miss_100_per_cent_by_their_rounding() -> None:
    assert is_whole((833,) * 12)
    assert not is_whole((830,) * 12)


def test_a_share_is_between_nothing_and_all() -> None:
    assert refused_share({"share": 833}) == []
    assert refused_share({"share": -1})[0][0] == "share"
    assert refused_share({"share": 10_001})[0][0] == "share"
