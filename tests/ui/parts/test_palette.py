"""One box finds tabs, commands and records; Enter goes there, Escape changes nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.parts.palette import Entry, Palette
from ui.screenshots import settle
from ui.window import MainWindow


@pytest.fixture
def gone() -> list[str]:
    return []


@pytest.fixture
def palette(empty_window: MainWindow, gone: list[str]) -> Palette:
    def entry(title: str) -> Entry:
        return Entry(title, "Tab", lambda: gone.append(title))

    def search(words: str, then: Callable[[list[Entry]], object]) -> object:
        return then([entry("Crown PCN")] if words == "cro" else [])

    empty_window.show()
    opened = Palette(empty_window, [entry("Practices"), entry("PCN workforce plans")], search)
    opened.open_over(empty_window)
    return opened


def test_before_anything_is_typed_tabs_and_commands_are_listed(palette: Palette) -> None:
    assert palette.titles == ["Practices", "PCN workforce plans"]


def test_words_in_any_order_narrow_the_list(qtbot: QtBot, palette: Palette) -> None:
    qtbot.keyClicks(palette.box, "plan work")
    assert palette.titles == ["PCN workforce plans"]


def test_records_come_first(qtbot: QtBot, palette: Palette) -> None:
    qtbot.keyClicks(palette.box, "cro")
    assert palette.titles == ["Crown PCN"]


def test_arrows_choose_and_enter_goes_there(qtbot: QtBot, palette: Palette, gone: list[str]) -> None:
    qtbot.keyClick(palette.box, Qt.Key.Key_Down)
    qtbot.keyClick(palette.box, Qt.Key.Key_Return)
    assert gone == ["PCN workforce plans"]


def test_escape_goes_nowhere(qtbot: QtBot, palette: Palette, gone: list[str]) -> None:
    qtbot.keyClick(palette, Qt.Key.Key_Escape)
    assert gone == []


def test_enter_waits_for_what_is_still_looked_for(qtbot: QtBot, empty_window: MainWindow, gone: list[str]) -> None:
    awaited: list[Callable[[list[Entry]], object]] = []
    empty_window.show()
    opened = Palette(empty_window, [], lambda _words, then: awaited.append(then))
    opened.open_over(empty_window)
    qtbot.keyClicks(opened.box, "u3")
    qtbot.keyClick(opened.box, Qt.Key.Key_Return)
    assert gone == []
    awaited[-1]([Entry("Crown", "PCN", lambda: gone.append("Crown"))])
    assert gone == ["Crown"]


def test_a_tab_that_begins_so_comes_before_records_and_pages_of_the_guide_last(empty_window: MainWindow) -> None:
    def entry(title: str, *, after: bool = False) -> Entry:
        return Entry(title, "", lambda: None, after=after)

    found = [entry("Risk of fire"), entry("About risks", after=True)]
    empty_window.show()
    opened = Palette(empty_window, [entry("Export risks"), entry("Risks")], lambda _words, then: then(found))
    opened.open_over(empty_window)
    opened.box.setText("risk")
    assert opened.titles == ["Risks", "Risk of fire", "Export risks", "About risks"]
    opened.close()


def test_it_says_when_nothing_is_found(palette: Palette) -> None:
    palette.box.setText("zzz")
    assert palette.hint.text() == "Nothing is called “zzz”, or nearly so."
    palette.box.setText("")
    assert "Enter to go there" in palette.hint.text()


def test_a_network_is_found_in_the_file_and_shown(window: MainWindow) -> None:
    window.commands.find()
    opened = window.findChild(Palette)
    assert isinstance(opened, Palette)
    opened.box.setText("crown")
    settle(window)
    assert opened.titles[0] == "Crown"
    opened.go()
    assert window.current.shown == [("pcn", "U35004")]


def test_what_is_longer_than_the_list_is_shortened_not_scrolled_to(window: MainWindow, qtbot: QtBot) -> None:
    palette = Palette(window, [Entry("Crown " * 60, "A finding " * 40, lambda: None)], lambda _words, _then: None)
    qtbot.addWidget(palette)
    palette.open_over(window)
    assert palette.list.horizontalScrollBar().maximum() == 0
    assert palette.list.visualItemRect(palette.list.item(0)).width() == palette.list.viewport().width()
