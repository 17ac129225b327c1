"""Finding budgets that are set out flat: a row for each area, line and year, or with the years across."""

from __future__ import annotations

import re

from blmk_desktop.importing.tables.flat import AREAS, YEARS, Words
from blmk_desktop.importing.tables.layout import Layout, find_table
from blmk_desktop.workbook import Sheet

LINES = "budget-lines"  # the kind of table: that of our own records, under other headings
AREA, CATEGORY, YEAR, AMOUNT, NOTE = (f"budget_line.{name}" for name in ("area", "category", "year", "amount", "note"))
_FILLERS = frozenset({"", "budget", "plan", "amount", "annual budget", "annual plan", "projected budget", "projection"})
WORDS = Words(
    CATEGORY,
    AREA,
    YEAR,
    AMOUNT,
    {
        AREA: AREAS,
        CATEGORY: frozenset(
            {"line", "budget line", "category", "budget category", "budget heading", "heading", "service line"}
            | {"expenditure heading", "expenditure category", "expenditure line", "spend category", "expenditure"}
            | {"area of spend", "area of expenditure", "cost category", "budget area"}
        ),
        YEAR: YEARS,
        AMOUNT: (_FILLERS - {""}) | {"budget set", "value", "allocation", "planned spend", "£"},
        NOTE: frozenset({"note", "notes", "comment", "comments"}),
    },
    _FILLERS,
)
_MONEY = re.compile(r"£|\b(budgets?|budgeted|delegated|expenditure|spend|finance|financial plan)\b", re.IGNORECASE)


def flat_budget_layout(sheet: Sheet, file: str) -> Layout | None:
    """The flat table of budgets on a sheet; None if there is none, or nothing says that it is of money."""
    layout = find_table(sheet, lambda headings: len(WORDS.columns(headings)))
    if layout is None:
        return None
    return layout if _MONEY.search(" ".join((layout.title, sheet.name, file, *layout.headings))) else None
