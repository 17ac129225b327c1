"""The page of the monthly report: as the committee sees it, each figure led back to where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ui.parts.banner import Banner
from ui.parts.chart_below import ChartBelow, RowBars
from ui.parts.charts import Series
from ui.parts.detail import DetailPane
from ui.parts.labels import label
from ui.parts.pickers import ColumnPicker
from ui.parts.record_lines import ACKNOWLEDGED, open_ones, with_findings
from ui.parts.sides import Sides, set_out
from ui.parts.table import RecordTable
from ui.tabs.budgets import report_columns as rows
from ui.tabs.budgets.finance_period import SIGNS, OfPeriod, Period, PeriodPickers, unit_of, unit_switch
from ui.tabs.budgets.report_detail import HINT, At, Kept, read_kept, show_report
from ui.tabs.budgets.report_dialogs import ReasonDialog

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from ui.window import MainWindow

EMPTY = (
    "No monthly report yet. Import the finance report or a ledger extract of a month: both blocks are read, and every "
    "variance is worked out again."
)


class Report(OfPeriod):
    """Area and month on top, the table in the middle with its variances as bars, the chosen row at the side."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.shown: rows.Shown | None = None
        self._findings: list[Finding] = []
        self._kept = Kept()
        self._wanted = ("", "")  # kind and key of a record to go to once it has come
        self.banner, self.detail = Banner(), DetailPane(HINT)
        self.table = RecordTable(window, "monthly report", rows.specs(unit_of("")))
        self.table.current_changed.connect(self._choose)
        self.table.column_changed.connect(lambda _column: self._show_detail())
        self.table.activated.connect(lambda _id: self.explain())
        self.table.shown_changed.connect(self._draw)
        self.table.view.setAccessibleName("Monthly report")
        self.chart = RowBars(self.table, overlaid=False)
        says = "Show the variances as bars under the table"
        self.middle = ChartBelow("monthly report", self.table, self.chart, (300, 310), says, at_first=False)
        self.middle.asked.connect(self._draw)
        self._controls()
        sides = Sides(window.settings, "monthly report", [self.middle.whole(), self.detail], (1062, 280))
        set_out(self, self.banner, self.table.bar, below=sides)

    def _controls(self) -> None:
        bar = self.table.bar
        self.period = PeriodPickers(bar, self.refresh)
        self.unit = unit_switch(self.window_, self.refresh)
        bar.add(self.unit)
        bar.add(ColumnPicker(self.table, "block", "Both blocks"))
        bar.add(self.middle.button)
        bar.add(label(SIGNS, "muted"))

    # What is shown

    def refresh(self, kinds: frozenset[str] | None = None) -> None:
        """Read again what is shown."""
        wanted, unit = self.period.now, self.unit.now
        if kinds != ACKNOWLEDGED:
            self.window_.read(
                lambda connection: rows.read(connection, wanted, unit),
                self._show,
                replaces=self,
                title="Reading the monthly report",
            )
        self.window_.findings(self._keep_findings)

    def _show(self, shown: rows.Shown) -> None:
        self.shown = shown
        self.period.offer(shown.months, shown.period)
        self.offer_import(self.table, EMPTY)
        self.table.set_strong(id_ for id_, row in shown.rows.items() if row.level in ("total", "heading"))
        self.table.show_columns(shown.columns, f"monthly report in {shown.unit.symbol}")
        self._mark()
        self._draw()
        self._go_to_wanted()
        self._choose(self.table.current_id)

    def _keep_findings(self, findings: list[Finding]) -> None:
        self._findings = findings
        self._mark()
        self._show_detail()

    def _mark(self) -> None:
        """What findings say, at the cells and in the banner."""
        shown = self.shown
        if shown is None:
            return
        self.table.set_marks(rows.marks(shown, self._findings))
        text, tone = rows.attention(shown.report, shown.unit)
        about = [one for one in open_ones(self._findings) if rows.places(shown, one)]
        text, buttons = with_findings(self.window_, text, about, "on this report")
        if shown.report.unexplained and not self.window_.read_only:
            buttons.insert(0, ("Give the reason…", self.explain_next))
        self.banner.show_text(text, tone, buttons)

    # The bars

    def _draw(self) -> None:
        """The variances of the lines shown: to date, and for the full year."""
        shown = self.shown
        if shown is None or self.table.columns is not shown.columns:
            return
        if not self.middle.offer(there=bool(shown.rows)):
            return
        held = [(id_, shown.rows[id_]) for id_ in self.table.shown_ids if shown.rows[id_].level == "line"]
        series = [
            Series("To date", [row.to_date.variance for _, row in held], "outline"),
            Series("Forecast", [row.full_year.variance for _, row in held]),
        ]
        title = f"Variances, {shown.report.words}: adverse in brackets"
        self.chart.show_rows(title, [(id_, row.label) for id_, row in held], series, shown.unit)
        self.chart.select_row(self.table.current_id)

    def show_month(self, of: str) -> None:
        """Show the report of an area and month: 'area|year|month'."""
        area, year, month = of.split("|")
        self.period.choose(Period(area, year, int(month)))

    # The row at the side

    def show_record(self, kind: str, key: str) -> None:
        """Go to a line: 'area|category|year|month…' of a figure or a reason, a category, or an area."""
        self._wanted = (kind, key)
        parts = key.split("|")
        if kind == "area":
            self.period.choose(Period(key))
        elif len(parts) > 3 and parts[3].isdigit():
            self.period.choose(Period(parts[0], parts[2], int(parts[3])))
        else:
            self._go_to_wanted()

    def _go_to_wanted(self) -> None:
        if self.shown is not None and self._wanted[0]:
            found = rows.row_of(self.shown, *self._wanted)
            if found:
                self.table.reveal(found)
            if self.period.now in (Period(), self.shown.period):
                self._wanted = ("", "")

    def _choose(self, id_: Any) -> None:
        shown = self.shown
        self._kept = Kept()
        if shown is None or id_ not in shown.rows:
            self.detail.clear(HINT)
            if shown is not None and shown.rows:
                show_report(self.detail, shown, self.table.reveal)
            return
        self.chart.select_row(id_)
        row = shown.rows[id_]
        self.window_.read(lambda connection: read_kept(connection, row), self._keep, replaces=(self, "detail"))

    def _keep(self, kept: Kept) -> None:
        self._kept = kept
        self._show_detail()

    def _show_detail(self) -> None:
        shown, id_ = self.shown, self.table.current_id
        if shown is not None and id_ in shown.rows:
            go, column = self.table.reveal, self.table.current_column
            At(self.window_, shown, self._findings, self._kept, go, self.period, column).show(self.detail, id_)

    # Reasons

    def explain_next(self) -> None:
        """Go to the first red line that nobody has explained, and ask why."""
        if self.shown is not None and self.shown.report.unexplained:
            row = self.shown.report.unexplained[0]
            self.table.reveal(rows.identity(row))
            ReasonDialog.ask(self.window_, self.shown, row)

    def explain(self) -> None:
        """Ask why the current line is over or under its plan; of a total, go to the first line that needs a reason."""
        shown = self.shown
        row = shown.rows.get(self.table.current_id) if shown else None
        if shown is None or row is None or self.window_.read_only:
            return
        if row.level in rows.LINES:
            ReasonDialog.ask(self.window_, shown, row)
        else:
            held = [id_ for id_, one in shown.rows.items() if one.level == "line" and one.category in row.categories]
            self.table.reveal(next((id_ for id_ in held if shown.rows[id_].needs_reason), held[0] if held else None))
