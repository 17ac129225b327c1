"""What moved on the registers since a day, who needs a look, and what the risks come to over time."""

from __future__ import annotations

from pathlib import Path

import pytest

from blmk_desktop.acts.risks import rescore
from tests.ui.tabs.conftest import Opening, cell, words
from ui.screenshots import settle
from ui.tabs.risks.risk_movement import RiskMovement


@pytest.fixture
def page(opened: Opening, risks_file: Path) -> RiskMovement:
    tab = opened(risks_file, "Risks")
    shown: RiskMovement = tab.show_page("movement")
    settle(shown.window_)
    return shown


def show(page: RiskMovement, view: str) -> list[str]:
    page.switch.choose(view)
    settle(page.window_)
    assert page.table.columns
    return [page.table.columns.ids[at] for at in page.table.shown()]


def test_what_moved_since_the_last_meeting_stands_first_by_kind(page: RiskMovement) -> None:
    assert show(page, "moved") == ["PC-04", "PC-01", "PC-02", "DT-01", "PC-03", "PC-05", "DT-02"]
    moved = {one: cell(page, one, "moved") for one in ("PC-04", "PC-01", "PC-02", "DT-01", "DT-02")}
    assert moved == {"PC-04": "New", "PC-01": "Up", "PC-02": "Down", "DT-01": "Unchanged", "DT-02": "Closed"}
    assert (cell(page, "PC-01", "was"), cell(page, "PC-01", "now")) == ("16 (4 × 4)", "20 (5 × 4)")
    assert (cell(page, "PC-01", "change"), cell(page, "PC-01", "reason")) == ("▲ 4", "two more posts are open")
    assert cell(page, "DT-02", "reason") == "the contract was signed"


def test_the_banner_counts_what_moved_and_sums_the_scores(page: RiskMovement) -> None:
    assert page.banner.text.startswith("Between 09/11/2022 and ")
    assert page.banner.text.endswith(
        "of 7 risks: 1 new, 1 up, 1 down, 3 unchanged and 1 closed · 6 open risks come to 66, 4 more than then"
    )


def test_a_kind_of_movement_is_shown_alone_by_its_count(page: RiskMovement) -> None:
    page.counts.buttons["Up"].click()
    assert page.counts.buttons["Up"].text() == "1 up"
    assert [page.table.columns.ids[at] for at in page.table.shown()] == ["PC-01"]  # type: ignore[union-attr]


def test_a_new_score_moves_at_once(page: RiskMovement) -> None:
    page.window_.change(rescore, "DT-01", 1, 5, "the servers were replaced", kinds={"risk_score"})
    settle(page.window_)
    assert (cell(page, "DT-01", "moved"), cell(page, "DT-01", "change")) == ("Down", "▼ 10")
    assert page.since.day == "2022-11-09"  # the day that was looked back to stays


def test_the_views_show_who_needs_a_look(page: RiskMovement) -> None:
    assert show(page, "top") == ["PC-01", "DT-01", "PC-04", "PC-02", "PC-03"]
    assert show(page, "overdue") == ["PC-01"]
    assert show(page, "target") == ["PC-02"]
    assert show(page, "idle") == ["DT-01", "PC-04", "PC-02", "PC-03", "PC-05"]


def test_a_view_with_nothing_in_it_says_why(page: RiskMovement) -> None:
    page.register.setCurrentText("Digital")
    page.register.activated.emit(page.register.currentIndex())
    settle(page.window_)
    assert show(page, "overdue") == []
    assert page.table.empty_text == "No review is overdue."


def test_the_exposure_over_time_is_drawn_and_said(page: RiskMovement) -> None:
    summed, banded = (chart.chart for chart in page.charts.charts)
    assert summed.categories[0] == "Mar 2022"
    assert summed.lines[0].values[-1] == 66
    assert {line.name: line.values[-1] for line in banded.lines} == {"Extreme": 2, "High": 3, "Moderate": 0, "Low": 0}
    specs, rows = page.charts.charts[0].figures()
    assert [spec.heading for spec in specs] == ["At the end of", "Sum of the scores"]
    assert rows[-1][1] == 66
    assert not page.charts.charts[0].drawing().pixmap().isNull()


def test_the_chosen_risk_is_told_at_the_side(page: RiskMovement) -> None:
    page.show_record("risk", "PC-02")
    settle(page.window_)
    assert "the lease was renewed" not in words(page.detail)  # it is one click away, in the history of the score
    assert "Now: 10 (2 × 5)" in words(page.detail)


def test_a_file_without_risks_says_how_to_begin(opened: Opening, without_data: Path) -> None:
    page = opened(without_data, "Risks", "movement")
    assert page.table.empty_text.startswith("No risks yet.")
    assert page.charts.isHidden()


def test_a_risk_that_is_read_too_late_is_not_shown(page: RiskMovement) -> None:
    assert page.shown is not None
    moved = page.shown.moved
    page.detail.choose("PC-04", moved.bands, moved.as_at)
    page.detail.choose("", (), "")
    page.detail.clear("Choose a risk.")
    settle(page.window_)
    assert page.detail.risk is None
    assert "PC-04" not in words(page.detail)
