"""The page of funding streams: what each has by year and area, spent and committed, and what findings say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from blmk_desktop.filters import Condition
from ui.parts.banner import Banner
from ui.parts.chart_below import ChartBelow
from ui.parts.detail import DetailPane
from ui.parts.empty import begin
from ui.parts.form import open_form
from ui.parts.labels import button
from ui.parts.pickers import ColumnPicker, names, offer
from ui.parts.record_lines import ACKNOWLEDGED, open_ones, with_findings
from ui.parts.sides import Sides, set_out
from ui.parts.stacked import StackedChart
from ui.parts.switch import Switch
from ui.parts.table import RecordTable
from ui.parts.writing import changes_data
from ui.tabs.budgets import funding_streams_columns as rows
from ui.tabs.budgets.funding_streams_detail import HINT, read_behind, show_row

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from blmk_desktop.summaries.stream_detail import StreamDetail
    from ui.window import MainWindow

EMPTY = {
    "head": "No stream is paid for each registered patient. Say so at the stream, and it is held against the lists.",
    "": "No funding streams yet. Import a table of what streams have, by area or by year, or add a stream.",
}
WORKED_OUT = "This is worked out from plans, schemes or rates. It changes where those change."


class FundingStreams(QWidget):
    """View, area and year on top, the table with its chart in the middle, the chosen stream at the side."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.window_, self.kind = window, ""  # the table as it stands is exported
        self.shown: rows.Shown | None = None
        self._findings: list[Finding] = []
        self._behind: StreamDetail | None = None
        self._wanted = ""
        self.banner, self.detail, self.chart = Banner(), DetailPane(HINT), StackedChart()
        self.table = RecordTable(window, "funding streams", [])
        self.table.view.setAccessibleName("Funding streams")
        self.table.commit = self._edit
        self.table.current_changed.connect(self._choose)
        self.table.shown_changed.connect(self._draw)
        self.table.activated.connect(self._open)
        self.chart.chosen.connect(self._choose_year)
        says = "Show the streams by year and programme as a chart under the table"
        self.middle = ChartBelow("funding streams", self.table, self.chart, (330, 290), says)
        self.middle.asked.connect(self._draw)
        self._controls()
        sides = Sides(window.settings, "funding streams", [self.middle.whole(), self.detail], (1010, 332))
        set_out(self, self.banner, self.table.bar, below=sides)

    def _controls(self) -> None:
        bar = self.table.bar
        self.switch = Switch("Show", rows.VIEWS, "row")
        self.switch.chosen.connect(lambda _view: self.refresh())
        bar.add(self.switch)
        self.area = names("Area", 10, self.refresh)
        bar.add_label("Area", self.area)
        bar.add(self.area)
        self.year = names("Financial year", 7, self.refresh)
        bar.add_label("Year", self.year)
        bar.add(self.year)
        bar.add(ColumnPicker(self.table, "programme", "All programmes"))
        bar.add(self.middle.button)
        self.add_year = button("Add allocation…", lambda: open_form(self.window_, "fund_envelope"))
        self.add = button("Add stream…", lambda: open_form(self.window_, "fund", {"kind": "revenue"}))
        changes_data(self.window_, self.add_year, self.add)
        for part in (self.add_year, self.add):
            bar.add(part)

    # What is shown

    def refresh(self, kinds: frozenset[str] | None = None) -> None:
        """Read again what is shown."""
        known = self.shown is not None and bool(self.shown.streams.rows)
        chosen = self.area.currentData() if known else None  # at first that of the file
        area = "" if self._wanted else chosen
        wanted = rows.Wanted(self.switch.now, area, self.year.currentData() or "")
        editable = not self.window_.read_only
        if kinds != ACKNOWLEDGED:
            self.window_.read(
                lambda connection: rows.streams_shown(connection, wanted, editable=editable),
                self._show,
                replaces=self,
                title="Reading the funding streams",
            )
        self.window_.findings(self._keep_findings)

    def _show(self, shown: rows.Shown) -> None:
        self.shown = shown
        offer(self.area, shown.streams.areas, shown.wanted.area or "", "All areas")
        offer(self.year, shown.streams.years, shown.wanted.year, "All years")
        self._say_empty()
        self.table.totals = "Total of {shown} shown" if shown.wanted.view != "head" else ""
        self.table.total_of = (lambda at: rows.sums(shown, at)) if shown.wanted.view in ("row", "stream") else None
        self.table.show_columns(shown.columns, f"funding streams by {shown.wanted.view}")
        self._mark()
        self._draw()
        self._go_to_wanted()
        self._choose(self.table.current_id)

    def _say_empty(self) -> None:
        self.table.set_empty(
            EMPTY.get(self.switch.now, EMPTY[""]), begin(self.window_, ("Add a stream…", self.add.click))
        )

    def _keep_findings(self, findings: list[Finding]) -> None:
        self._findings = findings
        self._mark()
        self._show_detail()

    def _mark(self) -> None:
        """What findings say, at figures and in the banner."""
        if self.shown is None:
            return
        self.table.set_marks(rows.marks(self.shown, self._findings))
        text, tone = rows.attention(self.shown)
        about = [one for one in open_ones(self._findings) if one.about[0] in rows.ABOUT]
        text, buttons = with_findings(self.window_, text, about, "on funds and streams")
        self.banner.show_text(text, tone, buttons)

    # The chart

    def _draw(self) -> None:
        """The streams that the filter leaves; all of the area and year where the table has sums."""
        shown = self.shown
        if shown is None or self.table.columns is not shown.columns:
            return
        if not self.middle.offer(there=bool(shown.held) and shown.wanted.view != "head"):
            return
        held = shown.held
        if shown.wanted.view in ("row", "stream"):
            several = [shown.rows[id_] for id_ in self.table.shown_ids]
            held = [one for row in several for one in (row if isinstance(row, list) else [row])]
        self.chart.show_stack(rows.stack_of(held))

    def _choose_year(self, at: int) -> None:
        """Go to the year, or leave only its rows."""
        year = self.chart.stack.categories[at]
        if self.switch.now == "year":
            self.table.select(year)
        elif self.switch.now == "row":
            one = Condition(chosen=frozenset({year}))
            self.table.set_condition("year", Condition() if self.table.conditions.get("year") == one else one)

    # The row at the side

    def show_record(self, kind: str, key: str) -> None:
        """Go to a stream ('stream|year|area'), or to the first row of a fund by its name."""
        self._wanted = key
        for box in (self.area, self.year):
            box.setCurrentIndex(0)
        if self.switch.now != "row":
            self.switch.choose("row")
        elif self.shown is None or self.shown.wanted != rows.Wanted():
            self.refresh()
        else:
            self._go_to_wanted()

    def _go_to_wanted(self) -> None:
        shown, wanted = self.shown, self._wanted
        if shown is None or not wanted or shown.wanted.view != "row":
            return
        self._wanted = ""
        found = wanted if wanted in shown.rows else None
        named = (id_ for id_, row in shown.rows.items() if wanted in (row.fund, row.area, row.fund.casefold()))
        found = found or next(named, None)
        if found is not None:
            self.table.reveal(found)

    def _choose(self, id_: Any) -> None:
        shown = self.shown
        if shown is None or id_ not in shown.rows:
            self.detail.clear(HINT)
            return
        row = shown.rows[id_]
        self.window_.read(lambda connection: read_behind(connection, row), self._keep_behind, replaces=(self, "detail"))

    def _keep_behind(self, behind: StreamDetail) -> None:
        self._behind = behind
        self._show_detail()

    def _show_detail(self) -> None:
        if self.shown is not None and self._behind is not None and self.table.current_id is not None:
            show_row(self.detail, self.window_, self.shown, self.table.current_id, self._behind, self._findings)

    def pose(self) -> None:
        """Choose for a picture what was drawn on."""
        rows_ = self.shown.rows if self.shown is not None and self.switch.now == "row" else {}
        drawn = next((id_ for id_, row in rows_.items() if row.id and row.spent is not None), None)
        if drawn is not None:
            self.table.select(drawn)

    # Changes

    def _open(self, id_: Any) -> None:
        """The form of the allocation, or the rows of a year or stream."""
        envelope = self._behind.envelope if self._behind is not None else None
        if self.switch.now == "row" and envelope is not None:
            open_form(self.window_, "fund_envelope", envelope)
        elif self.switch.now == "year":
            self.year.setCurrentIndex(max(0, self.year.findData(id_)))
            self.switch.choose("row")
        elif self.shown is not None and id_ in self.shown.rows:
            self.show_record("funding_stream", rows.names_of(self.shown.rows[id_])[0])

    def _edit(self, id_: Any, field: str, text: str) -> None:
        from blmk_desktop import editing
        from blmk_desktop.errors import UserError

        row = self.shown.rows.get(id_) if self.shown else None
        if row is None or not row.id:
            raise UserError(WORKED_OUT)
        self.window_.change(editing.edit, "fund_envelope", row.id, {field: text}, kinds={"fund_envelope"}, raises=True)
