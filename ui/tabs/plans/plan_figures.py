"""The page of plan figures: a round by network, place, role or figure, with what disagrees beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from blmk_desktop.rules.wording import counted
from ui.parts.banner import Banner
from ui.parts.chart_below import ChartBelow
from ui.parts.detail import DetailPane
from ui.parts.empty import begin
from ui.parts.pickers import ColumnPicker, choice, offer
from ui.parts.record_lines import ACKNOWLEDGED, disagreeing
from ui.parts.sides import Sides, set_out
from ui.parts.switch import Switch
from ui.parts.table import RecordTable
from ui.tabs.plans import plans_columns as rows
from ui.tabs.plans.plans_charts import PlanCharts
from ui.tabs.plans.plans_detail import PlanDetail, plan_detail, show_detail

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from ui.window import MainWindow

PLAN_RECORDS = {"plan": "pcn", "pcn": "pcn", "place": "place", "arrs_role": "role"}
HINT = "Choose a row to see its figures, where they come from, and what disagrees."


class PlanFigures(QWidget):
    """Round and view on top, the table with its chart in the middle, the chosen row at the side."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.window_ = window
        self.kind = ""  # the table as it stands is exported, not the records behind it
        self.shown: rows.Plans | None = None
        self._findings: list[Finding] = []
        self._detail: PlanDetail | None = None
        self._wanted = ""  # the key of a row to go to as soon as it has come
        self.banner, self.detail, self.charts = Banner(), DetailPane(HINT), PlanCharts()
        self.table = RecordTable(window, "plans by pcn", rows.SPECS)
        self.table.total_of = self._totals
        self.table.current_changed.connect(self._choose)
        self.table.activated.connect(self._open_plan)
        self.table.shown_changed.connect(self._draw)
        self.charts.chosen.connect(self.table.select)
        says = "Show the rows as a chart under the table"
        self.middle = ChartBelow("plans", self.table, self.charts, (420, 300), says, at_first=False)
        self.middle.asked.connect(self._draw)
        self._controls()
        sides = Sides(window.settings, "plans", [self.middle, self.detail], (1066, 276))
        set_out(self, self.banner, self.table.bar, below=sides)

    def _controls(self) -> None:
        bar = self.table.bar
        self.round = choice("Plan round", 12, self.refresh)
        bar.add_label("Round", self.round)
        bar.add(self.round)
        self.switch = Switch("Show by", rows.VIEWS, "pcn")
        self.switch.chosen.connect(self._show_view)
        bar.add_label("Show by", self.switch)
        bar.add(self.switch)
        bar.add(ColumnPicker(self.table, "place", "All places"))
        bar.add(self.middle.button)
        QWidget.setTabOrder(self.middle.button, bar.box)
        QWidget.setTabOrder(bar.box, self.table.view)
        self.table.view.setAccessibleName("Workforce plans")

    # What is shown

    def refresh(self, kinds: frozenset[str] | None = None) -> None:
        """Read again what is shown."""
        view, round_name = self.switch.now, self.round.currentText()
        if kinds != ACKNOWLEDGED:
            self.window_.read(
                lambda connection: rows.plans(connection, view, round_name),
                self._show,
                replaces=self,
                title="Reading the plans",
            )
        self.window_.findings(self._mark)

    def _show(self, found: rows.Plans) -> None:
        self.shown = found
        offer(self.round, found.rounds, found.round)
        self._say_empty()
        figures = found.view == "figures"
        self.table.totals = "" if figures else "Total of {shown} shown"
        self.table.show_columns(found.columns, f"plans by {found.view}")
        self.detail.setVisible(not figures)
        self._mark_cells()
        self._say()
        self._go_to_wanted()
        self._choose(self.table.current_id)

    def show_round(self, name: str) -> None:
        """Show the plans of a round."""
        if self.round.findText(name) < 0:
            self.round.addItem(name)
        self.round.setCurrentText(name)
        self.refresh()

    def _say_empty(self) -> None:
        sentence = "No workforce plans yet. Import the returns of the networks, or the pack of a round."
        self.table.set_empty(sentence, begin(self.window_, demo=True))

    def _totals(self, positions: list[int]) -> Mapping[str, int | None]:
        return rows.totals(self.table.columns, positions) if self.table.columns else {}

    def _show_view(self, _view: str) -> None:
        self._detail = None
        self.detail.clear(HINT)
        self.refresh()

    def _draw(self) -> None:
        """Draw the rows shown, in their order."""
        drawn = self.shown is not None and self.shown.view != "figures" and bool(self.shown.columns.count)
        if self.middle.offer(there=drawn) and self.shown is not None:
            self.charts.show_rows(self.shown, self.table.shown())
            self.charts.select(self.table.current_id)

    # What needs attention

    def _mark(self, findings: list[Finding]) -> None:
        self._findings = findings
        self._mark_cells()
        self._say()
        self._show_detail()

    def _mark_cells(self) -> None:
        if self.shown is not None:
            self.table.set_marks(rows.marks(self.shown, self._findings))

    def _say(self) -> None:
        """What needs attention, in words."""
        if self.shown is None or not self.shown.columns.count:
            self.banner.show_text("")
            return
        parts, wrong = [], disagreeing(self._findings)
        if wrong:
            parts.append(f"{counted(len(wrong), 'figure')} {'disagrees' if len(wrong) == 1 else 'disagree'}")
        over = [row for row in self.shown.rows.values() if row.variance is not None and row.variance < 0]
        if over:
            plan = "plans" if len(over) == 1 else "plan"
            thing = {"pcn": "network", "place": "place"}.get(self.shown.view, "row")
            parts.append(f"{counted(len(over), thing)} {plan} to spend more than allocated")
        lacking = [row for row in self.shown.rows.values() if row.lines and "forecast_spend" in row.incomplete]
        if lacking and self.shown.view == "pcn":
            parts.append(f"the spend of {counted(len(lacking), 'network')} leaves out lines whose cost is not known")
        buttons = [("See all findings", lambda: self.window_.go_to("Findings"))] if wrong else []
        self.banner.show_text(" · ".join(parts), "red" if wrong else "amber", buttons)

    # The row at the side

    def show_record(self, kind: str, key: str) -> None:
        """Go to the plan of a network (by code), a place or a role."""
        self._wanted = key
        view = PLAN_RECORDS.get(kind, "pcn")
        if view != self.switch.now:
            self.switch.choose(view)
        else:
            self._go_to_wanted()

    def _go_to_wanted(self) -> None:
        if not self._wanted or self.shown is None or self.shown.view != self.switch.now:
            return
        wanted, self._wanted = self._wanted, ""
        self.table.reveal(wanted)

    def _choose(self, id_: Any) -> None:
        self.charts.select(id_)
        found = self.shown
        if found is None or found.view == "figures":
            return
        row = found.rows.get(id_) or found.total
        if row is None:
            return
        self.window_.read(
            lambda connection: plan_detail(connection, found.view, row, found.round, found.as_at),
            self._keep_detail,
            replaces=(self, "detail"),
        )

    def _open_plan(self, id_: Any) -> None:
        """From a network to its plan, line by line; from one of all figures to the plan that it belongs to."""
        columns = self.table.columns
        if self.shown is not None and self.shown.view == "pcn" and id_ in self.shown.rows and self.shown.round:
            from ui.plan.page import open_plan

            open_plan(self.window_, self.shown.round, str(id_))
            return
        position = columns.position_of(id_) if columns else None
        if self.shown is None or self.shown.view != "figures" or columns is None or position is None:
            return
        kind, key = rows.plan_of(self.shown, position)
        self.show_record(kind, key)

    def _keep_detail(self, detail: PlanDetail) -> None:
        self._detail = detail
        self._show_detail()

    def _show_detail(self) -> None:
        if self._detail is not None and self._detail.view == self.switch.now:
            show_detail(self.detail, self.window_, self._detail, self._findings)
