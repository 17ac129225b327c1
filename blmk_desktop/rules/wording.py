"""Names and figures in words, as they stand in a sentence for a committee."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from blmk_desktop.periods import month_end
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.papers import PAPER_TITLES
from blmk_desktop.records.workforce import MEASURE_LABELS, MEASURE_WORDS
from blmk_desktop.rules.claims import MONEY_MEASURES
from blmk_desktop.values import show_figure

_KEPT = {"ICB", "ICS"}
_LETTERS = re.compile(r"[B-DF-HJ-NP-TV-XZ]{2,5}")  # no vowel: read letter by letter, as PCN and GP are
_SHORTENED = {"ST", "DR", "DRS", "MR", "MRS", "LTD", "RD", "CTR", "MT"}  # and these are not
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
# A name in capitals between a quotation mark and its code, or behind its code in brackets.
_BESIDE_A_CODE = re.compile(r"(?<=')[A-Z][^a-z]+?(?= \([A-Z]\d+\))|(?<=\d \()[A-Z][^a-z]+?(?=\)')")
SPELT = {
    **{name.lower(): name for name in ("ARRS", "DES", "GP", "NWRS", "PCN")},
    "pcns": "PCNs",
    "5yr": "over five years",
}
_SMALL = {"is", "for", "of", "and", "the", "in", "at", "on"}


def in_words(name: str) -> str:
    """A name from a register in capitals as it is written in a sentence: 'CROWN PCN' is 'Crown PCN'."""
    if name != name.upper():
        return name
    words = name.split()
    return " ".join(_word(word, first=position == 0) for position, word in enumerate(words))


def chosen(choice: str) -> str:
    """What one of a field's choices is called: 'arrs_role', a kind of record, 'ARRS role'; a paper by its title."""
    named = MEASURE_LABELS.get(choice) or PAPER_TITLES.get(choice)
    if named:
        return named
    return RECORDS[choice].label if choice in RECORDS else choice


def counted(number: int, thing: str, things: str = "") -> str:
    """1 network, 2 networks, 3 people."""
    return f"{number:,} {thing if number == 1 else things or thing + 's'}"


def listed(words: Sequence[str]) -> str:
    """A, B and C; '' for none."""
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def several(names: Sequence[str], most: int = 6, between: str = ", ") -> str:
    """The first of many, and how many more there are: 'A, B and 7 more'."""
    rest = len(names) - most
    return between.join(names[:most]) + (f" and {rest:,} more" if rest > 0 else "")


def coded_names(text: str) -> str:
    """A text in which names in capitals stand behind or before their codes: 'Edit of PCN 'U35004 (CROWN PCN)'."""
    return _BESIDE_A_CODE.sub(lambda match: in_words(match.group()), text)


def _word(word: str, *, first: bool) -> str:
    bare = word.strip("()&,.")
    lettered = _LETTERS.fullmatch(bare) is not None and bare not in _SHORTENED
    if lettered or bare in _KEPT or any(letter.isdigit() for letter in bare):
        return word
    if bare.casefold() in _SMALL and not first:
        return word.casefold()
    return re.sub(r"[A-Z][A-Z']*", lambda match: match.group()[0] + match.group()[1:].casefold(), word)


def measured(measure: str, year: str, month: int | None) -> str:
    """What is measured, and when, in the middle of a sentence: 'staff in post at the end of September 2022'.

    `month` is that of the financial year, 1 for April; None for the year as a whole.
    """
    if month is None:
        return MEASURE_WORDS[measure]
    day = date.fromisoformat(month_end(year, month))
    when = "in" if measure in MONEY_MEASURES else "at the end of"
    return f"{MEASURE_WORDS[measure]} {when} {MONTHS[day.month - 1]} {day.year}"


def figure(measure: str, value: int, decimals: int = 2) -> str:
    """A figure as a paper prints it, adverse in brackets: £1,234.50, (£21,826.00), 18.99 WTE, 71.4%.

    `value` is in hundredths; `decimals` those shown, fewer where the last are noughts anyway.
    """
    shown = max(0, min(2, decimals))
    if measure in MONEY_MEASURES:
        return pounds(value, 2 if shown else 0)
    percent = measure.endswith("percent")
    text = _bracketed(f"{show_figure(abs(value), 2, shown)}{'%' if percent else ''}", value)
    return text if percent else f"{text} WTE"


def pounds(pence: int, decimals: int = 2) -> str:
    """Money as a paper prints it, adverse in brackets: £1,234.50, (£21,826.00), or in whole pounds (£21,826)."""
    return _bracketed(f"£{show_figure(abs(pence), 2, decimals)}", pence)


def _bracketed(text: str, value: int) -> str:
    return f"({text})" if value < 0 else text


def capital(text: str) -> str:
    """A text as it begins a line: its first letter is a capital, the others as they are."""
    return text[:1].upper() + text[1:]


def kind_in_words(name: str) -> str:
    """What is called so in the program, as it begins a line: 'arrs_roles' is ARRS roles, 'plan-by-pcn' Plan by PCN."""
    return capital(" ".join(SPELT.get(word, word) for word in re.split("[-_]", name)))


def lowered(text: str) -> str:
    """A text in the middle of a sentence: its first letter is small, unless initials begin it."""
    return text if text[:2].isalpha() and text[:2].isupper() else text[:1].lower() + text[1:]


def sentence(text: str) -> str:
    """A clause as a sentence: a capital in front, a full stop behind."""
    text = text.strip()
    return f"{capital(text)}{'' if text.endswith(('.', '!', '?')) else '.'}"


def quoting(why: str, value: str) -> str:
    """A reason in which what the cell holds is quoted as written, where it begins with that."""
    return f"'{value}'{why[len(value) :]}" if value and why.startswith(f"{value} ") else why
