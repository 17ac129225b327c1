"""Funding streams in words and sums: areas added up once, rates for each patient, names without what a year says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blmk_desktop.rules.streams import (
    expected,
    implied_list,
    lists_agree,
    parts_of,
    per_head_in,
    programme_in,
    recurrence_in,
    says_ring_fenced,
    stream_name,
    topmost,
    what_for,
    within,
)

PARTS = {"Luton CCG": "BLMK", "Bedfordshire CCG": "BLMK", "BLMK": "England"}


def test_parts_of_what_is_there_as_a_whole_are_not_added_up() -> None:
    assert topmost({"Luton CCG", "Bedfordshire CCG"}, PARTS) == {"Luton CCG", "Bedfordshire CCG"}
    assert topmost({"Luton CCG", "BLMK"}, PARTS) == {"BLMK"}
    assert topmost({"", "BLMK", "Kent"}, PARTS) == {""}
    assert parts_of("BLMK", PARTS) == {"BLMK", "Luton CCG", "Bedfordshire CCG"}


@given(st.dictionaries(st.sampled_from("abcdef"), st.sampled_from("abcdef")), st.sets(st.sampled_from("abcdef")))
def test_whatever_is_part_of_what_no_area_is_lost_or_added_twice(parts: dict[str, str], areas: set[str]) -> None:
    """Areas that are part of each other in a ring are no user's doing, and still end."""
    top = topmost(areas, parts)
    assert top <= areas
    assert not any(
        above in top - {area} and area not in within(above, parts) for area in top for above in within(area, parts)
    )


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("Transformational Support (£2 per head)", 20_000),
        ("£1.50 per patient per year", 15_000),
        ("3 per head", 30_000),
        ("Support for practices", None),
    ],
)
def test_a_rate_for_each_patient_is_found_in_words(text: str, rate: int | None) -> None:
    assert per_head_in(text) == rate


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Transformational Support (£2 per head)", "Transformational Support"),
        ("Share of General Practice Resilience Programme Funding", "General Practice Resilience"),
        ("Business As Usual i.e. Contract, Premises, QOF", "Business As Usual"),
        ("Business As Usual ie Contract, Premises, QOF", "Business As Usual"),
        ("Improved Access (national investment)", "Improved Access"),
        ("Extended hours funding *", "Extended hours funding"),
        ("Coaching", "Coaching"),
    ],
)
def test_a_stream_has_one_name_whatever_a_year_says_besides(printed: str, name: str) -> None:
    assert stream_name(printed) == name


def test_words_say_what_it_is_for_of_which_programme_and_whether_it_recurs() -> None:
    assert what_for("Business As Usual i.e. Contract, Premises") == "Contract, Premises"
    assert [programme_in(one) for one in ("GPFV allocations", "PCN DES 2019-20", "Transformational support", "x")] == [
        "GPFV",
        "PCN DES",
        "Transformation",
        "",
    ]
    found = [recurrence_in(one) for one in ("R", "NR", "non-recurrent", "Recurring", "Yes", "")]
    assert found == ["recurrent", "non-recurrent", "non-recurrent", "recurrent", "", ""]
    assert says_ring_fenced("20/21 ring-fenced allocation") == 1
    assert says_ring_fenced("19/20 allocation") is None


def test_two_pounds_a_head_in_one_year_and_one_in_the_next_are_of_one_list() -> None:
    thousand = 100_000
    assert lists_agree([(42_400_000, 20_000, thousand), (21_200_000, 10_000, thousand)])
    assert not lists_agree([(42_400_000, 20_000, thousand), (31_200_000, 10_000, thousand)])
    assert implied_list(42_400_000, 20_000) == 21_200_000
    assert expected(30_000, 21_200_000) == 63_600_000


@given(st.integers(1, 10**9), st.integers(1, 100_000))
def test_a_list_times_its_rate_implies_that_list(registered: int, rate: int) -> None:
    implied = implied_list(expected(rate, registered), rate)
    assert implied is not None
    assert abs(implied - registered) <= 10_000 // (2 * rate) + 1
