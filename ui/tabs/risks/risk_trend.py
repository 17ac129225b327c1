"""What the open risks come to over time: the sum of their scores, and how many are in each band."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout

from blmk_desktop.records.declaration import COUNT
from blmk_desktop.rules.wording import MONTHS
from ui.parts.trend import TrendLine
from ui.parts.trend_panel import TrendPanel

if TYPE_CHECKING:
    from blmk_desktop.rules.risk_scores import Band
    from blmk_desktop.summaries.risk_movement import Exposure


class ExposureCharts(QFrame):
    """Both charts side by side; nothing while no risk is scored."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.charts: list[TrendPanel] = []
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
            TrendPanel(title, days, lines, COUNT, along="At the end of", named=True)
            for title, lines in (
                ("Exposure: the scores of the open risks together", summed),
                ("Open risks by band", counts),
            )
        ]
        for chart in self.charts:
            self._row.addWidget(chart, 1)


def day_words(day: str) -> str:
    """A day as it stands under a chart: Nov 2022."""
    return f"{MONTHS[int(day[5:7]) - 1][:3]} {day[:4]}"
