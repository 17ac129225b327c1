"""A file that stands, or is to be made, where it had better not be: the window says so and offers this computer."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

import main
from db import create_file, open_file
from tests.db.conftest import content
from tests.ui.conftest import TABS
from ui.screenshots import settle
from ui.settings import Settings
from ui.window import MainWindow


@pytest.fixture
def synced(tmp_path: Path) -> Path:
    """A folder that OneDrive copies."""
    folder = tmp_path / "OneDrive - NHS"
    folder.mkdir()
    return folder


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where data files stand unless somebody chooses otherwise."""
    folder = tmp_path / "home"
    monkeypatch.setenv("BLMK_DATA_DIR", str(folder))
    return folder


@pytest.fixture
def shown(qtbot: QtBot, dressed: QApplication, tmp_path: Path, home: Path) -> Iterator[MainWindow]:
    """A window that is seen, with no file open."""
    assert dressed.styleSheet()
    assert home
    window = MainWindow(Settings(tmp_path / "window.ini"), main.open_store, tmp_path / "settings", TABS)
    qtbot.addWidget(window)
    window.show()
    yield window
    window.close()


def press(buttons: list[QPushButton], words: str) -> None:
    next(button for button in buttons if button.text().replace("&", "") == words).click()


def make_new(window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch) -> QMessageBox:
    """Ask for a new file of that name; what the window asks back."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    window.commands.new()
    return window.findChildren(QMessageBox)[-1]


def banner_buttons(window: MainWindow) -> list[QPushButton]:
    return [button for button in window.frame.banner.findChildren(QPushButton) if button.isVisible()]


def test_a_new_file_in_a_synced_folder_is_offered_a_place_on_this_computer(
    shown: MainWindow, synced: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.mkdir()
    with main.open_store(home / "first.blmk", create=True):
        pass
    shown.open_path(home / "first.blmk")
    settle(shown)
    box = make_new(shown, synced / "first.blmk", monkeypatch)
    assert box.text() == f"{synced} is in a folder that OneDrive copies to other computers."
    assert f"On this computer it would stand in {home}" in box.informativeText()
    press(box.findChildren(QPushButton), "Keep it on this computer")
    settle(shown)
    assert shown.store is not None
    assert shown.store.path == home / "first 2.blmk"
    assert list(synced.iterdir()) == []


def test_who_insists_gets_it_there_and_is_told_once(
    shown: MainWindow, synced: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    press(make_new(shown, synced / "care.blmk", monkeypatch).findChildren(QPushButton), "Keep it there")
    settle(shown)
    assert shown.frame.banner.text.startswith("This file is in a folder that OneDrive copies to other computers. ")
    press(banner_buttons(shown), "Leave it there")
    assert shown.frame.banner.text == ""
    shown.close_file()
    shown.open_path(synced / "care.blmk")
    settle(shown)
    assert shown.frame.banner.text == ""


def test_cancel_makes_nothing(shown: MainWindow, synced: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    press(make_new(shown, synced / "care.blmk", monkeypatch).findChildren(QPushButton), "Cancel")
    settle(shown)
    assert shown.store is None
    assert list(synced.iterdir()) == []


def test_a_file_is_brought_home_and_the_other_left_as_it_is(
    shown: MainWindow, data_file: Path, synced: Path, home: Path
) -> None:
    there = Path(shutil.move(data_file, synced / "care.blmk"))
    shown.open_path(there)
    settle(shown)
    press(banner_buttons(shown), "Keep it on this computer")
    settle(shown)
    settle(shown)
    assert shown.store is not None
    assert shown.store.path == home / "care.blmk"
    assert shown.frame.banner.text == ""
    assert list(content(synced)) == [there.name]


def test_a_file_brought_up_to_date_says_where_the_earlier_one_is(shown: MainWindow, tmp_path: Path) -> None:
    earlier = Path(__file__).parent.parent / "fixtures" / "schema-4.blmk"
    shown.open_path(Path(shutil.copyfile(earlier, tmp_path / "old.blmk")))
    settle(shown)
    assert shown.frame.banner.text == (
        "An earlier version made this file. It is up to date now; how it was is kept in the folder 'backups' beside it."
    )
    press(banner_buttons(shown), "Close")
    assert shown.frame.banner.text == ""


def test_a_file_that_is_named_but_missing_is_not_made(
    shown: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(MainWindow, "show_error", lambda _self, error, *_: said.append(str(error)))
    shown.open_after_paint(tmp_path / "wrong.blmk")
    settle(shown)
    assert said == [f"wrong.blmk: There is no file {tmp_path / 'wrong.blmk'}."]
    assert not (tmp_path / "wrong.blmk").exists()


def test_of_two_files_asked_for_at_once_the_last_is_shown_and_the_other_is_free(
    window: MainWindow, tmp_path: Path
) -> None:
    second, third = tmp_path / "second.blmk", tmp_path / "third.blmk"
    for path in (second, third):
        create_file(path).close()
        window.open_path(path)
    settle(window)
    assert window.store is not None
    assert window.store.path == third
    with open_file(second) as free:
        assert not free.read_only
