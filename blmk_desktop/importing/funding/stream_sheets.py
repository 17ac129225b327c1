"""What a table of funding streams by area would do: areas, streams, what each has, and every figure a claim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from blmk_desktop.importing.forms import Part
from blmk_desktop.importing.funding.allocations import area_of
from blmk_desktop.importing.funding.sheets import take_away
from blmk_desktop.importing.funding.stream_tables import (
    CONDITIONS,
    PROGRAMME,
    RECURRENCE,
    STREAM,
    AmountColumn,
    amount_columns,
    stream_columns,
    stream_targets,
    without_mark,
)
from blmk_desktop.importing.proposal import Claim, ColumnMatch, Refusal, SheetProposal
from blmk_desktop.importing.recognising import Recognised
from blmk_desktop.importing.records.area_names import area_named, new_areas
from blmk_desktop.importing.records.rows import Drafts
from blmk_desktop.importing.tables.amounts import Amount, amount_decimals
from blmk_desktop.importing.tables.cells import Told, Unreadable, read_column
from blmk_desktop.importing.tables.headings import only_unit
from blmk_desktop.importing.tables.layout import Layout, repeated
from blmk_desktop.importing.tables.names import Names
from blmk_desktop.importing.tables.totals import is_total
from blmk_desktop.importing.taking import Work, take
from blmk_desktop.periods import find_year
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.rules.claims import agrees, printed_unit
from blmk_desktop.rules.scheme_words import kind_of_fund
from blmk_desktop.rules.streams import (
    per_head_in,
    programme_in,
    recurrence_in,
    says_ring_fenced,
    stream_name,
    what_for,
)
from blmk_desktop.rules.wording import pounds
from blmk_desktop.values import clean_text

NO_YEAR = "it does not say which financial year this is about; give it with --year 2022/23"


@dataclass(slots=True)
class StreamLine:
    """A row: a stream in a year, or a total of the rows from `first`. `row` and `first` are 0-based."""

    row: int
    written: str
    fund: str
    year: str
    first: int | None = None
    recurrence: str = ""
    conditions: str = ""
    programme: str = ""
    amounts: dict[int, Amount] = field(default_factory=dict)  # by column


@dataclass(slots=True)
class StreamTable:
    """A table of streams, as read."""

    layout: Layout
    columns: list[ColumnMatch]
    amounts: list[AmountColumn]
    areas: dict[int, str] = field(default_factory=dict)  # column to its area, as it is known
    lines: list[StreamLine] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    index: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        self.index = {match.target: match.index for match in self.columns if match.target}

    @property
    def sheet(self) -> str:
        """The name of its sheet."""
        return self.layout.sheet.name

    def text(self, row: int, target: str) -> str:
        """A cell as text; '' if no column holds the target."""
        return clean_text(self.layout.cell(row, self.index[target])) if target in self.index else ""

    def year_of(self, line: StreamLine, column: AmountColumn) -> str:
        """The year of an amount: its column's, else its row's."""
        return column.year or line.year

    @property
    def streams(self) -> list[StreamLine]:
        """The rows that are no totals."""
        return [line for line in self.lines if line.first is None]


def propose_streams(item: Recognised, proposed: SheetProposal, work: Work) -> None:
    """Propose the areas, streams and envelopes of a sheet, and each printed figure as a claim."""
    layout = item.layout
    proposed.fingerprint = layout.fingerprint
    columns = stream_columns(layout, work.chosen(item.sheet.name), work.remembered(layout))
    proposed.columns = columns
    table = StreamTable(layout, columns, amount_columns(columns, work.now.names))
    if STREAM not in table.index or not table.amounts:
        proposed.refused.append(Refusal(table.sheet, "Columns", "", "it needs a column of streams and one of amounts"))
        return
    table.areas = {one.index: area_named(one.area, work.now.names) for one in table.amounts if one.area}
    _read(table, work)
    proposed.refused += table.refused
    proposed.notes += dict.fromkeys(table.notes)
    proposed.claims = list(_claims(table))
    heads = dict.fromkeys(table.areas.values(), layout.first_row - 1)
    drafts = [new_areas(heads, work.now.names), _funds(table, work), _envelopes(table, work), _stated(table, work)]
    take([draft for draft in drafts if draft.rows], proposed, work)
    take_away(drafts, proposed, work)


# Reading


def _read(table: StreamTable, work: Work) -> None:
    """Every row, section by section: a row that names a year and holds no figures begins one."""
    layout = table.layout
    year = find_year(layout.title) or find_year(table.sheet) or work.options.year or find_year(work.workbook.name) or ""
    again = repeated(layout, layout.row_numbers())
    rows: list[int] = []
    units = ""
    for row in layout.row_numbers():
        section = _section(table, row)
        if section is None:
            rows += [row] if row not in again else []
            continue
        _read_section(table, rows, year, units, work)
        year, units, rows = section[0] or year, section[1] or units, []
    _read_section(table, rows, year, units, work)


def _section(table: StreamTable, row: int) -> tuple[str, str] | None:
    """The year and the units that a row between others says, and nothing else; None for other rows."""
    cells = [clean_text(cell) for cell in table.layout.sheet.rows[row] if cell not in (None, "")]
    units = [cell for cell in cells if only_unit(cell)]
    words = [cell for cell in cells if not only_unit(cell)]
    year = find_year(words[0]) if len(words) == 1 and not is_total(list(words)) else ""
    return (year or "", " ".join(dict.fromkeys(units))) if year or (units and not words) else None


def _read_section(table: StreamTable, rows: Sequence[int], year: str, units: str, work: Work) -> None:
    layout, target = table.layout, stream_targets()["stream.amount"]
    read: dict[int, list[object]] = {}
    for column in table.amounts:
        heading = f"{layout.headings[column.index]} {units}".strip()
        cells = [without_mark(layout.cell(row, column.index)) for row in rows]
        found = read_column(target, cells, work.now.names, Told(heading, f"{layout.title} {table.sheet}"))
        table.notes += sorted(found.notes)
        read[column.index] = found.values
    first = rows[0] if rows else 0
    for position, row in enumerate(rows):
        values = {index: column[position] for index, column in read.items()}
        line = _line(table, row, year, work.now.names)
        if not line.written or all(value is None for value in values.values()):
            continue
        if is_total([line.written]):
            line.first, first = first, row + 1
        _keep(table, line, values, units)


def _line(table: StreamTable, row: int, year: str, names: Names) -> StreamLine:
    written = table.text(row, STREAM)
    name = stream_name(written)
    known = names.resolve("fund", written) or names.resolve("fund", name) or name
    conditions = table.text(row, CONDITIONS) or what_for(written)
    about = (recurrence_in(table.text(row, RECURRENCE)), conditions, table.text(row, PROGRAMME))
    return StreamLine(row, written, known, find_year(written) or year, None, *about)


def _keep(table: StreamTable, line: StreamLine, values: dict[int, object], units: str) -> None:
    """Keep a row with what could be read of it; refuse the rest by its cell."""
    for column in table.amounts:
        value, at = values[column.index], column.index
        cell, where = table.layout.cell(line.row, at), f"{table.sheet}!{table.layout.place(line.row, at)}"
        written = clean_text(cell)
        if isinstance(value, Unreadable):
            table.refused.append(Refusal(where, "Amount", written, value.why))
        elif isinstance(value, int) and not column.total and not table.year_of(line, column):
            table.refused.append(Refusal(where, "Financial year", written, NO_YEAR))
        elif isinstance(value, int):
            heading = f"{table.layout.headings[at]} {units}"
            line.amounts[at] = Amount(
                value, amount_decimals(without_mark(cell), heading, f"{table.layout.title} {table.sheet}")
            )
            if "*" in written:
                table.notes.append(f"{where}: '{written}' points to a footnote")
    if line.amounts:
        table.lines.append(line)


# What it comes to


def _funds(table: StreamTable, work: Work) -> Drafts:
    """The streams, as revenue unless they are known otherwise; what is known of one stays."""
    names = ("name", "kind", "programme", "recurrence", "conditions", "per_head")
    draft = Drafts(Part("fund"), names)
    texts = (table.layout.title, table.sheet, work.workbook.name)
    for fund in dict.fromkeys(line.fund for line in table.streams):
        lines = [line for line in table.streams if line.fund == fund]
        recurrences = [line.recurrence for line in lines if line.recurrence]
        if len(set(recurrences)) > 1:
            table.notes.append(f"{fund} is recurrent in one year and not in another; it is left as it is in the first")
        rates = {line.year: per_head_in(line.written) for line in lines}
        rate = sum(one or 0 for one in rates.values()) or None
        programme = next(filter(None, (line.programme for line in lines)), "") or programme_in(fund, *texts)
        conditions = next(filter(None, (line.conditions for line in lines)), "")
        about = (kind_of_fund(fund, otherwise="revenue"), programme or None, next(iter(recurrences), None))
        draft.rows.append((fund, *about, conditions or None, rate))
        draft.at.append(lines[0].row)
    return draft


def _envelopes(table: StreamTable, work: Work) -> Drafts:
    names = ("fund", "year", "area", "amount", "ring_fenced", "note", "source", "cell")
    draft = Drafts(Part("fund_envelope", owns=names[:5]), names)
    for line, column, amount in _cells(table.streams, table.amounts):
        year, cell = table.year_of(line, column), table.layout.place(line.row, column.index)
        area = area_of(table.areas.get(column.index, ""), (line.fund, year), work)
        fenced = says_ring_fenced(f"{table.layout.headings[column.index]} {line.written}")
        place = (work.file.source, f"{table.sheet}!{cell}")
        draft.rows.append((line.fund, year, area, amount.value, fenced, line.written, *place))
        draft.at.append(line.row)
        draft.cells.append(cell)
    return draft


def _cells(
    lines: Sequence[StreamLine], columns: Sequence[AmountColumn], *, sums: bool = False
) -> Iterator[tuple[StreamLine, AmountColumn, Amount]]:
    """The amounts of some rows and columns; with `sums` those of columns of totals too."""
    for line in lines:
        for column in columns:
            if column.index in line.amounts and (sums or not column.total):
                yield line, column, line.amounts[column.index]


def _stated(table: StreamTable, work: Work) -> Drafts:
    names = RECORDS["stated_funding"].names
    draft = Drafts(Part("stated_funding", owns=names[3:], whole=True), names)
    for line, column, amount in _cells(table.lines, table.amounts, sums=True):
        cell, year = table.layout.place(line.row, column.index), table.year_of(line, column)
        if line.first is not None:
            about: tuple[object, ...] = (None, year or None, None, "original", "total", line.first + 1, line.row)
        elif column.total:
            about = (line.fund, year or None, None, "original", "total", line.row + 1, line.row + 1)
        else:
            about = (line.fund, year, None, "original", "line", None, None)
        area = table.areas.get(column.index)
        draft.rows.append((work.file.source, table.sheet, cell, *about, amount.value, amount.decimals, area))
        draft.at.append(line.row)
        draft.cells.append(cell)
    return draft


def _claims(table: StreamTable) -> Iterator[Claim]:
    """Printed totals, down and across, held against what they stand under or beside."""
    for line, column, amount in _cells(table.lines, table.amounts, sums=True):
        where = f"{table.sheet}!{table.layout.place(line.row, column.index)}"
        if line.first is not None:
            covered = [one for one in table.streams if line.first <= one.row < line.row]
            above = [one.amounts[column.index] for one in covered if column.index in one.amounts]
            yield _claim(where, "Total", amount, above)
        if column.total:
            beside = [one for one in table.amounts if not one.total and column.year in ("", one.year)]
            parts = [line.amounts[one.index] for one in beside if one.index in line.amounts]
            yield _claim(where, f"{line.fund}, all areas" if line.first is None else "Total, all areas", amount, parts)


def _claim(where: str, subject: str, printed: Amount, parts: Sequence[Amount]) -> Claim:
    value = sum(part.value for part in parts)
    slack = sum((printed_unit(part.decimals) / 2 for part in parts), Fraction(0))
    exact = agrees(printed.value, printed.decimals, Fraction(value))
    held = exact or (printed.decimals < 0 and agrees(printed.value, printed.decimals, Fraction(value), slack))
    why = "" if exact or not held else "it differs only by rounding"
    return Claim(where, subject, "Amount", pounds(printed.value, 0), pounds(value, 0), held, why)
