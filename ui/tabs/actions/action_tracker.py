"""The page of the action tracker: what committees asked for, meeting by meeting, with their colours."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from blmk_desktop.filters import Condition
from blmk_desktop.periods import show_date, today
from blmk_desktop.rules.brag import BLACK, GREEN, RED
from blmk_desktop.words.actions import attention
from ui.parts.banner import Banner
from ui.parts.chart_below import ChartBelow
from ui.parts.detail import DetailPane
from ui.parts.empty import begin
from ui.parts.form import open_form
from ui.parts.labels import button
from ui.parts.pickers import ColumnPicker, choice, names, offer
from ui.parts.sides import Sides, set_out
from ui.parts.switch import Switch
from ui.parts.table import RecordTable
from ui.parts.tone_columns import ToneChart
from ui.parts.value_counts import ValueCounts
from ui.parts.writing import changes_data
from ui.tabs.actions import action_tracker_columns as rows
from ui.tabs.actions.action_tracker_detail import ActionDetail, action_detail, show_action, show_owners
from ui.tabs.actions.action_tracker_dialogs import CloseDialog, DeadlineDialog, RaiseDialog, ReportDialog

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from blmk_desktop.summaries.committee_actions import ActionRow
    from ui.window import MainWindow

HINT = "Choose an action to see why it has its colour, and what was reported to each meeting."
EMPTY = "No actions yet. Import a committee's action tracker, or add an action that a meeting asked for."
CHART = "Actions shown, by their colour at each meeting"
KINDS = frozenset({"committee_action", "action_update", "past_deadline", "meeting"})


class ActionTracker(QWidget):
    """Committee and meeting on top, the actions in the middle, the chosen one at the side."""

    kind = "committee_action"

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.window_ = window
        self.shown: rows.Shown | None = None
        self._findings: list[Finding] = []
        self._drawn: list[str] = []  # the meetings of the chart
        self._detail: ActionDetail | None = None
        self._wanted = ""  # the reference or id of an action to go to as soon as it has come
        self.banner, self.detail = Banner(), DetailPane(HINT)
        self.table = RecordTable(window, "action tracker", rows.specs(None, editable=False))
        self.table.view.setAccessibleName("Action tracker")
        self.table.commit = self._edit
        self.table.current_changed.connect(self._choose)
        self.table.activated.connect(lambda _id: self.report())
        self.table.shown_changed.connect(self._draw)
        self.chart = ToneChart(CHART)
        self.chart.chosen.connect(self._go_to_meeting)
        says = "Show how many actions had which colour at each meeting as a chart under the table"
        self.middle = ChartBelow("action tracker", self.table, self.chart, (310, 260), says)
        self.middle.asked.connect(self._draw)
        self._controls()
        sides = Sides(window.settings, "action tracker", [self.middle, self.detail], (1006, 336))
        set_out(self, self.banner, self.table.bar, self.counts, below=sides)

    def _controls(self) -> None:
        bar = self.table.bar
        self.body = names("Committee or group", 18, self.refresh)
        self.meeting = choice("As at the meeting of", 12, self.refresh)
        self.switch = Switch("Show", rows.VIEWS, "open")
        self.switch.chosen.connect(lambda _view: self.refresh())
        bar.add(self.body)
        bar.add_label("As at", self.meeting)
        bar.add(self.meeting)
        bar.add(self.switch)
        bar.add(ColumnPicker(self.table, "owner", "All owners"))
        bar.add(self.middle.button)
        self.add = button("New action…", self.raise_action)
        changes_data(self.window_, self.add)
        bar.add(self.add)
        self.counts = ValueCounts(self.table, "colour", "action", rows.COUNTED)

    # What is shown

    def refresh(self, kinds: frozenset[str] | None = None) -> None:
        """Read again what is shown."""
        body, as_at = str(self.body.currentData() or ""), str(self.meeting.currentData() or "")
        view, editable = self.switch.now, not self.window_.read_only
        if kinds is None or kinds & KINDS:
            self.window_.read(
                lambda connection: rows.fetch(connection, body, as_at, view, editable=editable),
                self._show,
                replaces=self,
                title="Reading the actions",
            )
        self.window_.findings(self._mark)

    def _show(self, shown: rows.Shown) -> None:
        self.shown = shown
        self._offer(shown)
        none = f"No {rows.VIEWS[shown.view].lower()} actions." if shown.tracker.rows else EMPTY
        self.table.set_empty(
            none, [] if shown.tracker.rows else begin(self.window_, ("New action…", self.raise_action))
        )
        found = shown.tracker
        self.table.show_columns(shown.columns, f"action tracker {found.body}" if found.body else "action tracker")
        self.table.set_marks(rows.marks(shown, self._findings))
        self._say()
        self.detail.setVisible(self._any)
        self._go_to_wanted()
        self._choose(self.table.current_id)

    def _offer(self, shown: rows.Shown) -> None:
        """Offer the committees and the meetings that there are; what is chosen stays."""
        found = shown.tracker
        offer(self.body, found.bodies, found.body, "All committees")
        self.body.setVisible(len(found.bodies) > 1)
        now = str(self.meeting.currentData() or "")
        self._offer_days({*shown.meetings, now} - {""}, now)

    def _offer_days(self, days: Iterable[str], now: str) -> None:
        self.meeting.clear()
        self.meeting.addItem("Today", "")
        for day in sorted(days, reverse=True):
            self.meeting.addItem(show_date(day), day)
        self.meeting.setCurrentIndex(max(0, self.meeting.findData(now)))

    def show_every(self, day: str = "") -> None:
        """Show the actions of all committees, as they stood on a day ('' is today), of a meeting or not."""
        self.body.setCurrentIndex(0)
        self._offer_days({*(self.shown.meetings if self.shown else ()), day} - {""}, day)
        self.refresh()

    def _say(self) -> None:
        """What needs attention, in words."""
        if self.shown is None:
            return
        found = list(self.shown.tracker.rows)
        serious = any(row.colour in (BLACK, RED) for row in found)
        proposed = any(row.colour == GREEN for row in found)
        buttons = [("Agree closures…", self.agree)] if proposed and not self.window_.read_only else []
        self.banner.show_text(attention(found), "red" if serious else "amber", buttons)

    @property
    def _any(self) -> bool:
        """Whether there is any action at all."""
        return self.shown is not None and bool(self.shown.tracker.rows)

    def _draw(self) -> None:
        """Draw the colours of the rows shown, meeting by meeting."""
        if not self.middle.offer(there=self._any) or self.shown is None:
            return
        held = self.shown.rows
        self._drawn, columns = rows.by_meeting(held[id_] for id_ in self.table.shown_ids if id_ in held)
        self.chart.show_columns(f"{CHART}: {self.shown.tracker.body}" if self.shown.tracker.body else CHART, columns)

    def _go_to_meeting(self, at: int) -> None:
        """Show the actions as at a meeting of the chart."""
        self.meeting.setCurrentIndex(max(0, self.meeting.findData(self._drawn[at])))
        self.refresh()

    def _mark(self, findings: list[Finding]) -> None:
        self._findings = findings
        if self.shown is not None:
            self.table.set_marks(rows.marks(self.shown, findings))
            self._show_detail()

    # The action at the side

    def show_record(self, kind: str, key: str) -> None:
        """Go to an action, by its reference."""
        del kind
        self._wanted = key
        self._go_to_wanted()

    def _go_to_wanted(self) -> None:
        if not self._wanted or self.shown is None:
            return
        known = {row.reference: row for row in self.shown.tracker.rows} | {
            str(row.id): row for row in self.shown.tracker.rows
        }
        row = known.get(self._wanted)
        if row is not None and row.id not in self.shown.rows:
            self.switch.choose("all")
            return
        self._wanted = ""
        if row is not None:
            self.table.reveal(row.id)

    def _choose(self, id_: Any) -> None:
        row = self.shown.rows.get(id_) if self.shown else None
        self._detail = None
        if row is None:
            self._show_owners()
            return
        self.window_.read(
            lambda connection: action_detail(connection, row), self._keep_detail, replaces=(self, "detail")
        )

    def _show_owners(self) -> None:
        """While no action is chosen: who has what to do."""
        if self.shown is not None and self.shown.tracker.rows:
            show_owners(self.detail, self.shown.tracker, HINT, self._filter_owner)
        else:
            self.detail.clear("")

    def _filter_owner(self, owner: str) -> None:
        self.table.set_condition("owner", Condition(chosen=frozenset({owner})))

    def _keep_detail(self, detail: ActionDetail | None) -> None:
        self._detail = detail
        self._show_detail()

    def _show_detail(self) -> None:
        if self._detail is not None:
            show_action(self.detail, self.window_, self._detail, self._findings, self._buttons(self._detail))

    def _buttons(self, detail: ActionDetail) -> Sequence[tuple[str, Callable[[], object]]]:
        if self.window_.read_only:
            return []
        change = ("Change…", lambda: open_form(self.window_, "committee_action", detail.record))
        if not detail.row.open:
            return [change]
        closing: tuple[str, Callable[[], object]] = ("Propose closure…", lambda: self.report("complete"))
        if detail.row.colour == GREEN:
            closing = ("Agree closure…", lambda: self.agree([detail.row.id]))
        return [("Report…", self.report), closing, ("New deadline…", self.revise), change]

    # What is done with it

    def _edit(self, id_: Any, field: str, text: str) -> None:
        from blmk_desktop import editing

        self.window_.change(editing.edit, "committee_action", id_, {field: text}, kinds=KINDS, raises=True)

    def report(self, progress: str = "") -> ReportDialog | None:
        """Ask what is reported of the action to a meeting."""
        if self._detail is None or not self._detail.row.open or self.window_.read_only:
            return None
        row, coming = self._detail.row, self._detail.next
        dialog = ReportDialog(self.window_, row.reference, coming, progress or row.progress, coming, self._report)
        dialog.open()
        return dialog

    def _report(self, on: str, progress: str, position: str, proposed: str) -> None:
        from blmk_desktop.acts import actions as action_changes

        if self._detail is None:
            return
        action = self._detail.row.id
        if progress == "complete":
            self._change(action_changes.propose_closure, action, on, proposed or on, position)
        else:
            self._change(action_changes.report, action, on, progress, position)

    def agree(self, ids: Sequence[int] = ()) -> CloseDialog | None:
        """Ask which meeting agreed to close: the actions named, those selected, or all proposed of a committee."""
        from blmk_desktop.acts import actions as action_changes

        chosen = self._proposed(ids)
        if not chosen or self.window_.read_only:
            self.window_.say("No closure is proposed.")
            return None
        meetings = sorted({row.closure_proposed_for for row in chosen} - {""})
        named, of = [row.reference for row in chosen], [row.id for row in chosen]
        dialog = CloseDialog(
            self.window_,
            named,
            chosen[0].body,
            meetings[-1] if meetings else today(),
            lambda on, why: self._change(action_changes.agree_closure, of, on, why),
        )
        dialog.open()
        return dialog

    def _proposed(self, ids: Sequence[int]) -> list[ActionRow]:
        """Those of which closing is proposed: of the ids, else of the selection, else of one committee."""
        found = self.shown.tracker.rows if self.shown else []
        proposed = {row.id: row for row in found if row.colour == GREEN}
        selected = [id_ for id_ in self.table.selected_ids if id_ in proposed]
        chosen = [proposed[id_] for id_ in ids or selected * (len(selected) > 1) or proposed if id_ in proposed]
        now = proposed.get(self.table.current_id, chosen[0] if chosen else None)
        return [row for row in chosen if now and row.body == now.body]  # a meeting closes its own

    def revise(self) -> DeadlineDialog | None:
        """Ask for another deadline of the action, and why."""
        from blmk_desktop.acts import actions as action_changes

        if self._detail is None or self.window_.read_only:
            return None
        row = self._detail.row
        dialog = DeadlineDialog(
            self.window_,
            row.reference,
            row.deadline,
            today(),
            lambda *typed: self._change(action_changes.revise_deadline, row.id, *typed),
        )
        dialog.open()
        return dialog

    def raise_action(self) -> RaiseDialog | None:
        """Ask for a new action."""
        from blmk_desktop.acts import actions as action_changes

        if self.window_.read_only:
            return None
        found = self.shown.tracker if self.shown else None
        bodies = found.bodies if found else ()
        last = found.meetings[-1] if found and found.meetings else today()
        dialog = RaiseDialog(
            self.window_,
            bodies,
            found.body if found else "",
            last,
            lambda *typed: self._change(action_changes.raise_action, *typed),
        )
        dialog.open()
        return dialog

    def _change(self, function: Callable[..., Any], *args: object) -> None:
        self.window_.change(function, *args, kinds=KINDS, raises=True)
