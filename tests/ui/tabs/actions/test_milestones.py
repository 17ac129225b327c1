"""Milestones: how each stands, its bar in the Gantt chart, what it waits for, and changes to it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from blmk_desktop import changes
from db import create_file
from tests.ui.tabs.actions.actions_example import PROGRAMME
from tests.ui.tabs.conftest import Opening, cell, press, words
from ui.screenshots import settle


@pytest.fixture
def page(opened: Opening, actions_file: Path) -> Any:
    return opened(actions_file, "Actions", "milestones")


def id_of(page: Any, number: str) -> int:
    return next(id_ for id_, row in page.shown.rows.items() if row.number == number)


def choose(page: Any, number: str) -> str:
    page.table.select(id_of(page, number))
    settle(page.window_)
    return words(page.detail)


def last_change(page: Any) -> str:
    settle(page.window_)
    with page.window_.store.reading() as connection:
        return changes.history(connection)[0].what


def test_each_milestone_stands_as_reported_or_late(page: Any) -> None:
    stands = [cell(page, id_of(page, number), "standing") for number in ("1.1", "1.2", "2.1", "2.2")]
    assert stands == ["Complete", "Late", "Under way", "Not reported"]
    assert page.banner.text == (
        "1 milestone past its date, with nothing reported · 1 milestone waits for one that is due later"
    )


def test_the_gantt_chart_shows_the_rows_of_the_table_under_their_strands(page: Any) -> None:
    rows = page.gantt.rows
    assert [(row.group, row.word) for row in rows] == [
        ("1. Teams", "Complete"),
        ("1. Teams", "Late"),
        ("2. Same day", "Under way"),
        ("2. Same day", "Not reported"),
    ]
    assert [span.style for row in rows for span in row.spans] == ["solid", "solid", "solid", "outline"]
    awaited = {row.id: row.after for row in rows if row.after}
    assert awaited == {id_of(page, one): (id_of(page, other),) for one, other in (("1.2", "1.1"), ("2.1", "2.2"))}
    page.table.filter_text("plan")
    assert [row.label for row in page.gantt.rows] == ["2.2 Agree a plan"]


def test_bar_and_row_are_chosen_together(page: Any) -> None:
    choose(page, "2.1")
    assert page.gantt.current_id == id_of(page, "2.1")
    page.gantt.chosen.emit(id_of(page, "1.2"))
    assert page.table.current_id == id_of(page, "1.2")


def test_what_a_milestone_waits_for_is_said_and_leads_there(page: Any) -> None:
    said = choose(page, "2.1")
    assert "It waits for 2.2. 2.2 is due after it." in said
    assert page.table.model.marks[id_of(page, "2.1"), "waits"].severity == "warning"
    press(page.detail, "Milestone 2.2")
    settle(page.window_)
    assert "Waiting for this\nUnder way" in words(page.detail)


def test_a_status_is_set_with_its_day_and_progress(page: Any) -> None:
    choose(page, "2.2")
    dialog = page.ask_status()
    dialog.status.setCurrentIndex(dialog.status.findData("complete"))
    dialog.day.setText("01/02/2089")
    dialog.note.setPlainText("Agreed by all")
    dialog.go.click()
    assert last_change(page).startswith(f"Milestone '{PROGRAMME} (2.2)': complete")
    assert page.shown.rows[id_of(page, "2.2")].completed == "2089-02-01"


def test_a_status_is_chosen_in_the_table(page: Any) -> None:
    page.table.commit(id_of(page, "1.2"), "status", "at risk")
    settle(page.window_)
    assert cell(page, id_of(page, "1.2"), "status") == "at risk"
    page.table.commit(id_of(page, "1.2"), "status", "complete")
    settle(page.window_)
    assert cell(page, id_of(page, "1.2"), "standing") == "Complete"


def test_a_milestone_is_moved_with_a_reason(page: Any) -> None:
    choose(page, "1.2")
    press(page.detail, "Move…")
    dialog = next(one for one in page.window_.findChildren(type(page).__mro__[1]) if hasattr(one, "due"))
    assert not dialog.go.isEnabled()
    dialog.due.setText("30/06/2089")
    dialog.reason.setPlainText("places asked for time")
    dialog.go.click()
    assert last_change(page).startswith(f"Milestone '{PROGRAMME} (1.2)' moved")
    assert "Why: places asked for time" in words(page.detail)
    assert cell(page, id_of(page, "1.2"), "due") == "30/06/2089"


def test_a_milestone_is_found_by_programme_and_number(page: Any) -> None:
    page.show_record("milestone", f"{PROGRAMME} 2.2")
    assert page.table.current_id == id_of(page, "2.2")


def test_another_day_says_what_will_be_late_then(page: Any) -> None:
    from PySide6.QtCore import QDate

    page.as_at.box.setCurrentIndex(page.as_at.box.count() - 1)
    page.as_at.edit.show()
    page.as_at.edit.setDate(QDate(2089, 12, 31))
    settle(page.window_)
    assert [cell(page, id_of(page, number), "standing") for number in ("2.1", "2.2")] == ["Late", "Late"]


def test_an_empty_file_says_how_to_begin(opened: Opening, tmp_path: Path) -> None:
    create_file(tmp_path / "empty.blmk").close()
    page = opened(tmp_path / "empty.blmk", "Actions", "milestones")
    assert "No milestones yet." in words(page)
    assert page.banner.isHidden()
