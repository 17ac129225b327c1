"""The page of calculators: extended hours and clinical directors by list, and what multidisciplinary teams avoid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.parts.switch import Switch
from ui.tabs.budgets.calculators_access import Access
from ui.tabs.budgets.calculators_mdt import Mdt

if TYPE_CHECKING:
    from ui.parts.table import RecordTable
    from ui.window import MainWindow

CHOICES = {"access": "Extended hours and clinical directors", "mdt": "Multidisciplinary teams"}


class Calculators(QWidget):
    """A switch on top, and the calculator that it shows below. Only where the papers give the rule."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.window_, self.kind = window, ""
        self.access, self.mdt = Access(window), Mdt(window)
        self.switch = Switch("Calculator", CHOICES, "access")
        self.switch.chosen.connect(self._show)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.access)
        self.stack.addWidget(self.mdt)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.stack, 1)

    @property
    def table(self) -> RecordTable | None:
        """The table of the calculator that is shown."""
        return self.access.table if self.switch.now == "access" else None

    def refresh(self, kinds: frozenset[str] | None = None) -> None:
        """Read again what is shown."""
        (self.access if self.switch.now == "access" else self.mdt).refresh(kinds)

    def show_record(self, kind: str, key: str) -> None:
        """Show a network by its code, or an assumption set of teams by its name."""
        self.switch.choose("mdt" if kind == "assumption_set" else "access")
        if kind == "assumption_set":
            self.mdt.panel.choose(key)
        else:
            self.access.show_network(key)

    def pose(self) -> None:
        """Choose for a picture the calculator that explains most."""
        self.switch.choose("mdt")

    def _show(self, key: str) -> None:
        self.stack.setCurrentWidget(self.access if key == "access" else self.mdt)
        self.refresh()
