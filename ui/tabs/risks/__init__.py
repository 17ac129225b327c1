"""The tab of risks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.parts.pages import Pages

if TYPE_CHECKING:
    from ui.window import MainWindow

PAGES = {
    "register": ("Registers", "ui.tabs.risks.risk_register:RiskRegister"),
    "movement": ("Movement", "ui.tabs.risks.risk_movement:RiskMovement"),
    "resilience": ("Practice resilience", "ui.tabs.risks.resilience:Resilience"),
}
# Where records of a kind are shown, if not on the first page.
PLACES = {"resilience": "resilience", "contract_event": "resilience"}


class Risks(Pages):
    """The registers with their heat map, what moved since a date, and how resilient practices are."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, PAGES, PLACES)
