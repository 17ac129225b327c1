"""A field for several lines grows with them, within reason, and lets Tab go on."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.parts.lines_edit import MOST, LinesEdit


def test_it_is_as_high_as_its_lines_up_to_a_few(qtbot: QtBot, dressed: QApplication) -> None:
    assert dressed.styleSheet()
    field = LinesEdit("One")
    qtbot.addWidget(field)
    field.resize(400, 100)
    field.show()
    heights = []
    for lines in (1, 4, MOST, MOST + 20):
        field.setPlainText("\n".join(["words"] * lines))
        heights.append(field.sizeHint().height())
    assert heights[0] < heights[1] < heights[2] == heights[3]
    assert field.text().splitlines() == ["words"] * (MOST + 20)
    assert field.tabChangesFocus()
