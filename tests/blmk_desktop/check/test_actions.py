"""What is found about actions, milestones and papers."""

from __future__ import annotations

import db
from blmk_desktop.check.actions import check_actions
from blmk_desktop.rules.finding import Finding
from tests.blmk_desktop.check.conftest import Add, findings

BODY = "Primary Care Committee"
ACTION = {"reference": "PCC-9", "body": BODY, "raised": "2022-09-27", "action": "Write", "deadline": "2022-11-30"}
DAY = "2022-12-10"


def found(store: db.DataFile, rule: str, day: str = DAY) -> list[Finding]:
    with store.reading() as connection:
        return [one for one in check_actions(connection, day) if one.rule == rule]


def told(on: str, progress: str, printed: str = "", **more: object) -> dict[str, object]:
    return {"action": "PCC-9", "on": on, "progress": progress, "printed": printed or None, **more}


def test_a_printed_colour_that_the_key_does_not_give(store: db.DataFile, add: Add) -> None:
    add("source", {"name": "tracker.xlsx", "position": 9})
    add("committee_action", ACTION)
    place = {"source": "tracker.xlsx", "cell": "Tracker!I4"}
    add(
        "action_update", told("2022-11-22", "on track", "AMBER"), told("2022-12-09", "on track", "In progress", **place)
    )
    (finding,) = found(store, "action-colour")
    assert finding.message == (
        "Action PCC-9 is printed AMBER for the meeting of 09/12/2022; by the committee's key it is RED (outstanding): "
        "it is reported on track, and its deadline was 30/11/2022."
    )
    assert (finding.where, finding.printed, finding.computed) == ("tracker.xlsx › Tracker!I4", "AMBER", "RED")
    assert finding.about == ("committee_action", "PCC-9")


def test_why_the_key_gives_another_colour(store: db.DataFile, add: Add) -> None:
    add("committee_action", ACTION)
    days = ("2022-10-01", "2022-10-15", "2022-11-01", "2022-12-01", "2022-12-09")
    reported = ("none", "off track", "off track", "off track", "complete")
    printed = ("RED", "AMBER", "RED", "RED", "AMBER")
    add("action_update", *(told(*one) for one in zip(days, reported, printed, strict=True)))
    assert [one.message.partition("it is ")[2] for one in found(store, "action-colour")] == [
        "BLUE (not yet due): nothing is reported done, and its deadline is 30/11/2022.",
        "RED (outstanding): it is reported off track, and its deadline was 30/11/2022.",
        "BLACK (escalated): red at 3 meetings one after the other.",
        "GREEN (complete: closure proposed): it is reported complete.",
    ]


def test_an_action_past_its_deadline_says_by_how_much_and_what_it_was_at_first(store: db.DataFile, add: Add) -> None:
    add("committee_action", ACTION)
    add("past_deadline", {"action": "PCC-9", "deadline": "2022-10-31"})
    (finding,) = found(store, "action-late")
    assert finding.message == "Action PCC-9 is 10 days past its deadline of 30/11/2022. It was 31/10/2022 at first."
    assert found(store, "action-late", "2022-11-30") == []


def test_three_reds_are_to_be_escalated(store: db.DataFile, add: Add) -> None:
    add("committee_action", ACTION)
    add("action_update", *(told(f"2022-1{month}-01", "off track") for month in range(3)))
    (finding,) = found(store, "action-escalated")
    assert finding.message == "Action PCC-9 was red at 3 meetings in a row and is to be escalated."


def test_closure_that_nobody_has_agreed_and_an_action_without_a_deadline(store: db.DataFile, add: Add) -> None:
    add("committee_action", ACTION | {"deadline": None})
    add("action_update", told("2022-11-22", "complete", closure_proposed_for="2022-12-09"))
    (proposed,), (undated,) = found(store, "closure-open"), found(store, "action-without-deadline")
    assert proposed.message == (
        "Closure of action PCC-9 was proposed for the meeting of 09/12/2022; nobody has said it agreed."
    )
    assert undated.message == "Action PCC-9 has no deadline, so it can never be late."
    assert found(store, "closure-open", "2022-12-09") == []


def test_a_closed_action_gives_no_findings(store: db.DataFile, add: Add) -> None:
    add("committee_action", ACTION | {"closed": "2022-12-09", "deadline": "2022-10-01"})
    with store.reading() as connection:
        assert check_actions(connection, DAY) == []


def test_milestones_past_their_date_are_told_once_a_programme(store: db.DataFile, add: Add) -> None:
    fuller = {"programme": "Fuller", "milestone": "Map teams", "due": "2022-11-30"}
    add(
        "milestone",
        *(fuller | {"number": number, "status": "under way"} for number in ("1.1", "1.2")),
        fuller | {"number": "1.3"},
        fuller | {"number": "1.4", "status": "complete"},
    )
    (late,), (silent,) = found(store, "milestones-late"), found(store, "milestones-unreported")
    assert late.message == "Fuller: 2 milestones are past their date and not complete (1.1 and 1.2)."
    assert silent.message == "Fuller: 1 milestone is past its date and nobody has said whether it is done (1.3)."


def test_a_milestone_due_before_what_it_depends_on(store: db.DataFile, add: Add) -> None:
    fuller = {"programme": "Fuller", "milestone": "Map teams"}
    add(
        "milestone",
        fuller | {"number": "1", "due": "2023-03-31", "depends_on": "2, 7"},
        fuller | {"number": "2", "due": "2023-06-30"},
        fuller | {"number": "3", "due": "2023-03-31", "depends_on": "2", "status": "complete"},
        fuller | {"number": "4", "start": "2023-04-01", "due": "2023-03-31"},
    )
    with store.reading() as connection:
        messages = [one.message for one in check_actions(connection, DAY)]
    assert messages == [
        "Milestone Fuller 1 is due by 31/03/2023, but 2, which it depends on, only by 30/06/2023.",
        "Milestone Fuller 1 depends on 7, which Fuller does not have.",
        "Milestone Fuller 4 ends (31/03/2023) before it starts (01/04/2023).",
    ]


def test_milestones_that_wait_for_each_other(store: db.DataFile, add: Add) -> None:
    depends: dict[str, str | None] = {"1": "2", "2": "3", "3": "1, 4", "4": None, "5": "1"}
    fuller: dict[str, object] = {"programme": "Fuller", "milestone": "Map teams"}
    add("milestone", *(fuller | {"number": number, "depends_on": on} for number, on in depends.items()))
    (finding,) = found(store, "milestone-circle")
    assert finding.message == ("Fuller: 1, 2 and 3 depend on themselves in a circle, so none of them can be the first.")


def test_papers_of_the_next_meeting_that_are_late(store: db.DataFile, add: Add) -> None:
    add("meeting", {"body": BODY, "on": "2022-12-20", "papers_due": "2022-12-06"})
    due = {"body": BODY, "on": "2022-12-20", "state": "due"}
    add("business_due", due | {"item": "Winter plan"}, due | {"item": "Estates", "state": "received"})
    (finding,) = found(store, "papers-late")
    assert finding.message == "Due by 06/12/2022 and not here yet: 1 paper for the meeting of 20/12/2022 (Winter plan)."
    assert found(store, "papers-late", "2022-12-06") == []


def test_the_whole_check_has_them_too(store: db.DataFile, add: Add) -> None:
    add("committee_action", ACTION)
    assert [one.rule for one in findings(store, "action-late")] == ["action-late"]
