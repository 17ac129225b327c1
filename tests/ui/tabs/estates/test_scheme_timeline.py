"""The schemes over the financial years: a bar for each stage while it lasted, what is expected, what is late."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.ui.tabs.conftest import Opening, words
from tests.ui.tabs.estates.estates_example import HUB, IDEA, WELL, WING
from ui.parts.pickers import ColumnPicker
from ui.screenshots import settle


@pytest.fixture
def page(opened: Opening, estates_file: Path) -> Any:
    return opened(estates_file, "Estates", "timeline")


def row(page: Any, name: str) -> Any:
    return next(one for one in page.gantt.rows if one.label == name)


def test_stages_are_bars_and_what_is_expected_an_outline(page: Any) -> None:
    spans = [(one.word, one.start, one.end, one.style) for one in row(page, HUB).spans]
    assert spans == [
        ("PID", "2018-06-01", "2019-02-04", "solid"),
        ("OBC", "2019-02-04", "2019-12-02", "solid"),
        ("FBC", "2019-12-02", None, "solid"),
        ("late", "2020-04-01", "2021-03-31", "outline"),
    ]
    assert [(mark.on, mark.label) for mark in row(page, WELL).marks] == [("2020-02-28", "Complete")]
    assert row(page, IDEA).lines()[1] == "No dates yet"


def test_it_says_what_is_late_and_what_has_no_date(page: Any) -> None:
    assert page.banner.text == "2 schemes are past the date expected · 1 scheme has no date expected"


def test_rows_stand_under_their_place_stage_kind_or_colour(page: Any) -> None:
    assert [one.group for one in page.gantt.rows] == ["Bedford Borough", "In no place", "Luton", "Luton"]
    page.switch.choose("stage")
    assert [one.label for one in page.gantt.rows] == [IDEA, WING, HUB, WELL]
    page.switch.choose("rag")
    assert page.gantt.rows[0].group == "Red"


def test_the_filter_and_the_place_leave_what_they_say(page: Any) -> None:
    place = page.findChildren(ColumnPicker)[0]
    place.setCurrentText("Luton")
    place.activated.emit(place.currentIndex())
    assert {one.label for one in page.gantt.rows} == {HUB, WELL}
    page.table.filter_text("fbc")
    assert {one.label for one in page.gantt.rows} == {HUB}
    page.show_record("scheme", WING)  # hidden: the filters are lifted
    settle(page.window_)
    assert len(page.gantt.rows) == 4
    assert page.gantt.current_id == page.shown.id_of(WING)


def test_a_chosen_bar_shows_the_scheme_and_enter_goes_to_it(page: Any) -> None:
    page.gantt.canvas.choose(page.gantt.canvas.place(page.shown.id_of(HUB)))
    settle(page.window_)
    assert "ETTF 2019/20: £598,000" in words(page.detail)
    page.gantt.activated.emit(page.shown.id_of(HUB))
    settle(page.window_)
    estates = page.window_.built("Estates")
    assert estates.switch.now == "schemes"
    assert estates.page.board.current_id == page.shown.id_of(HUB)


def test_the_table_has_a_day_for_each_stage_and_is_what_is_exported(page: Any) -> None:
    page.gantt.canvas.choose(page.gantt.canvas.place(page.shown.id_of(HUB)))
    page.view.choose("table")
    assert page.stack.currentWidget() is page.table
    assert page.table.current_id == page.shown.id_of(HUB)
    hub = page.table.columns.position_of(page.shown.id_of(HUB))
    said = {spec.label: page.table.columns.shown(hub, spec.name) for spec in page.table.columns.specs}
    assert (said["PID"], said["OBC"], said["FBC"]) == ("01/06/2018", "04/02/2019", "02/12/2019")
    assert (said["Stage"], said["Construction"], said["Expected by"]) == ("FBC", "", "31/03/2021")
    assert page.kind == ""
    assert len(page.table.shown_records()[1]) == 4
    page.table.filter_text("luton")
    page.view.choose("chart")
    assert {one.label for one in page.gantt.rows} == {HUB, WELL}
    assert page.gantt.current_id == page.shown.id_of(HUB)


def test_without_schemes_it_says_so(opened: Opening, without_data: Path) -> None:
    found = opened(without_data, "Estates", "timeline")
    assert found.stack.currentWidget() is found.nothing
