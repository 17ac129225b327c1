"""Controls in lines that go on below where there is little room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.parts.empty import EmptyState
from ui.parts.filter_bar import FilterBar
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


def test_buttons_that_begin_go_on_below_where_there_is_little_room(qtbot: QtBot) -> None:
    state = EmptyState("Nothing yet.", [("Import workbooks…", print), ("Add one…", print), ("Load the example", print)])
    qtbot.addWidget(state)
    state.resize(200, 300)
    state.show()
    settled(state)
    for one in state.findChildren(QPushButton):
        assert one.width() >= one.sizeHint().width()
        assert state.rect().contains(one.mapTo(state, one.rect().bottomRight()))


def test_the_filter_stands_below_controls_that_would_else_need_more_lines(qtbot: QtBot) -> None:
    bar = FilterBar()
    qtbot.addWidget(bar)
    controls = [QPushButton(f"Control {at}") for at in range(5)]
    for control in controls:
        bar.add(control)
    bar.show()
    wide = sum(control.sizeHint().width() + 8 for control in controls)
    bar.resize(wide + 600, bar.height())
    settled(bar)
    assert top(bar.box, bar) < controls[0].height()
    bar.resize(wide + 8, bar.heightForWidth(wide + 8))
    settled(bar)
    assert {control.y() for control in controls} == {0}
    assert top(bar.box, bar) > controls[0].height()


def top(widget: QWidget, within: QWidget) -> int:
    return widget.mapTo(within, QPoint()).y()


def settled(widget: QWidget) -> None:
    for _ in range(3):
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        QApplication.processEvents()
    assert widget.isVisible()
