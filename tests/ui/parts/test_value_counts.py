"""The counts of a column's values: how many of each, and filtering by them."""

from __future__ import annotations

import pytest

from blmk_desktop.columns import ColumnSpec, columns_of
from ui.parts.table import RecordTable
from ui.parts.value_counts import ValueCounts
from ui.window import MainWindow

SPECS = (ColumnSpec(name="name", label="Name"), ColumnSpec(name="colour", label="Colour"))
ROWS = [("one", "Red"), ("two", "Green"), ("three", "Red")]


@pytest.fixture
def table(empty_window: MainWindow) -> RecordTable:
    return RecordTable(empty_window, "things", SPECS)


@pytest.fixture
def counts(table: RecordTable) -> ValueCounts:
    counts = ValueCounts(table, "colour", "thing", {"Red": "red", "Amber": "amber", "Green": "green"})
    table.show_columns(columns_of(SPECS, ROWS, ids=range(3)))
    return counts


def said(counts: ValueCounts) -> list[str]:
    return [button.text() for button in counts.buttons.values() if not button.isHidden()]


def test_only_values_that_a_row_has_are_counted(counts: ValueCounts) -> None:
    assert said(counts) == ["3 things", "2 red", "1 green"]


def test_a_count_filters_and_the_counts_stay(table: RecordTable, counts: ValueCounts) -> None:
    counts.buttons["Red"].click()
    assert table.shown() == [0, 2]
    assert said(counts) == ["3 things", "2 red", "1 green"]
    assert counts.buttons["Red"].isChecked()
    counts.buttons[""].click()
    assert table.shown() == [0, 1, 2]


def test_a_filter_of_the_columns_own_presses_its_button(table: RecordTable, counts: ValueCounts) -> None:
    counts.choose("Green")
    table.clear_filters()
    assert [value for value, button in counts.buttons.items() if button.isChecked()] == [""]


def test_without_rows_nothing_is_counted(table: RecordTable, counts: ValueCounts) -> None:
    table.show_columns(columns_of(SPECS, [], ids=[]))
    assert counts.isHidden()
