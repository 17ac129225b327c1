"""The headings of a table: a click sorts, Shift and a click sorts further, the funnel filters the column."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QHeaderView, QTableView

from blmk_desktop.columns import SortKey
from ui.parts.table_model import SIDES, RecordModel
from ui.theme import Tokens, tokens

FUNNEL = 20  # the width at the right of a heading that opens the filter
PADDING = 7
WRAP = Qt.TextFlag.TextWordWrap.value


def unbroken(heading: str) -> str:
    """A heading whose last word, often a lone sign such as £, stays with the word before it."""
    words, _, last = heading.rpartition(" ")
    return f"{words}\u00a0{last}" if words and len(last) < 3 else heading


def fitted(heading: str, metrics: QFontMetrics, room: QRect) -> str:
    """A heading in the lines that there is room for; dots stand for what has none."""
    within, text = QRect(0, 0, room.width(), 10 * room.height()), unbroken(heading)
    while len(text) > 2 and metrics.boundingRect(within, WRAP, text).height() > room.height():
        text = f"{text.removesuffix('…')[:-1].rstrip()}…"
    return text


class Headings(QHeaderView):
    """Headings with numbered sort marks and a funnel each."""

    sort_asked = Signal(int, bool)  # the column; whether it comes after those already sorted by
    filter_asked = Signal(int)

    def __init__(self, view: QTableView, model: RecordModel) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self.table_model = model
        self.sort: Sequence[SortKey] = ()
        self.filtered: frozenset[str] = frozenset()
        self._pressed: tuple[int, QPointF] | None = None
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(44)
        self.setMouseTracking(True)

    def sizeHint(self) -> QSize:
        """Two lines of text and some air."""
        return QSize(super().sizeHint().width(), self.fontMetrics().lineSpacing() * 2 + 14)

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        """One heading."""
        if not 0 <= logical < len(self.table_model.specs):
            return
        colours = tokens(self)
        spec = self.table_model.specs[logical]
        painter.save()
        painter.fillRect(rect, QColor(colours.raised))
        painter.setPen(QColor(colours.line))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.setPen(QColor(colours.edge))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        key = next((number for number, key in enumerate(self.sort) if key.name == spec.name), None)
        left = spec.side == "right"  # a figure's heading stands over its digits, with the funnel before it
        room = rect.adjusted(FUNNEL if left else PADDING, 2, -PADDING if left else -FUNNEL, -2)
        painter.setPen(QColor(colours.text))
        painter.drawText(room, SIDES[spec.side].value | WRAP, fitted(spec.heading, self.fontMetrics(), room))
        middle = rect.center().y() + 1
        funnel = QPointF(rect.left() + FUNNEL / 2 + 1 if left else rect.right() - FUNNEL / 2 - 1, middle)
        self._funnel(painter, funnel, colours, active=spec.name in self.filtered)
        if key is not None:
            self._sort_mark(painter, rect, key, colours)
        painter.restore()

    def _sort_mark(self, painter: QPainter, rect: QRect, number: int, colours: Tokens) -> None:
        """A line and an arrow at the top; where several columns are sorted by, also which one it is."""
        painter.fillRect(rect.left(), rect.top(), rect.width() - 1, 2, QColor(colours.accent))
        centre = QPointF(rect.center().x(), rect.top() + 6)
        rise = 2.5 if self.sort[number].descending else -2.5
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.accent))
        corners = [QPointF(-4, -rise), QPointF(4, -rise), QPointF(0, rise)]
        painter.drawPolygon(QPolygonF([centre + corner for corner in corners]))
        if len(self.sort) > 1:
            painter.setPen(QColor(colours.accent))
            font = painter.font()
            font.setPixelSize(9)
            painter.setFont(font)
            beside = QRect(int(centre.x()) + 6, rect.top() + 2, 12, 10)
            painter.drawText(beside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, str(number + 1))

    def _funnel(self, painter: QPainter, centre: QPointF, colours: Tokens, *, active: bool) -> None:
        """Filled while the column is filtered, an outline otherwise."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours.accent if active else colours.edge), 1.2))
        painter.setBrush(QColor(colours.accent) if active else Qt.BrushStyle.NoBrush)
        points = [(-4.5, -4), (4.5, -4), (1.2, 0.5), (1.2, 4.5), (-1.2, 3), (-1.2, 0.5)]
        painter.drawPolygon(QPolygonF([centre + QPointF(*point) for point in points]))

    def _on_funnel(self, logical: int, x: float) -> bool:
        left = self.sectionViewportPosition(logical)
        right = left + self.sectionSize(logical)
        if self.table_model.specs[logical].side == "right":
            return left + 4 <= x < left + FUNNEL
        return right - FUNNEL <= x < right - 4

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a click began, to tell it from a drag."""
        logical = self.logicalIndexAt(event.position().toPoint())
        self._pressed = (logical, event.position()) if event.button() == Qt.MouseButton.LeftButton else None
        if event.button() == Qt.MouseButton.RightButton and logical >= 0:
            self.filter_asked.emit(logical)
            return
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the funnel filters, one elsewhere sorts; the end of a drag or a resize does neither."""
        resizing = self.cursor().shape() == Qt.CursorShape.SplitHCursor
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        if pressed is None or resizing:
            return
        logical, start = pressed
        if logical < 0 or (event.position() - start).manhattanLength() > 4:
            return
        if self._on_funnel(logical, event.position().x()):
            self.filter_asked.emit(logical)
        else:
            self.sort_asked.emit(logical, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
