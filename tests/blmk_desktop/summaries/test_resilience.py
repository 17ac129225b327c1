"""Practice resilience as at a day: points and reasons of each practice, from all that the data file knows of it."""

from __future__ import annotations

import pytest

import db
from blmk_desktop.rules.resilience import COUNTS, UNKNOWN
from blmk_desktop.summaries.resilience import Resilience, ResilienceRow, practice_resilience, resilience
from tests.blmk_desktop.summaries.conftest import add

CROWN = "U35004"
DAY = "2022-10-31"
RECORDS: list[tuple[str, dict[str, object]]] = [
    ("practice", {"code": "K82001", "name": "FRAIL SURGERY", "status": "Active", "cqc_rating": "Inadequate"}),
    ("practice", {"code": "K82002", "name": "SOUND SURGERY", "status": "Active", "cqc_rating": "Good"}),
    ("practice", {"code": "K82003", "name": "SERVICE", "status": "Active"}),
    ("practice", {"code": "K82004", "name": "GONE", "status": "Closed", "closed": "2020-03-31"}),
    ("membership", {"practice": "K82002", "pcn": CROWN, "start": "2019-07-01"}),
    ("list_size", {"practice": "K82001", "as_at": "2021-10-01", "source": "first.xlsx", "registered": 1_000_000}),
    ("list_size", {"practice": "K82001", "as_at": "2022-10-01", "source": "first.xlsx", "registered": 900_000}),
    ("list_size", {"practice": "K82002", "as_at": "2022-10-01", "source": "first.xlsx", "registered": 500_000}),
    ("contract", {"practice": "K82001", "contract_type": "APMS", "start": "2018-04-01", "end": "2023-03-31"}),
    ("contract", {"practice": "K82002", "contract_type": "GMS", "start": "2004-04-01"}),
    ("building", {"name": "Hut", "temporary": 1, "facet_physical": "D"}),
    ("building_use", {"building": "Hut", "practice": "K82001"}),
    ("risk_register", {"name": "Practices", "prefix": "PR"}),
    ("risk", {"reference": "PR-1", "register": "Practices", "practice": "K82001"}),
    ("risk", {"reference": "PR-2", "register": "Practices", "practice": "K82001", "closed": "2022-01-01"}),
    ("risk_score", {"risk": "PR-1", "kind": "inherent", "on": "2022-01-01", "likelihood": 5, "impact": 5}),
    ("risk_score", {"risk": "PR-1", "kind": "current", "on": "2022-02-01", "likelihood": 3, "impact": 4}),
    ("contract_event", {"practice": "K82001", "event": "notice served", "on": "2022-09-01"}),
    ("resilience_support", {"practice": "K82001", "on": "2021-01-01", "stage": "stage 1"}),
    ("resilience_support", {"practice": "K82001", "on": "2022-01-01", "stage": "stage 2"}),
]
STAFF = {"practice": "K82001", "as_at": "2022-09-30", "headcount": 2, "over_55": 1, "wte": 135}


@pytest.fixture
def known(store: db.DataFile) -> db.DataFile:
    add(store, RECORDS)
    add(store, [("practice_staff", {**STAFF, "staff_group": group}) for group in ("GP partner", "Salaried GP")])
    add(store, [("practice_staff", {**STAFF, "staff_group": "GP registrar"})])
    return store


def found(store: db.DataFile, day: str = DAY) -> Resilience:
    with store.reading() as connection:
        return resilience(connection, day)


def row(store: db.DataFile, code: str = "K82001", day: str = DAY) -> ResilienceRow:
    return next(one for one in found(store, day).rows if one.code == code)


def test_the_most_vulnerable_comes_first_and_what_is_no_practice_is_counted(known: db.DataFile) -> None:
    everything = found(known)
    assert [one.code for one in everything.rows] == ["K82001", "K82002"]
    assert (everything.left_out, everything.supported) == (1, 1)


def test_each_sign_with_its_points_and_reason(known: db.DataFile) -> None:
    frail = row(known)
    assert {sign.name: sign.points for sign in frail.signs} == {
        "CQC rating": 6,
        "list change": 2,
        "GP WTE per 1,000 patients": 4,  # 2.70 for 9,000 patients: 0.30
        "GPs near retirement": 3,
        "premises": 1,
        "contract ends": 3,
        "in no network": 2,
        "open risks": 1,  # 12 now, not the 25 it began with
        "notice served": 5,
    }
    assert (frail.points, frail.most, frail.unknown, frail.event) == (27, 30, (), "Notice served")
    assert frail.reasons.startswith("The CQC rates it Inadequate. Notice served on 01/09/2022.")
    assert "Open risk: PR-1 (12)." in frail.reasons
    assert (frail.stage, frail.stage_on) == ("stage 2", "2022-01-01")


def test_what_is_not_known_is_told_apart_from_what_is_fine(known: db.DataFile) -> None:
    sound = row(known, "K82002")
    assert sound.points == 0
    assert sound.unknown == ("list change", "GP WTE per 1,000 patients", "GPs near retirement", "premises")
    assert {sign.state for sign in sound.signs} == {UNKNOWN, "does not count"}


def test_before_a_day_nothing_of_it_is_known(known: db.DataFile) -> None:
    before = row(known, day="2021-12-31")
    assert (before.stage, before.event) == ("stage 1", "")
    assert {sign.name for sign in before.signs if sign.state == COUNTS} >= {"CQC rating", "premises"}
    assert "GP WTE per 1,000 patients" in before.unknown


def test_when_a_contract_ends_may_be_noted_as_an_event(known: db.DataFile) -> None:
    noted: dict[str, object] = {
        "practice": "K82002",
        "event": "contract ends",
        "on": "2022-01-01",
        "takes_effect": "2023-06-30",
    }
    add(known, [("contract_event", noted)])
    assert [sign.words for sign in row(known, "K82002").counting] == ["Its contract ends on 30/06/2023."]


def test_events_and_stages_of_one_practice(known: db.DataFile) -> None:
    with known.reading() as connection:
        events, stages = practice_resilience(connection, "K82001")
    assert [one["event"] for one in events] == ["notice served"]
    assert [one["stage"] for one in stages] == ["stage 2", "stage 1"]
