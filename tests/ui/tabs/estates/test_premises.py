"""The page of premises: what is full and what will be, condition and its cost, practices, housing, and editing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QComboBox

from db import create_file
from tests.ui.tabs.conftest import Opening, cell, press, words
from ui.parts.form import RecordForm
from ui.screenshots import settle


@pytest.fixture
def page(opened: Opening, example: Path) -> Any:
    return opened(example, "Estates").show_page("premises")


def building(page: Any, name: str) -> int:
    settle(page.window_)
    id_ = page.shown.id_of(name)
    assert isinstance(id_, int)
    return id_


def choose(page: Any, name: str) -> str:
    page.table.select(building(page, name))
    settle(page.window_)
    return words(page.detail)


def test_the_banner_counts_what_is_full_and_what_will_be(page: Any) -> None:
    settle(page.window_)
    assert page.banner.text == (
        "1 building will have more patients than room by the end of 2027/28; of 5 it is not known; "
        "2 are temporary; 6 have a facet in condition C or D."
    )


def test_what_is_full_now_is_counted_apart_from_what_will_be(page: Any) -> None:
    page.table.commit(building(page, "Lakeside health centre (example)"), "capacity", "20,000")
    settle(page.window_)
    assert page.banner.text.startswith(
        "1 building has more patients than room; 1 more will have by the end of 2027/28; of 5 it is not known;"
    )


def test_space_is_held_against_lists_and_housing(page: Any) -> None:
    marston = building(page, "Orchard Way surgery (example)")
    names = ("state", "patients", "capacity", "gain", "used_then", "full_by", "left")
    assert [cell(page, marston, name) for name in names] == [
        "Will be full", "10,811", "11,500", "3,600", "125.3", "2025/26", "(2,911)",
    ]  # fmt: skip
    stony = building(page, "Church View surgery (example)")
    assert (cell(page, stony, "state"), cell(page, stony, "used")) == ("Not known", "")
    assert cell(page, stony, "unknown") == "how many patients it has room for"


def test_an_earlier_year_has_less_to_come(page: Any) -> None:
    marston = building(page, "Orchard Way surgery (example)")
    page.year.setCurrentText("2024/25")
    page.refresh()
    settle(page.window_)
    assert (cell(page, marston, "state"), cell(page, marston, "gain")) == ("Has room", "0")


def test_condition_has_a_letter_for_each_facet_and_a_cost(page: Any) -> None:
    parys = building(page, "Town surgery (example)")
    page.switch.choose("condition")
    settle(page.window_)
    assert (cell(page, parys, "worst"), cell(page, parys, "facet_space"), cell(page, parys, "cost_to_b")) == (
        "D", "D", "890,000",
    )  # fmt: skip
    assert page.table.total_row.texts()["cost_to_b"] == "2,405,000"
    assert page.chart.chart.title.startswith("What it costs to bring every facet to B")


def test_the_detail_has_practices_housing_schemes_and_findings(page: Any) -> None:
    said = choose(page, "Park health centre (example)")
    assert "55% of its 31,622 patients" in said
    page.table.commit(building(page, "Orchard Way surgery (example)"), "capacity", "9,500")
    said = choose(page, "Orchard Way surgery (example)")
    assert "Example development D" in said
    assert "1,500 homes, 3,600 patients in all by the end of 2027/28" in said
    assert "has room for 9,500 patients; 10,811 patients are seen there" in said
    mark = page.table.model.marks[building(page, "Orchard Way surgery (example)"), "patients"]
    assert mark.severity == "warning"


def test_a_bar_chooses_its_building_and_the_filter_leaves_bars_out(page: Any) -> None:
    settle(page.window_)
    page.chart.bars.choose(2)
    assert page.table.current_id == building(page, "Lakeside health centre (example)")
    page.table.filter_text("whitehouse")
    assert page.chart.chart.categories == ("Whitehouse Health Centre",)


def test_a_capacity_typed_into_its_cell_is_kept(page: Any) -> None:
    stony = building(page, "Church View surgery (example)")
    page.table.commit(stony, "capacity", "18,000")
    settle(page.window_)
    assert (cell(page, stony, "state"), cell(page, stony, "capacity")) == ("Has room", "18,000")


def test_a_practice_is_added_to_a_building(page: Any) -> None:
    choose(page, "Castle Street surgery (example)")
    press(page.detail, "Add a practice…")
    form = next(one for one in QApplication.topLevelWidgets() if isinstance(one, RecordForm) and one.isVisible())
    settle(page.window_)
    practice = form.rows["practice"].editor
    assert isinstance(practice, QComboBox)
    practice.setEditText("E81076")
    form.save()
    settle(page.window_)
    assert "Dr DV Shah's Practice" in choose(page, "Castle Street surgery (example)")


def test_a_building_is_found_from_anywhere(page: Any) -> None:
    page.window_.show_record("building", "Lakeside health centre (example)")
    settle(page.window_)
    assert page.table.current_id == building(page, "Lakeside health centre (example)")


def test_without_premises_it_says_how_to_begin(opened: Opening, tmp_path: Path) -> None:
    file = tmp_path / "empty.blmk"
    with create_file(file):
        pass
    page = opened(file, "Estates", "premises")
    assert page.table.empty_text.startswith("No premises yet.")
    assert page.banner.text == ""
