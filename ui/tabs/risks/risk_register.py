"""The page of the risk registers, with the heat map."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from blmk_desktop.filters import Condition
from ui.parts.banner import Banner
from ui.parts.empty import begin
from ui.parts.form import open_form
from ui.parts.heat_map import HeatMap
from ui.parts.labels import button, label
from ui.parts.pickers import AsAt, ChartButton, ColumnPicker, Since, choice, offer
from ui.parts.record_lines import ACKNOWLEDGED, open_ones, with_findings
from ui.parts.sides import Sides, scrolled, set_out
from ui.parts.switch import Switch
from ui.parts.table import RecordTable
from ui.parts.writing import changes_data
from ui.tabs.risks import risk_register_columns as rows
from ui.tabs.risks.risk_dialogs import Rescore, ThreeParts, confirm_each
from ui.tabs.risks.risk_pane import RiskPane
from ui.tabs.risks.risk_registers import show_registers

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from blmk_desktop.summaries.risks import RiskRow
    from ui.window import MainWindow

LOWEST_TABLE = 150  # pixels: the headings and some rows
HINT = "Choose a risk to see what it consists of, how its score came about, and what is done about it."
EMPTY = "No risks yet. Import a risk register, or begin one."
NO_ARROWS = "No arrows"


class RiskRegister(QWidget):
    """Register and day on top, the map above the table of its risks, the chosen risk at the side."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.window_ = window
        self.kind = "risk"
        self.shown: rows.Shown | None = None
        self._findings: list[Finding] = []
        self._wanted = ""  # the reference of a risk to go to as soon as it has come
        self._register = ""
        self._register_asked = True  # what it comes to is shown at the side until a risk is chosen
        self.banner, self.detail = Banner(), RiskPane(window, HINT)
        self.heat = HeatMap(editable=not window.read_only)
        self.table = RecordTable(window, "risks", rows.specs([], every=True))
        self.table.view.setAccessibleName("Risks")
        self.table.current_changed.connect(self._choose_row)
        self.table.activated.connect(lambda _id: self.show_scores())
        self.table.shown_changed.connect(self._draw)
        self.heat.risk_chosen.connect(self._go_to)
        self.heat.cell_chosen.connect(self._filter_cell)
        self.heat.activated.connect(self._open_scores)
        self.heat.moved.connect(self.rescore)
        self._controls()
        self.table.view.setMinimumHeight(LOWEST_TABLE)
        middle = Sides(window.settings, "risk map", [self.heat, self.table], (370, 190), upright=True)
        self.heat.setVisible(self.map_button.isChecked())
        sides = Sides(window.settings, "risks", [scrolled(middle, "Map and table"), self.detail], (1010, 332))
        set_out(self, self.banner, self.table.bar, below=sides)

    def _controls(self) -> None:
        bar = self.table.bar
        self.register = choice("Register", 18, self._choose_register)
        bar.add(self.register)
        self.state = Switch("Show", rows.STATES, "open")
        self.state.chosen.connect(lambda _state: self.refresh())
        bar.add(self.state)
        self.as_at = AsAt()
        self.as_at.changed.connect(lambda _day: self._another_day())
        bar.add_label("As at", self.as_at.box)
        bar.add(self.as_at)
        bar.add(ColumnPicker(self.table, "owner", "All owners"))
        says = "Show the risks by likelihood and impact above the table"
        self.map_button = ChartButton(self.window_.settings, "risks/map", says, at_first=True)
        self.map_button.setText("&Map")
        self.map_button.setAccessibleName("Map")
        self.map_button.toggled.connect(self._show_map)
        bar.add(self.map_button)
        self.adding = button("Add a risk…", self.add_risk)
        self.adding_register = button("Add a register…", lambda: open_form(self.window_, "risk_register", {}))
        changes_data(self.window_, self.adding, self.adding_register)
        bar.add(self.adding)
        bar.add(self.adding_register)
        self.which = Switch("Scores", rows.KINDS, "current")
        self.which.chosen.connect(lambda _kind: self._another_score())
        self.since = Since("Arrows since", "Arrows from where a risk stood on that day to where it stands", NO_ARROWS)
        self.since.changed.connect(lambda _day: self.refresh())
        words = label("Arrows since", "muted")
        words.setBuddy(self.since.box)
        for part in (self.which, words, self.since):
            self.heat.add(part)

    # What is shown

    def refresh(self, kinds: frozenset[str] | None = None) -> None:
        """Read again what is shown."""
        register, day, state = self._register, self.as_at.day, self.state.now
        since = self._look_back()
        if kinds != ACKNOWLEDGED:
            self.window_.read(
                lambda connection: rows.fetch(connection, register, day, state, since),
                self._show,
                replaces=self,
                title="Reading the risks",
            )
        self.window_.findings(self._mark)

    def _look_back(self) -> str | None:
        """The day to look back to; None for the first that is offered, which a new score may bring forward."""
        return None if self.shown is None or self.since.day == self.shown.days.first else self.since.day

    def _show(self, shown: rows.Shown) -> None:
        follows = self._look_back() is None
        self.shown, self._register = shown, shown.register
        offer(self.register, shown.registers, shown.register, rows.EVERY)
        self.as_at.offer([("Newest score", shown.days.newest)])
        if follows:
            self.since.choose("")  # the day offered before is none that anybody chose
        self.since.offer(shown.days.back)
        if follows:
            self.since.choose(shown.since)
        self.heat.setVisible(self._map_wanted)
        self._say_empty()
        self.table.show_columns(shown.columns, f"risks {'of one register' if shown.register else 'of all registers'}")
        self.table.set_marks(rows.cell_marks(shown.columns, open_ones(self._findings), "reference"))
        self._say()
        self._go_to_wanted()
        if self._wanted not in {row.reference for row in shown.found.rows}:
            self._wanted = ""  # there is none of that name
        self._choose(None if self._register_asked else self.table.current_id)

    def _say_empty(self) -> None:
        new = ("Begin a register…", lambda: open_form(self.window_, "risk_register", {}))
        buttons = begin(self.window_, new, demo=True)
        none = self.shown is None or not self.shown.found.rows
        words = EMPTY if none else f"No {self.state.now} risk in {self._register or 'any register'}."
        self.table.set_empty(words, buttons if none else [])

    def _say(self) -> None:
        """What needs attention, in words."""
        if self.shown is None:
            return
        about = [one for one in open_ones(self._findings) if one.about[0] in {"risk", "risk_register"}]
        text = rows.in_a_sentence(self.shown)
        buttons: list[tuple[str, Callable[[], object]]] = []
        if text:
            buttons.append(("Show what needs something", self.show_needing))
        if self._to_confirm() and not self.window_.read_only:
            buttons.append(("Confirm three parts…", self.confirm_parts))
        text, see = with_findings(self.window_, text, about)
        self.banner.show_text(text, "amber", [*buttons, *see])

    def _to_confirm(self) -> list[RiskRow]:
        return [row for row in self.shown.rows.values() if row.split == "proposed"] if self.shown else []

    def confirm_parts(self) -> ThreeParts | None:
        """Go through the statements that nobody has confirmed, one after another, until it is left."""
        return confirm_each(self.window_, self._to_confirm())

    def show_needing(self) -> None:
        """Show only the risks that need something."""
        self.state.choose("open")
        self.table.set_condition("needs", Condition(typed="not blank"))

    def _mark(self, findings: list[Finding]) -> None:
        self._findings = findings
        if self.shown is not None:
            self.table.set_marks(rows.cell_marks(self.shown.columns, open_ones(findings), "reference"))
        self._say()
        if self.detail.risk is None:
            self._show_registers()
        self.detail.show_findings(findings)

    def _choose_register(self) -> None:
        self.show_register(str(self.register.currentData()))

    def _another_day(self) -> None:
        """A day that is gone is looked at; only the present is changed."""
        self.heat.cells.editable = self.as_at.is_today and not self.window_.read_only
        self.refresh()

    # The map

    @property
    def _map_wanted(self) -> bool:
        """Whether the map is shown: it says nothing before there is a risk."""
        return self.map_button.isChecked() and (self.shown is None or bool(self.shown.found.rows))

    def _show_map(self, on: bool) -> None:
        self.heat.setVisible(self._map_wanted)
        if not on:
            self.heat.choose_cell(None)
        self._draw()

    def _another_score(self) -> None:
        self.heat.choose_cell(None)
        self._draw()

    def _draw(self) -> None:
        """Draw the risks that the filters leave; those outside the chosen cell too."""
        shown = self.shown
        if shown is None or not self._map_wanted:
            return
        kind = self.which.now
        chosen = self.heat.cells.chosen
        if chosen is not None and f"at_{kind}" not in self.table.conditions:
            self.heat.choose_cell(None)  # the filter was lifted in the table
            return
        references = [shown.columns.ids[at] for at in self.table.shown()]
        left = shown.rows.values() if chosen is not None else [shown.rows[one] for one in references]
        hint = "Drag a risk to score it again" if self.heat.cells.editable else ""
        self.heat.show_heat(rows.heat(shown, left, kind), hint)
        self.heat.select(self.table.current_id)

    def _filter_cell(self, cell: tuple[int, int] | None) -> None:
        """Show only the risks of a cell in the table; all of them again for none."""
        for kind in rows.KINDS:
            wanted = cell is not None and kind == self.which.now
            condition = Condition(chosen=frozenset({rows.cell_words(cell)})) if wanted and cell else Condition()
            if wanted or f"at_{kind}" in self.table.conditions:
                self.table.set_condition(f"at_{kind}", condition)

    def rescore(self, reference: str, likelihood: int, impact: int) -> Rescore | None:
        """Ask for the reason of a new score, and keep it."""
        shown = self.shown
        row = shown.rows.get(reference) if shown else None
        if shown is None or row is None:
            return None
        dialog = Rescore(self.window_, row, list(shown.found.bands), self.which.now, (likelihood, impact))
        dialog.open()
        return dialog

    # The risk at the side

    def show_record(self, kind: str, key: str) -> None:
        """Go to a risk by its reference, or to a register by its name."""
        if kind == "risk_register":
            self.show_register(key)
            return
        self._wanted = key
        self._go_to_wanted()

    def _go_to_wanted(self) -> None:
        """A risk that is not among those shown is looked for among all; one just added comes with the next reading."""
        if not self._wanted or self.shown is None:
            return
        if self._wanted in self.shown.rows:
            wanted, self._wanted = self._wanted, ""
            self._register_asked = False
            self.table.reveal(wanted)
            self._choose(wanted)
        elif any(row.reference == self._wanted for row in self.shown.found.rows):
            self._register = ""
            if self.state.now:
                self.state.choose("")
            else:
                self.refresh()

    def _go_to(self, reference: str) -> None:
        self.table.reveal(reference)
        self._choose_row(reference)

    def _choose_row(self, id_: Any) -> None:
        self._register_asked = False
        self._choose(id_)

    def _choose(self, id_: Any) -> None:
        self.heat.select(id_)
        if self.shown is None or id_ not in self.shown.rows:
            self.detail.choose("", (), "")
            self._show_registers()
        else:
            self.detail.choose(id_, self.shown.found.bands, self.shown.found.as_at)

    def _show_registers(self) -> None:
        """While no risk is chosen: what the register that is shown comes to, or each of all."""
        if self.shown is None or not self.shown.found.registers:
            self.detail.clear(HINT)
        else:
            show_registers(self.detail, self.window_, self.shown, self._findings, self.show_register)

    def show_register(self, name: str) -> None:
        """Show the risks of one register; of all for ''."""
        self._register, self._register_asked = name, True
        self.heat.choose_cell(None)
        self.refresh()

    def show_open(self) -> None:
        """Show the open risks of every register."""
        self.state.choose("open")
        self.show_register("")

    def _open_scores(self, reference: str) -> None:
        """Open the history of a risk's scores, whether or not it was chosen before."""
        self._go_to(reference)
        self.detail.open_scores(reference)

    def show_scores(self) -> None:
        """Open the history of the chosen risk's scores."""
        if self.table.current_id is not None:
            self._open_scores(self.table.current_id)

    def add_risk(self) -> None:
        """Open the form of a new risk, in the register that is shown, and go to it when it is there."""
        given = {"raised": self.as_at.day}
        if self.shown is not None and self._register:
            given |= {"register": self._register, "reference": rows.next_reference(self.shown)}
        form = open_form(self.window_, "risk", given)
        if form is not None:
            form.kept.connect(lambda _change: self.show_record("risk", form.typed["reference"].strip()))
