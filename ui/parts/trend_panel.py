"""A chart of lines with the menu that every chart has: copy it, save it, print it, see its figures."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from blmk_desktop.columns import ColumnSpec
from blmk_desktop.records.declaration import WTE, Unit
from ui.parts.labels import label
from ui.parts.picture import Drawing, Figures, PictureMenu, on_paper
from ui.parts.trend import TrendChart, TrendLine
from ui.theme import LIGHT


class TrendPanel(QWidget):
    """The menu above the chart, beside its name where nothing else names it; `along` says what its categories are."""

    def __init__(
        self,
        title: str,
        categories: Sequence[str],
        lines: Sequence[TrendLine],
        unit: Unit = WTE,
        *,
        along: str = "Month",
        named: bool = False,
    ) -> None:
        super().__init__()
        self.title, self.along = title, along
        self.chart = TrendChart(title, categories, lines, unit)
        row = QHBoxLayout()
        row.addWidget(label(title if named else "", "heading", wrap=True), 1)
        row.addWidget(PictureMenu(lambda: title, self.drawing, self.figures), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.chart, 1)

    def drawing(self) -> Drawing:
        """The chart for a paper."""
        return on_paper(self.chart, self.title, self.chart.size(), lambda painter: self.chart.paint(painter, LIGHT))

    def figures(self) -> Figures:
        """A row a category."""
        lines, unit = self.chart.lines, self.chart.unit
        names = [ColumnSpec.figure(f"line{at}", line.name, unit, total=False) for at, line in enumerate(lines)]
        values = zip(self.chart.categories, *(line.values for line in lines), strict=True)
        return [ColumnSpec(name="along", label=self.along), *names], list(values)
