"""Finding a committee's annual cycle of business on a sheet: items down, the dates of its meetings across, ticks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from blmk_desktop.importing.proposal import ColumnMatch
from blmk_desktop.importing.tables.headings import folded
from blmk_desktop.importing.tables.layout import Layout
from blmk_desktop.periods import find_dates, find_month, find_year, month_start
from blmk_desktop.records.declaration import Field
from blmk_desktop.records.fields import date as date_field
from blmk_desktop.records.fields import text
from blmk_desktop.values import clean_text
from blmk_desktop.workbook import Sheet

CYCLE = "annual-cycle"
MEETING = "cycle.meeting"
HEADER_WITHIN, SAMPLE = 30, 40
FEWEST = 2  # meetings that make a year of them
FEWEST_MONTHS = 3
TICKS = frozenset(("✓", "✔", "☑", "✅", "√", "ü", "x", "y", "yes", "tick", "•", "●", "*", "1", "true"))
_ONES = frozenset(("1",))  # under months these are figures
NO_TICKS = frozenset(("", "-", "–", "no", "n", "n/a", "0", "false", "☐", "✗", "✘"))
STATES = ("due", "received", "deferred", "taken")
_MONTH = re.compile(
    r"(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
    r"(?:[ -]?['’]?(?:20\d\d|\d\d))?",
    re.IGNORECASE,
)
_ITEM = re.compile(r"\b(items?|agenda|business|reports?|topics?|subjects?|papers?)\b", re.IGNORECASE)
_PAPERS = re.compile(r"\bpapers?\b.*\b(due|deadline|by)\b|\b(deadline|due)\b.*\bpapers?\b", re.IGNORECASE)


def cycle_targets() -> dict[str, Field]:
    """What the columns of a cycle can be; a meeting for each of several."""
    return {
        "cycle.item": text(
            name="item",
            label="Item",
            headings=(
                "Agenda item title",
                "Agenda item",
                "Business item",
                "Item of business",
                "Report",
                "Topic",
                "Title",
            ),
        ),
        "cycle.section": text(name="section", label="Section"),
        "cycle.owner": text(
            name="owner",
            label="Owner",
            headings=(
                *("Lead", "Lead officer", "Accountable person", "Accountable director"),
                *(
                    "Accountable director and lead for paper",
                    "Accountable Person Accountable Director and Lead for paper",
                ),
            ),
        ),
        "cycle.purpose": text(name="purpose", label="Purpose"),
        MEETING: date_field(name="meeting", label="Meeting"),
    }


def cycle_layout(sheet: Sheet, file: str) -> Layout | None:  # noqa: ARG001 - all finders are asked alike
    """The cycle on a sheet; None if there is none. Its meetings may stand a row above its other headings.

    They may be months alone; which day of the month is for others to know.
    """
    for row in range(min(HEADER_WITHIN, len(sheet.rows))):
        cells = _row(sheet, row)
        if len(_meetings(cells)) < FEWEST_MONTHS and len(_dated(cells)) < FEWEST:
            continue
        for depth in (1, 2):
            headings = _headings(sheet, row, depth)
            layout = Layout(sheet, _title(sheet, row), headings, row + depth)
            if "cycle.item" in _named(headings).values() and _ticked(layout):
                return layout
    return None


def cycle_columns(layout: Layout, chosen: dict[int, str | None], known: dict[int, str | None]) -> list[ColumnMatch]:
    """Each column with what it was taken for; the user's choice comes before all, then memory."""
    found: dict[int, str | None] = {**_named(layout.headings), **dict.fromkeys(_meetings(layout.headings), MEETING)}
    matches = []
    for index, heading in enumerate(layout.headings):
        target = chosen.get(index, known.get(index, found.get(index)))
        sure = "chosen" if index in chosen else "remembered" if index in known else "synonym"
        matches.append(ColumnMatch(index, heading, target, sure if target else "", _sample(layout, index)))
    return matches


def meeting_in(heading: object) -> str:
    """The date (ISO) of the meeting that a heading names; '' if it names none."""
    if isinstance(heading, date):
        return heading.isoformat()[:10]
    dates = find_dates(str(heading)) if heading else []
    return dates[0] if dates else ""


def month_in(heading: str, year: str) -> str:
    """The month (2022-04) that a heading names, of the financial year that holds where it names none; '' if none."""
    month = find_month(heading) if _MONTH.fullmatch(heading.strip()) else None
    said = find_year(heading) or year
    return month_start(said, month)[:7] if month and said else ""


def says_papers(cell: object) -> bool:
    """Whether a row is that of the days by which papers are due."""
    return isinstance(cell, str) and _PAPERS.search(cell) is not None


def _dated(cells: Sequence[object]) -> list[int]:
    return [at for at, cell in enumerate(cells) if meeting_in(cell)]


def _meetings(cells: Sequence[object]) -> list[int]:
    """The columns of meetings: headed by a date, or by a month or a day that leaves it open."""
    return [at for at, cell in enumerate(cells) if meeting_in(cell) or _MONTH.fullmatch(clean_text(cell).strip())]


def _row(sheet: Sheet, row: int) -> list[object]:
    """A row of headings, in which dates that are all the first of a month are months: Excel makes them of 'Apr-22'."""
    cells = sheet.rows[row]
    dates = [cell for cell in cells if isinstance(cell, date)]
    if len(dates) < FEWEST or any(cell.day != 1 for cell in dates):
        return list(cells)
    return [f"{cell:%B %Y}" if isinstance(cell, date) else cell for cell in cells]


def _headings(sheet: Sheet, row: int, depth: int) -> list[str]:
    """The headings of one or two rows, joined downwards; a real date as people write it."""
    rows = [_row(sheet, at) for at in range(row, min(row + depth, len(sheet.rows)))]
    width = max(len(cells) for cells in rows)
    columns = [[_words(cells[at]) if at < len(cells) else "" for cells in rows] for at in range(width)]
    return [" ".join(dict.fromkeys(filter(None, parts))) for parts in columns]


def _words(cell: object) -> str:
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else clean_text(cell)


def _named(headings: Sequence[str]) -> dict[int, str]:
    """What the columns are by the words alone, each the first that fits."""
    known = {
        folded(name): target
        for target, column in cycle_targets().items()
        if target != MEETING
        for name in (column.label, *column.headings)
    }
    found: dict[int, str] = {}
    for at, heading in enumerate(headings):
        target = known.get(folded(heading))
        if target and target not in found.values():
            found[at] = target
    like = [at for at, heading in enumerate(headings) if at not in found and _ITEM.search(heading)]
    if "cycle.item" not in found.values() and like and not meeting_in(headings[like[0]]):
        found[like[0]] = "cycle.item"
    return found


def _ticked(layout: Layout) -> bool:
    """Whether what stands under the meetings is mostly ticks, the days for papers aside."""
    rows = [row for row in layout.row_numbers() if not any(map(says_papers, layout.sheet.rows[row]))]
    cells = [clean_text(layout.cell(row, at)).casefold() for at in _meetings(layout.headings) for row in rows]
    filled = [cell for cell in cells if cell not in NO_TICKS]
    ticks = TICKS if len(_dated(layout.headings)) >= FEWEST else TICKS - _ONES
    found = sum(cell in ticks or cell in STATES for cell in filled)
    return bool(found) and found * 2 >= len(filled)


def _title(sheet: Sheet, row: int) -> str:
    return " · ".join(clean_text(cell) for cells in sheet.rows[:row] for cell in cells if isinstance(cell, str))


def _sample(layout: Layout, index: int) -> str:
    cells = (cell for cell in layout.column(index, SAMPLE) if cell not in (None, ""))
    return " · ".join(str(cell)[:30] for _, cell in zip(range(3), cells, strict=False))
