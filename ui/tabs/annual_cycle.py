"""The page of the annual cycle of business."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from ui.window import MainWindow


class AnnualCycle(QWidget):
    """The page of the annual cycle of business."""

    kind = ""
    table = None

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.window_ = window

    def refresh(self, kinds: frozenset[str] | None = None) -> None:
        """Read again what is shown."""

    def show_record(self, kind: str, key: str) -> None:
        """Go to a record."""
