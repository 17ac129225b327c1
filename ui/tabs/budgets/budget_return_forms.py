"""Asks which areas get the form on which they return a month of their budget, and writes it with their own lines."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from blmk_desktop.rules.phasing import MONTHS
from blmk_desktop.rules.wording import counted
from ui.parts.asking import Asking
from ui.parts.folder_field import FolderField
from ui.parts.pickers import Choice
from ui.tabs.budgets.budget_setting_columns import month_words

if TYPE_CHECKING:
    from blmk_desktop.summaries.budget_rows import BudgetSet
    from ui.update_forms import Progress
    from ui.window import MainWindow

DETAIL = (
    "One workbook for each area, with its lines and what is known of each month. The plan is locked, and refused where "
    "it was changed; what comes back is imported as any other workbook."
)


class ReturnForms(Asking):
    """The month, the areas with how many lines each, and the folder."""

    def __init__(self, window: MainWindow, budget: BudgetSet, folder: Path) -> None:
        super().__init__(window, f"Budget returns of {budget.year}", DETAIL, "Write")
        self.window_, self.year = window, budget.year
        self.month, self.areas = Choice(), QListWidget()
        self.month.setAccessibleName("Month")
        for month in MONTHS:
            self.month.addItem(month_words(month), month)
        self.month.setCurrentIndex(min(max((row.reached for row in budget.rows), default=0), 11))
        self.areas.setAccessibleName("Areas")
        for one in budget.by_area:
            item = QListWidgetItem(f"{one.area}  ({counted(one.lines, 'line')})")
            item.setData(Qt.ItemDataRole.UserRole, one.area)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.areas.addItem(item)
        self.areas.itemChanged.connect(lambda _item: self._tell())
        self.folder = FolderField(folder, "Folder for the forms")
        self.folder.edit.textChanged.connect(lambda _text: self._tell())
        self.add("Month", self.month)
        self.add("For", self.areas, tall=True)
        self.add("Folder", self.folder)
        self.resize(560, 420)
        self._tell()

    @property
    def chosen(self) -> list[str]:
        """The areas that are ticked."""
        items = [self.areas.item(at) for at in range(self.areas.count())]
        return [item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() is Qt.CheckState.Checked]

    def _tell(self) -> None:
        number = len(self.chosen)
        self.go.setText(f"Write {counted(number, 'form')}")
        self.go.setEnabled(bool(number and self.folder.edit.text().strip()))

    def do(self) -> bool:
        """Write them."""
        from ui.update_forms import put_forms

        folder = Path(self.folder.edit.text().strip())
        chosen, year, month = self.chosen, self.year, self.month.currentData()

        def write(connection: Any, progress: Progress, replace: bool) -> list[Path]:
            from blmk_desktop.templates.budget_writer import write_budget_returns

            return write_budget_returns(connection, chosen, year, month, folder, progress, replace=replace)

        put_forms(self.window_, len(chosen), folder, write)
        return True


def ask_return_forms(window: MainWindow, budget: BudgetSet) -> ReturnForms | None:
    """Ask which areas get a form of the budget shown, of which month."""
    if window.store is None:
        return None
    folder = window.settings.value("templates_folder", "") or str(window.store.path.parent)
    dialog = ReturnForms(window, budget, Path(folder) / "Budget returns")
    dialog.open()
    return dialog
