"""The tab of practices and networks: who they are on a day, what disagrees about them, and their history."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from blmk_desktop.filters import Condition
from blmk_desktop.periods import show_date
from blmk_desktop.rules.wording import counted
from ui.parts.banner import Banner
from ui.parts.clipboard import as_rows
from ui.parts.detail import DetailPane
from ui.parts.empty import begin
from ui.parts.form import open_form
from ui.parts.labels import button
from ui.parts.pickers import AsAt, ColumnPicker
from ui.parts.record_lines import ACKNOWLEDGED, open_ones
from ui.parts.sides import Sides, set_out
from ui.parts.switch import Switch
from ui.parts.table import Mark, RecordTable
from ui.tabs.practices_columns import NO_NETWORK, PRACTICES, Register, register
from ui.tabs.practices_detail import show_detail

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from blmk_desktop.summaries.detail import RegisterDetail
    from ui.parts.clipboard import Pasted
    from ui.window import MainWindow

VIEWS = {"practice": "Practices", "pcn": "PCNs"}
HINTS = {"practice": "Choose a practice to see its detail.", "pcn": "Choose a network to see its detail."}


class Practices(QWidget):
    """Filters on top, the table in the middle, the chosen practice or network at the side."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.window_ = window
        self.kind = "practice"
        self.shown: Register | None = None
        self._findings: list[Finding] = []
        self._detail: RegisterDetail | None = None
        self._wanted = ""  # the code of a record to go to as soon as it has come
        self.banner, self.detail = Banner(), DetailPane(HINTS["practice"])
        self.table = RecordTable(window, "practices", PRACTICES)
        self.table.totals = "Total of {shown} shown"
        self.table.commit = self._edit
        self.table.paste_block = self._paste
        self.table.current_changed.connect(self._read_detail)
        self._controls()
        sides = Sides(window.settings, "practices", [self.table, self.detail], (1030, 312))
        set_out(self, self.banner, self.table.bar, below=sides)

    def _controls(self) -> None:
        bar = self.table.bar
        self.switch = Switch("Show", VIEWS, self.kind)
        self.switch.chosen.connect(self._show_kind)
        bar.add(self.switch)
        self.as_at = AsAt()
        self.as_at.changed.connect(lambda _day: self.refresh())
        bar.add_label("As at", self.as_at.box)
        bar.add(self.as_at)
        for name, every in (("place", "All places"), ("status", "Any status"), ("pcn", "All networks")):
            bar.add(ColumnPicker(self.table, name, every))
        self.adding = button("Add practice…", lambda: open_form(self.window_, self.kind, {}))
        bar.add(self.adding)
        self.adding.setVisible(not self.window_.read_only)
        QWidget.setTabOrder(self.adding, bar.box)
        QWidget.setTabOrder(bar.box, self.table.view)
        self.table.view.setAccessibleName("Practices and networks")

    # What is shown

    def refresh(self, kinds: frozenset[str] | None = None) -> None:
        """Read again what is shown."""
        kind, day = self.kind, self.as_at.day
        editable = self.as_at.is_today and not self.window_.read_only
        if kinds != ACKNOWLEDGED:
            self.window_.read(
                lambda connection: register(connection, kind, day, editable=editable), self._show, replaces=self
            )
        self.window_.findings(self._mark)

    def _show(self, found: Register) -> None:
        self.shown = found
        self.as_at.offer(found.days)
        self._say_empty()
        self.table.show_columns(found.columns, {"practice": "practices", "pcn": "pcns"}[found.kind])
        self._mark_cells()
        self._say()
        self._go_to_wanted()
        if self.table.current_id is not None:
            self._read_detail(self.table.current_id)

    def _say_empty(self) -> None:
        words = {"practice": "No practices yet.", "pcn": "No networks yet."}[self.kind]
        self.table.set_empty(words, begin(self.window_, demo=True))

    def _say(self) -> None:
        """What needs attention, in words."""
        if self.shown is None:
            return
        parts = []
        if without := len(self.shown.without):
            belong = "belongs" if without == 1 else "belong"
            day = "" if self.as_at.is_today else f" on {show_date(self.shown.day)}"
            parts.append(f"{counted(without, 'live practice')} {belong} to no network{day}")
        if about := open_ones(self._findings):
            parts.append(f"{counted(len(about), 'finding')} about practices or networks")
        buttons = [("Show the practices", self.show_without)] if without else []
        if about:
            buttons.append(("See all findings", lambda: self.window_.go_to("Findings")))
        self.banner.show_text(" · ".join(parts), "amber", buttons)

    def show_without(self) -> None:
        """Show only the live practices in no network."""
        self.switch.choose("practice")
        self.table.clear_filters()
        self.table.set_condition("pcn", Condition(chosen=frozenset({NO_NETWORK})))

    def _show_kind(self, kind: str) -> None:
        self.kind = kind
        self.adding.setText({"practice": "Add practice…", "pcn": "Add PCN…"}[kind])
        self._detail = None
        self.detail.clear(HINTS[kind])
        self.refresh()

    def _mark(self, findings: list[Finding]) -> None:
        self._findings = [finding for finding in findings if finding.about[0] in VIEWS]
        self._mark_cells()
        self._say()
        self._show_detail()

    def _mark_cells(self) -> None:
        """The name of what a finding is about carries its mark."""
        if self.shown is None:
            return
        columns = self.shown.columns
        first: dict[str, Finding] = {}
        for finding in open_ones(self._findings):
            if finding.about[0] == self.shown.kind:
                first.setdefault(finding.about[1], finding)
        codes = columns.by_name["code"]
        marks = {}
        for position, id_ in enumerate(columns.ids):
            if found := first.get(codes.values[codes.codes[position]]):
                marks[id_, "name"] = Mark(found.severity, found.message)
        self.table.set_marks(marks)

    # The record at the side

    def show_record(self, kind: str, key: str) -> None:
        """Go to a practice or network by its code."""
        self._wanted = key
        if kind in VIEWS and kind != self.kind:
            self.switch.choose(kind)
        else:
            self._go_to_wanted()

    def _go_to_wanted(self) -> None:
        if not self._wanted or self.shown is None or self.shown.kind != self.kind:
            return
        codes = self.shown.columns.by_name["code"]
        found = [
            id_
            for position, id_ in enumerate(self.shown.columns.ids)
            if codes.values[codes.codes[position]] == self._wanted
        ]
        self._wanted = ""
        if found:
            self.table.reveal(found[0])

    def _read_detail(self, id_: Any) -> None:
        kind = self.kind

        def fetch(connection: Any) -> Any:
            from blmk_desktop.summaries.detail import pcn_detail, practice_detail
            from blmk_desktop.summaries.linked import linked

            found = (practice_detail if kind == "practice" else pcn_detail)(connection, id_)
            return found and replace(found, linked=linked(connection, kind, found.record["code"]))

        self.window_.read(fetch, self._keep_detail, replaces=(self, "detail"))

    def _keep_detail(self, detail: RegisterDetail | None) -> None:
        self._detail = detail
        self._show_detail()

    def _show_detail(self) -> None:
        detail = self._detail
        if detail is None or self.shown is None or detail.kind != self.kind:
            return
        position = self.shown.columns.position_of(detail.record["id"])
        if position is not None:
            row = self.shown.columns.row(position)
            show_detail(self.detail, self.window_, detail, row, self._findings, self.shown.day)

    # Changes

    def _edit(self, id_: Any, field: str, text: str) -> None:
        from blmk_desktop import editing

        self.window_.change(editing.edit, self.kind, id_, {field: text}, kinds={self.kind}, raises=True)

    def _paste(self, cells: list[Pasted]) -> None:
        """A block over rows that are there is one change; below the last row it adds none."""
        from blmk_desktop.editing import paste
        from blmk_desktop.errors import UserError

        editable = {spec.name for spec in self.table.model.specs if spec.editable}
        if any(cell.id is None for cell in cells):
            raise UserError("The block is longer than the table from here. Nothing was pasted.")
        if wrong := [cell.field for cell in cells if cell.field not in editable]:
            label = self.table.columns.by_name[wrong[0]].spec.label if self.table.columns else wrong[0]
            raise UserError(f"{label} cannot be changed here. Nothing was pasted.")
        self.window_.change(paste, self.kind, *as_rows(cells), kinds={self.kind})
