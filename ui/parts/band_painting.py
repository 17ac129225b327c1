"""The painting of lines over the years with the range around each: what is likely, and between what it may well lie."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from ui.parts.bars import SAMPLE
from ui.parts.trend import STYLES, paint_mark
from ui.parts.upright import round_step
from ui.theme import Tokens

GAP = 8
SHADE = 60  # of 255: how much of its colour a range has, so that lines and grid are seen through it
HATCHES = (Qt.BrushStyle.SolidPattern, Qt.BrushStyle.BDiagPattern, Qt.BrushStyle.FDiagPattern)


@dataclass(frozen=True)
class BandLine:
    """One line: a value a category; None leaves a gap. `low` and `high`, where given, are the range around it."""

    name: str
    values: Sequence[int | None]
    low: Sequence[int | None] = ()
    high: Sequence[int | None] = ()

    @property
    def has_range(self) -> bool:
        """Whether there is a range anywhere around it that is wider than the line."""
        return any(self.range_at(at) for at in range(len(self.values)))

    def range_at(self, at: int) -> tuple[int, int] | None:
        """From where to where it may lie at a category; None where it is certain or not known."""
        if at >= min(len(self.low), len(self.high)):
            return None
        low, high = self.low[at], self.high[at]
        return None if low is None or high is None or low == high else (low, high)

    def all_values(self) -> Iterator[int]:
        """Every value that has to be on the scale."""
        yield from (value for value in (*self.values, *self.low, *self.high) if value is not None)


@dataclass(frozen=True)
class Bands:
    """What is shown. `shown` writes a value on the scale, `exact` in full; `range_words` says what a range is.

    The scale begins at nought, or with `from_nought` off at a round figure below the lowest.
    """

    title: str = ""
    categories: Sequence[str] = ()
    lines: Sequence[BandLine] = ()
    shown: Callable[[int], str] = str
    exact: Callable[[int], str] = str
    range_words: str = "range"
    from_nought: bool = True

    def said(self, at: int) -> list[str]:
        """A category in words, a line each."""
        return [self.categories[at], *(self._said(line, at) for line in self.lines)]

    def words(self) -> str:
        """All of it in words, for those who do not see it."""
        return "; ".join(", ".join(self.said(at)) for at in range(len(self.categories)))

    def _said(self, line: BandLine, at: int) -> str:
        value, between = line.values[at], line.range_at(at)
        if value is None:
            return f"{line.name} –"
        behind = f" ({self.exact(between[0])} to {self.exact(between[1])})" if between else ""
        return f"{line.name} {self.exact(value)}{behind}"


@dataclass(frozen=True)
class Layout:
    """Where things stand: categories are `step` apart from `left`; the scale goes from `low` to `high` by `tick`."""

    left: float
    step: float
    top: float
    bottom: float
    low: int
    high: int
    tick: int

    def x(self, at: int) -> float:
        """The middle of a category."""
        return self.left + (at + 0.5) * self.step

    def y(self, value: int) -> float:
        """How far down a value is."""
        return self.bottom - (value - self.low) * (self.bottom - self.top) / max(1, self.high - self.low)

    def point(self, at: int, value: int) -> QPointF:
        """Where a value of a category is."""
        return QPointF(self.x(at), self.y(value))


def arrange(bands: Bands, metrics: QFontMetricsF, width: float, height: float) -> Layout:
    """Share out the room."""
    held = [value for line in bands.lines for value in line.all_values()] or [0, 1]
    least, most = min(held), max(held)
    if bands.from_nought or least == most:
        least, most = min(0, least), max(0, most)
    top, bottom = metrics.height() * 0.7, max(height - metrics.height() - GAP, metrics.height() * 2)
    tick = round_step(max(1, most - least))
    while tick * (bottom - top) / max(1, most - least) < metrics.height() * 1.3:  # a low chart has fewer lines
        tick *= 2
    low, high = least // tick * tick, -(-most // tick) * tick
    left = max(metrics.horizontalAdvance(bands.shown(value)) for value in range(low, high + 1, tick)) + 2 * GAP
    step = (width - left - GAP) / max(1, len(bands.categories))
    return Layout(left, step, top, bottom, low, max(high, low + tick), tick)


def paint_bands(painter: QPainter, bands: Bands, layout: Layout, colours: Tokens, current: int = -1) -> None:
    """The scale, every range, and over them every line; `current` is highlighted."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if 0 <= current < len(bands.categories):
        place = QRectF(layout.left + current * layout.step, 0, layout.step, layout.bottom + 3 * GAP)
        painter.fillRect(place, QColor(colours.chosen))
    _paint_scale(painter, bands, layout, colours)
    for number, line in enumerate(bands.lines):
        _paint_range(painter, line, number, layout, colours)
    for number, line in enumerate(bands.lines):
        _paint_line(painter, line, number, layout, colours)


def paint_line_sample(line: BandLine, number: int, painter: QPainter, colours: Tokens, middle: float) -> None:
    """The name of a line behind a sample of it and of the range around it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if line.has_range:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_shading(number, colours))
        painter.drawRect(QRectF(1, middle - 6, 18, 12))
    pen = _pen(number, colours)
    painter.setPen(pen)
    painter.drawLine(QPointF(1, middle), QPointF(19, middle))
    paint_mark(painter, pen, number, QPointF(10, middle))
    metrics = QFontMetricsF(painter.font())
    painter.setPen(QColor(colours.text))
    painter.drawText(QPointF(2 + SAMPLE, middle - metrics.height() / 2 + metrics.ascent()), line.name)


def _pen(number: int, colours: Tokens) -> QPen:
    return QPen(QColor(colours.series[number % len(colours.series)]), 1.8, STYLES[number % len(STYLES)])


def _shading(number: int, colours: Tokens) -> QBrush:
    """The ground of a range: tinted for the first, hatched one way or the other for those after it."""
    colour = QColor(colours.series[number % len(colours.series)])
    hatch = HATCHES[number % len(HATCHES)]
    colour.setAlpha(SHADE if hatch is Qt.BrushStyle.SolidPattern else 2 * SHADE)
    return QBrush(colour, hatch)


def _paint_scale(painter: QPainter, bands: Bands, layout: Layout, colours: Tokens) -> None:
    metrics = QFontMetricsF(painter.font())
    right = layout.left + layout.step * len(bands.categories)
    for value in range(layout.low, layout.high + 1, layout.tick):
        y = layout.y(value)
        painter.setPen(QPen(QColor(colours.edge if value in (0, layout.low) else colours.line), 1))
        painter.drawLine(QPointF(layout.left, y), QPointF(right, y))
        painter.setPen(QColor(colours.muted))
        place = QRectF(0, y - metrics.height() / 2, layout.left - GAP, metrics.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, bands.shown(value))
    painter.setPen(QColor(colours.text))
    for at, name in enumerate(bands.categories):
        place = QRectF(layout.left + at * layout.step, layout.bottom + 4, layout.step, metrics.height() + 2)
        words = metrics.elidedText(name, Qt.TextElideMode.ElideRight, layout.step)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)


def _paint_range(painter: QPainter, line: BandLine, number: int, layout: Layout, colours: Tokens) -> None:
    """The ground between the ends of each range, as far as they go on; its edges are lines, thin as a hair."""
    painter.setBrush(_shading(number, colours))
    for run in _runs(line):
        above = [layout.point(at, high) for at, _, high in run]
        below = [layout.point(at, low) for at, low, _ in reversed(run)]
        painter.setPen(QPen(QColor(colours.series[number % len(colours.series)]), 0.6))
        painter.drawPolygon(QPolygonF([*above, *below]))


def _runs(line: BandLine) -> list[list[tuple[int, int, int]]]:
    """Where a range goes on without a gap: the category, the low and the high of each; what is certain is a point."""
    runs: list[list[tuple[int, int, int]]] = [[]]
    for at, value in enumerate(line.values):
        between = line.range_at(at) or (None if value is None else (value, value))
        if between is None:
            runs.append([])
        else:
            runs[-1].append((at, *between))
    return [run for run in runs if any(low != high for _, low, high in run)]


def _paint_line(painter: QPainter, line: BandLine, number: int, layout: Layout, colours: Tokens) -> None:
    pen = _pen(number, colours)
    for (at, before), (_, after) in pairwise(enumerate(line.values)):
        if before is not None and after is not None:
            painter.setPen(pen)
            painter.drawLine(layout.point(at, before), layout.point(at + 1, after))
    for at, value in enumerate(line.values):
        if value is not None:
            paint_mark(painter, pen, number, layout.point(at, value))
