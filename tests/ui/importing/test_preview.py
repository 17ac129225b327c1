"""The import preview: says what an import would do, lets it be corrected, and does just that."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from blmk_desktop.changes import history
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.rows import all_rows
from blmk_desktop.summaries.plans import plan_by_pcn
from tests.blmk_desktop.importing.building import plan, workbook
from tests.ui.importing.conftest import Preview
from ui.importing.preview import ImportPreview
from ui.screenshots import settle
from ui.window import MainWindow

CROWN = ("MK", "Crown", 700_000, 650_000, 10, 12)
ASCENT = ("MK", "Ascent", 400_000, 410_000, 8, 9)
UNKNOWN = ("MK", "Crwon Medical", 100_000, 90_000, 2, 3)
BROKEN = ("MK", "East MK", "#REF!", 90_000, "a few", 3)


def tabs(dialog: ImportPreview) -> list[str]:
    return [dialog.proposals.tabText(at) for at in range(dialog.proposals.count())]


def cells(page: Any, name: str) -> list[str]:
    columns = page.table.columns
    return [columns.shown(position, name) for position in page.table.shown()] if columns else []


def show(dialog: ImportPreview, page: Any) -> Any:
    dialog.proposals.setCurrentWidget(page)
    settle(dialog.window_)
    return page


def held(window: MainWindow, kind: str) -> list[tuple[Any, ...]]:
    assert window.store is not None
    with window.store.reading() as connection:
        return all_rows(connection, RECORDS[kind])[1]


def test_a_plan_is_shown_before_anything_is_changed(window: MainWindow, preview: Preview, tmp_path: Path) -> None:
    dialog = preview(plan(tmp_path / "plan.xlsx", CROWN, ASCENT))
    assert tabs(dialog) == ["New 8", "Changed 0", "Same 0", "Refused 0", "Claims 0"]
    assert dialog.go.text() == "Import 8 rows"
    assert dialog.detail.text() == "Adds 8 figures."
    assert cells(dialog.proposals.rows["added"], "measure")[:2] == ["Allocation", "Forecast spend"]
    assert not held(window, "plan_figure")


def test_import_does_what_the_button_says_and_can_be_undone(
    window: MainWindow, preview: Preview, tmp_path: Path
) -> None:
    dialog = preview(plan(tmp_path / "plan.xlsx", CROWN, ASCENT))
    dialog.import_()
    settle(window)
    assert len(held(window, "plan_figure")) == 8
    assert window.frame.banner.text == "Imported 8 rows from plan.xlsx."
    window.frame.banner.findChildren(QPushButton)[0].click()
    settle(window)
    assert not held(window, "plan_figure")


def test_the_same_file_again_has_nothing_to_import(window: MainWindow, preview: Preview, tmp_path: Path) -> None:
    path = plan(tmp_path / "plan.xlsx", CROWN)
    preview(path).import_()
    settle(window)
    again = preview(path)
    assert again.go.text() == "Nothing to import"
    assert not again.go.isEnabled()
    assert again.said.text() == "Everything here is in your data already."
    assert any(note.startswith("Already imported") for note in again.notes.sentences)


def test_a_changed_figure_shows_old_and_new(window: MainWindow, preview: Preview, tmp_path: Path) -> None:
    preview(plan(tmp_path / "plan.xlsx", CROWN)).import_()
    settle(window)
    dialog = preview(plan(tmp_path / "plan.xlsx", ("MK", "Crown", 720_000, 650_000, 10, 12)))
    assert dialog.proposals.currentWidget() is dialog.proposals.rows["changed"]
    assert cells(dialog.proposals.rows["changed"], "value") == ["700,000.00 → 720,000.00"]
    assert any("another edition" in note.lower() for note in dialog.notes.sentences)


def test_a_refused_cell_says_where_what_why_and_what_to_do(preview: Preview, tmp_path: Path) -> None:
    dialog = preview(plan(tmp_path / "plan.xlsx", CROWN, BROKEN))
    page = show(dialog, dialog.proposals.refusals)
    assert dialog.go.text().startswith("Import the ")
    assert dialog.go.text().endswith("2 refused stay out")
    assert sorted(cells(page, "value")) == ["#REF!", "a few"]
    assert all(cells(page, "where"))
    assert all(cells(page, "advice"))
    page.table.select(0)
    assert "holds '" in page.what.text()


def test_an_unknown_name_is_explained_once_and_read_again(window: MainWindow, preview: Preview, tmp_path: Path) -> None:
    dialog = preview(plan(tmp_path / "plan.xlsx", ASCENT, UNKNOWN))
    page = show(dialog, dialog.proposals.refusals)
    assert cells(page, "value") == ["Crwon Medical"]
    page.choice.setCurrentIndex(page.choice.findData("U35004"))
    page.remember.click()
    settle(window)
    assert tabs(dialog)[0] == "New 8"
    assert dialog.proposals.tabText(3) == "Refused 0"
    assert any("Crwon Medical" in row for row in held(window, "alias"))
    dialog.import_()
    settle(window)
    assert window.store is not None
    with window.store.reading() as connection:
        assert {row.pcn_code for row in plan_by_pcn(connection).rows} >= {"U35004"}


def test_claims_are_worked_out_again(preview: Preview, tmp_path: Path) -> None:
    path = plan(tmp_path / "plan.xlsx", CROWN, ASCENT, ("Total", "", 1_100_000, 1_000_000, 18, 21))
    dialog = preview(path)
    assert tabs(dialog)[4] == "Claims 1 of 4 fail"
    page = show(dialog, dialog.proposals.claims)
    assert cells(page, "verdict") == ["Disagrees", "Agrees", "Agrees", "Agrees"]
    assert (cells(page, "printed")[0], cells(page, "computed")[0]) == ("£1,000,000", "£1,060,000.00")


def test_a_row_can_be_left_out_by_its_box(window: MainWindow, preview: Preview, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = preview(plan(tmp_path / "plan.xlsx", CROWN))
    page = dialog.proposals.rows["added"]
    page.table.select(0)
    qtbot.keyClick(page.table.view, Qt.Key.Key_Space)
    assert cells(page, "take") == ["No", "Yes", "Yes", "Yes"]
    assert dialog.go.text() == "Import 3 rows"
    assert dialog.detail.text() == "Adds 3 figures; leaves out 1 as you chose."
    dialog.import_()
    settle(window)
    assert len(held(window, "plan_figure")) == 3


def test_a_sheet_can_be_left_out_as_a_whole(preview: Preview, tmp_path: Path) -> None:
    headings = ("PCN", "Allocation 2022/23", "Forecast spend")
    sheets = {"First": [headings, ("Crown", 1, 2)], "Second": [headings, ("Ascent", 3, 4)]}
    dialog = preview(workbook(tmp_path / "two.xlsx", sheets))
    first = dialog.sources.items()[1]
    first.setCheckState(0, Qt.CheckState.Unchecked)
    assert dialog.go.text() == "Import 2 rows"
    assert dialog.sources.items()[0].checkState(0) is Qt.CheckState.PartiallyChecked


def test_what_was_left_out_stays_out_when_the_file_is_read_again(preview: Preview, tmp_path: Path) -> None:
    dialog = preview(plan(tmp_path / "plan.xlsx", CROWN))
    dialog.proposals.rows["added"].turn([0])
    dialog.answers.stage.setCurrentIndex(1)
    dialog.answers.stage.activated.emit(1)
    settle(dialog.window_)
    assert dialog.go.text() == "Import 3 rows"
    assert cells(dialog.proposals.rows["added"], "round")[0] == "2022/23 first draft"


def test_a_column_can_be_matched_to_something_else_and_is_remembered(
    window: MainWindow, preview: Preview, tmp_path: Path
) -> None:
    sheet = [("PCN 2022/23", "Allocation", "Forecast spend", "Heads"), ("Crown", 700_000, 650_000, 10)]
    dialog = preview(workbook(tmp_path / "odd.xlsx", sheet))
    assert dialog.proposals.tabText(0) == "New 2"
    box = dialog.matching.boxes[3]
    box.setCurrentIndex(box.findData("measure.wte_in_post"))
    box.activated.emit(box.currentIndex())
    settle(window)
    assert dialog.proposals.tabText(0) == "New 3"
    dialog.import_()
    settle(window)
    sheet[1] = ("Ascent", 400_000, 410_000, 8)
    again = preview(workbook(tmp_path / "next.xlsx", sheet))
    assert again.proposals.tabText(0) == "New 3"
    place = again.sources.sheet
    assert place is not None
    assert place.sheet.columns[3].sure == "remembered"


def test_the_kind_of_a_sheet_can_be_said_and_its_columns_matched(preview: Preview, tmp_path: Path) -> None:
    sheet = [("Ref", "Surgery", "Where"), ("E81001", "The Example", "MK1 1AA"), ("E81003", "Another", "MK2 2BB")]
    dialog = preview(workbook(tmp_path / "list.xlsx", sheet))
    assert dialog.said.text() == "There is nothing here to import."
    dialog.sources.setCurrentItem(dialog.sources.items()[1])
    dialog.choose_form("practices")
    settle(dialog.window_)
    page = show(dialog, dialog.proposals.refusals)
    assert "Practice code and Practice name" in cells(page, "why")[0]
    for column, target in ((0, "practice.code"), (1, "practice.name"), (2, "practice.postcode")):
        dialog.choose_column(column, target)
        settle(dialog.window_)
    assert tabs(dialog)[:4] == ["New 2", "Changed 0", "Same 0", "Refused 0"]


def test_a_year_that_the_file_does_not_say_can_be_given(preview: Preview, tmp_path: Path) -> None:
    dialog = preview(plan(tmp_path / "plan.xlsx", CROWN, title="Workforce"))
    assert "which financial year" in cells(show(dialog, dialog.proposals.refusals), "why")[0]
    year = dialog.answers.year
    year.setCurrentIndex(year.findData("2022/23"))
    year.activated.emit(year.currentIndex())
    settle(dialog.window_)
    assert dialog.go.text() == "Import 4 rows"


def test_a_date_must_be_one(preview: Preview, tmp_path: Path) -> None:
    sheet = [("Practice code", "Registered list", "Weighted list"), ("E81001", 3000, 2900)]
    dialog = preview(workbook(tmp_path / "lists.xlsx", sheet))
    dialog.answers.as_at.setText("soon")
    dialog.answers.as_at.editingFinished.emit()
    assert dialog.answers.as_at.property("state") == "wrong"
    dialog.answers.as_at.setText("31.3.2023")
    dialog.answers.as_at.editingFinished.emit()
    settle(dialog.window_)
    assert dialog.options.as_at == "2023-03-31"
    assert dialog.answers.as_at.text() == "31/03/2023"


def test_a_file_that_cannot_be_read_does_not_stop_the_others(preview: Preview, tmp_path: Path) -> None:
    bad = tmp_path / "scan.xlsx"
    bad.write_bytes(b"%PDF-1.7")
    dialog = preview(bad, plan(tmp_path / "plan.xlsx", CROWN))
    words = [item.data(0, Qt.ItemDataRole.AccessibleTextRole) for item in dialog.sources.items()]
    assert "scan.xlsx: cannot be read" in words
    assert dialog.go.text() == "Import 4 rows"
    assert any("PDF" in note for note in dialog.notes.sentences)


def test_the_comment_workbook_lists_refusals_and_failed_claims(
    window: MainWindow, preview: Preview, tmp_path: Path
) -> None:
    path = plan(tmp_path / "plan.xlsx", CROWN, BROKEN, ("Total", "", 1, 2, 3, 4))
    dialog = preview(path)
    assert dialog.comments.isEnabled()
    dialog.write_comments(tmp_path / "comments.xlsx")
    settle(window)
    book = openpyxl.load_workbook(tmp_path / "comments.xlsx")
    rows = list(book["Refused"].iter_rows(values_only=True))
    assert rows[0][:3] == ("File", "Sheet", "Cell")
    assert {row[4] for row in rows[1:]} == {"#REF!", "a few"}


def test_closing_changes_nothing(window: MainWindow, preview: Preview, tmp_path: Path) -> None:
    dialog = preview(plan(tmp_path / "plan.xlsx", CROWN))
    dialog.reject()
    settle(window)
    assert not held(window, "plan_figure")


def test_cancelling_the_first_reading_closes_the_preview(window: MainWindow, tmp_path: Path) -> None:
    dialog = ImportPreview(window, [plan(tmp_path / "plan.xlsx", CROWN)])
    dialog.open()
    dialog.under_way.cancelled.emit()
    assert dialog.result() == 0
    assert not dialog.isVisible()
    settle(window)


def test_data_that_changed_meanwhile_is_not_overwritten(
    window: MainWindow, preview: Preview, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QMessageBox, "open", lambda box: shown.append(box.text()))
    dialog = preview(plan(tmp_path / "plan.xlsx", CROWN))
    assert window.store is not None
    from blmk_desktop.editing import add

    add(window.store, "alias", {"kind": "place", "written": "The city", "means": "Milton Keynes"})
    dialog.import_()
    settle(window)
    assert "changed since" in shown[0]
    assert not held(window, "plan_figure")
    dialog.import_()
    settle(window)
    assert len(held(window, "plan_figure")) == 4
    with window.store.reading() as connection:
        assert [one.kind for one in history(connection, limit=2)] == ["import", "edit"]


def test_enter_in_a_field_imports_nothing(window: MainWindow, preview: Preview, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = preview(plan(tmp_path / "plan.xlsx", CROWN))
    qtbot.keyClick(dialog.proposals.rows["added"].table.bar.box, Qt.Key.Key_Return)
    settle(window)
    assert not held(window, "plan_figure")
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(window)
    assert len(held(window, "plan_figure")) == 4


def test_every_control_has_a_name_for_screen_readers(preview: Preview, tmp_path: Path) -> None:
    dialog = preview(plan(tmp_path / "plan.xlsx", CROWN))
    boxes = [dialog.matching.form, *dialog.matching.boxes.values(), dialog.answers.year, dialog.answers.as_at]
    assert all(box.accessibleName() for box in boxes)
    assert dialog.sources.accessibleName()
    assert dialog.proposals.accessibleName()


def test_the_published_plans_show_their_failed_claims(preview: Preview, shared: Path) -> None:
    dialog = preview(shared / "inputs" / "pcn-workforce-plans-2022-10.xlsx")
    page = show(dialog, dialog.proposals.claims)
    wrong = [where for where, verdict in zip(cells(page, "where"), cells(page, "verdict"), strict=True)
             if verdict in ("Disagrees", "Minus lost")]  # fmt: skip
    assert {"Submissions!E3", "Submissions!E29", "Actual v planned!G15"} <= set(wrong)


def test_escape_leaves_from_anywhere_but_asks_where_something_was_settled(
    preview: Preview, tmp_path: Path, qtbot: QtBot
) -> None:
    untouched = preview(plan(tmp_path / "plan.xlsx", CROWN, ASCENT))
    qtbot.keyClick(untouched.proposals.rows["added"].table.view, Qt.Key.Key_Escape)
    assert not untouched.isVisible()
    settled = preview(plan(tmp_path / "other.xlsx", CROWN, ASCENT))
    assert settled.reading is not None
    settled.reading.proposal.sheets()[0].rows[0].wanted = False
    settled.reject()
    assert settled.isVisible()
    box = settled.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    next(one for one in box.buttons() if one.text() == "Leave").click()
    assert not settled.isVisible()


def test_an_import_under_way_is_not_left_half_way(preview: Preview, tmp_path: Path) -> None:
    dialog = preview(plan(tmp_path / "plan.xlsx", CROWN, ASCENT))
    dialog.import_()
    dialog.reject()
    assert dialog.isVisible()
    window = dialog.window_
    settle(window)
    assert window.frame.banner.text == "Imported 8 rows from plan.xlsx."


def test_an_unlikely_meaning_is_not_chosen_for_the_user(preview: Preview, tmp_path: Path) -> None:
    dialog = preview(plan(tmp_path / "plan.xlsx", ASCENT, UNKNOWN))
    page = show(dialog, dialog.proposals.refusals)
    assert page.choice.currentText().startswith("Choose the PCN")
    assert not page.remember.isEnabled()
    likely = preview(plan(tmp_path / "likely.xlsx", ASCENT, ("MK", "Easst MK", 1, 1, 1, 1)))
    page = show(likely, likely.proposals.refusals)
    assert page.choice.currentData() == "U64356"
    assert page.remember.isEnabled()


def test_a_cancelled_import_changes_nothing_and_can_be_begun_again(
    window: MainWindow, preview: Preview, tmp_path: Path
) -> None:
    dialog = preview(plan(tmp_path / "plan.xlsx", CROWN))
    assert window.store is not None
    with window.store.writing():  # so that the import has to wait
        dialog.import_()
        dialog.under_way.cancel.click()
    settle(window)
    assert dialog.detail.text() == "Cancelled: nothing was imported."
    assert not held(window, "plan_figure")
    dialog.import_()
    settle(window)
    assert len(held(window, "plan_figure")) == 4


def test_the_preview_fits_a_small_screen(preview: Preview, tmp_path: Path) -> None:
    dialog = preview(plan(tmp_path / "plan.xlsx", CROWN, BROKEN, UNKNOWN))
    for page in dialog.proposals.pages:
        show(dialog, page)
        dialog.resize(1024, 700)
        assert (dialog.width(), dialog.height()) == (1024, 700)
