"""The small controls of the tabs: a switch, a reason, shares of the room that stay, words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from blmk_desktop.rules.wording import counted
from ui.parts.labels import link
from ui.parts.pickers import choice, names
from ui.parts.reason import ask_reason
from ui.parts.sides import Sides
from ui.parts.switch import Switch
from ui.parts.work_row import WorkRow
from ui.window import MainWindow


def test_the_arrow_keys_move_a_switch_and_it_says_so_once(qtbot: QtBot) -> None:
    switch = Switch("Show", {"practice": "Practices", "pcn": "PCNs"}, "practice")
    qtbot.addWidget(switch)
    said: list[str] = []
    switch.chosen.connect(said.append)
    qtbot.keyClick(switch, Qt.Key.Key_Right)
    qtbot.keyClick(switch, Qt.Key.Key_Right)
    assert switch.now == "pcn"
    switch.choose("pcn")
    assert said == ["pcn"]


def test_nothing_is_accepted_without_a_reason(empty_window: MainWindow) -> None:
    reasons: list[str] = []
    dialog = ask_reason(empty_window, "The total is wrong.", "Submissions!E3", "Acknowledge", reasons.append)
    dialog.box.setPlainText("   ")
    assert not dialog.confirm.isEnabled()
    dialog.box.setPlainText(" Agreed. ")
    dialog.confirm.click()
    assert reasons == ["Agreed."]


def test_the_handle_between_two_sides_stays_where_it_was_put(qtbot: QtBot, empty_window: MainWindow) -> None:
    def sides() -> Sides:
        made = Sides(empty_window.settings, "test", [QWidget(), QWidget()], (3, 1))
        qtbot.addWidget(made)
        made.resize(804, 200)
        made.show()
        return made

    first = sides()
    assert abs(first.sizes()[0] - 600) < 6
    first.share_out((1, 1))  # another view needs other shares
    assert abs(first.sizes()[0] - 400) < 6
    first.share_out((3, 1))
    first.moveSplitter(400, 1)
    first.share_out((1, 3))
    assert abs(first.sizes()[0] - 400) < 6
    qtbot.waitUntil(lambda: empty_window.settings.value("sides/test", None) is not None)
    assert abs(sides().sizes()[0] - 400) < 6


def test_a_line_of_work_is_a_button_that_says_everything(qtbot: QtBot) -> None:
    went: list[str] = []
    row = WorkRow(
        "Two tables disagree", lambda: went.append("there"), detail="1 more like it", word="Wrong", tone="red"
    )
    qtbot.addWidget(row)
    row.show()
    assert row.accessibleName() == "Wrong. Two tables disagree. 1 more like it"
    qtbot.keyClick(row, Qt.Key.Key_Space)
    qtbot.mouseClick(row.findChildren(QLabel)[1], Qt.MouseButton.LeftButton)
    assert went == ["there", "there"]


def test_counts_are_words() -> None:
    assert [counted(1, "network"), counted(2_000, "network")] == ["1 network", "2,000 networks"]
    assert counted(3, "more", "more") == "3 more"


def test_an_ampersand_in_a_name_is_shown_as_it_is(qtbot: QtBot) -> None:
    shown = link("Eccles & Irlam PCN", lambda: None)
    qtbot.addWidget(shown)
    assert shown.shortcut().isEmpty()
    assert shown.text() == "Eccles && Irlam PCN"
    assert shown.accessibleName() == "Eccles & Irlam PCN"


def test_enter_confirms_a_reason_and_with_shift_begins_a_line(qtbot: QtBot, empty_window: MainWindow) -> None:
    reasons: list[str] = []
    dialog = ask_reason(empty_window, "The total is wrong.", "Submissions!E3", "Acknowledge", reasons.append)
    qtbot.keyClick(dialog.box, Qt.Key.Key_Return)
    assert dialog.isVisible()
    qtbot.keyClicks(dialog.box, "Agreed")
    qtbot.keyClick(dialog.box, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(dialog.box, "by telephone")
    qtbot.keyClick(dialog.box, Qt.Key.Key_Return)
    assert reasons == ["Agreed\nby telephone"]


def test_a_short_list_of_choices_opens_whole(qtbot: QtBot, dressed: QApplication) -> None:
    assert dressed.styleSheet()
    box = choice("Year", 10, lambda: None)
    qtbot.addWidget(box)
    box.addItems([f"20{at}/{at + 1}" for at in range(20, 25)])
    box.show()
    box.showPopup()
    view = box.view()
    qtbot.waitUntil(view.isVisible)
    rects = [view.visualRect(view.model().index(at, 0)) for at in range(5)]
    assert all(view.viewport().rect().contains(rect) for rect in rects)
    box.hidePopup()


def test_what_is_chosen_is_shortened_with_dots_and_told_whole(qtbot: QtBot, dressed: QApplication) -> None:
    assert dressed
    box = names("Committee", 8, lambda: None)
    qtbot.addWidget(box)
    short = "Primary Care Commissioning & Assurance Committee"
    box.addItems([short, short + " of another place"])
    box.resize(120, 28)
    first = box.grab().toImage()
    box.setCurrentIndex(1)
    assert box.toolTip() == short + " of another place"
    assert box.grab().toImage() == first  # cut at the same letters
    assert (box.currentText(), box.width()) == (short + " of another place", 120)
