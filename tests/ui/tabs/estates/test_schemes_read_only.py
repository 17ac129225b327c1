"""Schemes of a file that can only be looked at: everything is shown, and nothing offers to change it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import main
from db import open_file
from tests.ui.tabs.conftest import words
from tests.ui.tabs.estates.estates_example import HUB
from ui.screenshots import settle
from ui.settings import Settings
from ui.window import MainWindow

WRITES = ("Change…", "Add ", "Record a decision…", "New stage…", "RAG…", "Move money…", "Take back…", "Acknowledge…")


@pytest.fixture
def estates(qtbot: QtBot, dressed: QApplication, estates_file: Path, tmp_path: Path) -> Iterator[Any]:
    """The estates of a file that another window has open."""
    assert dressed.styleSheet()
    with open_file(shutil.copy(estates_file, tmp_path / "held.blmk")) as first:
        window = MainWindow(Settings(tmp_path / "window.ini"), main.open_store, tmp_path)
        qtbot.addWidget(window)
        window.show()
        window.open_path(first.path)
        settle(window)
        assert window.read_only
        yield window.go_to("Estates")
        window.close()


@pytest.mark.parametrize("key", ["schemes", "timeline"])
def test_the_detail_of_a_scheme_offers_no_change(estates: Any, key: str) -> None:
    page = estates.show_page(key)
    page.show_record("scheme", HUB)
    settle(estates.window_)
    said = words(page.detail)
    assert "ETTF 2019/20: £598,000" in said
    assert [text for text in WRITES if text in said] == []


def test_cards_stay_where_they_are(estates: Any, qtbot: QtBot) -> None:
    page = estates.show_page("schemes")
    settle(estates.window_)
    assert not page.add.isEnabled()
    assert not page.board.movable
    page.board.select(page.shown.id_of(HUB))
    told: list[object] = []
    page.board.moved.connect(lambda id_, _lane: told.append(id_))
    lane = page.board.lanes["FBC"]
    qtbot.keyClick(lane, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert told == []
    assert page.ask_stage(page.shown.id_of(HUB), "complete") is None


@pytest.mark.parametrize("view", ["line", "envelope", "move", "agreement"])
def test_money_cannot_be_changed(estates: Any, view: str) -> None:
    page = estates.show_page("funding")
    page.switch.choose(view)
    settle(estates.window_)
    page.table.select(page.table.columns.ids[0])
    settle(estates.window_)
    said = words(page.detail)
    assert [text for text in WRITES if text in said] == []
    assert not page.move_button.isEnabled()
    assert not any(spec.editable for spec in page.table.columns.specs)
