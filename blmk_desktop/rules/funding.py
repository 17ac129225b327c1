"""Money for schemes: what each line has after the moves, what an envelope has left, and what a fund may pay at most.

Money is in whole pence throughout. A line is known by its scheme, its fund and its financial year; the same arithmetic
is that of budgets, whose lines are known by area, category and year.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from blmk_desktop.records.estates import SCHEME_STAGES
from blmk_desktop.rules.plans import WHOLE

LineKey = tuple[str, str, str]  # scheme, fund, financial year; of a budget: area, category, financial year
STEPS = tuple(stage for stage in SCHEME_STAGES if stage != "withdrawn")  # in the order in which a scheme takes them
ENDED = ("complete", "withdrawn")
_END = ("scheme", "fund", "year")
SOON = 12  # months before an agreement lapses in which it is said


@dataclass(frozen=True, slots=True)
class Move:
    """Money that leaves one line and reaches another; None: it is new money, or it is given back. `on` is ISO."""

    number: str
    on: str
    amount: int
    taken_from: LineKey | None
    given_to: LineKey | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Budget:
    """What a line was given first, what was moved in and out since, and what that makes."""

    original: int = 0
    moved_in: int = 0
    moved_out: int = 0

    @property
    def moved(self) -> int:
        """Moved in less moved out."""
        return self.moved_in - self.moved_out

    @property
    def now(self) -> int:
        """The revised budget."""
        return self.original + self.moved


def budgets(originals: Mapping[LineKey, int], moves: Iterable[Move]) -> dict[LineKey, Budget]:
    """The budget of each line, and of what has no line of its own and money is moved to or from all the same."""
    moved_in: dict[LineKey, int] = defaultdict(int)
    moved_out: dict[LineKey, int] = defaultdict(int)
    for move in moves:
        if move.given_to:
            moved_in[move.given_to] += move.amount
        if move.taken_from:
            moved_out[move.taken_from] += move.amount
    keys = dict.fromkeys((*originals, *moved_in, *moved_out))
    return {key: Budget(originals.get(key, 0), moved_in[key], moved_out[key]) for key in keys}


def line_words(key: LineKey) -> str:
    """A line of a scheme in words: 'Kingsway, ETTF 2019/20'."""
    return f"{key[0]}, {key[1]} {key[2]}"


def budget_line_words(key: LineKey) -> str:
    """A line of a budget in words, within its year: 'Prescribing, Luton'."""
    return f"{key[1]}, {key[0]}"


def headroom(envelope: int | None, budget: int) -> int | None:
    """What an envelope has left: negative where it is over-committed; None without an envelope."""
    return None if envelope is None else envelope - budget


def most_allowed(cost: int, most: int) -> int:
    """What a fund may pay of a scheme's cost at most: `most` in hundredths of a percentage point, cut to pence."""
    return cost * most // WHOLE


def cap_on(caps: Iterable[tuple[str, int]], day: str) -> int | None:
    """The share that holds on a day, of (start, most) pairs; None if none does yet."""
    held = [cap for cap in caps if cap[0] <= day]
    return max(held)[1] if held else None


def left_to_spend(secured: int | None, received: int | None, spent: int | None) -> int | None:
    """What is left of an agreement: of what came in, or of what is secured while nobody says that any came in."""
    had = secured if received is None else received
    return None if had is None else had - (spent or 0)


def refused_move(move: Mapping[str, object]) -> list[tuple[str, str]]:
    """Why a move cannot be taken: field and sentence. An end is a scheme, a fund and a year, or nothing at all."""
    return _refused(move, _END, "a scheme, a fund and a year", "A move")


def refused_virement(virement: Mapping[str, object]) -> list[tuple[str, str]]:
    """Why a virement cannot be taken: field and sentence. An end is an area and a category, or nothing at all."""
    return _refused(virement, ("area", "category"), "an area and a category", "A virement")


def _refused(move: Mapping[str, object], end: tuple[str, ...], line: str, what: str) -> list[tuple[str, str]]:
    amount = move.get("amount")
    bad = [("amount", f"{what} is always of more than nothing.")] if isinstance(amount, int) and amount <= 0 else []
    ends = {which: [move.get(f"{which}_{part}") for part in end] for which in ("from", "to")}
    for which, parts in ends.items():
        if any(parts) and not all(parts):
            missing = next(name for name, part in zip(end, parts, strict=True) if not part)
            bad.append((f"{which}_{missing}", f"Where money leaves or goes is {line} together."))
    if not any(any(parts) for parts in ends.values()):
        bad.append((f"from_{end[0]}", "It says neither where the money leaves nor where it goes."))
    elif ends["from"] == ends["to"]:
        bad.append((f"to_{end[0]}", "The money would reach the line that it leaves."))
    return bad


def went_back(before: str, after: str) -> bool:
    """Whether a stage is an earlier one than that before it. A withdrawn scheme may be taken up again."""
    return before in STEPS and after in STEPS and STEPS.index(after) < STEPS.index(before)


def is_late(expected_by: str, completed: str, stage: str, day: str) -> bool:
    """Whether a scheme should have been complete before a day and is not."""
    return bool(expected_by) and expected_by < day and not completed and stage not in ENDED


def days_late(expected_by: str, completed: str, stage: str, day: str) -> int:
    """By how many days a scheme is late on a day, or was completed late; 0 if it is not."""
    until = completed or (day if is_late(expected_by, completed, stage, day) else "")
    if not (until and expected_by):
        return 0
    return max(0, (date.fromisoformat(until) - date.fromisoformat(expected_by)).days)
