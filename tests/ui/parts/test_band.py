"""A chart of lines with ranges around them: said in words, drawn light and dark, by keys, with its figures."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.parts.band import BandChart, BandLine, Bands
from ui.parts.band_painting import Layout, arrange, paint_bands
from ui.parts.picture import on_paper
from ui.theme import DARK

YEARS = ("2017/18", "2018/19", "2019/20")
POSTS = BandLine("GPs in post", (40900, 43000, 46000), (40900, 42000, 43500), (40900, 44000, 48500))
NEED = BandLine("GPs needed", (47600, None, 48900))
BANDS = Bands("GPs year by year", YEARS, (POSTS, NEED), lambda value: f"{value // 100}", lambda value: f"{value / 100}")


def chart(qtbot: QtBot, bands: Bands = BANDS) -> BandChart:
    made = BandChart()
    qtbot.addWidget(made)
    made.resize(600, 260)
    made.show_bands(bands)
    return made


def laid_out(made: BandChart, bands: Bands, height: float = 240) -> Layout:
    return arrange(bands, QFontMetricsF(made.font()), 600, height)


def test_it_says_itself_with_what_is_certain_and_what_is_not(qtbot: QtBot) -> None:
    made = chart(qtbot)
    words = made.lines.accessibleDescription()
    assert words.startswith("2017/18, GPs in post 409.0, GPs needed 476.0; 2018/19, GPs in post 430.0 (420.0 to 440.0)")
    assert made.lines.tip(1) == "2018/19\nGPs in post 430.0 (420.0 to 440.0)\nGPs needed –"
    assert [sample.name for sample in made.samples] == ["GPs in post", "GPs needed"]
    assert not NEED.has_range


def test_years_are_chosen_with_keys_and_with_the_mouse(qtbot: QtBot, dressed: QApplication) -> None:
    assert dressed
    made, chosen = chart(qtbot), []
    made.chosen.connect(chosen.append)
    qtbot.keyClick(made.lines, Qt.Key.Key_Right)
    qtbot.keyClick(made.lines, Qt.Key.Key_Right)
    layout = made.lines.layout_now()
    middle = layout.point(2, 46000).toPoint()
    qtbot.mouseClick(made.lines, Qt.MouseButton.LeftButton, pos=middle)
    assert chosen == [0, 1, 2]
    made.show_bands(Bands("Fewer", YEARS[:2], (BandLine("One", (1, 2)),)))
    assert made.lines.current == -1


def test_the_scale_begins_at_nought_or_below_the_lowest(qtbot: QtBot) -> None:
    made = chart(qtbot)
    assert (laid_out(made, BANDS).low, laid_out(made, BANDS).high) == (0, 50000)
    near = Bands(BANDS.title, YEARS, BANDS.lines, from_nought=False)
    assert (laid_out(made, near).low, laid_out(made, near).high) == (40000, 50000)
    below = Bands("Below", YEARS, (BandLine("Left over", (-300, 0, 500)),))
    layout = laid_out(made, below)
    assert layout.low <= -300
    assert layout.y(-300) <= layout.bottom
    assert layout.y(500) >= layout.top - 1


def test_it_is_drawn_with_gaps_with_nothing_and_where_there_is_hardly_room(qtbot: QtBot, dressed: QApplication) -> None:
    assert dressed
    nothing = BandLine("Nothing", (None, None, None))
    gap = BandLine("Gap", (1, None, 3), (0, None, 2), (2, None, 5))
    for lines in ((POSTS, NEED, gap, POSTS), (nothing,), (BandLine("Flat", (7, 7, 7)),), ()):
        made = chart(qtbot, Bands("Some", YEARS, lines))
        image = made.grab().toImage()
        assert len({image.pixel(x, y) for x in range(0, 600, 3) for y in range(40, 260, 2)}) > 2
        made.resize(200, 90)
        made.grab()
    made = chart(qtbot)
    layout = laid_out(made, BANDS)
    dark = on_paper(made, "Dark", made.size(), lambda painter: paint_bands(painter, BANDS, layout, DARK, 1)).pixmap()
    assert not dark.isNull()
    assert not made.picture().isNull()


def test_its_figures_have_the_ends_of_the_range(qtbot: QtBot) -> None:
    specs, rows = chart(qtbot).figures()
    assert [spec.label for spec in specs] == ["", "GPs in post", "GPs in post, low", "GPs in post, high", "GPs needed"]
    assert rows[1] == ("2018/19", 43000, 42000, 44000, None)
