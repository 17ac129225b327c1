"""The page of what moved on the registers since a date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from ui.parts.banner import Banner
from ui.parts.chart_below import ChartBelow
from ui.parts.empty import begin
from ui.parts.pickers import AsAt, Since, choice, offer
from ui.parts.record_lines import ACKNOWLEDGED, open_ones
from ui.parts.sides import Sides, set_out
from ui.parts.switch import Switch
from ui.parts.table import RecordTable
from ui.parts.value_counts import ValueCounts
from ui.tabs.risks import risk_movement_columns as rows
from ui.tabs.risks.risk_pane import RiskPane
from ui.tabs.risks.risk_register_columns import EVERY, cell_marks
from ui.tabs.risks.risk_trend import ExposureCharts

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from ui.window import MainWindow

HINT = "Choose a risk to see how its score came about, and what is done about it."
EMPTY = "No risks yet. Import a risk register, and what moves on it is told here."


class RiskMovement(QWidget):
    """The two days and the view on top, the table with the exposure over time below it, the chosen risk at the side."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.window_ = window
        self.kind = ""  # the table as it stands is exported
        self.shown: rows.Shown | None = None
        self._findings: list[Finding] = []
        self._register = ""
        self.banner, self.detail, self.charts = Banner(), RiskPane(window, HINT), ExposureCharts()
        self.table = RecordTable(window, "risk movement moved", rows.specs("moved", []))
        self.table.view.setAccessibleName("Movement of risks")
        self.table.current_changed.connect(self._choose)
        self.table.activated.connect(lambda _id: self.show_scores())
        says = "Show what the open risks come to over time below the table"
        self.middle = ChartBelow("risk movement", self.table, self.charts, (380, 220), says)
        self.middle.asked.connect(self._draw)
        self._controls()
        sides = Sides(window.settings, "risk movement", [self.middle.whole(), self.detail], (1010, 332))
        set_out(self, self.banner, self.table.bar, below=sides)

    def _controls(self) -> None:
        bar = self.table.bar
        self.register = choice("Register", 18, self._choose_register)
        bar.add(self.register)
        self.since = Since("Since", "The earlier day")
        self.as_at = AsAt()
        for words, part in (("Since", self.since), ("As at", self.as_at)):
            part.changed.connect(lambda _day: self.refresh())
            bar.add_label(words, part.box)
            bar.add(part)
        self.switch = Switch("Show", rows.VIEWS, "moved")
        self.switch.chosen.connect(lambda _view: self.refresh())
        bar.add(self.switch)
        bar.add(self.middle.button)
        self.counts = ValueCounts(self.table, "moved", "risk", rows.MOVED_WORDS)
        bar.add(self.counts)

    # What is shown

    def refresh(self, kinds: frozenset[str] | None = None) -> None:
        """Read again what is shown."""
        view, register, since, day = self.switch.now, self._register, self.since.day, self.as_at.day
        if kinds != ACKNOWLEDGED:
            self.window_.read(
                lambda connection: rows.fetch(connection, view, register, since, day),
                self._show,
                replaces=self,
                title="Reading how the risks moved",
            )
        self.window_.findings(self._mark)

    def _show(self, shown: rows.Shown) -> None:
        self.shown, self._register = shown, shown.register
        offer(self.register, shown.registers, shown.register, EVERY)
        self.as_at.offer([("Newest score", shown.days.newest)])
        self.since.offer(shown.days.back)
        if self.since.edit.isHidden():
            self.since.choose(shown.moved.since)
        any_risk = bool(shown.registers)
        words = rows.NOBODY[shown.view] if any_risk else EMPTY
        self.table.set_empty(words, [] if any_risk else begin(self.window_, demo=True))
        self.table.show_columns(shown.columns, f"risk movement {shown.view}")
        self.table.set_marks(self._marks())
        self._draw()
        self.banner.show_text(rows.in_a_sentence(shown), "blue")
        self._choose(self.table.current_id)

    def _draw(self) -> None:
        """Draw what the open risks came to."""
        if self.shown is not None and self.middle.offer(there=bool(self.shown.exposure)):
            self.charts.show_exposure(self.shown.exposure, self.shown.moved.bands)

    def _marks(self) -> Any:
        if self.shown is None:
            return {}
        score = "now" if self.shown.view == "moved" else "score"
        return cell_marks(self.shown.columns, open_ones(self._findings), score=score)

    def _mark(self, findings: list[Finding]) -> None:
        self._findings = findings
        self.table.set_marks(self._marks())
        self.detail.show_findings(findings)

    def _choose_register(self) -> None:
        self._register = str(self.register.currentData())
        self.refresh()

    def show_since(self, day: str) -> None:
        """Show how the risks of every register moved since a day."""
        self._register = ""
        self.since.take_up(day)

    # The risk at the side

    def show_record(self, kind: str, key: str) -> None:
        """Go to a risk by its reference."""
        del kind
        self.table.reveal(key)

    def _choose(self, id_: Any) -> None:
        there = self.shown is not None and id_ is not None and self.shown.columns.position_of(id_) is not None
        if self.shown is not None and there:
            self.detail.choose(id_, self.shown.moved.bands, self.shown.moved.as_at)
        else:
            self.detail.choose("", (), "")
            self.detail.clear(HINT)

    def show_scores(self) -> None:
        """Open the history of the chosen risk's scores."""
        if self.table.current_id is not None:
            self.detail.open_scores(self.table.current_id)
