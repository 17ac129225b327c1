"""The tab of estates and technology schemes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.parts.pages import Pages

if TYPE_CHECKING:
    from ui.window import MainWindow

PAGES = {
    "schemes": ("Schemes", "ui.tabs.estates.schemes:Schemes"),
    "timeline": ("Timeline", "ui.tabs.estates.scheme_timeline:SchemeTimeline"),
    "funding": ("Funding", "ui.tabs.estates.scheme_funding:SchemeFunding"),
    "premises": ("Premises", "ui.tabs.estates.premises:Premises"),
    "priorities": ("Prioritisation", "ui.tabs.estates.priorities:Priorities"),
}
# Where records of a kind are shown, if not on the first page.
PLACES = {
    "fund": "funding",
    "funding_line": "funding",
    "fund_envelope": "funding",
    "funding_move": "funding",
    "agreement": "funding",
    "building": "premises",
    "priority_round": "priorities",
}


class Estates(Pages):
    """The schemes and their stages, when they come, who pays, the premises of practices, and the panel's ranking."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, PAGES, PLACES)
