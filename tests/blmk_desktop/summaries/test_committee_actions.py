"""Actions meeting by meeting: colours from what was reported and the deadline of the day."""

from __future__ import annotations

from pathlib import Path

import db
from blmk_desktop.computed.tables import table
from blmk_desktop.summaries.committee_actions import ActionRow, action, natural, tracker
from tests.blmk_desktop.summaries.conftest import add

BODY = "Primary Care Committee"
ACTION = {"body": BODY, "raised": "2022-09-27", "action": "Write to practices", "deadline": "2022-11-30"}
OCTOBER, NOVEMBER, DECEMBER, JANUARY = "2022-10-25", "2022-11-22", "2022-12-09", "2023-01-20"


def ask(store: db.DataFile, reference: str, **values: object) -> None:
    add(store, [("committee_action", ACTION | {"reference": reference} | values)])


def told(store: db.DataFile, reference: str, on: str, progress: str, **values: object) -> None:
    add(store, [("action_update", {"action": reference, "on": on, "progress": progress} | values)])


def row(store: db.DataFile, reference: str, as_at: str = JANUARY) -> ActionRow:
    with store.reading() as connection:
        return next(one for one in tracker(connection, as_at=as_at).rows if one.reference == reference)


def history(store: db.DataFile, reference: str, as_at: str = JANUARY) -> dict[str, str]:
    return {at.on: at.colour for at in row(store, reference, as_at).meetings}


def test_before_any_meeting_it_stands_as_if_there_were_one_today(store: db.DataFile) -> None:
    ask(store, "PCC-1")
    assert row(store, "PCC-1", "2022-11-29").colour == "BLUE"
    late = row(store, "PCC-1", "2022-12-10")
    assert (late.colour, late.word, late.days_late, late.meetings) == ("RED", "Outstanding", 10, ())


def test_an_action_is_not_there_before_it_was_raised(store: db.DataFile) -> None:
    ask(store, "PCC-1")
    with store.reading() as connection:
        assert tracker(connection, as_at="2022-09-26").rows == []


def test_what_was_reported_stands_until_something_else_is_against_the_deadline_of_the_day(store: db.DataFile) -> None:
    ask(store, "PCC-1")
    ask(store, "PCC-2")
    told(store, "PCC-1", OCTOBER, "on track", position="A draft is with the chair")
    for meeting in (NOVEMBER, DECEMBER):
        told(store, "PCC-2", meeting, "on track")
    found = row(store, "PCC-1", DECEMBER)
    assert history(store, "PCC-1", DECEMBER) == {OCTOBER: "AMBER", NOVEMBER: "AMBER", DECEMBER: "RED"}
    assert (found.position, found.reported, found.meetings[-1].update) == ("A draft is with the chair", OCTOBER, 0)
    assert history(store, "PCC-2") == {OCTOBER: "BLUE", NOVEMBER: "AMBER", DECEMBER: "RED"}


def test_three_reds_in_a_row_escalate(store: db.DataFile) -> None:
    ask(store, "PCC-1")
    for meeting in (OCTOBER, NOVEMBER, DECEMBER, JANUARY):
        told(store, "PCC-1", meeting, "off track")
    assert list(history(store, "PCC-1").values()) == ["RED", "RED", "BLACK", "BLACK"]
    found = row(store, "PCC-1")
    assert (found.colour, found.word, found.reds) == ("BLACK", "Escalated", 4)


def test_meetings_of_another_committee_do_not_count(store: db.DataFile) -> None:
    ask(store, "PCC-1")
    ask(store, "EWG-1", body="Estates Working Group")
    told(store, "EWG-1", NOVEMBER, "off track")
    told(store, "PCC-1", OCTOBER, "off track")
    assert list(history(store, "PCC-1")) == [OCTOBER]
    with store.reading() as connection:
        found = tracker(connection, BODY, JANUARY)
    assert [one.reference for one in found.rows] == ["PCC-1"]
    assert (found.bodies, found.meetings) == (("Estates Working Group", BODY), (OCTOBER,))


def test_a_past_deadline_counts_at_the_meetings_before_it_was_revised(store: db.DataFile) -> None:
    ask(store, "PCC-1", deadline="2023-01-31")
    past = {"action": "PCC-1", "deadline": "2022-10-31", "revised_on": DECEMBER, "reason": "The lead was away"}
    add(store, [("past_deadline", past)])
    for meeting in (NOVEMBER, DECEMBER):
        told(store, "PCC-1", meeting, "on track")
    assert history(store, "PCC-1") == {NOVEMBER: "RED", DECEMBER: "AMBER"}
    found = row(store, "PCC-1")
    assert (found.deadline, found.past_deadlines) == ("2023-01-31", ("2022-10-31",))
    assert row(store, "PCC-1", NOVEMBER).deadline == "2022-10-31"


def test_complete_waits_green_for_agreement_and_closed_leaves_the_tracker(store: db.DataFile) -> None:
    ask(store, "PCC-1")
    ask(store, "PCC-2")
    told(store, "PCC-1", NOVEMBER, "complete", closure_proposed_for=DECEMBER)
    for meeting in (DECEMBER, JANUARY):
        told(store, "PCC-2", meeting, "on track")
    assert list(history(store, "PCC-1").values()) == ["GREEN", "GREEN", "GREEN"]
    assert row(store, "PCC-1").days_late == 0
    told(store, "PCC-1", "2023-02-01", "closed")
    told(store, "PCC-2", "2023-03-17", "complete")
    found = row(store, "PCC-1", "2023-03-20")
    assert (found.colour, found.open, found.meetings[-1].on) == ("CLOSED", False, "2023-02-01")


def test_it_is_closed_from_the_day_of_the_meeting_that_agreed(store: db.DataFile) -> None:
    ask(store, "PCC-1", closed=DECEMBER)
    told(store, "PCC-1", NOVEMBER, "complete")
    assert (row(store, "PCC-1", NOVEMBER).colour, row(store, "PCC-1", DECEMBER).colour) == ("GREEN", "CLOSED")


def test_actions_stand_in_the_order_in_which_people_count(store: db.DataFile) -> None:
    for number in (10, 9, 1):
        ask(store, f"PCC-{number}")
    with store.reading() as connection:
        found = tracker(connection, as_at=JANUARY)
        assert action(connection, found.rows[1].id, JANUARY) == found.rows[1]
        assert action(connection, 0) is None
    assert [one.reference for one in found.rows] == ["PCC-1", "PCC-9", "PCC-10"]
    assert found.counts == {"RED": 3}
    assert sorted(["1.10", "1.9", "2"], key=natural) == ["1.9", "1.10", "2"]


def test_the_computed_table_has_the_same_rows(store: db.DataFile) -> None:
    ask(store, "PCC-1")
    told(store, "PCC-1", NOVEMBER, "on track")
    told(store, "PCC-1", DECEMBER, "on track")
    with store.reading() as connection:
        found = table(connection, "actions", as_at=JANUARY)
    named = dict(zip((field.name for field in found.fields), found.rows[0], strict=True))
    assert (named["colour"], named["history"], named["days_late"]) == ("RED", "22/11/2022 AMBER, 09/12/2022 RED", 51)
    assert found.total[0] == "1 open"


def test_the_example_shows_every_colour(example: Path) -> None:
    with db.open_file(example, read_only=True) as store, store.reading() as connection:
        found = tracker(connection, as_at="2023-01-31")
    assert found.counts == {"GREEN": 6, "BLACK": 1, "CLOSED": 1, "BLUE": 1, "AMBER": 1, "RED": 1}
    assert next(one for one in found.rows if one.colour == "BLACK").past_deadlines == ("2022-10-13", "2022-11-30")
