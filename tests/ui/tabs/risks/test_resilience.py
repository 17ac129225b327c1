"""The page of practice resilience: points with their reasons, events and support at the side."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.blmk_desktop.resilience_example import CARETAKEN, FRAIL, OUTSIDE, SOUND, make
from tests.ui.tabs.conftest import Opening, cell, choose, press
from ui.parts.form import RecordForm
from ui.screenshots import settle


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made-up practices, closed."""
    return make(tmp_path_factory.mktemp("resilience") / "practices.blmk")


@pytest.fixture
def page(opened: Opening, file: Path) -> Any:
    return opened(file, "Risks", "resilience")


def test_the_banner_says_how_practices_stand(page: Any) -> None:
    assert page.banner.text == (
        "6 practices of 9 have points, 2 contracts with an open event, 3 in the resilience programme."
    )


def test_a_sign_that_counts_is_marked_at_its_cell_with_the_reason(page: Any) -> None:
    assert cell(page, CARETAKEN, "notice served") == "Caretaker"
    assert cell(page, CARETAKEN, "stage") == "Stage 2"
    assert page.table.model.marks[CARETAKEN, "CQC rating"].text == "3 points. The CQC rates it Requires improvement."
    assert cell(page, CARETAKEN, "premises") == "Not known"
    assert cell(page, OUTSIDE, "in no network") == "In none"


def test_the_side_lists_why_what_is_not_known_events_and_support(page: Any) -> None:
    said = choose(page, CARETAKEN)
    assert "Caretaker on 01/07/2022" in said
    assert "Premises: No building of it is known." in said
    assert "since 20/04/2022" in said
    assert "no procurement, dispersal or merger since" in said  # the finding
    assert "PR-1 (20)" in choose(page, FRAIL)


def test_from_a_sign_to_the_risk_behind_it(page: Any) -> None:
    choose(page, FRAIL)
    press(page.detail, "Show PR-1")
    settle(page.window_)
    assert page.window_.built("Risks").switch.now == "register"


def test_the_chart_has_those_with_points_and_chooses_in_the_table(page: Any) -> None:
    page.chart.bars.choose(1)
    chosen = page.shown.rows[page.table.current_id]
    assert chosen.name == page.chart.chart.categories[1]
    page.table.filter_text("Y99002")
    assert page.chart.chart.categories == ("Practice B",)


def test_an_event_is_added_at_the_side_and_counts(page: Any) -> None:
    before = page.shown.rows[SOUND].points
    choose(page, SOUND)
    press(page.detail, "Add an event…")
    form = page.window_.findChild(RecordForm)
    assert form.typed["practice"] == SOUND
    form.rows["event"].editor.setCurrentText("notice served")
    form.rows["on"].editor.setText("01/10/2022")
    form.save()
    settle(page.window_)
    assert page.shown.rows[SOUND].points == before + 5


def test_a_weight_that_is_changed_counts_at_once(page: Any) -> None:
    before = page.shown.rows[OUTSIDE].points
    page.window_.show_record("resilience_weight", "in no network")
    settle(page.window_)
    reference = page.window_.built("Reference data")
    reference.table.commit(reference.table.current_id, "points", "7")
    page.window_.show_record("resilience", OUTSIDE)
    settle(page.window_)
    assert page.table.current_id == OUTSIDE
    assert page.shown.rows[OUTSIDE].points == before + 5
