"""Actions of committees in words: what needs attention, why an action has its colour, how it was reported."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from blmk_desktop.periods import show_date
from blmk_desktop.rules.brag import AMBER, BLACK, BLUE, CLOSED, GREEN, RED
from blmk_desktop.rules.wording import MONTHS, capital, counted, listed, sentence

if TYPE_CHECKING:
    from blmk_desktop.summaries.committee_actions import ActionRow

# The committee's colours as they stand in a table: the colour and what it means in a word.
COLOURS = {
    BLACK: "Black: escalated",
    RED: "Red: outstanding",
    AMBER: "Amber: in progress",
    BLUE: "Blue: not yet due",
    GREEN: "Green: complete",
    CLOSED: "Closed",
}
PROGRESS = {
    "none": "Nothing done yet",
    "on track": "Progress made, on track",
    "off track": "Progress made, not on track",
    "complete": "Complete: propose closure",
    "closed": "Closed",
}


def attention(rows: Sequence[ActionRow]) -> str:
    """What a committee should look at first; '' if nothing."""
    count = {name: sum(row.colour == name for row in rows) for name in COLOURS}
    black, red, green = count[BLACK], count[RED], count[GREEN]
    late = sum(row.days_late > 0 and row.colour not in (GREEN, CLOSED) for row in rows)
    parts = []
    if black:
        parts.append(f"{counted(black, 'action')} escalated (black): red at three meetings in a row or more")
    if red:
        parts.append(f"{counted(red, 'action')} outstanding (red)")
    if late:
        parts.append(f"{counted(late, 'deadline')} passed")
    if green:
        meetings = sorted({row.closure_proposed_for for row in rows if row.colour == GREEN} - {""})
        when = f" at the meeting of {listed([show_date(day) for day in meetings])}" if 0 < len(meetings) <= 2 else ""
        parts.append(f"{counted(green, 'closure')} proposed, to be agreed{when}")
    text = " · ".join(parts)
    return capital(text)


def why(row: ActionRow) -> str:
    """Why an action has the colour that it has, which is that of the last meeting, in a sentence or two."""
    if row.colour == BLACK:
        reds = [show_date(one.on) for one in row.meetings if one.colour in (RED, BLACK)][-row.reds :]
        return f"Red at {counted(len(reds), 'meeting')} in a row: {listed(reds)}. {_why_red(row)}"
    return {
        RED: _why_red(row),
        AMBER: f"Progress was made, and it is on track{_by(row)}.{_since(row)}",
        BLUE: f"Nothing needs to have been done yet: {_due(row)}.{_since(row)}",
        GREEN: sentence(f"it is complete, and closing it is proposed{_proposed(row)}"),
        CLOSED: sentence(f"closing it was agreed{f' on {show_date(row.closed)}' if row.closed else ''}"),
    }[row.colour]


def meeting_label(day: str) -> str:
    """A meeting's date as it heads a narrow column: 9 Dec 2022."""
    return f"{int(day[8:10])} {MONTHS[int(day[5:7]) - 1][:3]} {day[:4]}"


def by_owner(rows: Sequence[ActionRow]) -> list[tuple[str, str]]:
    """Each owner of open actions with how many of which colour: 'Head of Digital', '1 red, 2 amber'; gravest first."""
    owners: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        if row.open:
            owners[row.owner][row.colour] += 1
    ordered = sorted(owners.items(), key=lambda one: ([-one[1][name] for name in COLOURS], one[0]))
    return [
        (owner, ", ".join(f"{count[name]:,} {name.lower()}" for name in COLOURS if count[name]))
        for owner, count in ordered
    ]


def slipped(row: ActionRow) -> str:
    """How often a deadline was revised, and from what; '' for never."""
    if not row.past:
        return ""
    was = listed([show_date(day) for day in row.past_deadlines])
    return f"Revised {'once' if len(row.past) == 1 else counted(len(row.past), 'time')}: it was {was}."


def reported(progress: str) -> str:
    """How far an action was reported to be; '' if nobody said."""
    return PROGRESS.get(progress, "")


def late_words(row: ActionRow) -> str:
    """How long a deadline has passed: '12 days late'; '' where it has not, or does not matter any more."""
    return f"{counted(row.days_late, 'day')} late" if row.days_late > 0 and row.open else ""


def _why_red(row: ActionRow) -> str:
    if row.progress == "off track":
        return f"Progress was made, but it is not on track{_by(row)}."
    made = "progress was made" if row.progress == "on track" else "no progress was reported"
    deadline = _deadline(row)
    return f"Its deadline{f' of {show_date(deadline)}' if deadline else ''} has passed, and {made}."


def _deadline(row: ActionRow) -> str:
    """The deadline by which the colour was told: that of the last meeting."""
    return row.meetings[-1].deadline if row.meetings else row.deadline


def _by(row: ActionRow) -> str:
    return f" for its deadline of {show_date(_deadline(row))}" if _deadline(row) else ""


def _due(row: ActionRow) -> str:
    return f"it is due on {show_date(_deadline(row))}" if _deadline(row) else "it has no deadline"


def _since(row: ActionRow) -> str:
    """That the deadline has passed since the last meeting."""
    if not row.days_late or not row.meetings:
        return ""
    return f" That was at the meeting of {show_date(row.meetings[-1].on)}; the deadline has passed since."


def _proposed(row: ActionRow) -> str:
    return f" for the meeting of {show_date(row.closure_proposed_for)}" if row.closure_proposed_for else ""
