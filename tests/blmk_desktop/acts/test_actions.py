"""What people do with actions, milestones and the cycle: each one change set, taken back as one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import db
from blmk_desktop import changes, editing
from blmk_desktop.acts import actions as acts
from blmk_desktop.errors import UserError
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.rows import all_rows
from blmk_desktop.summaries.annual_cycle import annual_cycle
from blmk_desktop.summaries.committee_actions import ActionRow, tracker
from blmk_desktop.summaries.milestones import MilestoneRow, milestones
from tests.blmk_desktop.summaries.conftest import add
from tests.blmk_desktop.summaries.conftest import store as store  # noqa: PLC0414 - a fixture

BODY = "Primary Care Committee"
OCTOBER, NOVEMBER, DECEMBER = "2022-10-25", "2022-11-22", "2022-12-09"


@pytest.fixture
def action(store: db.DataFile) -> int:
    """An action with its deadline at the end of November."""
    fields = {"action": "Write to practices", "owner": "Head of Digital", "deadline": "30/11/2022"}
    acts.raise_action(store, BODY, "27.09.22", fields)
    return row(store).id


def row(store: db.DataFile, as_at: str = "2022-12-31") -> ActionRow:
    with store.reading() as connection:
        return tracker(connection, as_at=as_at).rows[0]


def milestone(store: db.DataFile) -> MilestoneRow:
    with store.reading() as connection:
        return milestones(connection, as_at="2023-01-31").rows[0]


def refusal(act: Callable[..., object], *arguments: object) -> str:
    with pytest.raises(UserError) as refused:
        act(*arguments)
    return refused.value.message


def whole(store: db.DataFile) -> dict[str, object]:
    with store.reading() as connection:
        return {name: all_rows(connection, record) for name, record in RECORDS.items()}


@pytest.mark.usefixtures("action")
def test_actions_are_numbered_within_their_committee(store: db.DataFile) -> None:
    acts.raise_action(store, BODY, DECEMBER, {"action": "Ask again"})
    acts.raise_action(store, "Estates Working Group", DECEMBER, {"action": "Count rooms"})
    acts.raise_action(store, "Committee", DECEMBER, {"action": "Meet"})
    with store.reading() as connection:
        assert [one.reference for one in tracker(connection).rows] == ["Committee-1", "EWG-1", "PCC-1", "PCC-2"]
    assert refusal(acts.raise_action, store, " ", DECEMBER, {"action": "x"}) == (
        "Say which committee or group asked for it."
    )
    assert refusal(acts.raise_action, store, BODY, "soon", {"action": ""}) == (
        "Raised at: soon is not a date.\nWhat is to be done must be filled in."
    )


def test_an_action_from_report_to_agreed_closure(store: db.DataFile, action: int) -> None:
    acts.report(store, action, OCTOBER, "on track", "A draft is ready")
    acts.propose_closure(store, action, NOVEMBER, "09.12.22", "Sent")
    assert (row(store).colour, row(store).closure_proposed_for, row(store).position) == ("GREEN", DECEMBER, "Sent")
    made = acts.agree_closure(store, [action], DECEMBER, "Agreed")
    assert made is not None
    assert made.what == "Agreed to close action PCC-1, meeting of 09/12/2022"
    found = row(store)
    assert (found.colour, found.closed) == ("CLOSED", DECEMBER)
    assert [(at.on, at.colour) for at in found.meetings] == [
        (OCTOBER, "AMBER"),
        (NOVEMBER, "GREEN"),
        (DECEMBER, "CLOSED"),
    ]


def test_a_second_report_to_a_meeting_takes_the_place_of_the_first(store: db.DataFile, action: int) -> None:
    acts.propose_closure(store, action, NOVEMBER, DECEMBER, "Sent")
    acts.report(store, action, NOVEMBER, "off track")
    (at,) = row(store).meetings
    assert (at.colour, at.position, at.closure_proposed_for) == ("RED", "Sent", "")
    assert acts.report(store, action, NOVEMBER, "off track") is None


def test_what_no_meeting_can_do(store: db.DataFile, action: int) -> None:
    assert refusal(acts.agree_closure, store, [action], DECEMBER) == (
        "Action PCC-1 was not reported complete, so no meeting can agree to close it."
    )
    assert refusal(acts.report, store, action, "2022-09-01", "on track") == (
        "Action PCC-1 was raised on 27/09/2022, after that meeting."
    )
    assert refusal(acts.report, store, action, "soon", "on track") == "The meeting: soon is not a date."
    assert refusal(acts.report, store, action, DECEMBER, "closed").startswith("Progress is one of: none, on track")
    assert refusal(acts.propose_closure, store, action, DECEMBER, NOVEMBER) == (
        "The meeting that is to agree it (22/11/2022) is before 09/12/2022."
    )
    acts.propose_closure(store, action, NOVEMBER, DECEMBER)
    acts.agree_closure(store, [action], DECEMBER)
    closed = "Action PCC-1 was closed on 09/12/2022."
    assert refusal(acts.report, store, action, "2023-01-20", "on track") == closed
    assert refusal(acts.revise_deadline, store, action, "2023-01-31", DECEMBER, "why") == closed
    assert refusal(acts.report, store, 0, DECEMBER, "on track") == "This action was removed meanwhile."


def test_either_all_of_several_are_closed_or_none(store: db.DataFile, action: int) -> None:
    acts.raise_action(store, BODY, "2022-09-27", {"action": "Ask again"})
    acts.propose_closure(store, action, NOVEMBER, DECEMBER)
    with store.reading() as connection:
        both = [one.id for one in tracker(connection).rows]
    assert "PCC-2" in refusal(acts.agree_closure, store, both, DECEMBER)
    assert row(store).colour == "GREEN"


def test_a_revised_deadline_keeps_the_one_before_with_its_reason(store: db.DataFile, action: int) -> None:
    acts.revise_deadline(store, action, "31.01.23", DECEMBER, "The lead was away")
    found = row(store)
    assert (found.deadline, found.past_deadlines, found.past[0].reason, found.past[0].revised_on) == (
        *("2023-01-31", ("2022-11-30",), "The lead was away", DECEMBER),
    )
    assert acts.revise_deadline(store, action, "2023-01-31", DECEMBER, "again") is None
    assert refusal(acts.revise_deadline, store, action, "2023-02-28", DECEMBER, " ").startswith("Say why")


def test_a_milestone_is_complete_on_a_day_and_moved_for_a_reason(store: db.DataFile) -> None:
    values = {"programme": "Fuller", "number": "1.1", "milestone": "Map teams", "due": "2022-12-31"}
    add(store, [("milestone", values)])
    identity = milestone(store).id
    acts.set_milestone(store, [identity], "at risk", why="Two places have not answered")
    assert (milestone(store).status, milestone(store).note) == ("at risk", "Two places have not answered")
    made = acts.move_milestone(store, identity, "", "31/03/2023", "Agreed by the programme board")
    assert made is not None
    assert made.why == "Agreed by the programme board"
    assert (milestone(store).standing, milestone(store).due) == ("at risk", "2023-03-31")
    assert refusal(acts.set_milestone, store, [identity], "complete") == "Completed: the cell is blank."
    acts.set_milestone(store, [identity], "complete", "20.01.23")
    assert (milestone(store).standing, milestone(store).completed) == ("complete", "2023-01-20")
    acts.set_milestone(store, [identity], "under way")
    assert milestone(store).completed == ""
    assert refusal(acts.set_milestone, store, [identity], "done").startswith("A milestone is one of: not started")
    assert refusal(acts.move_milestone, store, identity, "2023-04-01", "2023-03-01", "x") == (
        "By (01/03/2023) is before From (01/04/2023)."
    )


def test_an_item_is_put_on_a_meeting_and_taken_off(store: db.DataFile) -> None:
    add(store, [("business_item", {"body": BODY, "item": "Winter plan"})])
    acts.toggle_due(store, BODY, "Winter plan", DECEMBER)
    acts.set_papers(store, BODY, ["Winter plan"], DECEMBER, "received", "Late")
    with store.reading() as connection:
        due = annual_cycle(connection, BODY).items[0].due[DECEMBER]
    assert (due.state, due.note) == ("received", "Late")
    made = acts.toggle_due(store, BODY, "Winter plan", "09/12/2022")
    assert made.what == "'Winter plan' taken off the meeting of 09/12/2022"
    assert refusal(acts.set_papers, store, BODY, ["Winter plan"], DECEMBER, "due") == (
        "'Winter plan' is not on the meeting of 09/12/2022."
    )
    assert refusal(acts.set_papers, store, BODY, ["Winter plan"], DECEMBER, "lost").startswith("A paper is one of: due")


def test_ticks_follow_an_item_that_is_renamed_and_a_meeting_that_is_moved(store: db.DataFile) -> None:
    values = {"body": BODY, "item": "Winter plan"}
    add(store, [("business_item", values), ("meeting", {"body": BODY, "on": DECEMBER})])
    acts.toggle_due(store, BODY, "Winter plan", DECEMBER)

    def cycle() -> tuple[int, int, list[tuple[str, list[str]]]]:
        with store.reading() as connection:
            found = annual_cycle(connection, BODY, "2022/23")
        ticks = [(item.item, list(item.due)) for item in found.items]
        return found.items[0].id if found.items else 0, found.meetings[0].id if found.meetings else 0, ticks

    item, meeting, _ = cycle()
    editing.edit(store, "business_item", item, {"item": "Winter resilience"})
    editing.edit(store, "meeting", meeting, {"on": "16/12/2022"})
    assert cycle() == (item, meeting, [("Winter resilience", ["2022-12-16"])])
    made = editing.remove(store, "meeting", [meeting])
    assert cycle()[1:] == (0, [("Winter resilience", [])])
    assert made is not None
    changes.undo(store, made.id)
    assert cycle() == (item, meeting, [("Winter resilience", ["2022-12-16"])])
    editing.remove(store, "business_item", [item])
    assert cycle()[2] == []


def test_every_act_is_taken_back_whole(store: db.DataFile, action: int) -> None:
    add(store, [("milestone", {"programme": "Fuller", "number": "1", "milestone": "Map", "due": "2022-12-31"})])
    identity = milestone(store).id
    made_by: tuple[Callable[[], changes.ChangeSet | None], ...] = (
        lambda: acts.report(store, action, OCTOBER, "on track", "Begun"),
        lambda: acts.revise_deadline(store, action, "2023-01-31", OCTOBER, "Asked for"),
        lambda: acts.propose_closure(store, action, NOVEMBER, DECEMBER),
        lambda: acts.agree_closure(store, [action], DECEMBER),
        lambda: acts.set_milestone(store, [identity], "complete", DECEMBER),
        lambda: acts.move_milestone(store, identity, OCTOBER, DECEMBER, "Sooner"),
        lambda: acts.toggle_due(store, BODY, "Winter plan", DECEMBER),
    )
    for act in made_by:
        before = whole(store)
        made = act()
        assert made is not None
        changes.undo(store, made.id)
        assert whole(store) == before
        changes.redo(store)
