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
_UNIT_THOUSANDS = re.compile(r"£ ?'?0{3}s?|£ ?k\b|£ ?thousands?", re.IGNORECASE)
_UNIT = re.compile(r"\(?\s*(£(\s?'?0{3}s?|\s?[km])?|%|per ?cent|wtes?|ftes?|pounds|no\.?|number)\s*\)?", re.IGNORECASE)
_NOT_WORDS = re.compile(r"[^a-z0-9% ]+")


@lru_cache(maxsize=20_000)
def folded(heading: str) -> str:
    """One form for all ways of writing a heading: lower case, words only, `&` as and, no units in brackets."""
    text = heading.casefold().replace("&", " and ").replace("_", " ").replace("%", " % ")
    text = re.sub(r"\((£|wte|patients|%|£ ?'?000s?)\)", " ", text)
    return " ".join(_NOT_WORDS.sub(" ", text).split())


def without_period(heading: str) -> str:
    """The heading less the years, quarters and months in it, folded: 'Forecast Spend 22-23' is 'forecast spend'."""
    return folded(_PERIODS.sub(" ", heading))


def thousands(heading: str) -> bool:
    """Whether the heading says that its figures are in thousands of pounds."""
    return bool(_UNIT_THOUSANDS.search(heading))


def only_period(heading: str) -> bool:
    """Whether a heading says when, and nothing else: 'Apr 2022', 'Q3', 'M07'."""
    words = without_period(heading)
    return bool(heading.strip()) and (not words or _MONTH.fullmatch(words) is not None)


def only_unit(heading: str) -> bool:
    """Whether a heading says in what, and nothing else: '£000', 'WTE', '%'."""
    return _UNIT.fullmatch(heading.strip()) is not None
