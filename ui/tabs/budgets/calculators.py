"""The page of calculators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from ui.window import MainWindow


class Calculators(QWidget):
    """The page of calculators."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.window_, self.kind, self.table = window, "", None

    def refresh(self, kinds: frozenset[str] | None = None) -> None:
        """Read again what is shown."""

    def show_record(self, kind: str, key: str) -> None:
        """Show a record."""
