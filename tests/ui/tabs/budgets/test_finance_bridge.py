"""The bridge in the real window: from plan to forecast line by line, reserves apart, and back to the report."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from blmk_desktop.rules.variance import Step, bridge
from db import open_file
from tests.blmk_desktop.budget_example import give
from tests.ui.tabs.budgets.finance_example import AREA, DELEGATED, YEAR
from tests.ui.tabs.conftest import Opening, cell, press, words
from ui.screenshots import settle
from ui.tabs.budgets import finance_bridge_columns as rows
from ui.tabs.budgets.finance_period import Period


@pytest.fixture
def page(opened: Opening, finance_file: Path) -> Any:
    found = opened(finance_file, "Budgets", "bridge")
    found.show_subject(DELEGATED)
    settle(found.window_)
    return found


def test_it_leads_from_the_plan_to_the_forecast(page: Any) -> None:
    steps = page.chart.bridge.steps
    assert [(one.value, one.level) for one in steps] == [
        (17_880_000_00, True),
        (300_000_00, False),
        (-10_000_00, False),
        (-220_000_00, False),
        (17_950_000_00, True),
    ]
    assert [one.tone for one in steps[1:-1]] == ["red", "green", "blue"]
    assert page.chart.bridge.figure(1) == "300 over"
    assert page.chart.bridge.spans[3][1] == 17_950_000_00


def test_its_table_has_our_sign_rule_and_sums_up(page: Any) -> None:
    assert cell(page, 1, "variance") == "(300)"
    assert page.table.total_row.texts()["variance"] == "(70)"
    assert cell(page, 1, "rag") == "Red"


def test_it_says_what_it_comes_to_also_without_reserves(page: Any) -> None:
    assert page.banner.text.startswith("The forecast is £70k over the plan for the full year")
    assert "1 line over by £300k" in page.banner.text
    assert "£290k over without reserves and the like" in page.banner.text


def test_the_year_to_date_has_its_own(page: Any) -> None:
    page.switch.choose("year to date")
    settle(page.window_)
    assert page.chart.bridge.steps[-1].value == 4_390_000_00


def test_a_column_is_a_row_and_a_row_leads_to_the_report(page: Any) -> None:
    page.chart.columns.choose(1)
    settle(page.window_)
    assert page.table.current_id == 1
    assert "It comes to" in words(page.detail)
    press(page.detail, "Show in the report")
    settle(page.window_)
    report = page.window_.built("Budgets").page
    assert report.table.current_id == f"{DELEGATED}|line|Premises"


def test_another_month_chosen_on_one_page_holds_on_the_other(page: Any) -> None:
    page.period.choose(Period(AREA, YEAR, 1))
    settle(page.window_)
    report = page.window_.built("Budgets").show_page("report")
    settle(page.window_)
    assert report.shown.period.month == 1
    report.period.choose(Period(AREA, YEAR, 2))
    settle(page.window_)
    again = page.window_.built("Budgets").show_page("bridge")
    settle(page.window_)
    assert again.shown.period.month == 2


def test_without_reports_it_says_what_to_do(opened: Opening, without_data: Path) -> None:
    page = opened(without_data, "Budgets", "bridge")
    assert page.table.empty_text.startswith("No monthly report yet.")
    assert page.chart.isHidden()


def test_of_many_lines_the_smallest_stand_together(page: Any) -> None:
    steps = tuple(bridge_of([5, 4, 3, 20, 19, 18, 17, 16, 15, -14, -13, -12]))
    shown = replace(page.shown, bridge=replace(page.shown.bridge, steps=steps), rows=dict.fromkeys(range(len(steps))))
    painted = rows.bars(shown)
    assert len(painted) == rows.MOST + 2
    together = painted[-2]
    assert (together.bar.name, together.bar.value, together.rows) == ("4 smaller lines", 0, (1, 2, 3, 12))
    assert rows.picture(shown, painted).spans[-2][1] == steps[-1].after


def bridge_of(amounts: list[int]) -> list[Step]:
    return bridge(1_000, 1_000 + sum(amounts), [(f"Line {one}", "spend", one) for one in amounts], ("Plan", "Forecast"))


def test_a_line_of_the_report_leads_to_its_step(page: Any) -> None:
    report = page.window_.built("Budgets").show_page("report")
    settle(page.window_)
    report.table.reveal(f"{DELEGATED}|line|Reserves")
    settle(page.window_)
    press(report.detail, "Bridge")
    settle(page.window_)
    assert page.shown.bridge.steps[page.table.current_id].label == "Reserves"
    assert page.subject.currentData() == DELEGATED


def test_a_month_without_a_forecast_says_so(opened: Opening, finance_file: Path, tmp_path: Path) -> None:
    path = shutil.copy(finance_file, tmp_path / "later.blmk")
    about = {"area": AREA, "category": "Premises", "year": YEAR, "month": 4, "period": "month"}
    with open_file(path) as file:
        give(file, [("budget_figure", {**about, "measure": "actual", "origin": "entered", "value": 500_000_00})])
    page = opened(path, "Budgets", "bridge")
    page.period.choose(Period(AREA, YEAR, 4))
    settle(page.window_)
    assert "Nobody has given the forecast of July 2022 (M04) yet" in page.table.empty_text


def test_a_step_has_what_findings_say_of_its_line(opened: Opening, example: Path) -> None:
    page = opened(example, "Budgets", "bridge")
    at = next(at for at, row in page.shown.rows.items() if row is not None and row.label == "Reserves")
    page.table.select(at)
    settle(page.window_)
    assert "434.1% is printed, with its sign lost" in words(page.detail)
