"""How an entry of the box that finds anything is painted: its name, and at the right what it is, less strongly."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.theme import tokens

KIND = Qt.ItemDataRole.UserRole + 1
SIDE, GAP, ABOVE = 8, 14, 4  # pixels
MOST = 0.62  # of the width that a name may take while there is something behind it
Index = QModelIndex | QPersistentModelIndex


class NameAndKind(QStyledItemDelegate):
    """Paints both in one line, each shortened with dots where there is no room."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as a line with some room; as wide as the list is, for what is longer is shortened."""
        return QSize(1, option.fontMetrics.height() + 2 * ABOVE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground as the style has it, then the words."""
        self.initStyleOption(option, index)
        option.text = ""
        widget = option.widget
        widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, widget)
        metrics, room = option.fontMetrics, option.rect.adjusted(SIDE, 0, -SIDE, 0)
        name, kind = str(index.data()), str(index.data(KIND) or "")
        wanted = metrics.horizontalAdvance(kind)
        left = max(int(room.width() * MOST), room.width() - wanted - GAP) if kind else room.width()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        text = option.palette.highlightedText().color() if chosen else option.palette.text().color()
        self._words(painter, text, QRect(room.left(), room.top(), left, room.height()), name)
        behind = min(metrics.horizontalAdvance(name), left) + GAP
        less = text if chosen else QColor(tokens(widget).muted)
        self._words(painter, less, room.adjusted(behind, 0, 0, 0), kind, right=True)

    @staticmethod
    def _words(painter: QPainter, colour: QColor, room: QRect, text: str, *, right: bool = False) -> None:
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.setPen(colour)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, shown)
