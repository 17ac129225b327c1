"""The colour of an action at a meeting (BRAG), by the committee's own key; black is worked out, never given."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from blmk_desktop.periods import find_dates

BLACK, RED, AMBER, BLUE, GREEN, CLOSED = "BLACK", "RED", "AMBER", "BLUE", "GREEN", "CLOSED"
WORDS = {
    BLACK: "Escalated",
    RED: "Outstanding",
    AMBER: "In progress",
    BLUE: "Not yet due",
    GREEN: "Complete: closure proposed",
    CLOSED: "Closed",
}
REDS_TO_BLACK = 3  # meetings in a row


_PRINTED = (  # words on a tracker, the likelier first: what they look like, colour, progress
    (r"\bpropos", GREEN, "complete"),
    (r"\bclosed\b", CLOSED, "closed"),
    (r"\b(completed?|done|green)\b|^g$", GREEN, "complete"),
    (r"\b(not yet due|not due|blue)\b", BLUE, "none"),
    (r"\b(escalated|black)\b", BLACK, "off track"),
    (r"\b(not on track|off track)\b", RED, "off track"),
    (r"\b(in progress|on track|ongoing|amber)\b|^a$", AMBER, "on track"),
    (r"\b(outstanding|overdue|red)\b|^r$", RED, "off track"),
)


@dataclass(frozen=True, slots=True)
class Printed:
    """What a tracker prints of an action: its colour and the progress that it stands for; '' where it is none.

    `closing` is the meeting (ISO date) that is to agree closure, `closed` the one that did.
    """

    colour: str = ""
    progress: str = ""
    closing: str = ""
    closed: str = ""


def read_printed(text: str) -> Printed:
    """What a printed colour says: 'COMPLETE: Propose closure at next meeting 09.12.22.' is GREEN, to be closed then.

    RED and BLACK are read as off track: the key has them for no progress too, which the position tells.
    """
    words = text.strip().casefold()
    for pattern, shown, progress in _PRINTED:
        if re.search(pattern, words):
            on = next(iter(find_dates(text)), "")
            return Printed(shown, progress, *{"complete": (on,), "closed": ("", on)}.get(progress, ()))
    return Printed()


@dataclass(frozen=True, slots=True)
class Standing:
    """How an action stood at a meeting (ISO date): its progress, one of ACTION_PROGRESS, and its deadline of then."""

    meeting: str
    progress: str
    deadline: str = ""


def colour(standing: Standing) -> str:
    """The colour at one meeting on its own, by the committee's key (action tracker, December 2022): never BLACK.

    Where nothing was done it is BLUE before the deadline, or with none, and RED from the deadline on. Progress on track
    is AMBER until the deadline has passed, then RED; progress off track is RED.
    """
    if standing.progress == "closed":
        return CLOSED
    if standing.progress == "complete":
        return GREEN
    if standing.progress == "on track":
        return RED if _passed(standing) else AMBER
    if standing.progress == "off track":
        return RED
    return BLUE if not standing.deadline or standing.deadline > standing.meeting else RED


def colours(meetings: Sequence[Standing]) -> list[str]:
    """The colours at meetings that follow each other: the third RED in a row, and each after it, is BLACK."""
    found: list[str] = []
    reds = 0
    for standing in meetings:
        own = colour(standing)
        reds = reds + 1 if own == RED else 0
        found.append(BLACK if reds >= REDS_TO_BLACK else own)
    return found


def _passed(standing: Standing) -> bool:
    return bool(standing.deadline) and standing.deadline < standing.meeting
