"""The monthly report in the real window: both blocks, RAG, what is printed, reasons for reds, led to its cells."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from db import open_file
from tests.blmk_desktop.budget_example import give
from tests.ui.tabs.budgets.finance_example import AREA, DELEGATED, OTHER, SOURCE, YEAR
from tests.ui.tabs.conftest import Held, Opening, cell, press, words
from ui.screenshots import settle
from ui.tabs.budgets.finance_period import Period
from ui.tabs.budgets.report_dialogs import ReasonDialog

PREMISES, RESERVES = f"{DELEGATED}|line|Premises", f"{DELEGATED}|line|Reserves"


@pytest.fixture
def page(opened: Opening, finance_file: Path) -> Any:
    return opened(finance_file, "Budgets").show_page("report")


def choose(page: Any, id_: str) -> str:
    page.table.reveal(id_)
    settle(page.window_)
    return words(page.detail)


def total(page: Any, block: str) -> str:
    return next(str(id_) for id_, row in page.shown.rows.items() if row.level == "total" and row.block == block)


def test_both_positions_stand_side_by_side_in_thousands(page: Any) -> None:
    assert page.shown.period == Period(AREA, YEAR, 3)
    names = ("ytd_plan", "ytd_outturn", "ytd_variance", "ytd_percent", "ytd_rag")
    assert [cell(page, PREMISES, name) for name in names] == ["1,500", "1,650", "(150)", "(10.0)", "Red"]
    later = ("fy_plan", "fy_outturn", "fy_variance", "fy_percent", "fy_rag", "moved")
    assert [cell(page, PREMISES, name) for name in later] == ["6,000", "6,300", "(300)", "(5.0)", "Red", "(50)"]
    of = total(page, DELEGATED)
    assert [cell(page, of, name) for name in ("ytd_plan", "ytd_outturn", "ytd_variance")] == ["4,470", "4,390", "80"]
    assert [cell(page, of, name) for name in ("fy_plan", "fy_outturn", "fy_variance")] == ["17,880", "17,950", "(70)"]
    assert of in page.table.model.strong


def test_every_variance_says_which_way_round_it_is(page: Any) -> None:
    fields, _ = page.table.shown_records()
    labels = [one.label for one in fields]
    assert "Year-to-date variance (plan less actual, adverse in brackets)" in labels
    assert "Full-year variance (plan less forecast, adverse in brackets)" in labels
    assert "Plan less actual; adverse in brackets" in words(page.table.bar)


def test_it_can_be_read_in_pounds_and_for_another_month(page: Any) -> None:
    page.unit.choose("pounds")
    settle(page.window_)
    assert cell(page, PREMISES, "ytd_plan") == "1,500,000"
    page.period.choose(Period(AREA, YEAR, 1))
    settle(page.window_)
    assert cell(page, PREMISES, "ytd_outturn") == "520,000"
    assert page.period.month.currentText().startswith("April 2022")


def test_what_needs_attention_is_said(page: Any) -> None:
    assert "£70k over plan" in page.banner.text
    assert "1 red line needs a reason: Premises" in page.banner.text
    assert cell(page, PREMISES, "reason") == "Needs a reason"


def test_before_a_row_is_chosen_the_lines_over_plan_are_listed(page: Any) -> None:
    said = words(page.detail)
    assert "(£70k) adverse" in said
    assert "from April" in said
    press(page.detail, "Premises")
    assert page.table.current_id == PREMISES


def test_a_red_is_explained_in_a_dialog(page: Any) -> None:
    assert "A red line needs a reason." in choose(page, PREMISES)
    press(page.detail, "Give a reason…")
    dialog = page.window_.findChild(ReasonDialog)
    assert "£150k over plan to date (10.0%): red." in words(dialog)
    assert not dialog.go.isEnabled()
    dialog.reason.setPlainText("Rents went up in April")
    dialog.action.setPlainText("Met from reserves")
    dialog.owner.setText("Head of finance")
    dialog.go.click()
    settle(page.window_)
    assert cell(page, PREMISES, "reason") == "Rents went up in April"
    said = words(page.detail)
    assert "Met from reserves" in said
    assert "Owner: Head of finance" in said
    assert "red line" not in page.banner.text
    press(page.detail, "Change the reason…")
    again = page.window_.findChildren(ReasonDialog)[-1]
    assert again.reason.words == "Rents went up in April"
    again.reason.setPlainText("Rents went up in May")
    again.go.click()
    settle(page.window_)
    assert cell(page, PREMISES, "reason") == "Rents went up in May"
    assert "Reason: Rents went up in April → Rents went up in May" in words(page.detail)


def test_a_total_leads_to_its_lines_and_a_line_to_its_cells(page: Any) -> None:
    said = choose(page, total(page, DELEGATED))
    assert "(£150k) to date, (£300k) forecast" in said
    press(page.detail, "Premises")
    settle(page.window_)
    assert page.table.current_id == PREMISES
    said = words(page.detail).replace("\u200b", "")
    assert f"{SOURCE} › M03!B6" in said
    assert "Actual to date: £1,650,000" in said


def test_a_lost_sign_is_marked_at_its_cell_and_told(page: Any) -> None:
    said = choose(page, RESERVES)
    assert "Sign lost" in said
    assert "of a negative plan" in said
    assert cell(page, RESERVES, "ytd_percent") == "(733.3)"


def test_the_chosen_cell_is_explained(page: Any) -> None:
    page.table.select(PREMISES, column="ytd_variance")
    settle(page.window_)
    assert "£1,500k − £1,650k = (£150k)" in words(page.detail)
    page.table.select(PREMISES, column="fy_percent")
    settle(page.window_)
    assert "(£300k) ÷ £6,000k = (5.0%)" in words(page.detail)
    page.table.select(PREMISES, column="fy_rag")
    settle(page.window_)
    assert "from 2.0% and £100,000 over plan" in words(page.detail)
    page.table.select(RESERVES, column="ytd_percent")
    settle(page.window_)
    assert f"733.3%, without its sign: {SOURCE} › M03!E7" in words(page.detail)
    page.table.select(total(page, DELEGATED), column="ytd_plan")
    settle(page.window_)
    assert "3 lines" in words(page.detail)


def test_the_block_filter_leaves_one_table(page: Any) -> None:
    page.table.filter_text("prescribing")
    assert {page.shown.rows[id_].block for id_ in page.table.shown_ids} == {OTHER}


def test_bars_show_the_variances_of_the_lines(page: Any) -> None:
    page.middle.button.setChecked(True)
    settle(page.window_)
    assert page.chart.chart.categories[:3] == ("GMS contracts", "Premises", "Reserves")
    assert list(page.chart.chart.series[0].values)[1] == -150_000_00
    page.chart.bars.choose(1)
    assert page.table.current_id == PREMISES


def test_a_figure_named_elsewhere_is_gone_to(page: Any) -> None:
    page.window_.show_record("budget_figure", f"{AREA}|Premises|{YEAR}|2|full year|forecast|report")
    settle(page.window_)
    assert page.shown.period.month == 2
    assert page.table.current_id == PREMISES


def test_the_banner_leads_to_the_next_red_line_without_a_reason(page: Any) -> None:
    press(page.banner, "Give the reason…")
    assert page.table.current_id == PREMISES
    assert page.window_.findChild(ReasonDialog) is not None


def test_enter_on_a_total_goes_to_the_line_that_needs_a_reason(page: Any) -> None:
    choose(page, total(page, DELEGATED))
    page.explain()
    assert page.table.current_id == PREMISES


def test_an_area_without_figures_of_its_own_adds_up_those_within(
    opened: Opening, finance_file: Path, tmp_path: Path
) -> None:
    path = tmp_path / "parts.blmk"
    shutil.copy(finance_file, path)
    about = {"category": "Premises", "year": YEAR, "month": 4, "origin": "report", "period": "year to date"}
    made: list[tuple[str, dict[str, object]]] = [("area", {"name": "Whole", "kind": "ICB"})]
    for name in ("East", "West"):
        made.append(("area", {"name": name, "kind": "CCG", "within": "Whole"}))
        for measure, value in (("plan", 500_000_00), ("actual", 510_000_00)):
            made.append(("budget_figure", {**about, "area": name, "measure": measure, "value": value}))
    with open_file(path) as store:
        give(store, made)
    page = opened(path, "Budgets").show_page("report")
    page.period.choose(Period("Whole", YEAR, 4))
    settle(page.window_)
    assert cell(page, PREMISES, "ytd_variance") == "(20)"
    assert "East" in choose(page, PREMISES)
    press(page.detail, "West")
    settle(page.window_)
    assert page.shown.period == Period("West", YEAR, 4)
    assert cell(page, PREMISES, "ytd_variance") == "(10)"


def test_without_reports_it_says_what_to_do(opened: Opening, without_data: Path) -> None:
    page = opened(without_data, "Budgets", "report")
    assert page.table.empty_text.startswith("No monthly report yet.")
    assert page.banner.isHidden()


def test_a_file_held_by_another_window_is_only_looked_at(held: Held, finance_file: Path) -> None:
    window = held(finance_file)
    page = window.go_to("Budgets").show_page("report")
    settle(window)
    page.table.reveal(PREMISES)
    settle(window)
    assert "Give a reason…" not in words(page.detail)
    assert "Give the reason…" not in words(page.banner)


def test_lines_that_nobody_has_entered_of_a_month_are_said(opened: Opening, finance_file: Path, tmp_path: Path) -> None:
    path = shutil.copy(finance_file, tmp_path / "later.blmk")
    about = {"area": AREA, "category": "Premises", "year": YEAR, "month": 4, "period": "month"}
    entered = {**about, "measure": "actual", "origin": "entered", "value": 500_000_00}
    with open_file(path) as file:
        give(file, [("budget_figure", entered)])
    page = opened(path, "Budgets").show_page("report")
    assert page.shown.period.month == 3  # one line that was entered since is no report yet
    page.period.choose(Period(AREA, YEAR, 4))
    settle(page.window_)
    assert cell(page, PREMISES, "ytd_outturn") == "2,150"
    assert cell(page, RESERVES, "reason") == "No figures yet"
    assert "3 lines have no figures of this month yet: GMS contracts, Reserves, Prescribing" in page.banner.text


def test_area_and_month_chosen_on_one_page_hold_on_the_others(page: Any) -> None:
    page.period.choose(Period(AREA, YEAR, 1))
    tab = page.window_.go_to("Budgets")
    bridge = tab.show_page("bridge")
    settle(page.window_)
    assert bridge.shown.period == Period(AREA, YEAR, 1)
