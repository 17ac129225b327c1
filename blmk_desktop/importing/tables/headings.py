"""Headings as people write them: folded to one form, with periods and units set apart, and near ones found."""

from __future__ import annotations

import re
from functools import lru_cache

_PERIODS = re.compile(
    r"\b(fy ?)?(20)?\d\d ?[-/–] ?(20)?\d\d\b|\bq[1-4]( ?[-&–] ?q[1-4])*\b|\bm(0?[1-9]|1[0-2])\b"
    r"|\b(jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*[ -]?(20)?\d\d\b",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"month ?\d+|jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?"
    r"|nov(ember)?|dec(ember)?"
)
_UNITS = {  # the power of ten by which pounds are printed
    3: re.compile(r"£ ?['’]?0{3}s?|£ ?k\b|£ ?thousands?|\bin thousands of pounds\b", re.IGNORECASE),
    6: re.compile(r"£ ?mn?\b|£ ?millions?|\bin millions of pounds\b", re.IGNORECASE),
}
_UNIT = re.compile(
    r"\(?\s*(£(\s?['’]?0{3}s?|\s?(k|mn?|thousands?|millions?))?|%|per ?cent|wtes?|ftes?|pounds|no\.?|number)\s*\)?",
    re.IGNORECASE,
)
_NOT_WORDS = re.compile(r"[^a-z0-9% ]+")


@lru_cache(maxsize=20_000)
def folded(heading: str) -> str:
    """One form for all ways of writing a heading: lower case, words only, `&` as and, no units in brackets."""
    if heading.isascii() and heading.isalnum():
        return heading.lower()  # a code, or one word
    text = heading.casefold().replace("&", " and ").replace("_", " ").replace("%", " % ")
    text = re.sub(r"\((£|wte|patients|%|m²|m2|sqm)\)|\(?£ ?(['’]?000s?|[km])\b\)?", " ", text)
    return " ".join(_NOT_WORDS.sub(" ", text).split())


def without_period(heading: str) -> str:
    """The heading less the years, quarters and months in it, folded: 'Forecast Spend 22-23' is 'forecast spend'."""
    return folded(_PERIODS.sub(" ", heading))


def money_power(heading: str, title: str = "") -> int:
    """3 where figures are in thousands of pounds, 6 in millions, else 0: by their heading, or if it has no £, a title.

    '£3.96m' in a title is an amount and says nothing of the figures below it.
    """
    texts = (heading,) if "£" in heading else (heading, title)
    return next((power for text in texts for power, unit in _UNITS.items() if unit.search(text)), 0)


def only_period(heading: str) -> bool:
    """Whether a heading says when, and nothing else: 'Apr 2022', 'Q3', 'M07'."""
    words = without_period(heading)
    return bool(heading.strip()) and (not words or _MONTH.fullmatch(words) is not None)


def only_unit(heading: str) -> bool:
    """Whether a heading says in what, and nothing else: '£000', 'WTE', '%'."""
    return _UNIT.fullmatch(heading.strip()) is not None
