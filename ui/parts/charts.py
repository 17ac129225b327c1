"""A chart of bars beside a table: follows light and dark, is spoken, copied as a picture, saved, shown as figures."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QShowEvent
from PySide6.QtWidgets import QScrollArea

from blmk_desktop.columns import ColumnSpec
from blmk_desktop.records.declaration import WTE, Unit
from ui.parts.bars import Chart, Layout, Series, arrange, paint_bars, row_height
from ui.parts.chart_frame import DOWN, ChartFrame, Painted, samples_of
from ui.parts.picture import MARGIN, Drawing, Figures, on_paper
from ui.theme import LIGHT, Tokens

__all__ = ["BarChart", "Chart", "Series"]


class _Bars(Painted):
    """The bars; the arrow keys move from one to the next."""

    def __init__(self) -> None:
        super().__init__(DOWN)
        self.chart = Chart()

    @property
    def count(self) -> int:
        return len(self.chart.categories)

    def layout_now(self) -> Layout:
        return arrange(self.chart, QFontMetricsF(self.font()), self.width() - 4, self.height())

    def show_chart(self, chart: Chart) -> None:
        self.chart, self.current = chart, -1
        metrics = QFontMetricsF(self.font())
        self.setMinimumHeight(int(row_height(metrics, chart) * len(chart.categories)) + 2)
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(chart.words())
        self.update()

    def paint(self, painter: QPainter, colours: Tokens) -> None:
        paint_bars(painter, self.chart, self.layout_now(), colours, self.current)

    def at(self, point: QPointF) -> int:
        row = int(point.y() // self.layout_now().row)
        return row if 0 <= row < self.count else -1

    def words(self, at: int) -> str:
        return f"{self.chart.categories[at]}: {self.chart.figures(at)}"

    def tip(self, at: int) -> str:
        lines = [f"{series.name}: {self.chart.shown(series.values[at])}" for series in self.chart.series]
        return "\n".join([self.chart.categories[at], *lines])


class BarChart(ChartFrame):
    """Bars for some categories, one or more series; a menu to copy, save and show the figures."""

    chosen = Signal(int)  # the category that was clicked or reached with the arrows

    def __init__(
        self,
        title: str = "",
        categories: Sequence[str] = (),
        series: Sequence[Series] = (),
        unit: Unit = WTE,
        *,
        overlaid: bool = True,
    ) -> None:
        self.overlaid, self.bars, self._area = overlaid, _Bars(), QScrollArea()
        super().__init__(title, self._area)
        self.bars.chosen.connect(self.chosen)
        self._area.setWidgetResizable(True)
        self._area.setAccessibleName("Bars")
        self._area.setWidget(self.bars)
        self.show_chart(title, categories, series, unit)

    @property
    def chart(self) -> Chart:
        """What is shown."""
        return self.bars.chart

    def show_chart(self, title: str, categories: Sequence[str], series: Sequence[Series], unit: Unit = WTE) -> None:
        """Show other bars."""
        symbol = f", {unit.symbol}" if unit.symbol and unit.symbol not in title else ""
        self.entitle(title, title + symbol)
        self.show_samples(samples_of(series))
        self.bars.show_chart(Chart(title, tuple(categories), tuple(series), unit, self.overlaid))

    def select(self, category: int) -> None:
        """Highlight a category, without telling anyone."""
        self.bars.current = category
        self.bars.update()
        self._reveal()

    def showEvent(self, event: QShowEvent) -> None:
        """Only now is it known how high the bars are: bring the highlighted one into sight."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._reveal)

    def _reveal(self) -> None:
        if self.bars.current >= 0:
            self._area.ensureVisible(0, int((self.bars.current + 0.5) * self.bars.layout_now().row))

    def drawing(self, width: int = 900) -> Drawing:
        """The whole chart with title and legend, for a paper."""
        metrics, chart = QFontMetricsF(self.font()), self.chart
        size = QSize(width - 2 * MARGIN, int(row_height(metrics, chart) * len(chart.categories)))
        layout = arrange(chart, metrics, size.width(), size.height())
        return on_paper(
            self, self.shown_title, size, lambda painter: paint_bars(painter, chart, layout, LIGHT), self.samples
        )

    def figures(self) -> Figures:
        """The figures behind the bars, a category a line."""
        chart = self.chart
        specs = [ColumnSpec(name="name", label=""), *(_column(chart, at) for at in range(len(chart.series)))]
        return specs, [
            (name, *(series.values[at] for series in chart.series)) for at, name in enumerate(chart.categories)
        ]


def _column(chart: Chart, at: int) -> ColumnSpec:
    return ColumnSpec.figure(f"series{at}", chart.series[at].name, chart.unit, total=False, exact=True)
