"""Posts to recruit and their cost in the real window: beside what is printed, what is funded, by area, pay."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from blmk_desktop.rules import trajectories as model
from tests.ui.tabs.budgets.workforce_example import EAST, SOURCE, WEST, WHOLE
from tests.ui.tabs.conftest import Held, Opening, cell, choose, view, words
from ui.parts.form import RecordForm
from ui.screenshots import settle

NURSE, PHARMACIST = "Nurse||role", "Pharmacist||role"


@pytest.fixture
def page(opened: Opening, workforce_file: Path) -> Any:
    return opened(workforce_file, "Budgets", "trajectories")


def named(page: Any, label: str, column: str) -> str:
    columns = page.table.columns
    at = next(at for at in range(columns.count) if columns.value(at, "label").strip() == label)
    return str(columns.shown(at, column))


def test_cost_stands_beside_what_is_printed_in_thousands(page: Any) -> None:
    names = ("pay", "2018/19", "printed 2018/19", "total")
    assert [cell(page, PHARMACIST, name) for name in names] == ["50,000", "150", "150", "250"]
    assert [cell(page, NURSE, name) for name in names] == ["40,000", "160", "180", "160"]
    assert named(page, "Plan together", "total") == "1,730"
    assert page.banner.text.startswith("Recruitment of 2018/19 to 2019/20 costs £1,730,000; £986,100 of it is not")


def test_a_cost_that_does_not_follow_from_its_posts_is_marked_with_its_cell(page: Any) -> None:
    assert (PHARMACIST, "2018/19") not in page.table.model.marks
    assert "180,000" in page.table.model.marks[NURSE, "2018/19"].text
    said = choose(page, NURSE)
    assert "2018/19: £180,000" in said
    assert "Differs" in said
    assert "plan.xlsx, Cost, B3" in said
    assert "£40,000" in said


def test_the_picture_has_a_part_for_each_role_and_programme_once(page: Any) -> None:
    stack = page.cost.stack
    assert sorted(series.name for series in stack.series) == ["GP need", "Nurse", "Pharmacist"]
    assert [stack.total(at) for at in (0, 1)] == [91_000_000, 82_000_000]
    view(page, "posts")
    assert page.charts.currentWidget() is page.posts
    assert [page.posts.stack.total(at) for at in (0, 1)] == [1200, 800]
    assert cell(page, PHARMACIST, "printed 2018/19") == "3.00"
    assert "2018/19: 3.00 WTE" in choose(page, PHARMACIST)


def test_what_is_funded_is_a_bridge_from_the_cost_to_what_is_not(page: Any) -> None:
    view(page, "funding")
    assert cell(page, "Employers", "value") == "467"
    assert cell(page, "Not funded", "value") == "986"
    steps = [(step.name, step.value) for step in page.funding.bridge.steps]
    assert steps[0] == ("Cost", 173_000_000)
    assert steps[-1] == ("Not funded", 98_610_000)
    assert sum(value for _, value in steps[:-1]) == steps[-1][1]
    assert "27% of £1,730,000" in choose(page, "Employers")


def test_areas_stand_beside_each_other_with_what_is_printed_of_their_sum(page: Any) -> None:
    view(page, "areas")
    together = next(id_ for id_, row in page.shown.rows.items() if row.is_sum)
    assert [cell(page, together, area) for area in (EAST, WEST)] == ["2.50", "1.50"]
    assert cell(page, together, f"printed {WEST}") == "2.00"
    assert "Printed 2.0 WTE, computed 1.50 WTE" in page.table.model.marks[together, WEST].text
    assert [series.name for series in page.posts.stack.series] == [EAST, WEST]
    assert page.panel is None
    assert page.scenarios.isHidden()
    assert "2.0 WTE" in choose(page, together)


def test_pay_is_changed_in_its_cell_and_costs_follow(page: Any) -> None:
    view(page, "pay")
    assert page.charts.isHidden()
    page.table.commit("Nurse", "cost", "45,000")
    settle(page.window_)
    assert cell(page, "Nurse", "cost") == "45,000"
    assert "40,000" in page.table.model.marks["Nurse", "cost"].text
    assert "With on-costs: £40,000" in choose(page, "Nurse")
    view(page, "cost")
    assert cell(page, NURSE, "2018/19") == "180"


def test_a_pay_award_is_turned_beside_the_published_case(page: Any) -> None:
    page.panel.set_values({model.PAY_AWARD: 1000})
    settle(page.window_)
    assert [cell(page, PHARMACIST, name) for name in ("total", "was", "more")] == [
        "260",
        "250",
        "10",
    ]  # 10% on the second year: pay is that of the first
    assert page.panel.results.texts[5:8] == ["£1,730,000", "£1,812,000", "+£82,000"]
    view(page, "funding")
    assert cell(page, "Not funded", "was") == "986"
    page.panel.reset_dials()
    settle(page.window_)
    assert "was" not in page.table.columns.by_name


def test_posts_are_added_with_a_form_and_pay_is_found_by_its_role(page: Any) -> None:
    page.add.click()
    settle(page.window_)
    form = page.window_.findChild(RecordForm)
    assert "WTE to recruit" in words(form)
    form.reject()
    page.window_.show_record("pay_assumption", "Nurse")
    settle(page.window_)
    assert (page.switch.now, page.table.current_id) == ("pay", "Nurse")


def test_an_empty_file_says_what_to_do(opened: Opening, without_data: Path) -> None:
    page = opened(without_data, "Budgets", "trajectories")
    assert page.table.empty_text.startswith("No posts to recruit yet.")
    assert page.scenarios.isHidden()  # nothing to turn
    assert page.banner.isHidden()
    for name in ("posts", "funding", "areas", "pay"):
        view(page, name)
        assert page.charts.isHidden()


def test_a_file_that_is_held_can_only_be_looked_at(held: Held, workforce_file: Path) -> None:
    window = held(workforce_file)
    page = window.go_to("Budgets").show_page("trajectories")
    settle(window)
    assert not page.add.isEnabled()
    view(page, "pay")
    assert page.change_button("Nurse") == []


def test_a_finding_on_a_printed_figure_leads_to_its_row(page: Any) -> None:
    window = page.window_
    window.go_to("Findings")
    window.show_record("stated_workforce", f"{SOURCE}|Split|D2")
    settle(window)
    shown = window.go_to("Budgets").page
    assert (shown, shown.switch.now) == (page, "areas")
    assert page.shown.rows[page.table.current_id].is_sum
    window.show_record("stated_workforce", f"{SOURCE}|Baseline|F4")
    settle(window)
    assert window.go_to("Budgets").page.table.current_id == f"GP|{WEST}|2017/18"


def test_posts_to_recruit_are_found_by_their_key(page: Any) -> None:
    page.window_.show_record("workforce_target", f"GP|Need|{WHOLE}|2018/19")
    settle(page.window_)
    assert page.table.current_id == "GP|Need|programme"
