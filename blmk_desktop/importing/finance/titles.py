"""What the title of a finance report says: its area, its month, and the month from which its period runs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from blmk_desktop.importing.proposal import Options
from blmk_desktop.importing.tables.headings import folded
from blmk_desktop.importing.tables.names import Names
from blmk_desktop.periods import find_dates, find_month, find_year, month_of, year_of

_AS_AT = re.compile(r"\b(?:as at|as of|to|ending|ended)\b(.*)", re.IGNORECASE)
_RUNS_FROM = re.compile(r"\b(?:runs?|covers?|period|report(?:ed|ing)?|figures)\b[^.]*?\bfrom\b(.*)", re.IGNORECASE)
_FROM_TO = re.compile(r"\bfrom\b(.*?)\b(?:to|until)\b", re.IGNORECASE)
_COMMISSIONER = re.compile(
    r"^\W*(?:NHS\s+)?(?P<name>[\w&,' ]{2,60}?\b(?:ICB|ICS|CCG|Integrated Care Board|Clinical Commissioning Group))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Month:
    """Of which year and month a report is, and the first month of the period that it covers; 1 is April."""

    year: str
    month: int
    starts: int = 1


def month_in(texts: Sequence[str], options: Options) -> Month | None:
    """The month of a report: the user's word, else a date that it says to be as at, else a month and year it names.

    None where one of the two is not told, or the month is named as a quarter only.
    """
    starts = next((start for text in texts if (start := _starts(text))), "")
    if options.as_at:
        return _of_date(options.as_at, starts)
    for text in texts:
        said = _AS_AT.search(text)
        dates = find_dates(said[1]) if said else []
        if dates:
            return _of_date(dates[0], starts)
    month = next((number for text in texts if (number := find_month(text))), None)
    year = options.year or next((found for text in texts if (found := find_year(text))), None)
    return Month(year, month, _first(starts, year, month)) if month and year else None


def _of_date(day: str, starts: str) -> Month:
    return Month(year_of(day), month_of(day), _first(starts, year_of(day), month_of(day)))


def _starts(text: str) -> str:
    """The day (ISO) from which the period of a report runs, as it says itself; '' if it does not."""
    for known in (_RUNS_FROM, _FROM_TO):
        dates = find_dates(found[1]) if (found := known.search(text)) else []
        if dates:
            return dates[0]
    return ""


def _first(starts: str, year: str, month: int) -> int:
    """The first month of the period: that of its day, if it is in the very year and not after the month."""
    first = month_of(starts) if starts and year_of(starts) == year else 1
    return first if first <= month else 1


def area_in(texts: Sequence[str], names: Names, within: Mapping[str, str] | None = None) -> str | None:
    """The known area that the first of some texts names, by the longest of its names.

    Of 'BLMK ICB, Luton' it is the one that is part of the other; `within` says which area is part of which. Texts
    that name two areas side by side name neither.
    """
    known = sorted(filter(None, names.written.get("area", {})), key=len, reverse=True)
    for text in texts:
        words, found = f" {folded(text)} ", dict[str, None]()
        for name in known:
            if f" {name} " in words:
                words = words.replace(f" {name} ", "  ")
                found[names.resolve("area", name) or name] = None
        above = {(within or {}).get(area, "") for area in found}
        least = [area for area in found if area not in above]
        if len(least) == 1:
            return least[0]
    return None


def new_area(texts: Sequence[str]) -> str | None:
    """The name of an area that is not known yet, if a title begins with that of a commissioner."""
    found = next((match for text in texts if (match := _COMMISSIONER.match(text))), None)
    return " ".join(found["name"].split()) if found else None
