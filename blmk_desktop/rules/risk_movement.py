"""How a risk moved between two dates: new, closed, up, down or unchanged."""

from __future__ import annotations

from dataclasses import dataclass

from blmk_desktop.rules.risk_scores import Score

MOVEMENTS = ("new", "up", "scored", "down", "unchanged", "closed")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a risk stood on a date: whether it was open, its current score (None: none yet), whether it was known."""

    open: bool
    score: Score | None = None
    known: bool = True


def movement(before: Standing, after: Standing) -> str:
    """One of MOVEMENTS; '' for a risk that was closed before, or is not known yet. 'scored': for the first time."""
    if not before.known and after.known:
        return "new" if after.open else "closed"
    if not before.open:
        return "new" if after.open else ""
    if not after.open:
        return "closed"
    if before.score is None or after.score is None:
        return "scored" if after.score else "unchanged"
    if before.score.value == after.score.value:
        return "unchanged"
    return "up" if after.score.value > before.score.value else "down"


def movement_words(before: Standing, after: Standing) -> str:
    """The movement as a clause: 'up from 12 (3 × 4) to 20 (5 × 4)'; '' if there is none."""
    moved = movement(before, after)
    if moved in ("up", "down"):
        return f"{moved} from {before.score} to {after.score}"
    if moved == "closed":
        return _closed(before)
    words = {
        "new": f"new, at {after.score}" if after.score else "new, not scored yet",
        "scored": f"scored for the first time, {after.score}",
        "unchanged": f"unchanged at {after.score}" if after.score else "unchanged, not scored",
    }
    shifted = moved == "unchanged" and before.score != after.score
    return f"unchanged in score, {after.score} after {before.score}" if shifted else words.get(moved, "")


def _closed(before: Standing) -> str:
    if not before.known:
        return "raised and closed since"
    return f"closed, it was at {before.score}" if before.score else "closed"
