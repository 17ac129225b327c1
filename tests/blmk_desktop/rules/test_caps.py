"""How many posts of a role one network may claim."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blmk_desktop.rules.caps import Cap, over_cap

MENTAL_HEALTH = Cap("Adult Mental Health Practitioner", 2, 4)


@pytest.mark.parametrize(("patients", "most"), [(None, 2), (0, 2), (99_999_99, 2), (100_000_00, 4), (250_000_00, 4)])
def test_a_network_of_100_000_patients_and_over_may_claim_more(patients: int | None, most: int) -> None:
    assert MENTAL_HEALTH.for_list(patients) == most


@pytest.mark.parametrize(("wte", "cap", "over"), [(200, 2, False), (201, 2, True), (0, 0, False), (1, 0, True)])
def test_the_cap_itself_may_be_claimed_in_full(wte: int, cap: int, over: bool) -> None:
    assert over_cap(wte, cap) is over


@pytest.mark.parametrize(("year_begins", "holds"), [("2022-04-01", True), ("2023-04-01", False)])
def test_the_cap_on_mental_health_practitioners_ended_with_2022_23(year_begins: str, holds: bool) -> None:
    assert Cap("Adult Mental Health Practitioner", 2, 4, until="2023-03-31").holds_from(year_begins) is holds


@given(st.integers(min_value=0, max_value=10**6), st.integers(min_value=0, max_value=100))
def test_one_hundredth_more_is_over(wte: int, cap: int) -> None:
    assert over_cap(cap * 100 + 1, cap)
    assert over_cap(wte, cap) == (wte - cap * 100 > 0)
