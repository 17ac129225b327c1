"""A table and the chart below it: shown while its button is on and there is something to draw; bars for rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from blmk_desktop.records.declaration import WTE, Unit
from ui.parts.charts import BarChart, Series
from ui.parts.pickers import ChartButton
from ui.parts.sides import Sides, scrolled
from ui.parts.table import RecordTable

LOWEST_TABLE = 150  # pixels: the headings and some rows
MOST_BARS = 200  # more of them than anybody compares are not drawn


class ChartBelow(Sides):
    """The table above, the chart below; the button, which stands where the page puts it, remembers whether it is on.

    `asked` is sent when it goes on or off: the page draws then, if `offer` tells it to.
    """

    asked = Signal()

    def __init__(
        self, name: str, table: RecordTable, chart: QWidget, shares: Sequence[int], says: str, *, at_first: bool = True
    ) -> None:
        settings = table.window_.settings
        super().__init__(settings, f"{name} chart", [table, chart], shares, upright=True)
        self.table, self.chart = table, chart
        self.button = ChartButton(settings, f"{name}/chart", says, at_first=at_first)
        self.button.toggled.connect(lambda _on: self.asked.emit())
        self.chart.setVisible(self.button.isChecked())

    def whole(self) -> QScrollArea:
        """Both, scrolled where the window is too low for some rows and the chart, as it is with large text."""
        self.table.view.setMinimumHeight(LOWEST_TABLE)
        return scrolled(self, "Table and chart")

    def offer(self, *, there: bool) -> bool:
        """Whether to draw: there is something, and the button is on. Without anything the button goes too."""
        shown = there and self.button.isChecked()
        self.button.setHidden(not there)
        self.chart.setVisible(shown)
        return shown


class RowBars(BarChart):
    """Bars that stand for rows of a table: the one that is chosen here becomes its current row."""

    def __init__(self, table: RecordTable, *, overlaid: bool = True) -> None:
        super().__init__(overlaid=overlaid)
        self.ids: list[Any] = []
        self.chosen.connect(lambda at: table.select(self.ids[at]))

    def show_rows(
        self, title: str, rows: Sequence[tuple[Any, str]], series: Sequence[Series], unit: Unit = WTE
    ) -> None:
        """Show bars for rows, each its identity and its name: for the first of them, where there are very many."""
        drawn = rows[:MOST_BARS]
        self.ids = [id_ for id_, _ in drawn]
        if len(drawn) < len(rows):
            title = f"{title}: the first {len(drawn):,} of {len(rows):,} shown"
            series = [replace(one, values=one.values[:MOST_BARS]) for one in series]
        self.show_chart(title, [name for _, name in drawn], series, unit)

    def select_row(self, id_: Any) -> None:
        """Highlight the bar of a row, without telling anyone."""
        self.select(self.ids.index(id_) if id_ in self.ids else -1)
