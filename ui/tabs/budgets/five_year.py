"""The page of the five-year budget: lines by year as published and in a scenario, each figure explained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from blmk_desktop.rules.five_year_lines import MODEL, WITHIN
from ui.parts.band import BandChart
from ui.parts.banner import Banner
from ui.parts.chart_below import ChartBelow
from ui.parts.detail import DetailPane
from ui.parts.empty import begin
from ui.parts.pickers import choice, names, offer
from ui.parts.record_lines import open_ones, with_findings
from ui.parts.scenario_panel import ScenarioPanel
from ui.parts.sides import Sides, set_out
from ui.parts.stacked import StackedChart
from ui.parts.switch import Switch
from ui.parts.table import RecordTable
from ui.tabs.budgets import five_year_columns as rows
from ui.tabs.budgets.five_year_chart import as_predicted, by_area, left_over
from ui.tabs.budgets.five_year_detail import HINTS, At, show_row
from ui.tabs.budgets.five_year_dials import DIALS, NOTE, results, scenario_words
from ui.tabs.budgets.five_year_reading import Read, Varied, fetch, vary

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from ui.window import MainWindow

EMPTY = (
    "No five-year budget yet. Import a workbook that has a sheet of lines by year for each area, and the published "
    "allocations."
)
LINE_PARTS = 2  # bars in the identity of a line's row
LINE_KEY = 4  # parts of the key of a line
KINDS = frozenset({
    "budget_version", "budget_line", "budget_category", "stated_budget", "published_allocation", "area",
    "assumption_set", "assumption",
})  # fmt: skip


class FiveYear(QWidget):
    """Area, view and figure on top; the table with its picture; the scenario and the chosen figure at the side."""

    kind = ""  # the table as it stands is exported

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.window_ = window
        self.read: Read | None = None
        self.varied: Varied | None = None
        self.shown: rows.Shown | None = None
        self._findings: list[Finding] = []
        self._wanted_area = ""
        self._wanted = ("", "")  # the row and the year to go to once they are there
        self.banner, self.detail = Banner(), DetailPane(HINTS["lines"])
        self.lines_chart, self.areas_chart, self.charts = BandChart(), StackedChart(), QStackedWidget()
        for chart in (self.lines_chart, self.areas_chart):
            self.charts.addWidget(chart)
            chart.chosen.connect(self._choose_year)
        self.panel = ScenarioPanel(window, MODEL, DIALS, NOTE)
        self.panel.changed.connect(self._vary)
        self.table = RecordTable(window, "five years", [])
        self.table.view.setAccessibleName("Five-year budget")
        self.table.current_changed.connect(lambda _id: self._choose())
        self.table.column_changed.connect(lambda _name: self._choose())
        says = "Show what the allocation leaves as a chart under the table"
        self.middle = ChartBelow("five years", self.table, self.charts, (360, 250), says)
        self.middle.asked.connect(self._draw)
        self._controls()
        side = Sides(window.settings, "five years side", [self.panel, self.detail], (376, 184), upright=True)
        sides = Sides(window.settings, "five years", [self.middle.whole(), side], (926, 416))
        set_out(self, self.banner, self.table.bar, below=sides)

    def _controls(self) -> None:
        bar = self.table.bar
        self.version = names("Projection", 18, self.refresh)
        self.area = choice("Area", 20, self._change_area)
        self.switch = Switch("Show", rows.VIEWS, "lines")
        self.switch.chosen.connect(lambda _view: self._lay_out())
        self.figure = names("Figures", 22, self._lay_out)
        for key, words in rows.FIGURES.items():
            self.figure.addItem(words, key)
        self.version_label = bar.add_label("Projection", self.version)
        bar.add(self.version)
        bar.add_label("Area", self.area)
        bar.add(self.area)
        bar.add(self.switch)
        self.figure_label = bar.add_label("Figures", self.figure)
        bar.add(self.figure)
        bar.add(self.middle.button)

    # What is shown

    def refresh(self, kinds: frozenset[str] | None = None) -> None:
        """Read again what is shown."""
        version = str(self.version.currentData() or "")
        if kinds is None or kinds & KINDS:
            self.window_.read(
                lambda connection: fetch(connection, version),
                self._take,
                replaces=self,
                title="Working out the five-year budget",
            )
        self.window_.findings(self._keep_findings)

    def _take(self, read: Read) -> None:
        self.read = read
        offer(self.version, read.versions, read.found.published.version)
        for part in (self.version, self.version_label):
            part.setVisible(len(read.versions) > 1)
        self.panel.setVisible(bool(read.sets.rows))
        self.panel.show_sets(read.sets)
        self._vary()

    def _vary(self) -> None:
        """Work out the scenario as the dials stand, in a worker."""
        assumptions, baseline = self.panel.assumptions, self.panel.baseline
        if self.read is None:
            return
        found = self.read.found
        if assumptions is None or not found.rows:
            self._keep_varied(Varied(found))
        else:
            self.window_.run(lambda: vary(found, assumptions, baseline), self._keep_varied, replaces=(self, "dials"))

    def _keep_varied(self, varied: Varied) -> None:
        self.varied = varied
        self._lay_out()

    def _lay_out(self) -> None:
        """Show the model in the view, the figures and the area that are chosen."""
        if self.varied is None:
            return
        found = self.varied.found
        view, figure = self.switch.now, str(self.figure.currentData())
        area, self._wanted_area = self._wanted_area or str(self.area.currentData() or ""), ""
        shown = rows.lay_out(found, view, figure, area, self.varied.bands)
        self.shown = shown
        offer(self.area, shown.areas, shown.area)
        for part in (self.figure, self.figure_label):
            part.setVisible(view == "lines")
        self.table.set_empty(EMPTY, begin(self.window_))
        self.table.show_columns(shown.columns, f"five years {view}" + (f" {figure}" if view == "lines" else ""))
        self.table.set_strong(shown.strong)
        self._go_to_wanted()
        self._mark()
        against = self.panel.against_title
        words = scenario_words(found, shown.area, against) if self.panel.is_otherwise else ""
        self.panel.show_results(results(found, shown.area, against), words)
        self._choose()
        self._draw()

    def _keep_findings(self, findings: list[Finding]) -> None:
        self._findings = findings
        self._mark()
        self._choose()

    def _mark(self) -> None:
        """What findings say, at figures and in the banner."""
        if self.shown is None:
            return
        self.table.set_marks(rows.marks(self.shown, self._findings))
        text, tone = rows.attention(self.shown)
        about = [one for one in open_ones(self._findings) if rows.is_about(self.shown, one)]
        text, buttons = with_findings(self.window_, text, about, "on this budget")
        self.banner.show_text(text, tone, buttons)

    def _change_area(self) -> None:
        """Show another area, and of it the line that was chosen."""
        row = self.shown.rows.get(self.table.current_id) if self.shown else None
        if self.switch.now == "lines" and row is not None:
            self._wanted = (f"{self.area.currentData()}|*|{row.line}", self.year)
        self._lay_out()

    # The chart

    def _draw(self) -> None:
        shown = self.shown
        if shown is None or not self.middle.offer(there=bool(shown.found.rows)):
            return
        is_stack = shown.view == "areas"
        self.charts.setCurrentWidget(self.areas_chart if is_stack else self.lines_chart)
        told = shown.rows.get(self.table.current_id)
        if is_stack:
            self.areas_chart.show_stack(by_area(shown.found))
        elif shown.view == "explained" and told:
            area, line = str(self.table.current_id).split("|")
            self.lines_chart.show_bands(as_predicted(area, line, told))
        else:
            titles = (self.panel.against_title, self.panel.title)
            self.lines_chart.show_bands(left_over(shown.found, shown.area, shown.bands, titles))
        self._select_year()

    def _choose_year(self, at: int) -> None:
        """Go to a year that was clicked in the picture: its cell in the current row, or the first."""
        shown = self.shown
        if shown is not None and shown.view == "areas":
            self._go_to(shown.area, f"{shown.area}|{shown.found.published.years[at]}", "")
        elif shown is not None and self.table.shown_ids:
            chart = self.lines_chart.bands.categories
            self._go_to(shown.area, str(self.table.current_id or self.table.shown_ids[0]), chart[at])

    def _select_year(self) -> None:
        shown = self.shown
        if shown is None:
            return
        year = self.year
        for chart, categories in (
            (self.lines_chart, self.lines_chart.bands.categories),
            (self.areas_chart, self.areas_chart.stack.categories),
        ):
            chart.select(list(categories).index(year) if year in categories else -1)

    # The figure at the side

    @property
    def year(self) -> str:
        """The year of the current cell, '' if it has none."""
        row = self.shown.rows.get(self.table.current_id) if self.shown else None
        return str(getattr(row, "year", "")) or rows.year_of_column(self.table.current_column)

    def show_record(self, kind: str, key: str) -> None:
        """Go to a line of a projection ('version|area|category|year'), an area's year, an allocation, or a set."""
        parts = key.split("|")
        if kind == "assumption_set":
            self.panel.choose(key)
        elif kind == "budget_line" and len(parts) == LINE_KEY:
            self._wanted = (f"{parts[1]}|*|{parts[2]}", parts[3])
            self._show_area(parts[1], "lines")
        elif kind in ("budget_line", "published_allocation") and len(parts) > 1:
            self._wanted = ("|".join(parts[-2:]), "")
            self._show_area(parts[-2], "areas")

    def _show_area(self, area: str, view: str) -> None:
        self._wanted_area = area
        if self.switch.now != view:
            self.switch.choose(view)
        else:
            self._lay_out()

    def _go_to(self, area: str, row: str, year: str) -> None:
        """Go to a cell, of whatever area."""
        self._wanted = (row, year)
        self._show_area(area, "lines" if row.count("|") == LINE_PARTS else self.switch.now)

    def _go_to_wanted(self) -> None:
        row, year = self._wanted
        if not row or self.shown is None:
            return
        self._wanted = ("", "")
        found = next((id_ for id_ in self.shown.rows if row in (id_, rows.without_kind(id_))), "")
        if found:
            column = self.table.current_column
            if not year or not column.endswith(year):
                column = next((name for name in self.shown.columns.by_name if year and name.endswith(year)), "")
            self.table.select(found, column=column)

    def _choose(self) -> None:
        if self.shown is None:
            return
        id_ = self.table.current_id
        if id_ not in self.shown.rows:
            self.detail.clear(HINTS[self.shown.view])
            return
        row = self.panel.sets.row(self.panel.chosen)
        scenario = self.panel.chosen if row is not None and not row.published else ""
        compared = self.panel.against_title
        at = At(self.window_, self.shown, self._findings, self._go_to, compared, scenario)
        show_row(self.detail, at, id_, self.year)
        if self.shown.view == "explained":
            self._draw()  # the chosen line
        self._select_year()

    def pose(self) -> None:
        """For a picture: a scenario that was kept, and a figure of an area that growth and inflation explain."""
        if self.shown is None or not self.shown.found.rows:
            return
        kept = next((row.name for row in self.panel.sets.rows if not row.published), "")
        if kept:
            self.panel.choose(kept)
        told = self.shown.found.published.explained.values()
        one = min((one for one in told if one.verdict == WITHIN), key=lambda one: one.year, default=None)
        if one is not None:
            self._go_to(one.area, f"{one.area}|line|{one.line}", one.year)
