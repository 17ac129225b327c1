"""Published allocations with their years across, turned into a row for each area and year."""

from __future__ import annotations

import re

from blmk_desktop.importing.tables.headings import folded, money_power, without_period
from blmk_desktop.importing.tables.layout import Layout, find_table
from blmk_desktop.importing.tables.totals import is_total
from blmk_desktop.periods import find_year
from blmk_desktop.records.budgets import ALLOCATION
from blmk_desktop.values import clean_text
from blmk_desktop.workbook import Sheet

ALLOCATIONS = "published-allocations"
FEWEST = 2  # years: with one, the table stands as its records do
_AREA, _YEAR = ALLOCATION.by_name["area"], ALLOCATION.by_name["year"]
_AREAS = frozenset({"area", "ccg", "icb", "ics", "ccg name", "icb name", "commissioner", "organisation"})
_MEASURES = (  # in this order: what is left after the adjustment is not the adjustment, and no distance is either
    ("distance", re.compile(r"\bdft\b|\bdistance\b")),
    ("adjusted", re.compile(r"\badjusted\b|\bafter adjustment\b")),
    ("adjustment", re.compile(r"\badjustment\b")),
    ("final", re.compile(r"^$|\ballocations?\b|\bfinal\b")),
)
_BESIDE = frozenset({"code", "icb code", "ccg code", "region", "icb", "ics", "note", "notes", "comment", "comments"})
_UNITS = {3: " £000", 6: " £m"}


def allocation_layout(sheet: Sheet, file: str) -> Layout | None:
    """The allocations of a sheet as one row for each area and year; None if it has none with years across."""
    layout = find_table(sheet, lambda headings: len(_columns(headings)))
    if layout is None:
        return None
    texts = (layout.title, sheet.name, file, *layout.headings)
    return _turned(layout) if any("allocation" in text.casefold() for text in texts) else None


def _area_at(headings: list[str]) -> int | None:
    return next((at for at, heading in enumerate(headings) if folded(heading) in _AREAS), None)


def _columns(headings: list[str]) -> dict[int, tuple[str, str]]:
    """The columns of amounts with their year and measure; none unless an area stands in front of several years."""
    first = _area_at(headings)
    if first is None:
        return {}
    found = {
        at: (year, measure)
        for at, heading in enumerate(headings)
        if at > first and not is_total([heading]) and (year := find_year(heading)) and (measure := _measure(heading))
    }
    years = {year for year, _ in found.values()}
    rest = [heading for at, heading in enumerate(headings) if at > first and heading and at not in found]
    others = [heading for heading in rest if folded(heading) not in _BESIDE and not is_total([heading])]
    alone = len(set(found.values())) == len(found) and not others
    return found if alone and len(years) >= FEWEST else {}


def _measure(heading: str) -> str:
    words = without_period(heading)
    return next((name for name, pattern in _MEASURES if pattern.search(words)), "")


def _turned(layout: Layout) -> Layout:
    """A row for each area and year, each cell knowing where it stood."""
    columns, area_at = _columns(layout.headings), _area_at(layout.headings) or 0
    by_year: dict[str, dict[str, int]] = {}
    for at, (year, measure) in columns.items():
        by_year.setdefault(year, {})[measure] = at
    measures = [name for name, _ in _MEASURES if any(name in found for found in by_year.values())]
    headings = [_AREA.label, _YEAR.label, *(_heading(layout, columns, measure) for measure in measures)]
    rows: list[list[object]] = [list(headings)]
    made = Layout(
        Sheet(layout.sheet.name, rows, layout.sheet.state), f"{layout.title} · {layout.sheet.name}", headings, 1
    )
    for row in layout.row_numbers():
        area = clean_text(layout.cell(row, area_at))
        if not area or is_total([area], only=True):
            continue
        for year, found in by_year.items():
            if all(layout.cell(row, at) in (None, "") for at in found.values()):
                continue
            places = [area_at, min(found.values()), *(found.get(name, min(found.values())) for name in measures)]
            made.origin.update({(len(rows), at): (row, index) for at, index in enumerate(places)})
            cells = [layout.cell(row, found[name]) if name in found else None for name in measures]
            percent = (at for at, index in enumerate(places) if at > 1 and (row, index) in layout.sheet.percent)
            made.sheet.percent.update((len(rows), at) for at in percent)
            rows.append([area, year, *cells])
    return made


def _heading(layout: Layout, columns: dict[int, tuple[str, str]], measure: str) -> str:
    """The heading of a measure with the unit that its columns name; what the title names holds besides."""
    own = next(layout.headings[at] for at, (_, of) in columns.items() if of == measure)
    unit = _UNITS.get(money_power(own), " £" if "£" in own else "")
    return f"{ALLOCATION.by_name[measure].label}{unit if measure != 'distance' else ''}"
