"""The page of milestones: what programmes have to have done and by when, as a table and as a Gantt chart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from blmk_desktop.periods import today
from blmk_desktop.words.milestones import attention, elsewhere
from ui.parts.banner import Banner
from ui.parts.chart_below import ChartBelow
from ui.parts.detail import DetailPane
from ui.parts.empty import begin
from ui.parts.form import open_form
from ui.parts.gantt import Gantt
from ui.parts.labels import button
from ui.parts.pickers import AsAt, ColumnPicker, names, offer
from ui.parts.sides import Sides, set_out
from ui.parts.table import RecordTable
from ui.parts.value_counts import ValueCounts
from ui.parts.writing import changes_data
from ui.tabs.actions import milestones_columns as rows
from ui.tabs.actions.milestones_detail import (
    MilestoneDetail,
    MoveDialog,
    StatusDialog,
    milestone_detail,
    show_milestone,
    show_programmes,
)

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from ui.window import MainWindow

HINT = "Choose a milestone to see how it stands, what it waits for, and what was reported."
EMPTY = "No milestones yet. Import a programme's plan, or add the first milestone."
KINDS = frozenset({"milestone"})
PROGRAMME = "milestones/programme"


class Milestones(QWidget):
    """Programme and day on top, table and Gantt chart in the middle, the chosen milestone at the side."""

    kind = "milestone"

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.window_ = window
        self.shown: rows.Shown | None = None
        self._findings: list[Finding] = []
        self._detail: MilestoneDetail | None = None
        self._wanted = ""  # the id of a milestone to go to as soon as it has come
        self.banner, self.detail, self.gantt = Banner(), DetailPane(HINT), Gantt("Milestones")
        self.table = RecordTable(window, "milestones", rows.specs(every=False, editable=False))
        self.table.view.setAccessibleName("Milestones")
        self.table.commit = self._edit
        self.table.current_changed.connect(self._choose)
        self.table.activated.connect(lambda _id: self.ask_status())
        self.table.shown_changed.connect(self._draw)
        self.gantt.chosen.connect(self.table.select)
        self.gantt.activated.connect(lambda _id: self.ask_status())
        says = "Show when each milestone is due as a Gantt chart under the table"
        self.middle = ChartBelow("milestones", self.table, self.gantt, (270, 360), says)
        self.middle.asked.connect(self._draw)
        self._controls()
        sides = Sides(window.settings, "milestones", [self.middle, self.detail], (1006, 336))
        set_out(self, self.banner, self.table.bar, self.counts, below=sides)

    def _controls(self) -> None:
        bar = self.table.bar
        self.programme = names("Programme", 22, self._chosen)
        self.as_at = AsAt()
        self.as_at.changed.connect(lambda _day: self.refresh())
        bar.add(self.programme)
        bar.add_label("As at", self.as_at.box)
        bar.add(self.as_at)
        bar.add(ColumnPicker(self.table, "strand", "All strands"))
        bar.add(self.middle.button)
        self.status, self.add = button("Set status…", self.ask_status), button("New milestone…", self.add_milestone)
        changes_data(self.window_, self.status, self.add)
        bar.add(self.status)
        bar.add(self.add)
        self.counts = ValueCounts(self.table, "standing", "milestone", rows.COUNTED)

    # What is shown

    def refresh(self, kinds: frozenset[str] | None = None) -> None:
        """Read again what is shown."""
        programme, day = self._programme(), self.as_at.day
        editable = not self.window_.read_only
        if kinds is None or kinds & KINDS:
            self.window_.read(
                lambda connection: rows.fetch(connection, programme, day, editable=editable),
                self._show,
                replaces=self,
                title="Reading the milestones",
            )
        self.window_.findings(self._mark)

    def _programme(self) -> str | None:
        """The programme that is chosen; before any was, the one shown last."""
        kept = self.window_.settings.value(PROGRAMME, None)
        return str(self.programme.currentData()) if self.programme.count() else kept

    def choose(self, programme: str) -> None:
        """Show a programme, or all of them."""
        at = self.programme.findData(programme)
        self.programme.setCurrentIndex(max(0, at))
        self._chosen()

    def _chosen(self) -> None:
        self.window_.settings.set_value(PROGRAMME, self.programme.currentData())
        self.refresh()

    def _show(self, shown: rows.Shown) -> None:
        self.shown, found = shown, shown.found
        offer(self.programme, found.programmes, found.programme, "All programmes")
        last = max((row.due for row in found.rows), default="")
        self.as_at.offer([("When the last is due", last)] if last else [])
        self.table.set_empty(EMPTY, begin(self.window_, ("New milestone…", self.add_milestone)))
        self.table.show_columns(shown.columns, "milestones of all" if self._every else "milestones")
        self.table.set_marks(rows.marks(shown, self._findings))
        self._say(shown)
        for part in (self.status, self.detail):
            part.setVisible(bool(found.rows))
        self._draw()
        self._go_to_wanted()
        self._choose(self.table.current_id)

    def _say(self, shown: rows.Shown) -> None:
        """What needs attention, here and in the other programmes."""
        rows_, programme = shown.found.rows, shown.found.programme
        other = elsewhere(shown.everything.rows, programme) if programme else ""
        late = any(row.standing == "late" for row in rows_)
        buttons = [("Show all programmes", partial(self.choose, ""))] if other else []
        words = " · ".join(filter(None, (attention(rows_), other)))
        self.banner.show_text(words, "red" if late else "amber", buttons)

    @property
    def _every(self) -> bool:
        return self.shown is not None and not self.shown.found.programme and len(self.shown.found.programmes) > 1

    def _draw(self) -> None:
        """Draw the rows shown, in their order."""
        if self.shown is None or not self.middle.offer(there=bool(self.shown.rows)):
            return
        drawn = [self.shown.rows[id_] for id_ in self.table.shown_ids if id_ in self.shown.rows]
        title = f"Milestones: {self.shown.found.programme}" if self.shown.found.programme else "Milestones"
        self.gantt.show_rows(rows.lines(drawn, every=self._every), self.shown.found.as_at, title)
        self.gantt.select(self.table.current_id)

    def _mark(self, findings: list[Finding]) -> None:
        self._findings = findings
        if self.shown is not None:
            self.table.set_marks(rows.marks(self.shown, findings))
            self._show_detail()

    # The milestone at the side

    def show_record(self, kind: str, key: str) -> None:
        """Go to a milestone, by its id or its programme and number; or to a programme by its name."""
        del kind
        self._wanted = key
        self._go_to_wanted()

    def _go_to_wanted(self) -> None:
        if not self._wanted or self.shown is None:
            return
        wanted, found = self._wanted, self.shown
        named = {name: id_ for id_, row in found.rows.items() for name in (str(id_), f"{row.programme} {row.number}")}
        self._wanted = ""
        if self.programme.findData(wanted) > 0:
            self.choose(wanted)
        elif wanted in named:
            self.table.reveal(named[wanted])
        elif found.found.programme:  # it is another programme's
            self._wanted = wanted
            self.choose("")

    def _choose(self, id_: Any) -> None:
        self.gantt.select(id_)
        shown = self.shown
        row = shown.rows.get(id_) if shown else None
        self._detail = None
        if shown is None or row is None:
            if shown is not None and shown.everything.rows:
                show_programmes(self.detail, shown, HINT, self.choose)
            else:
                self.detail.clear("")
            return
        self.window_.read(
            lambda connection: milestone_detail(connection, shown, row), self._keep_detail, replaces=(self, "detail")
        )

    def _keep_detail(self, detail: MilestoneDetail | None) -> None:
        self._detail = detail
        self._show_detail()

    def _show_detail(self) -> None:
        if self._detail is not None:
            row = self._detail.row
            buttons: Sequence[tuple[str, Callable[[], object]]] = [
                ("Set status…", partial(self.ask_status, row.id)),
                ("Move…", partial(self.ask_dates, row)),
                ("Change…", partial(open_form, self.window_, "milestone", self._detail.record)),
            ]
            show_milestone(
                self.detail,
                self.window_,
                self._detail,
                self._findings,
                self.table.reveal,
                [] if self.window_.read_only else buttons,
            )

    # What is done with it

    def _edit(self, id_: Any, field: str, text: str) -> None:
        """Keep what was typed into a cell; a milestone that becomes complete is so today."""
        from blmk_desktop import editing
        from blmk_desktop.acts import actions as action_changes

        if field == "status" and text:
            self._change(action_changes.set_milestone, [id_], text, today() if text == "complete" else "")
        else:
            self._change(editing.edit, "milestone", id_, {field: text})

    def ask_status(self, id_: int | None = None) -> StatusDialog | None:
        """Ask how the selected milestones stand, or the one named."""
        from blmk_desktop.acts import actions as action_changes

        ids = [id_] if id_ is not None else list(self.table.selected_ids)
        found = [self.shown.rows[one] for one in ids if one in self.shown.rows] if self.shown else []
        if not found or self.window_.read_only:
            self.window_.say("Select the milestones first: with Ctrl or Shift several at once.")
            return None
        dialog = StatusDialog(
            self.window_,
            [row.number for row in found],
            found[0].status or "under way",
            today(),
            lambda *typed: self._change(action_changes.set_milestone, [row.id for row in found], *typed),
        )
        dialog.open()
        return dialog

    def ask_dates(self, row: Any) -> MoveDialog:
        """Ask for other dates of a milestone, and why."""
        from blmk_desktop.acts import actions as action_changes

        dialog = MoveDialog(
            self.window_, row, lambda *typed: self._change(action_changes.move_milestone, row.id, *typed)
        )
        dialog.open()
        return dialog

    def add_milestone(self) -> object:
        """Ask for a new milestone of the programme that is shown."""
        programme = self.shown.found.programme if self.shown else ""
        return open_form(self.window_, "milestone", {"programme": programme} if programme else {})

    def _change(self, function: Callable[..., Any], *args: object) -> None:
        self.window_.change(function, *args, kinds=KINDS, raises=True)
