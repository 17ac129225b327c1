"""Asks which areas get the form on which they return a month of their budget, and writes it with their own lines."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from blmk_desktop.rules.phasing import MONTHS
from blmk_desktop.rules.wording import counted
from ui.parts.pickers import Choice
from ui.tabs.budgets.budget_setting_columns import month_words
from ui.update_forms import Forms, forms_folder, put_forms

if TYPE_CHECKING:
    from blmk_desktop.summaries.budget_rows import BudgetSet
    from ui.update_forms import Progress
    from ui.window import MainWindow

DETAIL = (
    "One workbook for each area, with its lines and what is known of each month. The plan is locked, and refused where "
    "it was changed; what comes back is imported as any other workbook."
)


class ReturnForms(Forms):
    """The month, the areas with how many lines each, and the folder."""

    def __init__(self, window: MainWindow, budget: BudgetSet, folder: Path) -> None:
        super().__init__(window, f"Budget returns of {budget.year}", DETAIL, "Areas", folder)
        self.year, self.month = budget.year, Choice()
        self.month.setAccessibleName("Month")
        for month in MONTHS:
            self.month.addItem(month_words(month), month)
        self.month.setCurrentIndex(min(max((row.reached for row in budget.rows), default=0), 11))
        self.ask_for("Month", self.month)
        self.offer((one.area, counted(one.lines, "line")) for one in budget.by_area)

    def write(self, whom: Sequence[str], folder: Path) -> None:
        """Write the forms of the areas that are ticked."""
        year, month = self.year, self.month.currentData()

        def write(connection: Any, progress: Progress, replace: bool) -> list[Path]:
            from blmk_desktop.templates.budget_writer import write_budget_returns

            return write_budget_returns(connection, whom, year, month, folder, progress, replace=replace)

        put_forms(self.window_, len(whom), folder, write)


def ask_return_forms(window: MainWindow, budget: BudgetSet) -> ReturnForms | None:
    """Ask which areas get a form of the budget shown, of which month."""
    if window.store is None:
        return None
    dialog = ReturnForms(window, budget, forms_folder(window) / "Budget returns")
    dialog.open()
    return dialog
