"""What papers say of schemes in words: kinds, periods, rooms, patients, moves of money, envelopes, funds."""

from __future__ import annotations

from datetime import date

import pytest

from blmk_desktop.rules.scheme_words import (
    envelope_in,
    expected,
    fund_headed,
    fund_kind_in,
    kind_in,
    kind_of_fund,
    patients_in,
    place_in,
    rooms_in,
    speaks_of_moving,
)


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("Oakfield Hub", "Relocation of two practices", "hub"),
        ("Elm Surgery - new premises", "Relocation of the surgery", "new build"),
        ("Elm Surgery", "Extension of a surgery, and some refurbishment", "extension"),
        ("Elm Surgery", "Refurbishment, and an extension later", "reconfiguration"),
        ("Elm PCN", "Proposal to upgrade IT provision", "digital"),
        ("Elm PCN", "Take on more space", ""),
    ],
)
def test_the_kind_is_that_of_the_name_or_of_the_first_word(name: str, text: str, kind: str) -> None:
    assert kind_in(name, text) == kind


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("2020/21", "2020-04-01", "2021-03-31"),
        ("FY 2022-23", "2022-04-01", "2023-03-31"),
        (2019, "2019-01-01", "2019-12-31"),
        (2019.0, "2019-01-01", "2019-12-31"),
        ("March 2023", "2023-03-01", "2023-03-31"),
        ("Q3 2022/23", "2022-10-01", "2022-12-31"),
        (date(2023, 5, 2), "2023-05-02", "2023-05-02"),
        ("02/05/2023", "2023-05-02", "2023-05-02"),
    ],
)
def test_a_period_is_its_first_and_last_day(cell: object, first: str, last: str) -> None:
    found = expected(cell)
    assert (found.first, found.last) == (first, last)


def test_a_calendar_year_is_said_to_be_taken_as_one() -> None:
    assert expected("2019").note == "'2019' is taken for the calendar year"
    assert not expected("2019/20").note


@pytest.mark.parametrize("cell", ["soon", "to be agreed", 43_831])
def test_what_is_no_period_is_none(cell: object) -> None:
    with pytest.raises(ValueError, match="is"):
        expected(cell)


def test_rooms_and_patients_are_read_where_one_number_is_said() -> None:
    assert rooms_in("to create three additional clinical rooms and 4 admin rooms") == 3
    assert rooms_in("One admin room and one clinic room") == 1
    assert rooms_in("2 clinical rooms here and 3 clinical rooms there") is None
    assert rooms_in("some clinical rooms") is None
    assert patients_in("for new homes (list size of up to 22,000)") == 2_200_000
    assert patients_in("for many patients") is None


def test_the_place_of_a_comment_and_whether_money_moves() -> None:
    assert place_in("Luton Estates scheme. Still planned.") == "Luton"
    assert place_in("The scheme is in Luton.") == ""
    assert speaks_of_moving("Funding reallocated from 2019/20")
    assert speaks_of_moving("Slipped to the next year")
    assert not speaks_of_moving("On track")


@pytest.mark.parametrize(
    ("sentence", "pence"),
    [
        ("£3.96m of the fund is available to the area in 2020/21", 396_000_000),
        ("An envelope of £1,250,000 was confirmed", 125_000_000),
        ("£2 million or £3 million may be available", None),
        ("The scheme costs £3.96m", None),
    ],
)
def test_an_envelope_is_the_one_amount_that_is_available(sentence: str, pence: int | None) -> None:
    assert envelope_in(sentence) == pence


def test_funds_are_known_by_their_usual_names() -> None:
    assert fund_kind_in("ETTF 2019-20") == "ETTF"
    assert fund_kind_in("Section 106 contributions") == "S106"
    assert fund_kind_in("ETTF and S106") == ""
    assert kind_of_fund("GP Retention", otherwise="revenue") == "revenue"
    assert kind_of_fund("improvement grant") == "improvement grant"


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("S106", "S106"),
        ("Section 106 funding 2022/23", "S106"),
        ("ETTF schemes", "ETTF"),
        ("Estates and Technology Transformation Fund", "ETTF"),
        ("Improvement grants", "improvement grant"),
        ("S106 at West Park", ""),
        ("ETTF Legacy Fund", ""),
        ("Elm Surgery", ""),
    ],
)
def test_a_heading_that_names_a_fund_and_nothing_else(heading: str, kind: str) -> None:
    assert fund_headed(heading) == kind
