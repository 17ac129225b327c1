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
    r"^(?P<by>(?:due )?(?:by|before|until|till)(?: (?:the )?end(?: of)?)?|(?:at )?(?:the )?end(?: of)?|year[ -]end)\b"
    r"|^(?P<from>(?:(?:ongoing|on-going|and|during|rolling)[ ,]*)*(?:from|since|starting)(?: in)?)\b"
    r"|^(?P<ongoing>ongoing|on-going|continuous|rolling)\b",
    re.IGNORECASE,
)
_ONWARDS = re.compile(r"[ ,]+(?:onwards?|and ongoing|ongoing)$", re.IGNORECASE)
_ASIDE = re.compile(r"\([^()]*\)|^(?:w/c|week commencing|during|in)\s+", re.IGNORECASE)
_QUARTER = re.compile(r"(?<![a-z0-9])Q([1-4])(?![0-9])", re.IGNORECASE)
_HALF = re.compile(r"(?<![a-z0-9])H([12])(?![0-9])", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\d/.])(?:20\d\d|\d\d)\s?[/\-–]\s?(?:20\d\d|\d\d)(?![\d/.])")
_CALENDAR_YEAR = re.compile(r"(?:calendar year )?(20\d\d)", re.IGNORECASE)
_MONTH = re.compile(
    r"(?:(?:early|mid|late)[ -])?(?P<month>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\.?"
    r"(?:[ -]?['’]?(?P<year>20\d\d|\d\d)(?!\d))?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"(?:\band\b|\bto\b|\bof\b|\bfinancial year\b|\bfy|[\s&,/'’–-])*", re.IGNORECASE)
_TO = re.compile(r"\s+(?:to|until|till)\s+|\s+[-–]\s+|\s*–\s*")
_ORDINAL = re.compile(r"(\d)\s+(st|nd|rd|th)\b", re.IGNORECASE)
_ORDER = {"1": "1|one|1st|first", "2": "2|two|2nd|second", "3": "3|three|3rd|third", "4": "4|four|4th|fourth"}


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
    words = _named_shortly(_ORDINAL.sub(r"\1\2", clean_text(text)))
    onwards = _ONWARDS.search(words)
    words = words[: onwards.start()] if onwards else words
    lead = _LEAD.match(words)
    kind = lead.lastgroup if lead else ""
    rest = words[lead.end() :].strip(" ,:;-–") if lead else words
    if kind == "ongoing":
        rest = re.sub(r"^(?:and|during|in|,|\s)+", "", rest, flags=re.IGNORECASE)
        return _open(_span(rest, year)) if rest else When(ongoing=True)
    found = _span(rest, year)
    if kind == "by":
        return When("", found.due, note=found.note)
    goes_on = onwards or (kind == "from" and len(_TO.split(rest)) == 1)
    return _open(found) if goes_on else found


def _named_shortly(words: str) -> str:
    """Quarters and halves of a year as Q3 and H1, each by itself: 'third quarter', 'Qtr 3', 'Q2-4'; no asides."""
    words = _ASIDE.sub(" ", words)
    for number, names in _ORDER.items():
        words = re.sub(rf"\b(?:{names})[ -](?:quarter|qtr)\b", f"Q{number}", words, flags=re.IGNORECASE)
        words = re.sub(rf"\b(?:quarter|qtrs?|qs?)\s?(?:{names})(?!\d)", f"Q{number}", words, flags=re.IGNORECASE)
        words = re.sub(rf"\b(?:{names})[ -]half\b", f"H{number}", words, flags=re.IGNORECASE)
    words = re.sub(r"\b(Q[1-4]\s?[-–]\s?)([1-4])(?![\d/])", r"\1Q\2", words)
    return " ".join(words.split())


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
    if len(parts) == 2 and all(parts) and not _YEAR.fullmatch(text) and all(map(_says_year, parts)):
        first, last = _span(parts[0], year), _span(parts[1], year)
        return _in_order(first.start or first.due, last.due, text)
    if years := [found for one in _YEAR.findall(text) if (found := find_year(one))]:
        _nothing_else(text, _YEAR)
        return When(year_start(min(years)), year_end(max(years)))
    return _months_or_year(text)


def _says_year(part: str) -> bool:
    return re.search(r"\d\d", part) is not None


def _nothing_else(text: str, *read: re.Pattern[str]) -> None:
    """Raises ValueError for a text of which something is left besides what was read of it: it may say another time."""
    rest = text
    for pattern in read:
        rest = pattern.sub(" ", rest)
    if _BETWEEN.fullmatch(rest) is None:
        raise _unsaid(text)


def _unsaid(text: str) -> ValueError:
    return ValueError(f"'{text[:60]}' does not say when")


def _day(text: str) -> str:
    try:
        return read_date(text)
    except ValueError:
        return ""


def _quarters(text: str, year: str) -> tuple[str, str] | None:
    """The first and last day of the quarters or halves named; None if none is. Each is of the year beside it."""
    found = sorted([*_QUARTER.finditer(text), *_HALF.finditer(text)], key=lambda match: match.start())
    if not found:
        return None
    years = [(match.start(), label) for match in _YEAR.finditer(text) if (label := find_year(match.group()))]
    if not years and not year:
        raise ValueError(f"{text} does not say of which financial year")
    _nothing_else(text, _QUARTER, _HALF, _YEAR)
    before = bool(years) and years[0][0] < found[0].start()
    named = [(_year_beside(match.start(), years, year, before=before), *_quarters_in(match)) for match in found]
    if named != sorted(named):
        raise ValueError(f"{text} names a later quarter before an earlier one")
    (first_year, first, _), (last_year, _, last) = named[0], named[-1]
    return month_start(first_year, first * 3 - 2), month_end(last_year, last * 3)


def _quarters_in(match: re.Match[str]) -> tuple[int, int]:
    """The first and the last quarter of what is named: H2 has the third and the fourth."""
    number = int(match.group(1))
    return (number * 2 - 1, number * 2) if match.group()[0] in "Hh" else (number, number)


def _year_beside(at: int, years: list[tuple[int, str]], default: str, *, before: bool) -> str:
    if not years:
        return default
    beside = [label for place, label in years if (place < at if before else place > at)]
    return (beside[-1] if before else beside[0]) if beside else years[-1][1]


def _months_or_year(text: str) -> When:
    """The first day of the first month named to the last of the last; a month without a year has the next one's."""
    if calendar := _CALENDAR_YEAR.fullmatch(text):
        named = calendar.group(1)
        return When(f"{named}-01-01", f"{named}-12-31", note=f"{named} is taken as the calendar year")
    months = list(_MONTH.finditer(text))
    if not months or not months[-1]["year"]:
        raise _unsaid(text)
    _nothing_else(text, _MONTH)
    first, last = (_month(match["month"], match["year"] or months[-1]["year"]) for match in (months[0], months[-1]))
    if first > last and not months[0]["year"]:  # October to March 2023
        first = f"{int(first[0][:4]) - 1}/{first[0][2:4]}", first[1]
    return _in_order(month_start(*first), month_end(*last), text)


def _month(name: str, year: str) -> tuple[str, int]:
    """A month of the calendar as the financial year and month that it is. Raises ValueError for no month."""
    words = f"{name} {year}"
    found = find_year(words), find_month(words)
    if not (found[0] and found[1]):
        raise _unsaid(words)
    return found[0], found[1]


def _in_order(start: str, due: str, text: str) -> When:
    if due < start:
        raise ValueError(f"'{text[:60]}' ends before it begins")
    return When(start, due)
