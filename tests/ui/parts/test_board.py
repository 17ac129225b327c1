"""A board shows cards in lanes, and tells where somebody wants one: by a menu, by keys or by dragging."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from ui.parts.board import DRAGGED, Board, Card, Lane
from ui.parts.table import Mark

LANES = {"": "No stage", "idea": "Idea", "PID": "PID", "OBC": "OBC"}
HUB = Card(1, "Riverside hub", ("Luton", "£3m of £4m"), (("Red", "red"),), Mark("error", "Costs more than it has."))
WING, WELL = Card(2, "North wing"), Card(3, "Well House", ("Bedford",))


@pytest.fixture
def board(qtbot: QtBot, dressed: QApplication) -> Board:
    assert dressed
    made = Board("Schemes by stage")
    qtbot.addWidget(made)
    made.resize(800, 400)
    made.show_cards({"idea": [HUB, WING], "OBC": [WELL]}, LANES)
    made.show()
    qtbot.waitExposed(made)
    return made


def moves(board: Board) -> list[tuple[object, str]]:
    told: list[tuple[object, str]] = []
    board.moved.connect(lambda id_, lane: told.append((id_, lane)))
    return told


def test_a_card_and_its_lane_are_said_in_words(board: Board) -> None:
    item = board.lanes["idea"].item(0)
    said = item.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Riverside hub. Red. Luton. £3m of £4m. Costs more than it has."
    assert board.lanes["idea"].accessibleName() == "Idea, 2"
    assert board.lanes["PID"].accessibleName() == "PID, 0"
    assert board.lanes["PID"].focusPolicy() == Qt.FocusPolicy.NoFocus


def test_keys_go_from_lane_to_lane_and_pass_over_empty_ones(board: Board, qtbot: QtBot) -> None:
    chosen: list[object] = []
    board.chosen.connect(chosen.append)
    assert board.select(2)
    assert not chosen
    qtbot.keyClick(board.lanes["idea"], Qt.Key.Key_Right)
    assert board.current_id == 3
    qtbot.keyClick(board.lanes["OBC"], Qt.Key.Key_Left)
    assert chosen == [3, 1]
    assert board.lanes["OBC"].card is None


def test_with_ctrl_a_card_is_wanted_in_the_lane_beside(board: Board, qtbot: QtBot) -> None:
    told = moves(board)
    board.select(1)
    qtbot.keyClick(board.lanes["idea"], Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert told == [(1, "PID")]
    qtbot.keyClick(board.lanes["idea"], Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert told == [(1, "PID")]  # nothing is moved to where no stage is
    assert board.lane_of(1) == "idea"  # it goes once the move is confirmed


def test_the_menu_offers_the_other_lanes(board: Board) -> None:
    told = moves(board)
    menu = board.menu(HUB, "idea")
    assert [action.text() for action in menu.actions()] == ["Move to PID…", "Move to OBC…"]
    menu.actions()[1].trigger()
    assert told == [(1, "OBC")]


def drop(lane: Lane, source: str) -> QDropEvent:
    mime = QMimeData()
    mime.setData(DRAGGED, source.encode())
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(QPoint(20, 20)), Qt.DropAction.MoveAction, mime, buttons, keys)
    lane.dropEvent(event)
    return event


def test_a_dropped_card_is_wanted_where_it_was_let_go(board: Board) -> None:
    told = moves(board)
    board.dragged = 2
    drop(board.lanes["PID"], "idea")
    assert told == [(2, "PID")]
    assert board.lane_of(2) == "idea"


def test_the_current_card_stays_current_wherever_it_goes(board: Board) -> None:
    board.select(2)
    board.show_cards({"PID": [WING], "idea": [HUB]}, LANES)
    assert board.current_id == 2
    assert board.lane_of(2) == "PID"
    board.show_cards({"idea": [HUB]}, LANES)
    assert board.current_id is None


def test_the_keys_go_with_a_card_that_went_to_another_lane(board: Board, qtbot: QtBot) -> None:
    board.select(2)
    board.lanes["idea"].setFocus()
    qtbot.waitUntil(board.lanes["idea"].hasFocus)
    board.show_cards({"PID": [WING], "idea": [HUB]}, LANES)
    assert board.lanes["PID"].hasFocus()


def test_a_line_that_is_longer_than_the_card_wraps(board: Board, qtbot: QtBot) -> None:
    short, long = Card(1, "Hub", ("Luton",)), Card(2, "Hub", ("Central Bedfordshire and Milton Keynes",))
    board.show_cards({key: [short, long] for key in ("idea", "PID", "OBC")}, LANES)
    board.resize(420, 400)
    qtbot.wait(30)
    heights = [board.lanes["PID"].visualItemRect(board.lanes["PID"].item(row)).height() for row in range(2)]
    assert heights[1] > heights[0]


def test_other_lanes_may_be_shown(board: Board) -> None:
    board.show_cards({"a": [HUB]}, {"a": "A", "b": "B"})
    assert list(board.lanes) == ["a", "b"]


def test_cards_are_painted_with_everything_on_them(board: Board) -> None:
    board.select(1)
    image = QImage(board.size(), QImage.Format.Format_ARGB32)
    board.render(image)
    colours = {image.pixel(x, y) for x in range(0, 800, 3) for y in range(0, 400, 3)}
    assert len(colours) > 6
    lane = board.lanes["idea"]
    assert lane.visualItemRect(lane.item(0)).height() > lane.visualItemRect(lane.item(1)).height()


def test_in_a_narrower_lane_cards_are_higher_and_never_overlap(board: Board, qtbot: QtBot) -> None:
    long = [Card(at, "A hub with a name that needs several lines", ("Luton",), (("Red", "red"),)) for at in range(4)]
    board.show_cards(dict.fromkeys(("idea", "PID", "OBC"), long), LANES)
    heights = []
    for width in (1600, 500):
        board.resize(width, 600)
        qtbot.wait(30)
        lane = board.lanes["OBC"]
        rects = [lane.visualItemRect(lane.item(row)) for row in range(4)]
        heights.append(rects[0].height())
        hint = lane.itemDelegate().sizeHint(QStyleOptionViewItem(), lane.indexFromItem(lane.item(0)))
        assert rects[0].height() == hint.height()
        assert all(above.bottom() < below.top() for above, below in pairwise(rects))
    assert heights[1] > heights[0]
