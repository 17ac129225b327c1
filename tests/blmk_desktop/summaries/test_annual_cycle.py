"""The annual cycle: items by meetings, the next meeting's agenda, and the papers that have not come."""

from __future__ import annotations

import pytest

import db
from blmk_desktop.computed.tables import table
from blmk_desktop.summaries.annual_cycle import agenda, annual_cycle
from tests.blmk_desktop.summaries.conftest import add

BODY = "Primary Care Committee"
DECEMBER, MARCH, MAY = "2022-12-09", "2023-03-17", "2023-05-19"


@pytest.fixture
def cycle(store: db.DataFile) -> db.DataFile:
    """A committee with three meetings in two years, three items and an open action."""
    items = [("Winter plan", "Strategy", 2), ("Action tracker", "Opening", 1), ("Terms of reference", "Governance", 3)]
    due = [("Action tracker", DECEMBER), ("Winter plan", DECEMBER), ("Action tracker", MARCH), ("Action tracker", MAY)]
    action = {"reference": "PCC-1", "body": BODY, "raised": DECEMBER, "action": "Write to practices"}
    add(
        store,
        [
            ("meeting", {"body": BODY, "on": DECEMBER}),
            ("meeting", {"body": BODY, "on": MARCH, "papers_due": "2023-03-02"}),
            ("meeting", {"body": "Estates Working Group", "on": MARCH}),
            *[
                ("business_item", dict(zip(("item", "section", "position"), one, strict=True), body=BODY))
                for one in items
            ],
            *[("business_due", {"body": BODY, "item": item, "on": on, "state": "due"}) for item, on in due],
            ("committee_action", action),
            ("committee_action", action | {"reference": "PCC-2", "closed": "2023-01-20"}),
        ],
    )
    return store


def test_a_year_has_its_meetings_across_and_all_items_down(cycle: db.DataFile) -> None:
    with cycle.reading() as connection:
        found = annual_cycle(connection, BODY, "2022/23", "2023-01-10")
    assert [meeting.on for meeting in found.meetings] == [DECEMBER, MARCH]
    assert [(item.item, sorted(item.due)) for item in found.items] == [
        ("Action tracker", [DECEMBER, MARCH]),
        ("Winter plan", [DECEMBER]),
        ("Terms of reference", []),
    ]
    assert found.next is not None
    assert (found.next.on, found.next.papers_due) == (MARCH, "2023-03-02")


def test_the_committee_with_most_business_comes_first_and_the_year_of_the_day(cycle: db.DataFile) -> None:
    with cycle.reading() as connection:
        found = annual_cycle(connection, as_at="2023-06-01")
        assert (found.body, found.bodies) == (BODY, (BODY, "Estates Working Group"))
        assert (found.year, found.years, found.next) == ("2023/24", ("2022/23", "2023/24"), None)
        assert annual_cycle(connection, as_at="2029-06-01").year == "2023/24"
        assert annual_cycle(connection, as_at="2019-06-01").year == "2022/23"


def test_a_meeting_of_which_only_a_tick_is_known_is_there(cycle: db.DataFile) -> None:
    with cycle.reading() as connection:
        (only,) = annual_cycle(connection, BODY, "2023/24").meetings
    assert (only.on, only.id) == (MAY, 0)


def test_an_agenda_is_numbered_through_with_late_papers_and_open_actions(cycle: db.DataFile) -> None:
    with cycle.reading() as connection:
        found = agenda(connection, BODY, DECEMBER, "2022-12-01")
        later = agenda(connection, BODY, MARCH, "2023-03-03")
        assert agenda(connection, BODY, "2023-04-01") is None
    assert found is not None
    assert later is not None
    assert [(line.number, line.item, line.late) for line in found.lines] == [
        ("1", "Action tracker", False),
        ("2", "Winter plan", False),
    ]
    assert [(line.item, line.late) for line in later.papers] == [("Action tracker", True)]
    assert [row.reference for row in later.actions] == ["PCC-1"]


def test_an_item_without_a_purpose_has_no_paper_where_others_have_one(cycle: db.DataFile) -> None:
    with cycle.reading() as connection:
        before = agenda(connection, BODY, DECEMBER, "2022-11-01")
    assert before is not None
    assert [line.item for line in before.papers] == ["Action tracker", "Winter plan"]  # nobody says which have one
    add(
        cycle,
        [
            ("business_item", {"body": BODY, "item": "Digital programme", "purpose": "note", "position": 4}),
            ("business_due", {"body": BODY, "item": "Digital programme", "on": DECEMBER, "state": "due"}),
        ],
    )
    with cycle.reading() as connection:
        after = agenda(connection, BODY, DECEMBER, "2022-11-01")
    assert after is not None
    assert [line.item for line in after.papers] == ["Digital programme"]
    assert (after.wanted, len(after.unrecorded)) == (1, 3)


def test_a_file_without_business_has_an_empty_cycle(store: db.DataFile) -> None:
    with store.reading() as connection:
        found = annual_cycle(connection)
        assert (found.body, found.items, found.next) == ("", [], None)
        assert table(connection, "business-due").rows == []


def test_the_computed_table_has_what_each_committee_takes_next(cycle: db.DataFile) -> None:
    with cycle.reading() as connection:
        found = table(connection, "business-due", as_at="2023-01-10")
    named = [dict(zip((field.name for field in found.fields), row, strict=True)) for row in found.rows]
    assert [(row["on"], row["item"], row["papers_due"]) for row in named] == [(MARCH, "Action tracker", "2023-03-02")]
