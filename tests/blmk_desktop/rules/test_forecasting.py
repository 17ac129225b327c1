"""The forecast to year end: claims so far, the plan for the rest, and missing claims told apart from nothing due."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blmk_desktop.rules.forecasting import Basis, Planned, forecast

EVEN = Planned(cost=(10_000_00,) * 12, wte=(200,) * 12)
FROM_JULY = Planned(cost=(0, 0, 0, *(4_800_00,) * 9), wte=(0, 0, 0, *(100,) * 9))


def test_claims_to_september_and_the_plan_from_october() -> None:
    """Six months at £9,000 and six at £10,000 are £114,000 of £125,000."""
    found = forecast(dict.fromkeys(range(1, 7), 9_000_00), EVEN, 6, 125_000_00)
    assert (found.amount, found.underspend) == (114_000_00, 11_000_00)
    assert (found.claimed, found.planned) == (54_000_00, 60_000_00)
    assert found.entitlement == 62_500_00
    assert (found.missing, found.assumed) == ((), 0)
    assert [month.basis for month in found.months] == [Basis.CLAIMED] * 6 + [Basis.PLAN] * 6


def test_a_month_without_a_claim_takes_the_plan_and_says_so() -> None:
    found = forecast({1: 9_000_00, 3: 9_000_00}, EVEN, 3)
    assert (found.missing, found.assumed) == ((2,), 10_000_00)
    assert found.amount == 2 * 9_000_00 + 10 * 10_000_00
    assert found.planned - found.claimed == 12_000_00


def test_a_month_without_a_claim_and_nobody_in_post_is_nothing() -> None:
    found = forecast({4: 4_700_00}, FROM_JULY, 4)
    assert [month.basis for month in found.months[:5]] == [*[Basis.NOBODY] * 3, Basis.CLAIMED, Basis.PLAN]
    assert (found.missing, found.amount) == ((), 4_700_00 + 8 * 4_800_00)


def test_a_claim_of_nothing_is_a_claim() -> None:
    found = forecast({1: 0}, EVEN, 1)
    assert (found.missing, found.amount) == ((), 11 * 10_000_00)


def test_a_claim_without_an_amount_takes_the_plan() -> None:
    found = forecast({1: None}, EVEN, 1)
    assert (found.months[0].basis, found.missing, found.claimed) == (Basis.NO_AMOUNT, (1,), 0)


def test_what_was_claimed_for_somebody_unplanned_counts() -> None:
    assert forecast({1: 3_000_00}, FROM_JULY, 1).amount == 3_000_00 + 9 * 4_800_00


def test_a_post_that_left_in_mid_month_is_missed_too() -> None:
    gone = Planned(cost=(5_000_00, *(0,) * 11), wte=(0,) * 12)
    assert forecast({}, gone, 2).missing == (1,)


def test_posts_of_unknown_cost_leave_the_forecast_incomplete_where_the_plan_stands_in() -> None:
    unknown = Planned(cost=(0,) * 12, wte=(100,) * 12, unknown=frozenset(range(1, 13)))
    found = forecast({1: 4_000_00, 2: 4_000_00}, unknown, 3)
    assert found.amount == 8_000_00
    assert found.missing == (3,)
    assert found.incomplete == tuple(range(3, 13))


def test_a_post_of_unknown_cost_that_left_in_mid_month_is_missed_too() -> None:
    gone = Planned(cost=(0,) * 12, wte=(0,) * 12, unknown={1})
    assert forecast({}, gone, 2).missing == (1,)


def test_later_claims_are_left_out_so_that_it_can_be_made_as_it_stood() -> None:
    assert forecast({1: 9_000_00, 2: 1_00}, EVEN, 1) == forecast({1: 9_000_00}, EVEN, 1)


def test_more_than_the_allocation_is_an_adverse_underspend() -> None:
    found = forecast({}, EVEN, 0, 100_000_00)
    assert (found.underspend, found.entitlement) == (-20_000_00, 0)


def test_without_an_allocation_there_is_no_underspend() -> None:
    found = forecast({}, EVEN, 6)
    assert (found.underspend, found.entitlement) == (None, None)


@pytest.mark.parametrize(("known_to", "entitlement"), [(0, 0), (1, 8_33), (2, 16_67), (12, 100_00)])
def test_the_allocation_to_date_is_its_twelfths_rounded_once(known_to: int, entitlement: int) -> None:
    assert forecast({}, EVEN, known_to, 100_00).entitlement == entitlement


AMOUNTS = st.integers(0, 100_000_00)
PLANS = st.lists(AMOUNTS, min_size=12, max_size=12).map(lambda cost: Planned(cost, [100] * 12))
CLAIMS = st.dictionaries(st.integers(1, 12), st.none() | AMOUNTS)


@given(CLAIMS, PLANS, st.integers(0, 12))
def test_the_year_is_claims_plus_what_is_assumed_plus_the_plan_for_the_rest(
    claims: dict[int, int | None], planned: Planned, known_to: int
) -> None:
    found = forecast(claims, planned, known_to)
    assert found.amount == found.claimed + found.assumed + sum(planned.cost[known_to:])
    assert [month.month for month in found.months] == list(range(1, 13))
    assert set(found.missing) == {month for month in range(1, known_to + 1) if claims.get(month) is None}


@given(PLANS, st.integers(0, 12))
def test_if_all_is_claimed_as_planned_the_forecast_is_the_plan(planned: Planned, known_to: int) -> None:
    found = forecast(dict(enumerate(planned.cost, start=1)), planned, known_to)
    assert (found.amount, found.claimed) == (sum(planned.cost), found.planned)
