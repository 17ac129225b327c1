"""The painting of a bridge: columns on the ground, and between them what goes up or down from one to the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import floor

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from ui.parts.bars import bold, dress
from ui.parts.upright import GAP, Layout, paint_scale, round_step
from ui.theme import Tokens

BROKEN = 2  # the scale leaves out its foot where all that changes is less than this share of a level: a half
LINES = 3  # of a name under its column


@dataclass(frozen=True)
class Step:
    """One column: a level, which stands on the ground, or a change from where the one before ended.

    `tone` says what a change means ('red', 'green', 'blue', 'grey'); `words` what is told of it besides its figure.
    """

    name: str
    value: int
    level: bool = False
    tone: str = "grey"
    words: str = ""


@dataclass(frozen=True)
class Bridge:
    """What is shown. `shown` writes a level and `signed` a change where there is little room, `exact` both in full.

    `meanings`: what a tone is called in the legend, for example (('red', 'Over plan (adverse)'),). `heading` stands
    above it on the screen, where the title says what the screen says already.
    """

    title: str = ""
    steps: Sequence[Step] = ()
    shown: Callable[[int], str] = str
    signed: Callable[[int], str] = "{:+,}".format
    exact: Callable[[int], str] = str
    meanings: tuple[tuple[str, str], ...] = ()
    heading: str = ""

    @property
    def spans(self) -> list[tuple[int, int]]:
        """From where to where each column reaches: a level from nought, a change from where the last one ended."""
        spans, now = [], 0
        for step in self.steps:
            before, now = (0, step.value) if step.level else (now, now + step.value)
            spans.append((before, now))
        return spans

    @property
    def ends(self) -> tuple[int, int]:
        """The least and the most of the scale. It leaves out its foot where changes could not be seen otherwise."""
        tops = [end for _, end in self.spans]
        low, high = min(tops, default=0), max(tops, default=0)
        if low <= 0 or BROKEN * (high - low) > high or high == low:
            return min(0, low), max(1, high)
        step = round_step(high - low)
        return max(0, floor(low / step) - 1) * step, high

    @property
    def broken(self) -> bool:
        """Whether the scale does not begin at nought."""
        return self.ends[0] > 0

    def figure(self, at: int) -> str:
        """The figure of a column as it is written over it."""
        step = self.steps[at]
        return (self.shown if step.level else self.signed)(step.value)

    def lines(self, at: int) -> list[str]:
        """A column in words, a line each."""
        step, (_, end) = self.steps[at], self.spans[at]
        meaning = dict(self.meanings).get(step.tone, "") if not step.level and step.value else ""
        reaches = "" if step.level else f"Together: {self.exact(end)}"
        value = self.exact(step.value) if step.level else f"{self.signed(step.value)}"
        return [f"{step.name}: {value}", *filter(None, (meaning, step.words, reaches))]

    def words(self) -> str:
        """All of it in words, for those who do not see it."""
        said = "; ".join(", ".join(self.lines(at)) for at in range(len(self.steps)))
        return f"{said}. The scale begins at {self.shown(self.ends[0])}." if self.broken else f"{said}."


def wrapped(name: str, metrics: QFontMetricsF, room: float) -> list[str]:
    """A name on as many lines as it needs, cut off after the last that there is room for."""
    lines: list[str] = []
    for word in name.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and (metrics.horizontalAdvance(longer) <= room or len(lines) == LINES):
            lines[-1] = longer
        else:
            lines.append(word)
    return [metrics.elidedText(line, Qt.TextElideMode.ElideRight, room) for line in lines]


def arrange(bridge: Bridge, metrics: QFontMetricsF, width: float, height: float) -> Layout:
    """Share out the room."""
    low, high = bridge.ends
    left = max(metrics.horizontalAdvance(bridge.shown(end)) for end in (low, high)) + 3 * GAP
    step = (width - left - GAP) / max(1, len(bridge.steps))
    most = max((len(wrapped(one.name, metrics, step - 4)) for one in bridge.steps), default=1)
    top, bottom = metrics.height() * 1.6, height - most * metrics.height() - GAP
    return Layout(left, step, min(step * 0.62, 90.0), top, bottom, max(1.0, bottom - top) / max(1, high - low), low)


def paint_bridge(painter: QPainter, bridge: Bridge, layout: Layout, colours: Tokens, current: int = -1) -> None:
    """The scale, every column with its figure and its name, and a line from each to the next; `current` lit up."""
    if not bridge.steps:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if 0 <= current < len(bridge.steps):
        place = QRectF(layout.left + current * layout.step, 0, layout.step, painter.viewport().height())
        painter.fillRect(place, QColor(colours.chosen))
    _paint_scale(painter, bridge, layout, colours)
    for at in range(len(bridge.steps)):
        _paint_link(painter, bridge, layout, colours, at)
        _paint_column(painter, bridge, layout, colours, at)
        _paint_name(painter, bridge.steps[at].name, layout, colours, at)


def _paint_scale(painter: QPainter, bridge: Bridge, layout: Layout, colours: Tokens) -> None:
    right = layout.left + layout.step * len(bridge.steps)
    paint_scale(painter, layout, right, bridge.ends[1], bridge.shown, colours)
    if bridge.broken:
        painter.setPen(QPen(QColor(colours.edge), 1))
        painter.drawLine(QPointF(layout.left, layout.bottom), QPointF(right, layout.bottom))


def _paint_link(painter: QPainter, bridge: Bridge, layout: Layout, colours: Tokens, at: int) -> None:
    """A thin line from where a column ends to the next one, where that goes on from there."""
    spans = bridge.spans
    if at + 1 >= len(spans) or (bridge.steps[at + 1].level and spans[at + 1][1] != spans[at][1]):
        return
    y = layout.y(spans[at][1])
    painter.setPen(QPen(QColor(colours.edge), 1, Qt.PenStyle.DotLine))
    painter.drawLine(
        QPointF(layout.middle(at) + layout.wide / 2, y), QPointF(layout.middle(at + 1) - layout.wide / 2, y)
    )


def _paint_column(painter: QPainter, bridge: Bridge, layout: Layout, colours: Tokens, at: int) -> None:
    """Levels are solid, what goes up is a framed tint, what goes down is hatched: told apart without colour."""
    step, (start, end) = bridge.steps[at], bridge.spans[at]
    x, upper, lower = layout.middle(at) - layout.wide / 2, layout.y(max(start, end)), layout.y(min(start, end))
    bar = QRectF(x, upper, layout.wide, max(lower - upper, 1.0))
    dress_step(painter, step, colours)
    painter.drawRect(bar)
    if step.level and bridge.broken:
        _paint_break(painter, bar, colours)
    usual = painter.font()
    painter.setFont(bold(usual) if step.level else usual)
    painter.setPen(QColor(colours.text))
    metrics = QFontMetricsF(painter.font())
    place = QRectF(layout.middle(at) - layout.step / 2, upper - metrics.height() - 3, layout.step, metrics.height() + 2)
    words = metrics.elidedText(bridge.figure(at), Qt.TextElideMode.ElideRight, layout.step)
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)
    painter.setFont(usual)


def dress_step(painter: QPainter, step: Step, colours: Tokens) -> None:
    """Take up the pen and brush of a column."""
    if step.level:
        dress(painter, "solid", colours.series[0])
        return
    tone = colours.tone(step.tone)
    if step.value < 0:
        dress(painter, "hatched", tone.text)
    else:
        painter.setPen(QPen(QColor(tone.text), 1.6))
        painter.setBrush(QColor(tone.fill))


def _paint_break(painter: QPainter, bar: QRectF, colours: Tokens) -> None:
    """Two slanted lines across the foot of a level: the scale does not begin at nought."""
    y = bar.bottom() - min(14.0, bar.height() / 2)
    left, right = bar.left() - 4, bar.right() + 4
    band = [QPointF(left, y + 4), QPointF(right, y - 4), QPointF(right, y), QPointF(left, y + 8)]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.surface))
    painter.drawPolygon(QPolygonF(band))
    painter.setPen(QPen(QColor(colours.edge), 1))
    painter.drawLine(band[0], band[1])
    painter.drawLine(band[3], band[2])


def _paint_name(painter: QPainter, name: str, layout: Layout, colours: Tokens, at: int) -> None:
    metrics = QFontMetricsF(painter.font())
    painter.setPen(QColor(colours.text))
    for number, line in enumerate(wrapped(name, metrics, layout.step - 4)):
        top = layout.bottom + 4 + number * metrics.height()
        place = QRectF(layout.middle(at) - layout.step / 2, top, layout.step, metrics.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, line)
