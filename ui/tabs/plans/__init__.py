"""The tab of PCN workforce plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.parts.pages import Pages

if TYPE_CHECKING:
    from ui.window import MainWindow

PAGES = {
    "figures": ("Plans", "ui.tabs.plans.plan_figures:PlanFigures"),
    "returns": ("Returns", "ui.tabs.plans.plan_returns:PlanReturns"),
    "actuals": ("Actuals", "ui.tabs.plans.actuals:Actuals"),
    "supply": ("Role supply", "ui.tabs.plans.role_supply:RoleSupply"),
    "networks": ("Network payments", "ui.tabs.plans.network_payments:NetworkPayments"),
    "survey": ("Practice survey", "ui.tabs.plans.workforce_survey:WorkforceSurvey"),
}
# Where records of a kind are shown, if not on the first page.
PLACES = {"plan_return": "returns", "arrs_claim": "actuals", "payments": "networks", "practice_staff": "survey"}


class Plans(Pages):
    """Plans, the returns they come from, what became of them, supply, payments and the practices' survey."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, PAGES, PLACES)
