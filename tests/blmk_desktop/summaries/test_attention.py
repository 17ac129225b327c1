"""What needs somebody on a day: late, red, due, about to end; each with which records it is about."""

from __future__ import annotations

import pytest

import db
from blmk_desktop.summaries.attention import LOOK, NOW, SOON, URGENCIES, Need, attention, newest_round
from tests.blmk_desktop.summaries.conftest import add

DAY = "2022-12-01"
BODY = "Primary care committee"


def needs(store: db.DataFile, day: str = DAY) -> dict[str, Need]:
    with store.reading() as connection:
        return {need.kind: need for need in attention(connection, day)}


def test_a_file_without_anything_needs_nobody(store: db.DataFile) -> None:
    assert needs(store) == {}


def test_the_most_urgent_comes_first(demo: db.DataFile) -> None:
    with demo.reading() as connection:
        found = [need.urgency for need in attention(connection, DAY)]
    assert found == sorted(found, key=URGENCIES.index)
    assert set(found) == set(URGENCIES)


def test_every_need_says_how_many_and_which(demo: db.DataFile) -> None:
    for need in needs(demo).values():
        assert need.count == len(need.keys) > 0
        assert str(need.count) in need.text
        assert need.word
        assert need.named


@pytest.fixture
def estates(store: db.DataFile) -> db.DataFile:
    agreement = {"kind": "S106", "secured": 500_00, "expires": "2023-06-30"}
    add(
        store,
        [
            ("scheme", {"name": "Hub", "expected_by": "2022-06-30"}),
            ("scheme", {"name": "Wing", "expected_by": "2023-01-31", "rag": "Red"}),
            ("scheme", {"name": "Done", "expected_by": "2022-06-30", "completed": "2022-07-01"}),
            ("agreement", agreement | {"reference": "22/1", "site": "North fields"}),
            ("agreement", agreement | {"reference": "22/2", "spent": 500_00}),
            ("agreement", agreement | {"reference": "22/3", "expires": "2022-11-30"}),
            ("agreement", agreement | {"reference": "22/4", "expires": "2024-11-30"}),
            ("building", {"name": "The old house", "lease_ends": "2023-03-31"}),
            ("building", {"name": "The new house", "lease_ends": "2033-03-31"}),
        ],
    )
    return store


def test_schemes_that_slip_are_told_from_those_that_are_due(estates: db.DataFile) -> None:
    found = needs(estates)
    assert (found["schemes late"].urgency, found["schemes late"].keys) == (NOW, ("Hub",))
    assert found["schemes late"].due == "2022-06-30"
    assert (found["schemes red"].keys, found["schemes due"].keys) == (("Wing",), ("Wing",))


def test_money_of_developers_that_lapses_is_told_while_any_is_left(estates: db.DataFile) -> None:
    found = needs(estates)
    assert (found["agreements end"].urgency, found["agreements end"].keys) == (SOON, ("22/1",))
    assert found["agreements end"].named == "North fields (£500), 30/06/2023"
    assert (found["agreements ended"].urgency, found["agreements ended"].keys) == (NOW, ("22/3",))


def test_a_lease_that_ends_within_a_year_is_told(estates: db.DataFile) -> None:
    assert needs(estates)["leases end"].text == "1 lease of a building ends within a year"


def test_a_contract_ends_unless_another_follows(store: db.DataFile) -> None:
    contract = {"contract_type": "APMS", "start": "2018-04-01", "end": "2023-03-31"}
    add(
        store,
        [
            *(("practice", {"code": f"K8200{at}", "name": f"PRACTICE {at}", "status": "Active"}) for at in range(1, 5)),
            ("practice", {"code": "K82009", "name": "GONE", "status": "Closed"}),
            *(("contract", contract | {"practice": code}) for code in ("K82001", "K82002", "K82009")),
            ("contract", {"practice": "K82002", "contract_type": "GMS", "start": "2023-04-01"}),
            ("contract", {"practice": "K82003", "contract_type": "GMS", "start": "2004-04-01"}),
            ("contract_event", {"practice": "K82003", "event": "notice served", "on": "2022-09-30",
                                "takes_effect": "2022-11-30"}),
            ("contract_event", {"practice": "K82004", "event": "contract ends", "on": "2023-02-01",
                                "settled": "2022-10-01"}),
        ],
    )  # fmt: skip
    found = needs(store)
    assert found["contracts end"].keys == ("K82001",)
    assert found["contracts end"].text == "1 practice contract ends within a year"
    assert found["contracts ended"].keys == ("K82003",)


def test_papers_are_due_for_the_next_meeting_and_late_once_their_day_has_passed(store: db.DataFile) -> None:
    add(
        store,
        [
            ("meeting", {"body": BODY, "on": "2022-12-09", "papers_due": "2022-11-30"}),
            ("meeting", {"body": "Another group", "on": "2023-11-30"}),
            *(("business_item", {"body": BODY, "item": item, "position": at}) for at, item in enumerate("ABC")),
            ("business_due", {"body": BODY, "item": "A", "on": "2022-12-09", "state": "received"}),
            ("business_due", {"body": BODY, "item": "B", "on": "2022-12-09", "state": "due"}),
            ("business_due", {"body": "Another group", "item": "C", "on": "2023-11-30", "state": "due"}),
        ],
    )
    late, due = needs(store)["papers due"], needs(store, "2022-11-25")["papers due"]
    assert (late.urgency, due.urgency) == (NOW, SOON)
    assert due.text == f"1 paper is due by 30/11/2022 for the {BODY} of 09/12/2022"
    assert (due.keys, due.named) == ((f"{BODY} 2022-12-09",), "B")


def test_a_risk_over_what_is_tolerated_and_one_past_its_review(store: db.DataFile) -> None:
    score = {"kind": "current", "on": "2022-09-01", "likelihood": 4}
    risk = {"register": "Primary care", "category": "Workforce", "raised": "2022-09-01", "treatment": "tolerate"}
    add(
        store,
        [
            ("risk_register", {"name": "Primary care", "prefix": "PC"}),
            ("risk_appetite", {"category": "Workforce", "start": "2022-04-01", "most": 12}),
            ("risk", risk | {"reference": "PC-1", "event": "Doctors retire"}),
            ("risk", risk | {"reference": "PC-2", "event": "Nurses leave", "next_review": "2022-11-01"}),
            ("risk_score", score | {"risk": "PC-1", "impact": 5}),
            ("risk_score", score | {"risk": "PC-2", "impact": 2}),
        ],
    )
    found = needs(store)
    assert (found["over appetite"].keys, found["over appetite"].named) == (("PC-1",), "PC-1 Doctors retire")
    assert (found["reviews overdue"].keys, found["reviews overdue"].due) == (("PC-2",), "2022-11-01")
    assert "no action" not in found


def test_an_action_is_due_within_a_month_or_past_its_deadline(store: db.DataFile) -> None:
    action = {"body": BODY, "raised": "2022-11-28", "action": "Write"}
    add(
        store,
        [
            ("committee_action", action | {"reference": "P-1", "deadline": "2022-12-20", "owner": "Head of Estates"}),
            ("committee_action", action | {"reference": "P-2", "deadline": "2023-12-20"}),
            ("committee_action", action | {"reference": "P-3", "deadline": "2022-11-30"}),
        ],
    )
    found = needs(store)
    assert found["actions due"].named == "P-1 (Head of Estates)"
    late = found.get("actions past") or found["actions red"]
    assert late.keys == ("P-3",)


def test_a_round_that_tells_of_a_later_time_is_not_the_newest_of_a_day(demo: db.DataFile) -> None:
    with demo.reading() as connection:
        assert newest_round(connection, DAY)
        assert not newest_round(connection, "2010-01-01")


def test_the_register_and_plans_have_what_is_worth_a_look(demo: db.DataFile) -> None:
    found = needs(demo)
    assert (found["in no network"].urgency, found["in no network"].count) == (LOOK, 7)
    assert found["over allocation"].text == "7 networks plan to spend more than allocated"
