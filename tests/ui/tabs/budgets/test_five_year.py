"""The page of the five-year budget: lines by year, a scenario beside them, each figure explained, areas together."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from blmk_desktop import editing
from tests.ui.tabs.budgets.five_year_example import NORTH, SCENARIO, SOUTH, THOUSAND, VERSION, WHOLE, make
from tests.ui.tabs.conftest import Held, Opening, cell, press, words
from ui.parts.form import RecordForm
from ui.screenshots import settle
from ui.tabs.budgets.five_year import FiveYear

MAIN = f"{NORTH}|line|Main contract"
PREMISES = f"{NORTH}|line|Premises"


@pytest.fixture(scope="session")
def five_year_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up projection, closed."""
    return make(tmp_path_factory.mktemp("five years") / "five.blmk")


@pytest.fixture
def page(opened: Opening, five_year_file: Path) -> FiveYear:
    """The page over it, once it stands still."""
    tab = opened(five_year_file, "Budgets")
    shown: FiveYear = tab.show_page("five-year")
    settle(shown.window_)
    return shown


def area(page: FiveYear, name: str) -> None:
    page.area.setCurrentIndex(page.area.findData(name))
    page.area.activated.emit(page.area.currentIndex())


def turn(page: FiveYear, **dials: int) -> None:
    page.panel.set_values({name.replace("_", " "): value for name, value in dials.items()})
    settle(page.window_)


def choose(page: FiveYear, id_: str, column: str) -> None:
    assert page.table.select(id_, column=column)
    settle(page.window_)


def test_the_published_case_stands_in_thousands_with_its_allocation(page: FiveYear) -> None:
    area(page, NORTH)
    assert cell(page, PREMISES, "published 2020/21") == "1,043"
    assert cell(page, PREMISES, "scenario 2020/21") == "1,043"
    assert cell(page, f"{NORTH}|savings|QIPP required", "published 2021/22") == "(554)"
    assert cell(page, f"{NORTH}|allocation|Allocation", "published 2021/22") == "12,400"


def test_all_areas_are_added_up_first(page: FiveYear) -> None:
    assert page.area.currentData() == WHOLE
    assert cell(page, f"{WHOLE}|line|Main contract", "published 2020/21") == "15,600"
    assert [page.area.itemText(at) for at in range(page.area.count())] == [WHOLE, NORTH, SOUTH]


def test_a_dial_moves_the_lines_that_it_is_about_and_no_others(page: FiveYear) -> None:
    area(page, NORTH)
    turn(page, Pay_award=100)
    assert cell(page, MAIN, "published 2020/21") == "10,400"
    assert cell(page, MAIN, "scenario 2020/21") == "10,500"
    assert cell(page, PREMISES, "scenario 2020/21") == "1,043"


def test_the_budget_can_be_held_against_the_adjusted_allocation(page: FiveYear) -> None:
    area(page, SOUTH)
    assert cell(page, f"{SOUTH}|allocation|Allocation", "scenario 2021/22") == "6,750"
    turn(page, Allocation_used=1)
    assert cell(page, f"{SOUTH}|allocation|Allocation", "scenario 2021/22") == "6,500"
    assert cell(page, f"{SOUTH}|savings|QIPP required", "scenario 2021/22") == "(38)"  # 33 is kept back all the same
    choose(page, f"{SOUTH}|allocation|Allocation", "scenario 2021/22")
    assert "2021/22: 6,500, adjusted allocation" in words(page.detail)


def test_what_a_scenario_comes_to_is_said_beside_the_published_case(page: FiveYear) -> None:
    area(page, NORTH)
    assert "Nothing is turned" in page.panel.sentence.text()
    turn(page, Pay_award=100)
    assert page.panel.results.texts[:4] == ["£000", "As published", "Scenario", "Difference"]
    assert "Main contract moves most" in page.panel.sentence.text()
    assert "more to be saved" in page.panel.sentence.text()


def test_the_chosen_figure_is_worked_out_in_words(page: FiveYear) -> None:
    area(page, NORTH)
    choose(page, PREMISES, "published 2020/21")
    said = words(page.detail)
    assert "1,000 × (1 + 2.00% population growth + 2.30% inflation) = 1,043" in said
    assert f"five-years.xlsx › {NORTH}!C6" in said
    assert "Within rounding" in said
    choose(page, PREMISES, "published 2021/22")
    assert "1,043 × (1 + 1.92% population growth + 2.80% inflation) = 1,092" in words(page.detail)


def test_a_figure_of_the_whole_leads_to_its_areas_and_a_total_to_its_lines(page: FiveYear) -> None:
    choose(page, f"{WHOLE}|line|Main contract", "published 2020/21")
    press(page.detail, f"{NORTH}: 10,400")
    settle(page.window_)
    assert page.area.currentData() == NORTH
    assert page.table.current_id == MAIN
    assert page.table.current_column == "published 2020/21"
    choose(page, f"{NORTH}|total|Total", "scenario 2020/21")
    press(page.detail, "Premises: 1,043")
    settle(page.window_)
    assert page.table.current_id == PREMISES


def test_the_same_line_stays_chosen_in_another_area(page: FiveYear) -> None:
    area(page, NORTH)
    choose(page, PREMISES, "scenario 2020/21")
    area(page, SOUTH)
    assert page.table.current_id == f"{SOUTH}|line|Premises"
    assert page.table.current_column == "scenario 2020/21"


def test_a_scenario_that_was_kept_is_begun_from_and_compared(page: FiveYear) -> None:
    area(page, NORTH)
    page.panel.choose(SCENARIO)
    settle(page.window_)
    assert page.panel.values["Pay award"] == 100
    assert cell(page, MAIN, "scenario 2020/21") == "10,500"
    page.panel.against_box.setCurrentIndex(page.panel.against_box.findData(SCENARIO))
    page.panel.against_box.activated.emit(1)
    settle(page.window_)
    page.figure.setCurrentIndex(page.figure.findData("difference"))
    page.figure.activated.emit(3)
    assert cell(page, MAIN, "difference 2020/21") == ""


def test_a_scenario_gives_a_line_a_growth_of_its_own(page: FiveYear) -> None:
    area(page, NORTH)
    page.panel.choose(SCENARIO)
    settle(page.window_)
    choose(page, PREMISES, "scenario 2020/21")
    press(page.detail, "Give it a growth of its own…")
    form = page.window_.findChild(RecordForm)
    assert form is not None
    settle(page.window_)
    form.close()
    own = {"set": SCENARIO, "name": "Growth of the line", "area": NORTH, "year": "2020/21", "item": "Premises"}
    page.window_.change(editing.add, "assumption", {**own, "value": "0.05", "unit": "%"}, kinds={"assumption"})
    settle(page.window_)
    assert cell(page, PREMISES, "published 2020/21") == "1,043"
    assert cell(page, PREMISES, "scenario 2020/21") == "1,050"
    assert "5.00%" in words(page.detail)


def test_areas_say_where_the_budget_is_not_on_the_adjusted_allocation(page: FiveYear) -> None:
    page.switch.choose("areas")
    assert cell(page, f"{SOUTH}|2021/22", "off") == "250"
    assert cell(page, f"{SOUTH}|2020/21", "off") == ""
    assert cell(page, f"{WHOLE}|2021/22", "off") == "250"
    assert f"{SOUTH} uses the final allocation, not the adjusted one, 2021/22: £250k too much" in page.banner.text
    choose(page, f"{SOUTH}|2021/22", "off")
    assert "Not the adjusted allocation" in words(page.detail)
    assert page.areas_chart.stack.limit_name == "Allocation"


def test_what_is_found_of_an_allocation_is_told_where_it_matters_and_not_at_every_line(page: FiveYear) -> None:
    area(page, SOUTH)
    choose(page, f"{SOUTH}|allocation|Allocation", "published 2021/22")
    assert "the budget is set on the final allocation" in words(page.detail)
    line = next(id_ for id_ in page.table.shown_ids if f"{SOUTH}|line|" in id_)
    choose(page, line, "published 2021/22")
    assert "the final allocation" not in words(page.detail)


def test_lines_are_told_that_growth_and_inflation_explain(page: FiveYear) -> None:
    page.switch.choose("explained")
    assert cell(page, f"{NORTH}|Premises", "verdict 2020/21") == "within rounding"
    assert cell(page, f"{NORTH}|Networks", "verdict 2020/21") == "not explained"
    assert "Growth and inflation added explain" in page.banner.text
    choose(page, f"{NORTH}|Networks", "verdict 2021/22")
    assert "something else moves it" in words(page.detail)
    assert page.lines_chart.bands.title == f"{NORTH}, Networks: printed and predicted"


def test_what_a_scenario_assumes_otherwise_stands_first(page: FiveYear) -> None:
    page.panel.choose(SCENARIO)
    settle(page.window_)
    page.switch.choose("assumptions")
    first = page.table.shown_ids[0]
    assert first == "Pay award|||"
    assert (cell(page, first, "before"), cell(page, first, "now")) == ("", "1.00%")
    assert cell(page, first, "differs") == "otherwise"
    assert cell(page, "Inflation||2021/22|", "now") == "2.80%"
    choose(page, first, "now")
    press(page.detail, "Change…")
    settle(page.window_)
    form = page.window_.findChild(RecordForm)
    assert form is not None
    form.close()


def test_the_chart_shows_what_the_allocation_leaves_over_the_lines(page: FiveYear) -> None:
    area(page, SOUTH)
    before, adjusted = page.lines_chart.bands.lines
    assert (before.name, before.values) == ("As published", [200 * THOUSAND, 174 * THOUSAND, 245 * THOUSAND])
    assert (adjusted.name, adjusted.values[-1]) == ("On the adjusted allocation", -5 * THOUSAND)
    turn(page, Pay_award=100)
    assert page.lines_chart.bands.lines[-1].name == "Scenario"
    assert (page.lines_chart.bands.lines[-1].values[1] or 0) < 174 * THOUSAND


def test_others_send_here_to_a_line_an_allocation_or_a_scenario(page: FiveYear) -> None:
    page.show_record("budget_line", f"{VERSION}|{NORTH}|Premises|2021/22")
    settle(page.window_)
    assert (page.table.current_id, page.year) == (PREMISES, "2021/22")
    page.show_record("budget_line", f"{VERSION}|{NORTH}|2020/21")
    settle(page.window_)
    assert page.table.current_id == f"{NORTH}|2020/21"
    page.show_record("published_allocation", f"{SOUTH}|2021/22")
    settle(page.window_)
    assert page.table.current_id == f"{SOUTH}|2021/22"
    page.show_record("assumption_set", SCENARIO)
    settle(page.window_)
    assert page.panel.chosen == SCENARIO


def test_it_is_pictured_with_a_scenario_and_a_figure_that_is_explained(page: FiveYear) -> None:
    page.pose()
    settle(page.window_)
    assert page.panel.chosen == SCENARIO
    assert (page.area.currentData(), page.table.current_id, page.year) == (NORTH, PREMISES, "2020/21")


def test_a_line_of_a_projection_is_shown_here_and_not_among_budgets(opened: Opening, five_year_file: Path) -> None:
    tab = opened(five_year_file, "Budgets")
    tab.show_record("budget_line", f"{VERSION}|{NORTH}|Premises|2021/22")
    settle(tab.window_)
    assert isinstance(tab.page, FiveYear)
    assert tab.page.table.current_id == PREMISES


def test_a_file_without_a_projection_says_what_to_do(opened: Opening, without_data: Path) -> None:
    page = opened(without_data, "Budgets", "five-year")
    assert "No five-year budget yet" in page.table.empty_text
    assert page.panel.isHidden()


def test_a_file_that_is_only_looked_at_can_be_turned_but_not_kept(held: Held, five_year_file: Path) -> None:
    window = held(five_year_file)
    tab: Any = window.go_to("Budgets")
    page = tab.show_page("five-year")
    settle(window)
    turn(page, Pay_award=100)
    assert page.panel.changes
    assert not page.panel.save.isEnabled()
