"""The first start is answered once: how to begin, who works here, the three steps."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

import main
from blmk_desktop import guide
from blmk_desktop.recent import remember
from blmk_desktop.settings import save_settings
from blmk_desktop.user import User, user
from tests.ui.test_window import unnamed
from ui.screenshots import settle
from ui.setting_up.first_run import DONE, STEPS, Welcome, welcome
from ui.window import MainWindow


def started(qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """The program as it starts in a settings folder, once its file is open."""
    monkeypatch.setenv("BLMK_DATA_DIR", str(folder))
    window = main.build_window([])[1]
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.file_opened):
        window.show()
    settle(window)
    return window


def test_it_is_shown_once_in_a_new_folder(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    window = started(qtbot, tmp_path / "new", monkeypatch)
    shown = window.findChildren(Welcome)
    assert len(shown) == 1
    assert [way.text() for way in shown[0].ways] == [
        "Start with the BLMK example",
        "Import your register",
        "Open a file",
    ]
    shown[0].reject()
    assert window.settings.value(DONE)
    window.close()
    again = started(qtbot, tmp_path / "new", monkeypatch)
    assert again.findChildren(Welcome) == []
    again.close()


def test_who_has_worked_here_before_is_not_asked(
    qtbot: QtBot, tmp_path: Path, data_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remember(tmp_path / "known", data_file)
    window = started(qtbot, tmp_path / "known", monkeypatch)
    assert window.findChildren(Welcome) == []
    window.close()


def test_it_keeps_who_works_here(empty_window: MainWindow) -> None:
    shown = welcome(empty_window)
    shown.name.setText("Sam Lee")
    shown.role.setText("Contract manager")
    shown.accept()
    assert user(empty_window.folder) == User("Sam Lee", "Contract manager")


def test_the_example_is_one_press_away(empty_window: MainWindow, tmp_path: Path) -> None:
    empty_window.open_path(tmp_path / "new.blmk")
    settle(empty_window)
    shown = welcome(empty_window)
    shown.ways[0].click()
    assert not shown.isVisible()
    settle(empty_window)
    assert "98 active practices" in empty_window.frame.status.text()


def test_the_example_comes_among_own_data_only_after_asking(empty_window: MainWindow, tmp_path: Path) -> None:
    empty_window.open_path(tmp_path / "mine.blmk")
    settle(empty_window)
    empty_window.change(lambda store: save_settings(store, {"area.name": "Our own area"}))
    welcome(empty_window).ways[0].click()
    settle(empty_window)
    assert " 0 active practices" in empty_window.frame.status.text()
    asked = empty_window.findChild(QMessageBox)
    assert isinstance(asked, QMessageBox)
    next(one for one in asked.buttons() if one.text() == "Add them").click()
    settle(empty_window)
    assert "98 active practices" in empty_window.frame.status.text()


def test_the_three_steps_lead_to_the_guide(empty_window: MainWindow) -> None:
    shown = welcome(empty_window)
    assert {page for _, _, page in STEPS} <= {page.name for page in guide.pages()}
    assert unnamed(shown) == []
    shown.accept()
