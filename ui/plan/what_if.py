"""What if: sliders for a pay award, a slip and posts not filled; the plan as it stands beside what it would come to."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from blmk_desktop.rules.affordability import Assessment, Scenario
from blmk_desktop.words.plans import pounds, staff, what_if_words
from ui.parts.dials import Control, Dial, Results, dial_grid
from ui.parts.labels import button, heading, label, muted
from ui.plan.grid import READ_ONLY

DIALS = (
    Dial("pay_award", "&Pay award", 1000, 25, 100, " points", page=4),
    Dial("slip", "New posts start &later by", 6, 1, 1, " months"),
    Dial("failure", "New posts &not filled", 5000, 500, 100, " %"),
)


class WhatIf(QFrame):
    """The panel. Nothing is saved until `keep_asked`."""

    changed = Signal()
    keep_asked = Signal()

    def __init__(self, *, read_only: bool = False) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.setAccessibleName("What if")
        self.controls = {dial.name: Control(dial) for dial in DIALS}
        self.sentence = label("", wrap=True)
        self.reset = button("R&eset", self._reset)
        self.keep = button("&Keep as plan…", self.keep_asked.emit)
        self.read_only = read_only
        self._table = Results()
        self._compose()

    def _compose(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(heading("What if"))
        head.addStretch(1)
        head.addWidget(self.reset)
        head.addWidget(self.keep)
        column.addLayout(head)
        for control in self.controls.values():
            control.changed.connect(self.changed)
        column.addLayout(dial_grid(self.controls.values()))
        column.addWidget(self.sentence)
        column.addLayout(self._table)
        column.addWidget(muted("Only posts that start after the day on which staff were counted come later or fail."))
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setAccessibleName("What if")
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        area.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    @property
    def scenario(self) -> Scenario:
        """What the sliders say."""
        return Scenario(**{name: control.value for name, control in self.controls.items()})

    def show_results(self, stands: Assessment, then: Assessment) -> None:
        """The plan as it stands beside what it would come to."""
        given = self.scenario
        self.sentence.setText(what_if_words(given, stands, then))
        self.reset.setEnabled(given != Scenario())
        self.keep.setEnabled(bool(given.slip or given.failure) and not self.read_only)
        tip = "Change the lines so: later starts, less WTE. A pay award is not kept."
        self.keep.setToolTip(READ_ONLY if self.read_only else tip)
        self._table.show_rows(_rows(stands, then))

    @property
    def texts(self) -> list[str]:
        """Everything in the table, row by row."""
        return self._table.texts

    def _reset(self) -> None:
        for control in self.controls.values():
            control.set(0)


def _rows(stands: Assessment, then: Assessment) -> list[tuple[str, str, str, str]]:
    """What, as it stands, what if, difference."""
    rows = [
        ("", "As it stands", "What if", "Difference"),
        ("Cost", pounds(stands.cost), pounds(then.cost), _more(then.cost - stands.cost)),
        ("Left of the allocation", _left(stands), _left(then), ""),
        ("At year end", staff(stands.wte[-1]), staff(then.wte[-1]), _staff(then.wte[-1] - stands.wte[-1])),
    ]
    after = {role.role: role.wte for role in then.roles}
    for role in stands.roles:
        wte = after.get(role.role, 0)
        rows.append((role.role, staff(role.wte), staff(wte), _staff(wte - role.wte)))
    return rows


def _left(found: Assessment) -> str:
    if found.balance is None:
        return "no allocation"
    return f"{pounds(found.balance)} {'over' if found.balance < 0 else 'left'}"


def _more(pence: int) -> str:
    return f"{pounds(abs(pence))} {'more' if pence > 0 else 'less'}" if pence else ""


def _staff(wte: int) -> str:
    return f"{staff(abs(wte))} {'more' if wte > 0 else 'fewer'}" if wte else ""
