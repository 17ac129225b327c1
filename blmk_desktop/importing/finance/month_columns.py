"""Tables of spend or budget with a column for each month: laid out anew, a row for each line and month."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from blmk_desktop.importing.finance.columns import is_our_own
from blmk_desktop.importing.finance.ledger_tables import AREA, NAMING, columns_of, extract_layout
from blmk_desktop.importing.tables.headings import folded, only_period
from blmk_desktop.importing.tables.layout import Layout, find_table
from blmk_desktop.importing.tables.totals import is_system, is_total
from blmk_desktop.periods import find_month
from blmk_desktop.workbook import Address, Sheet

FEWEST_MONTHS = 3
_MONEY = re.compile(
    r"£|\b(budget|spend|spent|expenditure|actuals?|ledger|costs?|finance|phas(ed|ing))\b", re.IGNORECASE
)
_PLAN = re.compile(r"\b(budget|plan|planned|phas(ed|ing))\b", re.IGNORECASE)
_SPENT = re.compile(r"\b(actuals?|spend|spent|expenditure|ledger)\b", re.IGNORECASE)
_LEFT = {"budget", "plan", "planned", "actual", "actuals", "spend", "expenditure", "£", "k", "000"}


def ledger_layout(sheet: Sheet, file: str) -> Layout | None:
    """The ledger extract on a sheet, a column for each month or a row; None if there is none."""
    return by_month(sheet, file) or extract_layout(sheet, file)


def by_month(sheet: Sheet, file: str) -> Layout | None:
    """Such a table of a sheet as a ledger extract has it: its lines, their month, and one column of amounts.

    None where there is none, or nothing says that it is of money. What it is of stands in the heading of the amounts.
    """
    found = find_table(sheet, _score)
    if found is None:
        return None
    said = " ".join((found.title, sheet.name, file, *found.headings))
    return _turned(found, said) if _MONEY.search(said) else None


def _score(headings: Sequence[str]) -> int:
    months = sum(map(_is_month, headings))
    if months < FEWEST_MONTHS or is_our_own([folded(heading) for heading in headings]):
        return 0
    return months if {*columns_of(headings).values()} & {*NAMING} else 0


def _is_month(heading: str) -> bool:
    """Whether a heading names a month, and what it is of at most; a forecast is not what was spent."""
    words = [word for word in folded(heading).split() if word not in _LEFT]
    return find_month(heading) is not None and only_period(" ".join(words))


def _turned(layout: Layout, said: str) -> Layout:
    naming = {at: name for at, name in columns_of(layout.headings).items() if name in (*NAMING, AREA)}
    months = {at: _is_plan(heading, layout, said) for at, heading in enumerate(layout.headings) if _is_month(heading)}
    measures = [planned for planned in (True, False) if planned in months.values()]
    words = {row: {name: layout.cell(row, at) for at, name in naming.items()} for row in layout.row_numbers()}
    totals = [row for row, said in words.items() if any(map(_says_total, said.values()))]
    rows: list[list[object]] = []
    origin: dict[Address, Address] = {}
    for month, planned in months.items():
        for row in layout.row_numbers():
            amount = layout.cell(row, month)
            if amount in (None, "") or (row in totals and totals != [layout.row_numbers()[-1]]):
                continue
            cells = [layout.cell(row, at) for at in naming]
            places = (*naming, month, *(month for _ in measures))
            origin |= {(len(rows), index): (row, at) for index, at in enumerate(places)}
            rows.append([*cells, layout.headings[month], *(amount if one == planned else None for one in measures)])
    unit = next(iter(re.findall(r"£ ?(?:['’]?000s?|k|m)\b", said)), "")
    amounts = [f"{'Budget' if planned else 'Actual'} {unit}".strip() for planned in measures]
    headings = [*(layout.headings[at] for at in naming), "Period", *amounts]
    return Layout(replace(layout.sheet, rows=rows), layout.title, headings, 0, origin=origin)


def _says_total(cell: object) -> bool:
    return is_total([cell]) and not is_system(cell)


def _is_plan(heading: str, layout: Layout, said: str) -> bool:
    """Whether a month is what was planned: by its heading, else by the title of all, their sheet and file."""
    texts = [heading, layout.title, said]
    told = [(bool(_PLAN.search(text)), bool(_SPENT.search(text))) for text in texts]
    return next((planned for planned, spent in told if planned != spent), False)
