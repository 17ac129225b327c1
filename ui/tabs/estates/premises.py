"""The page of premises: whether buildings have room for the lists and for who is to come, and their condition."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from blmk_desktop.records.declaration import MONEY, PATIENTS
from blmk_desktop.words.premises import attention
from ui.parts.banner import Banner
from ui.parts.chart_below import ChartBelow, RowBars
from ui.parts.charts import Series
from ui.parts.detail import DetailPane
from ui.parts.form import open_form
from ui.parts.labels import button
from ui.parts.pickers import ColumnPicker, choice, offer
from ui.parts.record_lines import ACKNOWLEDGED
from ui.parts.sides import Sides, set_out
from ui.parts.switch import Switch
from ui.parts.table import RecordTable
from ui.parts.writing import changes_data
from ui.tabs.estates import premises_columns as rows
from ui.tabs.estates.premises_detail import BuildingDetail, building_detail, show_building

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from blmk_desktop.summaries.premises import BuildingRow
    from ui.window import MainWindow

HINT = "Choose a building to see its practices, its condition, and who is still to come."
EMPTY = "No premises yet. Add a building and the practices that work in it, or import a workbook of premises."


class Premises(QWidget):
    """View and year on top, the buildings with their chart in the middle, the chosen one at the side."""

    kind = "building"

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.window_ = window
        self.shown: rows.Shown | None = None
        self._findings: list[Finding] = []
        self._detail: BuildingDetail | None = None
        self._wanted = ""
        self.banner, self.detail = Banner(), DetailPane(HINT)
        self.table = RecordTable(window, "premises", [])
        self.table.view.setAccessibleName("Premises")
        self.table.commit = self._edit
        self.table.current_changed.connect(self._choose)
        self.table.shown_changed.connect(self._draw)
        self.table.activated.connect(lambda _id: self.change())
        self.chart, says = RowBars(self.table), "Show lists against room, or what the condition costs, as a chart"
        self.middle = ChartBelow("premises", self.table, self.chart, (400, 300), says)
        self.middle.asked.connect(self._draw)
        self._controls()
        sides = Sides(window.settings, "premises", [self.middle.whole(), self.detail], (1000, 342))
        set_out(self, self.banner, self.table.bar, below=sides)

    def _controls(self) -> None:
        bar = self.table.bar
        self.switch = Switch("Show", rows.VIEWS, "space")
        self.switch.chosen.connect(lambda _view: self.refresh())
        bar.add(self.switch)
        self.year = choice("By the end of the financial year", 8, self.refresh)
        self.year_label = bar.add_label("By the end of", self.year)
        bar.add(self.year)
        bar.add(ColumnPicker(self.table, "place", "All places"))
        bar.add(ColumnPicker(self.table, "state", "Any room"))
        bar.add(self.middle.button)
        self.add = button("New building…", lambda: open_form(self.window_, "building"))
        changes_data(self.window_, self.add)
        bar.add(self.add)

    # What is shown

    def refresh(self, kinds: frozenset[str] | None = None) -> None:
        """Read again what is shown."""
        view, year, editable = self.switch.now, self.year.currentText(), not self.window_.read_only
        if kinds != ACKNOWLEDGED:
            self.window_.read(
                lambda connection: rows.fetch(connection, view, year, editable=editable),
                self._show,
                replaces=self,
                title="Reading the premises",
            )
        self.window_.findings(self._keep_findings)

    def _show(self, shown: rows.Shown) -> None:
        self.shown = shown
        offer(self.year, shown.found.years or (shown.found.year,), shown.found.year)
        for part in (self.year, self.year_label):
            part.setVisible(shown.view == "space")
        begin = [
            ("New building…", lambda: open_form(self.window_, "building")),
            ("Import workbooks…", self.window_.commands.import_workbooks),
        ]
        self.table.set_empty(EMPTY, [] if self.window_.read_only else begin)
        self.table.totals = "Total of {shown} shown"
        self.table.show_columns(shown.columns, f"premises {shown.view}")
        self.table.set_marks(rows.marks(shown, self._findings))
        self.banner.show_text(attention(shown.found), self._tone(shown))
        self._go_to_wanted()
        self._choose(self.table.current_id)

    @staticmethod
    def _tone(shown: rows.Shown) -> str:
        pressed = any(row.pressure.state in ("full now", "will be full") for row in shown.rows.values())
        return "amber" if pressed else "blue"

    def _keep_findings(self, findings: list[Finding]) -> None:
        self._findings = findings
        if self.shown is not None:
            self.table.set_marks(rows.marks(self.shown, findings))
            self._show_detail()

    def _draw(self) -> None:
        """Draw the rows shown, in their order: lists against room, or what it costs to bring them to B."""
        if self.shown is None or not self.middle.offer(there=bool(self.shown.rows)):
            return
        shown = [self.shown.rows[id_] for id_ in self.table.shown_ids]
        if self.shown.view == "space":
            self._draw_space([row for row in shown if row.pressure.patients is not None], self.shown.found.year)
        else:
            self._draw_costs([row for row in shown if row.cost_to_b])
        self.chart.select_row(self.table.current_id)

    def _draw_space(self, shown: list[BuildingRow], year: str) -> None:
        series = [
            Series("Seen there", [row.pressure.patients for row in shown]),
            Series(f"By the end of {year}", [row.pressure.expected for row in shown], "hatched"),
            Series("Room for", [row.pressure.capacity for row in shown], "outline"),
        ]
        self.chart.show_rows("Patients against room", [(row.id, row.name) for row in shown], series, PATIENTS)

    def _draw_costs(self, shown: list[BuildingRow]) -> None:
        series = [Series("Cost to bring to B", [row.cost_to_b for row in shown])]
        title = "What it costs to bring every facet to B"
        self.chart.show_rows(title, [(row.id, row.name) for row in shown], series, MONEY)

    # The row at the side

    def show_record(self, kind: str, key: str) -> None:
        """Go to a building by its name."""
        del kind
        self._wanted = key
        self._go_to_wanted()

    def _go_to_wanted(self) -> None:
        if self._wanted and self.shown is not None:
            id_, self._wanted = self.shown.id_of(self._wanted), ""
            if id_ is not None:
                self.table.reveal(id_)

    def _choose(self, id_: Any) -> None:
        self.chart.select_row(id_)
        row = self.shown.rows.get(id_) if self.shown else None
        if row is None:
            self._detail = None
            self.detail.clear(HINT)
            return
        self.window_.read(
            lambda connection: building_detail(connection, row), self._keep_detail, replaces=(self, "detail")
        )

    def _keep_detail(self, detail: BuildingDetail | None) -> None:
        self._detail = detail
        self._show_detail()

    def _show_detail(self) -> None:
        if self._detail is not None:
            show_building(self.detail, self.window_, self._detail, self._findings)

    # What is changed

    def change(self) -> None:
        """Open the form of the chosen building."""
        if self._detail is not None:
            open_form(self.window_, "building", self._detail.record)

    def _edit(self, id_: Any, field: str, text: str) -> None:
        from blmk_desktop import editing

        self.window_.change(editing.edit, "building", id_, {field: text}, kinds={"building"}, raises=True)
