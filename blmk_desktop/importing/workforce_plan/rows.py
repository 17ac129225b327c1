"""Reading a table of a workforce plan: every printed figure with what it measures, of whom, and what it covers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from blmk_desktop.importing.proposal import ColumnMatch, Refusal
from blmk_desktop.importing.tables.cells import TOO_LARGE
from blmk_desktop.importing.tables.layout import Layout, repeated
from blmk_desktop.importing.tables.totals import is_total
from blmk_desktop.importing.workforce_plan.tables import (
    AMOUNT,
    AREA,
    BY_AREA,
    BY_YEAR,
    LABEL,
    PAY,
    PROGRAMME,
    ROLE,
    TOTAL,
    WAGE,
    YEAR,
    is_money,
    power_of,
)
from blmk_desktop.importing.workforce_plan.words import (
    STARS,
    costs_nothing,
    footnotes,
    is_role,
    profession_of,
    programme_name,
    role_and_programme,
    role_name,
    share_in,
)
from blmk_desktop.periods import find_year
from blmk_desktop.values import Number, clean_text, read_absent, read_number, scaled

PERCENT = frozenset({"locum_share", "over_50_share", "gap_share", "vacancy_share", "funded_share"})
MONEY = frozenset({"cost", "pay", "funded", "shortfall"})
COMPUTED = frozenset({"other_recruitment", "gap", "gap_without_targets", "gap_share"})
Covered = tuple[int, int, int, int]  # first and last row, first and last column, 1-based


@dataclass(frozen=True, slots=True)
class Cell:
    """A printed figure: hundredths (pence of money) with its decimals. Row and column are 0-based.

    `covered` is what a total stands under or beside.
    """

    row: int
    column: int
    measure: str
    value: int
    decimals: int
    item: str
    rule: str = "figure"
    area: str | None = None
    year: str | None = None
    role: str | None = None
    programme: str | None = None
    covered: Covered | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Pay:
    """A row of a table of pay: the role, its wage as printed, and pence; None where it prints none."""

    row: int
    role: str
    band: str
    wage: int | None
    on_costs: int | None
    cost: int


@dataclass(slots=True)
class WorkforceTable:
    """A table of a workforce plan, as read. `unsaid` is why nothing of it can be kept."""

    layout: Layout
    columns: list[ColumnMatch]
    year: str = ""
    areas: Mapping[str, str] = field(default_factory=dict)  # as written to the area that it is
    whole: str = ""  # the area that figures without one are of
    cells: list[Cell] = field(default_factory=list)
    pays: list[Pay] = field(default_factory=list)
    starred: dict[tuple[str, str, str], str] = field(default_factory=dict)  # role, programme, year to its footnote
    shares: dict[str, tuple[int, Cell]] = field(default_factory=dict)  # who pays to the share, and its cell
    refused: list[Refusal] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unsaid: str = ""

    def at(self, target: str) -> int | None:
        """The column of a target; None if none has it."""
        return next((match.index for match in self.columns if match.target == target), None)

    def all_of(self, target: str) -> list[int]:
        """The columns of a target that several have."""
        return [match.index for match in self.columns if match.target == target]

    def text(self, row: int, at: int) -> str:
        """A cell as text."""
        return clean_text(self.layout.cell(row, at))

    def place(self, row: int, at: int) -> str:
        """Where a cell stands: B3."""
        return self.layout.place(row, at)

    def is_remark(self, row: int) -> bool:
        """Whether a row is a footnote, holds one text alone, or has the headings again."""
        filled = [cell for cell in self.layout.sheet.rows[row] if cell not in (None, "")]
        first = clean_text(filled[0]) if filled else ""
        alone = len(filled) == 1 and isinstance(filled[0], str) and " " in first and not read_is_figure(first)
        mark = bool(STARS.match(first) and len(filled) == 1)
        return not filled or alone or mark or bool(repeated(self.layout, [row]))


def read_is_figure(text: str) -> bool:
    """Whether a text is a figure."""
    try:
        read_number(text)
    except ValueError:
        return False
    return True


def read_table(table: WorkforceTable) -> None:
    """Read every figure of a table, by the shape that its columns give it."""
    if table.at(AREA) is not None:
        _read_baseline(table)
    elif table.all_of(BY_YEAR):
        _read_years(table)
    elif table.all_of(BY_AREA):
        _read_split(table)
    elif table.at(PAY) is not None:
        _read_pay(table)
    elif table.at(LABEL) is not None:
        _read_funded(table)


def _figure(table: WorkforceTable, row: int, at: int, measure: str) -> tuple[int, int] | None:
    """A cell in hundredths and its printed decimals; None where it holds no figure. What is unreadable is refused."""
    raw = table.layout.cell(row, at)
    if read_absent(raw) is not None or (isinstance(raw, str) and STARS.fullmatch(raw.strip())):
        return None
    percent = measure in PERCENT
    shown = (row, at) in table.layout.sheet.percent
    try:
        number = read_number(raw, percent_format=shown)
        why = _why_not(number, measure)
    except ValueError as problem:
        why = str(problem)
    if why:
        where = f"{table.layout.sheet.name}!{table.place(row, at)}"
        table.refused.append(Refusal(where, table.layout.headings[at], clean_text(raw), why))
        return None
    power = power_of(table.layout, at) if measure in MONEY else 0
    if percent and not number.percent and abs(number.value) <= 1:
        return scaled(number.value, 4), max(0, number.decimals - 2)
    return scaled(number.value, 2 + power), number.decimals - power


def _why_not(number: Number, measure: str) -> str:
    """Why a number cannot be a figure of its column; '' if it can."""
    if abs(number.value) >= TOO_LARGE:
        return f"{number.value:,} is too large to be a figure here"
    return "it is a percentage; the others of its column are not" if number.percent and measure not in PERCENT else ""


def _read_baseline(table: WorkforceTable) -> None:
    """A row for each area: what it prints of a profession."""
    layout, first = table.layout, table.at(AREA) or 0
    role = profession_of(layout.headings[first], *layout.titles, layout.sheet.name)
    measures = {match.index: match.target.partition(".")[2] for match in table.columns if match.target}
    for row in layout.row_numbers():
        label = table.text(row, first)
        if not label or table.is_remark(row):
            continue
        for at, measure in measures.items():
            if at == first or (found := _figure(table, row, at, measure)) is None:
                continue
            rule = "computed" if measure in COMPUTED else "figure"
            area = table.areas.get(label)
            table.cells.append(Cell(row, at, measure, *found, label, rule, area, table.year, role))
    _cover_parts(table)


def _cover_parts(table: WorkforceTable) -> None:
    """The row of the whole stands over those of its parts: its figures that may be added up are totals."""
    rows = {cell.row: cell.area for cell in table.cells}
    whole = [row for row, area in rows.items() if area == table.whole]
    others = [row for row in rows if row not in whole]
    if len(whole) != 1 or not others:
        return
    covered = (min(others) + 1, max(others) + 1)
    for number, cell in enumerate(table.cells):
        if cell.row in whole and cell.rule == "figure" and cell.measure not in PERCENT:
            across = (*covered, cell.column + 1, cell.column + 1)
            table.cells[number] = replace(cell, rule="total", covered=across)


def _read_years(table: WorkforceTable) -> None:
    """A row for each role or programme, a column for each year, and totals at the side and below."""
    layout, first = table.layout, table.at(ROLE) or 0
    measure = "cost" if is_money(layout) else "target"
    heading = clean_text(STARS.sub("", layout.headings[first]))
    of_all = role_name(heading) if heading and measure == "target" and not _is_role_heading(heading) else ""
    years = {at: find_year(layout.headings[at]) for at in table.all_of(BY_YEAR)}
    marks = footnotes(layout.sheet.rows[layout.first_row :])
    totals = table.all_of(TOTAL)
    across = (min(years) + 1, max(years) + 1)
    for row in layout.row_numbers():
        label = table.text(row, first)
        blank = not any(layout.cell(row, at) not in (None, "") for at in (*years, *totals))
        if (table.is_remark(row) and STARS.match(label)) or (blank and not is_role(label)):
            continue
        total = not label or is_total([label])
        role, programme = ("", "") if total else role_and_programme(label, of_all)
        about = Cell(row, 0, measure, 0, 0, label or "(no label)", role=role or of_all or None)
        about = replace(about, programme=programme or None, area=table.whole or None)
        if measure == "cost" and role:
            _read_mark(table, (role, programme), label, marks, [year for year in years.values() if year])
        for at in (*years, *totals):
            year = years.get(at)
            raw = table.text(row, at)
            if STARS.fullmatch(raw) and year:
                table.starred[role, programme, year] = marks.get(raw, "")
            elif found := _figure(table, row, at, measure):
                made = replace(about, column=at, value=found[0], decimals=found[1], year=year)
                if total:
                    made = replace(made, rule="total")
                elif at in totals:
                    made = replace(made, rule="total", covered=(row + 1, row + 1, *across))
                table.cells.append(made)
    _cover_above(table)


def _read_mark(
    table: WorkforceTable, line: tuple[str, str], label: str, marks: Mapping[str, str], years: Sequence[str]
) -> None:
    """What a footnote says of a row that costs nothing: its posts are within the establishment in every year."""
    mark = STARS.search(label)
    note = marks.get(mark[0], "") if mark else ""
    if costs_nothing(note):
        table.starred |= {(*line, year): note for year in years}


def _is_role_heading(heading: str) -> bool:
    return heading.casefold() in ("role", "roles", "profession", "post", "posts", "staff", "workforce")


def _read_split(table: WorkforceTable) -> None:
    """Years down, programmes beside them, an area in each column; totals below each year and at the end."""
    layout = table.layout
    year_at, programme_at = table.at(YEAR) or 0, table.at(PROGRAMME) or 1
    role = role_name(layout.headings[programme_at])
    areas = {at: table.areas.get(layout.headings[at]) for at in table.all_of(BY_AREA)}
    parts = [at for at, area in areas.items() if area != table.whole]
    across = (min(parts) + 1, max(parts) + 1) if parts else (0, 0)
    year, block = "", ""
    for row in layout.row_numbers():
        told, label = table.text(row, year_at), table.text(row, programme_at)
        if table.is_remark(row):
            continue
        total = is_total([told, label])
        year = (find_year(told) or year) if not total else year
        of_year: str | None = block if total else year
        if total and not block:  # a total after a total: of all years
            of_year = None
        block = "" if total else year
        programme = None if total else programme_name(label)
        item = " ".join(filter(None, (told, label)))
        for at, area in areas.items():
            if (found := _figure(table, row, at, "target")) is None:
                continue
            cell = Cell(row, at, "target", *found, item, "figure", area, of_year, role, programme)
            if total:
                cell = replace(cell, rule="total")
            elif area == table.whole and parts:
                cell = replace(cell, rule="total", covered=(row + 1, row + 1, *across))
            table.cells.append(cell)
    _cover_above(table)


def _cover_above(table: WorkforceTable) -> None:
    """What each total below its column stands under: the rows since the total before it, or all rows above.

    Of the two the one that it comes nearer to; a total that follows a total at once is of all rows.
    """
    below = {cell.row for cell in table.cells if cell.rule == "total" and cell.covered is None}
    rows = sorted({cell.row for cell in table.cells} - below)
    lines = {(cell.row, cell.column): cell.value for cell in table.cells if cell.row not in below}
    for number, cell in enumerate(table.cells):
        if cell.row not in below:
            continue
        above = [row for row in rows if row < cell.row]
        since = [row for row in above if row > max((one for one in below if one < cell.row), default=-1)]
        spans = [span for span in (since, above) if span]
        if spans:
            span = min(spans, key=lambda span, of=cell: abs(of.value - _sum(lines, span, of.column)))  # type: ignore[misc]
            covered = (span[0] + 1, span[-1] + 1, cell.column + 1, cell.column + 1)
            table.cells[number] = replace(cell, covered=covered)


def _sum(lines: Mapping[tuple[int, int], int], rows: Sequence[int], column: int) -> int:
    return sum(lines.get((row, column), 0) for row in rows)


def _read_pay(table: WorkforceTable) -> None:
    """A row for each role: its wage in words or pounds, and what it costs with on-costs."""
    layout, first, wage_at, pay_at = (table.layout, *(table.at(target) or 0 for target in (ROLE, WAGE, PAY)))
    share = share_in(layout.headings[pay_at])
    for row in layout.row_numbers():
        label = table.text(row, first)
        found = _figure(table, row, pay_at, "pay") if label and not table.is_remark(row) else None
        if found:
            role, band = role_name(label), table.text(row, wage_at)
            note = f"on-costs of {share[1] // 100}%" if share else ""
            table.cells.append(Cell(row, pay_at, "pay", *found, label, role=role, note=note))
            table.pays.append(Pay(row, role, band, _wage(band), share[1] if share else None, found[0]))


def _wage(band: str) -> int | None:
    """The pounds in 'Average £100,000', in pence; None in 'Midpoint Band 7'."""
    amount = band.rpartition("£")[2] if "£" in band else band
    try:
        return scaled(read_number(amount.split(" ")[0]).value, 2)
    except ValueError:
        return None


def _read_funded(table: WorkforceTable) -> None:
    """The cost, who pays which share of it, and what is paid in all."""
    layout, first, at = table.layout, table.at(LABEL) or 0, table.at(AMOUNT) or 1
    paid: list[int] = []
    for row in layout.row_numbers():
        label = table.text(row, first)
        found = _figure(table, row, at, "funded") if label else None
        if found is None:
            continue
        share = share_in(label)
        cell = Cell(row, at, "cost", *found, label, "total", table.whole or None)
        if share:
            payer = share[0].strip(" ()")
            cell = replace(cell, measure="funded", rule="computed", programme=payer)
            table.shares[payer] = (share[1], cell)
            table.cells.append(cell)
            paid.append(row)
            percent = replace(cell, measure="funded_share", rule="figure", value=share[1], decimals=share[2])
            table.cells.append(replace(percent, column=first))
        elif is_total([label]) or "total" in label.casefold():
            covered = (paid[0] + 1, paid[-1] + 1, at + 1, at + 1) if paid else None
            table.cells.append(replace(cell, measure="funded", covered=covered))
        else:
            table.cells.append(replace(cell, rule="figure"))


def areas_written(layout: Layout, columns: Sequence[ColumnMatch]) -> Iterator[tuple[str, int]]:
    """The areas that a table names, each with the row (0-based) that names it, in the order in which they stand."""
    for match in columns:
        if match.target == BY_AREA:
            yield match.heading, max(0, layout.first_row - 1)
        elif match.target == AREA:
            for row in layout.row_numbers():
                filled = sum(cell not in (None, "") for cell in layout.sheet.rows[row])
                label = clean_text(layout.cell(row, match.index))
                if label and filled > 1 and not STARS.match(label):
                    yield label, row
