"""The page of practice resilience: points with their reasons, events and support at the side."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.ui.tabs.conftest import Opening, cell, press, words
from ui.parts.form import RecordForm
from ui.screenshots import settle

WHEATFIELD, GOOD = "E81008", "E81021"


@pytest.fixture
def page(opened: Opening, example: Path) -> Any:
    shown = opened(example, "Risks").show_page("resilience")
    settle(shown.window_)
    return shown


def choose(page: Any, code: str) -> str:
    page.table.select(code)
    settle(page.window_)
    return words(page.detail)


def test_the_banner_says_how_many_and_of_what_nothing_is_known(page: Any) -> None:
    assert "practices of" in page.banner.text
    assert "2 contracts with an open event" in page.banner.text
    assert "in the resilience programme" in page.banner.text


def test_a_sign_that_counts_is_marked_at_its_cell_with_the_reason(page: Any) -> None:
    assert cell(page, WHEATFIELD, "notice served") == "Caretaker"
    assert cell(page, WHEATFIELD, "stage") == "Stage 2"
    mark = page.table.model.marks[WHEATFIELD, "CQC rating"]
    assert mark.text == "3 points. The CQC rates it Requires improvement."
    assert cell(page, WHEATFIELD, "list change") == "Not known"


def test_the_side_lists_why_what_is_not_known_events_and_support(page: Any) -> None:
    said = choose(page, WHEATFIELD)
    assert "Caretaker on 01/07/2022" in said
    assert "Not known, so not counted" in said
    assert "Only one list is known" in said
    assert "Made up: an example." in said
    assert "since 20/04/2022" in said


def test_the_chart_has_those_with_points_and_chooses_in_the_table(page: Any) -> None:
    page.chart.bars.choose(1)
    chosen = page.shown.rows[page.table.current_id]
    assert chosen.name == page.chart.chart.categories[1]
    page.table.filter_text("wheatfield")
    assert page.chart.chart.categories == ("Wheatfield Surgery",)


def test_an_event_is_added_at_the_side_and_counts(page: Any) -> None:
    before = page.shown.rows[GOOD].points
    choose(page, GOOD)
    press(page.detail, "Add an event…")
    form = page.window_.findChild(RecordForm)
    assert form.typed["practice"] == GOOD
    for name, typed in (("event", "notice served"), ("on", "01/10/2022")):
        editor = form.rows[name].editor
        editor.setCurrentText(typed) if name == "event" else editor.setText(typed)
    form.save()
    settle(page.window_)
    assert page.shown.rows[GOOD].points == before + 5


def test_going_to_a_practice(page: Any) -> None:
    page.window_.show_record("contract_event", WHEATFIELD)
    settle(page.window_)
    assert page.table.current_id == WHEATFIELD
