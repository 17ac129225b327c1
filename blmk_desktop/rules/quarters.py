"""When something is to be done, as plans write it: quarters and financial years, months, 'by' a day, 'ongoing'."""

from __future__ import annotations

import re
from dataclasses import dataclass

from blmk_desktop.periods import (
    find_month,
    find_year,
    month_end,
    month_start,
    read_date,
    year_end,
    year_start,
)
from blmk_desktop.values import clean_text

_LEAD = re.compile(
    r"^(?P<by>(?:due )?(?:by|before|until|till)(?: (?:the )?end(?: of)?)?|(?:at )?(?:the )?end(?: of)?)\b"
    r"|^(?P<from>(?:(?:ongoing|on-going|and|during|rolling)[ ,]*)*(?:from|since|starting)(?: in)?)\b"
    r"|^(?P<ongoing>ongoing|on-going|continuous|rolling)\b",
    re.IGNORECASE,
)
_QUARTER = re.compile(r"(?<![a-z0-9])Q(?:uarter\s?|tr\s?)?([1-4])(?![0-9])", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\d/.])(?:20\d\d|\d\d)\s?[/\-–]\s?(?:20\d\d|\d\d)(?![\d/.])")
_CALENDAR_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_TO = re.compile(r"\s+(?:to|until|till)\s+|\s+[-–]\s+|\s*–\s*")
_ORDINAL = re.compile(r"(\d)\s+(st|nd|rd|th)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class When:
    """From and by when (ISO dates, '' where not said); `ongoing` if it has no end by intention.

    `note` says what had to be taken as something, such as a bare 2019 as the calendar year.
    """

    start: str = ""
    due: str = ""
    ongoing: bool = False
    note: str = ""


def read_when(text: object, year: str = "") -> When:
    """What a timescale means: 'Q2 & Q3 - 2022/23' is 1 July 2022 to 31 December 2022, 'By 31st March 2023' that day.

    Quarters are those of the financial year, Q1 from April; `year` is theirs where the text names none. Raises
    ValueError with a plain reason for what says no time, or not which year.
    """
    words = _ORDINAL.sub(r"\1\2", clean_text(text))
    lead = _LEAD.match(words)
    kind = lead.lastgroup if lead else ""
    rest = words[lead.end() :].strip(" ,:;-–") if lead else words
    if kind == "ongoing":
        rest = re.sub(r"^(?:and|during|in|,|\s)+", "", rest, flags=re.IGNORECASE)
        return _open(_span(rest, year)) if rest else When(ongoing=True)
    found = _span(rest, year)
    if kind == "by":
        return When("", found.due, note=found.note)
    return _open(found) if kind == "from" else found


def _open(found: When) -> When:
    return When(found.start or found.due, "", True, found.note)


def _span(text: str, year: str) -> When:
    """The first and last day of what is named; a day alone is when it is due."""
    if not text:
        raise ValueError("it does not say when")
    if day := _day(text):
        return When("", day)
    if quarters := _quarters(text, year):
        return When(quarters[0], quarters[1])
    parts = _TO.split(text)
    if len(parts) == 2 and all(parts) and not _YEAR.fullmatch(text):
        first, last = _span(parts[0], year), _span(parts[1], year)
        return _in_order(first.start or first.due, last.due, text)
    if years := [found for one in _YEAR.findall(text) if (found := find_year(one))]:
        return When(year_start(min(years)), year_end(max(years)))
    return _month_or_year(text)


def _day(text: str) -> str:
    try:
        return read_date(text)
    except ValueError:
        return ""


def _quarters(text: str, year: str) -> tuple[str, str] | None:
    """The first and last day of the quarters named; None if none is. Each is of the year that stands beside it."""
    found = list(_QUARTER.finditer(text))
    if not found:
        return None
    years = [(match.start(), label) for match in _YEAR.finditer(text) if (label := find_year(match.group()))]
    if not years and not year:
        raise ValueError(f"{text} does not say of which financial year")
    before = bool(years) and years[0][0] < found[0].start()
    named = [(_year_beside(match.start(), years, year, before=before), int(match.group(1))) for match in found]
    if named != sorted(named):
        raise ValueError(f"{text} names a later quarter before an earlier one")
    (first_year, first), (last_year, last) = named[0], named[-1]
    return month_start(first_year, first * 3 - 2), month_end(last_year, last * 3)


def _year_beside(at: int, years: list[tuple[int, str]], default: str, *, before: bool) -> str:
    if not years:
        return default
    beside = [label for place, label in years if (place < at if before else place > at)]
    return (beside[-1] if before else beside[0]) if beside else years[-1][1]


def _month_or_year(text: str) -> When:
    year, month = find_year(text), find_month(text)
    if year and month:
        return When(month_start(year, month), month_end(year, month))
    if calendar := _CALENDAR_YEAR.search(text):
        named = calendar.group(1)
        if not month:
            return When(f"{named}-01-01", f"{named}-12-31", note=f"{named} is taken as the calendar year")
    raise ValueError(f"'{text[:60]}' does not say when")


def _in_order(start: str, due: str, text: str) -> When:
    if due < start:
        raise ValueError(f"'{text[:60]}' ends before it begins")
    return When(start, due)
