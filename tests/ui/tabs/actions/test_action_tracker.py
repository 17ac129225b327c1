"""The action tracker: colours meeting by meeting, why each, and what can be done with an action."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QDialog

from blmk_desktop import changes
from db import create_file
from tests.ui.tabs.actions.actions_example import AMBER, BLACK, BLUE, BODY, CLOSED, GREEN, NEXT, RED
from tests.ui.tabs.conftest import Opening, cell, words
from ui.screenshots import settle


@pytest.fixture
def page(opened: Opening, actions_file: Path) -> Any:
    tab = opened(actions_file, "Actions")
    settle(tab.window_)
    return tab.page


def id_of(page: Any, reference: str) -> int:
    return next(row.id for row in page.shown.tracker.rows if row.reference == reference)


def choose(page: Any, reference: str) -> str:
    page.table.select(id_of(page, reference))
    settle(page.window_)
    return words(page.detail)


def done(page: Any, dialog: QDialog | None) -> str:
    """Confirm a dialog, and what history calls what was done."""
    assert dialog is not None
    dialog.go.click()  # type: ignore[attr-defined]
    settle(page.window_)
    with page.window_.store.reading() as connection:
        return changes.history(connection)[0].what


def test_each_action_has_the_committees_colour_with_its_word(page: Any) -> None:
    colours = {
        reference: cell(page, id_of(page, reference), "colour") for reference in (GREEN, AMBER, BLACK, BLUE, RED)
    }
    assert colours == {
        GREEN: "Green: complete",
        AMBER: "Amber: in progress",
        BLACK: "Black: escalated",
        BLUE: "Blue: not yet due",
        RED: "Red: outstanding",
    }


def test_the_banner_says_what_the_committee_should_look_at(page: Any) -> None:
    assert page.banner.text == (
        "1 action escalated (black): red at three meetings in a row or more · 1 action outstanding (red) · "
        "1 deadline passed · 1 closure proposed, to be agreed at the meeting of 17/03/2023"
    )


def test_the_colours_of_each_meeting_stand_side_by_side(page: Any) -> None:
    black = id_of(page, BLACK)
    meetings = ("2022-11-08", "2022-12-09", "2023-03-17")
    assert [cell(page, black, f"at {day}") for day in meetings] == ["Red", "Red", "Black"]
    assert [cell(page, id_of(page, GREEN), f"at {day}") for day in meetings] == ["Blue", "Green", "Green"]


def test_why_an_action_is_black_is_said_with_its_meetings(page: Any) -> None:
    said = choose(page, BLACK)
    assert "Red at 3 meetings in a row: 08/11/2022, 09/12/2022 and 17/03/2023." in said
    assert "Its deadline of 01/10/2022 has passed, and no progress was reported." in said
    assert page.table.model.marks[id_of(page, BLACK), "deadline"].severity == "warning"


def test_past_deadlines_are_kept_with_their_reason(page: Any) -> None:
    said = choose(page, AMBER)
    assert "Past deadlines\n26/10/2022\nrevised on 08/11/2022: members asked for time" in said
    assert cell(page, id_of(page, AMBER), "slipped") == "1"


def test_an_earlier_meeting_shows_the_colours_of_then(page: Any) -> None:
    page.meeting.setCurrentIndex(page.meeting.findData("2022-12-09"))
    page.refresh()
    settle(page.window_)
    assert cell(page, id_of(page, BLACK), "colour") == "Red: outstanding"
    assert page.meeting.count() == 4


def test_closed_actions_are_one_click_away(page: Any) -> None:
    assert page.table.columns.position_of(id_of(page, CLOSED)) is None
    page.switch.choose("closed")
    settle(page.window_)
    assert "Closing it was agreed on 09/12/2022." in choose(page, CLOSED)


def test_the_counts_filter_by_colour(page: Any) -> None:
    shown = [one.text() for one in page.counts.buttons.values() if not one.isHidden()]
    assert shown == ["5 actions", "1 black", "1 red", "1 amber", "1 blue", "1 green"]
    page.counts.buttons["Red: outstanding"].click()
    assert [page.table.columns.ids[at] for at in page.table.shown()] == [id_of(page, RED)]


def test_a_report_changes_the_colour_and_is_one_change(page: Any) -> None:
    choose(page, BLUE)
    dialog = page.report()
    assert dialog.day.text() == NEXT  # the committee's next meeting
    dialog.day.setText("17/03/2023")
    dialog.progress.setCurrentIndex(dialog.progress.findData("off track"))
    dialog.position.setPlainText("Half the letters were sent")
    assert done(page, dialog) == f"Reported action {BLUE}, meeting of 17/03/2023"
    assert cell(page, id_of(page, BLUE), "colour") == "Red: outstanding"
    assert "Progress was made, but it is not on track for its deadline of 01/02/2090." in words(page.detail)


def test_closure_is_proposed_for_a_meeting_and_agreed_by_it(page: Any) -> None:
    choose(page, RED)
    dialog = page.report("complete")
    dialog.day.setText("17/03/2023")
    dialog.proposed.setText("16/06/2023")
    done(page, dialog)
    assert "closing it is proposed for the meeting of 16/06/2023" in words(page.detail)
    agreed = page.agree([id_of(page, RED)])
    assert agreed.day.text() == "16/06/2023"
    assert done(page, agreed) == f"Agreed to close action {RED}, meeting of 16/06/2023"
    assert page.table.columns.position_of(id_of(page, RED)) is None


def test_a_refusal_is_said_in_the_question_itself(page: Any) -> None:
    choose(page, BLUE)
    dialog = page.report("complete")
    dialog.day.setText("17/03/2023")
    dialog.proposed.setText("01/01/2023")
    dialog.go.click()
    assert "The meeting that is to agree it (01/01/2023) is before 17/03/2023." in dialog.problem.text()
    assert dialog.isVisible()
    dialog.reject()


def test_another_deadline_needs_a_reason(page: Any) -> None:
    choose(page, RED)
    dialog = page.revise()
    dialog.deadline.setText("01/06/2090")
    assert not dialog.go.isEnabled()
    dialog.reason.setPlainText("networks answer slowly")
    assert done(page, dialog).startswith(f"Deadline of action {RED} revised to 01/06/2090")
    assert "Past deadlines\n01/02/2090\n" in words(page.detail)
    assert ": networks answer slowly" in words(page.detail)


def test_a_new_action_gets_the_committees_next_number(page: Any) -> None:
    dialog = page.raise_action()
    dialog.body.setEditText(BODY)
    dialog.action.setPlainText("Publish the plan")
    assert done(page, dialog) == "Raised action PCC-7"
    assert cell(page, id_of(page, "PCC-7"), "action") == "Publish the plan"


def test_an_action_is_found_by_its_reference_even_if_it_is_closed(page: Any) -> None:
    page.show_record("committee_action", CLOSED)
    settle(page.window_)
    assert page.switch.now == "all"
    assert page.table.current_id == id_of(page, CLOSED)


def test_owner_and_words_are_typed_into_the_table(page: Any) -> None:
    page.table.commit(id_of(page, BLUE), "owner", "Head of Winter")
    settle(page.window_)
    assert cell(page, id_of(page, BLUE), "owner") == "Head of Winter"


def test_an_empty_file_says_how_to_begin(opened: Opening, tmp_path: Path) -> None:
    create_file(tmp_path / "empty.blmk").close()
    page = opened(tmp_path / "empty.blmk", "Actions").page
    settle(page.window_)
    assert "No actions yet." in words(page)
    assert page.banner.isHidden()


def test_the_chart_counts_colours_meeting_by_meeting_and_leads_to_one(page: Any) -> None:
    assert [column.words for column in page.chart.columns] == [
        "8 Nov 2022: 1 red, 1 amber, 3 blue",
        "9 Dec 2022: 1 red, 1 amber, 2 blue, 1 green",
        "17 Mar 2023: 1 black, 1 red, 1 amber, 1 blue, 1 green",
    ]
    page.chart.choose(0)
    settle(page.window_)
    assert page.meeting.currentData() == "2022-11-08"
    assert cell(page, id_of(page, BLACK), "colour") == "Red: outstanding"
