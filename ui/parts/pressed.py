"""A button that Enter presses too while it has the keys, whichever button its dialog does by itself."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton

ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class Pressed(QPushButton):
    """Space and Enter press it; without this Enter on Cancel would do what the dialog's other button does."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, once however long it is held."""
        if event.key() not in ENTER:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()
