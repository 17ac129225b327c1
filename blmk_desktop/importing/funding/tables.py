"""Reading tables of what schemes get from a fund: lines, printed totals, and the envelope that the title names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from blmk_desktop.importing.estates.scheme_rows import place_of, scheme_name
from blmk_desktop.importing.forms import forms
from blmk_desktop.importing.funding.years import FUNDING as FORM
from blmk_desktop.importing.funding.years import tables_below, year_columns
from blmk_desktop.importing.proposal import ColumnMatch, Refusal
from blmk_desktop.importing.recognising import Recognised
from blmk_desktop.importing.tables.amounts import amount_decimals
from blmk_desktop.importing.tables.cells import Told, Unreadable, read_column
from blmk_desktop.importing.tables.headings import folded, without_period
from blmk_desktop.importing.tables.layout import Layout
from blmk_desktop.importing.tables.matching import match_columns
from blmk_desktop.importing.tables.names import Names, folded_name
from blmk_desktop.importing.tables.totals import is_overall, is_total
from blmk_desktop.importing.taking import Work
from blmk_desktop.importing.today import Today
from blmk_desktop.periods import find_year, read_year
from blmk_desktop.rules.funding import LineKey
from blmk_desktop.rules.scheme_words import envelope_in, fund_headed, fund_kind_in, kind_of_fund
from blmk_desktop.rules.wording import listed
from blmk_desktop.values import clean_text
from blmk_desktop.workbook import cell_name

SCHEME, FUND, YEAR, NOTE = (f"funding_line.{name}" for name in ("scheme", "fund", "year", "note"))
MEASURES = {
    "original": "funding_line.original",
    "revised": "funding.revised",
    "spent": "funding_line.spent",
    "forecast": "funding_line.forecast",
}


@dataclass(slots=True)
class Line:
    """What a row prints of a scheme, in pence; `row` is 0-based. `original` becomes 0 if a move brought it all."""

    row: int
    scheme: str
    written: str
    place: str | None
    fund: str
    year: str
    printed: dict[str, int]  # measure to pence
    note: str = ""
    original: int = 0

    @property
    def key(self) -> LineKey:
        """What tells it from other lines."""
        return (self.scheme, self.fund, self.year)

    @property
    def revision(self) -> int:
        """By how much the sheet prints it as revised."""
        return self.printed.get("revised", self.printed["original"]) - self.printed["original"]


@dataclass(frozen=True, slots=True)
class Total:
    """A printed total: its row (0-based), its measure, pence, and the rows that it stands under."""

    row: int
    measure: str
    value: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Envelope:
    """What a sentence above the table says to be available, in pence."""

    fund: str
    year: str
    amount: int
    cell: str
    sentence: str


@dataclass(slots=True)
class FundingTable:
    """A table of funding, as read. `unsaid` is why nothing of it can be kept."""

    layout: Layout
    columns: list[ColumnMatch]
    year: str = ""  # of its columns, where it has columns for several
    start: int = 0  # the first row (0-based) that may speak of it
    lines: list[Line] = field(default_factory=list)
    totals: list[Total] = field(default_factory=list)
    envelope: Envelope | None = None
    refused: list[Refusal] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unsaid: str = ""
    bad: set[int] = field(default_factory=set)  # rows (0-based) of which something was refused
    index: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        self.index = {match.target: match.index for match in self.columns if match.target}

    def refuse(self, row: int, where: str, label: str, written: str, why: str) -> None:
        """Refuse a cell of a row; totals that rest on it cannot be judged."""
        self.refused.append(Refusal(f"{self.sheet}!{where}", label, written, why))
        self.bad.add(row)

    def is_doubtful(self, total: Total) -> bool:
        """Whether a figure that a total rests on was refused."""
        return any(total.first <= row <= total.last for row in self.bad)

    @property
    def sheet(self) -> str:
        """The name of its sheet."""
        return self.layout.sheet.name

    def cell(self, row: int, measure: str) -> str:
        """Where a measure of a row (0-based) stands: D2."""
        return self.layout.place(row, self.index[MEASURES[measure]])

    def section(self, row: int) -> str:
        """The kind of fund that a row names and nothing else: what stands below it is of that fund. '' for others."""
        filled = [cell for cell in self.layout.sheet.rows[row] if cell not in (None, "")]
        label = clean_text(self.layout.cell(row, self.index[SCHEME])) if len(filled) == 1 else ""
        return fund_headed(label) if not is_total([label]) else ""

    def decimals(self, row: int, measure: str) -> int:
        """The decimals with which a measure is printed."""
        return printed_decimals(self.layout, row, self.index[MEASURES[measure]])


def printed_decimals(layout: Layout, row: int, at: int) -> int:
    """The decimals of pounds with which a cell is printed: fewer than none in thousands."""
    return amount_decimals(layout.cell(row, at), layout.headings[at], layout.title)


def read_funding(item: Recognised, work: Work) -> list[FundingTable]:
    """Read the tables of funding of a sheet: those below each other, and one for each year that has columns in one."""
    found: list[FundingTable] = []
    for layout, start in tables_below(item.layout):
        found += _of_years(FundingTable(layout, _columns(layout, item, work), start=start), item, work)
    return found


def _of_years(table: FundingTable, item: Recognised, work: Work) -> list[FundingTable]:
    """The table as read; one for each year where it has columns for several."""
    columns, by_year = table.columns, year_columns(table.layout.headings)
    if not by_year:
        return [_read(table, item, work)]
    of_years = {index for found in by_year.values() for index in found.values()}
    about_all = [match for match in columns if match.index not in of_years and match.target not in MEASURES.values()]
    found = []
    for year, measures in by_year.items():
        own = [_of_year(columns[index], measure) for measure, index in measures.items()]
        found.append(_read(FundingTable(table.layout, [*about_all, *own], year), item, work))
    return found


def _of_year(match: ColumnMatch, measure: str) -> ColumnMatch:
    return replace(match, target=MEASURES[measure], sure=match.sure or "synonym")


def _read(table: FundingTable, item: Recognised, work: Work) -> FundingTable:
    fund, year = _fund(table, work), table.year or _year(table, work)
    if missing := {SCHEME, MEASURES["original"]} - table.index.keys():
        labels = " and ".join(item.form.targets[target].label for target in sorted(missing))
        table.unsaid = f"it needs a column with {labels}; say which column that is"
    elif not fund and FUND not in table.index and not any(map(table.section, table.layout.row_numbers())):
        table.unsaid = "it does not say which fund pays; name the fund in the title, or in a column headed Fund"
    elif not year and YEAR not in table.index:
        table.unsaid = "it does not say which financial year it is about; give it with --year 2022/23"
    else:
        if table.start:
            what = " ".join(filter(None, (fund, year))) or "each row's own fund"
            table.notes.append(f"another table begins on row {table.layout.first_row}; it is taken for {what}")
        _read_rows(table, fund, year, work)
        _settle_twice(table)
        table.envelope = None if table.year else _envelope(table, fund, year)
    return table


def _columns(layout: Layout, item: Recognised, work: Work) -> list[ColumnMatch]:
    """The columns; a heading that is known but for its year counts as known."""
    headings, known = layout.headings, forms()[FORM].headings
    plain = replace(layout, headings=[head if folded(head) in known else without_period(head) for head in headings])
    matches = match_columns(plain, item.form, work.chosen(item.sheet.name), work.remembered(item.layout))
    for match in matches:
        match.heading = headings[match.index]
    return matches


def _texts(table: FundingTable, work: Work) -> tuple[str, ...]:
    return (table.layout.title, table.sheet, *table.layout.headings, work.workbook.name)


def _fund(table: FundingTable, work: Work) -> str:
    """The fund that title, sheet, headings or file name; a known one of that kind, or one to be made of it."""
    for text in _texts(table, work):
        kind = fund_kind_in(text)
        if kind:
            return fund_named(kind, work)
    return ""


def fund_named(written: str, work: Work) -> str:
    """The known fund of that name, or the only one of that kind; else the name as written."""
    known = work.now.names.resolve("fund", written)
    if known:
        return known
    of_kind = [str(key[0]) for key, entry in work.now.entries("fund").items() if entry.values.get("kind") == written]
    return of_kind[0] if len(of_kind) == 1 else written


def _year(table: FundingTable, work: Work) -> str:
    """The year that title, sheet or headings name; the user's word for sheets that name none, else the file's name.

    A workbook may have a sheet for each year, so one word for all of it cannot stand above what they say.
    """
    *own, of_file = (find_year(text) for text in _texts(table, work))
    return next(filter(None, (*own, work.options.year, of_file)), "")


def _read_rows(table: FundingTable, fund: str, year: str, work: Work) -> None:
    """Each row with a name is a line, each total a claim; anything that cannot be read is refused by its cell."""
    layout = table.layout
    read = {
        measure: _read_column(table, measure, work.now.names) for measure, at in MEASURES.items() if at in table.index
    }
    amountless: list[str] = []
    for position, row in enumerate(layout.row_numbers()):
        written = clean_text(layout.cell(row, table.index[SCHEME]))
        values = {measure: column[position] for measure, column in read.items()}
        bad = {measure: value for measure, value in values.items() if isinstance(value, Unreadable)}
        figures = {measure: value for measure, value in values.items() if isinstance(value, int)}
        for measure, value in bad.items():
            _refuse_figure(table, row, measure, value)
        if written and is_total([written]):
            _add_totals(table, row, figures, work.now.names)
        elif not written and figures:
            _add_nameless(table, row, figures)
        elif "original" in figures and not bad:
            _add_line(table, row, written, figures, (fund, year), work.now)
        elif figures and not bad:
            where = table.cell(row, "original")
            table.refuse(row, where, "Original value", "", "Original value is needed and is blank")
        elif section := table.section(row):
            fund = fund_named(section, work)
            table.notes.append(f"what stands below row {row + 1}, '{written}', is taken for {fund}")
        elif written and not bad:
            amountless.append(f"{written[:40]} ({table.sheet}!A{row + 1})")
    if amountless and not table.year:
        table.notes.append(f"left out, since no amount stands there: {', '.join(amountless)}")


def _settle_twice(table: FundingTable) -> None:
    """Of rows that say the same of a scheme one is kept, and said; rows that differ are refused, both of them."""
    rows: dict[LineKey, list[Line]] = {}
    for line in table.lines:
        rows.setdefault(line.key, []).append(line)
    for lines in (lines for lines in rows.values() if len(lines) > 1):
        first, named = lines[0], listed([str(line.row + 1) for line in lines])
        same = all(line.printed == first.printed for line in lines)
        table.lines = [line for line in table.lines if line not in (lines[1:] if same else lines)]
        if same:
            table.notes.append(f"rows {named} say the same of {first.scheme}: one of them is kept")
        for line in [] if same else lines:
            why = f"rows {named} say different things of {first.scheme}, {first.fund} {first.year}: which holds?"
            written = clean_text(table.layout.cell(line.row, table.index[MEASURES["original"]]))
            table.refuse(line.row, table.cell(line.row, "original"), "Original value", written, why)


def _add_totals(table: FundingTable, row: int, figures: dict[str, int], names: Names) -> None:
    """A total stands under the lines since the last one, or under all of them if it says so or is their sum.

    One of everything under the last of several tables is of no single one, and is only told.
    """
    label = table.layout.cell(row, table.index[SCHEME])
    if table.start and is_overall([label], names):
        where = f"{table.sheet}!{table.layout.place(row, table.index[SCHEME])}"
        table.notes.append(f"'{label}' ({where}) is of several tables and is not held against them")
        return
    for measure, value in figures.items():
        first = _first_covered(table, row, measure, value, overall=is_overall([label], names))
        table.totals.append(Total(row, measure, value, first, row - 1))
    if figures:
        _note_total(table, row)


def _first_covered(table: FundingTable, row: int, measure: str, value: int, *, overall: bool = False) -> int:
    start = table.layout.first_row
    last = max((total.row + 1 for total in table.totals if total.row < row), default=start)
    since = [line for line in table.lines if line.row >= last]
    if not since or overall:
        return start
    whole = _printed_sum(table.lines, measure) == value != _printed_sum(since, measure)
    return start if whole else last


def _printed_sum(lines: Sequence[Line], measure: str) -> int:
    return sum(line.printed.get(measure, 0) for line in lines)


def _add_nameless(table: FundingTable, row: int, figures: dict[str, int]) -> None:
    """Figures without a name are a total if they are the sum of what stands above, and refused if not."""
    for measure, value in figures.items():
        first = _first_covered(table, row, measure, value)
        if _printed_sum([line for line in table.lines if line.row >= first], measure) == value:
            table.totals.append(Total(row, measure, value, first, row - 1))
        else:
            why = "this figure does not say of which scheme it is, and is not the sum of those above"
            written = clean_text(table.layout.cell(row, table.index[MEASURES[measure]]))
            table.refuse(row, table.cell(row, measure), "Scheme", written, why)


def _read_column(table: FundingTable, measure: str, names: Names) -> list[object]:
    layout, at = table.layout, table.index[MEASURES[measure]]
    cells = [layout.cell(row, at) for row in layout.row_numbers()]
    merged = [position for position, row in enumerate(layout.row_numbers()) if (row, at) in layout.shared]
    column = forms()[FORM].targets[MEASURES[measure]]
    found = read_column(column, cells, names, Told(layout.headings[at], layout.title, merged=merged))
    table.notes += sorted(found.notes)
    return found.values


def _refuse_figure(table: FundingTable, row: int, measure: str, value: Unreadable) -> None:
    at = table.index[MEASURES[measure]]
    label = forms()[FORM].targets[MEASURES[measure]].label
    table.refuse(row, table.layout.place(row, at), label, clean_text(table.layout.cell(row, at)), value.why)


def _note_total(table: FundingTable, row: int) -> None:
    """What a remark beside a total says is told, since it is about no scheme."""
    at = table.index.get(NOTE)
    remark = clean_text(table.layout.cell(row, at)) if at is not None else ""
    if remark:
        table.notes.append(f"beside the total stands: '{remark}' ({table.sheet}!{table.layout.place(row, at or 0)})")


def _add_line(
    table: FundingTable, row: int, written: str, figures: dict[str, int], about: tuple[str, str], now: Today
) -> None:
    layout, (fund, year) = table.layout, about
    note = clean_text(layout.cell(row, table.index[NOTE])) if NOTE in table.index else ""
    own_fund = clean_text(layout.cell(row, table.index[FUND])) if FUND in table.index else ""
    own_year = clean_text(layout.cell(row, table.index[YEAR])) if YEAR in table.index else ""
    try:
        year = read_year(own_year) if own_year else year
    except ValueError as problem:
        table.refuse(row, layout.place(row, table.index[YEAR]), "Financial year", own_year, str(problem))
        return
    scheme, place = scheme_name(written, now)
    scheme = _same(table.lines, scheme)
    fund = (now.names.resolve("fund", own_fund) or own_fund) if own_fund else fund
    line = Line(
        row, scheme, written, place or place_of(note, now.names), fund, year, figures, note, figures["original"]
    )
    table.lines.append(line)


def _same(lines: Sequence[Line], scheme: str) -> str:
    """The name under which a line above has the scheme, whatever its capitals."""
    words = folded_name(scheme)
    return next((line.scheme for line in lines if folded_name(line.scheme) == words), scheme)


def _envelope(table: FundingTable, fund: str, year: str) -> Envelope | None:
    """What the one sentence above the headings says to be available."""
    found = []
    above = table.layout.sheet.rows[table.start : table.layout.first_row - 1]
    for at, row in enumerate(above, table.start):
        for column, cell in enumerate(row):
            amount = envelope_in(cell) if isinstance(cell, str) else None
            if isinstance(cell, str) and amount:
                of_year = find_year(cell) or year
                found.append(Envelope(fund, of_year, amount, cell_name(at, column), clean_text(cell)))
    return found[0] if len(found) == 1 and fund and found[0].year else None


def kind_of(fund: str, work: Work) -> str:
    """The kind of a fund that is known, or by its name."""
    entry = work.now.entries("fund").get((fund,))
    return str(entry.values["kind"]) if entry else kind_of_fund(fund)
