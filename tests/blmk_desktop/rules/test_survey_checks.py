"""Answers to the workforce survey that cannot be together, and the gaps of the plan of 2018."""

from __future__ import annotations

import pytest

from blmk_desktop.rules.survey_checks import gp_gap, rate, vacancy_rate, wrong_capacity, wrong_staff


@pytest.mark.parametrize(
    ("answers", "wrong"),
    [
        ({"headcount": 3, "wte": 300, "over_50": 3, "over_55": 3, "retiring": 3}, []),
        ({"headcount": 0, "wte": 0}, []),
        ({"wte": 325, "over_55": 4}, []),
        ({"headcount": 3, "wte": 301}, ["wte"]),
        ({"headcount": 0, "wte": 50}, ["wte"]),
        ({"headcount": 3, "over_50": 4}, ["over_50"]),
        ({"headcount": 3, "over_50": 1, "over_55": 2}, ["over_55"]),
        ({"headcount": 3, "retiring": 4}, ["retiring"]),
    ],
)
def test_no_group_has_more_of_its_people_than_people(answers: dict[str, int | None], wrong: list[str]) -> None:
    assert [name for name, _ in wrong_staff(answers)] == wrong


def test_rooms_have_ten_sessions_a_week_and_no_more_placements_are_filled_than_offered() -> None:
    assert wrong_capacity({"consulting_rooms": 2, "rooms_free": 20, "placements": 1, "placements_used": 1}) == []
    assert wrong_capacity({"consulting_rooms": 2, "rooms_free": 21, "placements": 1, "placements_used": 2}) == [
        ("placements_used", "2 is more than the 1 placements offered"),
        ("rooms_free", "21 sessions are more than 2 rooms have in a week (20)"),
    ]


@pytest.mark.parametrize(
    ("vacancies", "retiring", "gap"), [(5250, 18, 7050), (2050, 10, 3050), (1900, 3, 2200), (1300, 5, 1800)]
)
def test_the_gp_gap_is_that_of_the_plan_of_2018(vacancies: int, retiring: int, gap: int) -> None:
    assert gp_gap(vacancies, retiring) == gap  # BLMK, BCCG, LCCG and MKCCG: B + C of table 1
    assert gp_gap(None, retiring) is None


def test_rates_are_of_what_is_known() -> None:
    assert vacancy_rate(900, 100) == 1_000
    assert rate(1, 3) == 3_330
    assert rate(None, 3) is None
    assert rate(0, 0) is None
