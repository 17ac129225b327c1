"""A prioritisation round in words: where each scheme stands, and what the round comes to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from blmk_desktop.rules.prioritisation import AT_LINE, BEYOND, UNKNOWN, WITHIN, Placed
from blmk_desktop.rules.wording import counted, listed, pounds

if TYPE_CHECKING:
    from blmk_desktop.rules.sensitivity import Sway
    from blmk_desktop.summaries.priorities import Priorities

FITS = "Beyond, but fits what is left"
NOT_ON = "Below the least need"
NOT_SCORED = "Not fully scored"
RANKED = "Ranked"
LINES = {
    WITHIN: "Within the money",
    AT_LINE: "Tied at the line",
    BEYOND: "Beyond the money",
    UNKNOWN: "Cost not known",
    "": RANKED,
}
STANDING_TONES = {
    LINES[WITHIN]: "green",
    LINES[AT_LINE]: "amber",
    LINES[BEYOND]: "grey",
    FITS: "blue",
    LINES[UNKNOWN]: "amber",
    LINES[""]: "blue",
    NOT_ON: "grey",
    NOT_SCORED: "amber",
}


def standing(one: Placed) -> str:
    """Where a scheme stands: 'Within the money', 'Tied at the line', 'Not fully scored'."""
    if one.rank is None:
        return NOT_ON if is_out(one) else NOT_SCORED
    return FITS if one.fits else LINES[one.line]


def is_out(one: Placed) -> bool:
    """Whether a scheme was scored for need, and is below what it takes to go on."""
    return one.need is not None and not one.passed


def place(one: Placed) -> str:
    """Its rank as people write it: '1', '2=' for one of a tie, '' without."""
    return "" if one.rank is None else f"{one.rank}{'=' if one.tied else ''}"


def level_with(one: Placed, placed: Sequence[Placed]) -> str:
    """The others of its rank."""
    return listed([other.scheme for other in placed if one.tied and other.rank == one.rank and other is not one])


def round_words(found: Priorities) -> str:
    """What a panel has to know: who is within the money, what is tied at the line, what is not scored."""
    within = [one for one in found.placed if one.line == WITHIN]
    asked = sum(one.candidate.cost or 0 for one in within)
    said = []
    if found.affordable is not None and any(one.rank for one in found.placed):
        schemes = f"{len(within)} of {counted(len(found.placed), 'scheme')} {_is(len(within))}"
        said.append(f"{schemes} within the {_money(found.affordable)}: {_money(asked)} in all.")
    if tied := [one for one in found.placed if one.line == AT_LINE]:
        left = _money((found.affordable or 0) - asked)
        said.append(f"{_tied(tied, found.placed)} tied where {left} is left: the panel has to choose.")
    if out := sum(is_out(one) for one in found.placed):
        said.append(f"{counted(out, 'scheme')} {_is(out)} below the least need.")
    if unscored := sum(one.total is None and not is_out(one) for one in found.placed):
        said.append(f"{counted(unscored, 'scheme')} {_is(unscored)} not fully scored.")
    return " ".join(said)


def _tied(those: Sequence[Placed], placed: Sequence[Placed]) -> str:
    """Who is tied for what is left; where it would pay for one alone, with whom that one is level."""
    if len(those) > 1:
        return f"{listed([one.scheme for one in those])} are"
    return f"{those[0].scheme}, level with {level_with(those[0], placed)} but cheaper, is"


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def holds(span: tuple[int, int], tried: tuple[int, int], *, percent: bool) -> str:
    """Where the ranking stays the same: 'at every weight', 'from 12 to 31'."""
    if span == tried:
        return "at every share" if percent else "at every weight"
    sign = "%" if percent else ""
    if span[0] == span[1]:
        return f"only at {span[0]}{sign}"
    return f"from {span[0]}{sign} to {span[1]}{sign}"


def changes_first(sway: Sway) -> str:
    """What would change first below and above: 'at 11: B passes A; at 32: C passes A'."""
    return _first(sway, sway.order, sway.below, sway.above)


def moves_first(sway: Sway) -> str:
    """Who would come within the money or fall beyond it first, below and above."""
    return _first(sway, sway.line, sway.line_below, sway.line_above)


def _first(sway: Sway, span: tuple[int, int], below: str, above: str) -> str:
    """What happens just below and just above a span of weights."""
    sign = "" if sway.criterion else "%"
    beyond = ((span[0] - 1, below), (span[1] + 1, above))
    return "; ".join(f"at {weight}{sign} {words}" for weight, words in beyond if words)


def _money(pence: int) -> str:
    return pounds(pence, 0 if pence % 100 == 0 else 2)
