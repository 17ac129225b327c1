"""The page of practice resilience: which practices are vulnerable, why, and what support they get."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from blmk_desktop.records.declaration import COUNT
from ui.parts.banner import Banner
from ui.parts.chart_below import ChartBelow, RowBars
from ui.parts.charts import Series
from ui.parts.detail import DetailPane
from ui.parts.empty import begin
from ui.parts.form import open_form
from ui.parts.labels import button
from ui.parts.pickers import AsAt, ColumnPicker
from ui.parts.record_lines import ACKNOWLEDGED
from ui.parts.sides import Sides, set_out
from ui.parts.table import RecordTable
from ui.parts.writing import changes_data
from ui.tabs.risks import resilience_columns as rows
from ui.tabs.risks.resilience_detail import show_detail

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from ui.window import MainWindow

HINT = "Choose a practice to see why it has its points, what is not known, and the events of its contract."
EMPTY = "No practices yet. Import the register, or load the example data."
MOST_BARS = 40  # the practices with most points, of those shown


class Resilience(QWidget):
    """Day and filters on top, the practices with their chart in the middle, the chosen practice at the side."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.window_ = window
        self.kind = ""  # the table as it stands is exported
        self.shown: rows.Shown | None = None
        self._findings: list[Finding] = []
        self.banner, self.detail = Banner(), DetailPane(HINT)
        self.table = RecordTable(window, "practice resilience", rows.SPECS)
        self.table.view.setAccessibleName("Practice resilience")
        self.table.current_changed.connect(self._choose)
        self.table.shown_changed.connect(self._draw)
        self.table.activated.connect(lambda code: window.show_record("practice", str(code)))
        self.chart, says = (
            RowBars(self.table, overlaid=False),
            "Show the points of the practices as a chart under the table",
        )
        self.middle = ChartBelow("resilience", self.table, self.chart, (440, 280), says)
        self.middle.asked.connect(self._draw)
        self._controls()
        sides = Sides(window.settings, "resilience", [self.middle, self.detail], (1010, 332))
        set_out(self, self.banner, self.table.bar, below=sides)

    def _controls(self) -> None:
        bar = self.table.bar
        self.as_at = AsAt()
        self.as_at.changed.connect(lambda _day: self.refresh())
        bar.add_label("As at", self.as_at.box)
        bar.add(self.as_at)
        for name, every in (("place", "All places"), ("stage", "Any support"), ("pcn", "All networks")):
            bar.add(ColumnPicker(self.table, name, every))
        bar.add(self.middle.button)
        self.adding = button("Add event…", self.add_event)
        self.adding.setToolTip("Notice served, a caretaker, a dispersal, a procurement or a merger")
        weights = button("Weights…", lambda: self.window_.show_record("resilience_weight", ""))
        weights.setToolTip("From which figure on each sign counts, and for how many points")
        for part in (self.adding, weights):
            bar.add(part)
        changes_data(self.window_, self.adding)

    # What is shown

    def refresh(self, kinds: frozenset[str] | None = None) -> None:
        """Read again what is shown."""
        day = self.as_at.day
        if kinds != ACKNOWLEDGED:
            self.window_.read(
                lambda connection: rows.fetch(connection, day),
                self._show,
                replaces=self,
                title="Weighing what is known of the practices",
            )
        self.window_.findings(self._keep_findings)

    def _show(self, shown: rows.Shown) -> None:
        self.shown = shown
        self.as_at.offer(shown.days)
        self.table.set_empty(EMPTY, begin(self.window_, demo=True))
        self.table.show_columns(shown.columns)
        self.table.set_marks(rows.marks(shown))
        self._say()
        self._choose(self.table.current_id)

    def _say(self) -> None:
        if self.shown is None:
            return
        about = [one for one in self._findings if one.about[0] == "contract_event" and not one.acknowledged]
        grave = any(row.event for row in self.shown.found.rows)
        see = [("See what to look into", lambda: self.window_.show_record("finding", about[0].identity))]
        tone = "amber" if about or grave else "blue"
        self.banner.show_text(rows.words(self.shown) if self.shown.rows else "", tone, see if about else [])

    def _keep_findings(self, findings: list[Finding]) -> None:
        self._findings = findings
        self._say()
        self._choose(self.table.current_id)

    def _draw(self) -> None:
        """Draw the points of the practices shown, beside those that what is known of them could come to."""
        if self.shown is None or self.table.columns is not self.shown.columns:
            return
        if not self.middle.offer(there=bool(self.shown.rows)):
            return
        shown = [self.shown.rows[str(id_)] for id_ in self.table.shown_ids]
        most = sorted((row for row in shown if row.points), key=lambda row: -row.points)[:MOST_BARS]
        points = Series("Points", [row.points for row in most])
        self.chart.show_rows("Points of vulnerability", [(row.code, row.name) for row in most], [points], COUNT)
        self.chart.select_row(self.table.current_id)

    # The practice at the side

    def show_record(self, kind: str, key: str) -> None:
        """Go to a practice, by its code."""
        del kind
        self.table.reveal(key)

    def _choose(self, id_: Any) -> None:
        self.chart.select_row(id_)
        row = self.shown.rows.get(id_) if self.shown else None
        if row is None:
            self.detail.clear(HINT)
            return
        self.window_.read(
            lambda connection: _stored(connection, row.code),
            lambda stored: show_detail(self.detail, self.window_, row, stored, self._findings),
            replaces=(self, "detail"),
        )

    def add_event(self) -> None:
        """Ask for an event of a contract, of the practice that is chosen."""
        chosen = self.table.current_id
        open_form(self.window_, "contract_event", {"practice": chosen} if chosen else {})


def _stored(connection: Any, practice: str) -> Any:
    from blmk_desktop.summaries.resilience import practice_resilience

    return practice_resilience(connection, practice)
