"""The page of returns: which network has sent its plan, and what is to be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from ui.parts.table import RecordTable
    from ui.window import MainWindow


class PlanReturns(QWidget):
    """To be built by its owner."""

    kind = ""
    table: RecordTable | None = None

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.window_ = window

    def refresh(self, kinds: frozenset[str] | None = None) -> None:
        """Read again what is shown."""

    def show_record(self, kind: str, key: str) -> None:
        """Show a record."""
