"""Tables of claims with a column for each month, or with the month in their title, turned into one row a claim."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from blmk_desktop.importing.forms import forms
from blmk_desktop.importing.tables.headings import folded, without_period
from blmk_desktop.importing.tables.layout import Layout, find_table
from blmk_desktop.importing.tables.matching import match_columns
from blmk_desktop.importing.tables.totals import is_total
from blmk_desktop.periods import find_month
from blmk_desktop.workbook import Sheet

FORM = "arrs-claims"
KEPT = ("arrs_claim.pcn", "arrs_claim.role", "arrs_claim.post", "arrs_claim.year", "arrs_claim.start", "arrs_claim.end")
NEEDED = {"arrs_claim.pcn", "arrs_claim.role"}
MONTH, WTE, AMOUNT = "Month", "WTE claimed", "Amount claimed"
_MONTH_NAMES = re.compile(
    r"\b(month ?\d+|january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b"
)
_MEASURES = {
    WTE: {"wte", "fte", "wte claimed", "claimed wte", "wte claim"},
    AMOUNT: {"amount", "amount claimed", "claim", "claimed", "claim amount", "total claimed", "value", "pounds"},
}


@dataclass(frozen=True, slots=True)
class _MonthColumn:
    index: int
    heading: str
    measure: str  # WTE or AMOUNT


def claim_layout(sheet: Sheet, file: str, kind: str | None) -> Layout | None:
    """The claims of a sheet as one row each; None if they stand so already, or if it does not speak of claims.

    `kind` is the kind of table that the user said it is.
    """
    if kind not in (None, FORM) or not (kind or speaks_of_claims(sheet, file)):
        return None
    texts = [file, sheet.name, *_first_texts(sheet)]
    layout = find_table(sheet, lambda headings: _score(headings, texts))
    if layout is None:
        return None
    title = f"{layout.title} · {sheet.name} · {file}"
    columns = _month_columns(layout.headings, title)
    if columns:
        return _turned(layout, columns)
    month = find_month(layout.title) or find_month(sheet.name) or find_month(file)
    return _with_month(layout, month) if month else None


def speaks_of_claims(sheet: Sheet, file: str) -> bool:
    """Whether file, sheet, title or headings have the word: networks, roles, months and WTE may be of a plan too."""
    return any("claim" in text.casefold() for text in (file, sheet.name, *_first_texts(sheet)))


def _first_texts(sheet: Sheet) -> list[str]:
    return [cell for row in sheet.rows[:12] for cell in row if isinstance(cell, str)]


def _score(headings: list[str], texts: Sequence[str]) -> float:
    """How much of a row of headings is of claims by month: nothing unless it names networks and roles."""
    targets = _targets(headings)
    if not set(targets) >= NEEDED or "arrs_claim.month" in targets:
        return 0
    months = _month_columns(headings, " ".join(texts))
    return len(targets) + len(months) if months or "arrs_claim.wte" in targets else 0


def _targets(headings: Sequence[str]) -> dict[str, int]:
    """What the columns are, by the words alone; each the first that fits."""
    known = forms()[FORM].headings
    found: dict[str, int] = {}
    for index, heading in enumerate(headings):
        for target in known.get(folded(heading), ()):
            if target not in found:
                found[target] = index
                break
    return found


def _month_columns(headings: Sequence[str], title: str) -> list[_MonthColumn]:
    """The columns of a month. Without a word of their own they hold money if the title says so, else WTE."""
    money = ("£" in title or "amount" in title.casefold()) and "wte" not in title.casefold()
    found = []
    for index, heading in enumerate(headings):
        if find_month(heading) is None or is_total([heading]):
            continue
        words = " ".join(_MONTH_NAMES.sub(" ", without_period(heading)).split())
        measure = AMOUNT if "£" in heading else next((name for name, all_ in _MEASURES.items() if words in all_), "")
        if not words and not measure:
            measure = AMOUNT if money else WTE
        if measure:
            found.append(_MonthColumn(index, heading, measure))
    return found


def _turned(layout: Layout, columns: list[_MonthColumn]) -> Layout:
    """A row for each network, role and month in which something is claimed, each cell knowing where it stood."""
    matches = match_columns(layout, forms()[FORM], {column.index: None for column in columns}, {})
    kept = [match.index for match in matches if match.target in KEPT]
    headings = [*(layout.headings[index] for index in kept), MONTH, WTE, AMOUNT]
    months = _by_month(columns)
    rows: list[list[object]] = [list(headings)]
    made = Layout(Sheet(layout.sheet.name, rows), layout.title, headings, 1)
    for row in layout.row_numbers():
        first = [layout.cell(row, index) for index in kept]
        for heading, by_measure in months.items():
            cells = {name: layout.cell(row, index) for name, index in by_measure.items()}
            if all(cell in (None, "") for cell in cells.values()):
                continue
            places = [*kept, *(by_measure.get(name, min(by_measure.values())) for name in (MONTH, WTE, AMOUNT))]
            made.origin.update({(len(rows), at): (row, index) for at, index in enumerate(places)})
            rows.append([*first, heading, cells.get(WTE), cells.get(AMOUNT)])
    return made


def _by_month(columns: list[_MonthColumn]) -> dict[str, dict[str, int]]:
    """The columns of each month, by measure; a month is known by its number and year, as its heading has them."""
    found: dict[tuple[int | None, str], tuple[str, dict[str, int]]] = {}
    for column in columns:
        years = " ".join(re.findall(r"\d\d+", column.heading))
        _, by_measure = found.setdefault((find_month(column.heading), years), (column.heading, {}))
        by_measure.setdefault(column.measure, column.index)
    return dict(found.values())


def _with_month(layout: Layout, month: int) -> Layout:
    """The month that the title names, as a last column of every row that holds more than a remark."""
    width = max(len(layout.headings), *(len(row) for row in layout.sheet.rows[layout.first_row :]), 0)
    named = next((text for text in (layout.title, layout.sheet.name) if find_month(text)), f"M{month:02}")
    rows = [
        [*row, *[None] * (width - len(row)), named] if sum(cell not in (None, "") for cell in row) > 1 else row
        for row in layout.sheet.rows
    ]
    headings = [*layout.headings, *[""] * (width - len(layout.headings)), MONTH]
    return replace(layout, sheet=replace(layout.sheet, rows=rows), headings=headings)
