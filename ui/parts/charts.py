"""A chart of bars beside a table: follows light and dark, is spoken, copied as a picture, saved, shown as figures."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QToolTip, QVBoxLayout, QWidget

from blmk_desktop.columns import ColumnSpec
from blmk_desktop.records.declaration import WTE, Unit
from ui.parts.bars import Chart, Layout, Series, arrange, bold, paint_bars, paint_legend, paint_sample, row_height
from ui.parts.flow import Flow
from ui.parts.labels import heading
from ui.parts.picture import MARGIN, Figures, PictureMenu
from ui.theme import LIGHT, tokens

__all__ = ["BarChart", "Chart", "Series"]


class _Sample(QWidget):
    """One series, named behind a sample of it."""

    def __init__(self, chart: Chart, number: int) -> None:
        super().__init__()
        self.chart, self.number = chart, number

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font())
        width = metrics.horizontalAdvance(self.chart.series[self.number].name) + 34
        return QSize(int(width), int(metrics.height() + 6))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_sample(painter, self.chart, self.number, tokens(self), 2, self.height() / 2)


class _Bars(QWidget):
    """The bars; the arrow keys move from one to the next."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.chart = Chart()
        self.current = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def layout_now(self) -> Layout:
        return arrange(self.chart, QFontMetricsF(self.font()), self.width() - 4, self.height())

    def show_chart(self, chart: Chart) -> None:
        self.chart, self.current = chart, -1
        metrics = QFontMetricsF(self.font())
        self.setMinimumHeight(int(row_height(metrics, chart) * len(chart.categories)) + 2)
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(chart.words())
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, colours = QPainter(self), tokens(self)
        paint_bars(painter, self.chart, self.layout_now(), colours, self.current)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(colours.accent))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def at(self, point: QPointF) -> int:
        row = int(point.y() // self.layout_now().row)
        return row if 0 <= row < len(self.chart.categories) else -1

    def choose(self, at: int) -> None:
        if 0 <= at < len(self.chart.categories):
            self.current = at
            self.setAccessibleDescription(f"{self.chart.categories[at]}: {self.chart.figures(at)}")
            self.update()
            self.chosen.emit(at)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.choose(self.at(event.position()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.choose(max(0, min(len(self.chart.categories) - 1, self.current + step)))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            at = self.at(QPointF(event.pos()))
            lines = [f"{series.name}: {self.chart.shown(series.values[at])}" for series in self.chart.series]
            words = "\n".join([self.chart.categories[at], *lines]) if at >= 0 else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)


class BarChart(QFrame):
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
        super().__init__()
        self.overlaid = overlaid
        self.setProperty("role", "panel")
        self._title, self._top, self.bars = heading(title), Flow(), _Bars()
        self._legend: list[_Sample] = []
        self._top.add(self._title)
        self.bars.chosen.connect(self.chosen)
        row = QHBoxLayout()
        row.addWidget(self._top, 1)  # title and series, on further lines where text is large
        self.menu = PictureMenu(lambda: self.chart.title, self.picture, self.figures)
        row.addWidget(self.menu, 0, Qt.AlignmentFlag.AlignTop)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setAccessibleName("Bars")
        self._area.setWidget(self.bars)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 6, 8)
        column.addLayout(row)
        column.addWidget(self._area, 1)
        self.show_chart(title, categories, series, unit)

    @property
    def chart(self) -> Chart:
        """What is shown."""
        return self.bars.chart

    def show_chart(self, title: str, categories: Sequence[str], series: Sequence[Series], unit: Unit = WTE) -> None:
        """Show other bars."""
        chart = Chart(title, tuple(categories), tuple(series), unit, self.overlaid)
        symbol = f", {unit.symbol}" if unit.symbol and unit.symbol not in title else ""
        self._title.setText(title + symbol)
        for sample in self._legend:
            self._top.remove(sample)
        self._legend = [_Sample(chart, number) for number in range(len(chart.series))]
        for sample in self._legend:
            self._top.add(sample)
        self.bars.show_chart(chart)

    def select(self, category: int) -> None:
        """Highlight a category, without telling anyone."""
        self.bars.current = category
        self.bars.update()
        if category >= 0:
            self._area.ensureVisible(0, int((category + 0.5) * self.bars.layout_now().row))

    def picture(self, width: int = 900) -> QPixmap:
        """The whole chart with title and legend, for a paper: light, and twice as fine as a screen."""
        metrics = QFontMetricsF(self.font())
        top = metrics.height() + 2 * MARGIN
        height = row_height(metrics, self.chart) * len(self.chart.categories)
        pixmap = QPixmap(2 * width, int(2 * (top + height + MARGIN)))
        pixmap.setDevicePixelRatio(2)
        pixmap.fill(QColor(LIGHT.surface))
        painter = QPainter(pixmap)
        painter.setFont(bold(self.font()))
        painter.setPen(QColor(LIGHT.text))
        painter.drawText(QPointF(MARGIN, MARGIN + metrics.ascent()), self._title.text())
        x = QFontMetricsF(painter.font()).horizontalAdvance(self._title.text()) + 2.5 * MARGIN
        painter.setFont(self.font())
        paint_legend(painter, self.chart, LIGHT, x, MARGIN + metrics.height() / 2)
        painter.translate(MARGIN, 0)
        layout = arrange(self.chart, metrics, width - 2 * MARGIN, height)
        paint_bars(painter, self.chart, layout, LIGHT, top=top)
        painter.end()
        return pixmap

    def figures(self) -> Figures:
        """The figures behind the bars, a category a line."""
        chart = self.chart
        specs = [ColumnSpec(name="name", label=""), *(_column(chart, at) for at in range(len(chart.series)))]
        return specs, [
            (name, *(series.values[at] for series in chart.series)) for at, name in enumerate(chart.categories)
        ]


def _column(chart: Chart, at: int) -> ColumnSpec:
    return ColumnSpec.figure(f"series{at}", chart.series[at].name, chart.unit, total=False, exact=True)
