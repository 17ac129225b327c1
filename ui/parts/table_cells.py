"""How a cell is painted and edited: text, a badge with a word, a mark with a shape of its own, the editor."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from blmk_desktop.records.declaration import Type
from blmk_desktop.rules.wording import chosen
from ui.parts.bars import bold
from ui.parts.record_lines import SEVERITY_TONES
from ui.parts.table_model import EDIT, SIDES, Mark, RecordModel
from ui.parts.table_view import RecordView
from ui.theme import Tokens

PADDING = 7
BETWEEN_LINES = " · "  # a cell is one line
MARK = 14
SELECTED = QStyle.StateFlag.State_Selected.value
SEVERITY_LETTERS = {"error": "!", "warning": "!", "note": "i"}
Index = QModelIndex | QPersistentModelIndex


class Cells(QStyledItemDelegate):
    """Paints the cells of a record table and opens their editors."""

    def __init__(self, view: RecordView) -> None:
        super().__init__(view)
        self.view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell over the ground of its row: mark, badge or text, and a frame around the current cell."""
        model = self.view.model()
        if not isinstance(model, RecordModel):
            return
        colours, rect = self.view.colours, option.rect
        strong, usual = model.is_strong(index.row()), painter.font()
        if option.state.value & SELECTED:
            painter.fillRect(rect, QColor(colours.chosen))
        elif strong:
            painter.fillRect(rect.adjusted(0, 0, 0, -1), QColor(colours.raised))
        inner = rect.adjusted(PADDING, 0, -PADDING, 0)
        if model.marks and (mark := model.mark(index)):
            paint_mark(painter, _mark_place(inner), mark, colours)
            inner.setLeft(inner.left() + MARK + 5)
        spec = model.specs[index.column()]
        text = spec.show(model.value(index)).replace("\n", BETWEEN_LINES)
        if text and (tone := spec.tones.get(text)):
            paint_badge(painter, inner, text, tone, colours)
        elif text:
            if strong:
                painter.setFont(bold(usual))
            metrics = painter.fontMetrics() if strong else self.view.metrics
            if metrics.horizontalAdvance(text) > inner.width():
                text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
            painter.setPen(colours.text)
            painter.drawText(inner, SIDES[spec.side], text)
            painter.setFont(usual)
        if self.view.focused and index == self.view.currentIndex():
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As wide as what is painted, with the room on both sides of it."""
        model, hint = self.view.model(), super().sizeHint(option, index)
        if isinstance(model, RecordModel):
            text = model.specs[index.column()].show(model.value(index))
            font = bold(self.view.font()) if model.is_strong(index.row()) else self.view.font()
            hint.setWidth(QFontMetrics(font).horizontalAdvance(text) + 2 * PADDING + 4)
        return hint

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A list for choices, else a line to type in."""
        model = index.model()
        spec = model.specs[index.column()] if isinstance(model, RecordModel) else None
        choices = ("Yes", "No") if spec and spec.type is Type.YES_NO else spec.choices if spec else ()
        editor: QWidget
        if choices:
            editor = QComboBox(parent)
            editor.addItems(["", *map(chosen, choices)])
        else:
            editor = QLineEdit(parent)
            editor.setAlignment(SIDES[spec.side] if spec else Qt.AlignmentFlag.AlignLeft)
        editor.setAccessibleName(spec.heading if spec else "")
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Begin with what the cell holds. Marks that come while somebody types leave what was typed."""
        if editor.property("begun"):
            return
        editor.setProperty("begun", True)
        text = str(index.data(EDIT) or "")
        if isinstance(editor, QComboBox):
            editor.setCurrentText(text)
        elif isinstance(editor, QLineEdit):
            editor.setText(text)

    def setModelData(self, editor: QWidget, model: Any, index: Index) -> None:
        """Hand over what was typed or chosen."""
        text = editor.currentText() if isinstance(editor, QComboBox) else ""
        if isinstance(editor, QLineEdit):
            text = editor.text()
        model.setData(index, text, EDIT)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        """Fill the cell; a narrow cell gets a wider editor."""
        rect = QRect(option.rect)
        rect.setWidth(max(rect.width(), 110))
        editor.setGeometry(rect)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Let Enter in a line commit and go to the cell below, as in a spreadsheet."""
        enters = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(editor, QLineEdit):
            if event.key() in enters:
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
                here = self.view.currentIndex()
                below = here.siblingAtRow(here.row() + 1)
                self.view.setCurrentIndex(below if below.isValid() else here)
            return event.key() in enters or super().eventFilter(editor, event)
        return super().eventFilter(editor, event)


def _mark_place(inner: QRect) -> QRectF:
    return QRectF(inner.left(), inner.center().y() - MARK / 2 + 0.5, MARK, MARK)


def paint_mark(painter: QPainter, place: QRectF, mark: Mark, colours: Tokens) -> None:
    """A diamond for an error, a triangle for a warning, a circle for a note: told apart without colour."""
    tone = colours.tone(SEVERITY_TONES.get(mark.severity, "grey"))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(tone.text), 1.4))
    painter.setBrush(QColor(tone.fill))
    middle, top, bottom = place.center(), place.top(), place.bottom()
    if mark.severity == "error":
        corners = [
            (middle.x(), top),
            (place.right(), middle.y()),
            (middle.x(), bottom),
            (place.left(), middle.y()),
        ]
        painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))
    elif mark.severity == "warning":
        corners = [(middle.x(), top + 0.5), (place.right(), bottom - 0.5), (place.left(), bottom - 0.5)]
        painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))
    else:
        painter.drawEllipse(place.adjusted(1, 1, -1, -1))
    font = painter.font()
    font.setPixelSize(9)
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(QColor(tone.on_fill))
    lower = 1.5 if mark.severity == "warning" else 0
    painter.drawText(place.translated(0, lower), Qt.AlignmentFlag.AlignCenter, SEVERITY_LETTERS.get(mark.severity, "?"))
    painter.restore()


def paint_badge(painter: QPainter, inner: QRect, text: str, tone: str, colours: Tokens) -> None:
    """A word on a tinted, framed ground."""
    chosen = colours.tone(tone)
    metrics = painter.fontMetrics()
    width = min(inner.width(), metrics.horizontalAdvance(text) + 14)
    height = metrics.height() + 3
    place = QRectF(inner.left() - 1, inner.center().y() - height / 2 + 0.5, width, height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(chosen.text))
    painter.setBrush(QColor(chosen.fill))
    painter.drawRoundedRect(place, 3, 3)
    painter.setPen(QColor(chosen.on_fill))
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(width) - 8)
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, shown)
    painter.restore()
