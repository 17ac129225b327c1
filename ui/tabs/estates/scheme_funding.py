"""The page of funding: money for schemes by year and by source, with headroom, moves and agreements."""

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
from ui.parts.pickers import AsAt
from ui.parts.record_lines import ACKNOWLEDGED, open_ones, with_findings
from ui.parts.sides import Sides, set_out
from ui.parts.stacked import StackedChart
from ui.parts.switch import Switch
from ui.parts.table import RecordTable
from ui.parts.writing import changes_data
from ui.tabs.estates import scheme_funding_columns as rows
from ui.tabs.estates.scheme_funding_detail import HINT, At, Records, read_records, show_row
from ui.tabs.estates.scheme_funding_dialogs import MoveDialog

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from blmk_desktop.summaries.scheme_funding import LineRow
    from ui.window import MainWindow

NONE_YET = {
    "line": "No money for schemes yet. Import a workbook of schemes and their funding, or add a line.",
    "move": "No move of money recorded. A move takes it from one line and gives it to another, as one act.",
    "envelope": "No envelopes yet: what a fund has for the whole area in a year.",
    "agreement": "No agreements with developers yet (S106 or CIL).",
}
ADDED = {
    "line": ("Add funding…", "funding_line"),
    "year": ("Add funding…", "funding_line"),
    "fund": ("Add a fund…", "fund"),
    "envelope": ("Add an envelope…", "fund_envelope"),
    "agreement": ("Add an agreement…", "agreement"),
}
VIEW_OF = {"fund": "fund", "fund_envelope": "envelope", "funding_move": "move", "agreement": "agreement"}


class SchemeFunding(QWidget):
    """View on top, the table with its chart in the middle, the chosen row at the side."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.window_ = window
        self.kind = ""  # the table as it stands is exported
        self.shown: rows.Shown | None = None
        self._findings: list[Finding] = []
        self._records: Records = {}
        self._wanted = ""
        self._narrow = ("", "")  # the column and the value that the lines are to be narrowed to once they come
        self.banner, self.detail, self.chart = Banner(), DetailPane(HINT), StackedChart()
        self.table = RecordTable(window, "scheme funding", [])
        self.table.commit = self._edit
        self.table.current_changed.connect(self._choose)
        self.table.shown_changed.connect(self._draw)
        self.table.activated.connect(self._open)
        self.table.view.setAccessibleName("Money for schemes")
        self.chart.chosen.connect(self._choose_year)
        says = "Show the money by year and fund as a chart under the table"
        self.middle = ChartBelow("scheme funding", self.table, self.chart, (300, 310), says)
        self.middle.asked.connect(self._draw)
        self._controls()
        sides = Sides(window.settings, "scheme funding", [self.middle.whole(), self.detail], (1036, 306))
        set_out(self, self.banner, self.table.bar, below=sides)

    def _controls(self) -> None:
        bar = self.table.bar
        self.switch = Switch("Show", rows.VIEWS, "line")
        self.switch.chosen.connect(lambda _view: self._show_view())
        bar.add(self.switch)
        self.as_at = AsAt("As at", "The day up to which moves count")
        self.as_at.changed.connect(lambda _day: self.refresh())
        bar.add_label("As at", self.as_at.box)
        bar.add(self.as_at)
        bar.add(self.middle.button)
        self.move_button = button("Move money…", self.move_money)
        self.move_button.setToolTip("Record money that moves between years, schemes or funds, as one act")
        self.add = button("Add funding…", self.add_record)
        changes_data(self.window_, self.move_button, self.add)
        for part in (self.move_button, self.add):
            bar.add(part)

    @property
    def editable(self) -> bool:
        """Whether money can be changed: only as it is today."""
        return self.as_at.is_today and not self.window_.read_only

    @property
    def findings(self) -> list[Finding]:
        """What findings say of the money shown: nothing as at a past day, for they are about how it stands now."""
        return self._findings if self.as_at.is_today else []

    # What is shown

    def refresh(self, kinds: frozenset[str] | None = None) -> None:
        """Read again what is shown."""
        view, editable = self.switch.now, self.editable
        day = "" if self.as_at.is_today else self.as_at.day
        if kinds != ACKNOWLEDGED:
            self.window_.read(
                lambda connection: rows.funding_shown(connection, view, day, editable=editable),
                self._show,
                replaces=self,
                title="Reading the funding",
            )
        self.window_.findings(self._keep_findings)

    def _show(self, shown: rows.Shown) -> None:
        if shown.view != self.switch.now:
            return
        self.shown = shown
        self.as_at.offer([(f"after move {number}", day) for day, number in shown.moved_on.items()])
        for part in (self.move_button, self.add):
            part.setEnabled(self.editable)
        self._say_empty()
        self.table.totals = "Total of {shown} shown" if shown.view != "move" else ""
        self.table.total_of = self._totals if shown.view == "envelope" else None
        self.table.show_columns(shown.columns, f"scheme funding by {shown.view}")
        if self._narrow[0] in shown.columns.by_name and shown.view == "line":
            column, value = self._narrow
            self._narrow = ("", "")
            self.table.set_condition(column, Condition(chosen=frozenset({value})))
        self._mark()
        self._draw()
        self._go_to_wanted()
        self._choose(self.table.current_id)

    def _say_empty(self) -> None:
        words, kind = ADDED.get(self.switch.now, ("", ""))
        own = [(words, self.add_record)] if kind else []
        sentence = NONE_YET.get(self.switch.now, NONE_YET["line"])
        self.table.set_empty(sentence, begin(self.window_, *own))

    def _totals(self, positions: list[int]) -> dict[str, int | None]:
        """Of envelopes only those that schemes live on are added up: what is committed is theirs alone."""
        shown = self.shown
        if shown is None:
            return {}
        counted_ = [shown.rows[shown.columns.ids[at]] for at in positions]
        held = [one for one in counted_ if one in shown.funding.envelopes]
        return {
            "amount": sum(one.envelope for one in held),
            "budget": sum(one.budget for one in held),
            "headroom": sum(one.headroom for one in held),
            "spent": sum(one.spent or 0 for one in held) or None,
        }

    def _keep_findings(self, findings: list[Finding]) -> None:
        self._findings = findings
        self._mark()
        self._show_detail()

    def _mark(self) -> None:
        """What findings say, at figures and in the banner."""
        if self.shown is None:
            return
        self.table.set_marks(rows.marks(self.shown, self.findings))
        text, tone = rows.attention(self.shown)
        about = [one for one in open_ones(self.findings) if one.about[0] in ("fund", "agreement")]
        text, buttons = with_findings(self.window_, text, about, "on funds and agreements")
        self.banner.show_text(text, tone, buttons)

    def _show_view(self) -> None:
        words, kind = ADDED.get(self.switch.now, ("", ""))
        self.add.setText(words or "Add funding…")
        self.add.setVisible(bool(kind))
        self._records = {}
        self.detail.clear(HINT)
        self.refresh()

    # The chart

    def _draw(self) -> None:
        """All the money, or of the lines that the filter leaves."""
        shown = self.shown
        if shown is None or self.table.columns is not shown.columns:
            return
        if not self.middle.offer(there=bool(shown.funding.years)):
            return
        held: list[LineRow] | None = None
        if shown.view == "line":
            held = [shown.rows[id_] for id_ in self.table.shown_ids]
        self.chart.show_stack(rows.stack_of(shown.funding, held))
        if shown.view == "year":
            self._select_bar(self.table.current_id)

    def _choose_year(self, at: int) -> None:
        """Go to the year, or leave only its rows."""
        year = self.chart.stack.categories[at]
        if self.switch.now == "year":
            self.table.select(year)
        elif self.shown is not None and "year" in self.shown.columns.by_name:
            one = Condition(chosen=frozenset({year}))
            self.table.set_condition("year", Condition() if self.table.conditions.get("year") == one else one)

    def _select_bar(self, year: Any) -> None:
        years = list(self.chart.stack.categories)
        self.chart.select(years.index(year) if year in years else -1)

    # The row at the side

    def show_record(self, kind: str, key: str) -> None:
        """Go to a line ('scheme|fund|year'), a fund, an envelope ('fund|year'), a move or an agreement."""
        self._wanted = key
        view = VIEW_OF.get(kind, "line")
        if view != self.switch.now:
            self.switch.choose(view)
        else:
            self._go_to_wanted()

    def _go_to_wanted(self) -> None:
        shown, wanted = self.shown, self._wanted
        if shown is None or not wanted or shown.view != self.switch.now:
            return
        found = wanted if wanted in shown.rows else self._by_key(shown, wanted)
        if found is not None:
            self._wanted = ""
            self.table.reveal(found)
        elif not self.as_at.is_today:  # it has come since the day that is shown
            self.as_at.to_today()
            self.refresh()

    def _by_key(self, shown: rows.Shown, key: str) -> Any:
        """The row that a record's key means: a reference of an agreement, a number of a move, a fund of envelopes."""
        name = {"agreement": "reference", "move": "number"}.get(shown.view)
        for id_, row in shown.rows.items():
            value = row.get(name) if isinstance(row, dict) else getattr(row, name or "fund", None)
            if value == key:
                return id_
        return None

    def _choose(self, id_: Any) -> None:
        shown = self.shown
        if shown is None or id_ not in shown.rows:
            self.detail.clear(HINT)
            return
        if shown.view == "year":
            self._select_bar(id_)
        self.window_.read(
            lambda connection: read_records(connection, shown, id_), self._keep_records, replaces=(self, "detail")
        )

    def _keep_records(self, records: Records) -> None:
        self._records = records
        self._show_detail()

    def _show_detail(self) -> None:
        if self.shown is not None and self.table.current_id is not None:
            at = At(self.window_, self.shown, self._records, self.findings, editable=self.editable)
            show_row(self.detail, at, self.table.current_id)

    # Changes

    def move_money(self) -> None:
        """Ask for a move, from the current line if one is chosen."""
        row = self.shown.rows.get(self.table.current_id) if self.shown else None
        MoveDialog.ask(self.window_, row.key if self.switch.now == "line" and row is not None else None)

    def add_record(self) -> None:
        """Open the form of what the view shows."""
        open_form(self.window_, ADDED[self.switch.now][1], {})

    def _open(self, id_: Any) -> None:
        """The form of the row's record, or the lines of a year or a fund."""
        view = self.switch.now
        if view in ("year", "fund"):
            self._narrow = (view, id_)
            self.switch.choose("line")
        else:
            kind = rows.KIND_OF[view]
            record = next(iter(self._records.get(kind, {}).values()), None)
            if record is not None:
                open_form(self.window_, kind, record)

    def _edit(self, id_: Any, field: str, text: str) -> None:
        from blmk_desktop import editing
        from blmk_desktop.errors import UserError

        row = self.shown.rows.get(id_) if self.shown else None
        identity = row["id"] if isinstance(row, dict) else getattr(row, "id", 0)
        if not identity:
            raise UserError(rows.NO_RECORD[self.switch.now])
        kind = rows.KIND_OF[self.switch.now]
        self.window_.change(editing.edit, kind, identity, {field: text}, kinds={kind}, raises=True)
