"""What lines of schemes and of budgets have in common: a budget that money moves to and from, and those moves."""

from __future__ import annotations

from dataclasses import dataclass, field

from blmk_desktop.rules.funding import Budget, LineKey, Move, line_words


@dataclass(frozen=True)
class Budgeted:
    """A line with a budget: what it was given first, what was moved since, and what that makes. Pence."""

    budgeted: Budget = field(kw_only=True)

    @property
    def original(self) -> int:
        """What it was given first."""
        return self.budgeted.original

    @property
    def moved_in(self) -> int:
        """What was moved to it since."""
        return self.budgeted.moved_in

    @property
    def moved_out(self) -> int:
        """What was moved away from it since."""
        return self.budgeted.moved_out

    @property
    def moved(self) -> int:
        """Moved in less moved out."""
        return self.budgeted.moved

    @property
    def budget(self) -> int:
        """What it has now."""
        return self.budgeted.now


@dataclass(frozen=True)
class RecordedMove:
    """A recorded move or virement, with the id of its record. Its ends are lines; None: new money, or given back."""

    id: int
    move: Move

    @property
    def number(self) -> str:
        """Its number: M1, V1."""
        return self.move.number

    @property
    def on(self) -> str:
        """The day of it, ISO."""
        return self.move.on

    @property
    def amount(self) -> int:
        """How much, in pence."""
        return self.move.amount

    @property
    def reason(self) -> str:
        """Why."""
        return self.move.reason

    @property
    def from_words(self) -> str:
        """What it leaves; 'new money' if no line."""
        return self.end_words(self.move.taken_from) if self.move.taken_from else "new money"

    @property
    def to_words(self) -> str:
        """What it reaches; 'given back' if no line."""
        return self.end_words(self.move.given_to) if self.move.given_to else "given back"

    @staticmethod
    def end_words(key: LineKey) -> str:
        """A line that it leaves or reaches, in words."""
        return line_words(key)
