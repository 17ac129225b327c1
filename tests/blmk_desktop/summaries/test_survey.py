"""The workforce survey added up: by place and group, with shares of those who answered, and who has not."""

from __future__ import annotations

import pytest

import db
from blmk_desktop.summaries.survey import ALL_GPS, Survey, SurveyRow, practice_survey, survey
from tests.blmk_desktop.summaries.conftest import add

CROWN, CARITAS = "U35004", "U74819"  # of Milton Keynes and of Bedford Borough
DAY = "2022-09-30"
PRACTICES = (("K82001", CROWN), ("K82002", CROWN), ("E81001", CARITAS))
ANSWERS: tuple[dict[str, object], ...] = (
    {"practice": "K82001", "staff_group": "GP partner", "headcount": 4, "wte": 300, "vacancies": 100, "over_50": 3},
    {"practice": "K82001", "staff_group": "Salaried GP", "headcount": 2, "wte": 150, "vacancies": 50, "retiring": 1},
    {"practice": "K82001", "staff_group": "GP registrar", "headcount": 1, "wte": 100, "vacancies": 700},
    {"practice": "E81001", "staff_group": "GP partner", "headcount": 1, "wte": 100, "retiring": 2, "locums": 30},
)


@pytest.fixture
def answered(store: db.DataFile) -> db.DataFile:
    for code, pcn in PRACTICES:
        practice = ("practice", {"code": code, "name": f"PRACTICE {code}", "status": "Active"})
        add(store, [practice, ("membership", {"practice": code, "pcn": pcn, "start": "2019-07-01"})])
    add(store, [("practice_staff", {"as_at": DAY, **one}) for one in ANSWERS])
    return store


def found(store: db.DataFile, as_at: str = "2022-12-31") -> Survey:
    with store.reading() as connection:
        return survey(connection, as_at)


def row(store: db.DataFile, place: str, group: str) -> SurveyRow:
    return next(one for one in found(store).rows if (one.place, one.staff_group) == (place, group))


def test_gps_are_partners_and_salaried_ones_and_their_gap_is_vacancies_and_retirements(answered: db.DataFile) -> None:
    gps = row(answered, "", ALL_GPS)
    assert (gps.practices, gps.total("headcount"), gps.total("wte")) == (2, 7, 550)
    assert gps.gap == 150 + 300  # 1.5 WTE vacant and three retiring; the registrar's vacancies are no gap of GPs
    assert row(answered, "", "GP partner").gap is None


def test_places_add_up_to_the_whole_area(answered: db.DataFile) -> None:
    places = [row(answered, place, "GP partner").total("wte") for place in ("Milton Keynes", "Bedford Borough")]
    assert (places, row(answered, "", "GP partner").total("wte")) == ([300, 100], 400)


def test_a_share_is_of_those_who_answered_both(answered: db.DataFile) -> None:
    partners = row(answered, "", "GP partner")
    assert partners.vacancy_percent == 2_500  # 1 of 4 posts in the one practice that says
    assert partners.share("over_50", "headcount") == 7_500
    assert partners.share("locums", "wte") == 3_000
    assert partners.lacks("vacancies")
    assert not partners.lacks("wte")


def test_who_has_not_returned_the_years_survey(answered: db.DataFile) -> None:
    assert [one.code for one in found(answered).not_returned] == ["K82002"]
    add(answered, [("practice_capacity", {"practice": "K82002", "as_at": DAY, "trainers": 1})])
    assert found(answered).not_returned == ()
    add(answered, [("practice_staff", {**ANSWERS[0], "as_at": "2023-09-30"})])
    assert {one.code for one in found(answered, "2023-12-31").not_returned} == {"K82002", "E81001"}


def test_the_newest_answers_of_a_practice_count_alone(answered: db.DataFile) -> None:
    add(answered, [("practice_staff", {**ANSWERS[3], "as_at": "2022-11-30", "wte": 80})])
    assert row(answered, "Bedford Borough", "GP partner").total("wte") == 80


def test_a_practice_by_itself(answered: db.DataFile) -> None:
    add(answered, [("practice_capacity", {"practice": "K82001", "as_at": DAY, "consulting_rooms": 9})])
    with answered.reading() as connection:
        staff, capacity = practice_survey(connection, "K82001")
        nobody = practice_survey(connection, "K82002")
    assert [one.staff_group for one in staff] == ["GP partner", "Salaried GP", "GP registrar"]
    assert capacity["consulting_rooms"] == 9
    assert nobody == ([], {})


def test_nobody_has_answered_yet(store: db.DataFile) -> None:
    assert found(store).rows == ()
    assert found(store).total.total("wte") is None
