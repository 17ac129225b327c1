"""A small chart of lines over the months of a year: each line has a mark of its own, so colour is not needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QToolTip, QWidget

from blmk_desktop.records.declaration import WTE, Unit
from blmk_desktop.values import show_figure
from ui.theme import Tokens, tokens

MARK = 3.5
STYLES = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine)


@dataclass(frozen=True)
class TrendLine:
    """One line: its name, and a value a category in the unit's parts; None leaves a gap."""

    name: str
    values: Sequence[int | None]


class TrendChart(QWidget):
    """Lines over a few categories, with a legend above; what stands at a place is told when it is pointed at."""

    def __init__(self, title: str, categories: Sequence[str], lines: Sequence[TrendLine], unit: Unit = WTE) -> None:
        super().__init__()
        self.title, self.categories, self.lines, self.unit = title, list(categories), list(lines), unit
        self.setAccessibleName(title)
        self.setAccessibleDescription(self.words())
        self.setMouseTracking(True)

    def words(self) -> str:
        """The whole picture in words."""
        parts = []
        for line in self.lines:
            said = [
                f"{category} {self._shown(value)}"
                for category, value in zip(self.categories, line.values, strict=True)
                if value is not None
            ]
            parts.append(f"{line.name}: {', '.join(said) or 'nothing'}")
        return f"{self.unit.name}. {'. '.join(parts)}."

    def at(self, category: int) -> str:
        """What stands at one category."""
        said = [f"{line.name} {self._shown(line.values[category])}" for line in self.lines]
        return "\n".join([self.categories[category], *said])

    def _shown(self, value: int | None) -> str:
        return "–" if value is None else show_figure(value, self.unit.places, self.unit.decimals)

    def sizeHint(self) -> QSize:
        """Wide enough for twelve months, and about half as high."""
        metrics = self.fontMetrics()
        return QSize(metrics.averageCharWidth() * 40, metrics.height() * 10)

    def minimumSizeHint(self) -> QSize:
        """No lower than its legend and some lines."""
        return QSize(self.fontMetrics().averageCharWidth() * 24, self.fontMetrics().height() * 9)

    def event(self, event: QEvent) -> bool:
        """Tell what stands where the pointer is."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            field = self.field()
            step = field.width() / max(1, len(self.categories) - 1)
            at = round((event.pos().x() - field.left()) / step)
            QToolTip.showText(event.globalPos(), self.at(at) if 0 <= at < len(self.categories) else "", self)
            return True
        return super().event(event)

    def field(self) -> QRectF:
        """Where the lines are drawn."""
        metrics = QFontMetricsF(self.font())
        left = metrics.horizontalAdvance(self._shown(self._highest())) + 8
        legend = self.legend()[-1].y() if self.lines else 0.0
        return QRectF(self.rect()).adjusted(left, legend + metrics.height(), -10, -metrics.height() * 1.3)

    def _highest(self) -> int:
        """The top of the scale; an even number where only whole ones are counted, as half of it is written too."""
        top = max([value for line in self.lines for value in line.values if value is not None], default=0)
        return top + top % 2 if not self.unit.places else top

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it in the colours that hold."""
        self.paint(QPainter(self), tokens(self))

    def paint(self, painter: QPainter, colours: Tokens) -> None:
        """Draw the scale, the lines and the legend, in the size that it has."""
        field = self.field()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_scale(painter, colours, field)
        for number, (line, place) in enumerate(zip(self.lines, self.legend(), strict=True)):
            pen = QPen(QColor(colours.series[number % len(colours.series)]), 1.6, STYLES[number % len(STYLES)])
            self._paint_line(painter, pen, line, number, field)
            self._paint_name(painter, colours, pen, number, place)

    def _paint_scale(self, painter: QPainter, colours: Tokens, field: QRectF) -> None:
        metrics = QFontMetricsF(self.font())
        for share, value in ((0.0, 0), (0.5, self._highest() // 2), (1.0, self._highest())):
            y = field.bottom() - share * field.height()
            painter.setPen(QPen(QColor(colours.line), 1))
            painter.drawLine(QPointF(field.left(), y), QPointF(field.right(), y))
            painter.setPen(QColor(colours.muted))
            place = QRectF(0, y - metrics.height() / 2, field.left() - 6, metrics.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._shown(value))
        for at, place in self.named(field):
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self.categories[at])

    def named(self, field: QRectF) -> list[tuple[int, QRectF]]:
        """The categories that there is room to name under the lines, at even steps back from the last, and where."""
        metrics = QFontMetricsF(self.font())
        widest = max((metrics.horizontalAdvance(category) for category in self.categories), default=0) + 4
        pushed = max(0.0, widest / 2 - (self.width() - field.right()), widest / 2 - field.left())  # off the edge
        room = field.width() / max(1, len(self.categories) - 1)
        every = max(1, ceil((widest + max(pushed, 8.0)) / room))
        places: list[tuple[int, QRectF]] = []
        for at in range(len(self.categories) - 1, -1, -every):
            place = QRectF(self._x(field, at) - widest / 2, field.bottom() + 3, widest, metrics.height())
            place.moveLeft(max(0.0, min(place.left(), self.width() - widest)))
            if not places or place.right() <= places[-1][1].left():
                places.append((at, place))
        return places

    def _x(self, field: QRectF, at: int) -> float:
        return field.left() + field.width() * at / max(1, len(self.categories) - 1)

    def _paint_line(self, painter: QPainter, pen: QPen, line: TrendLine, number: int, field: QRectF) -> None:
        highest, before = self._highest() or 1, None
        for at, value in enumerate(line.values):
            point = (
                None
                if value is None
                else QPointF(self._x(field, at), field.bottom() - value * field.height() / highest)
            )
            if point is not None and before is not None:
                painter.setPen(pen)
                painter.drawLine(before, point)
            if point is not None:
                paint_mark(painter, pen, number, point)
            before = point

    def legend(self) -> list[QPointF]:
        """Where each line's mark and name begin above the lines: beside one another, as words in a paragraph."""
        metrics = QFontMetricsF(self.font())
        places, x, y = [], 2.0, metrics.height() * 0.6
        for line in self.lines:
            width = 23 + metrics.horizontalAdvance(line.name) + 4
            if x > 2 and x + width > self.width():
                x, y = 2.0, y + metrics.height()
            places.append(QPointF(x, y))
            x += width + 10
        return places

    def _paint_name(self, painter: QPainter, colours: Tokens, pen: QPen, number: int, at: QPointF) -> None:
        """A line's mark and name in the legend."""
        metrics, name = QFontMetricsF(self.font()), self.lines[number].name
        painter.setPen(pen)
        painter.drawLine(at, at + QPointF(18, 0))
        paint_mark(painter, pen, number, at + QPointF(9, 0))
        painter.setPen(QColor(colours.text))
        place = QRectF(
            at.x() + 23, at.y() - metrics.height() / 2, metrics.horizontalAdvance(name) + 4, metrics.height()
        )
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, name)


def paint_mark(painter: QPainter, pen: QPen, number: int, at: QPointF) -> None:
    """A square, a circle or a triangle around a point."""
    painter.setPen(QPen(pen.color(), 1))
    painter.setBrush(pen.color())
    if number % 3 == 0:
        painter.drawRect(QRectF(at.x() - MARK, at.y() - MARK, 2 * MARK, 2 * MARK))
    elif number % 3 == 1:
        painter.drawEllipse(at, MARK, MARK)
    else:
        corners = [QPointF(0, -MARK - 1), QPointF(MARK + 1, MARK), QPointF(-MARK - 1, MARK)]
        painter.drawPolygon(QPolygonF([at + corner for corner in corners]))
