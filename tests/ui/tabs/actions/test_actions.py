"""The tab of actions as a whole: its summaries while nothing is chosen, and a file that can only be looked at."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from blmk_desktop import editing
from blmk_desktop.acts import actions as action_changes
from db import open_file
from tests.ui.tabs.actions.actions_example import BODY, PROGRAMME, THIRD
from tests.ui.tabs.conftest import Held, Opening, cell, press, words
from ui.screenshots import settle

OTHER = "Workforce Group"
WRITES = (
    "Change",
    "Report…",
    "New ",
    "Set status",
    "Move…",
    "Agree closure",
    "Taken",
    "Received",
    "Deferred",
    "Acknowledge…",
)


@pytest.fixture
def two(opened: Opening, actions_file: Path, tmp_path: Path) -> Any:
    """Two committees, and two programmes."""
    file = Path(shutil.copy(actions_file, tmp_path / "two.blmk"))
    with open_file(file) as store:
        made = action_changes.raise_action(store, OTHER, THIRD, {"action": "Count trainers", "owner": "Training Lead"})
        assert made
        fields = {"programme": "Training", "number": "1", "milestone": "Count them", "due": "31/03/2020"}
        editing.add(store, "milestone", fields)
    return opened(file, "Actions")


def test_while_no_action_is_chosen_each_owner_stands_with_what_is_to_be_done(two: Any) -> None:
    settle(two.window_)
    said = words(two.page.detail)
    assert "Open actions by owner" in said
    assert "1 black, 1 red" in said
    press(two.page.detail, "Head of Estates")
    assert len(two.page.table.shown()) == 2


def test_actions_of_several_committees_stand_by_their_last_meetings(two: Any) -> None:
    page = two.page
    settle(two.window_)
    black = next(row.id for row in page.shown.rows.values() if row.colour == "BLACK")
    assert [cell(page, black, f"last {back}") for back in (2, 1, 0)] == ["Red", "Red", "Black"]
    page.body.setCurrentIndex(page.body.findData(BODY))
    page.refresh()
    settle(two.window_)
    assert [cell(page, black, f"at {day}") for day in ("2022-11-08", "2023-03-17")] == ["Red", "Black"]


def test_the_programme_that_ends_last_comes_first_and_the_others_are_told_of(two: Any) -> None:
    page = two.show_page("milestones")
    settle(two.window_)
    assert page.programme.currentText() == PROGRAMME
    assert page.banner.text.endswith("1 late in 1 other programme")
    press(page.banner, "Show all programmes")
    settle(two.window_)
    assert len(page.shown.rows) == 5
    press(page.detail, "Training")
    settle(two.window_)
    assert [row.number for row in page.shown.rows.values()] == ["1"]


def test_a_milestone_of_another_programme_is_found(two: Any) -> None:
    page = two.show_page("milestones")
    settle(two.window_)
    two.show_record("milestone", "Training 1")
    settle(two.window_)
    assert page.shown.rows[page.table.current_id].programme == "Training"


@pytest.fixture
def held_actions(held: Held, actions_file: Path) -> Any:
    """The actions of a file that another window has open."""
    return held(actions_file).go_to("Actions")


@pytest.mark.parametrize("key", ["tracker", "milestones", "cycle"])
def test_nothing_changes_a_file_that_can_only_be_looked_at(held_actions: Any, key: str) -> None:
    page = held_actions.show_page(key)
    settle(held_actions.window_)
    page.table.select(page.table.columns.ids[0])
    settle(held_actions.window_)
    said = words(page.detail) + words(page.table.view) + words(page.banner)
    assert [text for text in WRITES if text in said] == []
    assert not any(spec.editable for spec in page.table.columns.specs)
    for name in ("add", "status", "tick", "new_item", "new_meeting"):
        part = getattr(page, name, None)
        assert part is None or "can only be looked at" in part.toolTip()


def test_keys_change_nothing_there_either(held_actions: Any) -> None:
    page = held_actions.show_page("cycle")
    settle(held_actions.window_)
    before = [page.table.columns.row(at) for at in range(page.table.columns.count)]
    page.table.select("Welcome")
    page.toggle()
    settle(held_actions.window_)
    assert [page.table.columns.row(at) for at in range(page.table.columns.count)] == before
    tracker = held_actions.show_page("tracker")
    settle(held_actions.window_)
    assert tracker.report() is None
    assert tracker.revise() is None
    assert tracker.raise_action() is None
