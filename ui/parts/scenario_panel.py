"""A scenario beside the published case: a dial for each assumption that may be turned, kept under a name of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from blmk_desktop.errors import UserError
from blmk_desktop.rules.wording import counted
from ui.parts.dials import Results, control_of, dial_grid, in_words
from ui.parts.labels import button, label, menu_button, muted
from ui.parts.pickers import belongs, names
from ui.parts.reason import ask_reason
from ui.parts.scenario_dialogs import RenameScenario, SaveScenario
from ui.parts.scenario_sets import Sets, Turned, read_sets
from ui.parts.writing import changes_data

if TYPE_CHECKING:
    from blmk_desktop.rules.assumptions import Assumption, Assumptions
    from ui.window import MainWindow

KINDS = frozenset({"assumption_set", "assumption"})
WIDEST = 420  # pixels that it asks for at most
NOTHING = "Nothing is turned yet: this is the case as it is kept."


class ScenarioPanel(QFrame):
    """Which set the dials begin from, the dials, what they come to, and what that is compared with.

    `changed` is sent when a dial is turned or another set is chosen; nothing is kept until Save as…
    """

    changed = Signal()

    def __init__(self, window: MainWindow, model: str, dials: Sequence[Turned], note: str = "") -> None:
        super().__init__()
        self.window_, self.model, self.sets = window, model, Sets()
        self.setProperty("role", "panel")
        self.setAccessibleName("Scenario")
        self.dials = {one.dial.name: one for one in dials}
        self.controls = {one.dial.name: control_of(one.dial) for one in dials}
        self.beside = {name: _kept_room() for name in self.controls}
        self.chosen_box = names("Scenario to begin from", 8, self._begin)
        self.against_box = names("Compared with", 8, self.changed.emit)
        self.sentence, self.results = label("", wrap=True), Results()
        self.note = muted(note)
        self._setting, self._wanted = False, ""
        self._compose()

    def _compose(self) -> None:
        self.save = button("&Save as…", self.ask_to_save)
        self.reset = button("Rese&t", self.reset_dials)
        self.menu = menu_button("More", (("Rename…", self.ask_to_rename), ("Delete…", self.ask_to_delete)))
        self.menu.setText("…")
        self.menu.setAccessibleName("More on this scenario")
        changes_data(self.window_, self.save, self.menu)
        self.inside = QWidget()
        column = QVBoxLayout(self.inside)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        column.addLayout(self._boxes())
        grid = dial_grid(self.controls.values())
        for at, (name, control) in enumerate(self.controls.items()):
            grid.addWidget(self.beside[name], at, 3)
            control.changed.connect(self._turn)
        column.addLayout(grid)
        column.addWidget(self.sentence)
        column.addLayout(self.results)
        if not self.note.text():
            self.note.hide()
        column.addWidget(self.note)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.area = area = QScrollArea()
        area.setWidgetResizable(True)
        area.setAccessibleName("Scenario")
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(self.inside)
        outer.addWidget(area)

    def _boxes(self) -> QGridLayout:
        """Two choices, each with what is done to it."""
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        beside = ((self.save, self.menu), (self.reset,))
        for at, (words, box) in enumerate((("&Begin from", self.chosen_box), ("Compared &with", self.against_box))):
            name = label(words)
            name.setTextFormat(Qt.TextFormat.AutoText)
            name.setBuddy(belongs(box))
            grid.addWidget(name, at, 0)
            grid.addWidget(box, at, 1)
            for column, part in enumerate(beside[at], 2):
                grid.addWidget(part, at, column, 1, 4 - column if part is beside[at][-1] else 1)
        return grid

    def minimumSizeHint(self) -> QSize:
        """As wide as its dials and buttons, or they could only be reached sideways; with large text up to a limit."""
        hint = super().minimumSizeHint()
        wide = self.inside.minimumSizeHint().width() + self.area.verticalScrollBar().sizeHint().width() + 4
        return QSize(max(hint.width(), min(wide, WIDEST)), hint.height())

    # What is shown

    def refresh(self, then: Callable[[], object] | None = None) -> None:
        """Read the sets again; what is chosen and turned stays. `then` is called when they are there."""

        def show(sets: Sets) -> None:
            self.show_sets(sets)
            if then is not None:
                then()

        self.window_.read(lambda connection: read_sets(connection, self.model), show, replaces=(self, "sets"))

    def show_sets(self, sets: Sets) -> None:
        """Offer these sets. A set that was asked for is chosen; else what is chosen and turned stays."""
        before, turned = self.chosen, self.changes
        self.sets = sets
        offered = [row.name for row in sets.rows]
        self._offer(self.chosen_box, self._wanted or self.chosen)
        self._offer(self.against_box, self.against)
        if self.chosen != before or self._wanted in offered or not turned:
            self._put(self.chosen_assumptions)
        self._wanted = ""
        self._follow()

    def choose(self, name: str) -> None:
        """Let the dials begin from a set, now or when it has been read."""
        self._wanted = name
        if self.sets.row(name) is not None:
            self._offer(self.chosen_box, name)
            self._wanted = ""
            self._begin()

    def _offer(self, box: QComboBox, now: str) -> None:
        box.clear()
        for row in self.sets.rows:
            box.addItem(self.sets.words(row.name), row.name)
        box.setCurrentIndex(max(0, box.findData(now)))

    @property
    def chosen(self) -> str:
        """The name of the set that the dials begin from."""
        return str(self.chosen_box.currentData() or "")

    @property
    def against(self) -> str:
        """The name of the set that it is compared with."""
        return str(self.against_box.currentData() or "")

    @property
    def chosen_assumptions(self) -> Assumptions | None:
        """What the set says that the dials begin from; None if there is none."""
        return self.sets.of(self.chosen)

    @property
    def baseline(self) -> Assumptions | None:
        """What it is compared with; None if there is no set."""
        return self.sets.of(self.against)

    @property
    def values(self) -> dict[str, int]:
        """What the dials say, in the parts of each."""
        return {name: control.value for name, control in self.controls.items()}

    @property
    def changes(self) -> list[Assumption]:
        """What dials say otherwise than the set that they begin from."""
        began = self.chosen_assumptions
        turned = [name for name, value in self.values.items() if value != self.dials[name].of(began)]
        return [self.dials[name].assumed(self.controls[name].value, began) for name in turned]

    @property
    def assumptions(self) -> Assumptions | None:
        """What the chosen set says with the dials turned; None if there is no set."""
        began, turned = self.chosen_assumptions, self.changes
        return began.changed(turned, self.title) if began and turned else began

    @property
    def title(self) -> str:
        """The scenario in words: its set, and whether dials are turned."""
        if not self.changes:
            return self.sets.words(self.chosen)
        row = self.sets.row(self.chosen)
        return "Scenario" if row is None or row.published else f"{self.chosen}, changed"

    def what_was_chosen(self) -> list[tuple[str, str]]:
        """The dials that are turned, for what is exported or printed."""
        turned = {one.name for one in self.changes}
        words = in_words(control for name, control in self.controls.items() if name in turned)
        return [("Dials turned", words)] if words else []

    @property
    def against_title(self) -> str:
        """What it is compared with, in words."""
        return self.sets.words(self.against)

    @property
    def is_otherwise(self) -> bool:
        """Whether it may come to something else than what it is compared with."""
        return bool(self.changes) or self.chosen != self.against

    def show_results(self, rows: Sequence[Sequence[str]], sentence: str = "") -> None:
        """Show what the dials come to: rows of texts, headings first, each beginning with its name."""
        self.sentence.setText(sentence or ("" if self.is_otherwise else NOTHING))
        self.results.show_rows(rows)

    def set_values(self, values: Mapping[str, int]) -> None:
        """Turn several dials at once, and tell once."""
        self._setting = True
        for name, value in values.items():
            self.controls[name].set(value)
        self._setting = False
        self._turn()

    def reset_dials(self) -> None:
        """Turn all dials back to the set that they begin from."""
        self._put(self.chosen_assumptions)
        self._turn()

    def _begin(self) -> None:
        self.reset_dials()

    def _put(self, assumptions: Assumptions | None) -> None:
        self._setting = True
        for name, control in self.controls.items():
            control.set(self.dials[name].of(assumptions))
        self._setting = False

    def _turn(self) -> None:
        if not self._setting:
            self._follow()
            self.changed.emit()

    def _follow(self) -> None:
        """Say what each dial is compared with, and what can be done."""
        turned = bool(self.changes)
        for name, beside in self.beside.items():
            was = self.dials[name].of(self.baseline)
            differs = was != self.controls[name].value
            dial = self.dials[name].dial
            beside.setText("changed" if dial.choices else f"was {dial.bare(was)}")
            beside.setVisible(differs)
        self.reset.setEnabled(turned)
        row = self.sets.row(self.chosen)
        own = row is not None and not row.published and not self.window_.read_only
        self.menu.setEnabled(own)
        self.save.setEnabled(turned and not self.window_.read_only)

    # What is kept

    def to_save(self, name: str) -> tuple[str, list[Assumption]]:
        """What a scenario of that name is based on, and what it says otherwise: its own words with the dials turned."""
        row = self.sets.row(self.chosen)
        if row is None:
            raise UserError("There is no published case yet to base a scenario on. Import or add one first.")
        base = self.chosen if row.published or not row.based_on else row.based_on
        self._refuse_taken(name)
        known, began = self.chosen_assumptions, self.sets.of(base)
        own = known.own if known and base != self.chosen else {}
        turned = {one.key: one for one in self.changes}
        back = {key for key, one in turned.items() if self.controls[one.name].value == self.dials[one.name].of(began)}
        return base, [one for key, one in {**own, **turned}.items() if key not in back]

    def _refuse_taken(self, name: str) -> None:
        """Nothing that was kept is overwritten, but what the dials began from."""
        taken = self.sets.row(name)
        if taken is None:
            return
        if taken.published:
            raise UserError(f"{name} is as it was published and stays so. Give the scenario another name.")
        if name != self.chosen:
            raise UserError(
                f"There is a scenario {name} already. Begin from it to change it, or give this one another name."
            )

    def ask_to_save(self) -> SaveScenario:
        """Ask under which name the scenario is kept, and why it was made."""
        dialog = SaveScenario(self)
        dialog.open()
        return dialog

    def keep(self, name: str, why: str) -> None:
        """Keep the scenario as one act, and go on from it. Raises UserError."""
        from blmk_desktop.acts.scenarios import save_scenario

        base, changes = self.to_save(name)
        self._wanted = name
        self.window_.change(save_scenario, name, self.model, base, changes, why, kinds=KINDS, raises=True)

    def ask_to_rename(self) -> RenameScenario:
        """Ask for another name."""
        dialog = RenameScenario(self)
        dialog.open()
        return dialog

    def rename(self, name: str) -> None:
        """Give the scenario that is chosen another name. Raises UserError."""
        from blmk_desktop.acts.scenarios import rename_scenario

        self._wanted = name
        self.window_.change(rename_scenario, self.chosen, name, kinds=KINDS, raises=True)

    def ask_to_delete(self) -> None:
        """Ask why, and delete the scenario that is chosen."""
        name = self.chosen
        says = len(own.own) if (own := self.chosen_assumptions) else 0
        words, detail = (
            f"Delete the scenario {name}?",
            f"It says {counted(says, 'assumption')} otherwise than its base.",
        )
        ask_reason(self.window_, words, detail, "Delete the scenario", lambda why: self._delete(name, why))

    def _delete(self, name: str, why: str) -> None:
        from blmk_desktop.acts.scenarios import delete_scenario

        self.window_.change(delete_scenario, name, why, kinds=KINDS)


def _kept_room() -> QLabel:
    """What stands beside a dial: its room is kept while it says nothing, or the dial would move under the hand."""
    beside = label("", "muted")
    room = beside.sizePolicy()
    room.setRetainSizeWhenHidden(True)
    beside.setSizePolicy(room)
    return beside
