"""The tab of PCN workforce plans: its pages, each built when it is first shown."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.parts.switch import Switch

if TYPE_CHECKING:
    from ui.parts.table import RecordTable
    from ui.window import MainWindow

# Key -> words on the switch, and the page: a class like that of a tab.
PAGES = {
    "figures": ("Plans", "ui.tabs.plan_figures:PlanFigures"),
    "returns": ("Returns", "ui.tabs.plan_returns:PlanReturns"),
    "actuals": ("Actuals", "ui.tabs.actuals:Actuals"),
    "supply": ("Role supply", "ui.tabs.role_supply:RoleSupply"),
    "networks": ("Network payments", "ui.tabs.network_payments:NetworkPayments"),
    "survey": ("Practice survey", "ui.tabs.workforce_survey:WorkforceSurvey"),
}
# Where a record of a kind is shown, if not among the figures.
PLACES = {"plan_return": "returns", "arrs_claim": "actuals", "payments": "networks", "practice_staff": "survey"}


class Plans(QWidget):
    """A switch on top, and the page that it shows below."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.window_ = window
        self._pages: dict[str, Any] = {}
        self._stale: set[str] = set()
        self.switch = Switch("Page", {key: words for key, (words, _) in PAGES.items()}, "figures")
        self.switch.chosen.connect(self._show_page)
        self.stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.stack, 1)
        self._build("figures")

    @property
    def pages(self) -> tuple[str, ...]:
        """The keys of the pages, in order."""
        return tuple(PAGES)

    @property
    def page(self) -> Any:
        """The page that is shown."""
        return self._pages[self.switch.now]

    @property
    def table(self) -> RecordTable | None:
        """The table of the page that is shown."""
        return getattr(self.page, "table", None)

    @property
    def kind(self) -> str:
        """The kind of record of the page that is shown."""
        return str(getattr(self.page, "kind", ""))

    def show_page(self, key: str) -> Any:
        """Show a page by its key, and give it back."""
        self.switch.choose(key)
        return self.page

    def refresh(self, kinds: frozenset[str] | None = None) -> None:
        """Read the page again that is shown; the others when they are shown again."""
        self._stale = set(self._pages) - {self.switch.now}
        self.page.refresh(kinds)

    def show_record(self, kind: str, key: str) -> None:
        """Show the page of that kind, and the record in it."""
        self.show_page(PLACES.get(kind, "figures")).show_record(kind, key)

    def _show_page(self, key: str) -> None:
        if key not in self._pages:
            self._build(key).refresh(None)
        elif key in self._stale:
            self._pages[key].refresh(None)
        self._stale.discard(key)
        within = self.stack.isAncestorOf(self.window().focusWidget())
        self.stack.setCurrentWidget(self._pages[key])
        if within and self.table is not None:  # Qt would go on to the first field that takes keys
            self.table.view.setFocus()

    def _build(self, key: str) -> Any:
        module, name = PAGES[key][1].split(":")
        page = getattr(import_module(module), name)(self.window_)
        self._pages[key] = page
        self.stack.addWidget(page)
        return page
