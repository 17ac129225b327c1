"""A ranking in a picture: its rows in words, the line with room of its own, keys and clicks, what the menu offers."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.parts.ranked import RankedChart, RankedRow, Ranking

ROWS = (
    RankedRow("hub", "Hub", "1", (50, 30), "£500"),
    RankedRow("east", "East", "2=", (40, 20), "£300"),
    RankedRow("wing", "Wing", "", (), "£100", faded=True),
)
RANKING = Ranking("Points", ("Need", "Value"), ROWS, most=100, line=1, line_words="£600 ends here", notes="Asks for")


@pytest.fixture
def chart(qtbot: QtBot, dressed: QApplication) -> RankedChart:
    assert dressed.styleSheet()
    shown = RankedChart()
    qtbot.addWidget(shown)
    shown.resize(700, 300)
    shown.show()
    shown.show_ranking(RANKING)
    return shown


def test_it_is_spoken_in_full(chart: RankedChart) -> None:
    assert chart.canvas.accessibleName() == "Points"
    assert chart.canvas.accessibleDescription() == (
        "1 Hub: 80, of which Need 50, Value 30, £500. 2= East: 60, of which Need 40, Value 20, £300. "
        "Wing: no rank, £100. £600 ends here"
    )


def test_the_line_has_room_between_the_rows(chart: RankedChart) -> None:
    canvas = chart.canvas
    assert canvas.top(1) - canvas.top(0) == canvas.row_height() + canvas.line_height()
    assert canvas.top(2) - canvas.top(1) == canvas.row_height()
    assert canvas.at(QPointF(10, canvas.top(1) - canvas.line_height() / 2)) == -1
    assert canvas.at(QPointF(10, canvas.top(1) + 1)) == 1


def test_arrows_and_clicks_choose(chart: RankedChart) -> None:
    chosen: list[Any] = []
    chart.chosen.connect(chosen.append)
    for _ in range(2):
        QTest.keyClick(chart.canvas, Qt.Key.Key_Down)
    place = QPointF(20, chart.canvas.top(2) + 4).toPoint()
    QTest.mouseClick(chart.canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert chosen == ["hub", "east", "wing"]
    assert chart.canvas.accessibleDescription() == "Wing: no rank, £100"


def test_its_menu_has_a_picture_and_the_figures(chart: RankedChart) -> None:
    assert not chart.picture().isNull()
    specs, rows = chart.figures()
    assert [spec.label for spec in specs] == ["Name", "Rank", "Need", "Value", "Asks for"]
    assert rows[0] == ("Hub", "1", 50, 30, "£500")
    assert rows[2] == ("Wing", "", None, None, "£100")
