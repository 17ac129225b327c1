"""Funding streams: what areas add up to, money for each registered patient, and what a printed amount of it implies.

Money is in whole pence, patients in hundredths, a rate for each patient in ten-thousandths of a pound. Source: the
Buckinghamshire GP Forward View plan, section 7: £3 for each patient, £2 of it in 2017/18 and £1 in 2018/19.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from blmk_desktop.rules.payments import RATE_PARTS, implied_number, implied_range
from blmk_desktop.rules.plan_costs import rounded
from blmk_desktop.rules.wording import capital

WHOLE_AREA = ""  # an envelope without an area is for all that the file is about
_PER_HEAD = re.compile(r"£?\s?(?P<rate>\d+(?:\.\d+)?)\s*(?:per|a|/)\s*(?:head|patient|capita)\b", re.IGNORECASE)
_ABOUT_HEAD = re.compile(r"\s*\(\s*£?\s?\d+(?:\.\d+)?\s*(?:per|a|/)\s*(?:head|patient|capita)\s*\)", re.IGNORECASE)
_NATIONAL = re.compile(r"\s*\(\s*national (?:investment|funding)\s*\)", re.IGNORECASE)
_SHARE = re.compile(r"^share of (?:the )?|\s+(?:programme|scheme)\s+funding$|\s*\*+$", re.IGNORECASE)
_THAT_IS = re.compile(r"[\s,;(]+(?:i\.?e\.?|e\.?g\.?)[\s,:]+", re.IGNORECASE)
_PROGRAMMES = {
    "ETTF": r"\bETTF\b",
    "Transformation": r"\btransformation",
    "PCN DES": r"\bDES\b",
    "GPFV": r"\bGPFV\b|\bGP forward view\b|\bgeneral practice forward view\b",
}
_FENCED = re.compile(r"\bring[- ]?fenced?\b", re.IGNORECASE)


def within(area: str, parts: Mapping[str, str]) -> Iterator[str]:
    """The areas that an area is part of, the nearest first. `parts`: area to what it is part of."""
    seen = {area}
    while (area := parts.get(area, "")) and area not in seen:
        seen.add(area)
        yield area


def topmost(areas: Collection[str], parts: Mapping[str, str]) -> set[str]:
    """The areas of which the figures may be added up: no part of an area that has a figure itself.

    The whole area of the file has every other as a part.
    """
    if WHOLE_AREA in areas:
        return {WHOLE_AREA}
    return {area for area in areas if not any(above in areas for above in within(area, parts))}


def parts_of(area: str, parts: Mapping[str, str]) -> set[str]:
    """An area and all that is part of it."""
    return all_parts(parts).get(area, {area})


def all_parts(parts: Mapping[str, str]) -> dict[str, set[str]]:
    """Each area that is told of to itself and all that is part of it."""
    found: dict[str, set[str]] = {}
    for area in parts:
        for above in (area, *within(area, parts)):
            found.setdefault(above, {above}).add(area)
    return found


def per_head_in(text: str) -> int | None:
    """What a text says to be paid for each patient, in ten-thousandths of a pound: '£2 per head'; None for nothing."""
    found = _PER_HEAD.search(text)
    return int(Decimal(found["rate"]) * RATE_PARTS) if found else None


def stream_name(printed: str) -> str:
    """What a stream is called, whatever a year's row says of it besides: its rate, its share, marks of footnotes."""
    name = _THAT_IS.split(" ".join(_NATIONAL.sub("", _ABOUT_HEAD.sub("", printed)).split()))[0]
    while (shorter := _SHARE.sub("", name).strip()) != name:
        name = shorter
    return capital(name)


def what_for(printed: str) -> str:
    """What a stream's row says after 'i.e.' that it is for; '' for nothing."""
    return " ".join(_THAT_IS.split(printed, maxsplit=1)[1:]).strip(" )")


def programme_in(*texts: str) -> str:
    """The programme that the first of some texts names that names one: GPFV, ETTF, transformation; '' for none."""
    found = (name for text in texts for name, words in _PROGRAMMES.items() if re.search(words, text, re.IGNORECASE))
    return next(found, "")


def says_ring_fenced(text: str) -> int | None:
    """1 if a text says that money is ring-fenced; None: it does not say."""
    return 1 if _FENCED.search(text) else None


def recurrence_in(text: str) -> str:
    """Recurrent or not, as plans mark it: R and NR, or written out; '' for neither."""
    words = re.sub(r"[^a-z]", "", text.casefold())
    non = words in ("nr", "n") or words.startswith(("nonrec", "oneoff"))
    return "non-recurrent" if non else "recurrent" if words == "r" or words.startswith("recurr") else ""


def expected(rate: int, registered: int) -> int:
    """What a rate for each patient comes to for a list, in pence."""
    return rounded(Fraction(rate * registered, RATE_PARTS))


def implied_list(amount: int, rate: int) -> int | None:
    """The list that an amount implies at a rate for each patient, in hundredths; None at a rate of nothing."""
    return implied_number(amount, rate)


def lists_agree(amounts: Collection[tuple[int, int, int]]) -> bool:
    """Whether amounts of one area imply lists that may be one: (pence, rate, the unit it is printed in, in pence)."""
    spans = [span for amount, rate, unit in amounts if (span := implied_range(amount, rate, unit))]
    return not spans or max(least for least, _ in spans) <= min(most for _, most in spans)
