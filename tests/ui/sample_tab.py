"""The smallest tab that keeps the protocol: the networks, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from blmk_desktop.columns import Columns, ColumnSpec, columns_of
from ui.parts.table import RecordTable

if TYPE_CHECKING:
    from ui.window import MainWindow

SPECS = (ColumnSpec(name="name", label="PCN", editable=True), ColumnSpec(name="code", label="Code"))


class Sample(QWidget):
    """A tab in full."""

    kind = ""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.window_ = window
        self.refreshed: list[frozenset[str] | None] = []
        self.shown: list[tuple[str, str]] = []
        self.table = RecordTable(window, "sample", SPECS)
        QVBoxLayout(self).addWidget(self.table)

    def refresh(self, kinds: frozenset[str] | None = None) -> None:
        """Read the networks again."""
        self.refreshed.append(kinds)

        def fetch(connection: Any) -> Columns:
            from blmk_desktop.summaries.register import pcns

            return columns_of(SPECS, pcns(connection))

        self.window_.read(fetch, self.table.show_columns, replaces=self)

    def show_record(self, kind: str, key: str) -> None:
        """Remember what was asked for."""
        self.shown.append((kind, key))
