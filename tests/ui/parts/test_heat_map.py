"""The map of risks: cells filter, risks are dragged or carried by keys, everything is said in words as well."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QFont
from pytestqt.qtbot import QtBot

from ui.parts.heat_cells import Cell, Placed, arrange, chips, every_cell
from ui.parts.heat_map import Heat, HeatMap
from ui.theme import LIGHT


def band(score: int) -> tuple[str, str]:
    """Bands of the National Patient Safety Agency."""
    most = {3: ("low", "green"), 6: ("moderate", "amber"), 12: ("high", "orange"), 25: ("extreme", "red")}
    return next(found for highest, found in most.items() if score <= highest)


RISKS = (
    Placed(1, "GPW-1", "too few general practitioners", (5, 5)),
    Placed(2, "GPW-2", "practices close", (4, 4), before=(3, 4)),
    Placed(3, "GPW-3", "reports come late", (2, 3), before=(4, 3)),
)


@pytest.fixture
def heat_map(qtbot: QtBot) -> HeatMap:
    made = HeatMap()
    qtbot.addWidget(made)
    made.resize(1000, 320)
    made.show_heat(Heat("All registers", RISKS, band))
    made.show()
    return made


def middle(shown: HeatMap, cell: Cell) -> QPoint:
    """The middle of a cell, where no chip is while there is one."""
    return shown.cells.layout_now().cell(cell).center().toPoint() + QPoint(0, 12)


def chip(shown: HeatMap, number: int) -> QPoint:
    """The middle of a risk's chip."""
    risk = next(one for one in shown.heat.risks if one.id == number)
    placed = chips(shown.heat, shown.cells.layout_now(), shown.cells.font(), risk.at)[0]
    return next(place.center().toPoint() for one, place in placed if one is risk)


def heard(signal: Any) -> list[Any]:
    found: list[Any] = []
    signal.connect(lambda *sent: found.append(sent if len(sent) > 1 else sent[0]))
    return found


def test_the_map_is_spoken_worst_first(heat_map: HeatMap) -> None:
    said = heat_map.cells.accessibleDescription()
    assert said.startswith(
        "All registers. Likelihood 5 (almost certain), impact 5 (catastrophic): 25 extreme, 1 risk: GPW-1. "
        "Likelihood 4 (likely), impact 4 (major): 16 extreme, 1 risk: GPW-2."
    )
    assert "Enter shows only the risks of a cell" in said


def test_a_chip_says_by_a_sign_whether_its_risk_is_worse_or_better(heat_map: HeatMap) -> None:
    assert [risk.shown for risk in heat_map.heat.risks] == ["GPW-1", "▲ GPW-2", "▼ GPW-3"]
    assert Placed(4, "GPW-4", "", (2, 3), before=(3, 2)).sign == ""


def test_a_click_on_a_cell_chooses_it_and_another_lets_it_go(qtbot: QtBot, heat_map: HeatMap) -> None:
    cells = heard(heat_map.cell_chosen)
    for _ in range(2):
        qtbot.mouseClick(heat_map.cells, Qt.MouseButton.LeftButton, pos=middle(heat_map, (3, 4)))
    assert cells == [(3, 4), None]


def test_a_click_on_a_chip_chooses_the_risk_and_no_cell(qtbot: QtBot, heat_map: HeatMap) -> None:
    risks, cells = heard(heat_map.risk_chosen), heard(heat_map.cell_chosen)
    qtbot.mouseClick(heat_map.cells, Qt.MouseButton.LeftButton, pos=chip(heat_map, 2))
    assert (risks, cells) == ([2], [])


def drag(qtbot: QtBot, shown: HeatMap, number: int, cell: Cell) -> None:
    qtbot.mousePress(shown.cells, Qt.MouseButton.LeftButton, pos=chip(shown, number))
    for at in (middle(shown, (3, 3)), middle(shown, cell)):
        qtbot.mouseMove(shown.cells, at)
    qtbot.mouseRelease(shown.cells, Qt.MouseButton.LeftButton, pos=middle(shown, cell))


def test_a_risk_is_dragged_to_another_cell(qtbot: QtBot, heat_map: HeatMap) -> None:
    moved = heard(heat_map.moved)
    drag(qtbot, heat_map, 1, (3, 5))
    assert moved == [(1, 3, 5)]


def test_a_risk_that_is_dropped_where_it_was_stays(qtbot: QtBot, heat_map: HeatMap) -> None:
    moved = heard(heat_map.moved)
    drag(qtbot, heat_map, 1, (5, 5))
    assert moved == []


def test_nothing_is_dragged_where_nothing_may_be_changed(qtbot: QtBot, heat_map: HeatMap) -> None:
    heat_map.cells.editable = False
    moved = heard(heat_map.moved)
    drag(qtbot, heat_map, 1, (3, 5))
    heat_map.select(1)
    qtbot.keyClick(heat_map.cells, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(heat_map.cells, Qt.Key.Key_Return)
    assert moved == []


def test_the_keys_do_all_that_the_mouse_does(qtbot: QtBot, heat_map: HeatMap) -> None:
    cells, risks, moved = heard(heat_map.cell_chosen), heard(heat_map.risk_chosen), heard(heat_map.moved)
    heat_map.cells.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Return, Qt.Key.Key_PageDown):
        qtbot.keyClick(heat_map.cells, key)
    assert (cells, risks) == ([(4, 4)], [2])
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right):
        qtbot.keyClick(heat_map.cells, key, Qt.KeyboardModifier.ControlModifier)
    assert "GPW-2 to Likelihood 3 (possible), impact 5" in heat_map.cells.accessibleDescription()
    qtbot.keyClick(heat_map.cells, Qt.Key.Key_Return)
    assert moved == [(2, 3, 5)]


def test_escape_puts_a_risk_back_and_then_shows_all_cells_again(qtbot: QtBot, heat_map: HeatMap) -> None:
    cells, moved = heard(heat_map.cell_chosen), heard(heat_map.moved)
    heat_map.choose_cell((5, 5))
    heat_map.select(1)
    qtbot.keyClick(heat_map.cells, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(heat_map.cells, Qt.Key.Key_Escape)
    qtbot.keyClick(heat_map.cells, Qt.Key.Key_Escape)
    assert (cells, moved) == ([(5, 5), None], [])


def test_the_cursor_stays_on_the_map(qtbot: QtBot, heat_map: HeatMap) -> None:
    for _ in range(7):
        qtbot.keyClick(heat_map.cells, Qt.Key.Key_Right)
        qtbot.keyClick(heat_map.cells, Qt.Key.Key_Up)
    assert heat_map.cells.here == (5, 5)


@pytest.mark.parametrize("number", [0, 1, 5, 40, 400])
@pytest.mark.parametrize("size", [(1000, 320), (420, 220), (60, 40)])
def test_chips_stay_in_their_cell_and_none_is_lost(number: int, size: tuple[int, int], heat_map: HeatMap) -> None:
    heat = Heat("Many", [Placed(at, f"SRT-{at:03}", "", (3, 3)) for at in range(number)], band)
    font: QFont = heat_map.cells.font()
    layout = arrange(font, *size)
    placed, more = chips(heat, layout, font, (3, 3))
    cell = layout.cell((3, 3)).adjusted(-1, -1, 1, 1)
    assert all(cell.contains(place) for _, place in placed)
    assert not any(one.intersects(other) for _, one in placed for _, other in placed if one is not other)
    assert len(placed) == number or cell.contains(more)


def test_the_current_risk_is_in_sight_however_many_there_are(heat_map: HeatMap) -> None:
    heat = Heat("Many", [Placed(at, f"SRT-{at:03}", "", (3, 3)) for at in range(40)], band)
    font: QFont = heat_map.cells.font()
    for size in ((1000, 320), (420, 220), (60, 40)):
        placed = chips(heat, arrange(font, *size), font, (3, 3), current=37)[0]
        assert placed[0][0].id == 37


def test_every_point_of_a_cell_is_in_it(heat_map: HeatMap) -> None:
    layout = heat_map.cells.layout_now()
    assert all(layout.at(layout.cell(cell).center()) == cell for cell in every_cell())
    assert layout.at(QPointF(1, 1)) is None


def test_the_picture_is_light_and_fine_enough_for_a_paper(heat_map: HeatMap) -> None:
    picture = heat_map.picture().toImage()
    assert picture.width() == 1864
    assert picture.pixelColor(2, 2) == QColor(LIGHT.surface)
    seen = {picture.pixelColor(x, y).name().upper() for x in range(0, 1800, 9) for y in range(0, picture.height(), 9)}
    assert {LIGHT.tone(tone).fill for tone in ("green", "amber", "orange")} <= seen


def test_the_picture_says_what_is_seen_and_not_what_keys_do(heat_map: HeatMap) -> None:
    drawing = heat_map.drawing()
    assert drawing.words == heat_map.heat.words()
    assert b"GPW-1" in drawing.svg()
    assert b"Arrow keys" not in drawing.svg()


def test_no_risks_and_no_bands_are_no_error(qtbot: QtBot) -> None:
    empty = HeatMap()
    qtbot.addWidget(empty)
    empty.show_heat(Heat("Nothing"))
    empty.show()
    empty.cells.repaint()
    assert "No risk is scored." in empty.cells.accessibleDescription()
