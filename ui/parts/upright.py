"""What charts of upright columns share: where the columns stand, and the scale beside them with its round figures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from ui.theme import Tokens

GAP = 8
STEPS = (1, 2, 5)


@dataclass(frozen=True)
class Layout:
    """Where things stand: the scale ends at `left`, columns are `wide` and `step` apart; `low` is at `bottom`."""

    left: float
    step: float
    wide: float
    top: float
    bottom: float
    per_unit: float
    low: int = 0

    def middle(self, at: int) -> float:
        """The middle of a column."""
        return self.left + (at + 0.5) * self.step

    def y(self, value: int) -> float:
        """How far down a value stands."""
        return self.bottom - (max(value, self.low) - self.low) * self.per_unit


def round_step(most: int) -> int:
    """The distance of the lines of a scale, a round figure, so that there are three to six."""
    power = 1
    while True:
        for step in STEPS:
            if most <= 5 * step * power:
                return step * power
        power *= 10


def paint_scale(
    painter: QPainter, layout: Layout, right: float, high: int, shown: Callable[[int], str], colours: Tokens
) -> None:
    """A line at every round figure up to `high`, with the figure before it."""
    metrics = QFontMetricsF(painter.font())
    step = round_step(high - layout.low)
    while step * layout.per_unit < metrics.height() * 1.3:  # a low chart has fewer lines
        step *= 2
    for value in range(ceil(layout.low / step) * step, high + 1, step):
        y = layout.y(value)
        painter.setPen(QPen(QColor(colours.line if value or layout.low > 0 else colours.edge), 1))
        painter.drawLine(QPointF(layout.left, y), QPointF(right, y))
        painter.setPen(QColor(colours.muted))
        place = QRectF(0, y - metrics.height() / 2, layout.left - GAP, metrics.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, shown(value))
