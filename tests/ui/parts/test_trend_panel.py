"""A chart of lines has the menu that every chart has, and its figures are a table."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from ui.parts.picture import PictureMenu
from ui.parts.trend import TrendLine
from ui.parts.trend_panel import TrendPanel


def panel(qtbot: QtBot) -> TrendPanel:
    made = TrendPanel("Crown PCN", ("Apr", "May"), [TrendLine("Plan", (None, 1680)), TrendLine("Claim", (1512, 1500))])
    qtbot.addWidget(made)
    made.resize(320, 180)
    return made


def test_its_menu_copies_saves_prints_and_shows_the_figures(qtbot: QtBot) -> None:
    menu = panel(qtbot).findChild(PictureMenu)
    assert menu is not None
    said = [action.text() for action in menu.menu().actions()]
    assert said == ["Copy picture", "Save as PNG…", "Save as SVG…", "Print…", "Show data"]


def test_its_figures_are_a_row_a_month(qtbot: QtBot) -> None:
    specs, rows = panel(qtbot).figures()
    assert [spec.heading for spec in specs] == ["Month", "Plan WTE", "Claim WTE"]
    assert rows == [("Apr", None, 1512), ("May", 1680, 1500)]


def test_what_it_is_called_stands_on_paper(qtbot: QtBot) -> None:
    drawn = panel(qtbot).drawing()
    assert drawn.title == "Crown PCN"
    assert drawn.words.startswith("whole-time equivalents. Plan: May 16.80")
    assert not drawn.pixmap().isNull()
