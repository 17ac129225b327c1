"""Actuals: plan, claim and workforce file side by side, what is missing, the forecast, and a claim entered by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import db
from blmk_desktop import seeding
from tests.ui.tabs.conftest import Opening, cell, press, words
from ui.parts.form import RecordForm
from ui.parts.trend import TrendChart
from ui.screenshots import settle


@pytest.fixture
def page(opened: Opening, example_with_claims: Path) -> Any:
    return shown(opened(example_with_claims, "PCN workforce plans"))


def shown(tab: Any) -> Any:
    found = tab.show_page("actuals")
    settle(tab.window_)
    return found


def show(page: Any, view: str) -> None:
    page.switch.choose(view)
    settle(page.window_)


def choose(page: Any, pcn: str) -> str:
    page.table.select(pcn)
    settle(page.window_)
    return words(page.detail)


def form(page: Any) -> RecordForm:
    settle(page.window_)
    return next(one for one in page.window_.findChildren(RecordForm) if one.isVisible())


def test_september_stands_side_by_side_and_the_banner_says_what_needs_attention(page: Any) -> None:
    assert page.month.currentText() == "September 2022 (M06)"
    assert page.banner.text == (
        "1 network claims more than planned · NWRS of September 2022 has no posts for 4 networks · "
        "2 claims of earlier months are missing"
    )
    totals = page.table.total_row.texts()
    assert (totals["plan"], totals["claimed"], totals["nwrs"]) == ("268.81", "268.81", "199.04")
    assert (cell(page, "U35004", "claim_gap"), cell(page, "U35004", "status")) == ("1.20", "A Over plan")
    assert cell(page, "U62122", "status") == "A Not in NWRS"
    assert "Crown PCN claimed 18.00 WTE" in page.table.model.marks["U35004", "claim_gap"].text


def test_a_network_is_explained_role_by_role_with_its_year(page: Any) -> None:
    said = choose(page, "U35004")
    assert "1.20 WTE more is claimed than the plan has in post." in said
    assert "The plan of this network is not given by role." in said
    assert "Clinical Pharmacist: 5.40 WTE" in said
    assert "claims-2022-09.xlsx › Claims!D" in said
    (chart,) = page.detail.findChildren(TrendChart)
    assert "Claim: Apr 15.12" in chart.words()


def test_missing_claims_are_a_matrix_of_networks_and_months(page: Any) -> None:
    press(page.banner, "See missing claims")
    settle(page.window_)
    assert page.switch.now == "missing"
    assert [cell(page, "U62122", f"m{at:02}") for at in (4, 5, 6, 7)] == ["✓", "Missing", "✓", ""]
    assert page.table.total_row.texts()["count"] == "2"


def test_the_forecast_has_underspend_and_what_is_assumed(page: Any) -> None:
    show(page, "forecast")
    assert (cell(page, "U28178", "rating"), cell(page, "U62122", "missing")) == ("R Over", "M05")
    page.table.filter_text("luton")
    assert page.table.total_row.texts()["allocation"] == "3,800,991"


def test_places_have_their_schedule_and_the_area_its_places(page: Any) -> None:
    show(page, "place")
    assert cell(page, "Luton", "scheduled") == "81.77"
    assert "Underspend by place" in words(page.detail)


def test_roles_have_no_network_at_the_side(page: Any) -> None:
    show(page, "role")
    assert cell(page, "Dietitian", "claimed") == "0.60"
    assert words(page.detail).startswith("The whole area")


def test_another_month_has_only_what_is_known_of_it(page: Any) -> None:
    page.month.setCurrentIndex(page.month.findText("April 2022 (M01)"))
    page.refresh()
    settle(page.window_)
    assert cell(page, "U35004", "plan") == ""
    assert cell(page, "U35004", "claimed") == "15.12"
    assert page.banner.text == "No national workforce file (NWRS) is here to hold claims against"


def test_a_claim_is_entered_by_hand_and_held_to_the_national_form(page: Any) -> None:
    page.table.select("U49574")
    settle(page.window_)
    page.add.click()
    opened = form(page)
    assert (opened.typed["year"], opened.typed["month"], opened.typed["pcn"]) == ("2022/23", "M06", "U49574")
    opened.rows["role"].editor.setEditText("Podiatrist")
    opened.rows["wte"].editor.setText("0.5")
    opened.rows["hours"].editor.setText("41")
    opened.save()
    assert opened.rows["hours"].problem.text() == "Hours per week is 41 hours: the claims form takes 1 to 40 hours."
    opened.rows["hours"].editor.setText("18.75")
    opened.save()
    settle(page.window_)
    assert cell(page, "U49574", "claimed") == "11.94"


def test_a_finding_about_claims_leads_to_its_network(page: Any) -> None:
    window = page.window_
    window.show_record("arrs_claim", "U59591")
    settle(window)
    assert page.table.current_id == "U59591"
    assert "Oasis PCN has no claim for August 2022." in words(page.detail)


def test_without_claims_the_plan_stands_alone(opened: Opening, example: Path) -> None:
    page = shown(opened(example, "PCN workforce plans"))
    assert page.banner.text.startswith("No claims and no workforce file for September 2022 yet")
    assert cell(page, "U35004", "plan") == "16.80"
    show(page, "missing")
    assert "so none is missing" in words(page)


def test_an_empty_file_says_how_to_begin(opened: Opening, tmp_path: Path) -> None:
    with db.create_file(tmp_path / "empty.blmk") as store:
        seeding.load_reference(store)
    page = shown(opened(tmp_path / "empty.blmk", "PCN workforce plans"))
    assert "No claims yet. Import the claims of the networks" in words(page)
    assert "Import workbooks…" in words(page)
    for view in ("place", "role", "missing", "forecast"):
        show(page, view)
        assert page.table.columns.count == 0


def test_a_network_at_the_side_of_a_small_window_needs_no_scrolling_sideways(page: Any) -> None:
    page.window_.resize(1024, 700)
    for pcn in page.table.columns.ids:
        choose(page, pcn)
        assert page.detail.widget().minimumSizeHint().width() <= 260, pcn  # what it has in such a window
