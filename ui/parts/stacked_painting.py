"""The painting of stacked columns: a column a year, its parts one upon another, and a line for what there is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from ui.parts.bars import Series, bold, dress
from ui.parts.upright import GAP, Layout, paint_scale
from ui.theme import Tokens

STYLES = ("solid", "hatched", "outline")


@dataclass(frozen=True)
class Limit:
    """What there is for a category: a line across its column, and in words what is left of it or how far it is over."""

    value: int
    words: str = ""
    tone: str = "green"


@dataclass(frozen=True)
class Stack:
    """What is shown: a column for each category, with a part for each series, and what each has as a limit.

    `shown` writes a value where there is little room, `exact` in full.
    """

    title: str = ""
    categories: Sequence[str] = ()
    series: Sequence[Series] = ()
    limits: Sequence[Limit | None] = ()
    shown: Callable[[int], str] = str
    exact: Callable[[int], str] = str
    limit_name: str = "Envelope"

    def total(self, at: int) -> int:
        """The sum of a column."""
        return sum(series.values[at] or 0 for series in self.series)

    def limit(self, at: int) -> Limit | None:
        """The limit of a column, if it has one."""
        return self.limits[at] if at < len(self.limits) else None

    @property
    def most(self) -> int:
        """The highest of all."""
        heights = [self.total(at) for at in range(len(self.categories))]
        return max([1, *heights, *(limit.value for limit in self.limits if limit)])

    def lines(self, at: int) -> list[str]:
        """A column in words, a line each."""
        parts = [f"{one.name}: {self.exact(value)}" for one in self.series if (value := one.values[at])]
        limit = self.limit(at)
        said = [f"{self.limit_name}: {self.exact(limit.value)}", limit.words] if limit else []
        return [f"{self.categories[at]}: {self.exact(self.total(at))}", *parts, *filter(None, said)]

    def words(self) -> str:
        """All of it in words, for those who do not see it."""
        return "; ".join(", ".join(self.lines(at)) for at in range(len(self.categories)))


def styled(names: Sequence[str], values: Sequence[Sequence[int | None]]) -> list[Series]:
    """Series that can be told apart without colour, however many there are."""
    return [
        Series(name, value, STYLES[(at // 4) % len(STYLES)])
        for at, (name, value) in enumerate(zip(names, values, strict=True))
    ]


def arrange(stack: Stack, metrics: QFontMetricsF, width: float, height: float) -> Layout:
    """Share out the room."""
    left = metrics.horizontalAdvance(stack.shown(stack.most)) + 3 * GAP
    step = (width - left - GAP) / max(1, len(stack.categories))
    top, bottom = metrics.height() * 1.6, height - 2 * metrics.height() - GAP
    return Layout(left, step, min(step * 0.56, 110.0), top, bottom, max(1.0, bottom - top) / stack.most)


def paint_stack(painter: QPainter, stack: Stack, layout: Layout, colours: Tokens, current: int = -1) -> None:
    """The scale, every column with its total and its limit; `current` is highlighted."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    right = layout.left + layout.step * len(stack.categories)
    paint_scale(painter, layout, right, stack.most, stack.shown, colours)
    for at in range(len(stack.categories)):
        if at == current:
            place = QRectF(layout.left + at * layout.step, 0, layout.step, layout.bottom + 3 * GAP + 22)
            painter.fillRect(place, QColor(colours.chosen))
        _paint_column(painter, stack, layout, colours, at)
    painter.setPen(QPen(QColor(colours.edge), 1))
    painter.drawLine(QPointF(layout.left, layout.bottom), QPointF(right, layout.bottom))


def _paint_column(painter: QPainter, stack: Stack, layout: Layout, colours: Tokens, at: int) -> None:
    x, y = layout.middle(at) - layout.wide / 2, layout.bottom
    for number, series in enumerate(stack.series):
        value = series.values[at] or 0
        if value <= 0:
            continue
        high = value * layout.per_unit
        dress(painter, series.style, colours.series[number % len(colours.series)])
        painter.drawRect(QRectF(x, y - high, layout.wide, high))
        y -= high
    limit = stack.limit(at)
    usual = painter.font()
    painter.setFont(bold(usual))
    painter.setPen(QColor(colours.text))
    line = layout.y(limit.value) if limit else y
    above = min(y, line) if abs(y - line) < 20 else y
    _centred(painter, layout, at, above - 20, stack.shown(stack.total(at)) if stack.total(at) else "–")
    painter.setFont(usual)
    if limit:
        painter.setPen(QPen(QColor(colours.text), 2.6))
        painter.drawLine(QPointF(x - 10, line), QPointF(x + layout.wide + 10, line))
    painter.setPen(QColor(colours.text))
    _centred(painter, layout, at, layout.bottom + 4, stack.categories[at])
    if limit and limit.words:
        painter.setPen(QColor(colours.tone(limit.tone).text))
        high = QFontMetricsF(usual).height()
        _centred(painter, layout, at, layout.bottom + 4 + high, limit.words)


def _centred(painter: QPainter, layout: Layout, at: int, top: float, words: str) -> None:
    metrics = QFontMetricsF(painter.font())
    place = QRectF(layout.middle(at) - layout.step / 2, top, layout.step, metrics.height() + 2)
    painter.drawText(
        place, Qt.AlignmentFlag.AlignCenter, metrics.elidedText(words, Qt.TextElideMode.ElideRight, layout.step)
    )
