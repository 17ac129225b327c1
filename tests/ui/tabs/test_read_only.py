"""A file that can only be looked at: what would change it stands there switched off, and says why."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import main
from db import open_file
from tests.ui.tabs.conftest import words
from ui.screenshots import settle
from ui.settings import Settings
from ui.window import MainWindow

WRITING = {"returns": ("round_menu", "import_menu", "status_menu"), "actuals": ("add",), "networks": ("enter",)}
WRITES = ("Change…", "Add a ", "Acknowledge…", "Import workbooks…", "Begin a round…", "Load the example data")


@pytest.fixture
def plans(qtbot: QtBot, dressed: QApplication, example: Path, tmp_path: Path) -> Iterator[Any]:
    """The workforce plans of a file that another window has open."""
    assert dressed.styleSheet()
    with open_file(shutil.copy(example, tmp_path / "held.blmk")) as first:
        window = MainWindow(Settings(tmp_path / "window.ini"), main.open_store, tmp_path)
        qtbot.addWidget(window)
        window.show()
        window.open_path(first.path)
        settle(window)
        assert window.read_only
        yield window.go_to("PCN workforce plans")
        window.close()


@pytest.mark.parametrize("key", WRITING)
def test_what_would_change_the_file_is_switched_off_and_says_why(plans: Any, key: str) -> None:
    page = plans.show_page(key)
    settle(plans.window_)
    for name in WRITING[key]:
        part = getattr(page, name)
        assert not part.isHidden()
        assert not part.isEnabled(), name
        assert "can only be looked at" in part.toolTip(), name


@pytest.mark.parametrize("key", ["returns", "actuals", "supply", "networks", "survey"])
def test_nothing_at_the_side_or_in_place_of_rows_would_change_it(plans: Any, key: str) -> None:
    page = plans.show_page(key)
    settle(plans.window_)
    if page.table.columns.count:
        page.table.select(page.table.columns.ids[0])
        settle(plans.window_)
    said = words(page.detail) + words(page.table.view) + words(page.banner)
    assert [text for text in WRITES if text in said] == []
    assert not any(spec.editable for spec in page.table.columns.specs)
