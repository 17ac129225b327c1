"""A box to choose from that can stand where there is scrolling: the wheel moves the page, never the choice."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QHelpEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QToolTip


class ChoiceBox(QComboBox):
    """What is chosen changes by a click or a key; words that are cut off are told where the mouse rests."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave it to the page around."""
        event.ignore()

    def event(self, event: QEvent) -> bool:
        """Tell the whole of what is chosen, where it is longer than the box."""
        if isinstance(event, QHelpEvent) and not self.toolTip() and self._is_cut:
            QToolTip.showText(event.globalPos(), self.currentText(), self)
            return True
        return super().event(event)

    @property
    def _is_cut(self) -> bool:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self)
        return self.fontMetrics().horizontalAdvance(self.currentText()) > room.width()
