"""The guide is read inside the application: contents, search, links, back and forward, F1 at the right page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.test_window import unnamed
from ui.guide.places import help_here, page_for
from ui.guide.window import GuideWindow, open_guide
from ui.setting_up.first_run import welcome
from ui.window import MainWindow


@pytest.fixture
def shown(empty_window: MainWindow, qtbot: QtBot) -> GuideWindow:
    """The guide at its contents."""
    empty_window.show()
    opened = open_guide(empty_window)
    qtbot.waitExposed(opened)
    return opened


def words_of(shown: GuideWindow) -> str:
    return shown.page.toPlainText()


def test_it_begins_with_the_contents(shown: GuideWindow) -> None:
    assert shown.page.name == "index"
    assert "Findings: where figures disagree" in words_of(shown)
    assert unnamed(shown) == []


def test_a_link_goes_to_its_page_and_back(shown: GuideWindow) -> None:
    shown.page.anchorClicked.emit(QUrl("findings.md"))
    assert shown.page.name == "findings"
    item = shown.contents.currentItem()
    assert item is not None
    assert item.text(0) == "Findings: where figures disagree"
    shown.page.backward()
    assert shown.page.name == "index"
    shown.page.forward()
    assert shown.page.name == "findings"


def test_the_pictures_fit_the_page(shown: GuideWindow) -> None:
    shown.show_page("findings")
    picture = shown.page.loadResource(2, QUrl("pictures/findings-light.png"))
    assert 0 < picture.width() <= shown.page.viewport().width()


def test_search_finds_a_page_by_its_words(shown: GuideWindow) -> None:
    QTest.keyClicks(shown.box, "acknowledge")
    assert shown.page.name == "index"
    first = shown.contents.topLevelItem(0)
    assert first is not None
    QTest.keyClick(shown.box, Qt.Key.Key_Return)
    assert shown.page.name == first.data(0, Qt.ItemDataRole.UserRole)
    assert "cknowledge" in words_of(shown)
    shown.box.setText("zzzz")
    nothing = shown.contents.topLevelItem(0)
    assert nothing is not None
    assert nothing.text(0).startswith("Nothing is found")
    shown.box.clear()
    assert shown.contents.topLevelItemCount() > 4


def test_f1_opens_the_page_of_what_is_in_front(window: MainWindow) -> None:
    window.go_to("Findings")
    assert page_for(window) == "findings"
    help_here(window)
    shown = window.findChildren(GuideWindow)
    assert [each.page.name for each in shown] == ["findings"]
    window.go_to("Practices")
    help_here(window)
    assert [each.page.name for each in window.findChildren(GuideWindow)] == ["practices"]


def test_f1_works_in_a_dialog_and_the_guide_can_be_read_over_it(empty_window: MainWindow, qtbot: QtBot) -> None:
    empty_window.show()
    dialog = welcome(empty_window)
    qtbot.waitActive(dialog)
    dialog.name.setFocus()
    qtbot.waitUntil(lambda: bool(dialog.property("helped")))
    QTest.keyClick(dialog.name, Qt.Key.Key_F1)
    shown = dialog.findChildren(GuideWindow)
    assert [each.page.name for each in shown] == ["start"]
    assert shown[0].parent() is dialog
    dialog.accept()


def test_f1_in_the_guide_leads_to_its_contents(shown: GuideWindow, qtbot: QtBot) -> None:
    shown.show_page("findings")
    qtbot.waitActive(shown)
    help_here(shown.window_)
    assert shown.page.name == "index"
    assert [each for each in shown.window_.findChildren(GuideWindow) if each is not shown] == []


def test_a_page_that_is_not_there_is_the_contents(shown: GuideWindow) -> None:
    shown.show_page("nothing-of-the-kind")
    assert shown.page.name == "index"
