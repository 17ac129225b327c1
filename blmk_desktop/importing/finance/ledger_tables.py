"""Finding a ledger extract on a sheet: a row for each posting, account or cost centre, with its period and amounts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from blmk_desktop.importing.proposal import ColumnMatch
from blmk_desktop.importing.tables.headings import folded
from blmk_desktop.importing.tables.layout import Layout, find_table
from blmk_desktop.records.declaration import Field
from blmk_desktop.records.fields import money, month, text, year
from blmk_desktop.workbook import Sheet

LEDGER = "ledger-extract"
CATEGORY, ACCOUNT, CENTRE = "ledger.category", "ledger.account", "ledger.centre"
CODES = ("ledger.account_code", "ledger.centre_code")
AREA, YEAR, PERIOD, NOTE = "ledger.area", "ledger.year", "ledger.period", "ledger.note"
NAMING = (CATEGORY, ACCOUNT, CENTRE, *CODES)  # what says of which category a row is, the plainest first
PLAN, ACTUAL, DEBIT, CREDIT = "ledger.plan", "ledger.actual", "ledger.debit", "ledger.credit"
AMOUNTS = (PLAN, ACTUAL, DEBIT, CREDIT)
_WORDS = {
    CATEGORY: r"(budget |spend |reporting |expenditure )?(category|heading)( description)?|analysis|report line",
    ACCOUNT: r"(subjective|account|nominal|natural account)( (description|desc|name))?|expense type",
    CENTRE: r"cost cent(re|er)( (description|desc|name))",
    CODES[0]: r"(subjective|account|nominal|natural account)( (code|no|number))",
    CODES[1]: r"cost cent(re|er)( (code|no|number))?",
    AREA: r"area|ccg|icb|sub icb|place based area|entity( name)?|organisation",
    YEAR: r"(financial |fiscal )?year|fy",
    PERIOD: r"(accounting |financial |fin |gl |ledger |posting )?period( name| no| number)?|(financial )?month"
    r"|posting date",
    NOTE: r"(journal |line |transaction )?(narrative|description|details|note)s?",
    PLAN: r"(ytd |year to date |month |monthly |period |current )*(budget|plan)( ytd| to date| amount)?",
    ACTUAL: r"(ytd |year to date |month |monthly |period |current )*(actuals?|amount|net|spend|expenditure|value)"
    r"( ytd| to date| amount)?",
    DEBIT: r"(accounted )?(debit|dr)( amount)?",
    CREDIT: r"(accounted )?(credit|cr)( amount)?",
}
_BARE = {"subjective", "account", "nominal", "natural account"}  # of codes where another column has their words
_TO_DATE = re.compile(r"\b(ytd|to date|cumulative)\b")
_FORECAST = re.compile(r"\b(forecast|outturn|fot)\b")
_LEDGER_WORDS = re.compile(r"\b(cost cent(re|er)|subjective|nominal|account|ledger|journal|posting|debit|credit)s?\b")


def ledger_targets() -> dict[str, Field]:
    """What the columns of a ledger extract can be."""
    return {
        CATEGORY: text(name="category", label="Budget category"),
        ACCOUNT: text(name="account", label="Subjective or account"),
        CENTRE: text(name="centre", label="Cost centre, in words"),
        CODES[0]: text(name="account_code", label="Subjective or account code"),
        CODES[1]: text(name="centre_code", label="Cost centre code"),
        AREA: text(name="area", label="Area"),
        YEAR: year(name="year", label="Financial year"),
        PERIOD: month(name="period", label="Month"),
        PLAN: money(name="plan", label="Budget"),
        ACTUAL: money(name="actual", label="Actual"),
        DEBIT: money(name="debit", label="Debit"),
        CREDIT: money(name="credit", label="Credit"),
        NOTE: text(name="note", label="Narrative"),
    }


def extract_layout(sheet: Sheet, file: str) -> Layout | None:
    """The ledger extract on a sheet that has its amounts below each other; None if there is none."""
    said = _LEDGER_WORDS.search(f"{file} {sheet.name}".casefold()) is not None
    return find_table(sheet, lambda headings: _score(headings, said=said))


def _score(headings: Sequence[str], *, said: bool) -> int:
    """How many columns are known; nothing without one that names a category, an amount, and the words of a ledger."""
    words = [folded(heading) for heading in headings]
    if not (said or any(map(_LEDGER_WORDS.search, words))):
        return 0
    if any(map(_FORECAST.search, words)):
        return 0  # a finance report with the codes of its lines
    found = set(columns_of(headings).values())
    amounts = {PLAN, ACTUAL} & found or {DEBIT, CREDIT} <= found
    return len(found) if found & set(NAMING) and amounts else 0


def columns_of(headings: Sequence[str]) -> dict[int, str]:
    """The target of each column by its heading; the first that fits of several alike."""
    found: dict[int, str] = {}
    for at, heading in enumerate(headings):
        words = folded(heading)
        target = next((name for name, known in _WORDS.items() if words and re.fullmatch(known, words)), None)
        if target and target not in found.values():
            found[at] = target
        elif target == ACCOUNT and words not in _BARE:
            found |= {first: CODES[0] for first, name in found.items() if name == ACCOUNT} | {at: ACCOUNT}
    if NOTE in found.values() and not {*found.values()} & {*NAMING[:3]} and {*found.values()} & {*CODES}:
        found |= {at: ACCOUNT for at, name in found.items() if name == NOTE}  # the words of the codes
    return found


def is_to_date(heading: str) -> bool:
    """Whether a column of amounts is of the year to date, not of the month."""
    return _TO_DATE.search(folded(heading)) is not None


def matches(layout: Layout, chosen: Mapping[int, str | None], known: Mapping[int, str | None]) -> list[ColumnMatch]:
    """Each column with what it was taken for; the user's choice comes before what was remembered and the headings."""
    found = columns_of(layout.headings)
    made = []
    for at, heading in enumerate(layout.headings):
        target = chosen[at] if at in chosen else known[at] if at in known else found.get(at)
        sure = "" if not target else "chosen" if at in chosen else "remembered" if at in known else "synonym"
        cells = (cell for cell in layout.column(at, 20) if cell not in (None, ""))
        sample = " · ".join(str(cell)[:30] for _, cell in zip(range(3), cells, strict=False))
        made.append(ColumnMatch(at, heading, target, sure, sample))
    return made
