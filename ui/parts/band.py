"""A chart of lines over the years, each with the range in which it may well lie, a legend, a menu and keys."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPointF, QSize, Signal
from PySide6.QtGui import QFontMetricsF, QPainter

from blmk_desktop.columns import ColumnSpec
from blmk_desktop.records.declaration import WTE, Unit
from ui.parts.band_painting import BandLine, Bands, Layout, arrange, paint_bands, paint_line_sample
from ui.parts.chart_frame import ALONG, ChartFrame, Painted, Sample
from ui.parts.picture import Drawing, Figures, on_paper
from ui.theme import LIGHT, Tokens

__all__ = ["BandChart", "BandLine", "Bands"]


class _Lines(Painted):
    """The lines and their ranges, painted; left and right move between the categories."""

    def __init__(self) -> None:
        super().__init__(ALONG)
        self.bands = Bands()

    @property
    def count(self) -> int:
        return len(self.bands.categories)

    def minimumSizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.averageCharWidth() * 30, metrics.height() * 8)

    def layout_now(self) -> Layout:
        return arrange(self.bands, QFontMetricsF(self.font()), self.width(), self.height())

    def paint(self, painter: QPainter, colours: Tokens) -> None:
        paint_bands(painter, self.bands, self.layout_now(), colours, self.current)

    def at(self, point: QPointF) -> int:
        layout = self.layout_now()
        at = int((point.x() - layout.left) // max(1.0, layout.step))
        return at if point.x() >= layout.left and 0 <= at < self.count else -1

    def words(self, at: int) -> str:
        return ", ".join(self.bands.said(at))

    def tip(self, at: int) -> str:
        return "\n".join(self.bands.said(at))


class BandChart(ChartFrame):
    """Lines with their ranges under a title. `chosen` is sent with the category that was clicked or reached by keys."""

    chosen = Signal(int)

    def __init__(self, unit: Unit = WTE) -> None:
        self.unit, self.lines = unit, _Lines()
        super().__init__("", self.lines)
        self.lines.chosen.connect(self.chosen)

    @property
    def bands(self) -> Bands:
        """What is shown."""
        return self.lines.bands

    def show_bands(self, bands: Bands) -> None:
        """Show other lines; the category that was current stays so if there are as many."""
        self.entitle(bands.title)
        self.show_samples(_samples(bands))
        if len(bands.categories) != self.lines.count:
            self.lines.current = -1
        self.lines.bands = bands
        self.lines.setAccessibleName(bands.title)
        self.lines.setAccessibleDescription(bands.words())
        self.lines.update()

    def select(self, at: int) -> None:
        """Highlight a category, without telling anyone."""
        self.lines.current = at
        self.lines.update()

    def drawing(self, width: int = 900, height: int = 360) -> Drawing:
        """The chart with its legend for a paper."""
        bands, layout = self.bands, arrange(self.bands, QFontMetricsF(self.font()), width, height)
        return on_paper(
            self,
            self.title,
            QSize(width, height),
            lambda painter: paint_bands(painter, bands, layout, LIGHT),
            self.samples,
        )

    def figures(self) -> Figures:
        """The figures behind the lines, a category a line, with the ends of each range."""
        specs = [ColumnSpec(name="name", label="")]
        columns = []
        for number, line in enumerate(self.bands.lines):
            ends = [("", line.values), (", low", line.low), (", high", line.high)] if line.has_range else []
            for at, (what, values) in enumerate(ends or [("", line.values)]):
                label = f"{line.name}{what}"
                specs.append(ColumnSpec.figure(f"line{number}{at}", label, self.unit, total=False, exact=True))
                columns.append(values)
        names = self.bands.categories
        return specs, [(name, *(values[at] for values in columns)) for at, name in enumerate(names)]


def _samples(bands: Bands) -> list[Sample]:
    """A sample a line."""
    return [Sample(line.name, partial(paint_line_sample, line, at)) for at, line in enumerate(bands.lines)]
