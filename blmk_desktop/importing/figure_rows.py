"""Rows of a plan table: each cell a figure at the grain of its row, or a claim about other cells."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from blmk_desktop.importing.cells import unknown_name
from blmk_desktop.importing.headings import thousands
from blmk_desktop.importing.layout import Layout
from blmk_desktop.importing.measures import FigureColumns, MeasureColumn
from blmk_desktop.importing.names import Names
from blmk_desktop.importing.proposal import Refusal
from blmk_desktop.importing.totals import is_overall, is_total
from blmk_desktop.records import RECORDS
from blmk_desktop.records.workforce import DERIVED, MEASURE_LABELS, MEASURES
from blmk_desktop.rules.claims import Figure, Recomputed, Stated, column_decimals, recompute, verdict
from blmk_desktop.values import clean_text, read_absent, read_number, scaled
from blmk_desktop.workbook import CellError, cell_name

PLACES = 2
KINDS = {"place": "place", "pcn": "pcn", "role": "arrs_role"}
Subject = dict[str, str | None]


@dataclass(slots=True)
class PlacedFigure:
    """A figure with its subject and its cell."""

    subject: Subject
    figure: Figure
    cell: str


@dataclass(slots=True)
class PlacedClaim:
    """A claim with its subject and its cell; `recomputed` and `verdict` are what its own sheet says of it."""

    subject: Subject
    stated: Stated
    cell: str
    written: str
    recomputed: Recomputed | None = None
    verdict: str = "unknown"


@dataclass(slots=True)
class FiguresRead:
    """What a plan table holds."""

    figures: list[PlacedFigure] = field(default_factory=list)
    claims: list[PlacedClaim] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Rows:
    """The rows read so far: those since the last total, and all of them, with the subject of each."""

    group: list[int] = field(default_factory=list)
    everything: list[int] = field(default_factory=list)
    subjects: dict[int, Subject] = field(default_factory=dict)
    places: dict[int, str | None] = field(default_factory=dict)


def read_figures(layout: Layout, columns: FigureColumns, names: Names) -> FiguresRead:
    """Read a plan table: data rows give figures and claims about themselves, total rows claims about the rows above."""
    read = FiguresRead()
    rows = _Rows()
    for row in layout.row_numbers():
        cells = layout.sheet.rows[row]
        labels = [cells[index] if index < len(cells) else None for index in columns.subjects.values()]
        if not any(cell not in (None, "") for cell in cells):
            continue
        if is_total(labels):
            _read_total(read, layout, columns, row, labels, rows)
        elif any(cell not in (None, "") for cell in labels):
            _read_data(read, layout, columns, names, row, rows)
    _judge(read)
    return read


def _cell(cells: list[object], index: int) -> object:
    return cells[index] if index < len(cells) else None


def _read_data(read: FiguresRead, layout: Layout, columns: FigureColumns, names: Names, row: int, rows: _Rows) -> None:
    subject, place = _subject(read, layout, columns, names, row)
    if subject is None:
        return
    rows.group.append(row)
    rows.everything.append(row)
    rows.subjects[row], rows.places[row] = subject, place
    for column in columns.measures:
        number = _read_cell(read, layout, row, column)
        if number is None:
            continue
        value, decimals, written = number
        cell = cell_name(row, column.index)
        if column.claimed:
            stated = Stated(row + 1, column.measure, column.month, "computed", None, None, value, decimals)
            read.claims.append(PlacedClaim(subject, stated, cell, written))
        elif column.measure in MEASURES and value < 0:
            label = MEASURE_LABELS[column.measure]
            where = f"{layout.sheet.name}!{cell}"
            read.refused.append(Refusal(where, label, written, f"{label.lower()} cannot be less than nothing"))
        else:
            figure = Figure(row + 1, column.measure, column.month, value, decimals)
            read.figures.append(PlacedFigure(subject, figure, cell))


def _subject(
    read: FiguresRead, layout: Layout, columns: FigureColumns, names: Names, row: int
) -> tuple[Subject | None, str | None]:
    """Whom the row is about, at its finest grain: a network's place is known from the register, not repeated."""
    found: Subject = {"place": None, "pcn": None, "role": None}
    cells = layout.sheet.rows[row]
    for name, index in columns.subjects.items():
        text = clean_text(_cell(cells, index) or "")
        if not text:
            continue
        key = names.resolve(KINDS[name], text)
        if key is None:
            unknown = unknown_name(KINDS[name], text, names)
            where = f"{layout.sheet.name}!{cell_name(row, index)}"
            label = RECORDS[KINDS[name]].label
            read.refused.append(Refusal(where, label, text, unknown.why, unknown.suggestions, unknown.alias_of))
            return None, None
        found[name] = key
    place = found["place"]
    if found["pcn"]:
        registered = names.places.get(found["pcn"])
        if place and registered and place != registered:
            cell = cell_name(row, columns.subjects["place"])
            read.notes.append(
                f"{layout.sheet.name}!{cell} puts {found['pcn']} in {place}; the register has {registered}"
            )
        place = place or registered
        found["place"] = None
    return found, place


def _read_cell(read: FiguresRead, layout: Layout, row: int, column: MeasureColumn) -> tuple[int, int, str] | None:
    """A cell's value in hundredths, its printed decimals and how it is written; None if blank or refused."""
    raw = _cell(layout.sheet.rows[row], column.index)
    label = MEASURE_LABELS[column.measure]
    where = f"{layout.sheet.name}!{cell_name(row, column.index)}"
    if isinstance(raw, CellError):
        read.refused.append(Refusal(where, label, raw.code, raw.reason))
        return None
    if read_absent(raw):
        return None
    try:
        number = read_number(raw, percent_format=(row, column.index) in layout.sheet.percent)
    except ValueError as problem:
        read.refused.append(Refusal(where, label, str(raw), str(problem)))
        return None
    if number.percent and (column.measure not in DERIVED or not column.measure.endswith("percent")):
        read.refused.append(Refusal(where, label, str(raw), f"a percentage where {label.lower()} is wanted"))
        return None
    value, decimals = number.value, number.decimals
    if thousands(column.heading):
        value, decimals = value * 1000, decimals - 3
    return scaled(value, PLACES), decimals, str(raw)


def _read_total(
    read: FiguresRead, layout: Layout, columns: FigureColumns, row: int, labels: list[object], rows: _Rows
) -> None:
    overall = is_overall(labels) or not rows.group
    covered = rows.everything if overall else rows.group
    rows.group = []
    if not covered:
        return
    with_figures = {(placed.figure.measure, placed.figure.month) for placed in _on_rows(read, covered)}
    subject = {"place": None if overall else _common_place(rows, covered), "pcn": None, "role": None}
    for column in columns.measures:
        number = _read_cell(read, layout, row, column)
        if number is None:
            continue
        value, decimals, written = number
        cell = cell_name(row, column.index)
        if not column.claimed and (column.measure, column.month) not in with_figures and subject["place"]:
            # Nothing stands above it to be the total of: it is itself the figure, for the whole place.
            figure = Figure(row + 1, column.measure, column.month, value, decimals)
            read.figures.append(PlacedFigure(subject, figure, cell))
            continue
        rule = "computed" if column.claimed else "total"
        first, last = min(covered) + 1, max(covered) + 1
        stated = Stated(row + 1, column.measure, column.month, rule, first, last, value, decimals)
        read.claims.append(PlacedClaim(subject, stated, cell, written))


def _on_rows(read: FiguresRead, rows: Iterable[int]) -> list[PlacedFigure]:
    wanted = {row + 1 for row in rows}
    return [placed for placed in read.figures if placed.figure.row in wanted]


def _common_place(rows: _Rows, covered: list[int]) -> str | None:
    places = {rows.places[row] for row in covered}
    return places.pop() if len(places) == 1 else None


def _judge(read: FiguresRead) -> None:
    by_row: dict[int, list[Figure]] = defaultdict(list)
    totals = {claim.stated.row for claim in read.claims if claim.stated.first_row is not None}
    for placed in read.figures:
        if placed.figure.row not in totals:
            by_row[placed.figure.row].append(placed.figure)
    exact = column_decimals([placed.figure for placed in read.figures])
    refused_rows = {int(found[1]) for item in read.refused if (found := re.search(r"![A-Z]+(\d+)$", item.where))}
    for claim in read.claims:
        stated = claim.stated
        rows = {stated.row} if stated.first_row is None else set(range(stated.first_row, (stated.last_row or 0) + 1))
        if rows & refused_rows:
            continue
        claim.recomputed = recompute(stated, by_row, exact)
        claim.verdict = verdict(
            stated, claim.recomputed, column=exact.get((stated.measure, stated.month), stated.decimals)
        )
