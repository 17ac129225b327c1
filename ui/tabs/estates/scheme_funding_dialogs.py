"""What the page of funding asks: how much money moves, from which line to which, when and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from blmk_desktop.periods import today, year_of
from blmk_desktop.rules.funding import line_words
from ui.parts.moving import GIVEN_BACK, MovingMoney, ask_take_back, choices

if TYPE_CHECKING:
    from blmk_desktop.rules.funding import LineKey
    from blmk_desktop.summaries.scheme_funding import Funding, MoveRow
    from ui.window import MainWindow

MONEY_KINDS = {"funding_move", "funding_line"}


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


class MoveDialog(MovingMoney):
    """Asks for a move of money between lines of schemes, unless told otherwise into the next year."""

    @classmethod
    def ask(cls, window: MainWindow, line: LineKey | None = None, scheme: str = "") -> None:
        """Open it over the window, from a line, or from the first of a scheme."""
        window.read(known, lambda found: cls(window, found, line, scheme).open(), replaces="funding move")

    def __init__(self, window: MainWindow, found: Known, line: LineKey | None = None, scheme: str = "") -> None:
        words = ("Move money", "Record the move", "the builder begins a year later")
        super().__init__(window, words, found.funding.lines, line_words)
        self.scheme = choices("To scheme", [GIVEN_BACK, *found.schemes])
        self.fund = choices("Fund", found.funds)
        self.year = choices("Year", _years(found.funding.years))
        self.locked = (self.fund, self.year)
        self.ask_for([("To scheme", self.scheme), ("Fund", self.fund), ("Year", self.year)], today())
        self.source.currentIndexChanged.connect(lambda _at: self._follow())
        self._begin(line, scheme)

    def _begin(self, line: LineKey | None, scheme: str) -> None:
        """From a line; of a scheme, from its first that has money."""
        fits = [at for at, one in enumerate(self.lines) if one and (one.key == line or one.key[0] == scheme)]
        self.source.setCurrentIndex(fits[0] if fits else 0)
        if scheme and not fits:
            self.scheme.setCurrentText(scheme)
        self._follow()

    def _follow(self) -> None:
        """Money of a line goes, unless somebody says otherwise, to the same scheme and fund in the year after."""
        if self.taken_from is not None:
            scheme, fund, year = self.taken_from
            self.scheme.setCurrentText(scheme)
            self.fund.setCurrentText(fund)
            self.year.setCurrentText(_after(year))
        self.say()

    @property
    def given_to(self) -> LineKey | None:
        """The line that it reaches; None if it is given back."""
        if self.scheme.currentIndex() <= 0:
            return None
        return (self.scheme.currentText(), self.fund.currentText(), self.year.currentText())

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

    ask_take_back(window, "move", move, take)


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
