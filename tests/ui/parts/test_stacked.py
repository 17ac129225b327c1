"""Stacked columns: said in words, bounded by what there is, told apart without colour, and kept as a picture."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetricsF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from blmk_desktop.rules.wording import pounds
from ui.parts.stacked import Limit, Stack, StackedChart, styled
from ui.parts.stacked_painting import arrange
from ui.parts.upright import round_step
from ui.theme import LIGHT

NAMES = ("ETTF", "Council")
VALUES = ((3_005_900_00, 3_992_000_00), (None, 500_000_00))
LIMITS = (None, Limit(3_960_000_00, "£32k over", "red"))
STACK = Stack("Money", ("2019/20", "2020/21"), styled(NAMES, VALUES), LIMITS, lambda pence: pounds(pence, 0), pounds)


@pytest.fixture
def chart(qtbot: QtBot, dressed: QApplication) -> StackedChart:
    assert dressed
    made = StackedChart()
    qtbot.addWidget(made)
    made.resize(700, 300)
    made.show_stack(STACK)
    made.show()
    return made


def test_it_says_itself(chart: StackedChart) -> None:
    assert STACK.lines(0) == ["2019/20: £3,005,900.00", "ETTF: £3,005,900.00"]
    assert STACK.lines(1)[0] == "2020/21: £4,492,000.00"
    assert STACK.lines(1)[-2:] == ["Envelope: £3,960,000.00", "£32k over"]
    assert "£32k over" in chart.columns.accessibleDescription()


def test_nought_stands_at_the_bottom_and_the_highest_at_the_top(chart: StackedChart) -> None:
    layout = arrange(STACK, QFontMetricsF(chart.font()), 700, 300)
    assert layout.bottom - STACK.most * layout.per_unit == pytest.approx(layout.top)
    assert STACK.most == 4_492_000_00


@pytest.mark.parametrize(
    ("most", "step"), [(1, 1), (5, 1), (6, 2), (4_492_000_00, 100_000_000), (60_000_000, 20_000_000)]
)
def test_the_lines_of_the_scale_are_round(most: int, step: int) -> None:
    assert round_step(most) == step


def test_many_series_differ_in_more_than_colour() -> None:
    series = styled([str(at) for at in range(9)], [(1,)] * 9)
    looks = {(at % 4, one.style) for at, one in enumerate(series)}
    assert len(looks) == 9


def test_keys_move_between_columns(chart: StackedChart, qtbot: QtBot) -> None:
    chosen: list[int] = []
    chart.chosen.connect(chosen.append)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        qtbot.keyClick(chart.columns, key)
    assert chosen == [0, 1, 1, 0]
    assert chart.columns.accessibleDescription().startswith("2019/20: £3,005,900.00")
    chart.select(1)
    assert chosen == [0, 1, 1, 0]


def test_its_picture_is_light_and_its_figures_are_a_table(chart: StackedChart) -> None:
    picture = chart.picture().toImage()
    assert picture.pixelColor(2, 2) == QColor(LIGHT.surface)
    specs, lines = chart.figures()
    assert [spec.label for spec in specs] == ["", "ETTF", "Council", "In all", "Envelope"]
    assert lines[1] == ("2020/21", 3_992_000_00, 500_000_00, 4_492_000_00, 3_960_000_00)
    chart.show_stack(Stack())
    assert not chart.picture().isNull()
    assert [spec.label for spec in chart.figures()[0]] == ["", "In all"]


def test_its_picture_names_all_that_is_drawn_on_as_many_lines_as_that_needs(chart: StackedChart) -> None:
    named = sum(sample.sizeHint().width() for sample in chart.samples)
    assert [sample.name for sample in chart.samples] == ["ETTF", "Council", "Envelope"]
    assert chart.drawing(named // 2, 300).size.height() > chart.drawing(2 * named, 300).size.height()
