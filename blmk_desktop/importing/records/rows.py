"""Rows of a table that are records: read, checked, and turned into drafts of one or more kinds of record each."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from functools import cache, partial

from blmk_desktop.importing.forms import Form, Part
from blmk_desktop.importing.proposal import ColumnMatch, Refusal
from blmk_desktop.importing.tables.cells import ReadColumn, Told, Unreadable, read_column
from blmk_desktop.importing.tables.choice_words import WORDS
from blmk_desktop.importing.tables.layout import Layout, repeated
from blmk_desktop.importing.tables.matching import Positioned
from blmk_desktop.importing.tables.names import Names
from blmk_desktop.importing.tables.totals import is_total
from blmk_desktop.periods import find_year, read_date, year_of
from blmk_desktop.records.declaration import Field, Type
from blmk_desktop.values import clean_text
from blmk_desktop.workbook import MOST_COLUMNS

Values = dict[str, object]
MOST_NOTES = 12
_VALUES = ("wte", "value", "amount", "adjusted", "final")  # of several cells of a row the one that it was read from
_FROM_CONTEXT = ("source", "as_at", "start", "cell", "year")


@dataclass(slots=True)
class Drafts:
    """What the rows of a table say of one kind of record: parallel lists of values and of the rows they stand on."""

    part: Part
    names: tuple[str, ...]
    rows: list[tuple[object, ...]] = field(default_factory=list)
    at: list[int] = field(default_factory=list)  # 0-based sheet rows
    cells: list[str] = field(default_factory=list)  # the cell of each, where a sheet row gives several

    def leave_out(self, rows: set[int]) -> None:
        """Drop what stands on these sheet rows."""
        if rows:
            pairs = [(values, at) for values, at in zip(self.rows, self.at, strict=True) if at not in rows]
            self.rows, self.at = [values for values, _ in pairs], [at for _, at in pairs]

    def column(self, name: str) -> list[object]:
        """The values of one field, row by row; none if the table does not have it."""
        if name not in self.names:
            return []
        at = self.names.index(name)
        return [values[at] for values in self.rows]


def joined(drafts: Iterable[Drafts]) -> list[Drafts]:
    """The drafts of all tables of a sheet as one for each kind, so that what stands twice is seen; no empty ones."""
    found: dict[str, Drafts] = {}
    for draft in drafts:
        one = found.setdefault(draft.part.record, Drafts(draft.part, draft.names))
        one.rows += draft.rows
        one.at += draft.at
        one.cells += draft.cells
    return [draft for draft in found.values() if draft.rows]


@dataclass(slots=True)
class Context:
    """What holds for all rows of a table: the date or year it speaks of, its source, the names that are known."""

    names: Names
    source: str
    area: frozenset[str] | None  # codes of the user's own area; None: take all
    as_at: str | None = None
    from_text: bool = False  # a text table, which cannot tell text from formulas
    year: str | None = None  # the financial year that it speaks of
    named: Mapping[str, str] = field(default_factory=dict)  # fields that its title says for all rows


@dataclass(slots=True)
class RowsRead:
    """The drafts of a table, the rows refused, and what to tell the user."""

    drafts: list[Drafts] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class RecordTable:
    """A table of records on a sheet: its layout, its form, what its columns are, and what holds for all rows."""

    layout: Layout
    form: Form
    columns: list[ColumnMatch]
    context: Context
    positioned: Positioned | None = None
    index: dict[str, int] = field(init=False)  # the column of each target

    def __post_init__(self) -> None:
        self.index = {match.target: match.index for match in self.columns if match.target}

    @property
    def placed(self) -> bool:
        """Whether its rows say to which area they belong, where that matters."""
        return not (self.form.area and self.context.area) or any(map(_says_area, self.index))

    def where(self, row: int, target: str) -> str:
        """A cell as the user finds it: Sheet!B3; the row alone if no column holds the target."""
        cell = self.layout.place(row, self.index.get(target, 0))
        return f"{self.layout.sheet.name}!{cell}"

    def text(self, row: int, target: str) -> str:
        """A cell as text; '' if no column holds the target."""
        return _text(self.layout.sheet.rows[row], self.index[target]) if target in self.index else ""


@dataclass(slots=True)
class _Read:
    """The columns read so far, each with one value for every kept row."""

    table: RecordTable
    kept: list[int]  # 0-based sheet rows
    columns: dict[str, ReadColumn]


def read_rows(table: RecordTable) -> RowsRead:
    """Read every row of a table of records. Rows outside the area, blank rows and totals are left out and counted."""
    found = RowsRead()
    read = _Read(table, _rows_to_keep(table, found.notes), {})
    _read_columns(read)
    found.notes += sorted(note for column in read.columns.values() for note in column.notes)[:MOST_NOTES]
    bad = _refuse(read, found.refused)
    found.drafts = [_drafts(part, read, bad) for part in table.form.parts]
    for drafts in found.drafts:
        drafts.leave_out(_without_required(table, drafts, found.refused))
    return found


def _rows_to_keep(table: RecordTable, notes: list[str]) -> list[int]:
    rows = table.layout.sheet.rows
    kept = [row for row in table.layout.row_numbers() if any(rows[row])]
    if table.positioned and table.positioned.positions.keep:
        at, wanted = table.positioned.positions.keep
        ours = [row for row in kept if len(rows[row]) >= at and str(rows[row][at - 1]) == wanted]
        kept = _told_of(notes, kept, ours, f"not {table.form.label}")
    if not table.positioned:
        at = table.index.get(table.form.needs[0], MOST_COLUMNS)
        odd = {row for row in kept if _is_odd(_text(rows[row], at))}
        kept = _told_of(notes, kept, _without(kept, odd, partial(_is_total, table)), "totals")
        kept = _told_of(notes, kept, _without(kept, odd, partial(_is_remark, table)), "remarks, not records")
        again = repeated(table.layout, kept)
        kept = _told_of(notes, kept, [row for row in kept if row not in again], "headings that stand again")
    area = table.context.area
    columns = [index for target, index in table.index.items() if _says_area(target)]
    if table.form.area and area and columns:
        known = _known(table)
        key = table.form.needs[0]
        inside = [
            row for row in kept if any(_text(rows[row], at) in area for at in columns) or table.text(row, key) in known
        ]
        kept = _told_of(notes, kept, inside, "outside the area")
    return kept


def _known(table: RecordTable) -> AbstractSet[str]:
    """What a register has already: a practice that went to another area is still told of, if only that it went."""
    part = table.form.parts[0]
    alone = len(table.form.parts) == 1 and len(part.declared.key) == 1
    return table.context.names.keys.get(part.record, set()) if alone else set()


def _told_of(notes: list[str], before: list[int], after: list[int], why: str) -> list[int]:
    if left_out := len(before) - len(after):
        notes.append(f"{left_out:,} row{'s' if left_out > 1 else ''} left out: {why}")
    return after


def _is_odd(key: str) -> bool:
    """Whether what stands for the key may be none: it is blank or no single word. (Codes and names that are.)"""
    return not key or " " in key or "total" in key.casefold()


def _without(kept: list[int], odd: set[int], unwanted: Callable[[int], bool]) -> list[int]:
    return [row for row in kept if row not in odd or not unwanted(row)] if odd else kept


def _is_total(table: RecordTable, row: int) -> bool:
    """Whether a row says that it is a total and nothing else, and holds no code or name of a record."""
    key = table.text(row, table.form.needs[0])
    return (not key or is_total([key], only=True)) and is_total(table.layout.sheet.rows[row][:3], only=True)


def _is_remark(table: RecordTable, row: int) -> bool:
    """Whether a row holds one text in a table of several columns: a source or a footnote under it."""
    filled = [cell for cell in table.layout.sheet.rows[row] if cell not in (None, "")]
    return len(table.form.needs) > 1 and len(filled) == 1 and isinstance(filled[0], str) and " " in filled[0].strip()


def _says_area(target: str) -> bool:
    return target == "area.ics" or target.endswith(".commissioner")


def _text(row: list[object], at: int) -> str:
    return str(row[at]).strip() if at < len(row) and row[at] is not None else ""


def _read_columns(read: _Read) -> None:
    table, rows = read.table, read.table.layout.sheet.rows
    kept = [rows[row] for row in read.kept]
    narrowest = min(map(len, kept), default=0)
    for target, at in table.index.items():
        if target == "area.ics":
            continue
        column = table.form.targets[target]
        whole = at < narrowest
        cells = [row[at] for row in kept] if whole else [row[at] if at < len(row) else None for row in kept]
        read.columns[target] = read_column(column, cells, table.context.names, _told(read, target, at))
    for target in read.columns:
        _know_each_other(read, target)


def _know_each_other(read: _Read, target: str) -> None:
    """Take what refers to another row of the same table, such as an area to the one that it is part of."""
    kind = read.table.form.targets[target].refers_to
    key = next((name for name in read.columns if kind and name == f"{target.partition('.')[0]}.name"), None)
    if key is None or kind != target.partition(".")[0]:
        return
    own = {value for value in read.columns[key].values if isinstance(value, str)}
    column = read.columns[target]
    written = [read.table.text(row, target) for row in read.kept]
    for position, value in enumerate(column.values):
        if isinstance(value, Unreadable) and written[position] in own:
            column.values[position] = written[position]


def _told(read: _Read, target: str, at: int) -> Told:
    table = read.table
    heading = next(match.heading for match in table.columns if match.index == at)
    codes = ((table.positioned.positions.values or {}) if table.positioned else {}).get(target.partition(".")[2], {})
    percent, shared = table.layout.sheet.percent, table.layout.shared
    return Told(
        heading,
        table.layout.title,
        codes,
        table.context.from_text,
        [position for position, row in enumerate(read.kept) if (row, at) in percent] if percent else (),
        [position for position, row in enumerate(read.kept) if (row, at) in shared] if shared else (),
        WORDS.get(target, {}),
    )


def _refuse(read: _Read, refused: list[Refusal]) -> set[int]:
    """Refuse the cells that cannot be taken; the positions (in `kept`) of the rows that fall with them."""
    bad = set()
    for target, column in read.columns.items():
        unread = column.values if Unreadable in set(map(type, column.values)) else ()
        for position, value in enumerate(unread):
            if isinstance(value, Unreadable):
                bad.add(position)
                row = read.kept[position]
                label, written = read.table.form.targets[target].label, read.table.text(row, target)
                where = read.table.where(row, target)
                refused.append(Refusal(where, label, written, value.why, value.suggestions, value.alias_of))
    return bad


def _drafts(part: Part, read: _Read, bad: set[int]) -> Drafts:
    """The values of one part, from its own columns, from columns that hold the same value, or from the context."""
    same = {other: target for target, others in read.table.form.same.items() for other in others}
    present: list[str] = []
    sources: list[list[object]] = []
    for column in (*part.columns, *_context_fields(part, read.table.context)):
        target = f"{part.record}.{column.name}"
        values = read.columns.get(target) or read.columns.get(same.get(target, ""))
        filled = values.values if values else _from_context(column, part, read)
        if filled is not None:
            present.append(column.name)
            sources.append(filled)
    drafts = Drafts(part, tuple(present))
    rows = list(zip(*sources, strict=True)) if sources else []
    drafts.rows, drafts.at = rows, list(read.kept) if rows else []
    drafts.leave_out({read.kept[position] for position in bad})
    return drafts


def _context_fields(part: Part, context: Context) -> tuple[Field, ...]:
    """Fields that no column of the form holds but that the record needs: its source, its date, its start."""
    named = {column.name for column in part.columns}
    told = {*_FROM_CONTEXT, *context.named} - named
    return tuple(column for column in part.declared.fields if column.name in told)


def _from_context(column: Field, part: Part, read: _Read) -> list[object] | None:
    context, count = read.table.context, len(read.kept)
    if column.name in context.named:
        return [context.named[column.name]] * count
    if column.name == "source" and column.type is Type.REFERENCE:
        return [context.source] * count
    if column.name == "cell":
        value = next((f"{part.record}.{name}" for name in _VALUES if f"{part.record}.{name}" in read.table.index), "")
        return [read.table.where(row, value) for row in read.kept]
    if column.type is Type.YEAR:
        return _years(part, read)
    if column.name == "as_at" or (part.snapshot and column.name == "start"):
        dated = read.columns.get("table.as_at")
        census = census_dates(read.columns) if column.name == "as_at" else None
        return census or (dated.values if dated else [context.as_at] * count)
    return None


def _years(part: Part, read: _Read) -> list[object]:
    """The financial year of each row: that of its month, where the month names one, else the table's."""
    said, at = read.table.context.year, read.table.index.get(f"{part.record}.month")
    if at is None:
        return [said] * len(read.kept)
    cells = (read.table.layout.cell(row, at) for row in read.kept)
    return [year_within(cell) or said for cell in cells]


def year_within(cell: object) -> str | None:
    """The financial year that a month's cell names, such as September 2022; None if it names none."""
    return year_of(read_date(cell)) if isinstance(cell, date) else find_year(clean_text(cell))


def census_dates(columns: Mapping[str, ReadColumn]) -> list[object] | None:
    """The last day of each row's month, where one column has calendar years and another months of the calendar."""
    years, numbers = columns.get("table.census_year"), columns.get("table.census_month")
    if years is None or numbers is None:
        return None
    return [_month_end(year, month) for year, month in zip(years.values, numbers.values, strict=True)]


@cache
def _month_end(year: object, month: object) -> str | None:
    if not (isinstance(year, int) and isinstance(month, int) and 1990 <= year < 2100 and 1 <= month <= 12):
        return None
    return f"{year:04d}-{month:02d}-{monthrange(year, month)[1]:02d}"


def _without_required(table: RecordTable, drafts: Drafts, refused: list[Refusal]) -> set[int]:
    """Rows in which something required is blank: refused for what the table owns, left out for the rest."""
    declared = drafts.part.declared
    required = [item.name for item in declared.fields if item.required]
    if not set(required) <= set(drafts.names):
        return set(drafts.at)
    needed = [(drafts.names.index(name), name) for name in required if None in drafts.column(name)]
    absent: set[int] = set()
    if not needed:
        return absent
    for row, values in zip(drafts.at, drafts.rows, strict=True):
        blank = next((name for at, name in needed if values[at] is None), None)
        if blank is None or (drafts.part.snapshot and _says_none(table, row, f"{declared.name}.{blank}")):
            continue
        absent.add(row)
        if drafts.part.owns:
            label, where = declared.by_name[blank].label, table.where(row, f"{drafts.part.record}.{blank}")
            refused.append(Refusal(where, label, "", f"{label} is needed and is blank"))
    return absent


def _says_none(table: RecordTable, row: int, target: str) -> bool:
    """Whether a row says in so many words that there is none, such as network U: no network, on that date."""
    sources = [target, *(held for held, others in table.form.same.items() if target in others)]
    return any(
        table.text(row, source) in (table.form.targets[source].none or ())
        for source in sources
        if source in table.form.targets
    )
