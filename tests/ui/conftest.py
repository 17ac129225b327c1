"""A window without tabs for the parts to stand in, and the colours of the application."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import main
from ui import theme
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
