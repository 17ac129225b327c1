"""The returns of a round: who has sent what, what is needed next, and the commands that move it on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QMessageBox

from blmk_desktop.changes import Change, commit, new_records
from blmk_desktop.summaries.plan_round import make_round, set_status
from tests.blmk_desktop.importing.returns.returns import write_returns
from tests.ui.tabs.conftest import Opening, cell, press, words
from ui.importing.preview import ImportPreview
from ui.plan.comparing import Comparing
from ui.plan.page import KeptPlan
from ui.screenshots import settle
from ui.tabs.plans.returns_counts import LATE

ROUND = "2022/23 final"
CROWN, ASCENT, EAST = "U35004", "U49574", "U64356"


@pytest.fixture
def returns(opened: Opening, example: Path) -> Any:
    """The page over the example data, whose round was due long ago; three networks were sent their template."""
    tab = opened(example, "PCN workforce plans")
    window = tab.window_
    make_round(window.store, "2022/23", "final", "2022-10-28", "2022-10-03")
    window.saved(set_status(window.store, ROUND, [CROWN, ASCENT, EAST], "sent", "2022-10-03"))
    page = tab.show_page("returns")
    settle(window)
    return page


def mark(page: Any, status: str, *codes: str, **how: Any) -> None:
    page.set_status(status, codes, **how)
    settle(page.window_)


def names(page: Any) -> list[str]:
    return [page.table.columns.shown(at, "pcn") for at in page.table.shown()]


def pressed(page: Any) -> list[str]:
    return [button.text() for button in page.counts.buttons.values() if button.isChecked()]


def test_every_network_of_the_round_has_its_status_and_what_is_needed(returns: Any) -> None:
    assert returns.table.columns.count == 23
    assert cell(returns, CROWN, "status") == "Sent"
    assert cell(returns, CROWN, "needs") == "Chase"
    assert cell(returns, CROWN, "sent") == "03/10/2022"
    assert int(cell(returns, CROWN, "days_late").replace(",", "")) > 1000
    assert cell(returns, "U09531", "status") == "Not sent"
    assert returns.banner.text.startswith("23 returns are late: chase ")
    assert returns.due.text().startswith("Due 28/10/2022, ")


def test_the_counts_filter_the_table_and_follow_its_filter(returns: Any) -> None:
    shown = [button.text() for button in returns.counts.buttons.values() if not button.isHidden()]
    assert shown == ["23 networks", "20 not sent", "3 sent", "23 to chase"]
    returns.counts.buttons["status", "Sent"].click()
    assert names(returns) == ["Ascent PCN", "Crown PCN", "East MK PCN"]
    returns.counts.choose(LATE)
    assert len(names(returns)) == 23
    assert pressed(returns) == ["23 to chase"]
    returns.table.clear_filters()
    assert pressed(returns) == ["23 networks"]


def test_several_networks_are_marked_at_once_with_the_day_and_undone_at_once(returns: Any) -> None:
    mark(returns, "accepted", CROWN, ASCENT, day="2022-11-01")
    assert cell(returns, CROWN, "status") == "Accepted"
    assert cell(returns, ASCENT, "accepted") == "01/11/2022"
    assert cell(returns, CROWN, "needs") == "Submit"
    returns.window_.commands.undo()
    settle(returns.window_)
    assert cell(returns, CROWN, "status") == "Sent"


def test_a_query_asks_what_is_queried(returns: Any) -> None:
    returns.table.select(CROWN)
    dialog = returns.ask_status("queried")
    assert not dialog.go.isEnabled()
    dialog.query.setPlainText("Line 4 starts after the year")
    dialog.day.setText("soon")
    dialog.go.click()
    assert dialog.day.property("state") == "wrong"
    dialog.day.setText("1.11.2022")
    dialog.go.click()
    settle(returns.window_)
    assert cell(returns, CROWN, "queried") == "01/11/2022"
    assert "Line 4 starts after the year" in words(returns.detail)
    assert "1 return was sent back with comments" in returns.banner.text


def test_the_text_that_chases_says_whom_what_and_by_when(returns: Any) -> None:
    returns.copy_chase()
    text = QGuiApplication.clipboard().text()
    assert f"PCN workforce plan {ROUND}" in text
    assert "The return was due on 28/10/2022" in text
    assert "- Crown PCN (U35004) – no contact known: template sent 03/10/2022" in text
    assert "- Chiltern Hills PCN (U09531) – no contact known: no template sent" in text


def test_a_round_is_begun_with_its_dates_and_shown(returns: Any) -> None:
    dialog = returns.new_round()
    dialog.year.setCurrentText("2023/24")
    dialog.due.setText("30 6 2023")
    dialog.go.click()
    if dialog.isVisible():
        dialog.due.setText("30/06/2023")
        dialog.go.click()
    settle(returns.window_)
    assert returns.round.currentText() == "2023/24 first draft"
    assert cell(returns, CROWN, "status") == "Not sent"
    dates = returns.ask_dates()
    assert dates.due.text() == "30/06/2023"
    assert not dates.year.isEnabled()
    dates.due.setText("14/07/2023")
    dates.go.click()
    settle(returns.window_)
    assert returns.due.text().startswith("Due 14/07/2023, ")


def test_templates_are_written_and_noted_as_sent(returns: Any, tmp_path: Path) -> None:
    returns.table.select("U09531")
    dialog = returns.ask_templates()
    assert [words for words, _ in dialog._groups] == [  # noqa: SLF001
        "The 20 that were not sent one",
        "All 23 networks",
        "The selected network",
    ]
    assert dialog.go.text() == "Write 20 templates"
    dialog._which.button(2).setChecked(True)  # noqa: SLF001
    dialog.folder.setText(str(tmp_path / "out"))
    dialog.due.setText("05/11/2022")
    dialog.go.click()
    settle(returns.window_)
    assert [path.name for path in (tmp_path / "out").iterdir()] == [
        "PCN plan 2022-23 final U09531 Chiltern Hills PCN.xlsx"
    ]
    assert cell(returns, "U09531", "status") == "Sent"
    assert returns.due.text().startswith("Due 05/11/2022")
    assert returns.window_.frame.banner.text == f"1 template is in {tmp_path / 'out'}."


def test_a_workbook_that_is_there_is_replaced_only_if_the_user_says_so(
    returns: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "PCN plan 2022-23 final U09531 Chiltern Hills PCN.xlsx"
    path.write_bytes(b"a plan that came back")
    answers, asked = [QMessageBox.StandardButton.No, QMessageBox.StandardButton.Yes], []
    monkeypatch.setattr(QMessageBox, "question", lambda *said: (asked.append(said[2]), answers.pop(0))[1])
    returns.write_templates(["U09531"], tmp_path, sent=True, due=None)
    settle(returns.window_)
    assert "is there already and may be filled in" in asked[0]
    assert path.read_bytes() == b"a plan that came back"
    assert cell(returns, "U09531", "status") == "Not sent"
    returns.write_templates(["U09531"], tmp_path, sent=True, due=None)
    settle(returns.window_)
    assert path.read_bytes().startswith(b"PK")
    assert cell(returns, "U09531", "status") == "Sent"


def test_a_folder_of_returns_fills_the_table(returns: Any, tmp_path: Path) -> None:
    window = returns.window_
    write_returns(window.store, tmp_path / "returns")
    window.commands.take_files([tmp_path / "returns"])
    settle(window)
    dialog = window.findChildren(ImportPreview)[-1]
    assert dialog.go.text() == "Import 20 returns; 3 go back with comments"
    dialog.import_()
    settle(window)
    shown = [button.text() for button in returns.counts.buttons.values() if not button.isHidden()]
    assert shown == ["23 networks", "20 received", "3 queried"]
    assert "3 returns were sent back with comments · 20 returns are to be reviewed" in returns.banner.text
    assert returns.table.total_row.texts()["lines"]
    returns.table.select(CROWN)
    settle(window)
    said = words(returns.detail)
    assert "Return received" in said
    assert "Versions" in said


def test_a_row_opens_the_plan_in_a_window_of_its_own(returns: Any) -> None:
    returns.table.activated.emit(CROWN)
    settle(returns.window_)
    shown = [one for one in returns.window_.findChildren(QDialog) if one.isVisible()]
    assert "Crown" in shown[-1].windowTitle()
    shown[-1].close()


def test_a_record_leads_to_its_round_and_network(returns: Any) -> None:
    returns.show_record("plan_return", ASCENT)
    assert returns.table.current_id == ASCENT
    returns.show_record("plan_return", ROUND)
    settle(returns.window_)
    assert returns.round.currentText() == ROUND


def test_without_a_round_the_page_says_how_to_begin(opened: Opening, tmp_path: Path) -> None:
    from blmk_desktop.seeding import load_reference
    from db import create_file

    with create_file(tmp_path / "empty.blmk") as store:
        load_reference(store)
    page = opened(tmp_path / "empty.blmk", "PCN workforce plans").show_page("returns")
    settle(page.window_)
    assert page.table.empty_text == "No plan round yet."
    assert "Begin a round…" in words(page)
    assert not page.templates.isEnabled()
    assert page.detail.isHidden()


def test_the_draft_and_the_final_plan_of_a_network_are_compared_from_its_return(returns: Any) -> None:
    window = returns.window_
    lines: list[Change] = []
    for name, wte in (("2022/23 first draft", 100), (ROUND, 150)):
        line = {"round": name, "pcn": CROWN, "line": 1, "role": "Paramedic", "wte": wte}
        lines.append(Change("plan_line", next(new_records()), None, line))
    make_round(window.store, "2022/23", "first draft")
    window.saved(commit(window.store, lines, what="Two plans of one network"))
    settle(window)
    returns.table.select(CROWN)
    settle(window)
    press(returns.detail, "Compare…")
    settle(window)
    (shown,) = (one for one in window.findChildren(Comparing) if one.isVisible())
    assert "1.00" in words(shown)
    assert "1.50" in words(shown)
    shown.close()


def test_the_money_of_every_network_is_seen_without_scrolling(returns: Any) -> None:
    names = [spec.name for spec in returns.table.columns.specs]
    assert names[:7] == ["pcn", "status", "needs", "wte_planned", "cost", "allocation", "balance"]
    view = returns.table.view
    last = view.columnViewportPosition(names.index("balance")) + view.columnWidth(names.index("balance"))
    assert last <= 1000  # what the table has of a window 1366 pixels wide


def test_a_return_and_a_plan_are_found_from_anywhere(returns: Any) -> None:
    window, entries = returns.window_, []
    window.go_to("Overview")
    window.commands.finder.search("crown", entries.extend)
    settle(window)
    assert [one.title for one in entries[:3]] == [
        "Crown PCN",
        f"Crown PCN: return {ROUND}",
        f"Crown PCN: open plan {ROUND}",
    ]
    entries[1].go()
    settle(window)
    assert window.current.page is returns
    assert (returns.shown.status.round, returns.table.current_id) == (ROUND, CROWN)
    entries[2].go()
    settle(window)
    (plan,) = [one for one in window.findChildren(KeptPlan) if one.isVisible()]
    assert (plan.round, plan.pcn) == (ROUND, CROWN)
    plan.close()
