"""A field for text of several lines: as high as what is written in it, within reason; Tab goes on to the next field."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

LEAST, MOST = 2, 9  # lines that are seen


class LinesEdit(QPlainTextEdit):
    """Plain text; Enter begins a new line."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self.updateGeometry)

    def text(self) -> str:
        """What is written."""
        return self.toPlainText()

    def sizeHint(self) -> QSize:
        """As high as its lines, wrapped as they are."""
        lines = max(LEAST, min(MOST, int(self.document().size().height())))
        margins = self.contentsMargins().top() + self.contentsMargins().bottom()
        frame = 2 * (self.frameWidth() + int(self.document().documentMargin())) + margins
        return QSize(super().sizeHint().width(), lines * self.fontMetrics().lineSpacing() + frame)

    def minimumSizeHint(self) -> QSize:
        """Never less high than that."""
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other widths wrap the lines elsewhere."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
