"""A chart of lines over the months: said in words, drawn light and dark, with gaps where nothing is known."""

from __future__ import annotations

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.parts.trend import TrendChart, TrendLine


def chart(qtbot: QtBot, *lines: TrendLine) -> TrendChart:
    made = TrendChart("Crown PCN", ("Apr", "May", "Jun"), lines)
    qtbot.addWidget(made)
    made.resize(300, 140)
    return made


def test_it_says_itself(qtbot: QtBot) -> None:
    made = chart(qtbot, TrendLine("Plan", (None, 1680, 1680)), TrendLine("Claim", (None, None, None)))
    words = "whole-time equivalents. Plan: May 16.80, Jun 16.80. Claim: nothing."
    assert made.accessibleDescription() == words
    assert made.at(0) == "Apr\nPlan –\nClaim –"


def test_it_is_drawn_with_gaps_and_with_nothing_at_all(qtbot: QtBot, dressed: QApplication) -> None:
    assert dressed
    for values in ((None, 1680, None), (100, None, 300), (None, None, None), (0, 0, 0)):
        made = chart(qtbot, TrendLine("Plan", values), TrendLine("Claim", values), TrendLine("NWRS", values))
        image = QImage(made.size(), QImage.Format.Format_ARGB32)
        made.render(image)
        colours = {image.pixel(x, y) for x in range(0, 300, 2) for y in range(0, 140, 2)}
        assert len(colours) > 2
