"""Funding streams in the real window: by area and year, what is spent of each, and what is found about them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from blmk_desktop import editing
from blmk_desktop.errors import UserError
from blmk_desktop.seeding import load_reference
from db import create_file
from tests.ui.tabs.budgets.streams_example import make
from tests.ui.tabs.conftest import Opening, cell, choose, press, view, words
from ui.parts.form import RecordForm
from ui.screenshots import settle

FIRST = "Coaching|2020/21|North"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("streams") / "streams.blmk")


@pytest.fixture
def page(opened: Opening, file: Path) -> Any:
    return opened(file, "Budgets", "streams")


def test_each_stream_has_a_row_for_each_area_and_year(page: Any) -> None:
    names = ("fund", "programme", "area", "amount", "spent", "left", "recurrence", "origin")
    row = [cell(page, FIRST, name) for name in names]
    assert row == ["Coaching", "GPFV", "North", "100,000", "120,000", "(20,000)", "Non-recurrent", "Allocation"]
    capital = [cell(page, "ETTF|2021/22|", name) for name in ("area", "amount", "committed", "left")]
    assert capital == ["Whole area", "500,000", "200,000", "300,000"]
    assert page.table.total_row.texts()["amount"] == "730,000"


def test_what_is_overdrawn_is_said_marked_and_told_at_the_side(page: Any) -> None:
    assert page.banner.text.startswith("Coaching 2020/21 is £20,000 overdrawn")
    assert "£20,000 more than the £100,000 allocated" in page.table.model.marks[FIRST, "left"].text
    said = choose(page, FIRST)
    assert "£20,000 overdrawn" in said
    assert "By March" in said


def test_an_area_is_shown_with_its_parts(page: Any) -> None:
    page.area.setCurrentIndex(page.area.findData("South"))
    page.area.activated.emit(page.area.currentIndex())
    settle(page.window_)
    assert page.table.shown_ids == ["Coaching|2020/21|South"]


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """A file of the only ICB that it knows, with a stream of another area besides."""
    path = tmp_path / "two.blmk"
    with create_file(path) as store:
        load_reference(store)
        editing.add(store, "area", {"name": "Elsewhere", "kind": "CCG"})
        editing.add(store, "fund", {"name": "Coaching", "kind": "revenue"})
        for area in ("BLMK", "Elsewhere"):
            about = {"fund": "Coaching", "year": "2020/21", "area": area}
            editing.add(store, "fund_envelope", {**about, "amount": "60,000"})
    return path


def test_it_opens_on_the_area_of_the_file_rather_than_mix_others_in(opened: Opening, shared: Path) -> None:
    page = opened(shared, "Budgets", "streams")
    assert page.area.currentText() == "BLMK"
    assert page.table.total_row.texts()["amount"] == "60,000"
    page.area.setCurrentIndex(0)
    page.refresh()
    settle(page.window_)
    assert (page.area.currentText(), page.table.total_row.texts()["amount"]) == ("All areas", "120,000")


def test_a_stream_of_another_area_is_gone_to_before_any_is_shown(opened: Opening, shared: Path) -> None:
    tab = opened(shared, "Budgets")
    tab.show_record("funding_stream", "Coaching|2020/21|Elsewhere")
    settle(tab.window_)
    assert tab.page.table.current_id == "Coaching|2020/21|Elsewhere"


def test_years_stand_side_by_side_and_add_up(page: Any) -> None:
    view(page, "stream")
    assert [cell(page, "Coaching|North", name) for name in ("in 2020/21", "in 2021/22", "amount")] == [
        "100,000",
        "40,000",
        "140,000",
    ]
    view(page, "year")
    assert [cell(page, "2020/21", name) for name in ("amount", "non_recurrent", "spent")] == [
        "190,000",
        "160,000",
        "120,000",
    ]
    assert "GPFV" in choose(page, "2020/21")


def test_a_stream_paid_for_each_patient_says_of_how_many_it_is_the_money(page: Any) -> None:
    view(page, "head")
    assert cell(page, "Transformation|North", "implied") == "10,000"
    assert "£30,000 ÷ £3.00 = 10,000 patients" in choose(page, "Transformation|North")


def test_the_chart_stacks_programmes_and_a_year_that_is_clicked_stays_alone(page: Any) -> None:
    assert [one.name for one in page.chart.stack.series] == ["Capital", "GPFV", "Transformation"]
    page.chart.columns.choose(0)
    assert {page.table.columns.value(at, "year") for at in page.table.shown()} == {"2020/21"}


def test_what_is_spent_is_typed_into_the_table_and_can_be_undone(page: Any) -> None:
    page.table.commit("Coaching|2020/21|South", "spent", "45,000")
    settle(page.window_)
    assert cell(page, "Coaching|2020/21|South", "left") == "15,000"
    page.window_.commands.undo()
    settle(page.window_)
    assert cell(page, "Coaching|2020/21|South", "left") == ""


def test_amounts_below_nothing_are_refused_at_the_cell(page: Any) -> None:
    with pytest.raises((ValueError, UserError), match="cannot be less than nothing"):
        page.table.commit(FIRST, "spent", "-5")


def test_a_year_is_added_to_the_chosen_stream_in_a_form(page: Any) -> None:
    choose(page, FIRST)
    press(page.detail, "Add a year…")
    settle(page.window_)
    form = page.window_.findChild(RecordForm)
    assert form.typed["fund"] == "Coaching"
    form.reject()


def test_a_stream_is_found_by_its_name(page: Any) -> None:
    page.window_.show_record("funding_stream", "Transformation")
    settle(page.window_)
    assert page.table.current_id == "Transformation|2020/21|North"


def test_without_any_stream_the_page_says_how_to_begin(opened: Opening, without_data: Path) -> None:
    page = opened(without_data, "Budgets", "streams")
    assert "No funding streams yet." in words(page.table)
