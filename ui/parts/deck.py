"""Pages of which one is seen: tabs, and what a switch turns over.

Qt asks every page, seen or not, how high it would have to be in a width, and each asks all that stands on it, whenever
anything anywhere on one of them changes. Here pages take the room that the window leaves them, so nothing is asked.
"""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget, QTabWidget


class Deck(QStackedWidget):
    """Pages one over another, as high as there is room."""

    def hasHeightForWidth(self) -> bool:
        """Never: a page fits itself into its room, or scrolls."""
        return False

    def sizeHint(self) -> QSize:
        """What the page that is seen would like."""
        seen = self.currentWidget()
        return seen.sizeHint() if seen else super().sizeHint()


class Tabs(QTabWidget):
    """Pages with a tab each, as high as there is room."""

    def hasHeightForWidth(self) -> bool:
        """Never: a page fits itself into its room, or scrolls."""
        return False
