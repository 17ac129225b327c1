"""The pages of a document as pictures, one under another, each with its number."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from ui.parts.labels import label, muted

SHARPNESS = 96  # pixels an inch that pages are drawn with
MARGIN = 24
WIDEST = 900  # pixels of a page on screen


class PagePictures(QScrollArea):
    """Shows pages as wide as there is room for them."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setAccessibleName("Pages")
        self._pages: list[tuple[QLabel, QPixmap]] = []
        self.say("")

    @property
    def count(self) -> int:
        """How many pages are shown."""
        return len(self._pages)

    def say(self, words: str) -> None:
        """Show words in place of pages."""
        self._pages = []
        column = self._begin()
        column.addWidget(muted(words))
        column.addStretch(1)

    def show_pages(self, drawn: Sequence[bytes]) -> None:
        """Show these pictures (PNG)."""
        at = self.verticalScrollBar().value()
        self._pages = []
        column = self._begin()
        for number, png in enumerate(drawn, start=1):
            picture = QPixmap()
            picture.loadFromData(png)
            page = label("")
            page.setAccessibleName(f"Page {number} of {len(drawn)}")
            page.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self._pages.append((page, picture))
            column.addWidget(page)
            under = muted(f"Page {number} of {len(drawn)}")
            under.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(under)
        column.addStretch(1)
        self._fit()
        self.verticalScrollBar().setValue(at)

    def _begin(self) -> QVBoxLayout:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setSpacing(4)
        self.setWidget(body)
        return column

    def _fit(self) -> None:
        wide = max(100, min(WIDEST, self.viewport().width() - MARGIN))
        sharp = self.devicePixelRatioF()
        for page, picture in self._pages:
            smooth = Qt.TransformationMode.SmoothTransformation
            shown = picture.scaledToWidth(int(wide * sharp), smooth)
            shown.setDevicePixelRatio(sharp)
            page.setPixmap(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages to the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()
