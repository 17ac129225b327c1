"""Signs of vulnerability: what counts from which figure on, the reason in words, and what is not known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from blmk_desktop.periods import add_months
from blmk_desktop.records.resilience import SIGNS
from blmk_desktop.rules.resilience import (
    CLEAR,
    CONTRACT,
    COUNTS,
    CQC,
    GPS,
    UNKNOWN,
    Building,
    Event,
    Fact,
    contract_ends,
    gp_rate,
    list_change,
    months_until,
    near_retirement,
    network,
    open_events,
    open_risks,
    points,
    premises,
    rating,
    weighed,
)

DAY = "2022-10-01"
WEIGHTS = {CQC: ((1, 3), (2, 6)), GPS: ((40, 2), (30, 4)), CONTRACT: ((24, 1), (12, 3))}


@pytest.mark.parametrize(
    ("given_rating", "state", "expected"),
    [("Inadequate", COUNTS, 6), ("Requires improvement", COUNTS, 3), ("Good", CLEAR, 0), ("", UNKNOWN, 0)],
)
def test_the_gravest_step_that_is_reached_counts(given_rating: str, state: str, expected: int) -> None:
    sign = weighed(CQC, rating(given_rating), WEIGHTS)
    assert (sign.state, sign.points, sign.most) == (state, expected, 6)


@pytest.mark.parametrize(("figure", "expected"), [(41, 0), (40, 2), (31, 2), (30, 4), (0, 4)])
def test_gps_and_the_months_of_a_contract_count_downwards(figure: int, expected: int) -> None:
    assert weighed(GPS, Fact(figure, "", ""), WEIGHTS).points == expected


def test_what_is_not_known_is_said_and_adds_nothing() -> None:
    facts = (
        rating(""),
        list_change([]),
        gp_rate(None, 500_000, ""),
        near_retirement(None, None, None),
        premises([], 500_000, DAY),
        contract_ends([], DAY),
        network("", known=False),
        open_risks({}, known=False),
    )
    weights = dict.fromkeys(SIGNS, ((0, 5),))
    signs = [weighed(name, fact, weights) for name, fact in zip(SIGNS, facts, strict=False)]
    assert {sign.state for sign in signs} == {UNKNOWN}
    assert points(signs) == 0
    assert all(sign.words.endswith(".") for sign in signs)


def test_a_list_is_held_against_the_one_of_a_year_before() -> None:
    fact = list_change([("2019-01-01", 999_900), ("2021-10-01", 800_000), ("2022-04-01", 1), ("2022-10-01", 880_000)])
    assert (fact.figure, fact.shown) == (10, "+10.0%")
    assert fact.words == "The list grew by 10.0% a year, from 8,000 on 01/10/2021 to 8,800 on 01/10/2022."
    assert list_change([("2020-10-01", 1_000_000), ("2022-10-01", 800_000)]).shown == "-10.0%"
    assert list_change([("2022-08-01", 1_000_000), ("2022-10-01", 800_000)]).figure is None


def test_gps_for_1000_patients() -> None:
    fact = gp_rate(360, 1_000_000, "2022-09-30")
    assert (fact.figure, fact.shown) == (36, "0.36")
    assert fact.words == "0.36 WTE of GPs for 1,000 patients: 3.60 WTE of GPs on 30/09/2022 for 10,000 patients."


@pytest.mark.parametrize(
    ("answers", "figure", "shown"),
    [((4, 2, 0), 50, "2 of 4"), ((4, 1, 3), 75, "3 of 4"), ((3, None, 1), 33, "1 of 3"), ((0, 0, 0), None, "")],
)
def test_gps_near_retirement_are_those_of_55_or_those_who_say_so(
    answers: tuple[int, int | None, int], figure: int | None, shown: str
) -> None:
    fact = near_retirement(*answers)
    assert (None if fact.figure is None else int(fact.figure), fact.shown) == (figure, shown)


def test_problems_of_premises_are_counted_and_listed() -> None:
    poor = Building("Annexe", {"physical condition": "C", "quality": "D", "space utilisation": "B"}, temporary=True)
    leased = Building("Main", {"quality": "A"}, lease_ends="2024-10-01", capacity=400_000)
    fact = premises([poor, leased], 500_000, DAY)
    assert fact.figure == 3
    assert fact.words == (
        "Premises: Annexe is graded physical condition C and quality D; Annexe is a temporary building; "
        "the lease of Main ends on 01/10/2024."
    )
    assert premises([Building("Main", {"quality": "A"}, lease_ends="2024-10-02")], 1, DAY).figure == 0
    assert premises([Building("Main")], 500_000, DAY).figure is None


def test_room_is_held_against_the_list_only_where_a_practice_has_it_for_itself() -> None:
    room = Building("Main", capacity=400_000)
    assert premises([room], 500_000, DAY).words == "Premises: room for 4,000 patients, and 5,000 are registered."
    assert premises([Building("Main", capacity=400_000, shared=True)], 500_000, DAY).figure == 0


def test_a_contract_that_goes_on_ends_or_has_ended() -> None:
    assert contract_ends(["2023-03-31", None], DAY).shown == "No end"
    soon = contract_ends(["2021-03-31", "2023-03-31"], DAY)
    assert (soon.figure, soon.words) == (6, "Its contract ends on 31/03/2023.")
    ended = contract_ends(["2022-09-30"], DAY)
    assert (ended.figure, ended.shown) == (0, "Ended 30/09/2022")
    assert weighed(CONTRACT, contract_ends([None], DAY), WEIGHTS).state == CLEAR


@given(some.dates().map(str), some.integers(0, 60))
def test_months_are_counted_as_they_are_added(day: str, months: int) -> None:
    if add_months(day, months)[:4] < "9000":
        assert months_until(day, add_months(day, months)) == months


def test_the_highest_open_risk_counts() -> None:
    fact = open_risks({"PC-1": 12, "PC-2": 20, "PC-3": None}, known=True)
    assert (fact.figure, fact.words) == (20, "Open risks: PC-1 (12), PC-2 (20) and PC-3 (not scored).")
    assert open_risks({}, known=True).figure == 0
    assert open_risks({"PC-3": None}, known=True).figure is None


def test_events_count_while_they_are_open() -> None:
    notice = Event("notice served", "2022-09-01", "2023-03-31")
    assert open_events([notice, Event("procurement", "2022-09-20")], DAY) == Fact(
        2,
        "Notice served",
        "Notice served on 01/09/2022, takes effect on 31/03/2023; procurement on 20/09/2022.",
    )
    settled = Event("notice served", "2021-09-01", "", "2022-01-01")
    later, merger = Event("caretaker", "2022-11-01"), Event("merger", "2022-09-01")
    assert open_events([settled, later, merger], DAY).figure == 0
