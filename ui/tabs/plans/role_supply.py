"""The page of role supply: how many of each role all networks together plan to hire, and from where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from blmk_desktop.records.declaration import WTE
from blmk_desktop.words.supply import left_out_words, returned_words, supply_words
from ui.parts.banner import Banner
from ui.parts.chart_below import ChartBelow, RowBars
from ui.parts.charts import Series
from ui.parts.detail import DetailPane
from ui.parts.empty import begin
from ui.parts.pickers import ColumnPicker, choice, offer
from ui.parts.record_lines import ACKNOWLEDGED
from ui.parts.sides import Sides, set_out
from ui.parts.table import Mark, RecordTable
from ui.tabs.plans import role_supply_columns as rows
from ui.tabs.plans.role_supply_detail import show_detail

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from ui.window import MainWindow

HINT = "Choose a role to see which networks want it, when, and where people would come from."
INCOMPLETE = "Not every network has returned its plan: this is what there is so far."
UNKNOWN = "Leaves out lines whose cost is not known."
SO_FAR = "So far: {} of {} networks have returned their plan."


class RoleSupply(QWidget):
    """Round on top, the roles with their chart in the middle, the chosen role at the side."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.window_ = window
        self.kind = ""  # the table as it stands is exported
        self.shown: rows.Shown | None = None
        self._findings: list[Finding] = []
        self.banner, self.detail = Banner(), DetailPane(HINT)
        self.table = RecordTable(window, "role supply", rows.specs([], editable=False))
        self.table.view.setAccessibleName("Role supply")
        self.table.commit = self._edit
        self.table.current_changed.connect(self._choose)
        self.table.shown_changed.connect(self._draw)
        self.table.activated.connect(lambda role: window.show_record("arrs_role", role))
        self.chart, says = (
            RowBars(self.table),
            "Show whom the networks have still to recruit as a chart under the table",
        )
        self.middle = ChartBelow("role supply", self.table, self.chart, (420, 300), says)
        self.middle.asked.connect(self._draw)
        self._controls()
        sides = Sides(window.settings, "role supply", [self.middle, self.detail], (1066, 276))
        set_out(self, self.banner, self.table.bar, below=sides)

    def _controls(self) -> None:
        bar = self.table.bar
        self.round = choice("Plan round", 12, self.refresh)
        bar.add_label("Round", self.round)
        bar.add(self.round)
        bar.add(ColumnPicker(self.table, "staff_type", "All staff"))
        bar.add(self.middle.button)

    # What is shown

    def refresh(self, kinds: frozenset[str] | None = None) -> None:
        """Read again what is shown."""
        round_name, editable = self.round.currentText(), not self.window_.read_only
        if kinds != ACKNOWLEDGED:
            self.window_.read(
                lambda connection: rows.fetch(connection, round_name, editable=editable),
                self._show,
                replaces=self,
                title="Reading the roles",
            )
        self.window_.findings(self._keep_findings)

    def _show(self, found: rows.Shown) -> None:
        self.shown = found
        offer(self.round, found.rounds, found.supply.round)
        self.table.set_empty(
            "No roles planned yet. Import the returns of the networks, or the pack of a round.", begin(self.window_)
        )
        self.table.totals = "Total of {shown} shown"
        self.table.show_columns(found.columns)
        self.table.set_marks(_marks(found))
        said = (supply_words(found.supply), left_out_words(found.supply), returned_words(found.supply))
        self.banner.show_text(" ".join(filter(None, said)), "blue")
        self._choose(self.table.current_id)

    def _keep_findings(self, findings: list[Finding]) -> None:
        self._findings = findings
        self._choose(self.table.current_id)

    def _draw(self) -> None:
        """Draw the rows shown that have somebody to recruit, in their order."""
        if self.shown is None or not self.middle.offer(there=bool(self.shown.rows)):
            return
        wanted = [role for role in self.table.shown_ids if self.shown.rows[role].to_recruit]
        series = [Series("To recruit", [self.shown.rows[role].to_recruit for role in wanted])]
        title = "Staff that all networks together have still to recruit"
        self.chart.show_rows(title, [(role, role) for role in wanted], series, WTE)
        self.chart.select_row(self.table.current_id)

    # The role at the side

    def show_record(self, kind: str, key: str) -> None:
        """Go to a role."""
        self.table.reveal(key)

    def _choose(self, id_: Any) -> None:
        self.chart.select_row(id_)
        row = self.shown.rows.get(id_) if self.shown else None
        if row is None:
            self.detail.clear(HINT)
        else:
            show_detail(self.detail, self.window_, row, self._findings)

    def _edit(self, id_: Any, field: str, text: str) -> None:
        """Keep where people of a role would come from."""
        from blmk_desktop import editing

        row = self.shown.rows.get(id_) if self.shown else None
        if row is not None and row.record:
            self.window_.change(editing.edit, "arrs_role", row.record, {field: text}, kinds={"arrs_role"}, raises=True)


def _marks(found: rows.Shown) -> dict[tuple[str, str], Mark]:
    """What is to be said about single figures."""
    marks: dict[tuple[str, str], Mark] = {}
    for role, row in found.rows.items():
        if row.incomplete:
            marks |= {(role, name): Mark("note", INCOMPLETE) for name in ("wte_in_post", "wte_planned", "to_recruit")}
        if row.so_far:
            so_far = Mark("note", SO_FAR.format(found.supply.returned, found.supply.networks))
            marks |= {(role, name): so_far for name in ("networks", "cost", *(f"in {place}" for place in row.by_place))}
        if row.unknown:
            marks[role, "cost"] = Mark("note", f"{marks[role, 'cost'].text} {UNKNOWN}" if row.so_far else UNKNOWN)
    return marks
