"""What is worth knowing about the files: rows left out, what happened to practices, in sentences."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.parts.labels import heading, label, muted

MOST = 60  # sentences; of a thousand files nobody reads them all at once


class Notes(QScrollArea):
    """A list of sentences."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Worth knowing")
        self.sentences: list[str] = []

    def show_notes(self, notes: Mapping[str, Sequence[str]]) -> None:
        """Show sentences, each group under the name of its file or sheet."""
        self.sentences = [words for group in notes.values() for words in group]
        shown = 0
        panel = QFrame()
        panel.setProperty("role", "panel")
        column = QVBoxLayout(panel)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(5)
        column.addWidget(heading("Worth knowing"))
        for name, group in notes.items():
            if shown >= MOST:
                break
            shown += len(group)
            if len(notes) > 1:
                column.addWidget(muted(_breakable(name)))
            for words in group:
                said = label(words, wrap=True)
                said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                said.setContentsMargins(8 if len(notes) > 1 else 0, 0, 0, 0)
                column.addWidget(said)
        if rest := len(self.sentences) - shown:
            column.addWidget(muted(f"… and {rest:,} more: choose a file to see its own."))
        if not notes:
            column.addWidget(muted("Nothing out of the ordinary."))
        column.addStretch(1)
        self.setWidget(panel)


def _breakable(name: str) -> str:
    """A file's name that may be broken over two lines where its words end."""
    return re.sub(r"([_.-])", "\\1\u200b", name)
