"""Draws are the same each time, keep to their range, and make a band that is one of the results; intervals add up."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blmk_desktop.rules.uncertainty import DRAWS, Interval, added, band, draws, exactly

WHOLE = st.integers(-(10**12), 10**12)
RANGES = st.lists(WHOLE, min_size=3, max_size=3).map(lambda three: tuple(sorted(three)))


def test_the_same_seed_gives_the_same_draws_digit_by_digit() -> None:
    """Written down: another machine, and another Python, must draw these too."""
    assert draws(2019, 4, {"pay": (0, 100, 300)}) == [{"pay": 263}, {"pay": 123}, {"pay": 162}, {"pay": 192}]


def test_another_seed_gives_others() -> None:
    assert draws(1, 50, {"pay": (0, 100, 300)}) != draws(2, 50, {"pay": (0, 100, 300)})


def test_what_else_is_uncertain_changes_nothing_of_a_draw() -> None:
    alone = [one["pay"] for one in draws(7, 100, {"pay": (0, 100, 300)})]
    beside = [one["pay"] for one in draws(7, 100, {"growth": (1, 2, 3), "pay": (0, 100, 300)})]
    assert alone == beside


@given(RANGES, st.integers(0, 2**31))
def test_no_draw_leaves_its_range(told: tuple[int, int, int], seed: int) -> None:
    low, _, high = told
    assert all(low <= one["x"] <= high for one in draws(seed, 40, {"x": told}))


def test_what_is_certain_is_drawn_as_it_is() -> None:
    assert draws(1, 3, {"x": (5, 5, 5)}) == [{"x": 5}] * 3


def test_a_likeliest_value_outside_its_range_is_refused() -> None:
    with pytest.raises(ValueError, match="9 is not between 1 and 5"):
        draws(1, 1, {"x": (1, 9, 5)})


def test_the_draws_lie_as_a_triangle_does() -> None:
    found = [one["x"] for one in draws(3, 20_000, {"x": (0, 2_500, 10_000)})]
    assert abs(sum(found) / len(found) - 12_500 / 3) < 60  # the mean of a triangle is that of its three corners
    assert abs(sum(one <= 2_500 for one in found) / len(found) - 0.25) < 0.02


def test_a_band_is_three_of_the_results() -> None:
    assert band(list(range(1, 101))) == (10, 50, 90)
    assert band([5]) == (5, 5, 5)
    with pytest.raises(ValueError, match="needs results"):
        band([])


@given(st.lists(WHOLE, min_size=1, max_size=200))
def test_a_band_rises(results: list[int]) -> None:
    low, middle, high = band(results)
    assert min(results) <= low <= middle <= high <= max(results)


@given(RANGES, RANGES)
def test_a_sum_and_a_difference_of_intervals_hold_whatever_comes(
    one: tuple[int, int, int], other: tuple[int, int, int]
) -> None:
    first, second = Interval(*one), Interval(*other)
    assert added([first, second, exactly(1)]).low == one[0] + other[0] + 1
    assert (first - second).low == one[0] - other[2]
    assert (first - second) == first + -second


def test_two_thousand_draws_take_no_noticeable_time() -> None:
    began = perf_counter()
    draws(1, DRAWS, dict.fromkeys("abcdefghij", (0, 100, 300)))
    assert perf_counter() - began < 0.5  # about 0.02 s on an idle machine
