"""Finding a committee's annual cycle of business on a sheet: items down, the dates of its meetings across, ticks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from blmk_desktop.importing.headings import folded
from blmk_desktop.importing.layout import Layout
from blmk_desktop.importing.proposal import ColumnMatch
from blmk_desktop.periods import find_dates
from blmk_desktop.records.declaration import Field
from blmk_desktop.records.fields import date as date_field
from blmk_desktop.records.fields import text
from blmk_desktop.values import clean_text
from blmk_desktop.workbook import Sheet

CYCLE = "annual-cycle"
MEETING = "cycle.meeting"
HEADER_WITHIN, SAMPLE = 30, 40
FEWEST = 2  # meetings that make a year of them
TICKS = frozenset(("✓", "✔", "☑", "✅", "√", "x", "y", "yes", "tick", "•", "●", "*", "1", "true"))
NO_TICKS = frozenset(("", "-", "–", "no", "n", "n/a", "0", "false", "☐", "✗", "✘"))
STATES = ("due", "received", "deferred", "taken")
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
    """The cycle on a sheet; None if there is none. Its meetings may stand a row above its other headings."""
    for row in range(min(HEADER_WITHIN, len(sheet.rows))):
        if len(_meetings(sheet.rows[row])) < FEWEST:
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


def says_papers(cell: object) -> bool:
    """Whether a row is that of the days by which papers are due."""
    return isinstance(cell, str) and _PAPERS.search(cell) is not None


def _meetings(cells: Sequence[object]) -> dict[int, str]:
    return {at: on for at, cell in enumerate(cells) if (on := meeting_in(cell))}


def _headings(sheet: Sheet, row: int, depth: int) -> list[str]:
    """The headings of one or two rows, joined downwards; a real date as people write it."""
    rows = sheet.rows[row : row + depth]
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
    return found


def _ticked(layout: Layout) -> bool:
    """Whether what stands under the meetings is mostly ticks."""
    cells = [clean_text(cell).casefold() for at in _meetings(layout.headings) for cell in layout.column(at)]
    filled = [cell for cell in cells if cell not in NO_TICKS]
    ticks = sum(cell in TICKS or cell in STATES for cell in filled)
    return bool(ticks) and ticks * 2 >= len(filled)


def _title(sheet: Sheet, row: int) -> str:
    return " · ".join(clean_text(cell) for cells in sheet.rows[:row] for cell in cells if isinstance(cell, str))


def _sample(layout: Layout, index: int) -> str:
    cells = (cell for cell in layout.column(index, SAMPLE) if cell not in (None, ""))
    return " · ".join(str(cell)[:30] for _, cell in zip(range(3), cells, strict=False))
