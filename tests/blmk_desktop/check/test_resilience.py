"""Events of contracts against their dates and the register."""

from __future__ import annotations

import pytest

import db
from blmk_desktop.rules.finding import Finding
from tests.blmk_desktop.check.conftest import Add, findings

RULES = (
    "contract-event-dates",
    "contract-event-overdue",
    "notice-without-way-on",
    "merger-with-nobody",
    "closed-by-event",
    "contract-ended",
    "support-goes-back",
)


@pytest.fixture(autouse=True)
def practices(add: Add) -> None:
    for code, name in (("K82001", "FRAIL SURGERY"), ("K82002", "SOUND SURGERY")):
        add("practice", {"code": code, "name": name, "status": "Active"})


def event(add: Add, what: str, on: str = "2022-09-01", **more: object) -> None:
    add("contract_event", {"practice": "K82001", "event": what, "on": on, **more})


def found(store: db.DataFile) -> dict[str, Finding]:
    return {one.rule: one for one in findings(store, *RULES)}


def test_a_notice_that_took_effect_and_leads_nowhere(store: db.DataFile, add: Add) -> None:
    event(add, "notice served", takes_effect="2023-03-31")
    said = found(store)
    assert said["contract-event-overdue"].message == (
        "Frail Surgery: the notice served of 01/09/2022 took effect on 31/03/2023 and is still open."
    )
    assert said["notice-without-way-on"].about == ("contract_event", "K82001")
    event(add, "procurement", "2022-10-01")
    assert "notice-without-way-on" not in found(store)


def test_a_settled_notice_is_no_finding(store: db.DataFile, add: Add) -> None:
    event(add, "notice served", takes_effect="2023-03-31", settled="2023-02-01")
    assert found(store) == {}


def test_nothing_is_settled_before_it_began(store: db.DataFile, add: Add) -> None:
    event(add, "caretaker", settled="2022-08-01")
    assert found(store)["contract-event-dates"].severity == "error"


def test_of_two_practices_that_merged_one_closes(store: db.DataFile, add: Add) -> None:
    event(add, "merger", settled="2022-10-01")
    assert set(found(store)) == {"merger-with-nobody"}
    event(add, "merger", "2022-09-02", settled="2022-10-01", with_practice="K82002")
    assert found(store)["closed-by-event"].message == (
        "Frail Surgery and Sound Surgery are both still active in the register, though the merger was settled on "
        "01/10/2022."
    )


def test_a_list_that_was_dispersed_leaves_no_practice(store: db.DataFile, add: Add) -> None:
    event(add, "list dispersal", settled="2022-10-01")
    assert "Frail Surgery is still active" in found(store)["closed-by-event"].message


def test_an_active_practice_whose_contract_ended(store: db.DataFile, add: Add) -> None:
    contract = {"practice": "K82001", "contract_type": "APMS", "start": "2017-04-01", "end": "2022-03-31"}
    add("contract", contract)
    assert found(store)["contract-ended"].printed == "31/03/2022"
    event(add, "procurement")
    assert "contract-ended" not in found(store)


def test_a_contract_that_was_followed_by_another(store: db.DataFile, add: Add) -> None:
    add("contract", {"practice": "K82001", "contract_type": "APMS", "start": "2017-04-01", "end": "2022-03-31"})
    add("contract", {"practice": "K82001", "contract_type": "GMS", "start": "2022-04-01"})
    assert found(store) == {}


def test_support_that_goes_back_a_stage(store: db.DataFile, add: Add) -> None:
    for on, stage in (("2021-01-01", "stage 2"), ("2021-06-01", "stage 1"), ("2022-01-01", "ended")):
        add("resilience_support", {"practice": "K82001", "on": on, "stage": stage})
    add("resilience_support", {"practice": "K82001", "on": "2022-06-01", "stage": "stage 1"})
    (one,) = findings(store, "support-goes-back")
    assert (one.severity, one.printed, one.computed) == ("note", "stage 1", "stage 2")
