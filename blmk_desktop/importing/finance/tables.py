"""Reading finance reports: the tables of a sheet, one or two blocks side by side, their lines and their totals."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from blmk_desktop.importing.finance.columns import (
    AREA,
    CATEGORY,
    PERIODS,
    TEXTS,
    TURNED,
    columns_of,
    finance_targets,
    score,
)
from blmk_desktop.importing.proposal import ColumnMatch, Refusal
from blmk_desktop.importing.risks.tables import grouped_headings, texts_above
from blmk_desktop.importing.tables.cells import Told, Unreadable, read_column
from blmk_desktop.importing.tables.headings import money_power
from blmk_desktop.importing.tables.layout import Layout, fill_merged
from blmk_desktop.importing.tables.names import Names
from blmk_desktop.importing.tables.totals import is_overall, is_total
from blmk_desktop.records.declaration import Field
from blmk_desktop.rules.claims import agrees, printed_unit
from blmk_desktop.rules.variance import share_of_plan
from blmk_desktop.values import clean_text, read_absent, read_number
from blmk_desktop.workbook import Sheet

REPORT = "finance-report"
HEADER_WITHIN = 400  # a sheet may have a table for each of many areas
FEWEST_SUMMED = 2
_FIGURE = re.compile(r"[-(£\s]*\d[\d,.\s]*%?\)?")
_DELEGATED = re.compile(r"\bdelegated\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Printed:
    """A cell of money (pence) or of a percentage (hundredths of a point), with the decimals it is printed with."""

    value: int
    decimals: int
    column: int


@dataclass(slots=True)
class Line:
    """What a row prints of a heading of spend, or of a total, in one period. `row` is 0-based.

    `covers` are the first and last row (0-based) that a total stands under; None of a line. `blank` are the measures
    of which the row's cell is empty.
    """

    row: int
    label: str
    period: str
    cells: dict[str, Printed]
    covers: tuple[int, int] | None = None
    blank: tuple[str, ...] = ()

    @property
    def outturn(self) -> str:
        """What the plan is held against: forecast for the full year, else actual."""
        return "forecast" if self.period == "full year" else "actual"


@dataclass(slots=True)
class FinanceTable:
    """A table of a report: its layout, what its columns are, its lines and totals, and the words of its rows."""

    layout: Layout
    columns: list[ColumnMatch]
    lines: list[Line] = field(default_factory=list)
    words: dict[tuple[int, str], str] = field(default_factory=dict)  # row and target to what is written there
    sections: dict[int, str] = field(default_factory=dict)  # row of a heading between lines to its words
    refused: list[Refusal] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    last: int = 0  # the row (0-based) after its last one

    @property
    def totals(self) -> list[Line]:
        """Its totals."""
        return [line for line in self.lines if line.covers]

    @property
    def labels(self) -> list[str]:
        """The headings of spend, each once, in the order in which they stand."""
        return list(dict.fromkeys(line.label for line in self.lines if not line.covers))

    @property
    def block_words(self) -> str:
        """The words that tell which block it is of: its totals, then its title, then its sheet."""
        return " · ".join([*(line.label for line in self.totals), self.layout.title, self.layout.sheet.name])


def finance_layout(sheet: Sheet, _file: str) -> Layout | None:
    """The first finance report on a sheet; None if there is none."""
    return next(iter(layouts(sheet)), None)


def layouts(sheet: Sheet) -> list[Layout]:
    """The tables of finance reports on a sheet, one below the other, each with the texts above it as its title."""
    heads = [row for row in range(min(HEADER_WITHIN, len(sheet.rows))) if _score(sheet, row)]
    found: list[Layout] = []
    for position, row in enumerate(heads):
        start = found[-1].first_row if found else 0
        end = heads[position + 1] if position + 1 < len(heads) else len(sheet.rows)
        layout = Layout(sheet, " · ".join(_title(sheet, row, start)), grouped_headings(sheet, row), row + 1)
        found.append(replace(layout, sheet=replace(sheet, rows=sheet.rows[: _title_from(sheet, end, row + 1)])))
    for layout in found:
        fill_merged(layout)
    return found


def _score(sheet: Sheet, row: int) -> int:
    cells = [cell for cell in sheet.rows[row] if cell not in (None, "")]
    if len(cells) < 3 or not all(isinstance(cell, str) for cell in cells) or _has_figures(cells):
        return 0
    title = " · ".join(texts_above(sheet, row)[-6:])
    return score(grouped_headings(sheet, row), title, _single(sheet, row - 1))


def _single(sheet: Sheet, row: int) -> str:
    """The one text of a row; '' where it has none or several."""
    cells = [cell for cell in (sheet.rows[row] if row >= 0 else []) if cell not in (None, "")]
    return cells[0] if len(cells) == 1 and isinstance(cells[0], str) else ""


def _title_from(sheet: Sheet, head: int, least: int) -> int:
    """The first of the rows just above a head that hold one text, groups of columns, or nothing."""
    start = head
    while head < len(sheet.rows) and start > least and not _has_figures(sheet.rows[start - 1]):
        start -= 1
    return start


def _has_figures(row: Sequence[object]) -> bool:
    """Whether a row has a figure; a text table has only texts."""
    return any(
        _FIGURE.fullmatch(cell.strip()) if isinstance(cell, str) else isinstance(cell, int | float) for cell in row
    )


def _title(sheet: Sheet, row: int, start: int) -> list[str]:
    first = max(_title_from(sheet, row, start), 0)
    return texts_above(replace(sheet, rows=sheet.rows[first:]), row - first)


def matches(layout: Layout, chosen: Mapping[int, str | None], known: Mapping[int, str | None]) -> list[ColumnMatch]:
    """Each column with what it was taken for; the user's choice comes before what was remembered and the headings."""
    found = columns_of(layout.headings, _single(layout.sheet, layout.first_row - 2))
    made = []
    for at, heading in enumerate(layout.headings):
        target = chosen[at] if at in chosen else known[at] if at in known else found.get(at)
        sure = "" if not target else "chosen" if at in chosen else "remembered" if at in known else "synonym"
        made.append(ColumnMatch(at, heading, target, sure, _sample(layout, at)))
    return made


def _sample(layout: Layout, at: int) -> str:
    cells = (cell for cell in layout.column(at, 20) if cell not in (None, ""))
    return " · ".join(str(cell)[:30] for _, cell in zip(range(3), cells, strict=False))


def read_table(layout: Layout, columns: list[ColumnMatch], names: Names) -> FinanceTable:
    """Read the lines and totals of a table. Cells that cannot be read are refused, each with its cell."""
    table = FinanceTable(layout, columns, last=len(layout.sheet.rows))
    targets = finance_targets()
    money = [match for match in columns if match.target and _parts(match.target)[0]]
    read = {match.index: _column(table, match, targets, names) for match in money}
    heads = [match.index for match in columns if match.target == CATEGORY] or [0]
    for position, row in enumerate(layout.row_numbers()):
        _read_words(table, row)
        blocks: dict[tuple[int, str], list[tuple[ColumnMatch, object]]] = {}
        for match in money:
            head = max((at for at in heads if at < match.index), default=heads[0])
            period = _parts(str(match.target))[0]
            blocks.setdefault((head, period), []).append((match, read[match.index][position]))
        for (head, period), values in blocks.items():
            _read_line(table, row, (clean_text(layout.cell(row, head)), period), values)
    find_totals(table)
    _as_percentages(table)
    return table


def _as_percentages(table: FinanceTable) -> None:
    """Percentages written as parts of one (0.05 for 5%), though neither sign nor format say so, times a hundred.

    A column is so written where more of its lines agree with plan and outturn that way.
    """
    columns = {cells.column for line in table.lines if (cells := line.cells.get("percent"))}
    for column in columns:
        lines = [line for line in table.lines if (cell := line.cells.get("percent")) and cell.column == column]
        votes = sum(map(_is_part_of_one, lines))
        if votes > 0:
            table.notes.append(f"'{table.layout.headings[column]}' is written as parts of one and read as percentages")
            for line in lines:
                printed = line.cells["percent"]
                line.cells["percent"] = Printed(printed.value * 100, printed.decimals - 2, column)


def _is_part_of_one(line: Line) -> int:
    """1 if a line's percentage is nearer to its share of plan as a part of one, -1 if as it stands, else 0."""
    plan, outturn, printed = (line.cells.get(name) for name in ("plan", line.outturn, "percent"))
    if not (plan and outturn and printed and plan.value and plan.value != outturn.value and printed.value):
        return 0
    share = abs(share_of_plan(plan.value, outturn.value) or Fraction(0))
    as_part, as_is = abs(abs(printed.value * 100) - share), abs(abs(printed.value) - share)
    return 1 if as_part < as_is else -1


def _parts(target: str) -> tuple[str, str]:
    """Period and measure of a column of figures; the period is '' for others."""
    period, _, measure = target.partition(".")
    return PERIODS.get(period, ""), measure


def _column(table: FinanceTable, match: ColumnMatch, targets: Mapping[str, Field], names: Names) -> list[object]:
    """The figures of a column, row by row; a dash where money stands is nothing, 0."""
    layout, target = table.layout, str(match.target)
    cells = layout.column(match.index)
    percent = [at for at, row in enumerate(layout.row_numbers()) if (row, match.index) in layout.sheet.percent]
    told = Told(match.heading, layout.title, percent=percent)
    column = read_column(targets[target], cells, names, told)
    table.notes += sorted(note for note in column.notes if note not in table.notes)
    if target.endswith(".percent"):
        return column.values
    return [
        0 if value is None and read_absent(cell) == "nil" else value
        for cell, value in zip(cells, column.values, strict=True)
    ]


def _read_words(table: FinanceTable, row: int) -> None:
    for match in table.columns:
        if match.target in (*TEXTS, AREA):
            written = clean_text(table.layout.cell(row, match.index))
            if written:
                table.words[row, match.target] = written


def _read_line(
    table: FinanceTable, row: int, about: tuple[str, str], values: Sequence[tuple[ColumnMatch, object]]
) -> None:
    """What a row prints in one period; a row with words alone is the heading of a section, or a remark."""
    label, period = about
    cells: dict[str, Printed] = {}
    blank: list[str] = []
    for match, value in values:
        measure = _parts(str(match.target))[1]
        if isinstance(value, Unreadable):
            _refuse(table, row, match, value.why)
        elif isinstance(value, int):
            cells[measure] = Printed(value, _decimals(table.layout, row, match), match.index)
        else:
            blank.append("variance" if measure == TURNED else measure)
    if cells and (label or any(one.value for one in cells.values())):
        table.lines.append(Line(row, label, period, cells, blank=tuple(blank)))
    elif label and not cells:
        table.sections.setdefault(row, label)


def _refuse(table: FinanceTable, row: int, match: ColumnMatch, why: str) -> None:
    where = f"{table.layout.sheet.name}!{table.layout.place(row, match.index)}"
    written = clean_text(table.layout.cell(row, match.index))
    label = finance_targets()[str(match.target)].label
    table.refused.append(Refusal(where, label, written, why))


def _decimals(layout: Layout, row: int, match: ColumnMatch) -> int:
    """The decimals that a cell is printed with; of money those of pounds, fewer than none in thousands."""
    cell, power = layout.cell(row, match.index), money_power(match.heading, layout.title)
    if read_absent(cell):
        return -power
    if str(match.target).endswith(".percent"):
        return read_number(cell, percent_format=(row, match.index) in layout.sheet.percent).decimals
    return read_number(cell).decimals - power


def find_totals(table: FinanceTable) -> None:
    """Tell totals from lines: by their words, or because they are the sum of what stands above in all they print."""
    rows: dict[int, list[Line]] = {}
    for line in table.lines:
        rows.setdefault(line.row, []).append(line)
    above: list[Line] = []
    since = 0
    last = max(rows, default=0)
    for row, lines in rows.items():
        label = next((line.label for line in lines if line.label), "")
        start = _summed_from(lines, above, since)
        named = is_total([label]) or (row == last and _DELEGATED.search(label) is not None)
        if named or (start is not None and len(above) >= FEWEST_SUMMED):
            overall = is_overall([label]) or not any(line.row >= since for line in above)
            first = start if start is not None else 0 if overall else since
            for line in lines:
                line.covers = (min((one.row for one in above if one.row >= first), default=row), row - 1)
            since = row + 1
        elif label:
            above += lines
        else:
            _refuse_nameless(table, lines)
    table.lines = [line for line in table.lines if line.label or line.covers]


def _summed_from(lines: Sequence[Line], above: Sequence[Line], since: int) -> int | None:
    """The row from which the lines above add up to all that these print; None if from none.

    A row that prints one figure, or nothing but noughts, is the sum of anything.
    """
    for first in dict.fromkeys((since, 0)):
        held = [_is_sum(line, measure, above, first) for line in lines for measure in ("plan", line.outturn)]
        known = [one for one in held if one is not None]
        if len(known) >= FEWEST_SUMMED and all(known):
            return first
    return None


def _is_sum(total: Line, measure: str, above: Sequence[Line], first: int) -> bool | None:
    """Whether a figure is the sum of those above it; None where it prints none or 0."""
    printed = total.cells.get(measure)
    parts = [line.cells[measure] for line in above if _adds(line, total.period, measure, first)]
    if printed is None or not printed.value or len(parts) < FEWEST_SUMMED:
        return None
    slack = sum((printed_unit(part.decimals) / 2 for part in parts), Fraction(0))
    return agrees(printed.value, printed.decimals, Fraction(sum(part.value for part in parts)), slack)


def _adds(line: Line, period: str, measure: str, first: int) -> bool:
    return line.row >= first and line.period == period and measure in line.cells


def _refuse_nameless(table: FinanceTable, lines: Sequence[Line]) -> None:
    for line in lines:
        cell = next(iter(line.cells.values()))
        where = f"{table.layout.sheet.name}!{table.layout.place(line.row, cell.column)}"
        written = clean_text(table.layout.cell(line.row, cell.column))
        why = "this figure does not say of which heading of spend it is, and is not the sum of those above"
        table.refused.append(Refusal(where, "Budget category", written, why))
