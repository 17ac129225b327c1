"""The page of the budget as set: lines by month, entry of months, virements, versions, and phasing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from blmk_desktop.rules.wording import counted
from ui.parts.band import BandChart
from ui.parts.banner import Banner
from ui.parts.chart_below import ChartBelow
from ui.parts.detail import DetailPane
from ui.parts.empty import begin
from ui.parts.labels import button
from ui.parts.pickers import AsAt, ColumnPicker, choice, names, offer
from ui.parts.record_lines import ACKNOWLEDGED, with_findings
from ui.parts.sides import Sides, set_out
from ui.parts.switch import Switch
from ui.parts.table import RecordTable
from ui.parts.writing import changes_data
from ui.tabs.budgets import budget_setting_columns as rows
from ui.tabs.budgets import budget_setting_dialogs as dialogs
from ui.tabs.budgets.budget_return_forms import ask_return_forms
from ui.tabs.budgets.budget_setting_detail import HINT, At, Known, read_known, show_row
from ui.tabs.budgets.budget_setting_edits import edit_cell, paste_cells
from ui.tabs.budgets.budget_setting_words import attention

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from ui.parts.clipboard import Pasted
    from ui.window import MainWindow

NONE_YET = {
    "virement": "No virement of this year yet. A virement takes money from one line and gives it to another.",
    "compare": "There is no other version of this year to compare with. Make one to hold this one against.",
    "phase": "No phasing profiles yet: every line is phased in equal twelfths.",
}
NO_BUDGET = (
    "No budget yet. Import a table of budget lines, or make a version here and set its lines: what each "
    "area has for each category, which is then phased over the months."
)
NO_LINES = "This version sets nothing for this year yet. Set a line."
ABOUT = ("budget_line", "virement", "phase", "budget_figure")
VIEW_OF = {"virement": "virement", "phase": "phase"}
BASES = ("", "ledger", "accrual", "estimate", "two months in arrears")


class BudgetSetting(QWidget):
    """Version, year and view on top; the table with its chart in the middle; the chosen row at the side."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.window_ = window
        self.kind = ""  # the table as it stands is exported
        self.shown: rows.Shown | None = None
        self._findings: list[Finding] = []
        self._known = Known(None)
        self._wanted = ""
        self._asked_version = self._asked_year = ""
        self.banner, self.detail, self.chart = Banner(), DetailPane(HINT), BandChart()
        self.table = RecordTable(window, "budget", [])
        self.table.commit = self._edit
        self.table.paste_block = self._paste
        self.table.total_of = self._totals
        self.table.current_changed.connect(self._choose)
        self.table.shown_changed.connect(self._draw)
        self.table.activated.connect(self._open)
        self.table.view.setAccessibleName("Budget")
        says = "Show plan and actual, added up by month, as a chart under the table"
        self.middle = ChartBelow("budget", self.table, self.chart, (340, 260), says)
        self.middle.asked.connect(self._draw)
        self._controls()
        self._acts()
        sides = Sides(window.settings, "budget", [self.middle.whole(), self.detail], (1010, 332))
        set_out(self, self.banner, self.table.bar, below=sides)

    def _controls(self) -> None:
        bar = self.table.bar
        self.switch = Switch("Show", rows.VIEWS, "line")
        self.switch.chosen.connect(lambda _view: self._show_view())
        bar.add(self.switch)
        self.year = choice("Financial year", 9, self._ask_year)
        self.version = names("Version of the budget", 18, self._ask_version)
        self.against = names("Version to compare with", 18, self.refresh)
        self.basis = names("Basis of what is entered", 12, lambda: None)
        offer(self.basis, BASES[1:], "", "Basis not said")
        for words, part in (("Year", self.year), ("Version", self.version)):
            bar.add_label(words, part)
            bar.add(part)
        self._beside = {
            "compare": (bar.add_label("Against", self.against), bar.add(self.against)),
            "actual": (bar.add_label("Entered as", self.basis), bar.add(self.basis)),
        }
        bar.add(ColumnPicker(self.table, "area", "All areas"))
        self.as_at = AsAt("As at", "The day up to which virements count")
        self.as_at.changed.connect(lambda _day: self.refresh())
        self._beside["line"] = (bar.add_label("As at", self.as_at.box), bar.add(self.as_at))
        bar.add(self.middle.button)
        self._show_beside()

    def _acts(self) -> None:
        self.move_button = button("Move money…", self.move_money)
        self.move_button.setToolTip("Record a virement between two lines of the budget, as one act")
        self.line_button = button("Set a line…", self.set_line)
        self.make_button = button("New version…", self.new_version)
        self.profile_button = button("New profile…", self.new_profile)
        self.forms = button("Forms to fill in…", self.write_forms)
        self.forms.setToolTip("Write a workbook for each area, in which it fills in what a month came to")
        changes_data(self.window_, self.move_button, self.line_button, self.make_button, self.profile_button)
        for part in (self.move_button, self.line_button, self.make_button, self.profile_button, self.forms):
            self.table.bar.add(part)
        self._show_acts()

    def _show_beside(self) -> None:
        """Only the controls that the view goes by."""
        for view, parts in self._beside.items():
            for part in parts:
                part.setVisible(view == self.switch.now and not (view == "actual" and self.window_.read_only))

    def _show_acts(self) -> None:
        """Only the buttons for what the view shows."""
        view = self.switch.now
        self.move_button.setVisible(view in ("line", "virement"))
        self.line_button.setVisible(view == "line")
        self.make_button.setVisible(view in ("line", "compare"))
        self.profile_button.setVisible(view == "phase")
        self.forms.setVisible(view == "actual")

    @property
    def day(self) -> str:
        """The day up to which virements count, '' for all: only the lines are shown as at a day."""
        return "" if self.as_at.is_today or self.switch.now != "line" else self.as_at.day

    @property
    def editable(self) -> bool:
        """Whether anything can be changed: only as it is today."""
        return not self.day and not self.window_.read_only

    # What is shown

    def refresh(self, kinds: frozenset[str] | None = None) -> None:
        """Read again what is shown."""
        against = self.against.currentData() or ""
        version, year, view = self._asked_version, self._asked_year, self.switch.now
        asked = rows.Asked(view, version, year, self.day, against, self.editable)
        if kinds != ACKNOWLEDGED:
            self.window_.read(
                lambda connection: rows.budget_shown(connection, asked),
                self._show,
                replaces=self,
                title="Reading the budget",
            )
        self.window_.findings(self._keep_findings)

    def _show(self, shown: rows.Shown) -> None:
        if shown.view != self.switch.now:
            return
        self.shown, budget = shown, shown.budget
        self._offer()
        self.as_at.offer([(f"after virement {number}", day) for day, number in shown.moved_on.items()])
        can = self.editable
        self.move_button.setEnabled(can and bool(budget.rows) and budget.kind == "budget")
        self.line_button.setEnabled(can and bool(budget.version))
        self.forms.setEnabled(bool(budget.rows) and budget.kind == "budget")
        for part in (self.make_button, self.profile_button):
            part.setEnabled(can)
        self._say_empty()
        self.table.totals = "" if shown.view in ("virement", "phase") else "Total of {shown} shown"
        of = "budget" if len(budget.areas) > 1 else "budget of one area"
        self.table.show_columns(shown.columns, f"{of} by {shown.view}")
        self._mark()
        self._draw()
        self._go_to_wanted()
        self._choose(self.table.current_id)

    def _offer(self) -> None:
        """Offer the years, the versions of the year, and those to compare with."""
        if self.shown is None:
            return
        budget = self.shown.budget
        offer(self.year, sorted({*budget.years, budget.year} - {""}, reverse=True), budget.year)
        of_year = [one.name for one in budget.versions if budget.year in one.years or not one.lines]
        offer(self.version, of_year, budget.version)
        others = [name for name in of_year if name != budget.version]
        now = self.against.currentData() or rows.other_version(budget)
        offer(self.against, others, now)

    def _say_empty(self) -> None:
        shown = self.shown
        if shown is None or not shown.budget.versions:
            self.table.set_empty(NO_BUDGET, begin(self.window_, ("New version…", self.new_version)))
            return
        acts = {"virement": ("Move money…", self.move_money), "phase": ("New profile…", self.new_profile)}
        acts["compare"] = ("New version…", self.new_version)
        act = acts.get(shown.view, ("Set a line…", self.set_line))
        self.table.set_empty(NONE_YET.get(shown.view, NO_LINES), [] if self.window_.read_only else [act])

    def _totals(self, positions: list[int]) -> dict[str, int | None]:
        return rows.totals(self.shown, positions) if self.shown and self.table.columns is self.shown.columns else {}

    def _keep_findings(self, findings: list[Finding]) -> None:
        self._findings = [one for one in findings if one.about[0] in ABOUT] if not self.day else []
        self._mark()
        self._show_detail()

    def _mark(self) -> None:
        """What findings say, at figures and in the banner."""
        if self.shown is None:
            return
        self.table.set_marks(rows.marks(self.shown, self._findings))
        text, tone = attention(self.shown)
        text, buttons = with_findings(self.window_, text, rows.here(self.shown, self._findings), "on the budget")
        self.banner.show_text(text, tone, buttons)

    def _show_view(self) -> None:
        self._show_beside()
        self._show_acts()
        self._known = Known(None)
        self.refresh()

    def _ask_year(self) -> None:
        """Another year: with the version that is shown if it has it, else the one in force."""
        year = str(self.year.currentData() or "")
        shown = self.shown
        held = shown is not None and any(
            one.name == shown.budget.version and year in one.years for one in shown.budget.versions
        )
        self._asked_year, self._asked_version = year, self._asked_version if held else ""
        self.refresh()

    def _ask_version(self) -> None:
        self._asked_version = str(self.version.currentData() or "")
        self.refresh()

    # The chart

    def _draw(self) -> None:
        """Plan and actual of the line that is chosen, else of all that the filter leaves."""
        shown = self.shown
        if shown is None or self.table.columns is not shown.columns:
            return
        of_lines = shown.view in rows.OF_LINES
        if not self.middle.offer(there=of_lines and bool(shown.rows)):
            return
        row = shown.rows.get(self.table.current_id)
        if row is not None:
            self.chart.show_bands(rows.bands_of([row], f"{row.category}, {row.area}: plan and actual to date"))
            return
        held = [shown.rows[id_] for id_ in self.table.shown_ids]
        title = f"Plan and actual to date of {counted(len(held), 'line')}"
        self.chart.show_bands(rows.bands_of(held, title))

    # The row at the side

    def show_record(self, kind: str, key: str) -> None:
        """Go to a line ('version|area|category|year'), a virement by its number, a version or a profile."""
        self._wanted = key
        if kind == "budget_version":
            self._asked_version, self._asked_year, self._wanted = key, "", ""
        elif kind == "budget_line":
            self._asked_version, _, self._wanted = key.partition("|")
            self._asked_year = key.rpartition("|")[2]
        self._wanted = self._wanted.partition("|")[0] if kind == "phase" else self._wanted
        self.switch.choose(VIEW_OF.get(kind, "line"))
        self.refresh()

    def _go_to_wanted(self) -> None:
        shown, wanted = self.shown, self._wanted
        if shown is None or not wanted:
            return
        id_ = next((id_ for id_, row in shown.rows.items() if wanted in (id_, getattr(row, "number", ""))), None)
        if id_ is not None:
            self._wanted = ""
            self.table.reveal(id_)

    def _choose(self, id_: Any) -> None:
        shown = self.shown
        if shown is None:
            return
        self._draw()
        if id_ not in shown.rows:
            self._known = Known(None)
            self._show_detail()
            return
        self.window_.read(
            lambda connection: read_known(connection, shown, id_), self._keep_known, replaces=(self, "detail")
        )

    def _keep_known(self, known: Known) -> None:
        self._known = known
        self._show_detail()

    def _show_detail(self) -> None:
        if self.shown is not None:
            at = At(self.window_, self.shown, self._known, self._findings, editable=self.editable)
            show_row(self.detail, at, self.table.current_id)

    # Changes

    def move_money(self) -> None:
        """Ask for a virement, from the current line if one is chosen."""
        if self.shown is not None:
            row = self.shown.rows.get(self.table.current_id) if self.shown.view in rows.OF_LINES else None
            dialogs.VirementDialog.ask(self.window_, self.shown.budget.year, row.key if row else None)

    def set_line(self) -> None:
        """Ask for a line."""
        if self.shown is not None:
            dialogs.LineDialog.ask(self.window_, self.shown.budget.version, self.shown.budget.year)

    def new_version(self) -> None:
        """Ask for a version, and show it once it is there."""
        if self.shown is not None:
            dialog = dialogs.VersionDialog(self.window_, self.shown.budget)
            dialog.accepted.connect(lambda: self.show_record("budget_version", dialog.name.text().strip()))
            dialog.open()

    def new_profile(self) -> None:
        """Ask for a phasing profile."""
        dialogs.ProfileDialog(self.window_, "", rows.equal_shares()).open()

    def write_forms(self) -> None:
        """Ask which areas get a form to fill in, of which month."""
        if self.shown is not None:
            ask_return_forms(self.window_, self.shown.budget)

    def _open(self, id_: Any) -> None:
        """Enter on a cell that cannot be typed into opens what changes its row."""
        shown = self.shown
        row = shown.rows.get(id_) if shown is not None and self.editable else None
        if shown is None or row is None:
            return
        if shown.view in ("line", "plan"):
            dialogs.LineDialog.ask(self.window_, shown.budget.version, shown.budget.year, row)
        elif shown.view == "actual":
            dialogs.FigureDialog(self.window_, row).open()
        elif shown.view == "phase":
            dialogs.ProfileDialog(self.window_, str(id_), row).open()

    def _edit(self, id_: Any, name: str, text: str) -> None:
        if self.shown is not None:
            edit_cell(self.window_, self.shown, id_, name, text, basis=str(self.basis.currentData() or ""))

    def _paste(self, cells: list[Pasted]) -> None:
        if self.shown is not None:
            paste_cells(self.window_, self.shown, cells, basis=str(self.basis.currentData() or ""))
