"""Which page of the guide belongs to what is in front: declared once, for tabs, their pages, and windows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QWidget

if TYPE_CHECKING:
    from ui.window import MainWindow

# Of each tab, and of those of its pages that have one of their own.
TABS = {
    "Overview": "overview",
    "Practices": "practices",
    "PCN workforce plans": "plans",
    "Estates": "estates",
    "Risks": "risks",
    "Budgets": "budgets",
    "Actions": "actions",
    "Findings": "findings",
    "History": "history",
    "Reference data": "reference",
}
PAGES = {
    ("PCN workforce plans", "returns"): "returns",
    ("PCN workforce plans", "actuals"): "actuals",
    ("PCN workforce plans", "networks"): "payments",
    ("PCN workforce plans", "survey"): "practice-survey",
    ("Estates", "priorities"): "priorities",
    ("Risks", "resilience"): "resilience",
    ("Budgets", "five-year"): "five-year",
    ("Budgets", "gp-gap"): "workforce-cost",
    ("Budgets", "trajectories"): "workforce-cost",
    ("Budgets", "streams"): "streams",
    ("Budgets", "calculators"): "streams",
}
# Of dialogs and windows of their own, by their class or one that it is made of; others have the page of the tab.
WINDOWS = {
    "ImportPreview": "import",
    "SettingsDialog": "settings",
    "Welcome": "start",
    "Papers": "papers",
    "CoverForm": "papers",
    "CrossTableWindow": "cross-table",
    "PrintPreview": "views",
    "AllViews": "views",
    "SaveView": "views",
    "RenameView": "views",
    "ColumnChooser": "views",
    "PlanWindow": "plan-window",
    "Comparing": "plan-window",
    "Filling": "plan-template",
    "Forms": "forms",
    "Palette": "find",
    "RecordForm": "editing",
    "MovingMoney": "budgets",
    "CrashReport": "install",
}


def page_for(window: MainWindow, front: QWidget | None = None) -> str:
    """The name of the page that belongs to the dialog in front, else to what the window shows."""
    if front is not None and front is not window:
        for made_of in type(front).__mro__:
            if made_of.__name__ in WINDOWS:
                return WINDOWS[made_of.__name__]
    if not window.titles:
        return ""
    title = window.titles[window.tabs.currentIndex()]
    switch = getattr(window.current, "switch", None)
    return PAGES.get((title, getattr(switch, "now", "")), TABS.get(title, ""))


def help_here(window: MainWindow) -> None:
    """Open the guide at the page that belongs to what is in front."""
    from ui.guide.window import GuideWindow, open_guide

    front = QApplication.activeModalWidget() or QApplication.activeWindow()
    if isinstance(front, GuideWindow):
        front.show_page("")  # the guide about itself: its contents
        return
    open_guide(window, page_for(window, front), over=front if isinstance(front, QDialog) else None)


class HelpKeys(QObject):
    """Gives every dialog the F1 key when it first has the keys: a menu's shortcut ends at its own window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._give)
            self._give(None, app.focusWidget())  # a dialog may have the keys before the menus are filled

    def _give(self, _before: QWidget | None, now: QWidget | None) -> None:
        dialog = now.window() if now is not None else None
        if isinstance(dialog, QDialog) and not dialog.property("helped"):
            dialog.setProperty("helped", True)
            QShortcut(QKeySequence("F1"), dialog).activated.connect(lambda: help_here(self._window))
