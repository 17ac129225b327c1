"""What multidisciplinary teams would avoid for a cohort: dials beside the strategy, and how each result comes about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from blmk_desktop.rules.mdt import (
    ADMISSIONS,
    AVOIDED,
    BASE,
    MODEL,
    NOT_ATTENDED,
    PLAN_ADMISSIONS,
    PLAN_CONVEYANCES,
    PLAN_FOLLOW_UPS,
    effects,
)
from ui.parts.banner import Banner
from ui.parts.detail import DetailPane, Line, Lines, Section
from ui.parts.dials import Dial
from ui.parts.scenario_panel import KINDS, ScenarioPanel
from ui.parts.scenario_sets import Turned
from ui.parts.sides import Sides, set_out

if TYPE_CHECKING:
    from blmk_desktop.rules.assumptions import Assumptions
    from ui.window import MainWindow

SOURCE = "BLMK Primary Care Strategy 2019, figure 37"
HINT = "Turn a dial to see what is avoided."
NOTE = (
    "The strategy names evidence on teams for frail older people and warns that it is limited. It prints the "
    "follow-ups and conveyances without the admissions that they go with: type those to use its ratios."
)
ASK = "Type the emergency admissions of the cohort in a year: the strategy prints only what is avoided of them."


def _number(name: str, words: str, most: int, step: int, said: str = "") -> Turned:
    dial = Dial(name, words, most, step, 1, "", page=10, help=said)
    return Turned(dial, "number", 10_000, BASE.get(name, 0) // 10_000)


def _percent(name: str, words: str, most: int, said: str) -> Turned:
    return Turned(Dial(name, words, most, 50, 100, " %", page=4, help=said), "%", 1, BASE[name])


DIALS = (
    _number(ADMISSIONS, "&Emergency admissions of the cohort", 50_000, 50, "In a year."),
    _percent(AVOIDED, "Of them a&voided", 10_000, "20% in the strategy, after The King's Fund, 2014."),
    _percent(NOT_ATTENDED, "Appointments &not attended", 5_000, "8.5% in the strategy, by NHS Benchmarking."),
    _number(PLAN_ADMISSIONS, "&Plan: admissions avoided", 20_000, 10, "The admissions that the next two go with."),
    _number(PLAN_FOLLOW_UPS, "Plan: &follow-ups avoided", 20_000, 1, "2,792 in the strategy."),
    _number(PLAN_CONVEYANCES, "Plan: &conveyances avoided", 20_000, 1, "977 in the strategy."),
)


class Mdt(QWidget):
    """What needs to be typed on top, the dials on the left, each result and how it came about on the right."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.window_ = window
        self._begun = False
        self.banner, self.detail = Banner(), DetailPane(HINT)
        self.panel = ScenarioPanel(window, MODEL, DIALS, NOTE)
        self.panel.reset_dials()  # to the strategy's own, until a kept scenario is read
        self.panel.changed.connect(self._show)
        sides = Sides(window.settings, "mdt", [self.panel, self.detail], (700, 642))
        set_out(self, self.banner, below=sides)
        self._show()

    def refresh(self, kinds: frozenset[str] | None = None) -> None:
        """Read the kept scenarios again."""
        if kinds is None or kinds & KINDS:
            self.panel.refresh(self._show_first)

    def _show_first(self) -> None:
        """At first begin from a scenario that comes to something, if one does."""
        known = (name for name, said in (self.panel.sets.said or {}).items() if effects(said)[0].value is not None)
        began, self._begun = self._begun, True
        if not began and (name := next(known, "")):
            self.panel.choose(name)
        self._show()

    def _show(self) -> None:
        """What the dials come to, beside what they are compared with."""
        now = effects(self.panel.assumptions or self._typed())
        before = effects(self.panel.baseline)
        rows = [("In a year", "Now", "Compared")]
        rows += [(one.name, one.shown or "–", other.shown or "–") for one, other in zip(now, before, strict=True)]
        self.panel.show_results(rows)
        known = any(one.value is not None for one in now)
        self.banner.show_text("" if known else ASK, "blue")
        lines = [Line(f"{one.name}: {one.shown}" if one.shown else one.name, one.words) for one in now]
        sections: list[Section] = [Lines("How each comes about", lines)]
        self.detail.show_detail("What is avoided in a year", SOURCE, sections)

    def _typed(self) -> Assumptions:
        """What the dials say where no scenario is kept."""
        from blmk_desktop.rules.assumptions import Assumptions, layer

        said = [self.panel.dials[name].assumed(value) for name, value in self.panel.values.items()]
        return Assumptions("", (layer(said),))
