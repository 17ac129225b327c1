"""Telling which way round a column of differences has its sign, and amounts that are in another unit than wanted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from blmk_desktop.rules.claims import MONEY_MEASURES, Recomputed, Stated, agrees

TURNABLE = {
    "variance": "allocation less forecast spend",
    "wte_difference": "planned less in post",
}
_UNDER_IN_BRACKETS = re.compile(r"\(\s*under[^)]*\)|^(?!.*\bunder).*\bover ?-?sp", re.IGNORECASE)
_POUNDS = re.compile(r"£|\bgbp\b", re.IGNORECASE)
_PEOPLE = re.compile(r"(\b|\d)(wte|fte)s?\b", re.IGNORECASE)


def is_turned(heading: str, printed: Sequence[tuple[Stated, Recomputed]]) -> bool:
    """Whether a column prints what is overspent, or over plan, as positive.

    Its heading says so, as '(Under)/overspend', and the figures do not gainsay it; or every figure that agrees with
    its parts does so the other way round, some of them positive and some negative: no lost minus sign does that.
    """
    one_way = [stated for stated, found in printed if stated.value and _agrees(stated.value, stated, found)]
    other_way = [stated for stated, found in printed if stated.value and _agrees(-stated.value, stated, found)]
    if _UNDER_IN_BRACKETS.search(heading):
        return len(other_way) >= len(one_way)
    return not one_way and len({stated.value > 0 for stated in other_way}) > 1


def _agrees(value: int, stated: Stated, found: Recomputed) -> bool:
    return agrees(value, stated.decimals, found.value, found.slack)


def other_unit(written: str, measure: str) -> str:
    """What a cell's own words say that it holds, if that is not what its column measures; else ''."""
    if measure in MONEY_MEASURES:
        return "a number of staff" if _PEOPLE.search(written) else ""
    return "an amount of money" if _POUNDS.search(written) else ""
