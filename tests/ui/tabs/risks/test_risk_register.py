"""The risk registers on screen: the map filters and scores again, a score opens its history, each act has a reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from blmk_desktop.summaries.risks import risk_detail
from tests.ui.tabs.conftest import Opening, cell, press, words
from tests.ui.tabs.risks.risk_example import DIGITAL, REGISTER
from ui.parts.form import RecordForm
from ui.parts.heat_cells import chips
from ui.screenshots import settle
from ui.tabs.risks.risk_dialogs import Close, Escalate, NewAction, Rescore, Review, ThreeParts
from ui.tabs.risks.risk_register import RiskRegister
from ui.tabs.risks.risk_register_detail import Scores


@pytest.fixture
def page(opened: Opening, risks_file: Path) -> RiskRegister:
    shown: RiskRegister = opened(risks_file, "Risks").page
    return shown


def references(page: RiskRegister) -> list[str]:
    assert page.table.columns
    return [page.table.columns.ids[at] for at in page.table.shown()]


def choose(page: RiskRegister, reference: str) -> str:
    page.show_record("risk", reference)
    settle(page.window_)
    return words(page.detail)


def dialog(kind: type[Any]) -> Any:
    """The dialog of that kind that is open."""
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]
    return found[-1]


def detail_of(page: RiskRegister, reference: str) -> Any:
    with page.window_.store.reading() as connection:
        return risk_detail(connection, reference)


def test_the_highest_scores_come_first_with_their_bands(page: RiskRegister) -> None:
    assert references(page) == ["PC-01", "DT-01", "PC-04", "PC-02", "PC-03", "PC-05"]
    assert (cell(page, "PC-01", "score"), cell(page, "PC-01", "band")) == ("20", "Extreme")
    assert cell(page, "PC-05", "band") == "Not scored"
    assert (cell(page, "PC-02", "moved"), cell(page, "PC-02", "against")) == ("▼ 10", "At target")


def test_the_banner_says_what_needs_attention(page: RiskRegister) -> None:
    assert page.banner.text.startswith(
        "2 risks scored extreme · 1 review overdue · 5 risks without an action · 1 risk without a score · "
        "1 statement to confirm in three parts"
    )
    press(page.banner, "Show what needs something")
    assert references(page) == ["PC-01", "DT-01", "PC-04", "PC-02", "PC-03", "PC-05"]


def test_the_map_shows_the_open_risks_and_where_they_came_from(page: RiskRegister) -> None:
    placed = {risk.name: (risk.at, risk.before) for risk in page.heat.heat.risks}
    assert placed["PC-01"] == ((5, 4), (4, 4))
    assert placed["PC-02"] == ((2, 5), (4, 5))
    assert placed["PC-04"] == ((3, 4), None)
    assert "PC-05" not in placed
    assert "DT-02" not in placed
    assert page.heat.heat.title == "All registers: 5 open risks"


def test_without_a_day_to_look_back_to_there_are_no_arrows(page: RiskRegister) -> None:
    page.since.choose("")
    page.refresh()
    settle(page.window_)
    assert {risk.before for risk in page.heat.heat.risks} == {None}
    assert cell(page, "PC-02", "moved") == ""


def test_a_cell_filters_the_table_and_clearing_the_filters_lets_it_go(page: RiskRegister) -> None:
    page.heat.choose_cell((5, 4))
    assert references(page) == ["PC-01"]
    assert len(page.heat.heat.risks) == 5  # the others stay in sight
    page.table.clear_filters()
    page.table.filter_text("rooms")
    assert page.heat.cells.chosen is None


def test_the_quick_filter_thins_the_map_too(page: RiskRegister) -> None:
    page.table.filter_text("digital")
    assert [risk.name for risk in page.heat.heat.risks] == ["DT-01"]


def test_scores_before_controls_and_targets_have_a_map_of_their_own(page: RiskRegister) -> None:
    page.which.choose("target")
    assert {risk.name: risk.at for risk in page.heat.heat.risks} == {"PC-01": (2, 4), "PC-02": (2, 5), "PC-03": (2, 3)}
    page.heat.choose_cell((2, 3))
    assert references(page) == ["PC-03"]
    page.which.choose("inherent")
    assert [risk.name for risk in page.heat.heat.risks] == ["PC-01"]
    assert len(references(page)) == 6


def test_one_register_is_shown_alone(page: RiskRegister) -> None:
    page.show_record("risk_register", DIGITAL)
    settle(page.window_)
    assert (page.register.currentText(), references(page)) == (DIGITAL, ["DT-01"])
    page.state.choose("closed")
    settle(page.window_)
    assert references(page) == ["DT-02"]


def test_a_risk_elsewhere_is_gone_to_whatever_is_shown(page: RiskRegister) -> None:
    page.show_record("risk_register", REGISTER)
    settle(page.window_)
    page.show_record("risk", "DT-02")
    settle(page.window_)
    assert page.table.current_id == "DT-02"
    assert "Closed" in words(page.detail)


def drag(qtbot: QtBot, page: RiskRegister, reference: str, to: tuple[int, int]) -> None:
    page.window_.setWindowState(Qt.WindowState.WindowNoState)
    page.window_.resize(1366, 768)
    settle(page.window_)
    cells, layout = page.heat.cells, page.heat.cells.layout_now()
    risk = next(one for one in page.heat.heat.risks if one.name == reference)
    placed = chips(page.heat.heat, layout, cells.font(), risk.at, cells.current)[0]
    start = next(place.center().toPoint() for one, place in placed if one is risk)
    end = layout.cell(to).center().toPoint()
    qtbot.mousePress(cells, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(cells, start + QPoint(20, 20))
    qtbot.mouseMove(cells, end)
    qtbot.mouseRelease(cells, Qt.MouseButton.LeftButton, pos=end)


def test_a_risk_is_scored_again_by_dragging_it_and_the_reason_is_in_its_history(
    qtbot: QtBot, page: RiskRegister
) -> None:
    drag(qtbot, page, "PC-01", (3, 4))
    asked = dialog(Rescore)
    assert asked.detail.text().endswith("From 20 extreme (5 × 4) to 12 high (3 × 4).")
    assert not asked.go.isEnabled()
    asked.reason.setPlainText("three posts are filled")
    asked.go.click()
    settle(page.window_)
    assert (cell(page, "PC-01", "score"), cell(page, "PC-01", "moved")) == ("12", "▼ 4")
    newest = detail_of(page, "PC-01").scores[0]
    assert (newest.score.value, newest.reason) == (12, "three posts are filled")
    page.show_scores()
    assert "three posts are filled" in words(dialog(Scores))
    dialog(Scores).close()


def test_a_score_that_stays_the_same_is_not_kept(page: RiskRegister) -> None:
    asked = page.rescore("PC-01", 5, 4)
    assert asked is not None
    asked.reason.setPlainText("no change")
    assert not asked.go.isEnabled()
    asked.impact.setCurrentIndex(4)
    assert asked.go.isEnabled()
    asked.reject()


def test_a_day_before_the_risk_was_raised_is_refused_at_the_question(page: RiskRegister) -> None:
    asked = page.rescore("PC-04", 5, 5)
    assert asked is not None
    asked.reason.setPlainText("worse")
    asked.day.setText("01/01/2022")
    asked.go.click()
    assert "was raised on 01/12/2022" in asked.problem.text()
    assert asked.isVisible()
    asked.reject()


def test_the_past_is_looked_at_and_not_dragged(page: RiskRegister) -> None:
    page.as_at.box.setCurrentIndex(page.as_at.box.findData("2022-12-05"))
    page.as_at.changed.emit(page.as_at.day)
    settle(page.window_)
    assert "DT-02" in references(page)
    assert not page.heat.cells.editable


def test_the_detail_tells_all_about_a_risk(page: RiskRegister) -> None:
    said = choose(page, "PC-01")
    for expected in (
        "Review due 01/12/2022",
        "few doctors train here",
        "Now: 20 (5 × 4)",
        "Before controls: 25 (5 × 5)",
        "1. Agree cover with the neighbours",
        "Locality manager · due 01/12/2022",
        "01/09/2022: Directorate meeting",
        "20/11/2022: to the level committee",
        "Monthly review",
    ):
        assert expected in said


def test_every_score_shown_opens_its_history(page: RiskRegister) -> None:
    choose(page, "PC-01")
    press(page.detail, "Now: 20 (5 × 4)")
    said = words(dialog(Scores))
    assert "20/11/2022: 20 (5 × 4)" in said
    assert "10/01/2022: 16 (4 × 4)" in said
    assert "as agreed at the first meeting" in said
    dialog(Scores).close()
    page.table.activated.emit("PC-01")
    assert dialog(Scores).windowTitle() == "Scores of PC-01"
    dialog(Scores).close()


def test_a_click_twice_on_the_map_opens_the_scores_too(qtbot: QtBot, page: RiskRegister) -> None:
    page.heat.activated.emit("PC-02")
    qtbot.waitUntil(lambda: any(isinstance(one, Scores) and one.isVisible() for one in QApplication.topLevelWidgets()))
    assert dialog(Scores).windowTitle() == "Scores of PC-02"
    dialog(Scores).close()


def test_a_new_risk_gets_the_next_reference_of_its_register_and_is_shown(page: RiskRegister) -> None:
    page.show_register(REGISTER)
    settle(page.window_)
    page.add_risk()
    form = dialog(RecordForm)
    assert (form.rows["reference"].text, form.rows["register"].text) == ("PC-06", REGISTER)
    form.rows["event"].editor.setText("the boiler breaks")
    form.save()
    settle(page.window_)
    assert page.table.current_id == "PC-06"
    assert "Now: not scored" in words(page.detail)
    press(page.detail, "Score: Now")
    assert dialog(Rescore).detail.text().endswith("Scored for the first time: 9 high (3 × 3).")
    dialog(Rescore).reject()


def test_the_proposed_three_parts_are_confirmed_as_they_are_or_corrected(page: RiskRegister) -> None:
    said = choose(page, "PC-03")
    assert "Split by the application. Is it right?" in said
    press(page.detail, "Correct…")
    asked = dialog(ThreeParts)
    asked.parts["cause"].setPlainText("rooms are fewer than posts")
    asked.go.click()
    settle(page.window_)
    row = detail_of(page, "PC-03").row
    assert (row.cause, row.split) == ("rooms are fewer than posts", "confirmed")
    assert "Is it right?" not in words(page.detail)


def test_a_proposal_that_is_right_needs_one_click(page: RiskRegister) -> None:
    choose(page, "PC-03")
    press(page.detail, "Confirm")
    assert detail_of(page, "PC-03").row.split == "confirmed"


def test_the_statements_of_a_register_are_confirmed_one_after_another(page: RiskRegister) -> None:
    asked = page.confirm_parts()
    assert asked is not None
    assert asked.detail.text() == "As the register writes it: Rooms are few, so new staff cannot be housed."
    asked.go.click()
    settle(page.window_)
    assert detail_of(page, "PC-03").row.split == "confirmed"
    assert page.confirm_parts() is None
    assert "to confirm" not in page.banner.text


def test_until_a_risk_is_chosen_the_registers_are_told_at_the_side(page: RiskRegister) -> None:
    said = words(page.detail)
    assert "All registers" in said
    assert "5 open, 0 closed; scores together 51, 1 review overdue" in said
    press(page.detail, "Digital")
    settle(page.window_)
    assert references(page) == ["DT-01"]
    assert "Scores together" in words(page.detail)
    choose(page, "DT-01")
    press(page.detail, "Show the register")
    settle(page.window_)
    assert "References begin" in words(page.detail)


def test_the_bands_are_a_setting_that_is_one_click_away(page: RiskRegister) -> None:
    press(page.detail, "Bands…")
    settle(page.window_)
    reference = page.window_.built("Reference data")
    assert (reference.kind, reference.table.columns.count) == ("risk_band", 4)


def test_a_cell_carries_the_mark_of_what_was_found(page: RiskRegister) -> None:
    marked = {place: mark.severity for place, mark in page.table.model.marks.items()}
    assert marked["PC-01", "review_due"] == "warning"
    assert marked["PC-01", "actions_left"] == "warning"


def test_a_risk_is_reviewed_escalated_acted_on_and_closed(page: RiskRegister) -> None:
    choose(page, "PC-02")
    press(page.detail, "Review…")
    reviewed = dialog(Review)
    reviewed.note.setPlainText("the lease holds")
    reviewed.go.click()
    settle(page.window_)
    press(page.detail, "Pass up or down…")
    passed = dialog(Escalate)
    assert not passed.go.isEnabled()
    passed.level.setCurrentIndex(passed.level.findData("board"))
    passed.reason.setPlainText("asked for by the board")
    passed.go.click()
    settle(page.window_)
    press(page.detail, "Add an action…")
    new = dialog(NewAction)
    new.action.setPlainText("Look for rooms")
    new.due.setText("1/3/2023")
    new.go.click()
    settle(page.window_)
    press(page.detail, "Close…")
    closing = dialog(Close)
    closing.reason.setPlainText("moved to a new building")
    closing.go.click()
    settle(page.window_)
    found = detail_of(page, "PC-02")
    assert [one["note"] for one in found.reviews] == ["the lease holds"]
    assert (found.row.level, found.actions[0]["due"]) == ("board", "2023-03-01")
    assert (found.row.status, found.row.closed_reason) == ("closed", "moved to a new building")
    assert "PC-02" not in references(page)


def test_a_file_without_risks_says_how_to_begin(opened: Opening, without_data: Path) -> None:
    page = opened(without_data, "Risks").page
    assert page.table.empty_text == "No risks yet. Import a risk register, or begin one."
    assert page.banner.isHidden()
    assert page.heat.isHidden()
    assert "score" not in page.since.box.currentText()


def test_a_file_that_is_only_looked_at_offers_no_change(page: RiskRegister, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(page.window_), "read_only", property(lambda _window: True))
    choose(page, "PC-01")
    said = words(page.detail)
    assert not {"Review…", "Close…", "Score…", "Change…", "Add an action…"} & set(said.split("\n"))
