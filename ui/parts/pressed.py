"""A button that Enter presses too while it has the keys, whichever button its dialog does by itself."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton


class Pressed(QPushButton):
    """Space and Enter press it; without this Enter on Cancel would do what the dialog's other button does."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, once however long it is held."""
        if event.key() not in {QtCore.Qt.Key.Key_Return, QtCore.Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()
