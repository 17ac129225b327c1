"""The page of trajectories: posts to recruit by role and year, what they cost, what of it is funded, by area, pay."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from blmk_desktop.records.declaration import MONEY, WTE
from blmk_desktop.rules import trajectories as model
from blmk_desktop.rules.wording import pounds
from blmk_desktop.words.workforce_models import cost_words
from ui.parts.dials import Dial
from ui.parts.record_lines import history_lines
from ui.parts.scenario_panel import ScenarioPanel
from ui.parts.scenario_sets import Turned
from ui.parts.stacked import StackedChart
from ui.parts.waterfall import Waterfall
from ui.tabs.budgets import trajectories_columns as rows
from ui.tabs.budgets.trajectories_detail import Beneath, show_funded, show_pay, show_role, show_split
from ui.tabs.budgets.trajectories_pictures import area_stack, funding_bridge, role_stack
from ui.tabs.budgets.workforce_page import WorkforcePage
from ui.tabs.budgets.workforce_shown import Asked, Shown

if TYPE_CHECKING:
    from blmk_desktop.summaries.trajectories import Trajectories as Found
    from ui.parts.chart_frame import ChartFrame
    from ui.window import MainWindow

WHOLE = 100  # parts of a dial in one of what its box shows
DIALS = (
    Turned(
        Dial(
            model.PAY_AWARD,
            "&Pay award",
            1000,
            25,
            WHOLE,
            " %",
            4,
            0,
            "A year, from the second year on; each upon the one before.",
        )
    ),
    Turned(Dial(model.DELIVERY, "&Delivered", 15000, 500, WHOLE, " %", 4, 0, "Of the posts to recruit."), base=10000),
    Turned(
        Dial(
            model.PART_YEAR, "Part of the &first year", 10000, 500, WHOLE, " %", 4, 0, "For which a new post is paid."
        ),
        base=10000,
    ),
)


@dataclass(frozen=True)
class CostShown(Shown):
    """What the page shows besides its rows: the trajectories as turned and as compared with."""

    found: Found | None = None
    stands: Found | None = None


class Trajectories(WorkforcePage):
    """How many of whom are to be recruited, what that costs beside what the paper prints, and who pays."""

    views = rows.VIEWS
    pickers = rows.PICKERS
    adds: Mapping[str, str] = MappingProxyType(
        {"posts": "workforce_target", "cost": "workforce_target", "pay": "pay_assumption"}
    )
    empty = "No posts to recruit yet. Import a workforce plan, or add how many of a role are to be recruited."

    def __init__(self, window: MainWindow) -> None:
        self.cost, self.posts, self.funding = StackedChart(MONEY), StackedChart(WTE), Waterfall(MONEY)
        panel = ScenarioPanel(window, model.MODEL, DIALS)
        views = dict.fromkeys(("cost", "posts", "funding"), panel)
        super().__init__(window, "trajectories", views, (self.cost, self.posts, self.funding))
        self.table.view.setAccessibleName("Trajectories")

    # What is read and shown

    def fetch(self, connection: Any, asked: Asked) -> Shown:
        """Read the trajectories of the area, in the scenario and in what it is compared with."""
        from blmk_desktop.summaries.trajectories import trajectories

        area = asked.picked.get("area", "")
        found = trajectories(connection, area, asked.scenario)
        if area and area not in found.areas:  # it is gone since it was picked
            area, found = "", trajectories(connection, "", asked.scenario)
        stands = trajectories(connection, area, asked.baseline) if asked.is_otherwise else found
        shown = rows.laid_out(asked, found, stands)
        held = {name: getattr(shown, name) for name in Shown.__dataclass_fields__}
        return CostShown(**held, found=found, stands=stands)

    def draw(self, shown: Shown) -> ChartFrame | None:
        """Posts or cost by year and role, what is funded, or the areas; pay has no picture."""
        found = shown.found if isinstance(shown, CostShown) else None
        if found is None or not shown.rows or shown.view == "pay":
            return None
        if shown.view == "funding":
            self.funding.show_bridge(funding_bridge(found))
            return self.funding
        if shown.view == "cost":
            self.cost.show_stack(role_stack(found, money=True))
            return self.cost
        self.posts.show_stack(area_stack(found) if shown.view == "areas" else role_stack(found, money=False))
        return self.posts

    def attention(self, shown: Shown) -> tuple[str, str]:
        """The cost and what of it is not funded."""
        found = shown.found if isinstance(shown, CostShown) else None
        return (cost_words(found) if found is not None else ""), "blue"

    def results(self, shown: Shown) -> tuple[Sequence[Sequence[str]], str]:
        """What the dials come to: the cost, what is funded of it and what is not."""
        if not isinstance(shown, CostShown) or shown.found is None or shown.stands is None:
            return (), ""
        then, stands = shown.found, shown.stands
        if then.cost is None or stands.cost is None:
            return (), ""
        paid = [one.cost - (one.shortfall or 0) for one in (stands, then) if one.cost is not None]
        lines = [
            _row("Cost", stands.cost, then.cost),
            _row("Funded", *paid),
            _row("Not funded", stands.shortfall or 0, then.shortfall or 0),
        ]
        return [("", "Compared", "Scenario", "Difference"), *lines], ""

    def show_row(self, shown: Shown, id_: Any) -> None:
        """The row at the side."""
        compared = not shown.asked.is_otherwise
        at = Beneath(self.detail, self.window_, self.findings_of(id_), self.change_button(id_), compared=compared)
        at.history = history_lines(self.history, self.window_)
        row = shown.rows[id_]
        if shown.view in ("cost", "posts"):
            show_role(at, row, money=shown.view == "cost")
        else:
            _SHOW[shown.view](at, row)

    def record_of(self, id_: Any) -> tuple[str, int]:
        """The pay of a role."""
        row = self.shown.rows.get(id_) if self.shown and self.shown.view == "pay" else None
        return ("", 0) if row is None else ("pay_assumption", row.id)

    def open_row(self, id_: Any) -> None:
        """The form of a role's pay."""
        for _, opens in self.change_button(id_):
            opens()


_SHOW: Mapping[str, Callable[[Beneath, Any], None]] = {"funding": show_funded, "areas": show_split, "pay": show_pay}


def _row(words: str, was: int, now: int) -> Sequence[str]:
    more = now - was
    difference = f"{'+' if more > 0 else '−'}{pounds(abs(more), 0)}" if more else ""
    return (words, pounds(was, 0), pounds(now, 0), difference)
