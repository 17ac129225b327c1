"""A plan form filled in here: out as a template, filled in with live totals, saved, imported: every figure arrives."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot
from sqlalchemy import select

import main
from blmk_desktop.importing.engine import apply, propose
from blmk_desktop.importing.proposal import Options
from blmk_desktop.records.tables import TABLES
from blmk_desktop.templates.marker import find_marker
from blmk_desktop.templates.plan_known import plan_forms
from blmk_desktop.templates.plan_writer import write_plan
from blmk_desktop.workbook import read_path
from db import create_file, open_file
from tests.ui.plan.conftest import CROWN, FINAL, put, shown
from ui.plan.filling import Filling, fill_in
from ui.screenshots import settle
from ui.settings import Settings
from ui.window import MainWindow


@pytest.fixture
def form(plan_file: Path, tmp_path: Path) -> Path:
    """The template of Crown, as it is sent out."""
    path = tmp_path / "form.xlsx"
    with open_file(plan_file) as store, store.reading() as connection:
        (known,) = plan_forms(connection, [CROWN], "2022/23", "final")
    write_plan(known, path, "2022-09-01")
    return path


@pytest.fixture
def elsewhere(
    qtbot: QtBot, dressed: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    """The window of a practice manager: its data file knows nothing, not even the roles."""
    assert dressed.styleSheet()
    answer(monkeypatch, QMessageBox.StandardButton.Discard)
    create_file(tmp_path / "empty.blmk").close()
    window = MainWindow(Settings(tmp_path / "other.ini"), main.open_store, tmp_path)
    qtbot.addWidget(window)
    window.show()
    window.open_path(tmp_path / "empty.blmk")
    settle(window)
    yield window
    window.close()


def opened(window: MainWindow, path: Path) -> Filling:
    fill_in(window, path)
    settle(window)
    return window.findChildren(Filling)[-1]


def answer(monkeypatch: pytest.MonkeyPatch, button: QMessageBox.StandardButton) -> None:
    monkeypatch.setattr(QMessageBox, "question", lambda *_args, **_how: button)


def plan_of(store: Any) -> list[Any]:
    table = TABLES["plan_line"].c
    with store.reading() as connection:
        query = select(table.line, table.role, table.wte, table.start, table.end, table.salary, table.post, table.note)
        query = query.where(table.round == FINAL, table.pcn == CROWN).order_by(table.line)
        return [tuple(row) for row in connection.execute(query)]


def test_a_form_filled_in_here_arrives_whole(elsewhere: MainWindow, form: Path, plan_file: Path) -> None:
    filling = opened(elsewhere, form)
    assert shown(filling, 2, "cost") == "36,000"
    put(filling, 2, "wte", "1.25")
    put(filling, 2, "note", "half time until March")
    put(filling, 0, "post", "Lead pharmacist")
    filling.grid.add()
    put(filling, 3, "role", "Care Co-ordinator")
    put(filling, 3, "wte", "0.8")
    put(filling, 3, "start", "1 December 2022")
    put(filling, 3, "salary", "27,500.50")
    filling.save(form)
    settle(elsewhere)
    assert not filling.book.unsaved
    marker = find_marker(read_path(form))
    assert marker is not None
    assert (marker.code, marker.year, marker.stage, marker.made) == (CROWN, "2022/23", "final", "2022-09-01")
    with open_file(plan_file) as store:
        apply(store, propose(store, [form], Options(accept_over=True)))
        assert plan_of(store) == [
            (1, "Clinical Pharmacist", 200, None, None, None, "Lead pharmacist", None),
            (2, "Paramedic", 100, "2022-10-01", None, None, None, None),
            (3, "Dietitian (Advanced Practitioner)", 125, "2023-01-01", None, 4_000_000, None, "half time until March"),
            (4, "Care Co-ordinator", 80, "2022-12-01", None, 2_750_050, None, None),
        ]


def test_an_empty_data_file_gives_the_same_totals_as_the_full_one(
    elsewhere: MainWindow, form: Path, plan: Any, over_plans: MainWindow
) -> None:
    filling = opened(elsewhere, form)
    assert filling.found.assessment == plan.found.assessment
    assert filling.totals.banner.text == plan.totals.banner.text
    assert over_plans.store is not None


def test_the_box_says_what_keeps_it_from_being_sent(elsewhere: MainWindow, form: Path) -> None:
    filling = opened(elsewhere, form)
    assert filling.ready.text() == "Not yet: a role is over its cap, named above"
    put(filling, 2, "wte", "2")
    assert filling.ready.text() == "Ready to send, but the cost leaves out 1 line without a known maximum"
    assert filling.ready.property("badge") == "green"
    put(filling, 0, "wte", "20")
    assert filling.ready.text().startswith("Not yet: over the allocation by £")


def test_edits_are_in_memory_with_undo_and_closing_asks(
    elsewhere: MainWindow, form: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = form.read_bytes()
    filling = opened(elsewhere, form)
    put(filling, 0, "wte", "3")
    assert filling.isWindowModified()
    answer(monkeypatch, QMessageBox.StandardButton.Cancel)
    assert not filling.close()
    assert not elsewhere.close()
    assert elsewhere.store is not None
    filling.do("undo")
    assert shown(filling, 0, "wte") == "2.00"
    assert not filling.isWindowModified()
    filling.do("redo")
    answer(monkeypatch, QMessageBox.StandardButton.Discard)
    assert filling.close()
    assert form.read_bytes() == before


def test_saving_when_closing_writes_first_and_then_closes(
    elsewhere: MainWindow, form: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filling = opened(elsewhere, form)
    put(filling, 0, "wte", "3")
    target = tmp_path / "to return.xlsx"
    answer(monkeypatch, QMessageBox.StandardButton.Save)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    filling.close()
    settle(elsewhere)
    assert not [window for window in elsewhere.findChildren(Filling) if window.isVisible()]
    assert opened(elsewhere, target).book.lines[0].wte == 300


def test_a_workbook_changed_meanwhile_is_written_over_only_if_asked_to(
    elsewhere: MainWindow, form: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filling = opened(elsewhere, form)
    put(filling, 0, "wte", "3")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(form), ""))
    book = openpyxl.load_workbook(form)
    book["Plan"]["D10"] = 9
    book.save(form)
    theirs = form.read_bytes()
    answer(monkeypatch, QMessageBox.StandardButton.No)
    filling.ask_and_save()
    settle(elsewhere)
    assert form.read_bytes() == theirs
    assert filling.book.unsaved
    answer(monkeypatch, QMessageBox.StandardButton.Yes)
    filling.ask_and_save()
    settle(elsewhere)
    assert not filling.book.unsaved
    put(filling, 0, "wte", "4")
    answer(monkeypatch, QMessageBox.StandardButton.No)  # nobody else wrote since: nothing is asked
    filling.ask_and_save()
    settle(elsewhere)
    assert not filling.book.unsaved


def test_a_name_without_its_ending_does_not_write_over_another_workbook_unasked(
    elsewhere: MainWindow, form: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filling = opened(elsewhere, form)
    (tmp_path / "v1.2.xlsx").write_bytes(b"theirs")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "v1.2"), ""))
    answer(monkeypatch, QMessageBox.StandardButton.No)
    filling.ask_and_save()
    settle(elsewhere)
    assert (tmp_path / "v1.2.xlsx").read_bytes() == b"theirs"
    assert not (tmp_path / "v1.xlsx").exists()


def test_where_nothing_may_be_written_is_said_plainly(elsewhere: MainWindow, form: Path) -> None:
    filling = opened(elsewhere, form)
    put(filling, 0, "wte", "3")
    filling.save(form / "inside a file.xlsx")
    settle(elsewhere)
    (box,) = [box for box in filling.findChildren(QMessageBox) if box.isVisible()]
    assert "written" in box.text()
    assert filling.book.unsaved
    box.close()


def test_what_cannot_be_read_is_left_blank_and_told(elsewhere: MainWindow, form: Path) -> None:
    book = openpyxl.load_workbook(form)
    book["Plan"]["D10"] = "two"
    book["Plan"]["B11"] = "Wizard"
    book.create_sheet("Our notes").append(["something"])
    book.save(form)
    filling = opened(elsewhere, form)
    assert filling.notice.text.startswith("2 cells left blank. Plan!D10 'two': WTE: two is not a number; Plan!B11")
    assert "'Our notes'" in filling.notice.text
    assert filling.grid.table.model.marks[1, "wte"].text.startswith("Give the WTE.")
    assert filling.ready.text() == "Not yet: 2 lines to put right, marked in the lines"


def test_a_workbook_that_is_no_form_is_refused_in_a_sentence(elsewhere: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "other.xlsx"
    openpyxl.Workbook().save(path)
    fill_in(elsewhere, path)
    settle(elsewhere)
    (box,) = elsewhere.findChildren(QMessageBox)
    assert box.text().startswith("This is no plan form")
    assert not elsewhere.findChildren(Filling)
    box.close()


def test_a_form_that_is_dropped_may_be_filled_in_or_imported(elsewhere: MainWindow, form: Path) -> None:
    elsewhere.commands.take_files([form])
    settle(elsewhere)
    (box,) = elsewhere.findChildren(QMessageBox)
    assert box.text() == "form.xlsx is a network's plan form. What would you like to do with it?"
    buttons = {button.text(): button for button in box.buttons()}
    assert set(buttons) == {"&Import it as a return", "&Fill it in here", "Cancel"}
    buttons["&Fill it in here"].click()
    settle(elsewhere)
    assert elsewhere.findChildren(Filling)


def test_a_form_named_on_the_command_line_is_offered_once_the_data_file_is_open(
    qtbot: QtBot, form: Path, user_folder: Path
) -> None:
    assert user_folder.is_dir()
    _, window = main.build_window([str(form)])
    qtbot.addWidget(window)
    window.show()
    settle(window)
    (box,) = window.findChildren(QMessageBox)
    assert "plan form" in box.text()
    box.close()
    window.close()
