"""Costs are posts at their pay: new ones of a year, or every post in place where a part of the pay is paid for us."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from blmk_desktop.rules.trajectories import (
    NATIONAL_SCALE,
    Pay,
    Posts,
    costs,
    funded,
    implied_pay,
    implied_posts,
    on_costs,
)

PHARMACISTS = [Posts(12_00), Posts(11_00), Posts(10_00)]


def test_new_posts_cost_their_pay() -> None:
    assert costs(Pay(42_668_00), [Posts(9_00), Posts(10_00)]) == [384_012_00, 426_680_00]


def test_posts_within_the_establishment_cost_nothing_more() -> None:
    assert costs(Pay(42_668_00), [Posts(3_00, within_establishment=True), Posts(9_00)]) == [0, 384_012_00]


def test_the_first_year_may_be_a_part_of_a_year() -> None:
    assert costs(Pay(120_000_00), [Posts(4_00)], part_year=5_000) == [240_000_00]


def test_without_a_pay_no_cost_is_known() -> None:
    assert costs(None, [Posts(4_00), Posts(1_00)]) == [None, None]


def test_on_a_sliding_scale_every_post_in_place_counts() -> None:
    first, second, third = costs(Pay(50_000_00, NATIONAL_SCALE), PHARMACISTS)
    assert first == 240_000_00  # 40% of 12 posts
    assert second == 580_000_00  # 40% of 11 and 60% of 12
    assert third == 1_010_000_00  # 40% of 10, 60% of 11 and 80% of 12


def test_what_a_cost_implies() -> None:
    assert implied_posts(3_600_000_00, 120_000_00) == 30_00
    assert implied_pay(240_000_00, PHARMACISTS[:1], NATIONAL_SCALE) == 50_000_00
    assert implied_pay(240_000_00, [], NATIONAL_SCALE) is None


def test_on_costs_are_a_share_of_the_wage() -> None:
    assert on_costs(100_000_00, 2_000) == 120_000_00


def test_table_11_is_reproduced() -> None:
    found = funded(Fraction(11_838_000_00), [2_700, 1_600])
    assert [round(part / 100_000) for part in found.parts] == [3_196, 1_894]
    assert (round(found.funded / 100_000), round(found.shortfall / 100_000)) == (5_090, 6_748)


@given(st.integers(0, 10**12), st.lists(st.integers(0, 5_000), max_size=4))
def test_what_is_funded_and_what_is_not_come_to_the_cost(cost: int, shares: list[int]) -> None:
    found = funded(Fraction(cost), shares)
    assert found.funded + found.shortfall == cost
    assert sum(found.parts, Fraction(0)) == found.funded
