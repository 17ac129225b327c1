"""What a paper says of a scheme in words: its kind, when it is expected, how many rooms and patients, whose it is.

Source: BLMK Primary Care Strategy 2019, estates section and appendix G; committee pack December 2022, winter schemes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from blmk_desktop.periods import find_year, month_end, month_start, read_date, year_end, year_start
from blmk_desktop.records.estates import FUND_KINDS
from blmk_desktop.values import clean_text

_KINDS = {
    "digital": r"\bdigital\b|\bIT\b(?= )|\btelephony\b|\bonline\b",
    "new build": r"\bnew[ -]build|\bnew premises\b|\bnew facility\b|\bnew health centre\b",
    "relocation": r"\brelocat",
    "extension": r"\bextension\b|\bextend|\bexpansion\b",
    "reconfiguration": r"\breconfigur|\brefurbish|\bpartition|\bfit-?out\b|\bconvert|\bconversion\b",
    "hub": r"\bhubs?\b",
}
_KIND = re.compile("|".join(f"(?P<k{at}>{words})" for at, words in enumerate(_KINDS.values())), re.IGNORECASE)
_IN_NAME = ("hub", "new build", "digital")  # what a name says before its description does
_COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_COUNT = rf"(?P<count>\d+|{'|'.join(_COUNTS)})"
_ROOMS = re.compile(rf"\b{_COUNT}\s+(?:(?:additional|new|more|extra)\s+)?clinic(?:al)?\s+rooms?\b", re.IGNORECASE)
_PATIENTS = re.compile(
    r"\blist(?:\s+size)?\s+of\s+(?:up\s+to\s+|about\s+|around\s+)?(?P<number>\d[\d,]*)"
    r"|\b(?:up\s+to\s+)?(?P<other>\d[\d,]*)\s+(?:registered\s+)?patients\b",
    re.IGNORECASE,
)
_OF_PLACE = re.compile(r"\s*(?P<place>[A-Z][\w ]*?)\s+estates\s+scheme\b", re.IGNORECASE)
_MOVING = re.compile(
    r"\b(?:re-?allocat|re-?profil|re-?phas|slip|moved?\b|transfer|defer|brought forward"
    r"|carr(?:y|ied)\s+(?:forward|over))",
    re.IGNORECASE,
)
_MONEY = re.compile(r"£\s?(?P<figure>\d[\d,]*(?:\.\d+)?)\s?(?P<unit>million\b|thousand\b|m\b|k\b|bn\b)?", re.IGNORECASE)
_AVAILABLE = re.compile(r"\b(?:available|envelope|allocat\w+|ceiling|confirmed|awarded|budget of)\b", re.IGNORECASE)
_UNITS = {"": 1, "k": 1_000, "thousand": 1_000, "m": 1_000_000, "million": 1_000_000, "bn": 1_000_000_000}
_FUND_WORDS = {
    "ETTF": r"\bETTF\b|estates? (?:and|&) technology transformation",
    "S106": r"\bS\.?106\b|\bsection 106\b",
    "CIL": r"\bCIL\b|community infrastructure levy",
    "improvement grant": r"\bimprovement grants?\b",
    "One Public Estate": r"\bone public estate\b|\bOPE\b",
    "council": r"\bcouncil (?:capital|funding|contribution)",
    "ICS capital": r"\b(?:ICS|ICB|STP|system) capital\b",
    "GP contribution": r"\b(?:GP|practice) contributions?\b",
}
_OF_FUNDS = {"fund", "funds", "funded", "funding", "capital", "grant", "contributions", "programme", "fy", "s"}
_FILLERS = _OF_FUNDS | {"scheme", "schemes", "projects", "a", "and", "in", "of", "the"}
PENCE = 100


@dataclass(frozen=True, slots=True)
class Expected:
    """When a scheme is expected: the first and the last day (ISO), and what was understood, '' if it is plain."""

    first: str
    last: str
    note: str = ""


def kind_in(name: str, text: str = "") -> str:
    """The kind of a scheme, by its name or else by the first word of its description that says one; '' for none."""
    named = {kind for kind in _IN_NAME if re.search(_KINDS[kind], name, re.IGNORECASE)}
    if len(named) == 1:
        return named.pop()
    found = _KIND.search(text) or _KIND.search(name)
    return "" if found is None else list(_KINDS)[int(str(found.lastgroup)[1:])]


def rooms_in(text: str) -> int | None:
    """The clinical rooms that a description says are gained; None if it says no number, or several."""
    found = [_counted(match["count"]) for match in _ROOMS.finditer(text)]
    return found[0] if len(found) == 1 else None


def _counted(word: str) -> int:
    return int(word) if word.isdecimal() else _COUNTS.index(word.casefold()) + 1


def patients_in(text: str) -> int | None:
    """The patients that a description says are served, in hundredths; None if it says no number, or several."""
    found = [match["number"] or match["other"] for match in _PATIENTS.finditer(text)]
    return int(found[0].replace(",", "")) * 100 if len(found) == 1 else None


def place_in(text: str) -> str:
    """The place in words that a comment begins with, as in 'Luton estates scheme. ...'; '' for none."""
    found = _OF_PLACE.match(text)
    return found["place"] if found else ""


def expected(cell: object) -> Expected:
    """When something is expected, from a financial year, a calendar year, a month or a day.

    A year is its first and last day; a calendar year alone is taken as such, and said. Raises ValueError for
    anything else.
    """
    text = clean_text(cell).removesuffix(".0") if not isinstance(cell, date) else ""
    if re.fullmatch(r"(?:19|20)\d\d", text):
        return Expected(f"{text}-01-01", f"{text}-12-31", f"'{text}' is taken for the calendar year")
    try:
        day = read_date(cell)
    except ValueError:
        return _period(text)
    return Expected(day, day)


def _period(text: str) -> Expected:
    from blmk_desktop.periods import find_month

    year, month = find_year(text), find_month(text)
    if year is None:
        raise ValueError(f"'{text[:60]}' is no year or date")
    if month is None:
        return Expected(year_start(year), year_end(year))
    quarter = re.search(r"\bQ(?:uarter\s?)?[1-4]\b", text, re.IGNORECASE)
    return Expected(month_start(year, month - 2 if quarter else month), month_end(year, month))


def speaks_of_moving(text: str) -> bool:
    """Whether a comment says that money was moved, reallocated or deferred."""
    return bool(_MOVING.search(text))


def fund_kind_in(text: str) -> str:
    """The kind of fund that a text names; '' for none, or for several."""
    found = {kind for kind, words in _FUND_WORDS.items() if re.search(words, text, re.IGNORECASE)}
    return found.pop() if len(found) == 1 else ""


def fund_headed(text: str) -> str:
    """The kind of fund that a heading above some rows names, if it says nothing else; '' for 'S106 at West Park'."""
    kind = fund_kind_in(text)
    rest = re.sub(_FUND_WORDS[kind], " ", text, flags=re.IGNORECASE) if kind else ""
    words = re.sub(r"[^a-z]+", " ", rest.casefold()).split()
    return kind if all(word in _FILLERS for word in words) else ""


def envelope_in(text: str) -> int | None:
    """What a sentence says to be available, in pence; None if it does not speak of that, or names several amounts."""
    found = list(_MONEY.finditer(text))
    if len(found) != 1 or not _AVAILABLE.search(text):
        return None
    unit = _UNITS[(found[0]["unit"] or "").casefold()]
    return int(Decimal(found[0]["figure"].replace(",", "")) * unit * PENCE)


def kind_of_fund(name: str, *, otherwise: str = "other") -> str:
    """The kind of a fund, by its name."""
    return name if name in FUND_KINDS else fund_kind_in(name) or otherwise
