"""Typing down a column: Enter goes on below, the place is kept, and nothing typed is lost to rows that arrive."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from blmk_desktop.columns import ColumnSpec, columns_of
from ui.parts.table import Mark, RecordTable
from ui.window import MainWindow

SPECS = (ColumnSpec(name="code", label="PCN code"), ColumnSpec(name="name", label="PCN", editable=True))
ROWS = [("U1", "Ascent"), ("U2", "Bletchley"), ("U3", "Crown")]
IDS = ["U1", "U2", "U3"]
Key = Qt.Key


@pytest.fixture
def table(empty_window: MainWindow, qtbot: QtBot) -> RecordTable:
    made = RecordTable(empty_window, "pcns", SPECS)
    qtbot.addWidget(made)
    made.resize(800, 400)
    made.show()
    made.show_columns(columns_of(SPECS, ROWS, ids=IDS))
    made.taken = []  # type: ignore[attr-defined]
    made.commit = lambda *edit: made.taken.append(edit)  # type: ignore[attr-defined]
    return made


def begin(table: RecordTable, row: int, typed: str) -> QLineEdit:
    """Open the editor over a name and type."""
    table.view.setCurrentIndex(table.model.index(row, 1))
    table.view.edit(table.view.currentIndex())
    editor = table.view.findChildren(QLineEdit)[-1]
    assert isinstance(editor, QLineEdit)
    editor.setText(typed)
    return editor


def here(table: RecordTable) -> tuple[Any, str]:
    index = table.view.currentIndex()
    return table.model.id_at(index.row()), table.model.specs[index.column()].name


def test_enter_takes_what_was_typed_and_goes_to_the_cell_below(qtbot: QtBot, table: RecordTable) -> None:
    qtbot.keyClick(begin(table, 0, "Ascent MK"), Key.Key_Return)
    assert table.taken == [("U1", "name", "Ascent MK")]  # type: ignore[attr-defined]
    assert here(table) == ("U2", "name")


def test_the_last_row_has_none_below(qtbot: QtBot, table: RecordTable) -> None:
    qtbot.keyClick(begin(table, 2, "Crown MK"), Key.Key_Return)
    assert here(table) == ("U3", "name")


def test_rows_that_are_read_again_leave_the_column_as_it_was(table: RecordTable) -> None:
    table.view.setCurrentIndex(table.model.index(1, 1))
    table.show_columns(columns_of(SPECS, ROWS, ids=IDS))
    assert here(table) == ("U2", "name")


def test_rows_that_arrive_while_one_types_wait_until_that_is_done(qtbot: QtBot, table: RecordTable) -> None:
    editor = begin(table, 1, "Bletchley North")
    table.show_columns(columns_of(SPECS, [("U1", "Ascent MK"), *ROWS[1:]], ids=IDS))
    assert editor.text() == "Bletchley North"
    assert editor.isVisible()
    qtbot.keyClick(editor, Key.Key_Return)
    assert table.taken == [("U2", "name", "Bletchley North")]  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: table.model.index(0, 1).data() == "Ascent MK")


def test_marks_that_arrive_while_one_types_leave_what_was_typed(qtbot: QtBot, table: RecordTable) -> None:
    editor = begin(table, 1, "Bletchley North")
    table.set_marks({("U1", "name"): Mark("warning", "Two names")})
    assert editor.text() == "Bletchley North"
    qtbot.keyClick(editor, Key.Key_Return)
    assert table.taken == [("U2", "name", "Bletchley North")]  # type: ignore[attr-defined]
    assert begin(table, 1, "").isVisible()


def test_a_cell_that_cannot_be_changed_says_so(qtbot: QtBot, table: RecordTable, empty_window: MainWindow) -> None:
    table.view.setCurrentIndex(table.model.index(0, 0))
    qtbot.keyClick(table.view, Key.Key_F2)
    assert empty_window.statusBar().currentMessage() == "PCN code cannot be changed here."


def test_escape_empties_the_filter_only_in_the_filter(qtbot: QtBot, table: RecordTable) -> None:
    table.bar.box.setText("crown")
    qtbot.keyClick(table.view, Key.Key_Escape)
    assert table.bar.box.text() == "crown"
    qtbot.keyClick(table.bar.box, Key.Key_Escape)
    assert table.bar.box.text() == ""


def test_down_goes_from_the_filter_into_the_table(qtbot: QtBot, table: RecordTable) -> None:
    table.activateWindow()
    table.bar.box.setFocus()
    qtbot.keyClick(table.bar.box, Key.Key_Down)
    qtbot.waitUntil(table.view.hasFocus)
