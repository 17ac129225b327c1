"""What the pages of the workforce models have in common: views, an area, the table with its picture, a scenario."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from blmk_desktop.changes import Change, ChangeSet, of_record
from blmk_desktop.records.kinds import RECORDS
from ui.parts.banner import Banner
from ui.parts.chart_below import ChartBelow
from ui.parts.detail import DetailPane
from ui.parts.empty import begin
from ui.parts.form import open_form
from ui.parts.labels import button
from ui.parts.pickers import names, offer
from ui.parts.record_lines import ACKNOWLEDGED, open_ones, with_findings
from ui.parts.sides import Sides, set_out
from ui.parts.switch import Switch
from ui.parts.table import Mark, RecordTable
from ui.parts.writing import changes_data
from ui.tabs.budgets.workforce_shown import Asked, Shown

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from ui.parts.chart_frame import ChartFrame
    from ui.parts.scenario_panel import ScenarioPanel
    from ui.tabs.budgets.workforce_prints import Place
    from ui.window import MainWindow

History = Sequence[tuple[ChangeSet, Change]]
BESIDE_DETAIL, BESIDE_SCENARIO = (1030, 312), (936, 406)
WAIT = 60  # milliseconds after a dial was turned: it may go on turning


class WorkforcePage(QWidget):
    """Views and pickers on top, the table with its picture in the middle; the scenario and the chosen row beside.

    A page says what it reads (`fetch`), how a row is shown (`show_row`), which chart a view has (`draw`) and what
    needs attention (`attention`).
    """

    views: Mapping[str, str]
    pickers: Mapping[str, str]  # what may be picked above the table, and what that is called
    adds: Mapping[str, str]  # the kind of record that a view's button adds
    hint = "Choose a row to see how its figures come about."
    empty = ""

    def __init__(
        self, window: MainWindow, name: str, panels: Mapping[str, ScenarioPanel], charts: Sequence[ChartFrame]
    ) -> None:
        """`panels`: the scenario beside a view, by the key of the view; without one a view is as published."""
        super().__init__()
        self.window_, self.name, self.panels = window, name, panels
        self.kind = ""  # the table as it stands is exported
        self.shown: Shown | None = None
        self.history: History = []  # of the record that the chosen row stands for
        self._findings: list[Finding] = []
        self._wanted = ""
        self._untried: list[str] = []  # views in which what is printed may be shown
        self.banner, self.detail, self.charts = Banner(), DetailPane(self.hint), QStackedWidget()
        for chart in charts:
            self.charts.addWidget(chart)
        self.table = RecordTable(window, name, [])
        self.table.current_changed.connect(self._choose)
        self.table.activated.connect(self.open_row)
        self.table.commit = self._edit
        self.middle = ChartBelow(name, self.table, self.charts, (280, 290), "Show the picture below the table")
        self.middle.asked.connect(self._draw)
        self._turning = QTimer(self, singleShot=True, interval=WAIT)
        self._turning.timeout.connect(self._read)
        self._controls()
        self.scenarios = QStackedWidget()
        for panel in dict.fromkeys(panels.values()):
            panel.changed.connect(self._turning.start)
            self.scenarios.addWidget(panel)
        self.side = Sides(window.settings, f"{name} scenario", [self.scenarios, self.detail], (345, 195), upright=True)
        self.sides = Sides(window.settings, name, [self.middle.whole(), self.side], BESIDE_DETAIL)
        set_out(self, self.banner, self.table.bar, below=self.sides)
        self._follow_view()

    def _controls(self) -> None:
        bar = self.table.bar
        self.switch = Switch("Show", self.views, next(iter(self.views)))
        self.switch.chosen.connect(lambda _view: self._show_view())
        bar.add(self.switch)
        self.boxes = {}
        for name, words in self.pickers.items():
            box = names(words, 12, self._read)
            self.boxes[name] = box
            bar.add(box)
        bar.add(self.middle.button)
        self.add = button("Add…", lambda: open_form(self.window_, self.adds[self.switch.now], {}))
        changes_data(self.window_, self.add)
        bar.add(self.add)

    @property
    def panel(self) -> ScenarioPanel | None:
        """The scenario beside the view that is shown."""
        return self.panels.get(self.switch.now)

    # What a page says itself

    def fetch(self, connection: Any, asked: Asked) -> Shown:
        """Read what is asked for, in a worker."""
        raise NotImplementedError

    def show_row(self, shown: Shown, id_: Any) -> None:
        """Show a row at the side."""
        raise NotImplementedError

    def draw(self, shown: Shown) -> ChartFrame | None:
        """Draw what belongs to the view, and say in which chart; None without a picture."""
        raise NotImplementedError

    def attention(self, shown: Shown) -> tuple[str, str]:
        """What needs attention in words, and its tone."""
        raise NotImplementedError

    def results(self, shown: Shown) -> tuple[Sequence[Sequence[str]], str]:
        """What the scenario comes to: rows of texts with headings first, and a sentence."""
        raise NotImplementedError

    def open_row(self, id_: Any) -> None:
        """A row was asked for with Enter or twice clicked."""

    def record_of(self, id_: Any) -> tuple[str, int]:
        """The kind and the id of the record that a row stands for; ('', 0) for none."""
        del id_
        return "", 0

    # What is shown

    def refresh(self, kinds: frozenset[str] | None = None) -> None:
        """Read again what is shown."""
        if kinds != ACKNOWLEDGED:
            self._read_sets()
        self.window_.findings(self._keep_findings)

    def asked(self) -> Asked:
        """What is to be shown now."""
        panel, view, editable = self.panel, self.switch.now, not self.window_.read_only
        picked = {name: str(box.currentData() or "") for name, box in self.boxes.items()}
        if panel is None:
            return Asked(view, picked, editable=editable)
        said = (panel.assumptions, panel.baseline, panel.title, panel.against, panel.is_otherwise)
        return Asked(view, picked, *said, editable=editable)

    def _read_sets(self) -> None:
        """Read the scenarios, where there are any beside the view, and then the rows."""
        if self.panel is None:
            self._read()
        else:
            self.panel.refresh(self._read)

    def _read(self) -> None:
        asked = self.asked()
        self.window_.read(
            lambda connection: self.fetch(connection, asked), self._show, replaces=self, title="Reading the workforce"
        )

    def _show(self, shown: Shown) -> None:
        if shown.view != self.switch.now:
            return
        self.shown = shown
        for name, box in self.boxes.items():
            offered = shown.offered.get(name, ())
            offer(box, offered, shown.picked(name))
            box.setHidden(len(offered) < 2)
        self._say_empty(shown)
        self.table.set_strong(shown.strong)
        self.table.show_columns(shown.columns, f"{self.name} {shown.view} {self._columns_of(shown)}".strip())
        if self.panel is not None:
            self.panel.show_results(*self.results(shown))
        self._offer_dials()
        self._mark()
        self._draw()
        self._go_to_wanted()
        self._choose(self.table.current_id)

    def _columns_of(self, shown: Shown) -> str:
        """What the columns of a view depend on besides: widths and order are kept by it."""
        del shown
        return ""

    def _say_empty(self, shown: Shown) -> None:
        if shown.why_none:
            self.table.set_empty(shown.why_none)
            return
        own = [("Add one…", self.add.click)] if self.adds.get(shown.view) else []
        self.table.set_empty(self.empty, begin(self.window_, *own, demo=True))

    def _keep_findings(self, findings: list[Finding]) -> None:
        self._findings = findings
        self._mark()
        if self.shown is not None:
            self._choose(self.table.current_id)

    def _mark(self) -> None:
        """What findings say, at printed figures and in the banner."""
        shown = self.shown
        if shown is None:
            return
        self.table.set_marks(dict(self._marks()))
        text, tone = self.attention(shown)
        about = [one for one in open_ones(self._findings) if self.concerns(one)]
        text, buttons = with_findings(self.window_, text, about, "on the workforce plan")
        grave = any(one.severity == "error" for one in about)
        self.banner.show_text(text, "amber" if grave and tone == "blue" else tone, buttons)

    def _marks(self) -> Iterable[tuple[Place, Mark]]:
        shown = self.shown
        return shown.told.marks(self._findings, compared=not shown.asked.is_otherwise).items() if shown else ()

    def concerns(self, finding: Finding) -> bool:
        """Whether a finding is about the workforce models."""
        return finding.about[0] in ("stated_workforce", "workforce_baseline", "workforce_target", "pay_assumption")

    def findings_of(self, id_: Any) -> list[Finding]:
        """The findings about a row."""
        return self.shown.told.about(self._findings, id_) if self.shown else []

    def _show_view(self) -> None:
        self.detail.clear(self.hint)
        self._follow_view()
        self._read_sets()

    def _follow_view(self) -> None:
        """The scenario stands beside what it changes."""
        kind = self.adds.get(self.switch.now, "")
        self.add.setHidden(not kind)
        self.add.setToolTip(f"Add a record: {RECORDS[kind].label}" if kind else "")
        self._offer_dials()
        if self.panel is not None:
            self.scenarios.setCurrentWidget(self.panel)

    def _offer_dials(self) -> None:
        """Dials stand where there is something to turn: rows of the model, or a set of what it assumes."""
        rows, sets = self.table.columns, self.panel.sets.rows if self.panel is not None else ()
        there = self.panel is not None and bool(sets or (rows is not None and rows.count))
        self.scenarios.setVisible(there)
        self.sides.share_out(BESIDE_SCENARIO if there else BESIDE_DETAIL)

    def _draw(self) -> None:
        shown = self.shown
        if shown is None:
            return
        chart = self.draw(shown)
        if self.middle.offer(there=chart is not None) and chart is not None:
            self.charts.setCurrentWidget(chart)

    def pose(self) -> None:
        """Choose what is best seen in a picture: a row that something is wrong with, else the first."""
        ids = self.table.shown_ids
        wrong = [id_ for id_ in ids if any(row == id_ and mark.severity == "error" for (row, _), mark in self._marks())]
        for id_ in (wrong or ids)[:1]:
            self.table.select(id_)

    # The row at the side

    def show_record(self, kind: str, key: str) -> None:
        """Go to the row of a record by its key, in the view that shows such; to a scenario by its name."""
        if kind in ("assumption_set", "assumption"):
            self._show_scenario(key.partition("|")[0])
            return
        self._wanted, self._untried = key, []
        view = next((view for view, adds in self.adds.items() if adds == kind), self.switch.now)
        if kind == "stated_workforce":  # in which view it is printed is known when that is read
            self._untried = [*(one for one in self.views if one != view), view]
        if view != self.switch.now:
            self.switch.choose(view)
        else:
            self._go_to_wanted()

    def _show_scenario(self, name: str) -> None:
        """Let the dials begin from a set, in a view that they stand beside."""
        if self.panel is None:
            self.switch.choose(list(self.panels)[-1])
        if self.panel is not None:
            self.panel.choose(name)

    def _go_to_wanted(self) -> None:
        """Go to the row that is wanted; on to the next view where this one does not have what is printed."""
        shown = self.shown
        if not self._wanted or shown is None or shown.view != self.switch.now:
            return
        found = shown.row_of(self._wanted)
        if found is not None:
            self._wanted, self._untried = "", []
            self.table.reveal(found)
        elif self._untried:
            view = self._untried.pop(0)
            self._wanted = self._wanted if self._untried else ""
            self.switch.choose(view)

    def _choose(self, id_: Any) -> None:
        shown = self.shown
        if shown is None or id_ not in shown.rows:
            self.detail.clear(self.hint)
            return
        kind, identity = self.record_of(id_)
        self.history = []
        if identity:
            self.window_.read(
                lambda connection: of_record(connection, kind, identity),
                lambda history: self._keep_history(id_, history),
                replaces=(self, "detail"),
            )
        else:
            self.show_row(shown, id_)

    def _keep_history(self, id_: Any, history: History) -> None:
        if self.shown is not None and id_ in self.shown.rows and id_ == self.table.current_id:
            self.history = history
            self.show_row(self.shown, id_)

    def change_button(self, id_: Any) -> list[tuple[str, Any]]:
        """The button that opens the form of the row's record; none where there is no record."""
        kind, identity = self.record_of(id_)
        if not identity or self.window_.read_only:
            return []
        return [("Change…", lambda: self.open_record(kind, identity))]

    def open_record(self, kind: str, identity: int) -> None:
        """Read a record and open its form."""

        def read(connection: Any) -> Any:
            from blmk_desktop.records.rows import one

            return one(connection, RECORDS[kind], identity)

        self.window_.read(read, lambda record: record and open_form(self.window_, kind, record))

    def _edit(self, id_: Any, field: str, text: str) -> None:
        from blmk_desktop import editing
        from blmk_desktop.errors import UserError

        kind, identity = self.record_of(id_)
        if not identity:
            raise UserError("This row is worked out from others. Change those instead.")
        self.window_.change(editing.edit, kind, identity, {field: text}, kinds={kind}, raises=True)
