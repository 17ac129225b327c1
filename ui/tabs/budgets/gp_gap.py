"""The page of the GP workforce gap: by area beside the paper, the bridge to the target, and year by year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from blmk_desktop.records.declaration import WTE
from blmk_desktop.rules import gp_gap as model
from blmk_desktop.words.workforce_models import bridge_words, edge_words, gap_words, year_words
from ui.parts.band import BandChart
from ui.parts.dials import Dial
from ui.parts.scenario_panel import ScenarioPanel
from ui.parts.scenario_sets import Turned
from ui.parts.waterfall import Waterfall
from ui.tabs.budgets import gp_gap_columns as rows
from ui.tabs.budgets.gp_gap_detail import show_gap, show_step, show_year
from ui.tabs.budgets.gp_gap_pictures import bridge_picture, years_picture
from ui.tabs.budgets.workforce_page import WorkforcePage
from ui.tabs.budgets.workforce_prints import as_text
from ui.tabs.budgets.workforce_shown import Asked, Shown

if TYPE_CHECKING:
    from blmk_desktop.rules.gp_gap import Bridge
    from blmk_desktop.summaries.gp_gap import Projection
    from ui.parts.chart_frame import ChartFrame
    from ui.window import MainWindow

WHOLE = 100  # parts of a dial in one of what its box shows
DIALS = (
    Turned(Dial(model.DELIVERY, "&Delivered", 15000, 500, WHOLE, " %", 4, 0, "Of those to be recruited."), base=10000),
    Turned(Dial(model.GROWTH, "De&mand grows", 500, 10, WHOLE, " %", 5, 0, "A year, as the population does.")),
    Turned(Dial(model.SUBSTITUTION, "By other r&oles", 3000, 50, WHOLE, " %", 4, 0, "Of the demand.")),
    Turned(Dial(model.OTHER_LEAVERS, "&Leave early", 1500, 25, WHOLE, " %", 4, 0, "A year, besides retirements.")),
    Turned(
        Dial(model.LEAVING_YEARS, "Over 50s lea&ve in", 30, 1, 1, " years", 5, 1, "Evenly over so many years."),
        "number",
        10000,
        15,
    ),
)
STARTS = (
    Turned(Dial(model.DEMAND, "&Demand", 80000, 100, WHOLE, " WTE", 10), "WTE", 100),
    Turned(Dial(model.SUBSTITUTED, "By other r&oles", 20000, 100, WHOLE, " WTE", 10), "WTE", 100),
    Turned(Dial(model.NATIONAL_SHARE, "&National share", 30000, 100, WHOLE, " WTE", 10), "WTE", 100),
)


@dataclass(frozen=True)
class GapShown(Shown):
    """What the page shows besides its rows: the bridges and the projections, as turned and as compared with."""

    bridge: Bridge | None = None
    bridge_before: Bridge | None = None
    then: Projection | None = None
    stands: Projection | None = None


class GpGap(WorkforcePage):
    """How many GPs lack now, what leads from the national count to the target, and where it goes by year."""

    views = rows.VIEWS
    pickers = rows.PICKERS
    adds: Mapping[str, str] = MappingProxyType({"gap": "workforce_baseline"})
    empty = "No workforce baselines yet. Import a workforce plan, or add what a survey counted."

    def __init__(self, window: MainWindow) -> None:
        self.bridge, self.years = Waterfall(WTE), BandChart(WTE)
        panels = {
            "bridge": ScenarioPanel(window, model.MODEL, STARTS),
            "years": ScenarioPanel(window, model.MODEL, DIALS, "Ranges: eight of ten of many draws, always the same."),
        }
        super().__init__(window, "gp gap", panels, (self.bridge, self.years))
        self.table.view.setAccessibleName("GP workforce gap")
        self.bridge.chosen.connect(self._choose_step)
        self.years.chosen.connect(lambda at: self.table.select(self.years.bands.categories[at]))

    # What is read and shown

    def fetch(self, connection: Any, asked: Asked) -> Shown:
        """Read the baselines, and the bridge or the projection if that is what is shown."""
        from blmk_desktop.summaries.gp_gap import gap_bridge, gp_gap, projection

        found = gp_gap(connection)
        areas = rows.areas_of(found)
        area = asked.pick("area", areas)
        if asked.view == "years":
            then = projection(connection, area, asked.scenario)
            stands = projection(connection, area, asked.baseline) if asked.is_otherwise else then
            return _more(rows.by_year(asked, areas, then, stands), then=then, stands=stands)
        of = area if asked.view == "bridge" else ""
        now = gap_bridge(connection, asked.scenario, of)
        before = gap_bridge(connection, asked.baseline, of) if asked.is_otherwise else now
        shown = rows.by_area(asked, found)
        if asked.view == "bridge":
            steps, were = (one.steps if one else () for one in (now, before))
            shown = rows.by_step(asked, areas, steps, were)
        return _more(shown, bridge=now, bridge_before=before)

    def draw(self, shown: Shown) -> ChartFrame | None:
        """The bridge, below the gap too where that is of GPs; the years."""
        if not isinstance(shown, GapShown):
            return None
        if shown.view == "years":
            if shown.then is None or not shown.then.points or shown.stands is None:
                return None
            against = shown.asked.against if shown.asked.is_otherwise else ""
            self.years.show_bands(years_picture(shown.then, shown.stands, against))
            return self.years
        of_others = shown.view == "gap" and shown.picked("profession") != rows.GP
        if shown.bridge is None or of_others:
            return None
        self.bridge.show_bridge(bridge_picture(shown.bridge.steps, shown.asked.title))
        return self.bridge

    def attention(self, shown: Shown) -> tuple[str, str]:
        """The gap in words."""
        if not isinstance(shown, GapShown):
            return "", "blue"
        if shown.then is not None:
            return year_words(shown.then), "blue"
        if shown.view == "bridge":
            return (bridge_words(shown.bridge) if shown.bridge else ""), "blue"
        return gap_words(list(shown.rows.values())), "blue"

    def results(self, shown: Shown) -> tuple[Sequence[Sequence[str]], str]:
        """What the dials come to in the last year, or in the bridge."""
        if not isinstance(shown, GapShown):
            return (), ""
        if shown.then is not None and shown.stands is not None:
            return _last_year(shown.then, shown.stands), edge_words(shown.then)
        return _ends(shown.bridge, shown.bridge_before), ""

    def show_row(self, shown: Shown, id_: Any) -> None:
        """The row at the side, and its bar lit up."""
        row = shown.rows[id_]
        if not isinstance(shown, GapShown):
            return
        if shown.view == "gap":
            found = (self.findings_of(id_), self.history)
            show_gap(self.detail, self.window_, row, found, self.change_button(id_))
        elif shown.view == "bridge":
            before = shown.bridge_before.steps if shown.bridge_before else ()
            was = next((one.value for one in before if one.label == id_), None)
            show_step(self.detail, self.window_, row, was, self.findings_of(id_))
            self.bridge.select(list(shown.rows).index(id_))
        else:
            years = shown.stands.points if shown.stands and shown.asked.is_otherwise else ()
            show_year(self.detail, shown.picked("area"), row, next((one for one in years if one.year == id_), None))
            self.years.select(list(shown.rows).index(id_))

    def record_of(self, id_: Any) -> tuple[str, int]:
        """The baseline of a row, where it is not a sum of others."""
        row = self.shown.rows.get(id_) if self.shown and self.shown.view == "gap" else None
        return ("", 0) if row is None or row.is_sum else ("workforce_baseline", row.id)

    def open_row(self, id_: Any) -> None:
        """The form of a baseline."""
        for _, opens in self.change_button(id_):
            opens()

    def _columns_of(self, shown: Shown) -> str:
        return shown.picked("profession") if shown.view == "gap" else ""

    def _choose_step(self, at: int) -> None:
        """Go to a step of the bridge, from the gap to the bridge."""
        shown = self.shown
        if not isinstance(shown, GapShown) or shown.bridge is None:
            return
        name = shown.bridge.steps[at].label
        if self.switch.now == "bridge":
            self.table.select(name)
        else:
            self._wanted = name
            self.switch.choose("bridge")


def _more(shown: Shown, **more: Any) -> GapShown:
    return GapShown(**{name: getattr(shown, name) for name in Shown.__dataclass_fields__}, **more)


def _last_year(then: Projection, stands: Projection) -> list[Sequence[str]]:
    if not then.points or not stands.points:
        return []
    last, was = then.points[-1].step, stands.points[-1].step
    named = (("In post", "stock"), ("Needed", "need"), ("Gap", "gap"))
    rows_ = [(words, getattr(was, name), getattr(last, name)) for words, name in named]
    return [(f"End of {last.year}", "Compared", "Scenario", "Difference"), *map(_row, rows_)]


def _ends(now: Bridge | None, before: Bridge | None) -> list[Sequence[str]]:
    if now is None or before is None:
        return []
    named = (("Need less survey", "to_need"), ("Target", "target"), ("Compliance", "compliance"))
    rows_ = [(words, getattr(before, name), getattr(now, name)) for words, name in named]
    return [("WTE", "Compared", "Scenario", "Difference"), *map(_row, rows_)]


def _row(row: tuple[str, int, int]) -> Sequence[str]:
    words, was, now = row
    more = now - was
    figures = [as_text(value, WTE).removesuffix(" WTE") for value in (was, now, abs(more))]
    return (words, *figures[:2], f"{'+' if more > 0 else '−'}{figures[2]}" if more else "")
