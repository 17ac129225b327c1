"""Asks for a reason before something is accepted or decided, so that the next person can read it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from ui.parts.labels import button, label, muted, sentence

LINES = 6


class ReasonBox(QPlainTextEdit):
    """Room for a few words. Enter confirms them; with Shift it begins a new line."""

    confirmed = Signal()

    def __init__(self, name: str, example: str) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self.setPlaceholderText(f"For example: {example}")

    @property
    def words(self) -> str:
        """What was typed."""
        return self.toPlainText().strip()

    def sizeHint(self) -> QSize:
        """Room for a few lines, however large the text is."""
        return QSize(super().sizeHint().width(), LINES * self.fontMetrics().lineSpacing() + 12)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to whoever asks."""
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not shifted:
            self.confirmed.emit()
        else:
            super().keyPressEvent(event)


class ReasonDialog(QDialog):
    """A sentence, what follows from it, and room for a reason."""

    def __init__(self, parent: QWidget, words: str, detail: str, confirm: str, then: Callable[[str], object]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(confirm)
        self._then = then
        self.box = ReasonBox("Reason", "agreed with the network on the telephone, 3 October")
        self.confirm = button(confirm, self._confirm, primary=True)
        self.box.confirmed.connect(self.confirm.click)
        self.confirm.setEnabled(False)
        self.box.textChanged.connect(lambda: self.confirm.setEnabled(bool(self.reason)))
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        column.addWidget(sentence(words))
        column.addWidget(muted(detail))
        reason = label("&Reason")
        reason.setTextFormat(Qt.TextFormat.AutoText)
        reason.setBuddy(self.box)
        column.addWidget(reason)
        column.addWidget(self.box, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button("Cancel", self.reject))
        row.addWidget(self.confirm)
        column.addLayout(row)
        self.resize(520, 320)

    @property
    def reason(self) -> str:
        """What was typed."""
        return self.box.words

    def _confirm(self) -> None:
        reason = self.reason
        self.accept()
        self._then(reason)


def ask_reason(parent: QWidget, words: str, detail: str, confirm: str, then: Callable[[str], object]) -> ReasonDialog:
    """Ask for a reason, and go on with it."""
    dialog = ReasonDialog(parent, words, detail, confirm, then)
    dialog.open()
    return dialog
