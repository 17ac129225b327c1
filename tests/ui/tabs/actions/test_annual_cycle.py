"""The annual cycle: items by meetings, the agenda and papers of one, ticks that are set from the keyboard."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from blmk_desktop import changes, editing
from db import create_file
from tests.ui.tabs.conftest import Opening, cell, press, words
from ui.screenshots import settle

SECOND, THIRD, NEXT = "2022-12-09", "2023-03-17", "2090-12-15"


@pytest.fixture
def page(opened: Opening, actions_file: Path) -> Any:
    page = opened(actions_file, "Actions", "cycle")
    page.year.setCurrentText("2022/23")
    page.refresh()
    settle(page.window_)
    return page


def go(page: Any, item: str, meeting: str) -> str:
    page.table.select(item)
    page.show_meeting(meeting)
    settle(page.window_)
    return words(page.detail)


def test_items_stand_by_meetings_of_the_year(page: Any) -> None:
    ticks = {item: [cell(page, item, f"on {day}") for day in (SECOND, THIRD)] for item in ("Welcome", "Estates plan")}
    assert ticks == {"Welcome": ["✓", "✓"], "Estates plan": ["", "✓"]}
    names = [spec.name for spec in page.table.model.specs if spec.name.startswith("on ")]
    assert names == ["on 2022-09-27", "on 2022-11-08", f"on {SECOND}", f"on {THIRD}"]


def test_the_next_meeting_comes_first_with_its_papers(page: Any) -> None:
    assert page.banner.text.startswith("Next meeting: 15/12/2090, in ")
    assert page.banner.text.endswith("Papers are due by 08/12/2090: 4 papers of 4 still to come.")
    said = words(page.detail)
    assert "Meeting of 15/12/2090" in said
    assert "Strategy\nDue\n3  Estates plan\nHead of Estates, to approve" in said


def test_a_meetings_cell_shows_its_agenda_and_the_actions_that_come_to_it(page: Any) -> None:
    said = go(page, "Welcome", THIRD)
    assert "Meeting of 17/03/2023" in said
    assert "Open actions" in said
    assert "PCC-3" in said
    press(page.detail, "PCC-3")
    settle(page.window_)
    tab = page.window_.built("Actions")
    assert (tab.switch.now, words(tab.page.detail)[:12]) == ("tracker", "Action PCC-3")


def test_an_item_shows_the_meetings_that_take_it(page: Any) -> None:
    page.table.select("Estates plan")
    settle(page.window_)
    assert "Meetings\nDue\n17/03/2023" in words(page.detail).replace("Change…\n", "")
    press(page.detail, "17/03/2023")
    settle(page.window_)
    assert "Meeting of 17/03/2023" in words(page.detail)


def test_space_puts_an_item_on_a_meeting_and_takes_it_off(page: Any, qtbot: QtBot) -> None:
    go(page, "Estates plan", SECOND)
    qtbot.keyClick(page.table.view, Qt.Key.Key_Space)
    settle(page.window_)
    assert cell(page, "Estates plan", f"on {SECOND}") == "✓"
    assert page.meeting == SECOND  # the cell stays the current one
    qtbot.keyClick(page.table.view, Qt.Key.Key_Space)
    settle(page.window_)
    assert cell(page, "Estates plan", f"on {SECOND}") == ""
    with page.window_.store.reading() as connection:
        assert changes.history(connection)[0].what == "'Estates plan' taken off the meeting of 09/12/2022"


def test_a_block_of_ticks_is_pasted_as_one_change(page: Any) -> None:
    def ticks() -> dict[str, list[str]]:
        items = ("Welcome", "Action tracker", "Estates plan")
        return {item: [cell(page, item, f"on {day}") for day in (SECOND, THIRD)] for item in items}

    before = ticks()
    go(page, "Welcome", SECOND)
    QGuiApplication.clipboard().setText("x\t\n✓\t\n→ Deferred\t✓ Received\n")
    page.table.paste()
    settle(page.window_)
    assert ticks() == {
        "Welcome": ["✓", ""],
        "Action tracker": ["✓", ""],
        "Estates plan": ["→ Deferred", "✓ Received"],
    }
    changes.undo(page.window_.store)
    page.refresh()
    settle(page.window_)
    assert ticks() == before


def test_what_is_no_tick_is_not_pasted(page: Any) -> None:
    said: list[str] = []
    page.window_.show_error = lambda error, _over=None: said.append(str(error))
    go(page, "Welcome", SECOND)
    for text in ("perhaps", "✓\t✓\t✓\t✓\t✓"):
        QGuiApplication.clipboard().setText(text)
        page.table.paste()
    assert said[0].startswith("'perhaps' is no tick.")
    page.table.view.setCurrentIndex(page.table.model.index(0, 0))
    QGuiApplication.clipboard().setText("✓")
    page.table.paste()
    assert said[-1] == "Only ticks can be pasted here, each under its meeting and beside its item."
    assert cell(page, "Welcome", f"on {SECOND}") == "✓"


def test_outside_a_meetings_column_nothing_is_toggled(page: Any) -> None:
    page.table.select("Estates plan")
    with page.window_.store.reading() as connection:
        before = len(changes.history(connection))
    page.toggle()
    with page.window_.store.reading() as connection:
        assert len(changes.history(connection)) == before


def test_a_paper_is_received_and_deferred(page: Any) -> None:
    press(page.detail, "Received: 4  Finance report")
    settle(page.window_)
    assert "3 papers of 4 still to come" in page.banner.text
    press(page.detail, "Deferred: 4  Finance report")
    settle(page.window_)
    assert "Operational\nDeferred\nFinance report" in words(page.detail)


def test_of_a_past_meeting_all_that_is_left_is_taken_in_one_change(page: Any) -> None:
    go(page, "Finance report", THIRD)
    press(page.detail, "Deferred: 4  Finance report")
    settle(page.window_)
    assert "Not recorded\n3 of 4" in words(page.detail)
    press(page.detail, "All 3 taken")
    settle(page.window_)
    ticks = [cell(page, item, f"on {THIRD}") for item in ("Welcome", "Estates plan", "Finance report")]
    assert ticks == ["✓ Taken", "✓ Taken", "→ Deferred"]
    with page.window_.store.reading() as connection:
        assert changes.history(connection)[0].what == "3 papers of 17/03/2023: taken"


def test_agenda_and_papers_are_copied_as_text(page: Any) -> None:
    go(page, "Welcome", THIRD)
    page.copy_agenda()
    text = QGuiApplication.clipboard().text()
    assert "Strategy\n3\tEstates plan\tHead of Estates\tApprove\tDue" in text
    press(page.banner, "Show its agenda")
    settle(page.window_)
    press(page.detail, "Copy papers due")
    text = QGuiApplication.clipboard().text()
    assert text.splitlines()[0] == "Papers for the Primary Care Committee of 15/12/2090, due by 08/12/2090"
    assert "Head of Finance\tFinance report" in text


def test_owner_and_purpose_are_typed_into_the_table(page: Any) -> None:
    page.table.commit("Finance report", "purpose", "discuss")
    settle(page.window_)
    assert cell(page, "Finance report", "purpose") == "discuss"


def test_an_empty_file_says_how_to_begin(opened: Opening, tmp_path: Path) -> None:
    create_file(tmp_path / "empty.blmk").close()
    page = opened(tmp_path / "empty.blmk", "Actions", "cycle")
    assert "No annual cycle of business yet." in words(page)
    assert page.banner.isHidden()


def test_a_meeting_of_another_year_is_gone_to(page: Any) -> None:
    page.show_record("meeting", "Primary Care Committee 2090-12-15")
    settle(page.window_)
    assert (page.year.currentText(), page.meeting) == ("2090/91", NEXT)
    assert "Meeting of 15/12/2090" in words(page.detail)


def test_an_item_is_found_by_its_name(page: Any) -> None:
    page.show_record("business_item", "Estates plan")
    assert page.table.current_id == "Estates plan"


def test_an_item_of_another_committee_is_found_by_both_names(page: Any) -> None:
    group = {"body": "Estates Working Group", "item": "Leases", "purpose": "note"}
    page.window_.saved(editing.add(page.window_.store, "business_item", group))
    settle(page.window_)
    entries: list[Any] = []
    page.window_.commands.finder.search("leases", entries.extend)
    settle(page.window_)
    entries[0].go()
    settle(page.window_)
    assert (page.body.currentText(), page.table.current_id) == ("Estates Working Group", "Leases")


def test_an_item_that_is_renamed_keeps_its_meetings(page: Any) -> None:
    page.table.commit("Estates plan", "item", "Estates and digital plan")
    settle(page.window_)
    assert cell(page, "Estates and digital plan", f"on {THIRD}") == "✓"
    assert "Estates plan" not in page.shown.items
