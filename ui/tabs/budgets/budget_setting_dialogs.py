"""What the page of the budget asks: a virement, a line, a month's figure, a version, a profile, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from blmk_desktop.periods import month_label, today, year_end, year_start
from blmk_desktop.records.budgets import BASES
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.rules.funding import budget_line_words
from blmk_desktop.rules.phasing import EQUAL, MONTHS
from blmk_desktop.rules.wording import pounds
from blmk_desktop.values import show_figure
from ui.parts.asking import Asking
from ui.parts.day_field import DayField
from ui.parts.form import open_form
from ui.parts.labels import label
from ui.parts.moving import GIVEN_BACK, MovingMoney, amount_field, ask_take_back, choices
from ui.parts.reason import ReasonBox, ask_reason
from ui.reading import year_now
from ui.tabs.budgets.budget_setting_columns import month_words

if TYPE_CHECKING:
    from blmk_desktop.rules.funding import LineKey
    from blmk_desktop.summaries.budget_rows import BudgetRow, BudgetSet, VirementRow
    from ui.window import MainWindow

VIREMENTS = {"virement", "budget_line"}
NOTHING = "Nothing: begin empty"
REASON = "rent reviews came out higher than planned"
RECURS = {"Not said": "", "Recurrent": "yes", "Not recurrent": "no"}


@dataclass(frozen=True)
class Known:
    """What a dialog can offer."""

    budget: BudgetSet
    areas: Sequence[str]
    categories: Sequence[str]


def known(connection: Any, version: str, year: str) -> Known:
    """Read it."""
    from blmk_desktop.summaries.budget_setting import budget
    from blmk_desktop.summaries.detail import keys_of

    areas, categories = ([key for key, _ in keys_of(connection, kind)] for kind in ("area", "budget_category"))
    return Known(budget(connection, version, year), areas, categories)


class VirementDialog(MovingMoney):
    """Asks for a virement between lines of a year."""

    @classmethod
    def ask(cls, window: MainWindow, year: str, line: LineKey | None = None) -> None:
        """Open it over the window, from a line if one is given. Virements count on the budget in force."""
        window.read(lambda connection: known(connection, "", year), lambda found: cls(window, found, line).open())

    def __init__(self, window: MainWindow, found: Known, line: LineKey | None = None) -> None:
        words = ("Move money between lines of the budget", "Record the virement", REASON)
        super().__init__(window, words, found.budget.rows, budget_line_words)
        self.known = found
        self.area, self.category = (
            choices("To area", [GIVEN_BACK, *found.areas]),
            choices("To category", found.categories),
        )
        self.recurrent = choices("Recurrent", list(RECURS))
        self.locked = (self.category,)
        self._begin(line)
        ends = [("To area", self.area), ("To category", self.category)]
        self.ask_for(ends, _day_in(found.budget.year), ("Recurrent", self.recurrent))
        self.say()

    def _begin(self, line: LineKey | None) -> None:
        """From a line of the budget, to the same area unless somebody says otherwise."""
        fits = [at for at, one in enumerate(self.lines) if one and one.key == line]
        self.source.setCurrentIndex(fits[0] if fits else 0)
        if line:
            self.area.setCurrentText(line[0])
            self.category.setCurrentText(line[1])
        elif self.known.budget.areas:
            self.area.setCurrentText(self.known.budget.areas[0])

    @property
    def given_to(self) -> LineKey | None:
        """The line that it reaches; None if it is given back."""
        if self.area.currentIndex() <= 0:
            return None
        return (self.area.currentText(), self.category.currentText(), self.known.budget.year)

    def do(self) -> bool:
        """Record it as one act."""
        from blmk_desktop.acts.budgets import NewVirement, record_virement

        recurs = RECURS[self.recurrent.currentText()]
        words = (self.amount.text(), self.day.day, self.reason.words)
        new = NewVirement(*words, self.taken_from, self.given_to, recurs)
        self.window_.change(record_virement, new, kinds=VIREMENTS, raises=True)
        return True


def take_back(window: MainWindow, virement: VirementRow) -> None:
    """Ask why, and take a virement back."""

    def take(why: str) -> None:
        from blmk_desktop.acts.budgets import take_back_virement

        window.change(take_back_virement, virement.id, why, kinds=VIREMENTS)

    ask_take_back(window, "virement", virement, take)


class LineDialog(Asking):
    """Asks what a version sets for a category of an area: a new line, or one to be set otherwise."""

    @classmethod
    def ask(cls, window: MainWindow, version: str, year: str, row: BudgetRow | None = None) -> None:
        """Open it over the window; where there are no categories that a line could be of, the form for the first."""

        def open_(found: Known) -> None:
            if found.categories:
                cls(window, found, row).open()
            else:
                window.say("A line is of a category, such as premises: say which there are first.")
                open_form(window, "budget_category", then=lambda _id: cls.ask(window, version, year, row))

        window.read(lambda connection: known(connection, version, year), open_)

    def __init__(self, window: MainWindow, found: Known, row: BudgetRow | None = None) -> None:
        words = f"Set a line of {found.budget.version}, {found.budget.year}"
        super().__init__(window, words, "Virements stay as they are, on top of it.", "Set the line")
        self.window_, self.known = window, found
        self.area, self.category = choices("Area", found.areas), choices("Category", found.categories)
        self.amount = amount_field("Budget in pounds")
        self.recurrent = choices("Recurrent", list(RECURS))
        self.profile = choices("Phasing", [EQUAL, *found.budget.profiles])
        self.why = ReasonBox("Why", "agreed by the finance committee")
        self.why.confirmed.connect(self.go.click)
        for name, field in (
            ("Area", self.area),
            ("Category", self.category),
            ("Budget £", self.amount),
            ("Recurrent", self.recurrent),
            ("Phasing", self.profile),
        ):
            self.add(name, field)
        self.add("Why", self.why, tall=True)
        if row is not None:
            self._fill(row)
        elif found.budget.areas:
            self.area.setCurrentText(found.budget.areas[0])

    def _fill(self, row: BudgetRow) -> None:
        for box, words in ((self.area, row.area), (self.category, row.category), (self.profile, row.profile_words)):
            box.setCurrentText(words)
        self.area.setEnabled(False)
        self.category.setEnabled(False)
        self.amount.setText(show_figure(row.original, 2, 2))
        recurs = {None: "Not said", True: "Recurrent", False: "Not recurrent"}
        self.recurrent.setCurrentText(recurs[row.recurrent])
        self.amount.setFocus()

    def do(self) -> bool:
        """Set it as one act."""
        from blmk_desktop.acts.budgets import set_line

        budget = self.known.budget
        key = (self.area.currentText(), self.category.currentText(), budget.year)
        profile = self.profile.currentText() if self.profile.currentIndex() > 0 else ""
        typed = {"amount": self.amount.text(), "profile": profile, "recurrent": RECURS[self.recurrent.currentText()]}
        self.window_.change(set_line, budget.version, key, typed, self.why.words, kinds={"budget_line"}, raises=True)
        return True


class FigureDialog(Asking):
    """Asks what a line came to in a month, or what its year is forecast to come to, with the basis and a note."""

    def __init__(self, window: MainWindow, row: BudgetRow) -> None:
        said = "What a report, a ledger or a return says of the month stays beside it, and counts first."
        super().__init__(window, f"{row.category}, {row.area} {row.year}", said, "Enter the figure")
        self.window_, self.row = window, row
        self.measure = choices("What", ["Actual of the month", "Forecast of the year"])
        self.month = choices("Month", [month_words(month) for month in MONTHS])
        self.month.setCurrentIndex(min(row.reached, 11))
        self.value = amount_field("Value in pounds; blank takes the entry away")
        self.basis = choices("Basis", ["", *(basis.capitalize() for basis in BASES)])
        self.note = QLineEdit()
        self.note.setAccessibleName("Note")
        for name, field in (
            ("What", self.measure),
            ("Month", self.month),
            ("Value £", self.value),
            ("Basis", self.basis),
            ("Note", self.note),
        ):
            self.add(name, field)
        self.value.setFocus()

    def do(self) -> bool:
        """Keep it as one act."""
        from functools import partial

        from blmk_desktop.acts.budgets import Entry, enter_figures

        measure = "forecast" if self.measure.currentIndex() else "actual"
        month = self.month.currentIndex() + 1
        enter = partial(enter_figures, basis=self.basis.currentText(), note=self.note.text())
        entry = Entry(self.row.key, month, measure, self.value.text())
        self.window_.change(enter, [entry], kinds={"budget_figure"}, raises=True)
        return True


class VersionDialog(Asking):
    """Asks for a new version: its name, since when it holds, and what it is made from."""

    def __init__(self, window: MainWindow, budget: BudgetSet) -> None:
        said = (
            "Made from another version, every line begins with what it has the day before the new one is agreed; "
            "virements from that day on count on the new one. Into another year go only lines that recur."
        )
        super().__init__(window, "A new version of the budget", said, "Make the version")
        self.window_, self.budget = window, budget
        self.name, self.why = QLineEdit(), ReasonBox("Why", "rebased at half-year")
        self.day = DayField("Agreed on", _day_in(budget.year or year_now(window.store)), required=True)
        self.base = choices("Made from", [NOTHING, *(one.name for one in budget.versions if one.lines)])
        self.base.setCurrentText(budget.version or NOTHING)
        self.into = QLineEdit(budget.year or year_now(window.store))
        self.name.setAccessibleName("Name")
        self.into.setAccessibleName("For the year")
        self.why.confirmed.connect(self.go.click)
        for name, field in (
            ("Name", self.name),
            ("Agreed on", self.day),
            ("Made from", self.base),
            ("For the year", self.into),
        ):
            self.add(name, field)
        self.add("Why", self.why, tall=True)
        self.name.setFocus()

    @property
    def based_on(self) -> str:
        """The version that it is made from; '' for none."""
        return self.base.currentText() if self.base.currentIndex() else ""

    def do(self) -> bool:
        """Make it as one act."""
        from blmk_desktop.acts.budgets import NewVersion, new_version
        from blmk_desktop.errors import UserError
        from blmk_desktop.periods import read_year

        try:
            into = read_year(self.into.text())
        except ValueError as error:
            raise UserError(f"For the year: {error}.") from error
        based = next((one for one in self.budget.versions if one.name == self.based_on), None)
        year = "" if based is None else self.budget.year if self.budget.year in based.years else based.years[-1]
        new = NewVersion(self.name.text(), self.day.day, self.based_on, year, into)
        self.window_.change(new_version, new, self.why.words, kinds={"budget_version", "budget_line"}, raises=True)
        return True


class ProfileDialog(Asking):
    """Asks for the shares of a phasing profile, which come to 100%."""

    def __init__(self, window: MainWindow, name: str, shares: Sequence[int]) -> None:
        super().__init__(
            window, "A phasing profile", "The share of the year's budget that each month has.", "Keep the profile"
        )
        self.window_ = window
        self.name = QLineEdit(name)
        self.name.setAccessibleName("Profile")
        self.name.setEnabled(not name)
        self.add("Profile", self.name)
        self.shares = [QLineEdit(show_figure(share, 2, 2)) for share in shares]
        for quarter in range(4):
            self._add_quarter(quarter)
        self.name.setFocus()
        self._say()

    def _add_quarter(self, quarter: int) -> None:
        """Three months side by side: so all twelve have room in a low window with large text."""
        months = QWidget()
        row = QHBoxLayout(months)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        for month in MONTHS[3 * quarter : 3 * quarter + 3]:
            edit, words = self.shares[month - 1], label(month_words(month), "muted")
            words.setBuddy(edit)
            edit.setAccessibleName(f"Share of {month_label(month)} in per cent")
            edit.textChanged.connect(lambda _text: self._say())
            row.addWidget(words)
            row.addWidget(edit)
        self.add(f"Quarter {quarter + 1}, %", months)

    def _say(self) -> None:
        """What the months come to so far."""
        from blmk_desktop.editing import read_value

        found = 0
        for edit in self.shares:
            try:
                read = read_value(RECORDS["phase"].by_name["share"], edit.text() or "0")
            except ValueError:
                read = 0
            found += read if isinstance(read, int) else 0
        self.detail.setText(f"The twelve months come to {show_figure(found, 2, 2)}%.")

    def do(self) -> bool:
        """Keep it as one act."""
        from blmk_desktop.acts.budgets import set_profile

        shares = [edit.text() for edit in self.shares]
        self.window_.change(set_profile, self.name.text(), shares, kinds={"phase"}, raises=True)
        return True


def ask_why_removed(window: MainWindow, row: BudgetRow) -> None:
    """Ask why, and take a line out of its version."""

    def take(why: str) -> None:
        from blmk_desktop.acts.budgets import remove_line

        window.change(remove_line, row.version, row.key, why, kinds={"budget_line"})

    words = f"Take {row.category}, {row.area} {row.year} out of {row.version}?"
    detail = f"It sets {pounds(row.original, 0)}. Its virements and its figures stay."
    ask_reason(window, words, detail, "Take the line out", take)


def _day_in(year: str) -> str:
    """Today, or the nearest day that lies in a year."""
    return max(year_start(year), min(today(), year_end(year)))
