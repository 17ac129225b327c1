"""The tab of findings: every figure that disagrees with another, what it should be, and what was decided about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from blmk_desktop.rules.wording import counted
from ui.parts.banner import Banner
from ui.parts.detail import DetailPane, Facts, Part, Section
from ui.parts.empty import begin
from ui.parts.labels import button, label
from ui.parts.pickers import ColumnPicker
from ui.parts.reason import ask_reason
from ui.parts.sides import Sides, set_out
from ui.parts.table import RecordTable
from ui.parts.wording import rule_words
from ui.tabs.findings_columns import SPECS, in_a_sentence, listed, severity
from ui.views.exporting import export_table

if TYPE_CHECKING:
    from blmk_desktop.columns import Columns
    from blmk_desktop.rules.finding import Finding
    from ui.window import MainWindow

HINT = "Choose a finding to read it in full."
KINDS = {"acknowledgement"}


class Findings(QWidget):
    """Filters on top, the list in the middle, the chosen finding at the side."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.window_ = window
        self.kind = ""
        self.by_identity: dict[str, Finding] = {}
        self._wanted = ""
        self.banner, self.detail = Banner(), DetailPane(HINT)
        self.table = RecordTable(window, "findings", SPECS)
        self.table.current_changed.connect(lambda _id: self._show_detail())
        self.table.activated.connect(lambda _id: self.open_record())
        self.table.view.selectionModel().selectionChanged.connect(lambda *_: self._tell_buttons())
        self._controls()
        sides = Sides(window.settings, "findings", [self.table, self.detail], (1000, 340))
        set_out(self, self.banner, self.table.bar, below=sides)

    def _controls(self) -> None:
        bar = self.table.bar
        for name, every in (
            ("severity", "Any severity"),
            ("rule", "All kinds of finding"),
            ("subject", "About anything"),
        ):
            bar.add(ColumnPicker(self.table, name, every))
        self.accept = button("Acknowledge…", self.acknowledge)
        self.reopen = button("Take back", self.take_back)
        self.export = button("Export the list…", lambda: export_table(self.table))
        self.accept.setToolTip("Accept the selected findings, with a reason; they come back if the figures change")
        self.reopen.setToolTip("Open the selected findings again")
        for part in (self.accept, self.reopen, self.export):
            bar.add(part)
        self._tell_buttons()

    # What is shown

    def refresh(self, kinds: frozenset[str] | None = None) -> None:
        """Check again what may have changed."""
        del kinds  # any figure may disagree with any other
        self.window_.findings(self._list)

    def _list(self, findings: list[Finding]) -> None:
        def laid_out() -> tuple[dict[str, Finding], Columns]:
            return {finding.identity: finding for finding in findings}, listed(findings)

        self.banner.show_text(*in_a_sentence(findings))
        self.window_.run(laid_out, self._show, replaces=self)

    def _show(self, laid_out: tuple[dict[str, Finding], Columns]) -> None:
        self.by_identity, columns = laid_out
        self.export.setEnabled(bool(columns.count))
        if not columns.count:
            self.window_.read(_anything, self._say_empty, replaces=(self, "empty"))
        self.table.show_columns(columns)
        self._go_to_wanted()
        if self.table.current_id is None and columns.count:
            self.table.select(self.table.model.id_at(0))
        self._show_detail()
        self._tell_buttons()

    def _say_empty(self, anything: bool) -> None:
        """Nothing disagrees; or there is nothing yet that could."""
        if anything:
            self.table.set_empty("Every figure agrees.")
        else:
            none = "Nothing is loaded yet, so nothing can disagree."
            self.table.set_empty(none, begin(self.window_, demo=True))
        if self.table.columns is not None and not self.table.columns.count:
            self.table.show_columns(self.table.columns)
            self.detail.clear("" if not anything else HINT)

    def show_record(self, kind: str, key: str) -> None:
        """Go to a finding, by its identity."""
        del kind
        self._wanted = key
        self._go_to_wanted()

    def _go_to_wanted(self) -> None:
        if not self._wanted or self.table.columns is None or self._wanted not in self.by_identity:
            return
        wanted, self._wanted = self._wanted, ""
        self.table.reveal(wanted)

    # The chosen finding

    @property
    def current(self) -> Finding | None:
        """The finding whose detail is shown."""
        return self.by_identity.get(self.table.current_id)

    @property
    def selected(self) -> list[Finding]:
        """The findings of the selected rows."""
        found = (self.by_identity.get(id_) for id_ in self.table.selected_ids)
        return [finding for finding in found if finding is not None]

    def _show_detail(self) -> None:
        finding = self.current
        if finding is None:
            self.detail.clear(HINT if self.by_identity else "")
            return
        buttons: list[tuple[str, Any]] = []
        if finding.about[1]:
            buttons.append((f"Open {finding.subject}", self.open_record))
        if not self.window_.read_only:
            back = finding.acknowledged
            buttons.append(("Take back", self.take_back) if back else ("Acknowledge…", self.acknowledge))
        file, _, cell = finding.where.rpartition(" › ")
        names = ("Printed", "Worked out") if finding.is_printed else ("Figure", "Held against")
        figures = [(names[0], finding.printed), (names[1], finding.computed), ("Cell", cell), ("File", file)]
        said = label(finding.message, wrap=True)
        said.setAccessibleName(finding.message)
        sections: list[Section] = [Part("In a sentence", said), Facts("Figures", figures)]
        if finding.acknowledged:
            reason = label(finding.acknowledged, wrap=True)
            sections.append(Part("Acknowledged because", reason))
        self.detail.show_detail(rule_words(finding.rule), finding.subject, sections, severity(finding), buttons)

    def open_record(self) -> None:
        """Go to what the finding is about: the plan of a network where it is about a figure of it."""
        finding = self.current
        if finding is not None and finding.about[1]:
            kind, key = finding.about
            self.window_.show_record("plan" if kind == "pcn" and finding.measure else kind, key)

    # What is decided

    def _tell_buttons(self) -> None:
        """Say how many findings would be acknowledged or taken back."""
        chosen = self.selected
        waiting = sum(not finding.acknowledged for finding in chosen)
        accepted = len(chosen) - waiting
        may = not self.window_.read_only
        self.accept.setText(f"Acknowledge {waiting}…" if waiting > 1 else "Acknowledge…")
        self.reopen.setText(f"Take back {accepted}" if accepted > 1 else "Take back")
        self.accept.setEnabled(may and waiting > 0)
        self.reopen.setEnabled(may and accepted > 0)

    def acknowledge(self) -> None:
        """Ask why the selected findings are accepted, and keep that as one change."""
        chosen = [finding for finding in self.selected if not finding.acknowledged]
        if not chosen:
            return

        def accept(reason: str) -> None:
            from blmk_desktop.check import acknowledge_all

            self._go_on(chosen)
            self.window_.change(acknowledge_all, chosen, reason, kinds=KINDS)

        words = chosen[0].message if len(chosen) == 1 else f"Acknowledge {counted(len(chosen), 'finding')}"
        where = chosen[0].where if len(chosen) == 1 else "\n".join(f"{one.subject}: {one.where}" for one in chosen[:8])
        more = f"\n… and {len(chosen) - 8} more" if len(chosen) > 8 else ""
        ask_reason(self, words, f"{where}{more}\nA finding comes back if its figures change.", "Acknowledge", accept)

    def take_back(self) -> None:
        """Open the selected findings again."""
        from blmk_desktop.check import take_back

        chosen = [finding for finding in self.selected if finding.acknowledged]
        if chosen:
            self._go_on(chosen)
            self.window_.change(take_back, chosen, kinds=KINDS)

    def _go_on(self, dealt_with: list[Finding]) -> None:
        """Go to the finding below those dealt with, which move elsewhere in the list; the keys go on there."""
        moving = {finding.identity for finding in dealt_with}
        rows = [self.table.model.id_at(row) for row in range(self.table.model.rowCount())]
        last = max((at for at, id_ in enumerate(rows) if id_ in moving), default=-1)
        below = next((id_ for id_ in rows[last + 1 :] if id_ not in moving), None)
        if below is not None:
            self.table.select(below)
        self.table.view.setFocus()


def _anything(connection: Any) -> bool:
    """Whether there is anything that could disagree: reference data alone cannot."""
    from blmk_desktop.summaries.overview import overview

    counts = overview(connection).counts
    return any(counts.get(kind) for kind in ("practice", "plan_figure", "stated_figure", "list_size"))
