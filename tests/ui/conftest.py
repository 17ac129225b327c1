"""A window without tabs for the parts to stand in, and the colours of the application."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import main
from blmk_desktop.changes import Change, commit
from db import create_file
from ui import theme
from ui.screenshots import settle
from ui.settings import Settings
from ui.window import MainWindow


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> QApplication:
    """The application in light colours."""
    theme.apply(qapp, "light")
    return qapp


@pytest.fixture
def empty_window(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    """A window without tabs and without a file: all that a part needs around it."""
    assert dressed.styleSheet()
    window = MainWindow(Settings(tmp_path / "window.ini"), main.open_store, tmp_path, tabs=())
    qtbot.addWidget(window)
    yield window
    window.close()


TABS = (("Practices", "tests.ui.sample_tab:Sample"), ("Findings", "tests.ui.sample_tab:Sample"))
PCNS = (("U35004", "Crown"), ("U49574", "Ascent"))


@pytest.fixture
def data_file(tmp_path: Path) -> Path:
    """A file with a place and two networks in it, added as one change set."""
    path = tmp_path / "plans.blmk"
    with create_file(path) as store:
        added = [Change("place", 1, None, {"name": "Milton Keynes"})]
        for number, (code, name) in enumerate(PCNS, 2):
            added.append(Change("pcn", number, None, {"code": code, "name": name, "place": "Milton Keynes"}))
        commit(store, added, what="Import of pcns.xlsx", kind="import")
    return path


@pytest.fixture
def window(qtbot: QtBot, dressed: QApplication, data_file: Path, tmp_path: Path) -> Iterator[MainWindow]:
    """A window with two tabs over that file, once it stands still."""
    assert dressed.styleSheet()
    shown = MainWindow(Settings(tmp_path / "window.ini"), main.open_store, tmp_path, TABS)
    qtbot.addWidget(shown)
    shown.show()
    shown.open_path(data_file)
    settle(shown)
    yield shown
    shown.close()
