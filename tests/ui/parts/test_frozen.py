"""The first column stays in sight, controls go on in the next line, and columns grow with the text."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from blmk_desktop.columns import ColumnSpec, columns_of
from ui import theme
from ui.parts.flow import Flow
from ui.parts.switch import Switch
from ui.parts.table import RecordTable
from ui.window import MainWindow

SPECS = tuple(ColumnSpec(name=f"c{at}", label=f"Column {at}", width=16) for at in range(12))
ROWS = [tuple(f"row {row} cell {at}" for at in range(12)) for row in range(50)]


@pytest.fixture
def table(empty_window: MainWindow, qtbot: QtBot) -> RecordTable:
    made = RecordTable(empty_window, "wide", SPECS)
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.show()
    made.show_columns(columns_of(SPECS, ROWS))
    return made


def test_the_first_column_is_laid_over_the_others_once_they_are_scrolled(table: RecordTable) -> None:
    assert table.frozen.isHidden()
    table.view.horizontalScrollBar().setValue(200)
    assert table.frozen.isVisible()
    assert table.frozen.columnAt(5) == 0
    table.view.horizontalScrollBar().setValue(0)
    assert table.frozen.isHidden()


def test_it_scrolls_with_the_rows(table: RecordTable) -> None:
    table.view.horizontalScrollBar().setValue(200)
    table.view.verticalScrollBar().setValue(12)
    assert table.frozen.rowAt(3) == table.view.rowAt(3) == 12


def test_it_is_the_column_that_the_user_put_first(table: RecordTable) -> None:
    table.layout_.choose([("c3", True), *((f"c{at}", at != 5) for at in range(12) if at != 3)])
    table.view.horizontalScrollBar().setValue(200)
    assert table.frozen.columnAt(5) == 3


def test_a_cell_reached_with_the_keys_does_not_lie_under_it(table: RecordTable) -> None:
    table.view.horizontalScrollBar().setValue(table.view.horizontalScrollBar().maximum())
    index = table.model.index(0, 1)
    table.view.scrollTo(index)
    assert table.view.visualRect(index).left() >= table.frozen.width() - 1


def test_controls_go_on_in_the_next_line_where_it_is_narrow(qtbot: QtBot) -> None:
    flow = Flow()
    qtbot.addWidget(flow)
    buttons = [QPushButton(words) for words in ("Round", "Show by place", "Status")]
    for button in buttons:
        flow.add(button)
    one_line = flow.sizeHint()
    assert flow.heightForWidth(one_line.width()) == one_line.height()
    assert flow.heightForWidth(one_line.width() - 1) > one_line.height()
    assert flow.minimumSizeHint().width() < one_line.width()
    flow.resize(one_line.width() - 1, 200)
    flow.show()
    assert buttons[2].y() > buttons[0].y()
    buttons[1].hide()
    qtbot.waitUntil(lambda: buttons[2].y() == buttons[0].y())


def test_a_word_stays_before_the_control_that_it_names_and_what_is_hidden_stays_so(qtbot: QtBot) -> None:
    flow = Flow()
    qtbot.addWidget(flow)
    first, named, hidden = QPushButton("Round"), QPushButton("Show by place"), QPushButton("Add a claim…")
    word = QLabel("Show by")
    word.setBuddy(named)
    hidden.hide()
    for part in (first, word, named, hidden):
        flow.add(part)
    flow.resize(flow.sizeHint().width() - 1, 200)
    flow.show()
    assert first.y() < word.geometry().bottom()
    assert word.geometry().top() > first.geometry().bottom()
    assert abs(word.geometry().center().y() - named.geometry().center().y()) <= 1
    assert not hidden.isVisible()


def test_what_can_be_higher_goes_on_in_lines_of_its_own_where_it_is_narrow(qtbot: QtBot) -> None:
    flow, switch = Flow(), Switch("Page", {str(at): f"Page number {at}" for at in range(9)}, "0")
    qtbot.addWidget(flow)
    title = QLabel("Plan and actual of the delegated budget")
    title.setWordWrap(True)
    flow.add(title)
    flow.add(switch)
    line = title.fontMetrics().lineSpacing()
    assert flow.sizeHint().height() < 3 * line
    flow.resize(switch.sizeHint().width() // 2, 400)
    flow.show()
    assert title.height() < 2 * line
    assert switch.width() == flow.width()
    assert switch.height() > 3 * line
    flow.resize(title.width() // 2, 400)
    assert title.height() >= 2 * line
    assert flow.minimumSizeHint().width() < title.fontMetrics().horizontalAdvance(title.text())


@pytest.fixture
def large_text(dressed: QApplication) -> Iterator[None]:
    """Twice the size, for the time of a test."""
    yield
    theme.apply(dressed, "light")


@pytest.mark.usefixtures("large_text")
def test_columns_and_rows_grow_with_the_text(qtbot: QtBot, table: RecordTable, dressed: QApplication) -> None:
    width, height = table.headings.sectionSize(0), table.view.rowHeight(0)
    theme.apply(dressed, "light", 200)
    qtbot.waitUntil(lambda: table.headings.sectionSize(0) > 1.5 * width)
    assert table.view.rowHeight(0) > 1.2 * height
