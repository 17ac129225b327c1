"""The tab of actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.parts.pages import Pages

if TYPE_CHECKING:
    from ui.window import MainWindow

PAGES = {
    "tracker": ("Action tracker", "ui.tabs.actions.action_tracker:ActionTracker"),
    "milestones": ("Milestones", "ui.tabs.actions.milestones:Milestones"),
    "cycle": ("Annual cycle", "ui.tabs.actions.annual_cycle:AnnualCycle"),
}
# Where records of a kind are shown, if not on the first page.
PLACES = {"milestone": "milestones", "meeting": "cycle", "business_item": "cycle"}


class Actions(Pages):
    """What meetings asked for, the milestones of programmes, and the committee's annual cycle of business."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, PAGES, PLACES)
