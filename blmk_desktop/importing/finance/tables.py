"""Reading finance reports: the tables of a sheet, one or two blocks side by side, their lines and their totals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from blmk_desktop.importing.finance.columns import (
    AREA,
    CATEGORY,
    PERIODS,
    TEXTS,
    TURNED,
    columns_of,
    finance_targets,
    is_aside,
)
from blmk_desktop.importing.finance.layouts import has_figures, single
from blmk_desktop.importing.finance.sums import find_totals
from blmk_desktop.importing.proposal import ColumnMatch, Refusal
from blmk_desktop.importing.tables.amounts import amount_decimals
from blmk_desktop.importing.tables.cells import Told, Unreadable, read_column
from blmk_desktop.importing.tables.layout import Layout, repeated
from blmk_desktop.importing.tables.names import Names
from blmk_desktop.importing.tables.totals import is_system, is_total
from blmk_desktop.records.declaration import Field
from blmk_desktop.rules.variance import share_of_plan
from blmk_desktop.rules.wording import counted, listed
from blmk_desktop.values import clean_text, read_absent, read_number

NO_UNIT = "no unit of money is told; it is read as pounds"


@dataclass(frozen=True, slots=True)
class Printed:
    """A cell of money (pence) or of a percentage (hundredths of a point), with the decimals it is printed with."""

    value: int
    decimals: int
    column: int


@dataclass(slots=True)
class Line:
    """What a row prints of a heading of spend, or of a total, in one period. `row` is 0-based.

    `covers` are the first and last row (0-based) that a total stands under, or above as a `heading`; None of a line.
    `blank` are the measures of which the row's cell is empty.
    """

    row: int
    label: str
    period: str
    cells: dict[str, Printed]
    covers: tuple[int, int] | None = None
    blank: tuple[str, ...] = ()
    heading: bool = False
    indent: int = 0  # the spaces before its label

    @property
    def outturn(self) -> str:
        """What the plan is held against: forecast for the full year, else actual."""
        return "forecast" if self.period == "full year" else "actual"

    def has(self, line: Line) -> bool:
        """Whether another line is among those that this one covers."""
        return self.covers is not None and self.covers[0] <= line.row <= self.covers[1]


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
    asides: list[str] = field(default_factory=list)  # rows that are no heading of spend
    over_areas: list[str] = field(default_factory=list)  # rows of a heading of spend in all areas together
    area: str = ""  # the last that a column names, which holds for rows below that name none
    last: int = 0  # the row (0-based) after its last one

    @property
    def totals(self) -> list[Line]:
        """Its totals."""
        return [line for line in self.lines if line.covers]

    @property
    def labels(self) -> list[str]:
        """The headings of spend, each once, in the order in which they stand; those that others are part of too."""
        return list(dict.fromkeys(line.label for line in self.lines if line.heading or not line.covers))

    @property
    def within(self) -> dict[str, str]:
        """Each heading of spend that is part of another to the nearest such."""
        over = [line for line in self.lines if line.heading]
        parts = [(line, above) for above in over for line in self.lines if above.has(line) and line.label]
        return {line.label: above.label for line, above in parts if line.heading or not line.covers}

    @property
    def block_words(self) -> str:
        """The words that tell which block it is of: its totals, then its title, then its sheet."""
        return " · ".join([*(line.label for line in self.totals), self.layout.title, self.layout.sheet.name])


def matches(layout: Layout, chosen: Mapping[int, str | None], known: Mapping[int, str | None]) -> list[ColumnMatch]:
    """Each column with what it was taken for; the user's choice comes before what was remembered and the headings."""
    found = columns_of(layout.headings, single(layout.sheet, layout.first_row - 2))
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
    again = repeated(layout, layout.row_numbers())
    again |= {row - 1 for row in again if not has_figures(layout.sheet.rows[row - 1])}  # their groups
    for position, row in enumerate(layout.row_numbers()):
        if row in again or _is_aside(table, row, heads) or _is_over_areas(table, row, heads, names):
            continue
        _read_words(table, row, heads, names)
        blocks: dict[tuple[int, str], list[tuple[ColumnMatch, object]]] = {}
        for match in money:
            head = max((at for at in heads if at < match.index), default=heads[0])
            period = _parts(str(match.target))[0]
            blocks.setdefault((head, period), []).append((match, read[match.index][position]))
        for (head, period), values in blocks.items():
            _read_line(table, row, (_label(table, row, head, names), period), values)
    _say_asides(table)
    find_totals(table, names)
    _as_percentages(table)
    if read and not any("£" in words for words in (layout.title, *layout.headings, *_written_in(table))):
        table.notes.append(NO_UNIT)
    return table


def _is_aside(table: FinanceTable, row: int, heads: Sequence[int]) -> bool:
    """Whether a row is no heading of spend, but says something of others: it is left out, and named."""
    found = next((words for at in heads if is_aside(words := clean_text(table.layout.cell(row, at)))), "")
    if found:
        table.asides.append(found)
    return bool(found)


def _is_over_areas(table: FinanceTable, row: int, heads: Sequence[int], names: Names) -> bool:
    """Whether a row is of a heading of spend in all areas together, 'Total' beside it: left out, as their sum."""
    labels = [label for at in heads if (label := clean_text(table.layout.cell(row, at)))]
    areas = [clean_text(table.layout.cell(row, match.index)) for match in table.columns if match.target == AREA]
    over = any(is_total([one]) and not is_system(one) and not names.resolve("area", one) for one in areas)
    if not (over and labels) or is_total([*labels]):
        return False
    table.over_areas.append(str(row + 1))
    return True


def _say_asides(table: FinanceTable) -> None:
    if table.over_areas:
        rows = f"{counted(len(table.over_areas), 'row')} ({listed(table.over_areas)})"
        table.notes.append(f"left out, for they are totals over areas: {rows}")
    if table.asides:
        table.notes.append(f"left out, for it is no heading of spend: {listed(table.asides)}")


def _label(table: FinanceTable, row: int, head: int, names: Names) -> str:
    """What a row is of: the heading of spend, or where that is blank the total that its area column names."""
    if label := clean_text(table.layout.cell(row, head)):
        return label
    areas = (clean_text(table.layout.cell(row, match.index)) for match in table.columns if match.target == AREA)
    return next((words for words in areas if is_total([words], names)), "")


def _written_in(table: FinanceTable) -> list[str]:
    """The texts of the columns of money."""
    columns = [match.index for match in table.columns if match.target and _parts(match.target)[0]]
    return [cell for at in columns for cell in table.layout.column(at) if isinstance(cell, str)]


def _indent(table: FinanceTable, row: int) -> int:
    heads = (match.index for match in table.columns if match.target == CATEGORY)
    written = str(table.layout.cell(row, next(heads, 0)) or "")
    return len(written) - len(written.lstrip())


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
    places = [(row, match.index) for row in layout.row_numbers()]
    percent = [at for at, place in enumerate(places) if place in layout.sheet.percent]
    merged = [at for at, place in enumerate(places) if place in layout.shared]
    told = Told(match.heading, layout.title, percent=percent, merged=merged)
    column = read_column(targets[target], cells, names, told)
    table.notes += sorted(note for note in column.notes if note not in table.notes)
    if target.endswith(".percent"):
        return column.values
    return [
        0 if value is None and read_absent(cell) == "nil" else value
        for cell, value in zip(cells, column.values, strict=True)
    ]


def _read_words(table: FinanceTable, row: int, heads: Sequence[int], names: Names) -> None:
    """The words of a row. Beside a heading of spend the name of a whole, and 'ICB', are areas, not totals."""
    headed = any(clean_text(table.layout.cell(row, at)) for at in heads)
    for match in table.columns:
        if match.target not in (*TEXTS, AREA):
            continue
        written = clean_text(table.layout.cell(row, match.index))
        if match.target == AREA:
            known = headed and bool(names.resolve("area", written))
            says_total = is_total([written], names) if not headed else is_total([written]) and not is_system(written)
            is_area = bool(written) and (known or not says_total)
            written = table.area = written if is_area else table.area
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
        table.lines.append(Line(row, label, period, cells, blank=tuple(blank), indent=_indent(table, row)))
    elif label and not cells:
        table.sections.setdefault(row, label)


def _refuse(table: FinanceTable, row: int, match: ColumnMatch, why: str) -> None:
    where = f"{table.layout.sheet.name}!{table.layout.place(row, match.index)}"
    written = clean_text(table.layout.cell(row, match.index))
    label = finance_targets()[str(match.target)].label
    table.refused.append(Refusal(where, label, written, why))


def _decimals(layout: Layout, row: int, match: ColumnMatch) -> int:
    """The decimals that a cell is printed with; of money those of pounds, fewer than none in thousands."""
    cell = layout.cell(row, match.index)
    if str(match.target).endswith(".percent") and not read_absent(cell):
        return read_number(cell, percent_format=(row, match.index) in layout.sheet.percent).decimals
    return amount_decimals(cell, match.heading, layout.title)
