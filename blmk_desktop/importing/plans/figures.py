"""The figures of a plan table: each cell a figure at the grain of its row, or a claim about other cells."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace

from blmk_desktop.importing.plans.lines import Line, Lines, Subject, Table, Total, read_lines
from blmk_desktop.importing.plans.measures import FigureColumns, MeasureColumn
from blmk_desktop.importing.proposal import Refusal
from blmk_desktop.importing.tables.cells import THOUSANDS, TOO_LARGE
from blmk_desktop.importing.tables.headings import money_power
from blmk_desktop.importing.tables.layout import Layout
from blmk_desktop.importing.tables.names import Names
from blmk_desktop.importing.tables.signs import TURNABLE, is_turned, other_unit
from blmk_desktop.records.workforce import MEASURE_LABELS, MEASURES
from blmk_desktop.rules.claims import (
    MONEY_MEASURES,
    Figure,
    Recomputed,
    Stated,
    agrees,
    column_decimals,
    recompute,
    verdict,
)
from blmk_desktop.values import Number, read_absent, read_number, scaled
from blmk_desktop.workbook import CellError, cell_name, column_letters

PLACES = 2
HUNDREDFOLD = 2  # decimal places between a fraction and its percentage
MOST_NOTES = 12


@dataclass(slots=True)
class PlacedFigure:
    """A figure with its subject and its cell."""

    subject: Subject
    figure: Figure
    cell: str


@dataclass(slots=True)
class PlacedClaim:
    """A claim with its subject and its cell; `recomputed` and `verdict` are what its own sheet says of it.

    `doubtful`: a figure that it rests on was refused, so that nobody can say whether it holds.
    """

    subject: Subject
    stated: Stated
    cell: str
    number: Number
    recomputed: Recomputed | None = None
    verdict: str = "unknown"
    doubtful: bool = False


@dataclass(slots=True)
class FiguresRead:
    """What a plan table holds."""

    figures: list[PlacedFigure] = field(default_factory=list)
    claims: list[PlacedClaim] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    next_table: int | None = None  # the row (0-based) with the headings of another table below this one


@dataclass(slots=True)
class _Reading:
    """The table being read, and what was noticed on the way."""

    table: Table
    lines: Lines
    read: FiguresRead
    bad: set[tuple[int, str, int | None]] = field(default_factory=set)  # cells refused: row, measure, month
    absent: Counter[str] = field(default_factory=Counter)
    notes: dict[str, None] = field(default_factory=dict)

    def refuse(self, row: int, column: MeasureColumn, value: object, why: str) -> None:
        """Refuse one cell; claims that rest on it cannot be judged."""
        label = MEASURE_LABELS[column.measure]
        self.read.refused.append(Refusal(self.table.where(row, column.index), label, str(value), why))
        self.bad.add((row, column.measure, column.month))


def read_figures(layout: Layout, columns: FigureColumns, names: Names) -> FiguresRead:
    """Read a plan table: data rows give figures and claims about themselves, total rows claims about other rows."""
    table = Table(layout, columns, names)
    lines = read_lines(table)
    reading = _Reading(table, lines, FiguresRead())
    reading.read.refused, reading.read.next_table = lines.refused, lines.next_table
    reading.read.notes = [*columns.notes, *lines.notes]
    for line in lines.data:
        _read_line(reading, line)
    for total in sorted(lines.totals, key=lambda total: total.row):
        _read_total(reading, total)
    _read_fractions(reading)
    _read_turned(reading)
    _judge(reading)
    _note(reading)
    return reading.read


def _read_line(reading: _Reading, line: Line) -> None:
    for column in reading.table.columns.measures:
        number = _read_cell(reading, line.row, column)
        if number is None:
            continue
        month = line.month or column.month
        if column.claimed:
            stated = Stated(line.row + 1, column.measure, month, "computed", None, None, *_kept(number))
            claim = PlacedClaim(line.subject, stated, cell_name(line.row, column.index), number)
            reading.read.claims.append(claim)
        else:
            _add_figure(reading, line.row, line.subject, replace(column, month=month), number)


def _add_figure(reading: _Reading, row: int, subject: Subject, column: MeasureColumn, number: Number) -> None:
    if column.measure in MEASURES and number.value < 0:
        label = MEASURE_LABELS[column.measure]
        raw = reading.table.layout.cell(row, column.index)
        reading.refuse(row, column, raw, f"{label} cannot be less than nothing")
        return
    figure = Figure(row + 1, column.measure, column.month, *_kept(number))
    reading.read.figures.append(PlacedFigure(subject, figure, cell_name(row, column.index)))


def _kept(number: Number) -> tuple[int, int]:
    """What is stored of a number: hundredths, and its decimals as printed."""
    return scaled(number.value, PLACES), number.decimals


def _read_cell(reading: _Reading, row: int, column: MeasureColumn) -> Number | None:
    """A cell's number; None if it is blank or refused."""
    layout = reading.table.layout
    raw = layout.cell(row, column.index)
    merged_from = layout.shared.get((row, column.index))
    if merged_from and not read_absent(raw):
        if merged_from == (row, column.index):
            reading.refuse(row, column, raw, "the cell is merged with others; say which row or column it belongs to")
        reading.bad.add((row, column.measure, column.month))
        return None
    if isinstance(raw, CellError):
        reading.refuse(row, column, raw.code, raw.reason)
        return None
    if read_absent(raw):
        if raw not in (None, ""):
            reading.absent[str(raw).strip()] += 1
        return None
    try:
        number = read_number(raw, percent_format=(row, column.index) in layout.sheet.percent)
    except ValueError as problem:
        reading.refuse(row, column, raw, str(problem))
        return None
    return _in_units(reading, row, column, number)


def _in_units(reading: _Reading, row: int, column: MeasureColumn, number: Number) -> Number | None:
    """The number in pounds, WTE or percentage points, as its heading or the title says."""
    raw = reading.table.layout.cell(row, column.index)
    if number.percent and not column.percent:
        reading.refuse(row, column, raw, f"a percentage where {MEASURE_LABELS[column.measure].lower()} is wanted")
        return None
    if isinstance(raw, str) and (unit := other_unit(raw, column.measure)):
        reading.refuse(row, column, raw, f"{unit} where {MEASURE_LABELS[column.measure].lower()} is wanted")
        return None
    if abs(number.value) >= TOO_LARGE:
        reading.refuse(row, column, raw, "this is too large to be a figure here")
        return None
    if number.note:
        reading.notes[number.note] = None
    power = money_power(column.heading, reading.table.layout.title) if column.measure in MONEY_MEASURES else 0
    if power:
        value = number.value * 10**power
        said = f"{MEASURE_LABELS[column.measure]} is in {'£000' if power == THOUSANDS else '£m'}"
        if not any(note.startswith(said) for note in reading.notes):
            reading.notes[f"{said}: {number.value:,f} is read as £{value:,f}"] = None
        return replace(number, value=value, decimals=number.decimals - power)
    return number


def _read_total(reading: _Reading, total: Total) -> None:
    covered = range(total.first, total.last + 1) if total.first is not None and total.last is not None else ()
    given = {
        (placed.figure.measure, placed.figure.month)
        for placed in reading.read.figures
        if placed.figure.row - 1 in covered
    }
    claims: list[PlacedClaim] = []
    for column in reading.table.columns.measures:
        number = _read_cell(reading, total.row, column)
        if number is None:
            continue
        if not column.claimed and (column.measure, column.month) not in given and total.subject != Subject():
            # Nothing stands above it to be the total of: it is itself the figure, for the whole place or network.
            _add_figure(reading, total.row, total.subject, column, number)
            continue
        rule = "computed" if column.claimed else "total"
        first, last = (covered[0] + 1, covered[-1] + 1) if covered else (None, None)
        stated = Stated(total.row + 1, column.measure, column.month, rule, first, last, *_kept(number))
        claims.append(PlacedClaim(total.subject, stated, cell_name(total.row, column.index), number))
    if total.named or _adds_up(reading, claims):
        reading.read.claims += claims
    elif claims:
        where = reading.table.where(total.row, next(iter(reading.table.columns.subjects.values())))
        why = "these figures do not say whom they are about, and are not the sum of the rows above"
        reading.read.refused.append(Refusal(where, "Name", "", why))


def _adds_up(reading: _Reading, claims: list[PlacedClaim]) -> bool:
    rows, exact = _by_row(reading)
    totals = [claim.stated for claim in claims if claim.stated.rule == "total"]
    verdicts = {verdict(stated, recompute(stated, rows, exact), column=0) for stated in totals}
    return "held" in verdicts and not verdicts & {"failed", "lost sign"}


def _by_row(reading: _Reading) -> tuple[dict[int, list[Figure]], dict[tuple[str, int | None], int]]:
    rows: dict[int, list[Figure]] = defaultdict(list)
    for placed in reading.read.figures:
        rows[placed.figure.row].append(placed.figure)
    return rows, column_decimals([placed.figure for placed in reading.read.figures])


def _read_fractions(reading: _Reading) -> None:
    """0.71 under a percentage is 71% if that is what the row's figures make, for the column as a whole."""
    rows, exact = _by_row(reading)
    columns: dict[tuple[str, int | None], list[PlacedClaim]] = defaultdict(list)
    for claim in reading.read.claims:
        if claim.stated.measure.endswith("percent"):
            columns[claim.stated.measure, claim.stated.month].append(claim)
    for (measure, _), claims in columns.items():
        as_fractions = as_points = 0
        for claim in claims:
            computed = recompute(claim.stated, rows, exact)
            if computed and computed.value and not claim.number.percent:
                as_points += agrees(claim.stated.value, claim.stated.decimals, computed.value, computed.slack)
                once = _hundredfold(claim)
                as_fractions += agrees(once.value, once.decimals, computed.value, computed.slack)
        if as_fractions > as_points:
            example = claims[0].number.value
            for claim in claims:
                claim.stated = claim.stated if claim.number.percent else _hundredfold(claim)
            note = f"{MEASURE_LABELS[measure]} is written in fractions: {example:f} is read as {example * 100:f}%"
            reading.notes[note] = None


def _read_turned(reading: _Reading) -> None:
    """A column that prints what is overspent as positive is read the other way round, as a whole and with a note."""
    rows, exact = _by_row(reading)
    for column in reading.table.columns.measures:
        if column.measure not in TURNABLE:
            continue
        letters = column_letters(column.index)
        claims = [claim for claim in reading.read.claims if claim.cell.rstrip("0123456789") == letters]
        printed = [(claim.stated, recompute(claim.stated, rows, exact)) for claim in claims]
        if is_turned(column.heading, [(stated, found) for stated, found in printed if found]):
            for claim in claims:
                claim.stated = replace(claim.stated, value=-claim.stated.value)
            sense = TURNABLE[column.measure]
            note = f"column {letters} ({column.heading}) has its signs the other way round; it is read as {sense}"
            reading.notes[note] = None


def _hundredfold(claim: PlacedClaim) -> Stated:
    value = scaled(claim.number.value, PLACES + HUNDREDFOLD)
    return replace(claim.stated, value=value, decimals=claim.number.decimals - HUNDREDFOLD)


def _judge(reading: _Reading) -> None:
    rows, exact = _by_row(reading)
    for claim in reading.read.claims:
        stated = claim.stated
        claim.doubtful = _rests_on_refused(reading, stated)
        if not claim.doubtful:
            claim.recomputed = recompute(stated, rows, exact)
            decimals = exact.get((stated.measure, stated.month), stated.decimals)
            claim.verdict = verdict(stated, claim.recomputed, column=decimals)


def _rests_on_refused(reading: _Reading, stated: Stated) -> bool:
    """Whether a row or a cell that the claim is worked out from was refused."""
    first, last = stated.first_row or stated.row, stated.last_row or stated.row
    rows = range(first - 1, last)
    if any(row in rows for row in reading.lines.bad):
        return True
    column = (stated.measure, stated.month)
    return any(
        row in rows and measure in MEASURES and (stated.rule != "total" or (measure, month) == column)
        for row, measure, month in reading.bad
    )


def _note(reading: _Reading) -> None:
    said = [f"'{text}' in {count} cells is taken as not given" for text, count in reading.absent.items()]
    notes = [*said, *reading.notes]
    reading.read.notes += notes[:MOST_NOTES]
    if len(notes) > MOST_NOTES:
        reading.read.notes.append(f"and {len(notes) - MOST_NOTES} more cells read with care")
