"""The cards of a board: what stands on one, and how it is painted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListWidget, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.parts.bars import bold
from ui.parts.table_cells import MARK, paint_badge, paint_mark
from ui.parts.table_model import Mark
from ui.theme import tokens

CARD = Qt.ItemDataRole.UserRole + 1
PADDING, BETWEEN, GAP = 6, 6, 3
SELECTED = QStyle.StateFlag.State_Selected.value
WRAPPED = Qt.TextFlag.TextWordWrap.value | Qt.AlignmentFlag.AlignLeft.value


@dataclass(frozen=True)
class Card:
    """A title, lines of text under it, badges of (word, tone), what a finding says of it, and a note to point at."""

    id: Any
    title: str
    lines: tuple[str, ...] = ()
    badges: tuple[tuple[str, str], ...] = ()
    mark: Mark | None = None
    note: str = ""

    @property
    def words(self) -> str:
        """All of it in words."""
        said = [self.title, *(word for word, _ in self.badges), *self.lines]
        return ". ".join([*said, self.mark.text] if self.mark else said)


class Cards(QStyledItemDelegate):
    """Paints cards as wide as their lane."""

    def __init__(self, lane: QListWidget) -> None:
        super().__init__(lane)
        self.lane = lane
        self._heights: dict[tuple[object, ...], int] = {}
        self._measured_for: tuple[int, str] = (0, "")

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """High enough for the whole title, each line, and the badges."""
        card: Card = index.data(CARD)
        width, font = self.lane.viewport().width(), self.lane.font()
        if (width, font.key()) != self._measured_for:
            self._heights, self._measured_for = {}, (width, font.key())
        said = (card.title, card.lines, bool(card.badges or card.mark))
        if said not in self._heights:
            self._heights[said] = self._height(card, width)
        return QSize(width, self._heights[said])

    def _height(self, card: Card, width: int) -> int:
        metrics = self.lane.fontMetrics()
        badges = metrics.height() + 2 * GAP if card.badges or card.mark else 0
        said = sum(_high(metrics, line, width) for line in card.lines)
        high = _high(QFontMetrics(bold(self.lane.font())), card.title, width) + said + badges
        return high + 2 * PADDING + 2 + BETWEEN

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The card on the ground of its lane; the current one framed."""
        card: Card = index.data(CARD)
        colours = tokens(self.lane)
        chosen = bool(option.state.value & SELECTED)
        frame = QRectF(option.rect).adjusted(3.5, 3.5, -3.5, -(BETWEEN - 3.5))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = chosen and self.lane.hasFocus()
        painter.setPen(QPen(QColor(colours.accent if chosen else colours.edge), 2 if focused else 1))
        painter.setBrush(QColor(colours.chosen if chosen else colours.surface))
        painter.drawRoundedRect(frame, 5, 5)
        inner = option.rect.adjusted(PADDING + 3, PADDING + 2, -PADDING - 3, -PADDING)
        self._paint_words(painter, card, inner, option.rect.width())
        painter.restore()

    def _paint_words(self, painter: QPainter, card: Card, inner: QRect, width: int) -> None:
        colours, metrics = tokens(self.lane), self.lane.fontMetrics()
        usual = self.lane.font()
        painter.setFont(bold(usual))
        painter.setPen(QColor(colours.text))
        thick = QFontMetrics(painter.font())
        y = inner.top() + _high(thick, card.title, width)
        place = QRect(inner.left(), inner.top(), inner.width(), y - inner.top())
        painter.drawText(place, _wrapping(thick, card.title, inner.width()), card.title)
        painter.setFont(usual)
        painter.setPen(QColor(colours.muted))
        for line in card.lines:
            high = _high(metrics, line, width)
            place = QRect(inner.left(), y, inner.width(), high)
            painter.drawText(place, _wrapping(metrics, line, inner.width()), line)
            y += high
        x = inner.left()
        if card.mark:
            paint_mark(painter, QRectF(x, y + 2, MARK, MARK), card.mark, colours)
            x += MARK + 5
        for word, tone in card.badges:
            place = QRect(x + 1, y, max(0, inner.right() - x), metrics.height() + 4)
            paint_badge(painter, place, word, tone, colours)
            x += min(place.width(), metrics.horizontalAdvance(word) + 14) + 5


def _high(metrics: QFontMetrics, words: str, width: int) -> int:
    """What words take that wrap within a card of this width."""
    room = QRect(0, 0, max(40, width - 2 * PADDING - 6), 1000)
    if metrics.horizontalAdvance(words) <= room.width():
        return metrics.height() + GAP  # most are on one line, and there may be thousands
    return metrics.boundingRect(room, _wrapping(metrics, words, room.width()), words).height() + GAP


def _wrapping(metrics: QFontMetrics, words: str, width: int) -> int:
    """Lines end between words; within one only where it alone is longer than a line."""
    longest = max((metrics.horizontalAdvance(word) for word in words.split()), default=0)
    return WRAPPED | Qt.TextFlag.TextWrapAnywhere.value if longest > width else WRAPPED
