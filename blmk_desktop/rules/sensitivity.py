"""How far a ranking hangs on its weights: from which to which weight its order and its line stay as they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TypeVar

from blmk_desktop.rules.prioritisation import (
    AT_LINE,
    HALF,
    NEED,
    STAGES,
    VALUE,
    WHOLE,
    WITHIN,
    Judged,
    Panel,
    Placed,
    judged,
    ranked,
)
from blmk_desktop.rules.wording import listed

SHARE_STEP = 100  # the share of need is moved by whole percentage points
Rank = tuple[Placed, ...]
Kept = TypeVar("Kept")


@dataclass(frozen=True, slots=True)
class Sway:
    """How far a weight may be moved alone before the ranking changes.

    `criterion` is '' for the share of need, whose weights are whole per cents. The order (the line) is the same at
    every whole weight from `order[0]` (`line[0]`) to `order[1]` (`line[1]`), of those tried: `tried`, from nothing to
    twice the weight. `below` and `above` say what changes first, '' where nothing does.
    """

    criterion: str
    stage: str
    weight: int
    tried: tuple[int, int]
    order: tuple[int, int]
    line: tuple[int, int]
    below: str
    above: str
    line_below: str
    line_above: str

    @property
    def order_holds(self) -> bool:
        """Whether the order is the same at every weight that was tried."""
        return self.order == self.tried

    @property
    def line_holds(self) -> bool:
        """Whether the same schemes are affordable at every weight that was tried."""
        return self.line == self.tried


def sensitivity(panel: Panel) -> tuple[Sway, ...]:
    """The share of need (where both stages count), then every criterion in order."""
    said = judged(panel)
    counted = {one.stage for one in panel.criteria if one.weight}
    share = [_share(panel, said)] if counted == set(STAGES) else []
    return (*share, *(_weight(panel, said, at) for at in range(len(panel.criteria))))


def _share(panel: Panel, said: Sequence[Judged]) -> Sway:
    now = (HALF if panel.share is None else panel.share) // SHARE_STEP

    @cache
    def at_share(weight: int) -> Rank:
        share = panel.share if weight == now else weight * SHARE_STEP
        return ranked(replace(panel, share=share), said)

    return _sway("", f"{NEED} beside {VALUE}", now, WHOLE // SHARE_STEP, at_share)


def _weight(panel: Panel, said: Sequence[Judged], at: int) -> Sway:
    criterion = panel.criteria[at]
    most = 2 * criterion.weight or max(one.weight for one in panel.criteria)

    @cache
    def at_weight(weight: int) -> Rank:
        other = [replace(one, weight=weight) if one is criterion else one for one in panel.criteria]
        return ranked(replace(panel, criteria=tuple(other)), said)

    return _sway(criterion.name, criterion.stage, criterion.weight, most, at_weight)


def _sway(criterion: str, stage: str, now: int, most: int, at: Callable[[int], Rank]) -> Sway:
    ends = [(stop, _last(at, _order, now, stop), _last_line(at, now, stop)) for stop in (0, most)]
    (_, low, line_low), (_, high, line_high) = ends
    below, above = (_said(at, last, stop, what_changes) for stop, last, _ in ends)
    line_below, line_above = (_said(at, last, stop, what_moves) for stop, _, last in ends)
    order, line = (low, high), (line_low, line_high)
    return Sway(criterion, stage, now, (0, most), order, line, below, above, line_below, line_above)


def _said(at: Callable[[int], Rank], last: int, stop: int, words: Callable[[Rank, Rank], str]) -> str:
    """What changes at the next weight after the last at which nothing does."""
    return "" if last == stop else words(at(last), at(last + (1 if stop > last else -1)))


def _last(at: Callable[[int], Rank], kept: Callable[[Rank], Kept], now: int, stop: int) -> int:
    """The last weight from `now` towards `stop` with the same order: it has no gaps, so doubling and halving find it.

    Each comparison of two totals, and of need with its least, is linear in one weight.
    """
    step, wanted, end = (1 if stop > now else -1), kept(at(now)), abs(stop - now)
    holds, probe = 0, min(1, end)
    while holds < end and kept(at(now + step * probe)) == wanted:
        holds, probe = probe, min(2 * probe, end)
    fails = probe
    while fails - holds > 1:
        middle = (holds + fails) // 2
        if kept(at(now + step * middle)) == wanted:
            holds = middle
        else:
            fails = middle
    return now + step * holds


def _last_line(at: Callable[[int], Rank], now: int, stop: int) -> int:
    """The last weight towards `stop` up to which the line is the same: it moves only where the order does."""
    step, wanted = (1 if stop > now else -1), _sides(at(now))
    weight = now
    while True:
        weight = _last(at, _order, weight, stop)
        if weight == stop or _sides(at(weight + step)) != wanted:
            return weight
        weight += step


def _order(placed: Rank) -> tuple[tuple[str, int | None], ...]:
    return tuple((one.scheme, one.rank) for one in placed)


def _sides(placed: Rank) -> frozenset[tuple[str, str]]:
    """Who is affordable, and who is tied for it."""
    return frozenset((one.scheme, one.line) for one in placed if one.line in (WITHIN, AT_LINE))


def what_changes(before: Rank, after: Rank) -> str:
    """The difference of two rankings in words: 'B passes A', 'B draws level with A and C goes ahead of D'."""
    ranks = {one.scheme: one.rank for one in after}
    said = []
    for at, first in enumerate(before):
        said += (
            [_in_or_out(first, ranks[first.scheme])] if (first.rank is None) != (ranks[first.scheme] is None) else []
        )
        said += [_pair(first, second, ranks) for second in before[at + 1 :]]
    return listed(list(filter(None, said))[:3])


def _in_or_out(one: Placed, rank: int | None) -> str:
    return f"{one.scheme} {'no longer goes' if rank is None else 'goes'} on to the second stage"


def _pair(first: Placed, second: Placed, ranks: Mapping[str, int | None]) -> str:
    """What happens between two neighbours or equals."""
    above, below = ranks[first.scheme], ranks[second.scheme]
    if first.rank is None or second.rank is None or above is None or below is None:
        return ""
    if above > below:
        return f"{second.scheme} {'goes ahead of' if first.rank == second.rank else 'passes'} {first.scheme}"
    if above < below and first.rank == second.rank:
        return f"{first.scheme} goes ahead of {second.scheme}"
    return f"{second.scheme} draws level with {first.scheme}" if above == below and first.rank < second.rank else ""


def what_moves(before: Rank, after: Rank) -> str:
    """Who comes within the money and who no longer does, in words."""
    sides = {one.scheme: one.line for one in after}
    said = [_moved(one, sides[one.scheme]) for one in before if one.line != sides[one.scheme]]
    return listed(list(filter(None, said))[:3])


def _moved(one: Placed, line: str) -> str:
    words: Sequence[tuple[str, str]] = (
        (WITHIN, "comes within the money"),
        (AT_LINE, "is tied at the line"),
    )
    into = dict(words).get(line)
    return f"{one.scheme} {into}" if into else f"{one.scheme} falls beyond the money" if one.line == WITHIN else ""
