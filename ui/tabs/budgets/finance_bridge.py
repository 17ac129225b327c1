"""The page of the bridge: from plan to forecast, or to what was spent so far, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from blmk_desktop.rules.wording import figure
from ui.parts.banner import Banner
from ui.parts.detail import DetailPane, Facts, Line, Lines
from ui.parts.pickers import offer
from ui.parts.record_lines import ACKNOWLEDGED, finding_lines
from ui.parts.sides import Sides, scrolled, set_out
from ui.parts.switch import Switch
from ui.parts.table import RecordTable
from ui.parts.waterfall import Waterfall
from ui.tabs.budgets import finance_bridge_columns as rows
from ui.tabs.budgets.finance_period import OfPeriod, unit_of
from ui.tabs.budgets.report_columns import in_unit

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from ui.window import MainWindow

HINT = "Choose a step to see what it is made of."
EMPTY = "No monthly report yet. Import one, and what leads from its plan to its forecast is drawn here."
LOWEST = 150  # pixels of the table


class FinanceBridge(OfPeriod):
    """Area, month and block on top; the picture over its table; the chosen step at the side."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.shown: rows.Shown | None = None
        self.bars: list[rows.Painted] = []
        self._findings: list[Finding] = []
        self._wanted = ""  # the step to go to once it has come
        self.banner, self.detail, self.chart = Banner(), DetailPane(HINT), Waterfall(unit_of(""))
        self.table = RecordTable(window, "finance bridge", rows.specs(unit_of("")))
        self.table.totals = "Total of {shown} shown"
        self.table.current_changed.connect(self._choose)
        self.table.activated.connect(lambda _id: self._to_report())
        self.table.view.setAccessibleName("Steps of the bridge")
        self.chart.chosen.connect(lambda at: self.table.reveal(self.bars[at].row))
        self._controls()
        self.table.view.setMinimumHeight(LOWEST)
        middle = Sides(window.settings, "finance bridge picture", [self.chart, self.table], (330, 230), upright=True)
        sides = Sides(window.settings, "finance bridge", [scrolled(middle, "Bridge"), self.detail], (1060, 282))
        set_out(self, self.banner, self.table.bar, below=sides)

    def _controls(self) -> None:
        self.switch = Switch("Bridge", rows.VIEWS, "full year")
        self.switch.chosen.connect(lambda _view: self.refresh())
        self.add_pickers(self.table.bar, "Block", self.switch)

    # What is shown

    def refresh(self, kinds: frozenset[str] | None = None) -> None:
        """Read again what is shown."""
        self.window_.findings(self._keep_findings)
        if kinds == ACKNOWLEDGED:
            return
        wanted, subject, view, unit = self.period.now, self._subject, self.switch.now, self.unit.now
        self.window_.read(
            lambda connection: rows.read(connection, wanted, subject, view, unit),
            self._show,
            replaces=self,
            title="Reading the bridge",
        )

    def _show(self, shown: rows.Shown) -> None:
        self.shown = shown
        self.period.offer(shown.months, shown.period)
        offer(self.subject, shown.subjects, shown.bridge.subject)
        self.offer_import(self.table, rows.lacking(shown) or EMPTY)
        self.table.set_strong(at for at, step in enumerate(shown.bridge.steps) if step.kind != "step")
        self.table.show_columns(shown.columns, f"finance bridge in {shown.unit.symbol}")
        self.table.set_marks(rows.marks(shown, self._findings))
        self.chart.setVisible(bool(shown.bridge.steps))
        self.chart.unit = shown.unit
        self.bars = rows.bars(shown)
        self.chart.show_bridge(rows.picture(shown, self.bars))
        self.banner.show_text(*rows.in_a_sentence(shown))
        wanted, self._wanted = self._wanted, ""
        self.table.select(next((at for at, step in enumerate(shown.bridge.steps) if wanted == step.label), None))
        self._choose(self.table.current_id)

    def _keep_findings(self, findings: list[Finding]) -> None:
        self._findings = findings
        if self.shown is not None:
            self.table.set_marks(rows.marks(self.shown, findings))
            self._choose(self.table.current_id)

    def show_subject(self, subject: str, step: str = "") -> None:
        """Show the bridge of a block, or of all (''), and one of its steps."""
        self._wanted = step
        super().show_subject(subject)

    # The step at the side

    def _choose(self, at: Any) -> None:
        shown = self.shown
        if shown is None or at not in shown.rows:
            self.detail.clear(HINT)
            return
        self.chart.select(next((number for number, bar in enumerate(self.bars) if at in bar.rows), -1))
        step, row = shown.bridge.steps[at], shown.rows[at]
        facts = [("Adds to cost", in_unit(step.amount, shown.unit) if step.kind == "step" else "")]
        facts.append(("It comes to", in_unit(step.after, shown.unit)))
        facts.append(("Nature", step.nature))
        buttons: list[tuple[str, Any]] = [("Show in the report", self._to_report)] if row else []
        held = Lines("", [])
        if row is not None:
            position = row.full_year if shown.bridge.period == "full year" else row.to_date
            facts.append(("Plan", in_unit(position.plan.value if position.plan else None, shown.unit)))
            share = figure("variance_percent", position.percent, 1) if position.percent is not None else ""
            facts.append(("Variance, of its plan", share))
            reason = row.reason
            held = Lines("Reason", [Line(reason.reason, reason.action)] if reason else [])
        found = finding_lines(self.window_, rows.about(shown, self._findings).get(at, []))
        self.detail.show_detail(step.label, shown.report.words, [Facts("Step", facts), found, held], None, buttons)

    def _to_report(self) -> None:
        shown, at = self.shown, self.table.current_id
        row = shown.rows.get(at) if shown else None
        if shown is not None and row is not None:
            period = shown.period
            self.period.hold(period)
            key = "|".join((period.area, row.category, period.year, str(period.month)))
            self.window_.show_record("budget_figure", key)
