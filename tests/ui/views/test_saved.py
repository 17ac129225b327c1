"""Views are saved from the table that is shown, opened from the menus, renamed, pinned and deleted."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QMenu, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from blmk_desktop.acts.saved_views import save_view
from blmk_desktop.summaries.saved_views import SavedView
from ui.parts.table import RecordTable
from ui.screenshots import settle
from ui.views import saved
from ui.views.dialogs import AllViews, RenameView, SaveView
from ui.window import MainWindow


def table(window: MainWindow) -> RecordTable:
    assert window.table is not None
    return window.table


def names(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if not action.isSeparator()]


@pytest.fixture
def crown(window: MainWindow) -> SavedView:
    """A view of the practices filtered by a word, by its code backwards; the table stands otherwise by now."""
    table(window).filter_text("crown")
    table(window).sort_by("code", descending=True)
    window.commands.actions["save_view"].trigger()
    dialog = window.findChild(SaveView)
    assert dialog is not None
    dialog.name.setText("Crown only")
    dialog.note.setText("For the chair")
    dialog.confirm()
    table(window).clear_filters()
    table(window).sort_by("name")
    return saved.views(window)[0]


def taken_up(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.findChildren(saved.Steps))
    settle(window)


def test_a_view_stands_again_as_it_was_saved(window: MainWindow, crown: SavedView, qtbot: QtBot) -> None:
    assert (crown.name, crown.table, crown.note) == ("Crown only", "Practices", "For the chair")
    window.go_to("Findings")
    settle(window)
    saved.open_view(window, crown)
    taken_up(window, qtbot)
    assert window.titles[window.tabs.currentIndex()] == "Practices"
    assert table(window).bar.box.text() == "crown"
    assert [(key.name, key.descending) for key in table(window).layout_.sort] == [("code", True)]
    assert len(table(window).shown()) == 1
    assert window.statusBar().currentMessage() == "View 'Crown only'."


def test_the_menu_lists_the_views_of_the_table_that_is_shown(window: MainWindow, crown: SavedView) -> None:
    menu = QMenu()
    saved.list_views(window, menu)
    assert names(menu) == ["Crown only"]
    window.go_to("Findings")
    menu.clear()
    saved.list_views(window, menu)
    assert names(menu) == []
    window.change(lambda store: save_view(store, crown.name, crown.table, crown.state, pinned=True))
    saved.list_views(window, menu)
    assert names(menu) == ["Crown only – Practices"]


def test_a_view_of_the_same_name_is_replaced_and_that_is_said_before(window: MainWindow, crown: SavedView) -> None:
    saved.save_shown(window)
    dialog = window.findChildren(SaveView)[-1]
    dialog.name.setText("crown ONLY")
    assert "will stand for this from now on" in dialog.problem.text()
    dialog.confirm()
    assert [(view.name, view.state == crown.state) for view in saved.views(window)] == [("Crown only", False)]


def test_a_view_needs_a_name(window: MainWindow) -> None:
    saved.save_shown(window)
    dialog = window.findChildren(SaveView)[-1]
    dialog.confirm()
    assert dialog.problem.text() == "Give the view a name."
    dialog.reject()


def test_all_views_can_be_opened_renamed_pinned_and_deleted(window: MainWindow, crown: SavedView, qtbot: QtBot) -> None:
    window.commands.actions["all_views"].trigger()
    dialog = window.findChild(AllViews)
    assert dialog is not None
    assert dialog.current == crown
    dialog.pin()
    assert dialog.known[0].pinned
    assert "(pinned)" in dialog.list.item(0).text()
    dialog.rename()
    renaming = window.findChild(RenameView)
    assert renaming is not None
    renaming.name.setText("Crown")
    renaming.confirm()
    assert [view.name for view in dialog.known] == ["Crown"]
    dialog.delete()
    box = dialog.findChild(QMessageBox)
    assert box is not None
    next(button for button in box.findChildren(QPushButton) if button.text() == "Delete").click()
    assert dialog.known == []
    assert not dialog.nothing.isHidden()
    dialog.open_current()
    dialog.close()
    window.commands.undo()
    settle(window)
    assert [view.name for view in saved.views(window)] == ["Crown"]
    saved.open_named(window, "Crown", "Practices")
    taken_up(window, qtbot)
    assert table(window).bar.box.text() == "crown"


def test_a_view_of_a_table_that_is_gone_says_so(window: MainWindow) -> None:
    saved.open_view(window, SavedView("Old", "Gone / Page", "{}", pinned=False, note=""))
    box = window.findChild(QMessageBox)
    assert box is not None
    assert box.text() == "There is no table 'Gone, Page' any more."
    box.close()


@pytest.mark.parametrize("state", ["", "no JSON", '{"controls": {"Show": "nothing"}, "columns": {"sort": 3}}'])
def test_a_state_that_cannot_be_read_is_the_usual_one(window: MainWindow, state: str, qtbot: QtBot) -> None:
    saved.open_view(window, SavedView("Odd", "Practices", state, pinned=False, note=""))
    taken_up(window, qtbot)
    assert len(table(window).shown()) == 2


def test_of_two_views_opened_at_once_the_later_one_holds(window: MainWindow, crown: SavedView, qtbot: QtBot) -> None:
    other = SavedView("Ascent", "Practices", '{"words": "ascent"}', pinned=False, note="")
    saved.open_view(window, crown)
    saved.open_view(window, other)
    taken_up(window, qtbot)
    assert table(window).bar.box.text() == "ascent"
