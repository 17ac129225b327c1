"""Controls in lines that go on below where there is little room."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.parts.flow import Flow


def test_what_was_lengthened_while_hidden_has_its_room_when_shown_again(qtbot: QtBot) -> None:
    whole = QWidget()
    qtbot.addWidget(whole)
    flow, title, sample = Flow(whole), QLabel("Short"), QLabel("Sample")
    title.setWordWrap(True)
    flow.add(title)
    flow.add(sample)
    flow.setGeometry(0, 0, 800, 40)
    whole.resize(800, 60)
    whole.show()
    qtbot.waitExposed(whole)
    flow.hide()
    title.setText("A much longer title than there was when it could last be seen")
    flow.show()
    assert title.width() >= title.fontMetrics().horizontalAdvance(title.text())
    assert sample.x() >= title.geometry().right()
