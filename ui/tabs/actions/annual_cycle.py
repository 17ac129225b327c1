"""The page of the annual cycle of business: items by meetings, with agenda and papers due of a meeting at the side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QWidget

from blmk_desktop.errors import UserError
from blmk_desktop.periods import show_date, year_of
from blmk_desktop.words.agenda import agenda_text, coming, papers_text
from ui.parts.banner import Banner
from ui.parts.empty import begin
from ui.parts.form import open_form
from ui.parts.labels import button
from ui.parts.pickers import ColumnPicker, choice, names, offer
from ui.parts.sides import Sides, set_out
from ui.parts.table import Pasted, RecordTable
from ui.parts.writing import changes_data
from ui.tabs.actions import annual_cycle_columns as rows
from ui.tabs.actions.annual_cycle_detail import AgendaPane

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from blmk_desktop.summaries.annual_cycle import Agenda, CycleItem
    from ui.window import MainWindow

HINT = "Choose a meeting's cell to see its agenda, or an item to see which meetings take it."
EMPTY = "No annual cycle of business yet. Import one, or add the meetings of a committee and what they deal with."
KINDS = frozenset({"meeting", "business_item", "business_due", "committee_action", "action_update"})


class AnnualCycle(QWidget):
    """Committee and year on top, items by meetings in the middle, the agenda of a meeting at the side."""

    kind = ""  # the matrix as it stands is exported

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.window_ = window
        self.shown: rows.Shown | None = None
        self._findings: list[Finding] = []
        self._meeting = ""  # the date of the meeting whose agenda is shown; '' while an item is
        self._agenda: Agenda | None = None
        self._wanted: tuple[str, str, str] | None = None  # a committee, and its item or the day of its meeting
        self.banner, self.detail = Banner(), AgendaPane(window, HINT, self._set_papers)
        self.table = RecordTable(window, "annual cycle", rows.specs([], editable=False))
        self.table.view.setAccessibleName("Annual cycle of business")
        self.table.commit = self._edit
        self.table.paste_block = self._paste
        self.table.activated.connect(lambda _id: self.toggle())
        self.table.view.installEventFilter(self)
        self.table.view.selectionModel().currentChanged.connect(lambda _now, _before: self._choose())
        self._controls()
        sides = Sides(window.settings, "annual cycle", [self.table, self.detail], (1006, 336))
        set_out(self, self.banner, self.table.bar, below=sides)

    def _controls(self) -> None:
        bar = self.table.bar
        self.body = names("Committee or group", 20, self._another)
        self.year = choice("Financial year", 9, self.refresh)
        for part in (self.body, self.year, ColumnPicker(self.table, "section", "All sections")):
            bar.add(part)
        self.tick = button("Put on or take off", self.toggle)
        self.tick.setToolTip("Put the item on the meeting of the current cell, or take it off (Space)")
        self.new_item, self.new_meeting = button("New item…", self.add_item), button("New meeting…", self.add_meeting)
        changes_data(self.window_, self.tick, self.new_item, self.new_meeting)
        for changing in (self.tick, self.new_item, self.new_meeting):
            bar.add(changing)

    # What is shown

    def refresh(self, kinds: frozenset[str] | None = None) -> None:
        """Read again what is shown."""
        body, year = str(self.body.currentData() or ""), self.year.currentText()
        editable = not self.window_.read_only
        if kinds is None or kinds & KINDS:
            self.window_.read(
                lambda connection: rows.fetch(connection, body, year, editable=editable),
                self._show,
                replaces=self,
                title="Reading the annual cycle",
            )
        self.window_.findings(self._mark)

    def _another(self) -> None:
        """Another committee: its present year, its next meeting."""
        self.year.clear()
        self._meeting = ""
        self.refresh()

    def _show(self, shown: rows.Shown) -> None:
        self.shown, cycle = shown, shown.cycle
        offer(self.body, cycle.bodies, cycle.body)
        offer(self.year, cycle.years, cycle.year)
        self.table.set_empty(EMPTY, begin(self.window_, ("New meeting…", self.add_meeting)))
        self.table.show_columns(shown.columns, f"annual cycle {cycle.body} {cycle.year}")
        self.table.set_marks(rows.marks(shown, self._findings))
        for part in (self.body, self.year, self.tick, self.new_item, self.detail):
            part.setVisible(bool(cycle.bodies))
        words, tone = coming(cycle, shown.coming, shown.today)
        there = shown.coming is not None
        look = [("Show its agenda", partial(self.show_meeting, cycle.next.on))] if cycle.next and there else []
        self.banner.show_text(words, tone, look)
        self._go_to_wanted()
        self._choose()

    def _mark(self, findings: list[Finding]) -> None:
        self._findings = findings
        if self.shown is not None:
            self.table.set_marks(rows.marks(self.shown, findings))
            self._show_agenda(self._agenda) if self._agenda else None

    # The meeting or item at the side

    @property
    def meeting(self) -> str:
        """The date of the meeting whose column the current cell is in; '' in another column."""
        at = self.table.view.currentIndex()
        name = self.table.model.specs[at.column()].name if at.isValid() else ""
        return name.removeprefix(rows.AT) if name.startswith(rows.AT) else ""

    @property
    def item(self) -> CycleItem | None:
        """The item of the current row."""
        return self.shown.items.get(self.table.current_id) if self.shown else None

    def _choose(self) -> None:
        """Show what the current cell is about: its meeting, else its item; at first the next meeting."""
        if self.shown is None:
            return
        cycle, item = self.shown.cycle, self.item
        if self.meeting:
            self._read_agenda(self.meeting)
        elif item is not None and self.table.view.currentIndex().isValid():
            self._agenda = None
            buttons = (
                [] if self.window_.read_only or not item.id else [("Change…", partial(self._change_item, item.id))]
            )
            self.detail.show_item(item, cycle.body, self.show_meeting, buttons)
        elif cycle.next or cycle.meetings:
            self._read_agenda((cycle.next or cycle.meetings[-1]).on)
        else:
            self.detail.clear(HINT if cycle.bodies else "")

    def _read_agenda(self, on: str) -> None:
        from blmk_desktop.summaries.annual_cycle import agenda

        body = self.shown.cycle.body if self.shown else ""
        self.window_.read(lambda connection: agenda(connection, body, on), self._show_agenda, replaces=(self, "detail"))

    def _show_agenda(self, found: Agenda | None) -> None:
        self._agenda = found
        if found is None or self.shown is None:
            self.detail.clear(HINT)
            return
        buttons: list[tuple[str, Callable[[], object]]] = [("Copy agenda", self.copy_agenda)]
        if found.papers and found.meeting.on >= self.shown.today:
            buttons.append(("Copy papers due", self.copy_papers))
        elif found.meeting.on < self.shown.today and found.unrecorded and not self.window_.read_only:
            items, on = [line.item for line in found.unrecorded], found.meeting.on
            buttons.append((f"All {len(items)} taken", partial(self._set_papers, items, on, "taken")))
        if not self.window_.read_only and found.meeting.id:
            buttons.append(("Change meeting…", self._change_meeting))
        self.detail.show_agenda(found, self.shown.today, self._findings, buttons)

    def show_meeting(self, on: str) -> None:
        """Show a meeting's agenda, and go to its column."""
        column = next((at for at, spec in enumerate(self.table.model.specs) if spec.name == rows.AT + on), None)
        view = self.table.view
        if column is None or not self.table.model.rowCount():
            self._read_agenda(on)
            return
        row = max(0, view.currentIndex().row())
        view.setCurrentIndex(self.table.model.index(row, column))

    def show_record(self, kind: str, key: str) -> None:
        """Go to an item by its name, with its committee and | before it, or to a meeting by its committee and date."""
        item = kind == "business_item"
        body, _, what = key.rpartition("|" if item else " ")
        self._wanted = (body, what, "") if item else (body, "", what)
        self._go_to_wanted()

    def _go_to_wanted(self) -> None:
        if self._wanted is None or self.shown is None:
            return
        (body, item, on), cycle = self._wanted, self.shown.cycle
        elsewhere = body != cycle.body or (on and year_of(on) != cycle.year and year_of(on) in cycle.years)
        if body in cycle.bodies and elsewhere:
            self.body.setCurrentIndex(self.body.findData(body))
            self.year.clear()
            if on:
                self.year.addItem(year_of(on))
            self.refresh()
            return
        self._wanted = None
        if item in self.shown.items:
            self.table.reveal(item)
        elif on and body in cycle.bodies:
            self.show_meeting(on)

    # What is done with it

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space puts an item on a meeting or takes it off."""
        key = event.key() if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else None
        if watched is self.table.view and key == Qt.Key.Key_Space:
            self.toggle()
            return True
        return super().eventFilter(watched, event)

    def toggle(self) -> None:
        """Put the item of the current cell on its meeting, or take it off."""
        from blmk_desktop.acts import actions as action_changes

        if self.shown is None or self.item is None or self.window_.read_only:
            return
        if not self.meeting:
            self.window_.say("Go to the column of a meeting first.")
            return
        on = self.meeting
        self.window_.change(action_changes.toggle_due, self.shown.cycle.body, self.item.item, on, kinds=KINDS)
        self.window_.say(f"Changed what the meeting of {show_date(on)} takes.")

    def _paste(self, cells: list[Pasted]) -> None:
        """A block of ticks pasted over the matrix, as one change."""
        from blmk_desktop.acts import actions as action_changes

        if self.window_.read_only or self.shown is None:
            raise UserError("This file can only be looked at.")
        if any(cell.id is None or not cell.field.startswith(rows.AT) for cell in cells):
            raise UserError("Only ticks can be pasted here, each under its meeting and beside its item.")
        ticks = {(str(cell.id), cell.field.removeprefix(rows.AT)): rows.state_of(cell.text) for cell in cells}
        self.window_.change(action_changes.set_due, self.shown.cycle.body, ticks, kinds=KINDS)

    def _set_papers(self, items: Sequence[str], on: str, state: str) -> None:
        from blmk_desktop.acts import actions as action_changes

        if self.shown is not None:
            self.window_.change(action_changes.set_papers, self.shown.cycle.body, items, on, state, kinds=KINDS)

    def _edit(self, id_: Any, field: str, text: str) -> None:
        from blmk_desktop import editing

        item = self.shown.items.get(id_) if self.shown else None
        if item is None or self.shown is None:
            return
        if item.id:
            self.window_.change(editing.edit, "business_item", item.id, {field: text}, kinds=KINDS, raises=True)
            return
        fields = {"body": self.shown.cycle.body, "item": item.item, field: text}
        self.window_.change(editing.add, "business_item", fields, kinds=KINDS, raises=True)

    def add_item(self) -> object:
        """Ask for a new item of the committee."""
        cycle = self.shown.cycle if self.shown else None
        last = max((item.position for item in cycle.items if item.id), default=0) if cycle else 0
        return open_form(self.window_, "business_item", {"body": cycle.body if cycle else "", "position": last + 1})

    def add_meeting(self) -> object:
        """Ask for another meeting of the committee."""
        return open_form(self.window_, "meeting", {"body": self.shown.cycle.body if self.shown else ""})

    def _change_item(self, identity: int) -> None:
        self._open("business_item", identity, ("body",))

    def _change_meeting(self) -> None:
        if self._agenda is not None:
            self._open("meeting", self._agenda.meeting.id, ("body",))

    def _open(self, kind: str, identity: int, fixed: tuple[str, ...]) -> None:
        from blmk_desktop.records.kinds import RECORDS
        from blmk_desktop.records.rows import one

        def show(record: dict[str, Any] | None) -> None:
            if record is not None:
                open_form(self.window_, kind, record, fixed=fixed)

        self.window_.read(lambda connection: one(connection, RECORDS[kind], identity), show)

    def copy_agenda(self) -> None:
        """Put the agenda on the clipboard, as text with tabs for a paper or a mail."""
        if self._agenda is not None:
            QGuiApplication.clipboard().setText(agenda_text(self._agenda))
            self.window_.say(f"Copied the agenda of {show_date(self._agenda.meeting.on)}.")

    def copy_papers(self) -> None:
        """Put on the clipboard who has still to send which paper."""
        if self._agenda is not None:
            QGuiApplication.clipboard().setText(papers_text(self._agenda))
            self.window_.say(f"Copied the papers due for {show_date(self._agenda.meeting.on)}.")
