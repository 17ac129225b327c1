"""Extended hours and the clinical director's time by the size of a network."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blmk_desktop.rules.access import clinical_director, extended_hours, in_hours, patients_for


@pytest.mark.parametrize(
    ("patients", "minutes"), [(None, None), (0, 0), (1_000_00, 30), (48_611_00, 1458), (33_333_00, 1000), (1_00, 0)]
)
def test_extended_hours_are_30_minutes_a_week_for_1_000_patients(patients: int | None, minutes: int | None) -> None:
    assert extended_hours(patients) == minutes


@pytest.mark.parametrize(("hours", "patients"), [(243, 486_000_00), (118, 236_000_00), (149, 298_000_00)])
def test_the_hours_of_figure_35_imply_the_list_of_each_ccg(hours: int, patients: int) -> None:
    assert patients_for(hours * 60) == patients
    assert extended_hours(patients) == hours * 60


def test_figure_35_is_of_a_larger_list_than_the_payments_of_the_same_strategy() -> None:
    """510 hours are for 1,020,000 patients; the 986,864 that core funding is paid for need 493 h 26 min."""
    assert patients_for((243 + 118 + 149) * 60) == 1_020_000_00
    assert in_hours(extended_hours(986_864_00)) == "493 h 26 min"


@pytest.mark.parametrize(
    ("patients", "wte"), [(None, None), (30_000_00, 15), (40_000_00, 20), (50_000_00, 25), (100_000_00, 50), (0, 0)]
)
def test_the_clinical_directors_time_slides_with_size(patients: int | None, wte: int | None) -> None:
    assert clinical_director(patients) == wte


@pytest.mark.parametrize(("minutes", "shown"), [(None, ""), (0, "0 h 00 min"), (61, "1 h 01 min")])
def test_minutes_are_written_as_hours(minutes: int | None, shown: str) -> None:
    assert in_hours(minutes) == shown


@given(st.integers(0, 1_000_000_00), st.integers(0, 1_000_000_00))
def test_a_larger_network_never_needs_less(one: int, other: int) -> None:
    small, large = sorted((one, other))
    assert (extended_hours(small) or 0) <= (extended_hours(large) or 0)
    assert (clinical_director(small) or 0) <= (clinical_director(large) or 0)
