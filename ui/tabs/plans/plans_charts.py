"""The pictures under the plans, of the rows shown: staff in post and planned, spend and allocation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from blmk_desktop.records.declaration import MONEY, WTE
from ui.parts.charts import BarChart, Series
from ui.parts.labels import muted
from ui.parts.switch import Switch
from ui.tabs.plans.plans_columns import NAMES

if TYPE_CHECKING:
    from ui.tabs.plans.plans_columns import Plans

CHARTS = {"staff": "Staff", "money": "Money"}
MOST = 60  # bars: more cannot be read


class PlanCharts(QWidget):
    """A chart of the rows of the table, in their order; a bar that is chosen is chosen in the table too."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._ids: list[str] = []
        self._plans: Plans | None = None
        self._positions: Sequence[int] = ()
        self.switch = Switch("Chart", CHARTS, "staff")
        self.switch.chosen.connect(lambda _key: self._draw())
        self.chart = BarChart()
        self.chart.chosen.connect(lambda at: self.chosen.emit(self._ids[at]))
        self.words = muted("")
        row = QHBoxLayout()
        row.addWidget(self.switch)
        row.addWidget(self.words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.addLayout(row)
        column.addWidget(self.chart, 1)

    def show_rows(self, plans: Plans, positions: Sequence[int]) -> None:
        """Draw these rows."""
        self._plans, self._positions = plans, positions
        money = "allocation" in plans.columns.by_name
        self.switch.setVisible(money)
        if not money:
            self.switch.choose("staff")
        self._draw()

    def select(self, id_: object) -> None:
        """Highlight the bar of a row."""
        self.chart.select(self._ids.index(id_) if id_ in self._ids else -1)

    def _draw(self) -> None:
        if self._plans is None:
            return
        columns, positions = self._plans.columns, self._positions[:MOST]
        self._ids = [columns.ids[at] for at in positions]
        names = [columns.shown(at, NAMES[self._plans.view]).removesuffix(" PCN") for at in positions]

        def values(name: str) -> list[int | None]:
            return [columns.value(at, name) for at in positions]

        if self.switch.now == "staff":
            series = [Series("In post", values("wte_in_post")), Series("Planned", values("wte_planned"), "outline")]
            self.chart.show_chart("Staff in post and planned", names, series, WTE)
        else:
            series = [
                Series("Forecast spend", values("forecast_spend")),
                Series("Allocation", values("allocation"), "outline"),
            ]
            self.chart.show_chart("Forecast spend and allocation", names, series, MONEY)
        self.words.setText(self._said())

    def _said(self) -> str:
        """The picture in a sentence, for those who do not see it and for those in a hurry."""
        if self._plans is None:
            return ""
        columns, shown = self._plans.columns, self._positions
        if not len(shown):
            return "No rows are shown."
        more = f" The chart has the first {MOST}." if len(shown) > MOST else ""
        if self.switch.now == "staff":
            in_post, planned = columns.by_name["wte_in_post"].spec, columns.by_name["wte_planned"].spec
            sums = in_post.show(columns.total("wte_in_post", shown)), planned.show(columns.total("wte_planned", shown))
            return f"{sums[0] or 'None'} WTE in post of {sums[1] or 'none'} planned.{more}"
        variances = [columns.value(at, "variance") for at in shown]
        over = sum(value is not None and value < 0 for value in variances)
        return f"{over} of {len(shown)} shown plan to spend more than their allocation.{more}"
