"""The page of the trend: plan, actual and forecast over the months of a year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ui.parts.band import BandChart
from ui.parts.banner import Banner
from ui.parts.detail import DetailPane, Facts, Section
from ui.parts.pickers import offer
from ui.parts.record_lines import ACKNOWLEDGED, finding_lines
from ui.parts.sides import Sides, scrolled, set_out
from ui.parts.switch import Switch
from ui.parts.table import RecordTable
from ui.tabs.budgets import finance_trend_columns as rows
from ui.tabs.budgets.finance_period import OfPeriod, Period, unit_of
from ui.tabs.budgets.report_columns import in_unit

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from blmk_desktop.summaries.finance import TrendPoint
    from ui.window import MainWindow

HINT = "Choose a month to see how it stands against its plan."
EMPTY = "No monthly reports yet. Import them, and plan, actual and forecast are drawn month by month."
LOWEST = 150  # pixels of the table


class FinanceTrend(OfPeriod):
    """Area, year and what it is of on top; the lines over their table; the chosen month at the side."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.shown: rows.Shown | None = None
        self._findings: list[Finding] = []
        self.banner, self.detail, self.chart = Banner(), DetailPane(HINT), BandChart(unit_of(""))
        self.table = RecordTable(window, "finance trend", rows.specs(unit_of("")))
        self.table.current_changed.connect(self._choose)
        self.table.activated.connect(lambda _id: self._to_report())
        self.table.view.setAccessibleName("Months of the year")
        self.chart.chosen.connect(self._choose_month)
        self._controls()
        self.table.view.setMinimumHeight(LOWEST)
        middle = Sides(window.settings, "finance trend picture", [self.chart, self.table], (300, 260), upright=True)
        sides = Sides(window.settings, "finance trend", [scrolled(middle, "Trend"), self.detail], (1060, 282))
        set_out(self, self.banner, self.table.bar, below=sides)

    def _controls(self) -> None:
        self.switch = Switch("Lines", rows.VIEWS, "variance")
        self.switch.chosen.connect(lambda _view: self._draw())
        self.add_pickers(self.table.bar, "What the trend is of", self.switch, monthly=False)

    # What is shown

    def refresh(self, kinds: frozenset[str] | None = None) -> None:
        """Read again what is shown."""
        self.window_.findings(self._keep_findings)
        if kinds == ACKNOWLEDGED:
            return
        wanted, subject, unit = self.period.now, self._subject, self.unit.now
        self.window_.read(
            lambda connection: rows.read(connection, wanted, subject, unit),
            self._show,
            replaces=self,
            title="Reading the trend",
        )

    def _show(self, shown: rows.Shown) -> None:
        self.shown = shown
        self.period.offer(shown.months, shown.period)
        offer(self.subject, shown.trend.subjects, shown.trend.subject)
        self.offer_import(self.table, EMPTY)
        self.table.show_columns(shown.columns, f"finance trend in {shown.unit.symbol}")
        self.table.set_marks(rows.marks(shown, self._findings))
        self._draw()
        self.banner.show_text(*rows.in_a_sentence(shown))
        if self.table.current_id not in shown.points:
            self.table.select(shown.period.month)
        self._choose(self.table.current_id)

    def _keep_findings(self, findings: list[Finding]) -> None:
        self._findings = findings
        if self.shown is not None:
            self.table.set_marks(rows.marks(self.shown, findings))
            self._choose(self.table.current_id)

    def _draw(self) -> None:
        shown = self.shown
        if shown is not None:
            self.chart.setVisible(bool(shown.points))
            self.chart.unit = shown.unit
            self.chart.show_bands(rows.bands(shown, self.switch.now))
            self._select(self.table.current_id)

    # The month at the side

    def _choose_month(self, at: int) -> None:
        if self.shown is not None:
            self.table.reveal(self.shown.trend.points[at].month)

    def _select(self, month: Any) -> None:
        months = [one.month for one in self.shown.trend.points] if self.shown else []
        self.chart.select(months.index(month) if month in months else -1)

    def _choose(self, month: Any) -> None:
        shown = self.shown
        point = shown.points.get(month) if shown else None
        self._select(month)
        if shown is None or point is None:
            self.detail.clear(HINT)
            return
        sections: list[Section] = [self._facts(view, point) for view in ("date", "month", "year")]
        sections.append(finding_lines(self.window_, rows.about(shown, self._findings).get(month, [])))
        buttons = [("Show the report", self._to_report)]
        self.detail.show_detail(point.words, f"{shown.trend.area}, {shown.trend.subject}", sections, None, buttons)

    def _facts(self, view: str, point: TrendPoint) -> Facts:
        """Plan, outturn and variance of a month in one of the views."""
        unit = self.shown.unit if self.shown else unit_of("")
        variance = {"date": point.variance_to_date, "month": point.variance, "year": point.forecast_variance}[view]
        facts = [(name, in_unit(getattr(point, of), unit)) for name, of in rows.LINES[view]]
        way = "" if not variance else " adverse" if variance < 0 else " favourable"
        facts.append(("Variance", f"{in_unit(variance, unit)}{way}" if variance is not None else ""))
        if view == "year" and point.moved:
            facts.append(("Since a month before", f"{in_unit(abs(point.moved), unit)} {_better(point.moved)}"))
        return Facts(rows.VIEWS[view], facts)

    def _to_report(self) -> None:
        shown, month = self.shown, self.table.current_id
        if shown is not None and month in shown.points:
            self.period.choose(Period(shown.trend.area, shown.trend.year, month))
            self.window_.go_to("Budgets").show_page("report")


def _better(moved: int) -> str:
    return "better" if moved > 0 else "worse"
