"""The window of one network's plan: its lines, what they come to, and what if."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMessageBox, QScrollArea, QVBoxLayout, QWidget

from blmk_desktop.acts.plan_drafts import DraftLine, as_planned, under, work_out
from blmk_desktop.errors import UserError
from blmk_desktop.rules.affordability import Scenario
from blmk_desktop.rules.wording import counted, listed
from blmk_desktop.words.plans import scenario_words
from ui.parts.labels import button, muted, title
from ui.parts.reason import ask_reason
from ui.parts.sides import Sides
from ui.plan.grid import Book, PlanGrid
from ui.plan.kept import KINDS, KeptBook
from ui.plan.month_chart import MonthChart, running
from ui.plan.own_window import OwnWindow
from ui.plan.totals import PlanTotals
from ui.plan.what_if import WhatIf

if TYPE_CHECKING:
    from blmk_desktop.summaries.one_plan import OnePlan
    from ui.window import MainWindow

# What a plan is worked out from: a change of any other kind leaves the window as it is.
SOURCES = KINDS | {"arrs_role", "role_maximum", "plan_round", "plan_figure", "standing_figure", "pcn", "setting"}


class PlanWindow(OwnWindow):
    """Totals on top, the grid of lines, below it the chart and what-if. `book` is where the lines are kept."""

    def __init__(self, window: MainWindow, name: str, *, read_only: bool = False) -> None:
        super().__init__(window, name)
        self.read_only = read_only
        self.book: Any = None
        self.grid: PlanGrid | None = None
        self.title, self.about = title(""), muted("")
        self.totals, self.chart = PlanTotals(), MonthChart()
        self.what_if = WhatIf(read_only=read_only)
        self.what_if.changed.connect(self._show_what_if)
        self.what_if.keep_asked.connect(self.ask_to_keep)
        self.buttons = QHBoxLayout()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 10, 14, 10)
        self._column.setSpacing(6)
        head = QHBoxLayout()
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.title)
        names.addWidget(self.about)
        head.addLayout(names, 1)
        head.addLayout(self.buttons)
        self._column.addLayout(head)
        inside = QWidget()
        self._body = QVBoxLayout(inside)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.addWidget(self.totals)
        area = QScrollArea()  # scrolls only where the text is so large that the parts would not fit
        area.setWidgetResizable(True)
        area.setAccessibleName("The plan")
        area.setWidget(inside)
        self._column.addWidget(area, 1)
        self._keys()

    def _keys(self) -> None:
        for key, name in (("Ctrl+Z", "undo"), ("Ctrl+Y", "redo"), ("Ctrl+Shift+Z", "redo")):
            QShortcut(QKeySequence(key), self).activated.connect(lambda name=name: self.do(name))

    def show_book(self, book: Book) -> None:
        """Show the lines of a book from now on."""
        self.book = book
        self.grid = PlanGrid(self.window_, book, self.say, read_only=self.read_only)
        below = Sides(self.window_.settings, "plan below", [self.chart, self.what_if], (520, 560))
        self._body.addWidget(Sides(self.window_.settings, "plan", [self.grid, below], (380, 270), upright=True), 1)
        self.work_out()
        self.grid.table.view.setFocus()

    def work_out(self) -> None:
        """Show the lines as they are now, and what they come to."""
        if self.grid is None:
            return
        self.found = work_out(self.book.facts, self.book.lines)
        self.grid.show_lines(self.found)
        self.totals.show_plan(self.book.facts, self.found.assessment)
        self._show_what_if()

    def _show_what_if(self) -> None:
        if self.grid is None:
            return
        stands, scenario = self.found.assessment, self.what_if.scenario
        then = under(self.book.facts, self.book.lines, scenario)
        self.what_if.show_results(stands, then)
        months = then.months if scenario != Scenario() else None
        self.chart.show_running(running(stands.months, months, stands.allocation))

    def do(self, name: str) -> None:
        """Undo or redo; what cannot be is said."""
        try:
            if said := getattr(self.book, name)():
                self.say(said)
        except UserError as error:
            self.window_.show_error(error, self)

    # What-if kept

    def ask_to_keep(self) -> None:
        """Ask why the scenario becomes the plan, and change the lines."""
        moved, gone = as_planned(self.book.facts, self.book.lines, self.what_if.scenario)
        scenario = self.what_if.scenario
        if not (moved or gone):
            self.say("No line would change: no post starts after the day on which staff were counted.")
            return
        parts = [f"{counted(len(moved), 'line')} changed"] if moved else []
        parts += [f"{counted(len(gone), 'line')} removed, because it would start after the year's end"] if gone else []
        detail = f"{listed(parts)}. One change, which can be undone."
        if scenario.pay_award:
            detail += "\nThe pay award is not kept: the maxima are reference data, and change when they are announced."
        kept = scenario_words(Scenario(slip=scenario.slip, failure=scenario.failure))
        lines = self.book.lines

        def keep(why: str) -> None:
            if self.book.lines == lines:
                self.keep(moved, gone, why)
            else:
                words = "The lines were changed meanwhile, so nothing was kept. Look at what if again, then keep it."
                self.window_.show_error(UserError(words), self)

        ask_reason(self, f"Make {kept} the plan?", detail, "Keep as plan", keep)

    def keep(self, moved: tuple[DraftLine, ...], gone: tuple[DraftLine, ...], why: str) -> None:
        """Change the lines as one change, and put the sliders back."""
        try:
            self.book.put(moved, gone, why)
        except UserError as error:
            self.window_.show_error(error, self)
            return
        for name in ("slip", "failure"):
            self.what_if.controls[name].set(0)

    # Closing

    def may_close(self) -> bool:
        """Whether nothing would be lost; asks if something would."""
        if self.book is None or not self.book.unsaved:
            return True
        answer = QMessageBox.question(
            self,
            self.windowTitle(),
            "A line has no role or no WTE yet, so it is not kept. Close and drop it?",
            QMessageBox.StandardButton.Discard | QMessageBox.StandardButton.Cancel,
            QMessageBox.StandardButton.Cancel,
        )
        return answer == QMessageBox.StandardButton.Discard


class KeptPlan(PlanWindow):
    """The plan of a network in the data file: read in a worker, and again whenever it was changed."""

    def __init__(self, window: MainWindow, round_name: str, pcn: str) -> None:
        super().__init__(window, "plan", read_only=window.read_only)
        self.round, self.pcn = round_name, pcn
        self.setWindowTitle(f"Workforce plan of {pcn}, {round_name}")
        window.changed.connect(self._changed)
        window.file_opened.connect(self._gone)
        self.buttons.addWidget(button("&Compare…", self.compare))
        self.read()

    def read(self) -> None:
        """Read the plan in a worker."""
        from blmk_desktop.summaries.one_plan import one_plan

        self.window_.read(
            lambda connection: one_plan(connection, self.round, self.pcn),
            self.while_open(self._show),
            replaces=("plan", self.round, self.pcn),
            title="Reading the plan",
            on_error=self.while_open(self._not_read),
        )

    def _show(self, plan: OnePlan) -> None:
        facts = plan.facts
        words = f"Workforce plan of {facts.name}, {facts.round}"
        self.setWindowTitle(words)
        self.title.setText(words)
        kept = "read only: it can be looked at, not changed" if self.read_only else "every edit is saved at once"
        self.about.setText(" · ".join(filter(None, (facts.pcn, facts.place, kept))))
        if self.book is None:
            self.show_book(KeptBook(self.window_, plan, self.work_out))
        else:
            self.book.read_again(plan)

    def _not_read(self, error: Exception) -> None:
        """The round or the network is not in the file any more: what stands here is no plan."""
        self.book = None
        self.close()
        self.window_.show_error(error)

    def _changed(self, kinds: frozenset[str] | None) -> None:
        if kinds is None or kinds & SOURCES:
            self.read()

    def _gone(self) -> None:
        """Another file is open: this plan is not in it."""
        self.book = None
        self.close()

    def compare(self) -> None:
        """Show this plan beside another version of it."""
        from ui.plan.comparing import compare

        compare(self.window_, self.pcn, version_b=self.round)


def open_plan(window: MainWindow, round_name: str, pcn: str) -> KeptPlan:
    """Open the plan of a network in a round in a window of its own, or bring that window to the front."""
    for shown in window.findChildren(KeptPlan):
        if (shown.round, shown.pcn) == (round_name, pcn) and shown.isVisible():
            shown.raise_()
            shown.activateWindow()
            return shown
    opened = KeptPlan(window, round_name, pcn)
    opened.show()
    return opened
