"""A chart of lines over the months: said in words, drawn light and dark, with gaps where nothing is known."""

from __future__ import annotations

from itertools import pairwise

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


def test_the_legend_goes_on_below_where_it_is_too_narrow(qtbot: QtBot, dressed: QApplication) -> None:
    assert dressed
    made = chart(qtbot, *(TrendLine(name, (1, 2, 3)) for name in ("Extreme", "High", "Moderate", "Low")))
    made.resize(600, 140)
    top = made.field().top()
    assert len({place.y() for place in made.legend()}) == 1
    made.resize(150, 140)
    assert len({place.y() for place in made.legend()}) > 1
    assert made.field().top() > top


def test_categories_are_named_at_even_steps_and_the_last_always(qtbot: QtBot, dressed: QApplication) -> None:
    assert dressed
    days = [f"Mar {year}" for year in range(2003, 2023)]
    made = TrendChart("Exposure", days, [TrendLine("Sum", range(20))])
    qtbot.addWidget(made)
    for width in range(220, 900, 37):
        made.resize(width, 140)
        steps = [at for at, _ in made.named(made.field())]
        assert steps[0] == 19
        assert len({before - after for before, after in pairwise(steps)}) == 1
