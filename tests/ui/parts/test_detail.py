"""The detail of a record shows what is known and leaves out what is not; banners say what needs attention."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.parts.banner import Banner
from ui.parts.clipboard import as_text, from_text
from ui.parts.column_chooser import ColumnChooser
from ui.parts.detail import DetailPane, Facts, Line, Lines
from ui.parts.empty import EmptyState


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.text()]


def press(widget: QWidget, words: str) -> None:
    next(button for button in widget.findChildren(QPushButton) if button.text() == words).click()


def test_what_is_blank_is_left_out_and_so_is_a_section_that_holds_nothing(qtbot: QtBot) -> None:
    pane = DetailPane()
    qtbot.addWidget(pane)
    facts = Facts("Register", [("Practices", "3"), ("Closed", "")])
    pane.show_detail("Crown", "U35004", [facts, Lines("Findings", [])], ("Open", "green"))
    assert texts(pane.widget()) == ["Crown", "Open", "U35004", "Register", "Practices", "3"]


def test_a_line_goes_somewhere_and_its_buttons_do_something(qtbot: QtBot) -> None:
    done: list[str] = []
    pane = DetailPane()
    qtbot.addWidget(pane)
    line = Line("Ashburnham", "since 2019", activate=lambda: done.append("go"))
    other = Line("A minus is lost.", word="Error", tone="red", buttons=[("Acknowledge…", lambda: done.append("ack"))])
    pane.show_detail("Crown", sections=[Lines("Practices", [line, other])])
    press(pane, "Ashburnham")
    press(pane, "Acknowledge…")
    assert done == ["go", "ack"]


def test_of_a_long_list_the_first_lines_stand_there_and_more_where_they_are_asked_for(qtbot: QtBot) -> None:
    pane = DetailPane()
    qtbot.addWidget(pane)
    pane.show_detail("England", sections=[Lines("Registers", [Line(f"Register {at}") for at in range(120)])])
    assert texts(pane.widget())[-1] == "Register 19"
    press(pane, "Show 50 more of 100")
    assert texts(pane.widget())[-1] == "Register 69"
    press(pane, "Show 50 more of 50")
    assert [text for text in texts(pane.widget()) if text != "Registers"][1:] == [f"Register {at}" for at in range(120)]


def test_markup_in_data_is_shown_as_it_stands(qtbot: QtBot) -> None:
    pane = DetailPane()
    qtbot.addWidget(pane)
    pane.show_detail("<b>Crown</b>")
    label = pane.widget().findChild(QLabel)
    assert isinstance(label, QLabel)
    assert label.textFormat().name == "PlainText"


def test_a_banner_shows_while_there_is_something_to_say(qtbot: QtBot) -> None:
    done: list[str] = []
    banner = Banner()
    qtbot.addWidget(banner)
    banner.show_text("4 figures disagree", "amber", [("See all", lambda: done.append("see"))])
    assert not banner.isHidden()
    assert banner.accessibleName() == "4 figures disagree"
    press(banner, "See all")
    banner.show_text("")
    assert banner.isHidden()
    assert done == ["see"]


def test_an_empty_state_offers_what_to_do_next(qtbot: QtBot) -> None:
    done: list[str] = []
    state = EmptyState("No plans yet.", [("Import…", lambda: done.append("import"))], "Returns come by mail.")
    qtbot.addWidget(state)
    assert texts(state) == ["No plans yet.", "Returns come by mail."]
    press(state, "Import…")
    assert done == ["import"]


def test_columns_are_moved_without_dragging(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    chooser = ColumnChooser(parent, [("name", "PCN", True), ("code", "Code", False)])
    press(chooser, "Move down")
    assert chooser.chosen() == [("code", False), ("name", True)]
    press(chooser, "Move down")
    assert chooser.chosen() == [("code", False), ("name", True)]


@pytest.mark.parametrize(
    "block",
    [[["a", "b"], ["c", "d"]], [["tab\there", "line\nbreak"], ['"quoted"', ""]], [["£ 720,280.80", "(0.92)"]]],
)
def test_a_block_survives_the_clipboard(block: list[list[str]]) -> None:
    assert from_text(as_text(block)) == block
    assert from_text(as_text(block).replace("\n", "\r\n").replace("line\r\nbreak", "line\nbreak")) == block
