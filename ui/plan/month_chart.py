"""The running cost of a plan month by month against its allocation: columns, a dashed line, and what-if beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFrame, QMenu, QToolTip

from blmk_desktop.rules.plan_costs import MONTHS
from blmk_desktop.words.plans import pounds
from ui.parts.bars import SAMPLE, Series, bold, dress, paint_legend
from ui.parts.chart_frame import ALONG, frame_keys
from ui.parts.picture import Drawing, add_picture_actions, in_pixels
from ui.plan.grid import month_name
from ui.theme import LIGHT, Tokens, tokens

MARGIN = 12.0
TITLE = "Running cost by month, £ thousand"


@dataclass(frozen=True)
class Running:
    """What is drawn, in pence: one or two series of twelve running costs, and the allocation if it is known."""

    series: tuple[Series, ...] = ()
    allocation: int | None = None

    @property
    def most(self) -> int:
        """The highest of all."""
        return max([1, self.allocation or 0, *(value or 0 for series in self.series for value in series.values)])

    def figures(self, at: int) -> str:
        """One month in words."""
        parts = [f"{series.name} {pounds(series.values[at] or 0)}" for series in self.series]
        return f"{month_name(at + 1)}: {', '.join(parts)}"

    def words(self) -> str:
        """All of it in words, for those who do not see it."""
        if not self.series:
            return ""
        against = "no allocation is known" if self.allocation is None else f"allocation {pounds(self.allocation)}"
        return f"Running cost, {against}. {'; '.join(self.figures(at) for at in range(12))}."


def running(months: Sequence[int], then: Sequence[int] | None, allocation: int | None) -> Running:
    """The running cost of the plan, and of a scenario where there is one."""
    series = [Series("Plan", tuple(accumulate(months)), "solid")]
    if then is not None:
        series.append(Series("What if", tuple(accumulate(then)), "outline"))
    return Running(tuple(series), allocation)


def thousands(pence: int) -> str:
    """£ thousand, as the columns are labelled."""
    return f"{(pence + 50_000) // 100_000:,}"


class MonthChart(QFrame):
    """The picture. Left and right move between months, whose figures are spoken and shown as a tooltip."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(TITLE)
        self.shown = Running()
        self.current = -1

    def show_running(self, shown: Running) -> None:
        """Draw other figures."""
        self.shown = shown
        self.setAccessibleDescription(shown.words())
        self.update()

    def sizeHint(self) -> QSize:
        """Room for twelve labelled columns."""
        return QSize(int(QFontMetricsF(self.font()).averageCharWidth() * 70), 220)

    def minimumSizeHint(self) -> QSize:
        """The least at which the columns are told apart."""
        metrics = QFontMetricsF(self.font())
        return QSize(int(metrics.averageCharWidth() * 40), int(metrics.height() * 8))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture, and a frame while the keys are here."""
        super().paintEvent(event)
        painter = QPainter(self)
        paint(painter, self.shown, tokens(self), QRectF(self.rect()), self.current)
        frame_keys(self, painter)

    def drawing(self, width: int = 900, height: int = 380) -> Drawing:
        """For a paper."""
        shown, room = self.shown, QRectF(0, 0, width, height)
        size, font = QSize(width, height), in_pixels(self.font())
        return Drawing(TITLE, shown.words(), size, font, lambda painter: paint(painter, shown, LIGHT, room))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with it."""
        menu = QMenu(self)
        add_picture_actions(menu, self, lambda: "Running cost", self.drawing)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def month_at(self, point: QPointF) -> int:
        """The month (from 0) under a point, or -1."""
        plot = _plot(QFontMetricsF(self.font()), QRectF(self.rect()))
        at = int((point.x() - plot.left()) // (plot.width() / 12))
        return at if 0 <= at < 12 else -1

    def choose(self, at: int) -> None:
        """Highlight a month and say its figures."""
        self.current = max(0, min(11, at))
        self.setAccessibleDescription(self.shown.figures(self.current) if self.shown.series else "")
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the month that was clicked."""
        if (at := self.month_at(event.position())) >= 0:
            self.choose(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right go from month to month."""
        step = ALONG.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        self.choose(self.current + step)
        QToolTip.showText(self.mapToGlobal(self.rect().center()), self.shown.figures(self.current), self)

    def event(self, event: QEvent) -> bool:
        """The figures of the month under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self.shown.series:
            at = self.month_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self.shown.figures(at) if at >= 0 else "", self)
            return True
        return super().event(event)


def _plot(metrics: QFontMetricsF, room: QRectF) -> QRectF:
    """Where the columns stand: under the title and legend, over the months' names."""
    head = 2 * metrics.height() + MARGIN * 1.5
    return room.adjusted(MARGIN, head, -MARGIN, -(metrics.height() + MARGIN))


def paint(painter: QPainter, shown: Running, colours: Tokens, room: QRectF, current: int = -1) -> None:
    """Paint title, legend, columns and the line of the allocation."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font, metrics = painter.font(), QFontMetricsF(painter.font())
    painter.setFont(bold(font))
    painter.setPen(QColor(colours.accent))
    painter.drawText(QPointF(room.left() + MARGIN, room.top() + MARGIN * 0.7 + metrics.ascent()), TITLE)
    painter.setFont(font)
    _legend(painter, shown, colours, QPointF(room.left() + MARGIN, room.top() + MARGIN + metrics.height() * 1.5))
    plot = _plot(metrics, room)
    top = metrics.height()  # for the figure over the highest column
    scale = max(1.0, plot.height() - top) / shown.most
    for at in range(12):
        _month(painter, shown, colours, plot, at, scale, chosen=at == current)
    painter.setPen(QPen(QColor(colours.edge), 1))
    painter.drawLine(plot.bottomLeft(), plot.bottomRight())
    if shown.allocation is not None:
        y = plot.bottom() - shown.allocation * scale
        painter.setPen(QPen(QColor(colours.tone("red").text), 1.6, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
    for at in range(12) if shown.series else ():
        _figure(painter, shown, colours, plot, at, scale)


def _legend(painter: QPainter, shown: Running, colours: Tokens, at: QPointF) -> None:
    x = paint_legend(painter, shown.series, colours, at.x(), at.y())
    if shown.allocation is not None:
        metrics, words = QFontMetricsF(painter.font()), f"Allocation {thousands(shown.allocation)}"
        painter.setPen(QPen(QColor(colours.tone("red").text), 1.6, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, at.y()), QPointF(x + 16, at.y()))
        painter.setPen(QColor(colours.text))
        size = QSizeF(metrics.horizontalAdvance(words) + 4, metrics.height())
        room = QRectF(QPointF(x + SAMPLE, at.y() - metrics.height() / 2), size)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)


def _month(  # noqa: PLR0913 - one column of a picture
    painter: QPainter, shown: Running, colours: Tokens, plot: QRectF, at: int, scale: float, *, chosen: bool
) -> None:
    metrics, wide = QFontMetricsF(painter.font()), plot.width() / 12
    room = QRectF(plot.left() + at * wide, plot.top(), wide, plot.height())
    if chosen:
        painter.fillRect(room.adjusted(0, 0, 0, metrics.height() + 4), QColor(colours.chosen))
    bar = (wide - 6) / max(1, len(shown.series))
    for number, series in enumerate(shown.series):
        value = series.values[at] or 0
        dress(painter, series.style, colours.series[number])
        high = value * scale
        painter.drawRect(QRectF(room.left() + 3 + number * bar, room.bottom() - high, bar - 1.5, high))
    painter.setPen(QColor(colours.text))
    middle = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
    name = month_name(MONTHS[at])
    painter.drawText(QRectF(room.left() - 8, room.bottom() + 3, wide + 16, metrics.height()), middle, name)


def _figure(painter: QPainter, shown: Running, colours: Tokens, plot: QRectF, at: int, scale: float) -> None:
    """The figure over a column; the line of the allocation is broken by it rather than going through."""
    metrics, wide = QFontMetricsF(painter.font()), plot.width() / 12
    highest = max(series.values[at] or 0 for series in shown.series)
    figure = thousands(highest)
    width = metrics.horizontalAdvance(figure)
    if not highest or width > wide:
        return
    middle, bottom = plot.left() + (at + 0.5) * wide, plot.bottom() - highest * scale
    place = QRectF(middle - width / 2 - 2, bottom - metrics.height(), width + 4, metrics.height())
    painter.fillRect(place.adjusted(0, 1, 0, -1), QColor(colours.surface))
    painter.setPen(QColor(colours.muted))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, figure)
