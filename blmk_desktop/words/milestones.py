"""Milestones of programmes in words: how each stands, and what needs attention."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from blmk_desktop.periods import show_date
from blmk_desktop.rules.wording import counted, listed, sentence

if TYPE_CHECKING:
    from blmk_desktop.summaries.milestones import MilestoneRow

# How a milestone stands on a day, as it is written in a table.
STANDINGS = {
    "late": "Late",
    "at risk": "At risk",
    "under way": "Under way",
    "not started": "Not started",
    "not reported": "Not reported",
    "complete": "Complete",
    "dropped": "Dropped",
}
TONES = {
    "late": "red",
    "at risk": "amber",
    "under way": "blue",
    "not started": "grey",
    "not reported": "grey",
    "complete": "green",
    "dropped": "grey",
}
OVER = ("complete", "dropped")


def attention(rows: Sequence[MilestoneRow]) -> str:
    """What a programme should look at first; '' if nothing."""
    count = {name: sum(row.standing == name for row in rows) for name in STANDINGS}
    clashing = sum(bool(row.clashes) and row.standing not in OVER for row in rows)
    parts = []
    if count["late"]:
        unsaid = sum(row.standing == "late" and not row.status for row in rows)
        said = f", {unsaid:,} of them with nothing reported" if 0 < unsaid < count["late"] else ""
        said = ", with nothing reported" if unsaid == count["late"] else said
        parts.append(
            f"{counted(count['late'], 'milestone')} past {'its' if count['late'] == 1 else 'their'} date{said}"
        )
    if count["at risk"]:
        parts.append(f"{counted(count['at risk'], 'milestone')} at risk")
    if clashing:
        parts.append(
            f"{counted(clashing, 'milestone')} {'waits' if clashing == 1 else 'wait'} for one that is due later"
        )
    return " · ".join(parts)


def elsewhere(rows: Sequence[MilestoneRow], programme: str) -> str:
    """How many milestones of other programmes are late; '' for none."""
    late = [row.programme for row in rows if row.standing == "late" and row.programme != programme]
    programmes = counted(len(set(late)), "other programme")
    return f"{len(late):,} late in {programmes}" if late else ""


def by_programme(rows: Sequence[MilestoneRow]) -> list[tuple[str, str]]:
    """Each programme with how many of its milestones stand how: 'Fuller programme', '3 late, 2 complete'."""
    programmes: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        programmes[row.programme][row.standing] += 1
    return [
        (name, ", ".join(f"{count[one]:,} {one}" for one in STANDINGS if count[one]))
        for name, count in sorted(programmes.items())
    ]


def stands(row: MilestoneRow) -> str:
    """How a milestone stands, and since when or until when, in a sentence."""
    due = f" by {show_date(row.due)}" if row.due else ""
    late = f", {counted(row.days_late, 'day')} late" if row.days_late else ""
    if row.standing == "complete":
        return sentence(f"complete{f' since {show_date(row.completed)}' if row.completed else ''}{late}")
    if row.standing == "late":
        said = "nothing was reported of it" if not row.status else f"it was reported {row.status}"
        return sentence(f"it was due{due}{late.removesuffix(' late')}{' ago' if late else ''}, and {said}")
    if row.standing == "dropped":
        return "It was dropped."
    said = "nothing was reported of it yet" if row.standing == "not reported" else STANDINGS[row.standing].lower()
    return sentence(f"{said}; due{due}" if due else said)


def waits(row: MilestoneRow) -> str:
    """What a milestone waits for, in a sentence; '' for nothing."""
    if not row.waits_for:
        return ""
    later = [number for number in row.waits_for if number in row.clashes]
    after = f" {listed(later)} {'is' if len(later) == 1 else 'are'} due after it." if later else ""
    return f"It waits for {listed(list(row.waits_for))}.{after}"
