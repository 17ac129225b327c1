"""Money for schemes in the real window: by line, year, fund, envelope; a move is one act that sets both years right."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from blmk_desktop.acts.moving import NewMove
from blmk_desktop.acts.schemes import record_move
from blmk_desktop.errors import UserError
from tests.ui.tabs.conftest import Opening, cell, choose, press, view, words
from tests.ui.tabs.estates.estates_example import HUB, WELL
from ui.parts.form import RecordForm
from ui.parts.moving import GIVEN_BACK
from ui.parts.reason import ReasonDialog
from ui.screenshots import settle
from ui.tabs.estates.scheme_funding_dialogs import MoveDialog

FIRST, SECOND = f"{HUB}|ETTF|2019/20", f"{HUB}|ETTF|2020/21"


@pytest.fixture
def page(opened: Opening, estates_file: Path) -> Any:
    return opened(estates_file, "Estates", "funding")


def test_a_budget_is_the_original_value_and_the_moves_since(page: Any) -> None:
    first = [cell(page, FIRST, name) for name in ("original", "moved_out", "budget", "spent", "unspent", "moves")]
    assert first == ["1,100,000", "502,000", "598,000", "350,000", "248,000", "M1"]
    assert cell(page, SECOND, "budget") == "2,502,000"
    totals = page.table.total_row.texts()
    assert (totals["original"], totals["budget"]) == ("4,240,000", "4,240,000")


def test_what_is_over_its_envelope_is_said_and_marked(page: Any) -> None:
    assert page.banner.text.startswith("ETTF 2020/21 is £32,000 over its envelope · 1 move of £502,000 recorded")
    view(page, "year")
    assert cell(page, "2020/21", "headroom") == "(32,000)"
    assert cell(page, "2020/21", "of Council") == "500,000"
    assert "£32,000 over the £2,470,000 available" in page.table.model.marks["2020/21", "headroom"].text
    assert "£32,000 over-committed" in choose(page, "2020/21")
    view(page, "envelope")
    assert cell(page, "ETTF|2019/20", "headroom") == "502,000"
    view(page, "fund")
    assert cell(page, "ETTF", "in 2020/21") == "2,502,000"


def test_the_chart_stacks_what_the_filter_leaves(page: Any) -> None:
    stack = page.chart.stack
    assert [series.name for series in stack.series] == ["ETTF", "Council"]
    assert [limit.words for limit in stack.limits] == ["£502k left", "£32k over"]
    page.chart.columns.choose(0)  # a year that is clicked stays alone
    assert {page.table.columns.value(at, "year") for at in page.table.shown()} == {"2019/20"}
    assert page.chart.stack.categories == ["2019/20"]
    assert page.chart.stack.limits == []
    page.chart.columns.choose(0)
    assert len(page.table.shown()) == 4


def test_money_is_moved_as_one_act_and_the_move_is_taken_back(page: Any) -> None:
    choose(page, f"{WELL}|ETTF|2019/20")
    page.move_money()
    settle(page.window_)
    dialog = page.window_.findChild(MoveDialog)
    assert dialog.taken_from == (WELL, "ETTF", "2019/20")
    assert dialog.given_to == (WELL, "ETTF", "2020/21")
    dialog.scheme.setCurrentText(HUB)
    dialog.amount.setText("32,000")
    assert "becomes £608,000" in dialog.detail.text()
    assert "£2,502,000 becomes £2,534,000" in dialog.detail.text()
    dialog.day.setText("01/04/2020")
    press(dialog, "Record the move")
    assert dialog.isVisible()  # a reason is needed
    dialog.reason.setPlainText("Cheaper than thought")
    press(dialog, "Record the move")
    settle(page.window_)
    assert cell(page, SECOND, "budget") == "2,534,000"
    assert cell(page, f"{WELL}|ETTF|2019/20", "budget") == "608,000"
    view(page, "move")
    id_ = page.table.columns.ids[1]
    assert cell(page, id_, "reason") == "Cheaper than thought"
    choose(page, id_)
    press(page.detail, "Take back…")
    asked = page.window_.findChild(ReasonDialog)
    asked.box.setPlainText("Entered by mistake")
    press(asked, "Take the move back")
    settle(page.window_)
    view(page, "line")
    assert cell(page, SECOND, "budget") == "2,502,000"


def test_more_than_a_line_has_cannot_be_moved(page: Any) -> None:
    choose(page, FIRST)
    page.move_money()
    settle(page.window_)
    dialog = page.window_.findChild(MoveDialog)
    dialog.amount.setText("600,000")
    dialog.reason.setPlainText("Too much")
    press(dialog, "Record the move")
    assert dialog.isVisible()
    assert "so £600,000.00 cannot be moved from it" in words(dialog)
    dialog.scheme.setCurrentText(GIVEN_BACK)
    assert dialog.given_to is None
    assert not dialog.fund.isEnabled()


def test_a_figure_typed_into_its_cell_is_kept(page: Any) -> None:
    page.table.commit(SECOND, "spent", "2,600,000")
    settle(page.window_)
    assert cell(page, SECOND, "unspent") == "(98,000)"
    assert page.table.model.marks[SECOND, "spent"].severity == "warning"
    with pytest.raises(UserError):
        page.table.commit(SECOND, "spent", "much")


def test_agreements_have_their_view_and_their_findings(page: Any) -> None:
    page.show_record("agreement", "LU/17/001")
    settle(page.window_)
    said = words(page.detail)
    assert page.switch.now == "agreement"
    assert "£150,000" in said
    id_ = page.table.current_id
    assert "with £150,000 unspent" in page.table.model.marks[id_, "expires"].text
    press(page.detail, "Show the scheme")
    settle(page.window_)
    assert page.window_.built("Estates").switch.now == "schemes"


def test_enter_on_a_year_shows_its_lines_and_on_a_line_its_form(page: Any) -> None:
    view(page, "year")
    page.table.activated.emit("2019/20")
    settle(page.window_)
    assert page.switch.now == "line"
    assert len(page.table.shown()) == 2
    choose(page, FIRST)
    page.table.activated.emit(FIRST)
    form = page.window_.findChild(RecordForm)
    assert form.typed["original"] == "1,100,000.00"


def test_each_empty_view_says_what_it_is_for(opened: Opening, without_data: Path) -> None:
    page = opened(without_data, "Estates", "funding")
    for name, said in (("line", "No money for schemes yet"), ("move", "as one act"), ("agreement", "S106 or CIL")):
        view(page, name)
        assert said in page.table.empty_text
    assert not page.chart.isVisible()


def as_at(page: Any, day: str) -> None:
    at = page.as_at.box.findData(day)
    assert at >= 0
    page.as_at.box.setCurrentIndex(at)
    page.as_at.box.activated.emit(at)
    settle(page.window_)


def test_as_at_a_day_before_the_move_the_money_stands_as_it_did_then(page: Any) -> None:
    record_move(page.window_.store, NewMove("100,000", "01/06/2019", "a first part", (HUB, "ETTF", "2019/20"), None))
    page.refresh()
    settle(page.window_)
    assert page.as_at.box.itemText(1) == "20/03/2020 – after move M1"
    as_at(page, "2019-06-01")
    assert [cell(page, FIRST, name) for name in ("moved_out", "budget")] == ["100,000", "1,000,000"]
    assert cell(page, SECOND, "budget") == "2,000,000"
    assert page.banner.text == "1 move of £100,000 recorded"
    assert not page.table.model.marks
    assert not page.move_button.isEnabled()
    assert "Take back" not in choose(page, FIRST)


def test_who_is_sent_to_a_later_move_comes_back_to_today(page: Any) -> None:
    record_move(page.window_.store, NewMove("100,000", "01/06/2019", "a first part", (HUB, "ETTF", "2019/20"), None))
    page.refresh()
    settle(page.window_)
    as_at(page, "2019-06-01")
    page.show_record("funding_move", "M1")
    settle(page.window_)
    assert page.as_at.is_today
    assert "the builder begins later" in words(page.detail)
