"""The trend in the real window: to date, month by month, and the forecast as it was at each month."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.ui.tabs.budgets.finance_example import YEAR
from tests.ui.tabs.conftest import Opening, cell, press, words
from ui.screenshots import settle


@pytest.fixture
def page(opened: Opening, finance_file: Path) -> Any:
    found = opened(finance_file, "Budgets", "trend")
    found.show_subject("Premises")
    settle(found.window_)
    return found


def test_a_months_own_figure_is_the_difference_of_two_to_date(page: Any) -> None:
    names = ("plan_to_date", "actual_to_date", "variance_to_date", "plan", "actual", "variance")
    assert [cell(page, 3, name) for name in names] == ["1,500", "1,650", "(150)", "500", "600", "(100)"]
    assert [cell(page, 1, name) for name in names[3:]] == ["500", "520", "(20)"]
    assert [cell(page, 3, name) for name in ("forecast", "forecast_variance", "moved")] == ["6,300", "(300)", "(50)"]


def test_the_lines_follow_the_view(page: Any) -> None:
    assert page.chart.bands.categories[:3] == ["Apr", "May", "Jun"]
    assert [list(line.values)[:3] for line in page.chart.bands.lines] == [
        [-20_000_00, -50_000_00, -150_000_00],
        [-100_000_00, -250_000_00, -300_000_00],
    ]
    page.switch.choose("date")
    assert [line.name for line in page.chart.bands.lines] == ["Plan to date", "Actual to date"]
    assert list(page.chart.bands.lines[1].values)[:4] == [520_000_00, 1_050_000_00, 1_650_000_00, None]
    page.switch.choose("year")
    assert [line.name for line in page.chart.bands.lines] == ["Full-year plan", "Forecast"]


def test_it_says_how_it_went(page: Any) -> None:
    assert page.banner.text.startswith("Northmere, June 2022 · ")
    assert "forecast: £300k over plan" in page.banner.text
    assert "the forecast is £50k worse than a month before" in page.banner.text


def test_the_month_of_the_report_is_the_chosen_one(page: Any) -> None:
    assert page.table.current_id == page.shown.period.month == 3
    assert "June 2022" in words(page.detail)


def test_it_can_be_of_a_block_or_of_everything(page: Any) -> None:
    page.show_subject("")
    settle(page.window_)
    assert cell(page, 3, "plan_to_date") == "6,870"
    assert page.period.month.currentText() == YEAR


def test_a_month_leads_to_its_report(page: Any) -> None:
    page.chart.lines.choose(1)
    settle(page.window_)
    assert page.table.current_id == 2
    assert "Since a month before" in words(page.detail)
    press(page.detail, "Show the report")
    settle(page.window_)
    assert page.window_.built("Budgets").page.shown.period.month == 2


def test_a_month_is_marked_with_what_findings_say_of_its_figures(opened: Opening, example: Path) -> None:
    page = opened(example, "Budgets", "trend")
    page.show_subject("Premises")
    settle(page.window_)
    assert [month for month, column in page.table.model.marks if column == "words"] == [5, 6]
    page.table.select(6)
    settle(page.window_)
    assert "Premises" in words(page.detail)
    page.show_subject("Prescribing and Drugs")
    settle(page.window_)
    assert not page.table.model.marks


def test_without_reports_it_says_what_to_do(opened: Opening, without_data: Path) -> None:
    page = opened(without_data, "Budgets", "trend")
    assert page.table.empty_text.startswith("No monthly reports yet.")
    assert page.chart.isHidden()
