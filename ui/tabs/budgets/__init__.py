"""The tab of budgets, forecasts, and the models of workforce and money."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ui.parts.pages import Pages

if TYPE_CHECKING:
    from ui.window import MainWindow

PAGES = {
    "report": ("Report", "ui.tabs.budgets.report:Report"),
    "trend": ("Trend", "ui.tabs.budgets.finance_trend:FinanceTrend"),
    "bridge": ("Bridge", "ui.tabs.budgets.finance_bridge:FinanceBridge"),
    "budget": ("Budget", "ui.tabs.budgets.budget_setting:BudgetSetting"),
    "five-year": ("Five years", "ui.tabs.budgets.five_year:FiveYear"),
    "gp-gap": ("GP workforce", "ui.tabs.budgets.gp_gap:GpGap"),
    "trajectories": ("Workforce cost", "ui.tabs.budgets.trajectories:Trajectories"),
    "streams": ("Funding streams", "ui.tabs.budgets.funding_streams:FundingStreams"),
    "calculators": ("Calculators", "ui.tabs.budgets.calculators:Calculators"),
}
# Where records of a kind are shown, if not on the first page.
PLACES = {
    "virement": "budget",
    "phase": "budget",
    "published_allocation": "five-year",
    "workforce_baseline": "gp-gap",
    "workforce_target": "trajectories",
    "pay_assumption": "trajectories",
    "funding_stream": "streams",
}
# Where the assumption sets of a model are shown.
PAGE_OF = {
    "GP workforce gap": "gp-gap",
    "workforce trajectories": "trajectories",
    "MDT activity": "calculators",
}
OF_COST = ("target", "cost", "pay", "funded", "funded_share", "shortfall")  # what is printed of trajectories


class Budgets(Pages):
    """The monthly report and its trend, the budget as set, five years on, the workforce models, funding streams."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, PAGES, PLACES)

    def _build(self, key: str) -> Any:
        """Area and month of the monthly report, chosen on one page, hold on the others."""
        page, first = super()._build(key), self._pages[self.pages[0]]
        if hasattr(page, "period"):
            page.period.chosen = first.period.chosen
        return page

    def show_record(self, kind: str, key: str) -> None:
        """Show the page of that kind, and the record in it: of a projection, or a set of assumptions, on its own."""
        if kind not in READ_FIRST:
            super().show_record(kind, key)
            return
        name = key if kind == "stated_workforce" else key.partition("|")[0]

        def show(page: str) -> None:
            self.show_page(page).show_record(kind, key)

        self.window_.read(lambda connection: READ_FIRST[kind](connection, name), show, replaces=(self, "place"))


def _of_version(connection: Any, name: str) -> str:
    from blmk_desktop.summaries.five_year import projections

    return "five-year" if name in projections(connection) else "budget"


def _of_set(connection: Any, name: str) -> str:
    from blmk_desktop.summaries.assumptions import assumption_sets

    models = {row.name: row.model for row in assumption_sets(connection)}
    return PAGE_OF.get(models.get(name, ""), "five-year")


def _of_printed(connection: Any, key: str) -> str:
    """Posts, costs and funding are shown on a page of their own."""
    from blmk_desktop.summaries.stated_workforce import stated_workforce

    found = next((one for one in stated_workforce(connection).all if one.key == key), None)
    return "trajectories" if found is not None and found.about.measure in OF_COST else "gp-gap"


# The pages of records of which more must be known than their kind.
READ_FIRST: dict[str, Callable[[Any, str], str]] = {
    "budget_line": _of_version,
    "budget_version": _of_version,
    "assumption_set": _of_set,
    "assumption": _of_set,
    "stated_workforce": _of_printed,
}
