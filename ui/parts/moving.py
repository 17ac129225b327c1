"""Asks how much money moves, from which line to where, when and why: of schemes and of budgets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.rules.wording import pounds
from ui.parts.asking import Asking
from ui.parts.day_field import DayField
from ui.parts.pickers import Choice
from ui.parts.reason import ReasonBox, ask_reason

if TYPE_CHECKING:
    from collections.abc import Callable

    from blmk_desktop.rules.funding import LineKey
    from blmk_desktop.summaries.budget_rows import BudgetRow
    from blmk_desktop.summaries.moves import RecordedMove
    from blmk_desktop.summaries.scheme_funding import LineRow
    from ui.window import MainWindow

    MoneyLine = LineRow | BudgetRow

NEW_MONEY, GIVEN_BACK = "New money", "Given back"
LETTERS = 86  # across


def choices(name: str, offered: Iterable[str] = ()) -> QComboBox:
    """A box of names in a dialog, which may be longer than there is room for."""
    box = Choice()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(24)
    box.addItems(list(offered))
    return box


def amount_field(name: str) -> QLineEdit:
    """Room for an amount in pounds."""
    edit = QLineEdit()
    edit.setAccessibleName(name)
    edit.setPlaceholderText("Pounds")
    return edit


class MovingMoney(Asking):
    """Asks for money to move from one of some lines. Both lines keep what they were given: the move is recorded once.

    A subclass adds where the money may go, and records it.
    """

    def __init__(
        self, window: MainWindow, words: tuple[str, str, str], lines: Iterable[MoneyLine], say: Callable[[LineKey], str]
    ) -> None:
        """`words`: what is asked, what the button says, and an example of a reason; `say` a line in words."""
        super().__init__(window, words[0], "", words[1])
        self.window_, self._line_words = window, say
        known = list(lines)
        self._budgets = {one.key: one.budget for one in known}
        self.lines = [None, *(one for one in known if one.budget > 0)]
        offered = [f"{say(one.key)}: {pounds(one.budget, 0)}" if one else NEW_MONEY for one in self.lines]
        self.source, self.amount = choices("From", offered), amount_field("Amount in pounds")
        self.reason = ReasonBox("Reason", words[2])
        self.reason.confirmed.connect(self.go.click)
        self.locked: Sequence[QWidget] = ()  # what makes no sense where the money is given back
        self.widen(LETTERS)

    def ask_for(self, ends: Sequence[tuple[str, QComboBox]], day: str, *more: tuple[str, QWidget]) -> None:
        """Put the fields in order: from where, to where, how much, when, anything else, and why."""
        self.day = DayField("On", day, required=True)
        for name, field in (("From", self.source), *ends, ("Amount £", self.amount), ("On", self.day), *more):
            self.add(name, field)
        self.add("Reason", self.reason, tall=True)
        for box in (self.source, *(box for _, box in ends)):
            box.currentIndexChanged.connect(lambda _at: self.say())
        self.amount.textChanged.connect(lambda _text: self.say())
        self.amount.setFocus()

    @property
    def line(self) -> MoneyLine | None:
        """The line that the money leaves; None if it is new."""
        return self.lines[self.source.currentIndex()]

    @property
    def taken_from(self) -> LineKey | None:
        """The key of the line that the money leaves; None if it is new."""
        return self.line.key if self.line else None

    @property
    def given_to(self) -> LineKey | None:
        """The line that it reaches; None if it is given back."""
        raise NotImplementedError

    def say(self) -> None:
        """Say what becomes of both lines."""
        amount, said = self._pence(), []
        for key, sign in ((self.taken_from, -1), (self.given_to, 1)):
            if key is not None:
                now = self._budgets.get(key, 0)
                then = f" becomes {pounds(now + sign * amount, 0)}" if amount else ""
                said.append(f"{self._line_words(key)}: {pounds(now, 0)}{then}.")
        if self.taken_from == self.given_to:
            said = ["Choose another line for the money to go to."]
        for field in self.locked:
            field.setEnabled(self.given_to is not None)
        self.detail.setText("\n".join(said))
        self.detail.setVisible(bool(said))

    def _pence(self) -> int:
        """What was typed as an amount; 0 while it is none."""
        from blmk_desktop.editing import read_value

        try:
            read = read_value(RECORDS["virement"].by_name["amount"], self.amount.text())
        except ValueError:
            return 0
        return read if isinstance(read, int) else 0


def ask_take_back(window: MainWindow, name: str, move: RecordedMove, then: Callable[[str], object]) -> None:
    """Ask why, and take a move or a virement back."""
    words = f"Take back {name} {move.number} of {pounds(move.amount, 0)}?"
    detail = f"From {move.from_words} to {move.to_words}. Both lines will be as they were before it."
    ask_reason(window, words, detail, f"Take the {name} back", then)
