"""A bridge: each change begins where the last one ended, is told apart without colour, said in words and kept."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetricsF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.parts.waterfall import Bridge, Step, Waterfall
from ui.parts.waterfall_painting import arrange, wrapped
from ui.theme import LIGHT

GAP = Bridge(
    "From plan to forecast",
    (
        Step("Plan", 1_000, level=True),
        Step("Contracts", 40, tone="red", words="A pay award"),
        Step("Reserves", -70, tone="green"),
        Step("Forecast", 970, level=True),
    ),
    shown="{:,}".format,
    exact="£{:,}".format,
    meanings=(("red", "Over plan"), ("green", "Under plan"), ("blue", "Neither")),
)


@pytest.fixture
def chart(qtbot: QtBot, dressed: QApplication) -> Waterfall:
    assert dressed
    made = Waterfall()
    qtbot.addWidget(made)
    made.resize(700, 300)
    made.show_bridge(GAP)
    made.show()
    return made


def test_each_change_begins_where_the_one_before_ended() -> None:
    assert GAP.spans == [(0, 1_000), (1_000, 1_040), (1_040, 970), (0, 970)]


def test_a_level_between_begins_anew() -> None:
    steps = (Step("2015", 460, level=True), Step("Left", -45), Step("Survey", 409, level=True), Step("Vacant", 10))
    assert Bridge(steps=steps).spans[-1] == (409, 419)


def test_the_scale_leaves_out_its_foot_only_where_changes_could_not_be_seen_otherwise(chart: Waterfall) -> None:
    assert GAP.broken
    assert 0 < GAP.ends[0] < 970
    assert "(scale from 940)" in chart.shown_title
    assert "The scale begins at 940." in GAP.words()
    halved = Bridge(steps=(Step("Need", 476, level=True), Step("Gone", -300)))
    assert halved.ends == (0, 476)
    assert Bridge(steps=(Step("A", 5, level=True), Step("B", -9))).ends == (-4, 5)


def test_it_says_itself(chart: Waterfall) -> None:
    assert GAP.lines(0) == ["Plan: £1,000"]
    assert GAP.lines(1) == ["Contracts: +40", "Over plan", "A pay award", "Together: £1,040"]
    assert "Reserves: -70, Under plan" in chart.columns.accessibleDescription()
    assert [sample.name for sample in chart.samples] == ["Over plan", "Under plan"]


def test_the_highest_stands_at_the_top_and_the_lowest_of_the_scale_at_the_bottom(chart: Waterfall) -> None:
    layout = arrange(GAP, QFontMetricsF(chart.font()), 700, 300)
    assert layout.y(GAP.ends[1]) == pytest.approx(layout.top)
    assert layout.y(GAP.ends[0]) == layout.y(0) == pytest.approx(layout.bottom)


def test_a_name_takes_as_many_lines_as_it_needs_up_to_three(chart: Waterfall) -> None:
    metrics = QFontMetricsF(chart.font())
    room = metrics.horizontalAdvance("dispensing drugs") + 1
    assert wrapped("Prescribing and dispensing drugs", metrics, room) == ["Prescribing and", "dispensing drugs"]
    assert len(wrapped("one two three four five six seven", metrics, 30)) == 3


def test_keys_move_between_columns(chart: Waterfall, qtbot: QtBot) -> None:
    chosen: list[int] = []
    chart.chosen.connect(chosen.append)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        qtbot.keyClick(chart.columns, key)
    assert chosen == [0, 1, 0]
    assert chart.columns.accessibleDescription() == "Plan: £1,000"
    chart.select(3)
    assert chosen == [0, 1, 0]


def test_its_picture_is_light_and_its_figures_are_a_table(chart: Waterfall) -> None:
    assert chart.picture().toImage().pixelColor(2, 2) == QColor(LIGHT.surface)
    specs, rows = chart.figures()
    assert [spec.label for spec in specs] == ["", "Level", "Change", "Together", "In words"]
    assert rows[2] == ("Reserves", None, -70, 970, "")
    chart.show_bridge(Bridge())
    assert not chart.picture().isNull()
    assert chart.figures()[1] == []
