"""What the page of funding asks: how much money moves, from which line to which, when and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QComboBox, QLineEdit

from blmk_desktop.periods import today, year_of
from blmk_desktop.records import RECORDS
from blmk_desktop.rules.wording import pounds
from ui.parts.asking import Asking
from ui.parts.day_field import DayField
from ui.parts.reason import ReasonBox, ask_reason

if TYPE_CHECKING:
    from blmk_desktop.rules.funding import LineKey
    from blmk_desktop.summaries.scheme_funding import Funding, LineRow, MoveRow
    from ui.window import MainWindow

MONEY_KINDS = {"funding_move", "funding_line"}
NEW_MONEY, GIVEN_BACK = "New money", "Given back"


@dataclass(frozen=True)
class Known:
    """What money can be moved between."""

    funding: Funding
    schemes: Sequence[str]
    funds: Sequence[str]


def known(connection: Any) -> Known:
    """Read it."""
    from blmk_desktop.summaries.detail import keys_of
    from blmk_desktop.summaries.scheme_funding import scheme_funding

    schemes, funds = ([key for key, _ in keys_of(connection, kind)] for kind in ("scheme", "fund"))
    return Known(scheme_funding(connection), schemes, funds)


class MoveDialog(Asking):
    """Asks for a move of money. Both lines keep their original value: the move is recorded once, between them."""

    @classmethod
    def ask(cls, window: MainWindow, line: LineKey | None = None, scheme: str = "") -> None:
        """Open it over the window, from a line, or from the first of a scheme."""
        window.read(known, lambda found: cls(window, found, line, scheme).open(), replaces="funding move")

    def __init__(self, window: MainWindow, found: Known, line: LineKey | None = None, scheme: str = "") -> None:
        super().__init__(window, "Move money", "", "Record the move")
        self.window_, self.known = window, found
        self.lines: list[LineRow | None] = [None, *(one for one in found.funding.lines if one.budget > 0)]
        self.amount = QLineEdit()
        self.amount.setAccessibleName("Amount in pounds")
        self.amount.setPlaceholderText("Pounds")
        self.day = DayField("On", today(), required=True)
        self.source, self.scheme, self.fund, self.year = (QComboBox() for _ in range(4))
        self._fill()
        self.reason = ReasonBox("Reason", "the builder begins a year later")
        self.reason.confirmed.connect(self.go.click)
        for name, field in (
            ("From", self.source),
            ("To scheme", self.scheme),
            ("Fund", self.fund),
            ("Year", self.year),
            ("Amount £", self.amount),
            ("On", self.day),
        ):
            self.add(name, field)
            field.setAccessibleName(name)
        self.add("Reason", self.reason, tall=True)
        self._begin(line, scheme)
        self.source.currentIndexChanged.connect(lambda _at: self._follow())
        self.amount.textChanged.connect(lambda _text: self._say())
        for box in (self.scheme, self.fund, self.year):
            box.currentIndexChanged.connect(lambda _at: self._say())
        self.widen(86)
        self.amount.setFocus()

    def _fill(self) -> None:
        for one in self.lines:
            words = f"{one.scheme}, {one.fund} {one.year}: {pounds(one.budget, 0)}" if one else NEW_MONEY
            self.source.addItem(words)
        self.scheme.addItem(GIVEN_BACK, "")
        for name in self.known.schemes:
            self.scheme.addItem(name, name)
        self.fund.addItems(list(self.known.funds))
        self.year.addItems(_years(self.known.funding.years))

    def _begin(self, line: LineKey | None, scheme: str) -> None:
        """From a line; of a scheme, from its first that has money."""
        fits = [at for at, one in enumerate(self.lines) if one and (one.key == line or one.scheme == scheme)]
        self.source.setCurrentIndex(fits[0] if fits else 0)
        if scheme and not fits:
            self.scheme.setCurrentIndex(max(0, self.scheme.findData(scheme)))
        self._follow()

    def _follow(self) -> None:
        """Money of a line goes, unless somebody says otherwise, to the same scheme and fund in the year after."""
        line = self.lines[self.source.currentIndex()]
        if line is not None:
            self.scheme.setCurrentIndex(max(0, self.scheme.findData(line.scheme)))
            self.fund.setCurrentText(line.fund)
            self.year.setCurrentText(_after(line.year))
        self._say()

    @property
    def taken_from(self) -> LineKey | None:
        """The line that the money leaves; None if it is new."""
        line = self.lines[self.source.currentIndex()]
        return line.key if line else None

    @property
    def given_to(self) -> LineKey | None:
        """The line that it reaches; None if it is given back."""
        scheme = self.scheme.currentData()
        return (scheme, self.fund.currentText(), self.year.currentText()) if scheme else None

    def _say(self) -> None:
        """What becomes of both lines."""
        budgets = {one.key: one.budget for one in self.known.funding.lines}
        amount = self._pence()
        said = []
        for key, sign in ((self.taken_from, -1), (self.given_to, 1)):
            if key is not None:
                now = budgets.get(key, 0)
                then = f" becomes {pounds(now + sign * amount, 0)}" if amount else ""
                said.append(f"{key[0]}, {key[1]} {key[2]}: {pounds(now, 0)}{then}.")
        for box in (self.fund, self.year):
            box.setEnabled(self.given_to is not None)
        self.detail.setText("\n".join(said))
        self.detail.setVisible(bool(said))

    def _pence(self) -> int:
        from blmk_desktop.editing import read_value

        try:
            read = read_value(RECORDS["funding_move"].by_name["amount"], self.amount.text())
        except ValueError:
            return 0
        return read if isinstance(read, int) else 0

    def do(self) -> bool:
        """Record it as one act."""
        from blmk_desktop.acts.moving import NewMove
        from blmk_desktop.acts.schemes import record_move

        move = NewMove(self.amount.text(), self.day.day, self.reason.words, self.taken_from, self.given_to)
        self.window_.change(record_move, move, kinds=MONEY_KINDS, raises=True)
        return True


def take_back(window: MainWindow, move: MoveRow) -> None:
    """Ask why, and take a move back."""

    def take(why: str) -> None:
        from blmk_desktop.acts.schemes import take_back_move

        window.change(take_back_move, move.id, why, kinds=MONEY_KINDS)

    words = f"Take back move {move.number} of {pounds(move.amount, 0)}?"
    detail = f"From {move.from_words} to {move.to_words}. Both lines will be as they were before it."
    ask_reason(window, words, detail, "Take the move back", take)


def _years(spoken_of: Sequence[str]) -> list[str]:
    """Every year from the first of which anything is said until the one after the last, this one among them."""
    now = year_of(today())
    years, last = [min([now, *spoken_of])], _after(max([now, *spoken_of]))
    while years[-1] != last:
        years.append(_after(years[-1]))
    return years


def _after(year: str) -> str:
    start = int(year[:4]) + 1
    return f"{start}/{(start + 1) % 100:02}"
