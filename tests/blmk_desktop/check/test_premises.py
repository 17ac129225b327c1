"""Findings about premises: too small today or soon, shared out wrongly, not costed, without anybody in them."""

from __future__ import annotations

import pytest

import db
from tests.blmk_desktop.check.conftest import Add, findings

WHERE = "premises"


@pytest.fixture
def centre(add: Add) -> Add:
    """A practice with a list of 6,000 in a health centre."""
    add("source", {"name": "lists.csv", "position": 1})
    add("practice", {"code": "K82001", "name": "SURGERY", "status": "Active"})
    add("list_size", {"practice": "K82001", "as_at": "2023-04-01", "source": "lists.csv", "registered": 6_000_00})
    add("building", {"name": "Centre", "capacity": 6_000_00})
    add("building_use", {"building": "Centre", "practice": "K82001"})
    return add


def said(store: db.DataFile) -> dict[str, str]:
    return {one.rule: one.message for one in findings(store) if one.where == WHERE}


def test_a_building_with_room_for_its_list_says_nothing(store: db.DataFile, centre: Add) -> None:
    centre("building", {"name": "Spare"})
    centre("building_use", {"building": "Spare", "practice": "K82001", "share": 0})
    assert said(store) == {}


def test_a_list_over_the_room_there_is(store: db.DataFile, centre: Add) -> None:
    centre("list_size", {"practice": "K82001", "as_at": "2023-07-01", "source": "lists.csv", "registered": 6_001_00})
    (found,) = [one for one in findings(store) if one.where == WHERE]
    assert (found.rule, found.severity, found.about) == ("list-over-room", "warning", ("building", "Centre"))
    assert found.message == (
        "Centre has room for 6,000 patients; 6,001 patients are seen there by the lists of 01/07/2023."
    )


def test_housing_that_fills_a_building(store: db.DataFile, centre: Add) -> None:
    for year, patients in (("2029/30", 10_00), ("2031/32", 50_00)):
        centre("list_growth", {"practice": "K82001", "site": "Orchard", "year": year, "patients": patients})
    assert said(store) == {
        "list-will-be-over-room": "Centre has room for 6,000 patients. With the housing that is stated it is full by "
        "the end of 2029/30, and by the end of 2031/32 6,050 patients are seen there."
    }


def test_a_list_of_which_more_than_all_is_seen_somewhere(store: db.DataFile, centre: Add) -> None:
    centre("building", {"name": "Branch"})
    centre("building_use", {"building": "Branch", "practice": "K82001", "share": 120_00})
    (found,) = findings(store, "list-not-shared-out")
    assert (found.severity, found.printed, found.about) == ("error", "120%", ("practice", "K82001"))
    assert found.message == "120% of the list of Surgery is stated to be seen in Branch and Centre; all of it is 100%."


def test_two_buildings_without_shares(store: db.DataFile, centre: Add) -> None:
    centre("building", {"name": "Branch"})
    centre("building_use", {"building": "Branch", "practice": "K82001"})
    assert said(store)["shares-not-stated"] == (
        "Surgery works in Branch and Centre, but how much of its list is seen where is not stated."
    )


def test_what_is_missing_or_over(store: db.DataFile, centre: Add) -> None:
    """A facet in D without a cost, a lease that ended, nobody in it, a closed practice, housing and no building."""
    centre("practice", {"code": "K82002", "name": "GONE", "status": "Closed", "closed": "2020-03-31"})
    centre("practice", {"code": "K82003", "name": "ELSEWHERE", "status": "Active"})
    centre("building", {"name": "Old", "facet_space": "D", "lease_ends": "2020-03-31"}, {"name": "Nobody's"})
    centre("building_use", {"building": "Old", "practice": "K82002"})
    centre("list_growth", {"practice": "K82003", "site": "Meadow", "year": "2029/30", "patients": 10_00})
    assert said(store) == {
        "condition-without-cost": "Old is in condition C or D (space utilisation), but what it costs to bring it to B "
        "is not stated.",
        "lease-ended": "The lease of Old ended on 31/03/2020, and practices still work there.",
        "closed-practice-in-building": "Gone is closed, but still stated to be in Old.",
        "building-without-practice": "No practice is stated to work in Nobody's, so it has room for nobody's list.",
        "growth-without-building": "Housing is to add to the list of Elsewhere, but no building of it is stated.",
    }
