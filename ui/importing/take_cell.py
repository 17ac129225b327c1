"""The first column of the preview's tables: a box that takes a row or leaves it out, by mouse and by Space."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from ui.parts.table_cells import SELECTED, Cells

Index = QModelIndex | QPersistentModelIndex
States = QStyle.StateFlag


class TakeCell(Cells):
    """Paints a box for Yes and No, and says when it is clicked. It stands on the column named `take`."""

    clicked = Signal(object)  # the row's identity

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The style's own box over the ground of the row."""
        model: Any = self.view.model()
        if model.specs[index.column()].name != "take":
            super().paint(painter, option, index)
            return
        style, colours = self.view.style(), self.view.colours
        if option.state.value & SELECTED:
            painter.fillRect(option.rect, QColor(colours.chosen))
        box = QStyleOptionViewItem()
        side = style.pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth, None, self.view)
        box.rect = QRect(0, 0, side, side)
        box.rect.moveCenter(option.rect.center())
        box.state = States.State_Enabled | (States.State_On if model.value(index) else States.State_Off)
        box.palette = self.view.palette()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorItemViewItemCheck, box, painter, self.view)
        if self.view.focused and index == self.view.currentIndex():
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))

    def editorEvent(self, event: QEvent, model: Any, option: QStyleOptionViewItem, index: Index) -> bool:
        """A click anywhere in the cell takes the row or leaves it out."""
        released = isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease
        if released and model.specs[index.column()].name == "take":
            self.clicked.emit(model.id_at(index.row()))
            return True
        return super().editorEvent(event, model, option, index)
