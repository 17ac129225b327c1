"""Rows of a table that are records: read, checked, and turned into drafts of one or more kinds of record each."""

from __future__ import annotations

from dataclasses import dataclass, field

from blmk_desktop.importing.cells import ReadColumn, Unreadable, read_column
from blmk_desktop.importing.forms import Form, Part
from blmk_desktop.importing.layout import Layout
from blmk_desktop.importing.matching import Positioned
from blmk_desktop.importing.names import Names
from blmk_desktop.importing.proposal import ColumnMatch, Refusal
from blmk_desktop.importing.totals import is_total
from blmk_desktop.records.declaration import Field, Type
from blmk_desktop.workbook import cell_name

Values = dict[str, object]


@dataclass(slots=True)
class Drafts:
    """What the rows of a table say of one kind of record: parallel lists of values and of the rows they stand on."""

    part: Part
    names: tuple[str, ...]
    rows: list[tuple[object, ...]] = field(default_factory=list)
    at: list[int] = field(default_factory=list)  # 0-based sheet rows

    def leave_out(self, rows: set[int]) -> None:
        """Drop what stands on these sheet rows."""
        if rows:
            pairs = [(values, at) for values, at in zip(self.rows, self.at, strict=True) if at not in rows]
            self.rows, self.at = [values for values, _ in pairs], [at for _, at in pairs]


@dataclass(slots=True)
class Context:
    """What holds for all rows of a table: the date and year it speaks of, its source, the names that are known."""

    names: Names
    source: str
    area: frozenset[str] | None  # codes of the user's own area; None: take all
    as_at: str | None = None
    year: str | None = None
    stage: str | None = None


@dataclass(slots=True)
class RowsRead:
    """The drafts of a table, the rows refused, and what to tell the user."""

    drafts: list[Drafts]
    refused: list[Refusal]
    notes: list[str]


def read_rows(
    layout: Layout, form: Form, columns: list[ColumnMatch], context: Context, positioned: Positioned | None
) -> RowsRead:
    """Read every row of a table of records. Rows outside the area, blank rows and totals are left out and counted."""
    kept, notes = _rows_to_keep(layout, form, columns, context, positioned)
    read = _read_columns(layout, form, columns, context, positioned, kept)
    notes += sorted(note for column in read.values() for note in column.notes)[:12]
    refused, bad = _refusals(layout, form, columns, read, kept)
    drafts = [_drafts(part, form, read, kept, bad, context, layout) for part in form.parts]
    missing, absent = _required(drafts, columns, layout)
    return RowsRead(_without(drafts, absent), refused + missing, notes)


def _rows_to_keep(
    layout: Layout, form: Form, columns: list[ColumnMatch], context: Context, positioned: Positioned | None
) -> tuple[list[int], list[str]]:
    rows = layout.sheet.rows
    kept = [row for row in layout.row_numbers() if any(cell not in (None, "") for cell in rows[row])]
    notes = []
    if positioned and positioned.positions.keep:
        at, wanted = positioned.positions.keep
        before = len(kept)
        kept = [row for row in kept if len(rows[row]) >= at and str(rows[row][at - 1]) == wanted]
        if before > len(kept):
            notes.append(f"{before - len(kept):,} rows left out: not {form.label}")
    totals = [row for row in kept if is_total(rows[row][:2], only=True)] if not positioned else []
    if totals:
        notes.append(f"{len(totals)} total rows left out")
        kept = sorted(set(kept) - set(totals))
    area_columns = [
        match.index for match in columns if match.target == "area.ics" or (match.target or "").endswith(".commissioner")
    ]
    if form.area and context.area and area_columns:
        area, before = context.area, len(kept)
        kept = [row for row in kept if any(_text(rows[row], at) in area for at in area_columns)]
        if before > len(kept):
            notes.append(f"{before - len(kept):,} rows left out: outside the area")
    return kept, notes


def _text(row: list[object], at: int) -> str:
    return str(row[at]).strip() if at < len(row) and row[at] is not None else ""


def _read_columns(
    layout: Layout,
    form: Form,
    columns: list[ColumnMatch],
    context: Context,
    positioned: Positioned | None,
    kept: list[int],
) -> dict[str, ReadColumn]:
    rows = layout.sheet.rows
    read = {}
    for match in columns:
        if match.target is None or match.target == "area.ics":
            continue
        at, column = match.index, form.targets[match.target]
        cells = [rows[row][at] if at < len(rows[row]) else None for row in kept]
        codes = ((positioned.positions.values or {}) if positioned else {}).get(column.name, {})
        read[match.target] = read_column(column, cells, context.names, heading=match.heading, codes=codes)
    return read


def _refusals(
    layout: Layout, form: Form, columns: list[ColumnMatch], read: dict[str, ReadColumn], kept: list[int]
) -> tuple[list[Refusal], set[int]]:
    """The cells that cannot be taken, and the positions (in `kept`) of the rows that fall with them."""
    refused, bad = [], set()
    index = {match.target: match.index for match in columns if match.target}
    for target, column in read.items():
        for position, value in enumerate(column.values):
            if isinstance(value, Unreadable):
                bad.add(position)
                row = kept[position]
                where = f"{layout.sheet.name}!{cell_name(row, index[target])}"
                written = _text(layout.sheet.rows[row], index[target])
                label = form.targets[target].label
                refused.append(Refusal(where, label, written, value.why, value.suggestions, value.alias_of))
    return refused, bad


def _drafts(
    part: Part,
    form: Form,
    read: dict[str, ReadColumn],
    kept: list[int],
    bad: set[int],
    context: Context,
    layout: Layout,
) -> Drafts:
    """The values of one part, from its own columns, from columns that hold the same value, or from the context."""
    same = {other: target for target, others in form.same.items() for other in others}
    present: list[str] = []
    sources: list[list[object]] = []
    for column in part.columns + _context_fields(part):
        target = f"{part.record}.{column.name}"
        values = read.get(target) or read.get(same.get(target, ""))
        filled: list[object] | None = values.values if values else _from_context(column, context, read, len(kept), part)
        if column.name == "cell":
            filled = [f"{layout.sheet.name}!A{row + 1}" for row in kept]
        if filled is not None:
            present.append(column.name)
            sources.append(filled)
    drafts = Drafts(part, tuple(present))
    for position, (row, taken) in enumerate(zip(kept, zip(*sources, strict=True), strict=True)):
        if position not in bad:
            drafts.rows.append(taken)
            drafts.at.append(row)
    return drafts


def _context_fields(part: Part) -> tuple[Field, ...]:
    """Fields that no column of the form holds but that the record needs: its source, its date, its start."""
    named = {column.name for column in part.columns}
    wanted = ("source", "as_at", "start", "cell")
    return tuple(column for column in part.declared.fields if column.name in wanted and column.name not in named)


def _from_context(
    column: Field, context: Context, read: dict[str, ReadColumn], count: int, part: Part
) -> list[object] | None:
    if column.name == "source" and column.type is Type.REFERENCE:
        return [context.source] * count
    if column.name == "as_at" or (part.snapshot and column.name == "start"):
        dated = read.get("table.as_at")
        return dated.values if dated else [context.as_at] * count
    return None


def _required(
    drafts: list[Drafts], columns: list[ColumnMatch], layout: Layout
) -> tuple[list[Refusal], dict[int, set[int]]]:
    """Rows in which something required is blank: refused for the table's main record, left out for the others."""
    refused: list[Refusal] = []
    absent: dict[int, set[int]] = {}
    index = {match.target: match.index for match in columns if match.target}
    for number, draft in enumerate(drafts):
        needed = [(at, name) for at, name in enumerate(draft.names) if draft.part.declared.by_name[name].required]
        missing_fields = {item.name for item in draft.part.declared.fields if item.required} - set(draft.names)
        if missing_fields:
            absent[number] = set(draft.at)
            continue
        for row, values in zip(draft.at, draft.rows, strict=True):
            blank = next((name for at, name in needed if values[at] is None), None)
            if blank:
                absent.setdefault(number, set()).add(row)
                if draft.part.owns:
                    target = f"{draft.part.record}.{blank}"
                    cell = cell_name(row, index[target]) if target in index else f"row {row + 1}"
                    label = draft.part.declared.by_name[blank].label
                    refused.append(Refusal(f"{layout.sheet.name}!{cell}", label, "", f"{label} is needed and is blank"))
    return refused, absent


def _without(drafts: list[Drafts], absent: dict[int, set[int]]) -> list[Drafts]:
    for number, rows in absent.items():
        drafts[number].leave_out(rows)
    return drafts
