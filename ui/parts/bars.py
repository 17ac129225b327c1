"""The painting of horizontal bars: names at the left in full, bars from a common zero, figures at their ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen

from blmk_desktop.records.declaration import WTE, Unit
from blmk_desktop.values import show_figure
from ui.theme import Tokens

GAP = 10  # between name, bar and figure
SAMPLE = 22  # pixels of a sample in a legend, and the room behind it


@dataclass(frozen=True)
class Series:
    """One row of bars. `style` tells them apart without colour: solid, outline or hatched."""

    name: str
    values: Sequence[int | None]
    style: str = "solid"


@dataclass(frozen=True)
class Chart:
    """What a picture of bars shows: a name and one value a series for each category, in the unit's parts."""

    title: str = ""
    categories: Sequence[str] = ()
    series: Sequence[Series] = ()
    unit: Unit = WTE
    overlaid: bool = True

    def shown(self, value: int | None) -> str:
        """A value as it is written beside its bar."""
        return show_figure(value, len(str(self.unit.scale)) - 1, self.unit.decimals) if value is not None else "–"

    def figures(self, category: int) -> str:
        """All values of a category, as they stand at the end of its bars."""
        return " / ".join(self.shown(series.values[category]) for series in self.series)

    def words(self) -> str:
        """The whole picture in words, for those who do not see it."""
        names = " / ".join(series.name for series in self.series)
        lines = (f"{name}: {self.figures(at)}" for at, name in enumerate(self.categories))
        return f"{self.title}, {self.unit.name}: {names}. {'; '.join(lines)}."


@dataclass(frozen=True)
class Layout:
    """Where things stand: the width of the names, of the bars to the left and right of zero, the height of a row."""

    names: float
    zero: float
    right: float
    row: float
    per_unit: float


def row_height(metrics: QFontMetricsF, chart: Chart) -> float:
    """How high a category must be for its name to be read and its bars to be told apart."""
    bars = 1 if chart.overlaid else max(1, len(chart.series))
    return max(metrics.height() + 6, bars * 11 + 8)


def arrange(chart: Chart, metrics: QFontMetricsF, width: float, height: float) -> Layout:
    """Share out the width between names, bars and figures."""
    names = max((metrics.horizontalAdvance(name) for name in chart.categories), default=0) + GAP
    figures = max((metrics.horizontalAdvance(chart.figures(at)) for at in range(len(chart.categories))), default=0)
    values = [value for series in chart.series for value in series.values if value is not None]
    low, high = min([0, *values]), max([0, *values])
    room = max(40.0, width - names - figures - 2 * GAP - (figures if low < 0 and high <= 0 else 0))
    per_unit = room / ((high - low) or 1)
    tall = height / len(chart.categories) if chart.categories else height
    row = max(row_height(metrics, chart), min(tall, row_height(metrics, chart) * 1.5))
    return Layout(names, names - low * per_unit, width, row, per_unit)


def paint_bars(
    painter: QPainter, chart: Chart, layout: Layout, colours: Tokens, current: int = -1, top: float = 0
) -> None:
    """Paint every category, from `top` downwards."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    metrics = QFontMetricsF(painter.font())
    for at, name in enumerate(chart.categories):
        row = QRectF(0, top + at * layout.row, layout.right, layout.row)
        if at == current:
            painter.fillRect(row, QColor(colours.chosen))
        painter.setPen(QColor(colours.text))
        place = QRectF(0, row.top(), layout.names - GAP, row.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, name)
        end = _paint_row(painter, chart, layout, colours, at, row)
        painter.setPen(QColor(colours.muted))
        words = chart.figures(at)
        place = QRectF(end + GAP * 0.6, row.top(), metrics.horizontalAdvance(words) + 4, row.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)
    painter.setPen(QPen(QColor(colours.edge), 1))
    bottom = top + len(chart.categories) * layout.row
    painter.drawLine(round(layout.zero), round(top), round(layout.zero), round(bottom))


def _paint_row(painter: QPainter, chart: Chart, layout: Layout, colours: Tokens, at: int, row: QRectF) -> float:
    """The bars of one category; where the longest of them ends."""
    end = layout.zero
    for number, series in enumerate(chart.series):
        value = series.values[at]
        if value is None:
            continue
        x = layout.zero + value * layout.per_unit
        bar = QRectF(min(x, layout.zero), 0, abs(x - layout.zero), 0)
        _place(bar, row, number, len(chart.series), overlaid=chart.overlaid)
        dress(painter, series.style, colours.series[number % len(colours.series)], overlaid=chart.overlaid)
        painter.drawRect(bar)
        end = max(end, x)
    return end


def _place(bar: QRectF, row: QRectF, number: int, count: int, *, overlaid: bool) -> None:
    """Overlaid bars lie in one another, the first the widest's core; others lie one under another."""
    if overlaid:
        height = row.height() * (0.38 if number == 0 and count > 1 else 0.66)
        bar.setTop(row.center().y() - height / 2)
    else:
        height = (row.height() - 6) / count
        bar.setTop(row.top() + 3 + number * height)
        height -= 1.5
    bar.setHeight(height)


def dress(painter: QPainter, style: str, colour: str, *, overlaid: bool = False) -> None:
    """Take up the pen and brush of a series."""
    painter.setPen(QPen(QColor(colour), 1.3))
    if style == "outline":
        painter.setBrush(Qt.BrushStyle.NoBrush)
    elif style == "hatched":
        painter.setBrush(QBrush(QColor(colour), Qt.BrushStyle.BDiagPattern))
    else:
        painter.setBrush(QColor(colour))
        if overlaid:
            painter.setPen(Qt.PenStyle.NoPen)


def paint_legend(painter: QPainter, several: Sequence[Series], colours: Tokens, x: float, y: float) -> float:
    """The names of the series with a sample of each, from x; how far it reached."""
    for number, series in enumerate(several):
        x = paint_sample(painter, series, number, colours, x, y) + 18
    return x


def paint_sample(painter: QPainter, series: Series, number: int, colours: Tokens, x: float, y: float) -> float:
    """The name of one series with a sample of it in the colour of its place, from x; how far it reached."""
    metrics = QFontMetricsF(painter.font())
    dress(painter, series.style, colours.series[number % len(colours.series)])
    painter.drawRect(QRectF(x + 0.5, y - 4.5, 16, 9))
    painter.setPen(QColor(colours.text))
    width = metrics.horizontalAdvance(series.name)
    place = QRectF(x + SAMPLE, y - metrics.height() / 2, width + 4, metrics.height())
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, series.name)
    return x + SAMPLE + width


def bold(font: QFont) -> QFont:
    """The same, in bold."""
    heavy = QFont(font)
    heavy.setBold(True)
    return heavy
