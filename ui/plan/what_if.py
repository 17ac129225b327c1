"""What if: sliders for a pay award, a slip and posts not filled; the plan as it stands beside what it would come to."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from blmk_desktop.rules.affordability import Assessment, Scenario
from blmk_desktop.words.plans import pounds, staff, what_if_words
from ui.parts.labels import button, heading, label, muted
from ui.plan.grid import READ_ONLY


@dataclass(frozen=True)
class Dial:
    """One thing that may be varied: `most` and `step` in hundredths for percentages, whole for months."""

    name: str
    words: str
    most: int
    step: int
    scale: int
    suffix: str


DIALS = (
    Dial("pay_award", "&Pay award", 1000, 25, 100, " points"),
    Dial("slip", "New posts start &later by", 6, 1, 1, " months"),
    Dial("failure", "New posts &not filled", 5000, 500, 100, " %"),
)


class Control(QObject):
    """A slider and a box that say the same."""

    changed = Signal()

    def __init__(self, dial: Dial) -> None:
        super().__init__()
        self.dial = dial
        self.slider, self.box = QSlider(Qt.Orientation.Horizontal), QDoubleSpinBox()
        self.slider.setRange(0, dial.most // dial.step)
        self.slider.setPageStep(4 if dial.name == "pay_award" else 1)
        self.slider.setTickPosition(QSlider.TickPosition.TicksBelow)
        self.slider.setTickInterval(4 if dial.name == "pay_award" else 1)
        self.box.setDecimals(2 if dial.step < dial.scale else 0)
        self.box.setRange(0, dial.most / dial.scale)
        self.box.setSingleStep(dial.step / dial.scale)
        self.box.setSuffix(dial.suffix)
        name = dial.words.replace("&", "")
        self.slider.setAccessibleName(f"{name}, slider")
        self.box.setAccessibleName(name)
        self.slider.setMinimumWidth(60)
        self.slider.valueChanged.connect(self._slid)
        self.box.valueChanged.connect(self._typed)

    @property
    def value(self) -> int:
        """In the parts of its dial."""
        return round(self.box.value() * self.dial.scale)

    def set(self, value: int) -> None:
        """Set it, and tell."""
        self.box.setValue(value / self.dial.scale)

    def _slid(self, steps: int) -> None:
        if self.value // self.dial.step != steps:  # a value typed between two steps stays as it is
            self.set(steps * self.dial.step)

    def _typed(self, _value: float) -> None:
        self.slider.setValue(self.value // self.dial.step)
        self.changed.emit()


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
        self._table = QGridLayout()
        self._table.setHorizontalSpacing(16)
        self._table.setColumnStretch(0, 1)
        self._table.setVerticalSpacing(2)
        self._cells: list[QLabel] = []
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
        dials = QGridLayout()
        dials.setColumnStretch(1, 1)
        for at, control in enumerate(self.controls.values()):
            name = QLabel(control.dial.words)
            name.setBuddy(control.box)
            dials.addWidget(name, at, 0)
            dials.addWidget(control.slider, at, 1)
            dials.addWidget(control.box, at, 2)
            control.changed.connect(self.changed)
        column.addLayout(dials)
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
        for cell in self._cells:
            cell.deleteLater()
        self._cells = []
        for row, texts in enumerate(_rows(stands, then)):
            for at, text in enumerate(texts):
                cell = label(text, "muted" if row == 0 or at == 0 else "", wrap=at == 0)
                if at:
                    cell.setAlignment(Qt.AlignmentFlag.AlignRight)
                    cell.setAccessibleName(f"{texts[0]}: {text}" if row else text)
                self._table.addWidget(cell, row, at)
                self._cells.append(cell)

    @property
    def texts(self) -> list[str]:
        """Everything in the table, row by row."""
        return [cell.text() for cell in self._cells]

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
