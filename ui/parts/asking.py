"""Asks before something that cannot be taken back, or that is more than it looks: a question and what it does."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget


def ask(parent: QWidget, question: str, words: str, does: str, then: Callable[[], object]) -> QMessageBox:
    """Ask; the button `does` goes on with `then`, Escape and Enter leave everything as it is."""
    buttons = QMessageBox.StandardButton
    box = QMessageBox(QMessageBox.Icon.Question, question, words, buttons.Cancel, parent)
    box.addButton(does, QMessageBox.ButtonRole.DestructiveRole).clicked.connect(lambda _checked=False: then())
    box.setDefaultButton(buttons.Cancel)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
    return box
