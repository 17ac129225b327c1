"""Dials: a slider and a box that say the same, with what they make of it in a small table under them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QGridLayout, QLabel, QSlider

from ui.parts.labels import label


@dataclass(frozen=True)
class Dial:
    """One thing that may be varied: `least`, `most` and `step` in hundredths for percentages, whole for months.

    `scale` of its parts are one of what the box shows; `page` steps are one tick of the slider. With `choices` it is
    one of these by its number, and has no slider.
    """

    name: str
    words: str
    most: int
    step: int
    scale: int
    suffix: str
    page: int = 1
    least: int = 0
    help: str = ""
    choices: Sequence[str] = ()

    def shown(self, value: int) -> str:
        """A value as the box shows it."""
        return f"{self.bare(value)}{self.suffix}"

    def bare(self, value: int) -> str:
        """The same without what it is in."""
        if self.choices:
            return self.choices[value] if 0 <= value < len(self.choices) else ""
        return f"{value / self.scale:,.{2 if self.step < self.scale else 0}f}"

    @classmethod
    def choosing(cls, name: str, words: str, choices: Sequence[str], said: str = "") -> Dial:
        """One of some choices, by its number."""
        return cls(name, words, len(choices) - 1, 1, 1, "", help=said, choices=tuple(choices))


class Control(QObject):
    """A slider and a box that say the same."""

    changed = Signal()

    def __init__(self, dial: Dial) -> None:
        super().__init__()
        self.dial = dial
        self.slider, self.box = QSlider(Qt.Orientation.Horizontal), QDoubleSpinBox()
        self.slider.setRange(dial.least // dial.step, dial.most // dial.step)
        self.slider.setPageStep(dial.page)
        self.slider.setTickPosition(QSlider.TickPosition.TicksBelow)
        self.slider.setTickInterval(dial.page)
        self.box.setDecimals(2 if dial.step < dial.scale else 0)
        self.box.setRange(dial.least / dial.scale, dial.most / dial.scale)
        self.box.setSingleStep(dial.step / dial.scale)
        self.box.setSuffix(dial.suffix)
        self.box.setGroupSeparatorShown(True)
        name = dial.words.replace("&", "")
        self.slider.setAccessibleName(f"{name}, slider")
        self.box.setAccessibleName(name)
        self.slider.setMinimumWidth(60)
        for part in (self.slider, self.box):
            part.setToolTip(dial.help)
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


class Chooser(QObject):
    """A box of choices that is turned like a dial."""

    changed = Signal()

    def __init__(self, dial: Dial) -> None:
        super().__init__()
        self.dial, self.box = dial, QComboBox()
        self.box.addItems(list(dial.choices))
        self.box.setAccessibleName(dial.words.replace("&", ""))
        self.box.setToolTip(dial.help)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(14)
        self.box.currentIndexChanged.connect(lambda _at: self.changed.emit())

    @property
    def value(self) -> int:
        """The number of the choice."""
        return self.box.currentIndex()

    def set(self, value: int) -> None:
        """Set it, and tell."""
        self.box.setCurrentIndex(value)


def control_of(dial: Dial) -> Control | Chooser:
    """What turns a dial."""
    return Chooser(dial) if dial.choices else Control(dial)


def in_words(controls: Iterable[Control | Chooser]) -> str:
    """What dials say: 'Growth of lists 2.00 %, Vacancies 4 %'."""
    return ", ".join(f"{one.dial.words.replace('&', '')} {one.dial.shown(one.value)}" for one in controls)


def dial_grid(controls: Iterable[Control | Chooser]) -> QGridLayout:
    """Dials one under another: name, slider, box."""
    grid = QGridLayout()
    grid.setColumnStretch(1, 1)
    grid.setVerticalSpacing(2)
    for at, control in enumerate(controls):
        name = label(control.dial.words)
        name.setBuddy(control.box)
        name.setToolTip(control.dial.help)
        grid.addWidget(name, at, 0)
        if isinstance(control, Control):
            grid.addWidget(control.slider, at, 1)
            grid.addWidget(control.box, at, 2)
        else:
            grid.addWidget(control.box, at, 1, 1, 2)
    return grid


class Results(QGridLayout):
    """What dials come to: a few rows of texts under their headings, the figures at the right."""

    def __init__(self) -> None:
        super().__init__()
        self.setHorizontalSpacing(12)
        self.setColumnStretch(0, 1)
        self.setVerticalSpacing(2)
        self._cells: list[QLabel] = []

    @property
    def texts(self) -> list[str]:
        """Everything in the table, row by row."""
        return [cell.text() for cell in self._cells]

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show other rows; the first holds the headings, the first of each row its name."""
        for cell in self._cells:
            cell.deleteLater()
        self._cells = []
        for row, texts in enumerate(rows):
            for at, text in enumerate(texts):
                cell = label(text, "muted" if row == 0 or at == 0 else "", wrap=row == 0 or at == 0)
                if at:
                    cell.setAlignment(Qt.AlignmentFlag.AlignRight)
                    cell.setAccessibleName(f"{texts[0]}: {text}" if row else text)
                self.addWidget(cell, row, at)
                self._cells.append(cell)
