"""What is worth knowing about the files: rows left out, what happened to practices, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.parts.labels import heading, label, muted


class Notes(QScrollArea):
    """A list of sentences."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Worth knowing")
        self.sentences: list[str] = []

    def show_notes(self, sentences: Sequence[str]) -> None:
        """Show these sentences."""
        self.sentences = list(sentences)
        panel = QFrame()
        panel.setProperty("role", "panel")
        column = QVBoxLayout(panel)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        column.addWidget(heading("Worth knowing"))
        for words in sentences:
            said = label(words, wrap=True)
            said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(said)
        if not sentences:
            column.addWidget(muted("Nothing out of the ordinary."))
        column.addStretch(1)
        self.setWidget(panel)
