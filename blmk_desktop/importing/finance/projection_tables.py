"""Reading projected budgets: lines down, years across, with growth and inflation, totals and an allocation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from blmk_desktop.importing.proposal import ColumnMatch, Refusal
from blmk_desktop.importing.tables.amounts import Amount, amount_decimals
from blmk_desktop.importing.tables.cells import Told, Unreadable, read_column
from blmk_desktop.importing.tables.headings import only_unit, without_period
from blmk_desktop.importing.tables.layout import Layout, heading_rows
from blmk_desktop.importing.tables.names import Names
from blmk_desktop.importing.tables.totals import is_total
from blmk_desktop.periods import find_year
from blmk_desktop.records.declaration import Field
from blmk_desktop.records.fields import money, text
from blmk_desktop.rules.five_year_lines import INFLATION, POPULATION
from blmk_desktop.rules.variance import nature_of
from blmk_desktop.rules.wording import listed
from blmk_desktop.rules.worked import unit_of
from blmk_desktop.values import clean_text, read_absent, read_number, scaled
from blmk_desktop.workbook import Sheet

PROJECTION = "projected-budget"
LINE, AMOUNT = "projection.line", "projection.amount"
FEWEST = 2
MOST_POINTS, MOST_SHARE = 25, Decimal("0.2")  # a growth of more than a fifth a year is none
FINE = 4  # decimals that an assumption is kept with
_RATES = (
    (POPULATION, re.compile(r"\bpopulation\b|\bdemographic|\blist (?:size )?growth", re.IGNORECASE)),
    (INFLATION, re.compile(r"\binflation\b|\bdeflator\b|\buplift\b|\bprices?\b", re.IGNORECASE)),
)
_BESIDE_YEAR = frozenset(
    {"plan", "planned", "budget", "forecast", "projected", "projection", "indicative", "year", "fy"}
)
_RATE_WORDS = re.compile(r"\bgrowth\b|\brate\b|%", re.IGNORECASE)
_ALLOCATION = re.compile(r"^\W*(?:[\w ]+ )?allocation\b(?! adjust)|^\W*(?:funding )?envelope\b", re.IGNORECASE)


@dataclass(slots=True)
class Row:
    """A row of money: a line, a total of the rows from `first` to `last`, or the allocation; rows are 0-based."""

    row: int
    label: str
    kind: str  # line, total or allocation
    amounts: dict[int, Amount] = field(default_factory=dict)  # by column
    first: int | None = None
    last: int | None = None


@dataclass(slots=True)
class ProjectionTable:
    """A projected budget, as read. `rates` are ten-thousandths by the name of what they are of and by column."""

    layout: Layout
    columns: list[ColumnMatch]
    years: dict[int, str]
    rates: dict[str, dict[int, tuple[int, int]]] = field(default_factory=dict)  # name -> column -> (row, value)
    rows: list[Row] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def sheet(self) -> str:
        """The name of its sheet."""
        return self.layout.sheet.name

    def of(self, kind: str) -> list[Row]:
        """The rows of a kind."""
        return [row for row in self.rows if row.kind == kind]


def projection_targets() -> dict[str, Field]:
    """What the columns of such a table can be; an amount for each of several years."""
    return {LINE: text(name="line", label="Budget line"), AMOUNT: money(name="amount", label="Budget of a year")}


def projection_layout(sheet: Sheet, file: str) -> Layout | None:  # noqa: ARG001 - all finders are asked alike
    """The projection on a sheet; None if there is none.

    Its headings are financial years that follow each other, and under them stand rates of growth or inflation; or
    an allocation and a total of all lines.
    """
    for row in heading_rows(sheet):
        headings = [clean_text(cell) for cell in sheet.rows[row]]
        if len(_years(headings)) < FEWEST:
            continue
        layout = Layout(sheet, _title(sheet, row), headings, row + 1)
        labels = [_label(layout, at) for at in layout.row_numbers()]
        rates = [label for label in labels if rate_named(label)]
        balanced = any(map(_is_allocation, labels)) and any(is_total([label]) for label in labels)
        if rates or balanced:
            return layout
    return None


def _years(headings: Sequence[str]) -> dict[int, str]:
    """The columns that are headed by a financial year and nothing else, where the years follow each other."""
    found = {
        at: year
        for at, heading in enumerate(headings)
        if heading and (year := find_year(heading)) and set(without_period(heading).split()) <= _BESIDE_YEAR
    }
    others = [heading for at, heading in enumerate(headings) if heading and at not in found and not only_unit(heading)]
    starts = [int(year[:4]) for year in found.values()]
    in_order = all(after == before + 1 for before, after in pairwise(starts))
    return found if in_order and len(others) < FEWEST else {}


def projection_columns(
    layout: Layout, chosen: dict[int, str | None], known: dict[int, str | None]
) -> list[ColumnMatch]:
    """Each column with what it was taken for; the user's choice comes before all, then memory."""
    years = _years(layout.headings)
    first = min(years, default=1)
    found = {**dict.fromkeys(years, AMOUNT), _label_column(layout, first): LINE}
    matches = []
    for index, heading in enumerate(layout.headings):
        target = chosen.get(index, known.get(index, found.get(index)))
        sure = "chosen" if index in chosen else "remembered" if index in known else "position"
        sample = (clean_text(cell)[:30] for cell in layout.column(index, 4) if cell not in (None, ""))
        matches.append(ColumnMatch(index, heading, target, sure if target else "", " · ".join(sample)))
    return matches


def _label_column(layout: Layout, before: int) -> int:
    """The column of the names of the lines: the first with words left of the years."""
    for at in range(before):
        if any(isinstance(cell, str) and clean_text(cell) for cell in layout.column(at)):
            return at
    return 0


def _label_beside(layout: Layout, row: int, before: int) -> str:
    """The name of a line that is indented by a column: the text left of the years that is no unit."""
    texts = [cell for cell in layout.sheet.rows[row][:before] if isinstance(cell, str)]
    return next((text for cell in texts if (text := clean_text(cell)) and not only_unit(text)), "")


def rate_named(label: str) -> str:
    """The assumption that a row of rates is of; '' where it is none."""
    return next((name for name, words in _RATES if words.search(label)), "")


def read_projection(layout: Layout, columns: list[ColumnMatch], names: Names) -> ProjectionTable:
    """Read a projection row by row: rates, lines, totals and the allocation."""
    years = {one.index: year for one in columns if one.target == AMOUNT and (year := find_year(one.heading))}
    table = ProjectionTable(layout, columns, years)
    at = next((one.index for one in columns if one.target == LINE), 0)
    units = " ".join(heading for heading in layout.headings if only_unit(heading))
    first = layout.first_row
    for row in layout.row_numbers():
        cells = [clean_text(cell) for cell in layout.sheet.rows[row] if cell not in (None, "")]
        if cells and all(map(only_unit, cells)):
            units = " ".join(dict.fromkeys(cells))
            continue
        label = clean_text(layout.cell(row, at)) or _label_beside(layout, row, min(years, default=0))
        if not label or all(read_absent(layout.cell(row, one)) == "blank" for one in years):
            continue
        if rate_named(label) and not any(_rate(table, row, one) is not None for one in years):
            table.notes.append(f"'{label}' holds no rates and is left out")
        elif rate_named(label) or (_RATE_WORDS.search(label) and _are_rates(table, row)):
            _add_rates(table, row, rate_named(label) or label)
        else:
            first = _add_row(table, Row(row, label, _kind(label)), units, first, names)
    _cover_below(table)
    _leave_out(table)
    return table


def _cover_below(table: ProjectionTable) -> None:
    """A total above all lines covers the lines below it."""
    lines = [line.row for line in table.of("line")]
    for total in table.of("total"):
        if lines and total.row < min(lines):
            total.first, total.last = min(lines), max(lines)


def _leave_out(table: ProjectionTable) -> None:
    """Rows under a total that holds without them are no part of the budget: what is left of it, or in a memo.

    Contingency and savings are, wherever they stand.
    """
    lines, total = table.of("line"), max(table.of("total"), key=lambda total: total.row, default=None)
    above = [line for line in lines if total and line.row < total.row]
    if not (total and above) or not _nearly(total, above):
        return
    below = [line for line in lines if line.row > total.row and nature_of(line.label) == "spend"]
    if below:
        table.notes.append(f"under the total, so left out of it: {listed([line.label for line in below])}")
        table.rows = [row for row in table.rows if row not in below]


def _nearly(total: Row, lines: Sequence[Row]) -> bool:
    return all(
        abs(sum(line.amounts[at].value for line in lines if at in line.amounts) - printed.value)
        <= (len(lines) + 1) * unit_of(printed.decimals)  # by which rounding may put it off
        for at, printed in total.amounts.items()
    )


def _kind(label: str) -> str:
    return "allocation" if _is_allocation(label) else "total" if is_total([label]) else "line"


def _is_allocation(label: str) -> bool:
    return _ALLOCATION.search(label) is not None


def _are_rates(table: ProjectionTable, row: int) -> bool:
    """Whether a row holds only percentages or fractions of one."""
    cells = [table.layout.cell(row, at) for at in table.years]
    told = [cell for cell in cells if read_absent(cell) is None]
    return bool(told) and all(_rate(table, row, at) is not None for at in table.years if table.layout.cell(row, at))


def _rate(table: ProjectionTable, row: int, at: int) -> int | None:
    """A rate in ten-thousandths: 2%, 0.02 with or without the format of a percentage, 2 among points; else None."""
    share = _share(table, row, at)
    if share is not None and _in_points(table, row):
        share /= 100
    return scaled(share, FINE) if share is not None and abs(share) < 1 else None


def _share(table: ProjectionTable, row: int, at: int) -> Decimal | None:
    """A cell as a share of one; None if it holds no figure."""
    cell = table.layout.cell(row, at)
    if read_absent(cell) is not None:
        return None
    try:
        number = read_number(cell, percent_format=(row, at) in table.layout.sheet.percent)
    except ValueError:
        return None
    return number.value / 100 if number.percent else number.value


def _in_points(table: ProjectionTable, row: int) -> bool:
    """Whether a row of rates has percentage points without their sign: some are too large to be shares of one."""
    if any((row, at) in table.layout.sheet.percent for at in table.years):
        return False
    most = max((abs(share) for at in table.years if (share := _share(table, row, at)) is not None), default=Decimal(0))
    texts = [clean_text(cell) for cell in table.layout.sheet.rows[row] if isinstance(cell, str)]
    said = any("%" in text and not text[:1].isdigit() for text in texts)
    return 1 <= most <= MOST_POINTS or (said and most >= MOST_SHARE)


def _add_rates(table: ProjectionTable, row: int, name: str) -> None:
    for at in table.years:
        cell = table.layout.cell(row, at)
        rate = _rate(table, row, at)
        if rate is not None:
            table.rates.setdefault(name, {})[at] = (row, rate)
        elif read_absent(cell) is None:
            why = "it is no rate, such as 2.3% or 0.023"
            table.refused.append(Refusal(f"{table.sheet}!{table.layout.place(row, at)}", name, clean_text(cell), why))


def _add_row(table: ProjectionTable, line: Row, units: str, first: int, names: Names) -> int:
    """Add a row of money; the row from which the next total may count."""
    layout = table.layout
    title = f"{layout.above} {layout.title} {table.sheet}"
    for at, year in table.years.items():
        heading = f"{year} {units}".strip() if units else layout.headings[at]
        cell = layout.cell(line.row, at)
        read = read_column(projection_targets()[AMOUNT], [cell], names, Told(heading, title))
        table.notes += sorted(read.notes - {*table.notes})
        value = read.values[0]
        if isinstance(value, Unreadable):
            where = f"{table.sheet}!{layout.place(line.row, at)}"
            table.refused.append(Refusal(where, "Budget", clean_text(cell), value.why, value.suggestions))
        elif isinstance(value, int):
            line.amounts[at] = Amount(value, amount_decimals(cell, heading, title))
    if line.amounts:
        if line.kind == "total":
            line.first, line.last = _covered(table, line, first), line.row - 1
        table.rows.append(line)
    return line.row + 1 if line.kind == "total" and line.amounts else first


def _covered(table: ProjectionTable, total: Row, since: int) -> int:
    """The first row that a total covers: all lines above it, unless those since the last total come to it."""
    lines = [line for line in table.of("line") if line.row >= since]
    return since if _nearly(total, lines) else table.layout.first_row


def _label(layout: Layout, row: int) -> str:
    return next((clean_text(cell) for cell in layout.sheet.rows[row] if isinstance(cell, str) and clean_text(cell)), "")


def _title(sheet: Sheet, row: int) -> str:
    return " · ".join(
        clean_text(cell) for cells in sheet.rows[:row] for cell in cells if isinstance(cell, str) and clean_text(cell)
    )
