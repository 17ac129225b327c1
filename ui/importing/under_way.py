"""What the preview shows while it reads or imports: what is at hand, how far it is, and a way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ui.parts.labels import button, muted, sentence

if TYPE_CHECKING:
    from ui.tasks import Task
    from ui.window import MainWindow


class UnderWay(QWidget):
    """Follows one task of the window."""

    cancelled = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._task: Task | None = None
        self._measured = False
        self.words, self.at_hand = sentence(""), muted("")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(360)
        self.bar.setAccessibleName("Progress")
        self.cancel = button("Cancel", self.cancelled.emit)
        row = QHBoxLayout()
        row.addWidget(self.bar)
        row.addWidget(self.cancel)
        middle = Qt.AlignmentFlag.AlignCenter
        row.setAlignment(middle)
        column = QVBoxLayout(self)
        column.addStretch(2)
        for part in (self.words, self.at_hand):
            part.setAlignment(middle)
            column.addWidget(part)
        column.addSpacing(8)
        column.addLayout(row)
        column.addStretch(3)
        window.tasks.changed.connect(self._tell)

    def begin(self, words: str) -> None:
        """Say what begins."""
        self.words.setText(f"{words}…")
        self.at_hand.setText("")
        self.bar.setRange(0, 0)

    def follow(self, task: Task, *, measured: bool) -> None:
        """Follow a task; only if it is measured does the bar say how far it is."""
        self._task, self._measured = task, measured
        self.cancel.setEnabled(True)

    def stop(self) -> None:
        """Drop what the task would deliver."""
        if self._task is not None and not self._task.finished:
            self._task.cancel()
        self._task = None

    def ask_to_stop(self) -> None:
        """Cancel the task, and say so until it has ended."""
        if self._task is not None:
            self._task.cancel()
        self.words.setText("Cancelling…")
        self.cancel.setEnabled(False)

    def _tell(self) -> None:
        task = self._task
        if task is None or task.fraction < 0:
            return
        self.at_hand.setText(task.text)
        if self._measured:
            self.bar.setRange(0, 1000)
            self.bar.setValue(int(task.fraction * 1000))
