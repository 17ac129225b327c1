"""Bars for the rows of a table: what is chosen goes both ways, and thousands of them are not drawn."""

from __future__ import annotations

from ui.parts.chart_below import MOST_BARS, RowBars
from ui.parts.charts import Series
from ui.parts.table import RecordTable
from ui.window import MainWindow


def bars(window: MainWindow, count: int) -> RowBars:
    """The bars of so many rows."""
    chart = RowBars(RecordTable(window, "sample", []))
    rows = [(number, f"Surgery {number}") for number in range(count)]
    chart.show_rows("Patients", rows, [Series("Seen there", range(count))])
    return chart


def test_every_row_has_its_bar(empty_window: MainWindow) -> None:
    chart = bars(empty_window, MOST_BARS)
    assert len(chart.chart.categories) == MOST_BARS
    assert chart.title == "Patients"
    chart.select_row(MOST_BARS - 1)
    assert chart.bars.current == MOST_BARS - 1


def test_of_very_many_rows_the_first_are_drawn_and_the_title_says_so(empty_window: MainWindow) -> None:
    chart = bars(empty_window, 6_000)
    assert len(chart.chart.categories) == MOST_BARS
    assert chart.title == f"Patients: the first {MOST_BARS} of 6,000 shown"
    assert [len(one.values) for one in chart.chart.series] == [MOST_BARS]
    chart.select_row(5_999)
    assert chart.bars.current == -1
