"""A window over a file with the reference data, and the preview of some workbooks in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import db
import main
from blmk_desktop.seeding import load_reference
from ui.importing.preview import ImportPreview
from ui.screenshots import settle
from ui.settings import Settings
from ui.window import MainWindow


@pytest.fixture
def window(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    """A window without tabs over a file with the networks, places and roles."""
    assert dressed.styleSheet()
    path = tmp_path / "blmk.blmk"
    with db.create_file(path) as store:
        load_reference(store)
    shown = MainWindow(Settings(tmp_path / "window.ini"), main.open_store, tmp_path, tabs=())
    qtbot.addWidget(shown)
    shown.show()
    shown.open_path(path)
    settle(shown)
    yield shown
    shown.close()


Preview = Callable[..., ImportPreview]


@pytest.fixture
def preview(window: MainWindow) -> Iterator[Preview]:
    """The preview of these workbooks, once they are read."""
    opened: list[ImportPreview] = []

    def open_(*paths: Path) -> ImportPreview:
        dialog = ImportPreview(window, paths)
        opened.append(dialog)
        dialog.open()
        settle(window)
        return dialog

    yield open_
    window.tasks.stop()
