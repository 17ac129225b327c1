"""Schemes of a file that can only be looked at: everything is shown, and nothing offers to change it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.tabs.conftest import Held, words
from tests.ui.tabs.estates.estates_example import HUB
from ui.screenshots import settle

WRITES = ("Change…", "Add ", "Record a decision…", "New stage…", "RAG…", "Move money…", "Take back…", "Acknowledge…")


@pytest.fixture
def estates(held: Held, estates_file: Path) -> Any:
    """The estates of a file that another window has open."""
    return held(estates_file).go_to("Estates")


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
