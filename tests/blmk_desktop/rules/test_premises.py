"""Space against lists, worked by hand: who is seen there, who is to come, from when there is no room."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from blmk_desktop.rules.premises import WHOLE, Use, below_b, growth, pressure, shares, worst

YEARS = ("2024/25", "2025/26", "2026/27")
SURGERY = Use("E81001", 9_000_00, WHOLE, {"2024/25": 400_00, "2026/27": 1_200_00})


def test_a_building_that_has_room_until_the_housing_is_lived_in() -> None:
    found = pressure([SURGERY], 10_000_00, "2026/27", YEARS)
    assert (found.state, found.full_by, found.gain, found.expected) == ("will be full", "2026/27", 1_200_00, 10_200_00)
    assert (found.used, found.used_then, found.left) == (90_00, 102_00, -200_00)


def test_by_an_earlier_year_it_has_room() -> None:
    found = pressure([SURGERY], 10_000_00, "2025/26", YEARS)
    assert (found.state, found.gain, found.left) == ("has room", 400_00, 600_00)


def test_full_to_the_last_patient_is_room_enough() -> None:
    assert pressure([SURGERY], 10_200_00, "2026/27", YEARS).state == "has room"
    assert pressure([SURGERY], 8_999_00, "2026/27", YEARS).state == "full now"


def test_part_of_a_list_brings_part_of_the_growth() -> None:
    """60% of 9,000 is 5,400, and of 1,200 it is 720."""
    branch = Use("E81001", 9_000_00, 60_00, SURGERY.growth)
    found = pressure([branch], 6_000_00, "2026/27", YEARS)
    assert (found.patients, found.gain, found.state) == (5_400_00, 720_00, "will be full")


def test_what_is_not_known_is_said_and_nothing_is_made_up() -> None:
    found = pressure([SURGERY], None, "2026/27", YEARS)
    assert (found.state, found.used, found.unknown) == ("not known", None, "how many patients it has room for")
    assert found.patients == 9_000_00
    listless = pressure([SURGERY, Use("E81002", None, None, {})], 10_000_00, "2026/27", YEARS)
    assert (listless.patients, listless.state) == (None, "not known")
    assert listless.unknown == "the list of E81002, how much of the list of E81002 is seen there"
    assert pressure([], 10_000_00, "2026/27", YEARS).unknown == "which practices work there"


def test_a_blank_share_is_what_the_other_buildings_leave() -> None:
    assert shares({1: None}) == {1: WHOLE}
    assert shares({1: 45_00, 2: None}) == {1: 45_00, 2: 55_00}
    assert shares({1: None, 2: None}) == {1: None, 2: None}
    assert shares({1: 70_00, 2: 60_00, 3: None}) == {1: 70_00, 2: 60_00, 3: None}


def test_growth_adds_up_developments_and_leaves_out_what_the_list_holds_already() -> None:
    """By March 2024 100 of the first had come; the list of April 2024 has them."""
    stated = [
        ("First", "2023/24", 100_00),
        ("First", "2025/26", 700_00),
        ("Second", "2024/25", 50_00),
    ]
    assert growth(stated, "2024-04-01") == {"2024/25": 50_00, "2025/26": 650_00}
    assert growth(stated, "2023-04-01") == {"2023/24": 100_00, "2024/25": 150_00, "2025/26": 750_00}
    assert growth(stated, "2026-04-01") == {}


def test_conditions_a_and_b_need_nothing_done() -> None:
    facets = {"physical": "B", "space": "D", "quality": "", "statutory": "C"}
    assert (below_b(facets), worst(facets), worst({"physical": ""})) == (("space", "statutory"), "D", "")


@given(st.integers(0, 50_000_00), st.integers(0, 100_00), st.integers(0, 60_000_00))
def test_shares_of_a_list_are_never_more_than_the_list(registered: int, share: int, capacity: int) -> None:
    one, other = Use("A", registered, share, {}), Use("A", registered, WHOLE - share, {})
    assert abs((one.patients or 0) + (other.patients or 0) - registered) <= 1
    found = pressure([one], capacity, "2026/27", ())
    assert (found.state == "full now") == ((one.patients or 0) > capacity)
