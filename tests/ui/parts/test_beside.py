"""Two columns stand beside one another while there is room, else one under the other."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ui.parts.beside import NARROW, Beside


def test_columns_stand_under_one_another_where_it_is_narrow(qtbot: QtBot, dressed: QApplication) -> None:
    assert dressed.styleSheet()
    parts = Beside([QLabel("Work")], [QLabel("Area")])
    qtbot.addWidget(parts)
    letter = parts.fontMetrics().averageCharWidth()
    parts.resize((NARROW + 10) * letter, 300)
    parts.show()
    assert not parts.stacked
    parts.resize((NARROW - 10) * letter, 300)
    assert parts.stacked


def test_columns_follow_the_size_of_text(qtbot: QtBot, dressed: QApplication) -> None:
    assert dressed.styleSheet()
    parts = Beside([QLabel("Work")], [QLabel("Area")])
    qtbot.addWidget(parts)
    parts.resize((NARROW + 10) * parts.fontMetrics().averageCharWidth(), 300)
    parts.show()
    parts.setStyleSheet("font-size: 40px")
    assert parts.stacked
