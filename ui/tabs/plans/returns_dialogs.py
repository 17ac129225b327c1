"""What the page of returns asks: which round, which date and why for a status, which templates and where to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from blmk_desktop.periods import today, year_of
from blmk_desktop.records.workforce import STAGES
from ui.parts.asking import Asking
from ui.parts.day_field import DayField
from ui.parts.folder_field import FolderField
from ui.parts.reason import ReasonBox
from ui.reading import year_now

FIRST_YEAR = 2019  # networks began in 2019/20


class RoundDialog(Asking):
    """Begins a round, or gives the one there is other dates. `then(year, stage, due, as_at)`; dates are ISO or None."""

    def __init__(
        self,
        parent: QWidget,
        then: Callable[[str, str, str | None, str | None], object],
        round_: tuple[str, str, str, str] | None = None,
    ) -> None:
        """`round_`: the year, stage, due and as-at of the one whose dates are asked for."""
        words = "Begin a round" if round_ is None else f"The dates of {round_[0]} {round_[1]}"
        detail = "The plans of one year at one stage. The first draft and the final are two rounds." * (round_ is None)
        super().__init__(parent, words, detail, "Begin the round" if round_ is None else "Save the dates")
        year, stage, due, as_at = round_ or (year_now(getattr(parent, "store", None)), STAGES[0], "", "")
        self._then = then
        self.year, self.stage = QComboBox(), QComboBox()
        self.year.setAccessibleName("Financial year")
        self.stage.setAccessibleName("Stage")
        for start in range(int(year_of(today())[:4]) + 1, FIRST_YEAR - 1, -1):
            self.year.addItem(f"{start}/{(start + 1) % 100:02}")
        if self.year.findText(year) < 0:
            self.year.addItem(year)
        self.year.setCurrentText(year)
        for one in STAGES:
            self.stage.addItem(one.capitalize(), one)
        self.stage.setCurrentIndex(max(0, self.stage.findData(stage)))
        self.due = DayField("Returns due", due, "The last day for networks to send their plan back")
        self.as_at = DayField("Staff counted on", as_at, "The date on which staff in post are counted")
        for name, field in (
            ("Financial year", self.year),
            ("Stage", self.stage),
            ("Returns due", self.due),
            ("Staff counted on", self.as_at),
        ):
            self.add(name, field)
        for box in (self.year, self.stage):
            box.setEnabled(round_ is None)

    def do(self) -> bool:
        """Begin it."""
        self._then(self.year.currentText(), self.stage.currentData(), self.due.day, self.as_at.day)
        return True


class StatusDialog(Asking):
    """Asks for the day of a step, and for a query what is queried. `then(day, query)`."""

    def __init__(
        self, parent: QWidget, networks: Sequence[str], status: str, then: Callable[[str | None, str], object]
    ) -> None:
        whom = networks[0] if len(networks) == 1 else f"{len(networks)} networks"
        detail = "" if len(networks) == 1 else ", ".join(networks[:12]) + ("…" if len(networks) > 12 else "")
        super().__init__(parent, f"Mark {whom} as {status}", detail, f"Mark as {status}")
        self._then, self._asks = then, status == "queried"
        self.day = DayField("On", today(), required=True)
        self.add("On", self.day)
        self.query = ReasonBox("What is queried", "line 4 starts after the year has ended")
        self.query.confirmed.connect(self.go.click)
        self.query.textChanged.connect(self._typed)
        if self._asks:
            self.add("What is queried", self.query, tall=True)
            self.query.setFocus()
        self._typed()

    @property
    def reason(self) -> str:
        """What is queried."""
        return self.query.words

    def _typed(self) -> None:
        self.go.setEnabled(not self._asks or bool(self.reason))

    def do(self) -> bool:
        """Mark them."""
        self._then(self.day.day, self.reason)
        return True


class TemplatesDialog(Asking):
    """Asks which networks get their template, in which folder, and what is noted of it."""

    def __init__(
        self,
        parent: QWidget,
        round_name: str,
        groups: Sequence[tuple[str, Sequence[str]]],
        folder: Path,
        due: str,
        then: Callable[[Sequence[str], Path, bool, str | None], object],
    ) -> None:
        """`groups`: what a choice of networks is called, and their codes. `then(codes, folder, sent, due)`."""
        detail = "One workbook for each network, filled in with what is known already."
        super().__init__(parent, f"Templates for {round_name}", detail, "Write")
        self._then, self._groups = then, [(words, codes) for words, codes in groups if codes]
        self._which = QButtonGroup(self)
        choices = QWidget()
        column = QVBoxLayout(choices)
        column.setContentsMargins(0, 0, 0, 0)
        for at, (words, _) in enumerate(self._groups):
            choice = QRadioButton(words)
            choice.setChecked(not at)
            self._which.addButton(choice, at)
            column.addWidget(choice)
        self._which.idToggled.connect(lambda _at, _on: self._tell())
        field = FolderField(folder, "Folder for the templates")
        self.folder = field.edit
        self.folder.textChanged.connect(lambda _text: self._tell())
        self.sent = QCheckBox("Note that they were sent today")
        self.sent.setChecked(True)
        self.due = DayField("Returns due", due, "The last day for networks to send their plan back")
        self.add("For", choices, tall=True)
        self.add("Folder", field)
        self.add("Returns due", self.due)
        self.add("", self.sent)
        self._tell()

    @property
    def codes(self) -> Sequence[str]:
        """The networks that are chosen."""
        at = self._which.checkedId()
        return self._groups[at][1] if 0 <= at < len(self._groups) else ()

    def _tell(self) -> None:
        number = len(self.codes)
        self.go.setText(f"Write {number:,} template{'s' if number != 1 else ''}")
        self.go.setEnabled(bool(number and self.folder.text().strip()))

    def do(self) -> bool:
        """Write them."""
        self._then(self.codes, Path(self.folder.text().strip()), self.sent.isChecked(), self.due.day)
        return True
