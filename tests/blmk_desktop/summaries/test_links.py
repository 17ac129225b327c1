"""Links between records: plans, payments, actions, risks, buildings and budget lines that have to do with one."""

from __future__ import annotations

import pytest

import db
from blmk_desktop.summaries.links import Link, links, named
from tests.blmk_desktop.summaries.conftest import ROUND, Give, add

DAY = "2022-12-01"
BODY = "Primary care committee"


@pytest.fixture
def filled(store: db.DataFile) -> db.DataFile:
    action = {"body": BODY, "raised": "2022-10-01", "deadline": "2022-12-20"}
    add(
        store,
        [
            ("practice", {"code": "K82001", "name": "MALTING LANE SURGERY"}),
            ("practice", {"code": "K82002", "name": "ANOTHER"}),
            ("membership", {"practice": "K82001", "pcn": "U35004", "start": "2020-07-01"}),
            ("building", {"name": "The old house"}),
            ("building_use", {"building": "The old house", "practice": "K82001"}),
            ("scheme", {"name": "Crown Hub"}),
            ("scheme_party", {"scheme": "Crown Hub", "pcn": "U35004"}),
            ("priority_round", {"name": "Round 2022", "held": "2022-09-01"}),
            ("candidate", {"round": "Round 2022", "scheme": "Crown Hub"}),
            ("budget_category", {"name": "Prescribing", "block": "delegated", "nature": "spend"}),
            ("risk_register", {"name": "Primary care", "prefix": "PC"}),
            ("risk", {"register": "Primary care", "reference": "PC-1", "event": "Doctors retire", "practice": "K82001",
                      "corporate_reference": "4R-77"}),
            ("risk", {"register": "Primary care", "reference": "PC-2", "event": "It costs more", "scheme": "Crown Hub",
                      "budget_line": "Prescribing"}),
            ("risk", {"register": "Primary care", "reference": "PC-3", "event": "Gone", "practice": "K82001",
                      "budget_line": "Prescribing", "closed": "2022-01-01"}),
            ("risk_action", {"risk": "PC-1", "number": 1, "action": "Advertise", "due": "2022-11-01"}),
            ("risk_action", {"risk": "PC-1", "number": 2, "action": "Meet", "done": "2022-10-01"}),
            ("risk_action", {"risk": "PC-2", "number": 1, "action": "Ask for more"}),
            ("committee_action", action | {"reference": "P-1", "action": "Visit Malting Lane about PC-1"}),
            ("committee_action", action | {"reference": "P-2", "action": "Report on the Crown Hub and risk 4R-77"}),
            ("committee_action", action | {"reference": "P-3", "action": "Say more of PC-10 and of maltings"}),
        ],
    )  # fmt: skip
    return store


def of(store: db.DataFile, kind: str, key: str) -> dict[str, list[Link]]:
    with store.reading() as connection:
        return {one.heading: list(one.links) for one in links(connection, kind, key, DAY)}


def keys(found: list[Link]) -> list[tuple[str, str]]:
    return [(one.kind, one.key) for one in found]


def test_a_practice_has_the_plan_and_payments_of_its_network_and_the_actions_about_it(
    filled: db.DataFile, give: Give
) -> None:
    give("forecast_spend", 500_00, pcn="U35004")
    found = of(filled, "practice", "K82001")
    plan = found["Plan and payments of its network"]
    assert keys(plan) == [("plan", "U35004"), ("payments", "U35004")]
    assert (plan[0].name, plan[0].said) == (f"Workforce plan, {ROUND}", "£500 forecast")
    assert keys(found["Actions"]) == [("risk", "PC-1"), ("committee_action", "P-1")]
    assert (found["Actions"][0].name, found["Actions"][0].state) == ("Advertise", "Late")


def test_a_practice_in_no_network_has_no_plan(filled: db.DataFile) -> None:
    assert of(filled, "practice", "K82002") == {}


def test_a_network_has_its_claims_and_the_buildings_of_its_practices(filled: db.DataFile) -> None:
    claim = {"year": "2022/23", "pcn": "U35004", "role": "Paramedic", "wte": 100, "amount": 300_00}
    add(filled, [("arrs_claim", claim | {"month": month}) for month in (4, 5)])
    found = of(filled, "pcn", "U35004")
    claims = [one for one in found["Plan, claims and payments"] if one.kind == "arrs_claim"]
    assert [(one.name, one.said) for one in claims] == [("Claims 2022/23", "£600")]
    assert keys(found["Buildings of its practices"]) == [("building", "The old house")]
    assert found["Buildings of its practices"][0].said == "Malting Lane Surgery"


def test_a_scheme_has_buildings_actions_and_the_rounds_that_ranked_it(filled: db.DataFile) -> None:
    found = of(filled, "scheme", "Crown Hub")
    assert keys(found["Buildings of those it serves"]) == [("building", "The old house")]
    assert keys(found["Actions"]) == [("risk", "PC-2"), ("committee_action", "P-2")]
    assert keys(found["Prioritisation"]) == [("priority_round", "Round 2022")]


def test_a_risk_has_its_budget_line_and_the_actions_that_name_it_by_either_reference(filled: db.DataFile) -> None:
    assert keys(of(filled, "risk", "PC-2")["Budget line"]) == [("budget_category", "Prescribing")]
    assert keys(of(filled, "risk", "PC-1")["Actions of committees"]) == [
        ("committee_action", "P-1"),
        ("committee_action", "P-2"),
    ]


def test_a_building_has_the_networks_and_the_open_risks_of_its_practices(filled: db.DataFile) -> None:
    found = of(filled, "building", "The old house")
    assert keys(found["Networks"]) == [("pcn", "U35004")]
    assert keys(found["Risks"]) == [("risk", "PC-1")]


def test_an_action_has_what_its_words_name(filled: db.DataFile) -> None:
    assert keys(of(filled, "committee_action", "P-1")["What it is about"]) == [("practice", "K82001"), ("risk", "PC-1")]
    assert keys(of(filled, "committee_action", "P-2")["What it is about"]) == [
        ("scheme", "Crown Hub"),
        ("risk", "PC-1"),
    ]
    assert of(filled, "committee_action", "P-3") == {}


def test_a_budget_line_has_its_open_risks(filled: db.DataFile) -> None:
    assert keys(of(filled, "budget_category", "Prescribing")["Risks"]) == [("risk", "PC-2")]


def test_other_kinds_are_linked_to_nothing(filled: db.DataFile) -> None:
    assert of(filled, "meeting", f"{BODY} 2022-12-09") == {}


@pytest.mark.parametrize(
    ("name", "text", "so"),
    [
        ("Chiltern Hills PCN", "the plan of Chiltern Hills, as returned", True),
        ("Chiltern Hills PCN", "chiltern hills pcn", True),
        ("Chiltern Hills PCN", "the Chiltern Hillsides", False),
        ("Hub", "the hub", False),  # too short to be told from other words
        ("MK PCN", "MK PCN has a plan", True),
        ("MK PCN", "MK has a plan", False),
    ],
)
def test_a_name_is_found_as_whole_words_without_what_many_end_with(name: str, text: str, so: bool) -> None:
    pattern = named(name)
    assert (pattern is not None and pattern.search(text) is not None) == so
