"""The tables of the preview, made in a worker: rows new, changed or the same, rows refused, claims."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from blmk_desktop.columns import Columns, ColumnSpec, columns_of, encode
from blmk_desktop.importing.proposal import Claim, ProposedRow, Refusal
from blmk_desktop.records.declaration import Field, Type
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.workforce import MEASURE_LABELS
from blmk_desktop.rules.wording import in_words, sentence
from ui.importing.reading import Place
from ui.importing.return_words import title
from ui.importing.words import CLAIM_KINDS, TONES, advice, reason, verdict
from ui.parts.naming import Labels, shown

TAKE = ColumnSpec(
    name="take",
    label="Take",
    type=Type.YES_NO,
    width=8,
    align="center",
    help="Whether the row is imported. Space or a click leaves it out and takes it again.",
)
WHERE = ColumnSpec(name="where", label="Cell", help="The sheet and the cell it was read from")
FILE = ColumnSpec(name="file", label="File")
VERDICT = ColumnSpec(name="verdict", label="Verdict", tones=TONES)
REFUSED = (
    ColumnSpec(name="field", label="What it is"),
    ColumnSpec(name="value", label="Value"),
    ColumnSpec(name="why", label="Why it is refused"),
    ColumnSpec(name="advice", label="What to do"),
)
CLAIMS = (
    VERDICT,
    ColumnSpec(name="subject", label="Subject", width=22),
    ColumnSpec(name="measure", label="Measure"),
    ColumnSpec(name="printed", label="Printed", align="right"),
    ColumnSpec(
        name="computed",
        label="Computed",
        align="right",
        help="Worked out again from the rows of the sheet",
    ),
    ColumnSpec(name="why", label="Remark"),
)


@dataclass(frozen=True)
class Listed:
    """A table, and the objects that its rows stand for: the row's identity is the position among them."""

    columns: Columns
    objects: Sequence[Any]


Placed = tuple[Place, ProposedRow]
PLACED = ("source", "sheet", "cell")  # fields that the columns for file and cell show already


def rows_by_kind(places: Sequence[Place], status: str) -> dict[str, list[Placed]]:
    """The rows of a status by kind, the most numerous first."""
    found: dict[str, list[Placed]] = {}
    for place in places:
        for row in place.sheet.rows:
            if row.status == status:
                found.setdefault(row.kind, []).append((place, row))
    return dict(sorted(found.items(), key=lambda pair: (pair[0] in CLAIM_KINDS, -len(pair[1]))))


def rows_table(rows: Sequence[Placed], status: str, labels: Labels) -> Listed:
    """Rows of one kind and status: their fields, or 'old → new' for a changed one, and where each was read."""
    record = RECORDS[rows[0][1].kind] if rows else None
    held = {name for _, row in rows for name in row.after}
    fields = [field for field in record.fields if field.name in held] if record else []
    take = (TAKE,) if status != "unchanged" else ()
    title = () if status == "added" else (ColumnSpec(name="title", label=record.label if record else "Record"),)
    shown = [_spec(field, status) for field in fields]
    readers = [_reader(field, status, labels) for field in fields]
    cell, file, called = _cells(place for place, _ in rows), _files(place for place, _ in rows), _titles(labels)
    table = [
        (
            *((int(row.wanted),) if take else ()),
            *((called(row),) if title else ()),
            *(read(row) for read in readers),
            cell(row.where, place),
            *file(place),
        )
        for place, row in rows
    ]
    specs = (*take, *title, *shown, WHERE, *_file_column(place for place, _ in rows))
    return Listed(columns_of(specs, table, ids=range(len(table))), [row for _, row in rows])


def _file_column(places: Iterable[Place]) -> tuple[ColumnSpec, ...]:
    """A column for the file, where there are several."""
    return (FILE,) if len({place.file.path for place in places}) > 1 else ()


def _files(places: Iterable[Place]) -> Callable[[Place], tuple[str, ...]]:
    several = bool(_file_column(places))
    return lambda place: (title(place.file),) if several else ()


def _cells(places: Iterable[Place]) -> Callable[[str, Place], str]:
    """How a cell is named: with its sheet in front where several sheets are listed."""
    if len({id(place.sheet) for place in places}) > 1:
        return lambda where, _place: where
    return lambda where, place: where.removeprefix(place.sheet.sheet).removeprefix("!") or where


def _spec(field: Field, status: str) -> ColumnSpec:
    hidden = field.hidden or field.name in PLACED
    if status == "added" and field.type not in (Type.REFERENCE, Type.CHOICE):
        return ColumnSpec.of(field, hidden=hidden, help=field.help)
    side = "right" if field.type is Type.FIGURE else ""
    label = field.label.removesuffix(" code") if field.type is Type.REFERENCE else field.heading
    return ColumnSpec(name=field.name, label=label, align=side, hidden=hidden, help=field.help)


def _titles(labels: Labels) -> Callable[[ProposedRow], str]:
    """How a title is written: it names records by their keys; their names are said too."""
    known = {key: f"{key} {name}" for kind in ("pcn", "practice") for key, name in labels.get(kind, {}).items()}
    known |= MEASURE_LABELS

    def title(row: ProposedRow) -> str:
        if row.kind in ("pcn", "practice"):
            return row.title
        return " · ".join(known.get(part, part) for part in row.title.split(" · "))

    return title


def _reader(field: Field, status: str, labels: Labels) -> Callable[[ProposedRow], object]:
    name = field.name
    if status == "changed":
        return lambda row: _changed(field, row, labels) if name in row.after else ""
    if field.type in (Type.REFERENCE, Type.CHOICE):
        return lambda row: shown(field, row.after.get(name), labels)
    return lambda row: row.after.get(name)


def _changed(field: Field, row: ProposedRow, labels: Labels) -> str:
    old, new = (shown(field, values.get(field.name), labels) or "blank" for values in (row.before, row.after))
    return f"{old} → {new}"


def taken_again(listed: Listed) -> Columns:
    """The same table after the user left rows out or took them again."""
    columns = listed.columns
    take = encode(TAKE, [int(row.wanted) for row in listed.objects])
    return Columns(columns.specs, columns.ids, [take, *columns.columns[1:]])


def refused_table(places: Sequence[Place]) -> Listed:
    """The cells and rows that cannot be taken; the objects are (place, refusal)."""
    placed = [(place, refusal) for place in places for refusal in place.sheet.refused]
    specs = (*_file_column(places), WHERE, *REFUSED)
    cell, file = _cells(places), _files(places)
    table = [(*file(place), cell(refusal.where, place), *_refusal(refusal, place)) for place, refusal in placed]
    return Listed(columns_of(specs, table, ids=range(len(table))), placed)


def _refusal(refusal: Refusal, place: Place) -> tuple[object, ...]:
    return (refusal.field, refusal.value, sentence(reason(refusal)), advice(refusal, place.file))


def claims_table(places: Sequence[Place]) -> Listed:
    """What the sheets print as totals, differences and percentages; those that fail first."""
    placed = [(place, claim) for place in places for claim in place.sheet.claims]
    placed.sort(key=lambda pair: (pair[1].held is not False, pair[1].held is None))
    cell, file = _cells(places), _files(places)
    specs = (VERDICT, WHERE, *CLAIMS[1:], *_file_column(places))
    table = [(verdict(claim), cell(claim.where, place), *_claim(claim), *file(place)) for place, claim in placed]
    return Listed(columns_of(specs, table, ids=range(len(table))), [claim for _, claim in placed])


def _claim(claim: Claim) -> tuple[object, ...]:
    why = sentence(claim.why) if claim.why else "The rows give another figure." if claim.held is False else ""
    return (in_words(claim.subject), claim.measure, claim.printed, claim.computed, why)
