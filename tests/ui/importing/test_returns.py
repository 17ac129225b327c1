"""A folder of returns: those in order are taken, the others go back with comments, and the preview says which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QPushButton

from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.rows import all_rows
from blmk_desktop.templates.plan_form import FormLine
from blmk_desktop.templates.plan_known import plan_forms
from blmk_desktop.templates.plan_templates import file_name
from blmk_desktop.templates.plan_writer import write_plan
from tests.blmk_desktop.importing.returns.returns import spoil, unreadable
from tests.ui.importing.conftest import Preview
from tests.ui.importing.test_preview import cells, show, tabs
from ui import files
from ui.importing import return_words
from ui.importing.preview import ImportPreview, write_copies
from ui.screenshots import settle
from ui.window import MainWindow

NETWORKS = ("U35004", "U49574", "U64356")
LINES = tuple(FormLine("Care Co-ordinator", 60, None, line=number) for number in (1, 2, 3))


@pytest.fixture
def folder(window: MainWindow, tmp_path: Path) -> Path:
    """The returns of three networks; that of Crown has cells that nobody can take."""
    assert window.store is not None
    made = tmp_path / "returns"
    made.mkdir()
    with window.store.reading() as connection:
        forms = plan_forms(connection, NETWORKS, "2022/23", "final")
    for form in forms:
        path = made / file_name(form)
        write_plan(replace(form, lines=LINES), path)
        if form.code == "U35004":
            spoil(path, unreadable)
    return made


def opened(window: MainWindow, folder: Path) -> ImportPreview:
    files.take(window, [folder])
    settle(window)
    return window.findChildren(ImportPreview)[-1]


def statuses(window: MainWindow) -> dict[str, str]:
    assert window.store is not None
    with window.store.reading() as connection:
        names, rows = all_rows(connection, RECORDS["plan_return"])
    return {row[names.index("pcn")]: row[names.index("status")] for row in rows}


def listed(dialog: ImportPreview) -> Sequence[tuple[str, str]]:
    from ui.importing.sources import WORD

    return [(item.text(0), item.data(0, WORD)) for item in dialog.sources.items()]


def test_a_dropped_folder_shows_what_is_taken_and_what_goes_back(window: MainWindow, folder: Path) -> None:
    dialog = opened(window, folder)
    assert listed(dialog) == [
        ("All 3 files", "2 taken, 1 sent back"),
        ("Crown PCN", "Sent back · 3 comments · 2022/23 final"),
        ("Ascent PCN", "Taken · 3 lines · 2022/23 final"),
        ("East MK PCN", "Taken · 3 lines · 2022/23 final"),
    ]
    assert dialog.said.text().startswith(
        "2 returns can be taken. 1 goes back with comments, and nothing of it is taken."
    )
    assert dialog.go.text() == "Import 2 returns; 1 goes back with comments"
    assert dialog.detail.text() == "Adds 6 plan lines; marks 1 as queried and 2 as received."
    assert tabs(dialog)[:4] == ["New 6", "Changed 0", "Same 0", "Refused 3"]


def test_importing_takes_the_returns_in_order_and_queries_the_other(window: MainWindow, folder: Path) -> None:
    dialog = opened(window, folder)
    dialog.import_()
    settle(window)
    assert statuses(window) == {"U35004": "queried", "U49574": "received", "U64356": "received"}
    banner = window.frame.banner
    assert banner.text == "Imported 2 returns with 6 lines; 1 goes back with comments."
    assert [button.text() for button in banner.findChildren(QPushButton)][:2] == ["Save comment workbooks…", "Undo"]


def test_the_same_folder_again_brings_nothing_new(window: MainWindow, folder: Path) -> None:
    opened(window, folder).import_()
    settle(window)
    again = opened(window, folder)
    assert listed(again)[2] == ("Ascent PCN", "Nothing new · 3 lines · 2022/23 final")
    assert not again.go.isEnabled()
    assert again.comments.isEnabled()


def test_comment_workbooks_are_saved_in_a_folder(
    window: MainWindow, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = opened(window, folder)
    target = tmp_path / "back"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(target))
    dialog.save_comments()
    settle(window)
    assert [path.name for path in target.iterdir()] == ["PCN plan 2022-23 final U35004 Crown PCN - comments.xlsx"]
    assert dialog.detail.text() == f"Saved 1 comment workbook in {target}."


def test_each_refused_cell_says_whose_it_is_and_that_it_goes_back(window: MainWindow, folder: Path) -> None:
    dialog = opened(window, folder)
    page = show(dialog, dialog.proposals.refusals)
    assert cells(page, "file") == ["Crown PCN"] * 3
    assert set(cells(page, "advice")) == {
        "Send the return back: save the comment workbooks, in which this cell is marked."
    }
    dialog.sources.setCurrentItem(dialog.sources.items()[1])
    settle(window)
    assert dialog.sources.files[0].path.name.endswith("U35004 Crown PCN.xlsx")
    assert "nothing to match" in return_words.about(dialog.sources.files[0])


def test_a_return_can_be_left_out(window: MainWindow, folder: Path) -> None:
    from PySide6.QtCore import Qt

    dialog = opened(window, folder)
    dialog.sources.items()[2].setCheckState(0, Qt.CheckState.Unchecked)
    assert dialog.go.text() == "Import 1 return; 1 goes back with comments"
    dialog.import_()
    settle(window)
    assert statuses(window) == {"U35004": "queried", "U64356": "received"}


def test_a_return_that_cannot_be_taken_alone_is_only_noted(preview: Preview, window: MainWindow, folder: Path) -> None:
    dialog = preview(next(path for path in folder.iterdir() if "U35004" in path.name))
    assert dialog.go.text() == "Note that 1 goes back with comments"
    assert dialog.comments.text() == "Save comment workbook…"
    dialog.import_()
    settle(window)
    assert statuses(window) == {"U35004": "queried"}


def test_what_goes_back_can_still_be_saved_after_the_import(window: MainWindow, folder: Path, tmp_path: Path) -> None:
    dialog = opened(window, folder)
    assert dialog.reading is not None
    proposal = dialog.reading.proposal
    dialog.import_()
    settle(window)
    write_copies(window, proposal, tmp_path / "later", window.say)
    settle(window)
    assert len(list((tmp_path / "later").iterdir())) == 1


def test_a_folder_without_workbooks_says_so(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(type(window), "show_error", lambda _window, error: said.append(str(error.args[0])))
    (tmp_path / "nothing").mkdir()
    files.take(window, [tmp_path / "nothing"])
    assert said == ["There is no workbook in this folder."]
