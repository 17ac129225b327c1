"""What the open risks come to over time: the sum of their scores, and how many are in each band."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from blmk_desktop.columns import ColumnSpec
from blmk_desktop.records.declaration import COUNT
from blmk_desktop.rules.wording import MONTHS
from ui.parts.labels import label
from ui.parts.picture import Drawing, Figures, PictureMenu, on_paper
from ui.parts.trend import TrendChart, TrendLine
from ui.theme import LIGHT

if TYPE_CHECKING:
    from blmk_desktop.rules.risk_scores import Band
    from blmk_desktop.summaries.risk_movement import Exposure


class OneTrend(QWidget):
    """A chart of lines under its name, with the menu to copy and save it and to see its figures."""

    def __init__(self, title: str, days: Sequence[str], lines: Sequence[TrendLine]) -> None:
        super().__init__()
        self.title = title
        self.chart = TrendChart(title, days, lines, COUNT)
        row = QHBoxLayout()
        row.addWidget(label(title, "heading", wrap=True), 1)
        row.addWidget(PictureMenu(lambda: title, self.drawing, self.figures), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.chart, 1)

    def drawing(self) -> Drawing:
        """The chart for a paper."""
        return on_paper(self.chart, self.title, self.chart.size(), lambda painter: self.chart.paint(painter, LIGHT))

    def figures(self) -> Figures:
        """A row a day."""
        lines = self.chart.lines
        names = [ColumnSpec.figure(f"line{at}", line.name, COUNT, total=False) for at, line in enumerate(lines)]
        values = zip(self.chart.categories, *(line.values for line in lines), strict=True)
        return [ColumnSpec(name="day", label="At the end of"), *names], list(values)


class ExposureCharts(QFrame):
    """Both charts side by side; nothing while no risk is scored."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.charts: list[OneTrend] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 6, 6, 8)
        self._row.setSpacing(24)

    def show_exposure(self, found: Sequence[Exposure], bands: Sequence[Band]) -> None:
        """Show what the risks came to on these days."""
        for old in self.charts:
            self._row.removeWidget(old)
            old.deleteLater()
        days = [day_words(one.on) for one in found]
        summed = [TrendLine("Sum of the scores", [one.exposure for one in found])]
        counts = [
            TrendLine(band.name.capitalize(), [one.by_band.get(band.name, 0) for one in found])
            for band in reversed(bands)
        ]
        self.charts = [
            OneTrend("Exposure: the scores of the open risks together", days, summed),
            OneTrend("Open risks by band", days, counts),
        ]
        for chart in self.charts:
            self._row.addWidget(chart, 1)


def day_words(day: str) -> str:
    """A day as it stands under a chart: Nov 2022."""
    return f"{MONTHS[int(day[5:7]) - 1][:3]} {day[:4]}"
