"""The page of actuals: plan, claim and national workforce file side by side, month by month."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from blmk_desktop.periods import month_label
from ui.parts.banner import Banner
from ui.parts.detail import DetailPane
from ui.parts.empty import begin
from ui.parts.labels import button
from ui.parts.pickers import ColumnPicker, choice
from ui.parts.record_lines import ACKNOWLEDGED
from ui.parts.sides import Sides, set_out
from ui.parts.switch import Switch
from ui.parts.table import RecordTable
from ui.parts.writing import changes_data
from ui.tabs.plans import actuals_columns as rows
from ui.tabs.plans.actuals_detail import NetworkActuals, add_claim, network_actuals, show_area, show_network

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from ui.window import MainWindow

HINT = "Choose a network to see it role by role, and why plan, claim and workforce file differ."
EMPTY = (
    "No claims yet. Import the claims of the networks, or the national workforce file (NWRS), and they are put "
    "beside the plan."
)


class Actuals(QWidget):
    """Month and view on top, the table in the middle, the chosen network at the side."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.window_ = window
        self.kind = ""  # the table as it stands is exported
        self.shown: rows.Shown | None = None
        self._findings: list[Finding] = []
        self._detail: NetworkActuals | None = None
        self._wanted = ""  # the code of a network to go to as soon as it has come
        self.banner, self.detail = Banner(), DetailPane(HINT)
        self.table = RecordTable(window, "actuals by network", rows.SPECS["network"])
        self.table.total_of = self._totals
        self.table.current_changed.connect(self._choose)
        self.table.view.setAccessibleName("Actuals")
        self._controls()
        sides = Sides(window.settings, "actuals", [self.table, self.detail], (970, 372))
        set_out(self, self.banner, self.table.bar, below=sides)

    def _controls(self) -> None:
        bar = self.table.bar
        self.month = choice("Month", 20, self.refresh)
        bar.add_label("Month", self.month)
        bar.add(self.month)
        self.switch = Switch("Show by", rows.VIEWS, "network")
        self.switch.chosen.connect(lambda _view: self.refresh())
        bar.add_label("Show by", self.switch)
        bar.add(self.switch)
        bar.add(ColumnPicker(self.table, "place", "All places"))
        self.add = button("Add a claim…", self.add_claim)
        changes_data(self.window_, self.add)
        bar.add(self.add)

    # What is shown

    def refresh(self, kinds: frozenset[str] | None = None) -> None:
        """Read again what is shown."""
        view, (year, month) = self.switch.now, self.month.currentData() or ("", 0)
        if kinds != ACKNOWLEDGED:
            self.window_.read(
                lambda connection: rows.shown(connection, view, year, month),
                self._show,
                replaces=self,
                title="Putting plan, claim and workforce file side by side",
            )
        self.window_.findings(self._mark)

    def _show(self, shown: rows.Shown) -> None:
        self.shown, found = shown, shown.found
        self._offer_months(shown)
        self._say_empty()
        self.table.totals = "Total of {shown} shown"
        self.table.show_columns(shown.columns, f"actuals by {shown.view}")
        self.table.set_marks(rows.marks(shown, self._findings))
        self._say()
        if self._wanted and shown.view in rows.OF_NETWORKS:
            wanted, self._wanted = self._wanted, ""
            self.table.reveal(wanted)
        if found.year:
            self._choose(self.table.current_id)
        else:
            self.detail.clear(HINT)

    def _offer_months(self, shown: rows.Shown) -> None:
        from blmk_desktop.summaries.actuals import month_words

        now = (shown.found.year, shown.found.month)
        months = shown.months if now in shown.months or not now[0] else [now, *shown.months]
        self.month.clear()
        for year, month in months:
            self.month.addItem(f"{month_words(year, month)} ({month_label(month)})", (year, month))
        self.month.setCurrentIndex(months.index(now) if now in months else -1)

    def _say_empty(self) -> None:
        sentence = EMPTY
        if self.shown is not None and self.shown.found.year and self.shown.view == "missing":
            sentence = "No claims of this year yet, so none is missing. Import the claims of the networks."
        self.table.set_empty(sentence, begin(self.window_, ("Add a claim…", self.add_claim)))

    def _totals(self, positions: list[int]) -> Mapping[str, int | None]:
        return rows.totals(self.table.columns, positions) if self.table.columns else {}

    # What needs attention

    def _mark(self, findings: list[Finding]) -> None:
        self._findings = findings
        if self.shown is not None:
            self.table.set_marks(rows.marks(self.shown, findings))
            self._show_detail()

    def _say(self) -> None:
        if self.shown is None or not self.shown.columns.count:
            self.banner.show_text("")
            return
        text = rows.in_a_sentence(self.shown)
        missing = any(row.missing for row in self.shown.missing) and self.shown.view != "missing"
        buttons = [("See missing claims", lambda: self.switch.choose("missing"))] if missing else []
        if not self.shown.found.claims and not self.shown.found.posts:
            text = f"No claims and no workforce file for {self.shown.found.month_words} yet: only the plan is shown."
            buttons = [("Import workbooks…", self.window_.commands.import_workbooks)]
        self.banner.show_text(text, "amber", [] if self.window_.read_only and not missing else buttons)

    # The network at the side

    def add_claim(self) -> None:
        """Enter a claim by hand, for the month and the network that are shown."""
        network = self.shown is not None and self.shown.view in rows.OF_NETWORKS
        add_claim(self.window_, self.shown, str(self.table.current_id or "") if network else "")

    def show_record(self, kind: str, key: str) -> None:
        """Go to a network, by its code."""
        self._wanted = key
        if self.switch.now not in rows.OF_NETWORKS:
            self.switch.choose("network")
        elif self.shown is not None:
            self._show(self.shown)

    def _choose(self, id_: Any) -> None:
        shown = self.shown
        self._detail = None
        if shown is None or not shown.found.year:
            return
        if shown.view not in rows.OF_NETWORKS or id_ not in shown.rows:
            show_area(self.detail, shown)
            return
        self.window_.read(
            lambda connection: network_actuals(connection, shown, id_), self._keep_detail, replaces=(self, "detail")
        )

    def _keep_detail(self, detail: NetworkActuals | None) -> None:
        self._detail = detail
        self._show_detail()

    def _show_detail(self) -> None:
        if self._detail is not None and self.shown is not None:
            show_network(self.detail, self.window_, self.shown, self._detail, self._findings)
