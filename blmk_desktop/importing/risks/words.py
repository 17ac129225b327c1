"""What registers of risks write in their cells, and the name and prefix of a register where it does not say them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import PurePath

from blmk_desktop.importing.tables.headings import folded
from blmk_desktop.periods import show_date
from blmk_desktop.rules.risk_scores import read_level
from blmk_desktop.rules.wording import capital
from blmk_desktop.values import clean_text

_GENERIC = re.compile(r"(the )?(risks?|register|risk register|risk log|risk and issues|data|log)|sheet ?\d*|table ?\d*")
NAMES_REGISTER = re.compile(r"\b(risks?|registers?|assurance framework)\b", re.IGNORECASE)
_OF_A_DAY = re.compile(  # what a register is of that comes again next month under another name
    r"[\s(,:–-]*(?:\b(?:as|at|of|for|on|the|held|dated|meeting|position)\s+)*(?:\b(?:quarter|qtr|q)\s?[1-4]\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b"
    r"|\b(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\s+(?:20)?\d\d\b)\)?",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"risk\s*(?:no\.?|number|id|ref\.?)?\s*[-:#]?\s*(?=[\w-]*\d)", re.IGNORECASE)
_TEXT_DATE = re.compile(r"\s*(\d{1,2})[./-](\d{1,2})[./-]\d{2,4}\s*")
_TREATMENTS = {
    "treat": "treat", "mitigate": "treat", "reduce": "treat", "control": "treat",
    "tolerate": "tolerate", "accept": "tolerate",
    "transfer": "transfer", "share": "transfer",
    "terminate": "terminate", "avoid": "terminate", "remove": "terminate",
}  # fmt: skip
_CYCLES = {
    "monthly": 1, "every month": 1, "bimonthly": 2, "bi monthly": 2, "every two months": 2, "quarterly": 3,
    "every quarter": 3, "six monthly": 6, "6 monthly": 6, "half yearly": 6, "annually": 12, "annual": 12, "yearly": 12,
}  # fmt: skip


def explains(reference: str, scores: Sequence[object]) -> bool:
    """Whether a row under the headings explains them: no number in its reference, and none where scores stand."""
    numbers = any(isinstance(cell, int | float) or read_level(clean_text(cell)) for cell in scores)
    return bool(reference) and not any(letter.isdigit() for letter in reference) and not numbers


def own_reference(written: str, prefix: str) -> str:
    """A risk's own reference: its register's prefix, then what is written without the word risk: 'SRT-001'."""
    if written.upper().startswith(f"{prefix.upper()}-"):
        return written
    return f"{prefix}-{_NUMBERED.sub('', written).strip()}"


def plain_treatment(cell: object, notes: list[str]) -> object:
    """The treatment that a word means, told where it is not our own word; other words stay for the user."""
    words = folded(clean_text(cell))
    meant = _TREATMENTS.get(words)
    if meant and meant != words and (note := f"'{clean_text(cell)}' is taken for the treatment '{meant}'") not in notes:
        notes.append(note)
    return meant or cell


def plain_months(cell: object) -> object:
    """A review cycle in months, where it is written in words."""
    return _CYCLES.get(folded(clean_text(cell)), cell)


def doubtful_dates(cells: Mapping[str, object]) -> list[str]:
    """The dates of a column that may have day and month the wrong way round, each with its cells; none if all is well.

    A programme that reads the month first makes a date of '01/02/2023' and leaves '31/01/2023' a text: where all
    texts could only be read with the day first, and all dates in both ways, the dates may have been turned round.
    """
    texts = [match for cell in cells.values() if isinstance(cell, str) and (match := _TEXT_DATE.fullmatch(cell))]
    dates = {place: cell for place, cell in cells.items() if isinstance(cell, date)}
    if not texts or any(int(match[1]) <= 12 for match in texts) or any(day.day > 12 for day in dates.values()):
        return []
    found: dict[str, list[str]] = defaultdict(list)
    for place, day in dates.items():
        if day.day != day.month:
            found[show_date(day.isoformat()[:10])].append(place)
    return [f"{day} ({', '.join(places)})" for day, places in found.items()]


def register_name(title: str, sheet: str, file: str) -> str:
    """What a register is called: its title, else its sheet, unless either could be anybody's, else its file.

    Its day, month or quarter is no part of its name: next month's is the same register.
    """
    title, sheet = (_OF_A_DAY.sub("", text).strip(" -–,:") for text in (title, sheet))
    if NAMES_REGISTER.search(title) and not _GENERIC.fullmatch(folded(title)):
        return " ".join(title.split())
    if sheet and not _GENERIC.fullmatch(folded(sheet)):
        return " ".join(sheet.split())
    words = " ".join(re.sub(r"[_-]+", " ", PurePath(file).stem).split())
    words = _OF_A_DAY.sub("", words).strip() or words
    return capital(words)


def prefix_for(name: str, taken: Collection[str]) -> str:
    """What the references of a register begin with: the first letters of its name, numbers whole; not one `taken`."""
    words = [word for word in re.findall(r"[A-Za-z]+|\d+", name) if word.casefold() not in ("the", "of", "and", "for")]
    letters = "".join(word if word.isdigit() else word[0].upper() for word in words)
    short = letters if len(words) > 1 else name[:3].upper()
    used = {prefix.upper() for prefix in taken}
    return next(one for one in (short, *(f"{short}.{at}" for at in range(2, 1_000))) if one.upper() not in used)
