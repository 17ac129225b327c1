"""Two columns of parts beside one another; one under the other where the window is narrow or text is large."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

GAP = 12
NARROW = 120  # letters that two columns need


class Beside(QWidget):
    """The first column has `shares[0]` of the room, the second `shares[1]`, while both have enough."""

    def __init__(self, left: Sequence[QWidget], right: Sequence[QWidget], shares: tuple[int, int] = (3, 2)) -> None:
        super().__init__()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(2, 4, 8, 8)
        self._row.setSpacing(GAP)
        for parts, share in ((left, shares[0]), (right, shares[1])):
            held = QWidget()
            column = QVBoxLayout(held)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(GAP - 2)
            for part in parts:
                column.addWidget(part)
            column.addStretch(1)
            self._row.addWidget(held, share)

    @property
    def stacked(self) -> bool:
        """Whether one column stands under the other."""
        return self._row.direction() == QBoxLayout.Direction.TopToBottom

    def arrange(self) -> None:
        """Choose by the width there is, in letters."""
        narrow = self.width() < NARROW * self.fontMetrics().averageCharWidth()
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row.setDirection(down if narrow else across)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose anew."""
        super().resizeEvent(event)
        self.arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.arrange()
