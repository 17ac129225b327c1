"""Dates, financial years and months as people write them: day first, April to March, M01 = April."""

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from math import isfinite

from blmk_desktop.values import clean_text

_EARLIEST, _LATEST = 1850, 2100
_SERIALS = range(30_000, 60_001)  # 1982 to 2064 as Excel counts days

_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTHS = {name[:length]: number for number, name in enumerate(_NAMES, 1) for length in (3, len(name))}
_MONTHS["sept"] = 9
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + ")"

_DIGIT = re.compile(r"\d")
_TIME = r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z| ?[AP]M)?)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}", re.IGNORECASE)
_DAY_FIRST = re.compile(rf"(\d{{1,2}})\s?([-/.])\s?(\d{{1,2}})\s?\2\s?(\d{{4}}|\d{{2}}){_TIME}", re.IGNORECASE)
_DAY_NAMED = re.compile(
    rf"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s)?(\d{{1,2}})\s?(?:st|nd|rd|th)?[\s./-]*(?:of\s)?({_MONTH})\.?,?[\s./-]*(\d{{4}}|\d{{2}})",
    re.IGNORECASE,
)
_NAMED_DAY = re.compile(rf"({_MONTH})\s(\d{{1,2}})(?:st|nd|rd|th)?,?\s(\d{{4}})", re.IGNORECASE)

_PAIR = r"(?<![\d/.-])(?:FY\s?)?((?:19|20)\d{2}|\d{2})\s?[/\-–_]\s?((?:19|20)\d{2}|\d{2})(?![\d]|[/.-]\d)"
_YEAR_PAIR = re.compile(_PAIR, re.IGNORECASE)
_YEAR_MONTH = re.compile(r"(?<!\d)((?:19|20)\d{2})\s?[/\-–_.]\s?(0[1-9]|1[0-2])(?!\d)")
_MONTH_YEAR = re.compile(
    rf"(?<![a-z])({_MONTH})(?![a-z])\.?[\s\-–_/,]*'?((?:19|20)\d{{2}}|\d{{2}})(?!\d)", re.IGNORECASE
)
_DATE_INSIDE = re.compile(
    r"(?<!\d)(?:\d{4}[-_](?:0[1-9]|1[0-2])[-_]\d{2}|(?:19|20)\d{2}(?:0[1-9]|1[0-2])[0-3]\d"
    r"|\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2}))(?!\d)"
)
_QUARTER = re.compile(r"(?<![a-z0-9])Q(?:uarter\s?|tr\s?)?([1-4])(?![0-9])", re.IGNORECASE)
_MONTH_NUMBER = re.compile(
    r"(?<![a-z0-9])(?:M(?:onth\s?|th\.?\s?)?|Period\s)(0?[1-9]|1[0-2])(?![a-z0-9])", re.IGNORECASE
)
_MONTH_WORD = re.compile(rf"(?<![a-z])({_MONTH})(?![a-z])", re.IGNORECASE)
_LABEL = re.compile(r"(\d{4})/(\d{2})")


def read_date(raw: object) -> str:
    """Read a date as ISO text, the day always before the month ('01/04/1974' is 1 April).

    Raises ValueError with a plain reason for words, for bare numbers that may be Excel's day counts, for
    dates that only make sense month first and for years before 1850 or after 2100.
    """
    if isinstance(raw, datetime):
        return _in_range(raw.date())
    if isinstance(raw, date):
        return _in_range(raw)
    if isinstance(raw, str):
        return _read_text(raw)
    if isinstance(raw, int | float) and not isinstance(raw, bool) and isfinite(raw) and raw == int(raw):
        return _read_number(int(raw))
    raise ValueError("the cell is blank" if raw is None else f"{raw} is not a date")


def month_first(values: Iterable[object]) -> str | None:
    """Give the first text of a column that is a date only if read month first, such as 03/25/2022."""
    for value in values:
        match = _DAY_FIRST.fullmatch(clean_text(value)) if isinstance(value, str) else None
        if match and int(match[1]) <= 12 < int(match[3]) <= 31:
            return clean_text(value)
    return None


def read_year(text: object) -> str:
    """Read a financial year, '2022/23', from its many spellings or from a date or month inside it.

    Raises ValueError for a lone calendar year, for years that do not follow each other and for other words.
    """
    if isinstance(text, date):
        return year_of(read_date(text))
    words = clean_text(text)
    year = find_year(words)
    if year is None:
        raise ValueError(_why_no_year(words))
    return year


def read_month(cell: object) -> int:
    """Read a financial month: M06, 6, September, September 2022, Sep-22 or a day of it are all 6.

    A number alone is counted from April. Raises ValueError for anything else, quarters too.
    """
    text = month_of(read_date(cell)) if isinstance(cell, date) else clean_text(cell)
    number = str(text).upper().removeprefix("M")
    if number.isascii() and number.isdigit():
        month = int(number[:4])
    else:
        month = 0 if _QUARTER.search(str(text)) else find_month(str(text)) or 0
    if not 1 <= month <= 12:
        raise ValueError(f"'{text}' is no month; months are M01 (April) to M12 (March)")
    return month


@lru_cache(maxsize=8192)  # headings are asked for their year by all who look for a table
def find_year(text: str) -> str | None:
    """Find the financial year that a title or file name speaks of, None if it names none.

    2022-23 is the year 2022/23, 2022-10 is October 2022 and so in it too; 2011-12 is taken for the year.
    """
    if _says_no_day(text):
        return None
    day = _find_date(text)
    if day:
        return year_of(day)
    for match in _YEAR_PAIR.finditer(text):
        if _follow(match[1], match[2]) and (match[0] == text.strip() or _looks_recent(match[1])):
            return _label(_full_year(match[1]))
    month = _find_month_and_year(text)
    return _year_with(*month) if month else None


@lru_cache(maxsize=8192)
def find_month(text: str) -> int | None:
    """Find the financial month (1 = April) that a title speaks of; for quarters the last month."""
    if text.isdecimal() and _says_no_day(text):
        return None
    quarters = _QUARTER.findall(text)
    if quarters:
        return 3 * int(quarters[-1])
    number = _MONTH_NUMBER.search(text)
    if number:
        return int(number[1])
    day = _find_date(text)
    if day:
        return month_of(day)
    month = _find_month_and_year(text) or _find_month_word(text)
    return _financial_month(month[1]) if month else None


def find_dates(text: str) -> list[str]:
    """Find the whole dates inside a text, in the order in which they stand, as ISO text: 'closed 09.12.22' has one."""
    if _says_no_day(text):
        return []
    places = {match.start(): match[0].replace("_", "-") for match in _DATE_INSIDE.finditer(text)}
    places |= {match.start(): match[0] for match in _DAY_NAMED.finditer(text)}
    found = []
    for _, part in sorted(places.items()):
        try:
            found.append(_read_text(part))
        except ValueError:
            continue
    return found


def today() -> str:
    """Today as ISO text, by the user's own calendar: what 'as at' means when nobody says."""
    return date.today().isoformat()  # noqa: DTZ011 - the user's own calendar day


def year_of(day: str) -> str:
    """Give the financial year of an ISO date."""
    return _year_with(int(day[:4]), int(day[5:7]))


def month_of(day: str) -> int:
    """Give the financial month of an ISO date, 1 for April to 12 for March."""
    return _financial_month(int(day[5:7]))


def year_start(year: str) -> str:
    """Give 1 April of a financial year as ISO text. Raises ValueError if it is not written like 2022/23."""
    return f"{_first_year(year):04d}-04-01"


def year_end(year: str) -> str:
    """Give 31 March at the end of a financial year as ISO text."""
    return f"{_first_year(year) + 1:04d}-03-31"


@lru_cache(maxsize=1_000)
def month_start(year: str, month: int) -> str:
    """Give the first day of a financial month (1 = April) as ISO text."""
    return f"{month_end(year, month)[:8]}01"


@lru_cache(maxsize=1_000)
def month_end(year: str, month: int) -> str:
    """Give the last day of a financial month (1 = April) as ISO text."""
    if not 1 <= month <= 12:
        raise ValueError(f"there is no month {month} in a financial year")
    calendar_year = _first_year(year) + (month > 9)
    calendar_month = (month + 2) % 12 + 1
    return f"{calendar_year:04d}-{calendar_month:02d}-{monthrange(calendar_year, calendar_month)[1]:02d}"


def add_months(day: str, months: int) -> str:
    """Move an ISO date by calendar months; the 31st of a shorter month is its last day."""
    count = int(day[:4]) * 12 + int(day[5:7]) - 1 + months
    year, month = count // 12, count % 12 + 1
    return f"{year:04d}-{month:02d}-{min(int(day[8:10]), monthrange(year, month)[1]):02d}"


def month_label(month: int) -> str:
    """Write a financial month as commissioners do: 6 is M06."""
    return f"M{month:02d}"


def show_date(day: str | None) -> str:
    """Write an ISO date for people, 01/10/2022; "" for none."""
    return f"{day[8:10]}/{day[5:7]}/{day[:4]}" if day else ""


def _in_range(day: date) -> str:
    if not _EARLIEST <= day.year <= _LATEST:
        raise ValueError(f"{day:%d/%m}/{day.year} is outside {_EARLIEST} to {_LATEST}")
    return day.isoformat()


def _read_number(number: int) -> str:
    if 10_000_000 <= number <= 99_999_999:
        return _read_text(str(number))
    if number in _SERIALS:
        raise ValueError(f"{number} is a bare number that may be one of Excel's dates: format it as a date")
    raise ValueError(f"{number} is not a date")


@lru_cache(maxsize=8192)  # the same few days fill a column
def _read_text(raw: str) -> str:
    text = clean_text(raw[:80])
    if len(text) == 8 and text.isascii() and text.isdigit():
        return _day(int(text[:4]), int(text[4:6]), int(text[6:]), text)
    if text.isascii() and text.isdigit() and int(text[:9]) in _SERIALS:
        return _read_number(int(text[:9]))
    if match := _YEAR_FIRST.fullmatch(text):
        return _day(int(match[1]), int(match[3]), int(match[4]), text)
    if match := _DAY_FIRST.fullmatch(text):
        return _day(_full_year(match[4]), int(match[3]), int(match[1]), text)
    if match := _DAY_NAMED.fullmatch(text):
        return _day(_full_year(match[3]), _MONTHS[match[2].lower()], int(match[1]), text)
    if match := _NAMED_DAY.fullmatch(text):
        return _day(int(match[3]), _MONTHS[match[1].lower()], int(match[2]), text)
    raise ValueError(f"{text[:60]} is not a date" if text else "the cell is blank")


def _day(year: int, month: int, day: int, text: str) -> str:
    if day <= 12 < month <= 31:
        raise ValueError(f"{text} is not a date with the day first: is the month first?")
    try:
        return _in_range(date(year, month, day))
    except ValueError as error:
        reason = str(error) if "outside" in str(error) else f"there is no day {text}"
        raise ValueError(reason) from None


def _full_year(digits: str) -> int:
    """Give the year of two digits, 00 to 69 as 2000s and the rest as 1900s, or of four as they stand."""
    year = int(digits)
    return year if len(digits) == 4 else year + (2000 if year < 70 else 1900)


def _follow(first: str, second: str) -> bool:
    """Say whether two years, of four digits or two, come one after the other."""
    year = _full_year(first) + 1
    return year % 100 == int(second) if len(second) == 2 else year == int(second)


def _looks_recent(first: str) -> bool:
    """Keep the pages 12-13 of a title from being taken for a year; 22-23 is one."""
    return len(first) == 4 or 15 <= int(first) < 40


def _label(first: int) -> str:
    return f"{first:04d}/{(first + 1) % 100:02d}"


def _first_year(year: str) -> int:
    match = _LABEL.fullmatch(year)
    if match is None or (int(match[1]) + 1) % 100 != int(match[2]):
        raise ValueError(f"{year} is not a financial year such as 2022/23")
    return int(match[1])


def _year_with(year: int, month: int) -> str:
    return _label(year if month >= 4 else year - 1)


def _financial_month(calendar_month: int) -> int:
    return (calendar_month - 4) % 12 + 1


def _says_no_day(text: str) -> bool:
    """Whether a text has no digit, or nothing but digits that are no date such as 20220401."""
    return not _DIGIT.search(text) or (len(text) != 8 and text.isdecimal())


def _find_date(text: str) -> str | None:
    """Find a whole date inside a title; a text that is one altogether counts too."""
    if _says_no_day(text):
        return None
    for part in (text, *(match[0].replace("_", "-") for match in _DATE_INSIDE.finditer(text))):
        try:
            return _read_text(part)
        except ValueError:
            continue
    return None


def _find_month_and_year(text: str) -> tuple[int, int] | None:
    """Find (calendar year, calendar month) written as 2022-10, October 2022 or Oct-22."""
    if match := _YEAR_MONTH.search(text):
        year, month = int(match[1]), int(match[2])
        return None if (year + 1) % 100 == month else (year, month)
    if match := _MONTH_YEAR.search(text):
        return _full_year(match[2]), _MONTHS[match[1].lower()]
    return None


def _find_month_word(text: str) -> tuple[int, int] | None:
    """Find a month named without a year; a short name, may and march only where nothing else is written."""
    for match in _MONTH_WORD.finditer(text):
        name = match[1].lower()
        if (len(name) > 4 and name != "march") or text.strip().lower() == name:
            return 0, _MONTHS[name]
    return None


def _why_no_year(words: str) -> str:
    if re.fullmatch(r"(FY\s?)?\d{4}", words, re.IGNORECASE):
        return f"{words} lies in two financial years: write the year as 2022/23"
    return f"{words[:60]} is not a financial year" if words else "the cell is blank"
