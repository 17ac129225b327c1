"""What the files do not say and the user may: a plan's year and stage, the date of figures, how much of England."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QGridLayout, QLineEdit, QWidget

from blmk_desktop.importing.forms import Form, forms
from blmk_desktop.importing.proposal import Options, Proposal, SheetProposal
from blmk_desktop.periods import read_date, show_date, today, year_of
from blmk_desktop.records.budgets import CONVENTIONS
from blmk_desktop.records.workforce import STAGES
from ui.importing.words import to_be_named
from ui.parts.labels import heading, label

AS_FILE = "As the file says"
FINANCE_REPORT = "finance-report"
DATED = ("list_size", "network_check")


class Answers(QFrame):
    """Shown as far as the files need it; a change is told once it is whole."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.year, self.stage, self.as_at, self.register = QComboBox(), QComboBox(), QLineEdit(), QLineEdit()
        self.convention = QComboBox()
        self.all_england = QCheckBox("Whole of England, not just our area")
        self.accept_over = QCheckBox("Take plans over their allocation")
        self.accept_over.setToolTip("Take returns though they are over the allocation or over the cap of a role")
        self._as_at_now = self._register_now = ""
        self._fill()
        self._lay_out()
        self.year.activated.connect(self.changed)
        self.stage.activated.connect(self.changed)
        self.as_at.editingFinished.connect(self._date_typed)
        self.register.editingFinished.connect(self._register_typed)
        self.convention.activated.connect(self.changed)
        self.all_england.clicked.connect(self.changed)
        self.accept_over.clicked.connect(self.changed)

    def _fill(self) -> None:
        first = int(year_of(today())[:4])
        self.year.addItem(AS_FILE, None)
        for start in range(first + 1, 2014, -1):
            written = f"{start}/{(start + 1) % 100:02}"
            self.year.addItem(written, written)
        self.stage.addItem(AS_FILE, None)
        for stage in STAGES:
            self.stage.addItem(stage.capitalize(), stage)
        self.convention.addItem("As its rows tell", None)
        for convention in CONVENTIONS:
            self.convention.addItem(convention.capitalize(), convention)
        self.convention.setToolTip("Which way round a finance report writes its variances; ours are plan less actual")
        self.as_at.setPlaceholderText(AS_FILE)
        self.as_at.setToolTip("The date on which the figures hold, such as 31/03/2023")
        self.register.setPlaceholderText(AS_FILE)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 8, 12, 8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        self.heading = heading("All files")
        grid.addWidget(self.heading, 0, 0, 1, 2)
        self._labels = {}
        fields = {
            "Financial year": self.year,
            "Stage": self.stage,
            "Figures as at": self.as_at,
            "Risk register": self.register,
            "Variances are": self.convention,
        }
        for row, (name, field) in enumerate(fields.items(), 1):
            self._labels[field] = label(name, "muted")
            self._labels[field].setBuddy(field)
            field.setAccessibleName(name)
            if isinstance(field, QComboBox):
                field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
                field.setMinimumContentsLength(14)
            grid.addWidget(self._labels[field], row, 0)
            grid.addWidget(field, row, 1)
        grid.addWidget(self.all_england, 6, 0, 1, 2)
        grid.addWidget(self.accept_over, 7, 0, 1, 2)

    def show_for(self, proposal: Proposal) -> None:
        """Ask what these files need."""
        sheets = proposal.sheets()
        senders = {file.returned.kind for file in proposal.returns() if file.returned}
        plans = "pcn" in senders or any(form.figures for form in _forms(sheets))
        dated = any(_dated(sheet) for sheet in sheets)
        area = any(form.area for form in _forms(sheets))
        whose = sorted({form.whose for form in _forms(sheets)} - {""})
        years = (
            plans
            or "practice" in senders
            or any(_dated(sheet) and not form.whose for sheet in sheets for form in _forms([sheet]))
        )
        asked = {self.year: years, self.stage: plans, self.as_at: dated, self.register: bool(whose)}
        asked[self.convention] = any(sheet.form == FINANCE_REPORT for sheet in sheets)
        self._name_register(whose)
        named = not any(to_be_named(refusal) for refusal in proposal.refused())
        self.register.setPlaceholderText(AS_FILE if named else "Name it here")
        for field, wanted in asked.items():
            field.setVisible(wanted)
            self._labels[field].setVisible(wanted)
        self.all_england.setVisible(area)
        self.accept_over.setVisible("pcn" in senders)
        self.heading.setText("All files" if len(proposal.files) > 1 else "This file")
        self.setVisible(bool(plans or dated or area or whose))

    def _name_register(self, whose: list[str]) -> None:
        """What the sheets are of: a risk register, a committee, a programme."""
        name = " or ".join([*whose[:1], *(one.lower() for one in whose[1:])])
        self._labels[self.register].setText(name)
        self.register.setAccessibleName(name)
        self.register.setToolTip(f"The name of the {name.lower()} that the sheets are of: one that is here goes on")

    def put_in(self, options: Options) -> None:
        """Write the answers into the options."""
        options.year = self.year.currentData()
        options.stage = self.stage.currentData()
        options.as_at = self._as_at_now or None
        options.register = self._register_now or None
        options.convention = self.convention.currentData()
        options.all_england = self.all_england.isChecked()
        options.accept_over = self.accept_over.isChecked()

    def _date_typed(self) -> None:
        """Take a date once it is one; say that it is none at the field."""
        text = self.as_at.text().strip()
        try:
            day = read_date(text) if text else ""
        except ValueError as problem:
            self._mark(str(problem))
            return
        self._mark("")
        if text:
            self.as_at.setText(show_date(day))
        if day != self._as_at_now:
            self._as_at_now = day
            self.changed.emit()

    def _register_typed(self) -> None:
        name = " ".join(self.register.text().split())
        self.register.setCursorPosition(0)  # a long name is read from its beginning
        if name != self._register_now:
            self._register_now = name
            self.changed.emit()

    def _mark(self, problem: str) -> None:
        self.as_at.setProperty("state", "wrong" if problem else "")
        self.as_at.setToolTip(problem or "The date on which the figures hold, such as 31/03/2023")
        self.as_at.setAccessibleDescription(problem)
        self.as_at.style().unpolish(self.as_at)
        self.as_at.style().polish(self.as_at)


def _forms(sheets: Iterable[SheetProposal]) -> list[Form]:
    """The forms of the sheets that are tables; a return has a form of its own."""
    return [forms()[sheet.form] for sheet in sheets if sheet.form in forms()]


def _dated(sheet: SheetProposal) -> bool:
    declared = _forms([sheet])
    parts = [part for form in declared for part in form.parts]
    return any(form.dated for form in declared) or any(part.record in DATED or part.snapshot for part in parts)
