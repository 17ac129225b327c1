"""The calculators: hours and directors' time by list, and what teams avoid, each with its rule."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from blmk_desktop.rules.mdt import ADMISSIONS, PLAN_ADMISSIONS
from tests.ui.tabs.budgets.streams_example import COHORT, make
from tests.ui.tabs.conftest import Opening, cell, words
from ui.screenshots import settle


@pytest.fixture(scope="module")
def cohort(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("cohort") / "cohort.blmk")


@pytest.fixture
def page(opened: Opening, example: Path) -> Any:
    return opened(example, "Budgets", "calculators")


@pytest.fixture
def teams(opened: Opening, cohort: Path) -> Any:
    found = opened(cohort, "Budgets").show_page("calculators")
    found.switch.choose("mdt")
    settle(found.window_)
    return found.mdt


def test_any_list_has_its_hours_and_its_directors_time(page: Any) -> None:
    page.access.list_size.setValue(40_000)
    assert page.access.of_list.text() == "asks for 20 h 00 min a week and funds 0.20 WTE"


def test_networks_have_theirs_by_their_lists(page: Any) -> None:
    page.access.show_network("U74819")
    settle(page.window_)
    assert [cell(page, "U74819", name) for name in ("minutes", "hours", "director")] == ["1,581", "26 h 21 min", "0.26"]
    assert "52,714 patients × 30 minutes ÷ 1,000 = 1,581 minutes" in words(page.access.detail)


def test_hours_that_are_offered_are_held_against_the_least(page: Any) -> None:
    page.access.table.commit("U74819", "offered", "1,500")
    settle(page.window_)
    assert [cell(page, "U74819", name) for name in ("over", "verdict")] == ["(81)", "Short"]
    assert "1 network short of the least hours" in page.access.banner.text
    page.access.table.select("U74819")
    settle(page.window_)
    assert "Is the least for\n50,000 patients" in words(page.access.detail)
    with pytest.raises(ValueError, match="no whole number of minutes"):
        page.access.table.commit("U74819", "offered", "12.5")


def test_teams_begin_from_a_cohort_that_is_kept(teams: Any) -> None:
    assert teams.panel.chosen == COHORT
    assert "Emergency admissions avoided: 200" in words(teams.detail)
    assert "which the strategy does not print" in words(teams.detail)


def test_a_dial_changes_every_result_and_its_explanation(teams: Any) -> None:
    teams.panel.set_values({ADMISSIONS: 2_000, PLAN_ADMISSIONS: 1_396})
    settle(teams.window_)
    assert "400 × 2,792 ÷ 1,396 = 800" in words(teams.detail)
    assert "800" in teams.panel.results.texts


def test_without_a_cohort_the_admissions_are_asked_for(opened: Opening, without_data: Path) -> None:
    page = opened(without_data, "Budgets").show_page("calculators")
    page.switch.choose("mdt")
    settle(page.window_)
    assert page.mdt.banner.text.startswith("Type the emergency admissions of the cohort in a year")
    page.mdt.panel.set_values({ADMISSIONS: 1_000})
    settle(page.window_)
    assert "Emergency admissions avoided: 200" in words(page.mdt.detail)
