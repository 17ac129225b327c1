"""The picture of a round: each scheme's points in two parts, and the line where the affordable money ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blmk_desktop.rules.prioritisation import AT_LINE, BEYOND, HALF, NEED, STAGES, VALUE, WHOLE, WITHIN, points
from blmk_desktop.rules.wording import pounds
from blmk_desktop.words.priorities import place
from ui.parts.ranked import RankedRow, Ranking
from ui.tabs.estates.priorities_columns import OF_100

if TYPE_CHECKING:
    from blmk_desktop.rules.prioritisation import Placed
    from blmk_desktop.summaries.priorities import Priorities


def picture_of(found: Priorities) -> Ranking:
    """The ranking as bars of the points that need and the second stage give."""
    title = f"{found.round.name}: points of 100" if found.round else ""
    line, words = _line(found)
    rows = tuple(_row(found, one) for one in found.placed)
    return Ranking(title, ("Need", "Achievability and value"), rows, OF_100, 100_00, line, words, "Asks for")


def _row(found: Priorities, one: Placed) -> RankedRow:
    cost = "cost not known" if one.candidate.cost is None else pounds(one.candidate.cost, 0)
    parts = _parts(found, one) if one.rank is not None else ()
    return RankedRow(one.scheme, one.scheme, place(one), parts, cost, faded=one.rank is None or one.line == BEYOND)


def _parts(found: Priorities, one: Placed) -> tuple[int, int]:
    """What each stage gives of the total, in hundredths of a point; together they are the total as shown."""
    share = HALF if found.panel.share is None else found.panel.share
    used = {stage for stage in STAGES if any(c.weight for c in found.panel.criteria if c.stage == stage)}
    total = points(one.total) or 0
    if used == {NEED}:
        return total, 0
    need = points(one.need * share / WHOLE) or 0 if used != {VALUE} and one.need is not None else 0
    return need, total - need


def _line(found: Priorities) -> tuple[int | None, str]:
    """After how many rows the money ends: between two, or amid those tied for it."""
    if found.affordable is None or not any(one.rank for one in found.placed):
        return None, ""
    ranked = [one for one in found.placed if one.rank is not None]
    within = sum(one.line == WITHIN for one in ranked)
    money = pounds(found.affordable, 0)
    if any(one.line == AT_LINE for one in ranked):
        tied = [one for one in ranked if one.rank == ranked[within].rank]
        return within + len(tied) // 2, f"{money} ends among these"
    if within == len(ranked):
        return within, f"{money} pays for all" + ("" if within == len(found.placed) else " that have a rank")
    return within, f"{money} ends here" if ranked[within].line == BEYOND else "a cost is not known from here on"
