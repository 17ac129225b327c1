"""Schemes in the real window: the board and the table, a stage reached, a colour with its reason, all in history."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from blmk_desktop.errors import UserError
from tests.ui.tabs.conftest import Opening, press, words
from tests.ui.tabs.estates.estates_example import HUB, IDEA, WELL, WING
from ui.parts.board_cards import CARD
from ui.parts.form import RecordForm
from ui.screenshots import settle
from ui.tabs.estates.schemes_dialogs import DecisionDialog, RagDialog, SameDialog, StageDialog


@pytest.fixture
def page(opened: Opening, estates_file: Path) -> Any:
    found = opened(estates_file, "Estates").page
    settle(found.window_)
    return found


def go_to(page: Any, name: str) -> str:
    """Choose a scheme; what its detail says."""
    page.show_record("scheme", name)
    settle(page.window_)
    return words(page.detail)


def id_of(page: Any, name: str) -> int:
    return int(page.shown.id_of(name))


def lane_of(page: Any, name: str) -> Any:
    return page.board.lane_of(id_of(page, name))


def marked_cards(page: Any) -> list[Any]:
    lanes = page.board.lanes.values()
    cards = [lane.item(at).data(CARD) for lane in lanes for at in range(lane.count())]
    return [card for card in cards if card.mark]


def test_every_scheme_stands_in_the_lane_of_its_last_stage(page: Any) -> None:
    assert [lane_of(page, name) for name in (IDEA, WING, HUB, WELL)] == ["", "idea", "FBC", "complete"]
    card = page.board.lanes["FBC"].item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert card.startswith(f"{HUB}. Luton. £3.6m of £4.1m. Late: Mar 2021")
    assert page.banner.text.startswith(
        "2 schemes are past the date expected · 1 is Red · 2 lack £1,400,000 · 1 has no stage recorded"
    )


def test_the_detail_tells_stages_money_decisions_and_agreements(page: Any) -> None:
    said = go_to(page, HUB)
    for words_ in (
        "01/04/2020 to 31/03/2021, ",
        "£4,100,000 · £500,000 of it not funded",
        "ETTF 2019/20: £598,000",
        "£1,100,000 at first · £502,000 moved out · M1 · £350,000 spent",
        f"£502,000 from {HUB}, ETTF 2019/20 to {HUB}, ETTF 2020/21",
        "S106 LU/17/001",
        "The outline case is supported",
        "05/02/2019 · Primary care committee",
    ):
        assert words_ in said


def test_a_card_sent_to_another_lane_asks_for_the_date_and_is_recorded(page: Any, qtbot: QtBot) -> None:
    go_to(page, WING)
    lane = page.board.lanes["idea"]
    qtbot.keyClick(lane, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    dialog = page.window_.findChild(StageDialog)
    assert dialog.stage.currentText() == "PID"
    assert dialog.detail.text() == "Now: idea since 01/10/2021."
    dialog.day.setText("14/02/2022")
    dialog.note.setPlainText("Agreed by the panel")
    press(dialog, "Record the stage")
    settle(page.window_)
    assert lane_of(page, WING) == "PID"
    assert page.board.current_id == id_of(page, WING)
    assert "Agreed by the panel" in words(page.detail)
    page.window_.commands.undo()
    settle(page.window_)
    assert lane_of(page, WING) == "idea"


def test_an_earlier_stage_is_said_to_be_one_and_a_wrong_date_is_refused(page: Any) -> None:
    dialog = page.ask_stage(id_of(page, HUB), "PID")
    assert dialog.detail.text() == "Now: FBC since 02/12/2019. PID is an earlier stage."
    dialog.day.setText("31/02/2022")
    press(dialog, "Record the stage")
    assert dialog.isVisible()
    assert page.shown.rows[id_of(page, HUB)].stage == "FBC"


def test_a_colour_needs_its_reason(page: Any) -> None:
    go_to(page, HUB)
    press(page.detail, "RAG…")
    dialog = page.window_.findChild(RagDialog)
    dialog.rag.setCurrentText("Amber")
    press(dialog, "Save")
    assert dialog.isVisible()
    dialog.reason.setPlainText("The council decides in May")
    press(dialog, "Save")
    settle(page.window_)
    assert "Amber: The council decides in May" in words(page.detail)


def test_a_decision_is_recorded(page: Any) -> None:
    go_to(page, WING)
    press(page.detail, "Record a decision…")
    dialog = page.window_.findChild(DecisionDialog)
    dialog.day.setText("1/2/2022")
    dialog.decision.setPlainText("Go on to the PID")
    press(dialog, "Record the decision")
    settle(page.window_)
    assert "Go on to the PID" in words(page.detail)


def test_two_names_of_one_scheme_are_made_one_and_parted_by_undo(page: Any) -> None:
    go_to(page, HUB)
    press(page.detail, "Same scheme as…")
    settle(page.window_)
    dialog = page.window_.findChild(SameDialog)
    dialog.other.setCurrentText(IDEA)
    dialog.why.setPlainText("Written differently in the plan")
    press(dialog, "Make them one")
    settle(page.window_)
    assert page.shown.id_of(IDEA) is None
    page.window_.commands.undo()
    settle(page.window_)
    assert lane_of(page, IDEA) == ""


def test_one_filter_holds_for_the_board_and_the_table(page: Any) -> None:
    page.table.filter_text("luton")
    assert sum(lane.count() for lane in page.board.lanes.values()) == 2
    page.switch.choose("table")
    assert len(page.table.shown()) == 2
    assert page.window_.settings.value("schemes/view", "") == "table"


def test_the_table_has_the_money_and_takes_edits(page: Any) -> None:
    page.switch.choose("table")
    go_to(page, HUB)
    columns, at = page.table.columns, page.table.columns.position_of(id_of(page, HUB))
    shown = {name: columns.shown(at, name) for name in ("stage", "cost", "budget", "gap", "spent", "owner")}
    assert shown == {
        "stage": "FBC",
        "cost": "4,100,000",
        "budget": "3,600,000",
        "gap": "500,000",
        "spent": "350,000",
        "owner": "Head of estates",
    }
    page.table.commit(id_of(page, HUB), "cost", "3,600,000")
    settle(page.window_)
    assert page.table.columns.shown(at, "gap") == "0"
    with pytest.raises(UserError, match=r"."):
        page.table.commit(id_of(page, HUB), "expected_by", "soon")


def test_a_pasted_block_changes_what_schemes_have_of_their_own(page: Any) -> None:
    page.switch.choose("table")
    names = [spec.name for spec in page.table.model.specs]
    go_to(page, HUB)
    index = page.table.view.currentIndex().siblingAtColumn(names.index("kind"))
    page.table.view.setCurrentIndex(index)
    QGuiApplication.clipboard().setText("extension")
    page.table.paste()
    settle(page.window_)
    assert page.shown.rows[id_of(page, HUB)].kind == "extension"
    with pytest.raises(UserError, match="not their stage or their money"):
        page.table.paste_block(page.table.pasted("a\tcomplete"))


def test_as_at_an_earlier_day_the_board_shows_what_stood_then_and_nothing_moves(page: Any) -> None:
    at = next(at for at in range(page.as_at.box.count()) if page.as_at.box.itemData(at) == "2019-05-01")
    page.as_at.box.setCurrentIndex(at)
    page.as_at.box.activated.emit(at)
    settle(page.window_)
    assert lane_of(page, HUB) == "OBC"
    assert lane_of(page, WING) == ""
    assert page.ask_stage(id_of(page, HUB), "FBC") is None


def test_as_at_an_earlier_day_nothing_bears_the_findings_of_today(page: Any) -> None:
    settle(page.window_)
    assert page.table.model.marks
    assert marked_cards(page)
    assert "on schemes" in page.banner.text
    at = next(at for at in range(page.as_at.box.count()) if page.as_at.box.itemData(at) == "2019-05-01")
    page.as_at.box.setCurrentIndex(at)
    page.as_at.box.activated.emit(at)
    settle(page.window_)
    assert not page.table.model.marks
    assert not marked_cards(page)
    assert "on schemes" not in page.banner.text


def test_an_empty_file_says_what_to_do(opened: Opening, without_data: Path) -> None:
    page = opened(without_data, "Estates").page
    settle(page.window_)
    assert page.stack.currentWidget() is page.nothing
    assert "No schemes yet" in words(page.nothing)
    press(page.nothing, "Add a scheme…")
    assert page.window_.findChild(RecordForm).record.name == "scheme"


def test_a_card_chosen_on_the_board_stays_chosen_when_its_stage_was_recorded(page: Any) -> None:
    page.board.lanes["FBC"].setCurrentRow(0)
    settle(page.window_)
    dialog = page.ask_stage(id_of(page, HUB), "construction")
    dialog.go.click()
    settle(page.window_)
    assert page.board.current_id == id_of(page, HUB)
    assert lane_of(page, HUB) == "construction"
    assert HUB in words(page.detail)


def test_what_is_no_date_is_said_in_words(page: Any) -> None:
    dialog = page.ask_stage(id_of(page, HUB), "construction")
    dialog.day.setText("soon")
    dialog.go.click()
    assert dialog.problem.text() == dialog.day.toolTip() != ""
    assert dialog.isVisible()
