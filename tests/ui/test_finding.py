"""What the box that finds anything offers of an open file, and where each of it leads."""

from __future__ import annotations

import json

from blmk_desktop.acts.saved_views import save_view
from blmk_desktop.changes import Change, commit
from blmk_desktop.rules.cross_table import Asked
from ui.cross_table.window import CrossTableWindow
from ui.guide.window import GuideWindow
from ui.parts.palette import Entry
from ui.screenshots import settle
from ui.views import saved
from ui.window import MainWindow


def found(window: MainWindow, words: str) -> list[Entry]:
    entries: list[Entry] = []
    window.commands.finder.search(words, entries.extend)
    settle(window)
    return entries


def test_a_record_that_was_just_added_is_found_and_shown(window: MainWindow) -> None:
    assert found(window, "eastgate") == []
    added = Change("pcn", 99, None, {"code": "U00009", "name": "Eastgate", "place": "Milton Keynes"})
    window.saved(commit(window.store, [added], what="Add a network"))
    entry = found(window, "eastgate")[0]
    assert (entry.title, entry.detail) == ("Eastgate", "PCN · U00009 · Milton Keynes")
    entry.go()
    assert window.current.shown[-1] == ("pcn", "U00009")


def test_a_page_of_the_guide_is_found_after_records_and_opened(window: MainWindow) -> None:
    pages = [entry for entry in found(window, "cross-table") if entry.after]
    assert pages[0].detail == "Guide"
    pages[0].go()
    guide = window.findChild(GuideWindow)
    assert guide is not None
    guide.close()


def test_a_view_that_was_kept_is_found_and_opened(window: MainWindow) -> None:
    assert "cross-table" in saved.OPENERS
    state = json.dumps(Asked("pcn", ("place",)).state())
    window.saved(save_view(window.store, "Networks by place", "cross-table", state))
    entry = next(entry for entry in found(window, "networks by place") if entry.detail.startswith("Saved view"))
    entry.go()
    settle(window)
    opened = window.findChild(CrossTableWindow)
    assert opened is not None
    assert opened.asked == Asked("pcn", ("place",))
    opened.close()


def test_commands_that_can_be_given_are_offered_with_their_keys(window: MainWindow) -> None:
    palette = window.commands.finder.open()
    palette.box.setText("cross-table")
    settle(window)
    assert palette.titles[0] == "Cross-table"
    palette.close()


def test_nothing_is_sought_while_no_file_is_open(empty_window: MainWindow) -> None:
    entries: list[Entry] = []
    empty_window.commands.finder.search("crown", entries.extend)
    assert entries == []
