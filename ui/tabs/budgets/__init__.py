"""The tab of budgets, forecasts, and the models of workforce and money."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    "budget_line": "budget",
    "budget_version": "budget",
    "virement": "budget",
    "phase": "budget",
    "assumption_set": "five-year",
    "published_allocation": "five-year",
    "workforce_baseline": "gp-gap",
    "workforce_target": "trajectories",
    "pay_assumption": "trajectories",
    "funding_stream": "streams",
}


class Budgets(Pages):
    """The monthly report and its trend, the budget as set, five years on, the workforce models, funding streams."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, PAGES, PLACES)
