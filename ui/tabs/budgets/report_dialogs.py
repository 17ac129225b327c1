"""What the monthly report asks: why a line is over or under its plan, what is done about it, and by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from blmk_desktop.rules.wording import figure
from ui.parts.asking import Asking
from ui.parts.reason import ReasonBox

if TYPE_CHECKING:
    from blmk_desktop.summaries.finance import FinanceRow
    from ui.tabs.budgets.report_columns import Shown
    from ui.window import MainWindow

KINDS = {"variance_reason"}


class ReasonDialog(Asking):
    """Asks for the reason of a variance; what is said already can be changed."""

    @classmethod
    def ask(cls, window: MainWindow, shown: Shown, row: FinanceRow) -> ReasonDialog:
        """Open it over the window."""
        dialog = cls(window, shown, row)
        dialog.open()
        return dialog

    def __init__(self, window: MainWindow, shown: Shown, row: FinanceRow) -> None:
        super().__init__(window, f"{row.label}: why is it {_way(row)} plan?", _said(shown, row), "Keep the reason")
        self.window_, self.shown, self.row = window, shown, row
        self.reason = ReasonBox("Reason", "new rents since the review of July, not in the plan")
        self.action = ReasonBox("What is done about it", "met from reserves; the plan of next year has it")
        self.owner = QLineEdit()
        self.owner.setAccessibleName("Owner")
        self.owner.setPlaceholderText("A role, for example head of finance")
        if row.reason is not None:
            self.reason.setPlainText(row.reason.reason)
            self.action.setPlainText(row.reason.action)
            self.owner.setText(row.reason.owner)
        for box in (self.reason, self.action):
            box.confirmed.connect(self.go.click)
        self.add("Reason", self.reason, tall=True)
        self.add("What is done", self.action, tall=True)
        self.add("Owner", self.owner)
        self.go.setEnabled(bool(self.reason.words))
        self.reason.textChanged.connect(lambda: self.go.setEnabled(bool(self.reason.words)))

    def do(self) -> bool:
        """Keep it, as one act."""
        from blmk_desktop import editing

        row, found, kind = self.row, self.shown.report, "variance_reason"
        said = {"reason": self.reason.words, "action": self.action.words, "owner": self.owner.text()}
        if row.reason is not None:
            self.window_.change(editing.edit, kind, row.reason.id, said, kinds=KINDS, raises=True)
        else:
            about = {"area": found.area, "category": row.category, "year": found.year, "month": found.month}
            self.window_.change(editing.add, kind, about | said, kinds=KINDS, raises=True)
        return True


def _way(row: FinanceRow) -> str:
    return "over" if min(row.to_date.variance or 0, row.full_year.variance or 0) < 0 else "under"


def _said(shown: Shown, row: FinanceRow) -> str:
    """Both variances in words, and how they are rated."""
    said = []
    for when, at in (("to date", row.to_date), ("for the full year", row.full_year)):
        if at.variance:
            way = "over" if at.variance < 0 else "under"
            share = f" ({figure('variance_percent', abs(at.percent), 1)})" if at.percent else ""
            rag = f": {at.rag.lower()}" if at.rag else ""
            said.append(f"{shown.money(abs(at.variance))} {way} plan {when}{share}{rag}.")
    return f"{shown.report.area}, {shown.report.words}\n" + "\n".join(said)
