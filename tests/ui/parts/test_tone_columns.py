"""Columns of toned parts: their words, keys, pictures and figures."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.parts.tone_columns import ToneChart, ToneColumn, TonePart, _step

COLUMNS = [
    ToneColumn("9 Dec 2022", [TonePart("Green", "green", 1), TonePart("Red", "red", 2)]),
    ToneColumn("17 Mar 2023", [TonePart("Green", "green", 0), TonePart("Red", "red", 0)]),
]


@pytest.fixture
def chart(qtbot: QtBot, dressed: QApplication) -> ToneChart:
    assert dressed.styleSheet()
    chart = ToneChart("Colours")
    qtbot.addWidget(chart)
    chart.resize(500, 240)
    chart.show_columns("Colours by meeting", COLUMNS)
    chart.show()
    return chart


def test_columns_are_said_in_words() -> None:
    assert [column.words for column in COLUMNS] == ["9 Dec 2022: 2 red, 1 green", "17 Mar 2023: none"]


def test_arrows_go_from_column_to_column(chart: ToneChart, qtbot: QtBot) -> None:
    chosen: list[int] = []
    chart.chosen.connect(chosen.append)
    canvas = next(part for part in chart.findChildren(QWidget) if part.focusPolicy() == Qt.FocusPolicy.StrongFocus)
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    assert chosen == [0, 1, 1]
    assert canvas.accessibleDescription() == "17 Mar 2023: none"


def test_a_picture_and_the_figures_go_into_a_paper(chart: ToneChart) -> None:
    assert chart.picture().width() > 1_800
    specs, rows = chart.figures()
    assert [spec.label for spec in specs] == ["", "Green", "Red"]
    assert rows == [("9 Dec 2022", 1, 2), ("17 Mar 2023", 0, 0)]


def test_nothing_to_show_is_no_trouble(chart: ToneChart) -> None:
    chart.show_columns("Colours", [])
    assert not chart.picture().isNull()
    assert chart.figures()[1] == []


def test_columns_are_wide_enough_for_their_names_while_there_is_room(dressed: QApplication) -> None:
    metrics = QFontMetricsF(dressed.font())
    named = [ToneColumn(f"The meeting in common of {year}", ()) for year in (2022, 2023)]
    assert _step(named, 2_000, metrics) > metrics.horizontalAdvance(named[0].name)
    assert _step(named, 100, metrics) == 50
