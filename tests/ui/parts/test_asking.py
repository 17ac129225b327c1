"""A small dialog asks for a few things: the keys begin at the first, and what is refused is said in words."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.parts.asking import Asking
from ui.parts.day_field import DayField


def test_the_keys_begin_at_the_first_field_and_come_to_the_buttons_last(qtbot: QtBot, dressed: QApplication) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    asked = Asking(parent, "Whose scores?", "", "Enter scores")
    role, day = QLineEdit(), DayField("On")
    asked.add("Role", role)
    asked.add("On", day)
    asked.open()
    qtbot.waitUntil(role.hasFocus)
    order: list[Any] = [role]
    for _ in range(3):
        qtbot.keyClick(order[-1], Qt.Key.Key_Tab)
        order.append(dressed.focusWidget())
    assert order[1] is day
    assert [one.text() for one in order[2:]] == ["Cancel", "Enter scores"]


def test_enter_on_cancel_cancels(qtbot: QtBot, dressed: QApplication) -> None:
    assert dressed
    parent = QWidget()
    qtbot.addWidget(parent)
    asked = Asking(parent, "Whose scores?", "", "Enter scores")
    asked.add("Role", QLineEdit())
    done: list[str] = []
    asked.accepted.connect(lambda: done.append("entered"))
    asked.rejected.connect(lambda: done.append("cancelled"))
    asked.open()
    cancel = next(one for one in asked.findChildren(QPushButton) if one.text() == "Cancel")
    cancel.setFocus()
    qtbot.keyClick(cancel, Qt.Key.Key_Return)
    assert done == ["cancelled"]


def test_what_is_no_date_is_said_under_the_fields(qtbot: QtBot, dressed: QApplication) -> None:
    assert dressed
    parent = QWidget()
    qtbot.addWidget(parent)
    asked = Asking(parent, "When?", "", "Keep")
    day = DayField("On", required=True)
    asked.add("On", day)
    asked.open()
    asked.confirm()
    assert asked.problem.text() == "A date is needed."
    assert asked.isVisible()


def test_large_text_cuts_neither_names_nor_fields(qtbot: QtBot, dressed: QApplication) -> None:
    font = dressed.font()
    font.setPointSizeF(2 * font.pointSizeF())
    parent = QWidget()
    qtbot.addWidget(parent)
    asked = Asking(parent, "Which committee?", "It gets the next number of the committee. " * 4, "Add")
    asked.setFont(font)
    field = QLineEdit()
    asked.add("Raised at the meeting of this committee", field)
    asked.open()
    qtbot.waitUntil(field.isVisible)
    names = [part for part in asked.findChildren(QLabel) if part.buddy() is field]
    assert [part.width() >= part.sizeHint().width() for part in names] == [True]
    assert asked.detail.height() >= asked.detail.heightForWidth(asked.detail.width())
    assert field.height() >= field.sizeHint().height()
