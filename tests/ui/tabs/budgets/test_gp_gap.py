"""The GP workforce gap in the real window: beside what is printed, its bridge, year by year, and in a scenario."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from blmk_desktop.errors import UserError
from blmk_desktop.rules import gp_gap as model
from tests.ui.tabs.budgets.workforce_example import EAST, PUBLISHED, WEST, WHOLE
from tests.ui.tabs.conftest import Held, Opening, cell, choose, words
from ui.parts.form import RecordForm
from ui.screenshots import settle

OF_WHOLE, OF_EAST, OF_WEST = (f"GP|{area}|2017/18" for area in (WHOLE, EAST, WEST))


@pytest.fixture
def page(opened: Opening, workforce_file: Path) -> Any:
    return opened(workforce_file, "Budgets", "gp-gap")


def view(page: Any, name: str) -> Any:
    page.switch.choose(name)
    settle(page.window_)
    return page


def turn(page: Any, name: str, value: int) -> None:
    page.panel.set_values({name: value})
    settle(page.window_)


def test_the_gap_of_every_area_stands_beside_what_is_printed(page: Any) -> None:
    names = ("gap", "printed gap", "gap_share", "baseline", "vacancies", "retiring", "expansion")
    assert [cell(page, OF_WHOLE, name) for name in names] == [
        "25.00",
        "25.00",
        "25.0",
        "100.00",
        "10.00",
        "6.00",
        "9.00",
    ]
    assert [cell(page, OF_WEST, name) for name in names[:3]] == ["12.00", "11.00", "30.0"]
    assert [cell(page, OF_WEST, name) for name in ("other_recruitment", "gap_without_targets")] == ["2.00", "8.00"]
    assert page.banner.text.startswith(f"{WHOLE} 2017/18: the gap is 25 WTE, 25.0% of the baseline; it is widest in")
    assert OF_WHOLE not in page.table.model.marks


def test_a_printed_figure_that_does_not_follow_is_marked_and_led_to_its_cell(page: Any) -> None:
    text = page.table.model.marks[OF_WEST, "gap"].text
    assert "11" in text
    assert "12" in text
    said = choose(page, OF_WEST)
    assert "F = vacancies 6.00 + retiring 2.00 + expansion target 4.00 = 12.00" in said
    assert "F of A = 12.00 ÷ 40.00 = 30.0%" in said
    assert "11 WTE · F4" in said


def test_what_a_survey_told_is_changed_in_its_cell_and_the_gap_follows(page: Any) -> None:
    page.table.commit(OF_EAST, "vacancies", "5")
    settle(page.window_)
    assert [cell(page, OF_EAST, name) for name in ("vacancies", "gap")] == ["5.00", "14.00"]
    page.open_row(OF_EAST)
    settle(page.window_)
    assert page.window_.findChild(RecordForm) is not None


def test_other_professions_have_a_gap_and_no_bridge(page: Any) -> None:
    assert page.charts.currentWidget() is page.bridge
    page.boxes["profession"].setCurrentIndex(page.boxes["profession"].findData("PN"))
    page.boxes["profession"].activated.emit(1)
    settle(page.window_)
    assert cell(page, f"PN|{WHOLE}|2017/18", "gap") == "5.00"
    assert "Without an expansion target" in choose(page, f"PN|{WHOLE}|2017/18")
    assert page.charts.isHidden()


def test_the_bridge_leads_from_the_national_count_to_the_target(page: Any) -> None:
    assert [step.value for step in page.bridge.bridge.steps if step.level] == [12000, 11000, 10000, 13000, 11800, 13000]
    page.bridge.columns.choose(7)  # a bar that is clicked is shown with its rule
    settle(page.window_)
    assert page.switch.now == "bridge"
    assert page.table.current_id == "Done by other roles"
    assert page.banner.text.startswith("30 WTE are to be recruited: 18 WTE to meet the need, 12 WTE more")
    assert "(12.00) WTE" in words(page.detail)


def test_a_dial_of_the_bridge_says_what_it_would_come_to(page: Any) -> None:
    view(page, "bridge")
    turn(page, model.SUBSTITUTED, 1700)
    assert cell(page, "Done by other roles", "change") == "(17.00)"
    assert [cell(page, "Need", name) for name in ("level", "was", "more")] == ["113.00", "118.00", "(5.00)"]
    assert page.panel.results.texts[-4:] == ["Compliance", "12.00", "17.00", "+5.00"]
    page.panel.reset_dials()
    settle(page.window_)
    assert "was" not in page.table.columns.by_name


def test_the_years_have_a_range_while_an_assumption_is_uncertain(page: Any) -> None:
    view(page, "years")
    ids = page.table.columns.ids
    assert ids[:2] == ["2017/18", "2018/19"]
    posts = page.years.bands.lines[0]
    assert posts.has_range
    assert cell(page, ids[-1], "stock low") < cell(page, ids[-1], "stock high")
    said = choose(page, "2018/19")
    assert "Eight of ten times between" in said
    assert page.years.lines.current == 1
    page.years.lines.choose(2)
    assert page.table.current_id == "2019/20"


def test_a_scenario_is_turned_beside_the_published_case_and_kept(page: Any) -> None:
    view(page, "years")
    last = page.table.columns.ids[-1]
    before = page.shown.rows[last].step.gap
    turn(page, model.DELIVERY, 5000)
    then = page.shown.rows[last].step.gap
    assert then > before
    assert [line.name for line in page.years.bands.lines] == ["In post", "Needed", f"In post, {PUBLISHED}"]
    assert cell(page, last, "more") == cell(page, last, "gap") if before == 0 else cell(page, last, "more") != ""
    assert page.panel.results.texts[4:5] == ["In post"]
    page.panel.keep("Half of them come", "asked by the committee")
    settle(page.window_)
    assert page.panel.chosen == "Half of them come"
    assert page.shown.rows[last].step.gap == then
    page.panel.set_values({model.DELIVERY: 10000})
    settle(page.window_)
    assert page.shown.rows[last].step.gap == before


def test_the_same_dials_make_the_same_figures(page: Any) -> None:
    view(page, "years")
    turn(page, model.GROWTH, 300)
    first = list(page.shown.rows.values())
    page.panel.reset_dials()
    settle(page.window_)
    turn(page, model.GROWTH, 300)
    assert list(page.shown.rows.values()) == first


def test_a_file_without_a_baseline_says_what_to_do(opened: Opening, without_data: Path) -> None:
    page = opened(without_data, "Budgets", "gp-gap")
    assert "Import a workforce plan" in page.table.empty_text
    assert page.charts.isHidden()
    for name, said in (("bridge", "The bridge needs six figures"), ("years", "")):
        view(page, name)
        assert said in page.table.empty_text
        assert page.table.empty_text


def test_a_file_that_is_held_can_only_be_looked_at(held: Held, workforce_file: Path) -> None:
    window = held(workforce_file)
    page = window.go_to("Budgets").show_page("gp-gap")
    settle(window)
    assert not page.add.isEnabled()
    assert page.change_button(OF_EAST) == []
    assert cell(page, OF_EAST, "gap") == "13.00"


def test_a_row_that_is_worked_out_cannot_be_changed(page: Any) -> None:
    view(page, "bridge")
    with pytest.raises(UserError, match="worked out"):
        page.table.commit("Need", "level", "5")


def test_a_baseline_is_found_by_its_key(page: Any) -> None:
    view(page, "bridge")
    page.window_.show_record("workforce_baseline", OF_EAST)
    settle(page.window_)
    assert (page.switch.now, page.table.current_id) == ("gap", OF_EAST)


def test_a_scenario_is_found_by_its_name_and_a_baseline_has_its_history(page: Any) -> None:
    assert "Added" in choose(page, OF_EAST)
    page.window_.show_record("assumption_set", PUBLISHED)
    settle(page.window_)
    assert (page.switch.now, page.panel.chosen) == ("years", PUBLISHED)


def test_an_area_can_be_picked_and_one_without_figures_for_a_bridge_says_so(page: Any) -> None:
    view(page, "years")
    page.boxes["area"].setCurrentIndex(page.boxes["area"].findData(EAST))
    page.boxes["area"].activated.emit(1)
    settle(page.window_)
    assert page.years.title == f"GPs of {EAST} year by year"
    view(page, "bridge")
    assert page.table.empty_text.startswith("The bridge needs six figures")
    assert page.panel.results.texts == []
