"""Which figures stand out from their fellows."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from blmk_desktop.rules.outliers import LEAST, standing_out

RATES = st.lists(st.integers(min_value=1, max_value=10**6), min_size=LEAST, max_size=40)


def named(rates: list[int]) -> dict[str, Fraction]:
    return {f"U{number}": Fraction(rate) for number, rate in enumerate(rates)}


def test_one_far_from_the_others_stands_out() -> None:
    middle, far = standing_out(named([1650, 1640, 1655, 1660, 1645, 2372]))
    assert middle == Fraction(3305, 2)
    assert far == {"U5": 2372}


def test_fewer_than_five_cannot_be_compared() -> None:
    assert standing_out(named([1, 1, 1, 1000])) == (0, {})


def test_none_stands_out_where_all_are_alike() -> None:
    assert standing_out(named([1650] * 6)) == (1650, {})


def test_close_fellows_raise_no_alarm_over_a_few_pence() -> None:
    """All but one are the same to the penny; 4 % off is not far."""
    assert standing_out(named([1650] * 8 + [1716]))[1] == {}
    assert set(standing_out(named([1650] * 8 + [1750]))[1]) == {"U8"}


@given(RATES)
def test_most_never_stand_out(rates: list[int]) -> None:
    assert len(standing_out(named(rates))[1]) <= len(rates) / 2


@given(RATES, st.integers(min_value=2, max_value=100))
def test_it_does_not_matter_in_what_unit_the_rates_are(rates: list[int], times: int) -> None:
    multiplied = [rate * times for rate in rates]
    assert set(standing_out(named(multiplied))[1]) == set(standing_out(named(rates))[1])


@given(RATES)
def test_one_absurd_figure_does_not_hide_itself(rates: list[int]) -> None:
    """However far off it is: the median and the distance from it hardly move."""
    assert "U0" in standing_out(named([10**12, *rates, *rates]))[1]
