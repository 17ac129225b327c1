"""What moves of money between lines share, of schemes and of budgets: when they are refused, words, taking back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from blmk_desktop.changes import Change, ChangeSet, write
from blmk_desktop.errors import UserError
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.rows import one
from blmk_desktop.rules.funding import LineKey
from blmk_desktop.rules.wording import pounds
from blmk_desktop.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class NewMove:
    """A move as people type it: `amount` in pounds, `on` a date; a line left out is new money or given back."""

    amount: object
    on: object
    reason: str
    taken_from: LineKey | None = None
    given_to: LineKey | None = None


class HasBudget(Protocol):
    """A line with what it has now, in pence."""

    @property
    def budget(self) -> int:
        """What it has."""


def refuse_ends(move: NewMove) -> None:
    """Raises UserError unless it leaves one line, or reaches another, or both."""
    if move.taken_from is None and move.given_to is None:
        raise UserError("Say which line the money leaves, or which it reaches.")
    if move.taken_from == move.given_to:
        raise UserError("The money would reach the line that it leaves.")


def refuse_amount(amount: int) -> None:
    """Raises UserError unless it is more than nothing."""
    if amount <= 0:
        raise UserError("The amount must be more than nothing.")


def refuse_without_money(line: HasBudget, named: str, amount: int) -> None:
    """Raises UserError where the line that the money leaves has less."""
    if line.budget < amount:
        raise UserError(f"{named} has {pounds(line.budget)}, so {pounds(amount)} cannot be moved from it.")


def move_words(amount: int, move: NewMove, line_words: Callable[[LineKey], str]) -> str:
    """What a move is called in the history."""
    start = f" from {line_words(move.taken_from)}" if move.taken_from else " of new money"
    end = f" to {line_words(move.given_to)}" if move.given_to else " given back"
    return f"{pounds(amount, 0)} moved{start}{end}"


def take_back(store: Store, kind: str, identity: int, why: str) -> ChangeSet | None:
    """Take a recorded move or virement away, so that both lines are as they were before it."""
    name = "virement" if kind == "virement" else "move"
    with store.writing() as connection:
        row = one(connection, RECORDS[kind], identity)
        if row is None:
            raise UserError(f"This {name} was taken back meanwhile.")
        what = f"{name.capitalize()} {row['number']} of {pounds(row['amount'])} taken back"
        return write(connection, [Change(kind, identity, {}, None)], what=what, why=why)
