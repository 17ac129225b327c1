"""Charts say in words what they show, keep every name, and go into papers as pictures."""

from __future__ import annotations

from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetricsF, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QScrollArea, QTableView
from pytestqt.qtbot import QtBot

from blmk_desktop.records.declaration import MONEY, WTE
from ui.parts.bars import Chart, arrange
from ui.parts.charts import BarChart, Series
from ui.parts.picture import PictureMenu
from ui.parts.table_cells import PADDING
from ui.theme import LIGHT

NAMES = ("Crown", "Leighton Buzzard and villages", "Ascent")
IN_POST, PLANNED = Series("In post", (1680, 900, None)), Series("Planned", (1940, 1000, 400), "outline")


@pytest.fixture
def chart(qtbot: QtBot) -> BarChart:
    made = BarChart("In post against planned", NAMES, (IN_POST, PLANNED), WTE)
    qtbot.addWidget(made)
    made.resize(600, 200)
    made.show()
    return made


def choose(menu: PictureMenu, words: str) -> None:
    """Choose what the menu of a chart offers."""
    next(action for action in menu.menu().actions() if action.text() == words).trigger()


def test_a_chart_is_spoken_with_every_figure(chart: BarChart) -> None:
    assert chart.bars.accessibleName() == "In post against planned"
    assert chart.bars.accessibleDescription() == (
        "In post against planned, whole-time equivalents: In post / Planned. Crown: 16.80 / 19.40; "
        "Leighton Buzzard and villages: 9.00 / 10.00; Ascent: – / 4.00."
    )


def test_names_and_figures_have_room_however_long_they_are(chart: BarChart) -> None:
    metrics = QFontMetricsF(chart.bars.font())
    layout = arrange(chart.chart, metrics, 600, 200)
    assert layout.names >= metrics.horizontalAdvance("Leighton Buzzard and villages")
    assert layout.zero + 1940 * layout.per_unit + metrics.horizontalAdvance("16.80 / 19.40") <= 600


def test_negative_bars_go_to_the_left_of_zero(chart: BarChart) -> None:
    losses = Chart("Variance", ("Crown", "Ascent"), (Series("Variance", (-6202500, 428800)),), MONEY)
    layout = arrange(losses, QFontMetricsF(chart.font()), 600, 60)
    assert layout.zero - 6202500 * layout.per_unit >= layout.names
    assert losses.figures(0) == "(62,025)"


def test_a_click_and_the_arrows_choose_a_category(qtbot: QtBot, chart: BarChart) -> None:
    chosen: list[int] = []
    chart.chosen.connect(chosen.append)
    qtbot.mouseClick(chart.bars, Qt.MouseButton.LeftButton)
    qtbot.keyClick(chart.bars, Qt.Key.Key_Down)
    assert len(chosen) == 2
    assert chart.bars.current == chosen[-1]


def test_other_bars_may_be_shown(chart: BarChart) -> None:
    chart.show_chart("Spend", ("MK",), (Series("Spend", (100,)),), MONEY)
    assert chart.bars.accessibleDescription() == "Spend, pounds: Spend. MK: 1."


def test_the_picture_is_light_and_fine_enough_for_a_paper(chart: BarChart) -> None:
    picture = chart.picture().toImage()
    assert picture.width() == 1800
    assert picture.pixelColor(2, 2) == QColor(LIGHT.surface)
    colours = {
        picture.pixelColor(x, y).name().upper() for x in range(0, picture.width(), 7) for y in range(picture.height())
    }
    assert LIGHT.series[0] in colours
    choose(chart.menu, "Copy picture")
    assert not QGuiApplication.clipboard().pixmap().isNull()


def test_the_figures_behind_the_bars_can_be_seen(chart: BarChart) -> None:
    dialog = chart.menu.show_data()
    view = dialog.findChild(QTableView)
    assert isinstance(view, QTableView)
    row = [view.model().index(1, at).data() for at in range(3)]
    assert row == ["Leighton Buzzard and villages", "9.00", "10.00"]
    painted = [view.fontMetrics().horizontalAdvance(text) + 2 * PADDING for text in row]
    assert all(view.columnWidth(at) >= width for at, width in enumerate(painted)), "a figure that is cut is none"
    dialog.close()


def test_a_picture_is_saved_under_a_name_that_every_system_takes(
    chart: BarChart, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposed = []

    def ask(_parent: object, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        proposed.append(name)
        return str(tmp_path / "v1.2 of the chart"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    chart.entitle("Round 2022: points of 100")
    choose(chart.menu, "Save as PNG…")
    assert proposed == ["Round 2022 points of 100.png"]
    assert [path.name for path in tmp_path.iterdir()] == ["v1.2 of the chart.png"]


def test_a_chart_is_saved_as_lines_and_letters_too(
    chart: BarChart, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "chart"), ""))
    choose(chart.menu, "Save as SVG…")
    written = fromstring((tmp_path / "chart.svg").read_bytes())
    parts = {part.tag.rpartition("}")[2]: part.text for part in written}
    assert parts["title"] == chart.shown_title
    assert parts["desc"] == chart.bars.accessibleDescription(), "those who do not see it are told"
    letters = {part.text for part in written.iter() if part.tag.endswith("text")}
    assert any("Leighton Buzzard" in str(words) for words in letters), "letters stay letters"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "gone" / "chart"), ""))
    choose(chart.menu, "Save as SVG…")
    box = chart.menu.findChild(QMessageBox)
    assert box is not None
    box.close()


def test_what_can_be_done_with_a_chart(chart: BarChart) -> None:
    words = [action.text() for action in chart.menu.menu().actions()]
    assert words == ["Copy picture", "Save as PNG…", "Save as SVG…", "Print…", "Show data"]


def test_a_picture_that_cannot_be_written_says_so(
    chart: BarChart, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = str(tmp_path / "gone" / "chart.png")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (gone, ""))
    choose(chart.menu, "Save as PNG…")
    box = chart.menu.findChild(QMessageBox)
    assert box is not None
    assert box.text().startswith(f"{gone} could not be written.")
    box.close()


def test_nothing_to_show_is_no_error(qtbot: QtBot) -> None:
    empty = BarChart("Nothing")
    qtbot.addWidget(empty)
    empty.show()
    empty.bars.repaint()
    assert not empty.picture().isNull()


def test_the_series_are_named_in_full_however_large_the_text(qtbot: QtBot, chart: BarChart) -> None:
    chart.setStyleSheet("* { font-size: 26pt; }")
    qtbot.waitUntil(lambda: chart.samples[0].height() > 30)
    for sample in chart.samples:
        assert sample.width() >= sample.sizeHint().width()
        assert chart.rect().contains(sample.rect().translated(sample.mapTo(chart, sample.rect().topLeft())))


def test_the_chosen_bar_is_in_sight_once_the_chart_is_shown(qtbot: QtBot) -> None:
    made = BarChart("Many", [f"Line {at}" for at in range(60)], (Series("Spent", tuple(range(60))),), WTE)
    qtbot.addWidget(made)
    made.resize(600, 200)
    made.select(2)
    made.select(40)
    made.show()
    area = made.findChild(QScrollArea)
    assert area is not None
    middle = int(40.5 * made.bars.layout_now().row)
    qtbot.waitUntil(lambda: 0 < middle - area.verticalScrollBar().value() < area.viewport().height())
