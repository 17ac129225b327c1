"""Cells into stored values, column by column: what a field holds, what was understood, or why it cannot be taken."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from blmk_desktop.importing.headings import thousands
from blmk_desktop.importing.names import Names
from blmk_desktop.periods import read_date, read_year
from blmk_desktop.records.declaration import Field, Type
from blmk_desktop.values import clean_text, read_absent, read_number, read_yes_no, scaled
from blmk_desktop.workbook import CellError

_ISO = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell that cannot be taken: why, what it might have meant, and of which kind of record it is the name."""

    why: str
    suggestions: tuple[str, ...] = ()
    alias_of: str = ""


@dataclass(slots=True)
class ReadColumn:
    """A column's values in stored form, row by row; an Unreadable where a cell cannot be taken."""

    values: list[object]
    notes: set[str] = field(default_factory=set)


Reader = Callable[[object], object]


def read_column(
    column: Field,
    cells: list[object],
    names: Names,
    *,
    heading: str = "",
    codes: dict[str, str] | None = None,
) -> ReadColumn:
    """Read the cells of one column as the field declares. Each distinct cell is read once."""
    notes: set[str] = set()
    read = _reader(column, names, notes, heading, codes or {})
    seen: dict[object, object] = {None: None, "": None}
    values = []
    for cell in cells:
        known = (type(cell), cell) if isinstance(cell, (bool, float, int)) else cell
        if known not in seen:
            seen[known] = _read_one(cell, column, read)
        values.append(seen[known])
    return ReadColumn(values, notes)


def _read_one(cell: object, column: Field, read: Reader) -> object:
    if isinstance(cell, CellError):
        return Unreadable(cell.reason)
    if cell in column.none:
        return None
    if column.type is not Type.TEXT and read_absent(cell):
        return None
    try:
        value = read(cell)
    except ValueError as problem:
        return Unreadable(str(problem))
    if isinstance(value, str) and column.pattern and not re.fullmatch(column.pattern, value):
        return Unreadable(f"'{value}' is not a {column.label.lower()}; one looks like {example(column)}")
    return value


def example(column: Field) -> str:
    """An example of a code, for a sentence."""
    return {"practice code": "E81001", "pcn code": "U12345"}.get(column.label.lower(), column.pattern)


def _reader(column: Field, names: Names, notes: set[str], heading: str, codes: dict[str, str]) -> Reader:
    match column.type:
        case Type.DATE:
            return lambda cell: cell if isinstance(cell, str) and _ISO.fullmatch(cell) else read_date(cell)
        case Type.FIGURE:
            return lambda cell: _figure(cell, column, notes, heading)
        case Type.CODE:
            return lambda cell: clean_text(cell).upper()
        case Type.CHOICE:
            return lambda cell: _choice(clean_text(cell), column, codes)
        case Type.YES_NO:
            return lambda cell: int(read_yes_no(cell))
        case Type.YEAR:
            return lambda cell: read_year(clean_text(cell))
        case Type.MONTH:
            return _month
        case Type.REFERENCE:
            return lambda cell: _reference(clean_text(cell), column, names, notes)
        case _:
            return clean_text


def _figure(cell: object, column: Field, notes: set[str], heading: str) -> int:
    number = read_number(cell)
    if number.note:
        notes.add(number.note)
    if column.unit is None:
        raise ValueError("a figure without a unit cannot be read")
    value = number.value * (1000 if thousands(heading) else 1)
    if number.percent and column.unit.symbol != "%":
        raise ValueError(f"'{cell}' is a percentage; {column.label.lower()} is not")
    return scaled(value, column.unit.places)


def _choice(text: str, column: Field, codes: dict[str, str]) -> str:
    if text in codes:
        return codes[text]
    found = {choice.casefold(): choice for choice in column.choices}.get(text.casefold())
    if found is None:
        raise ValueError(f"'{text}' is none of: {', '.join(column.choices)}")
    return found


def _month(cell: object) -> int:
    text = clean_text(cell).upper().removeprefix("M")
    if not text.isdigit() or not 1 <= int(text) <= 12:
        raise ValueError(f"'{cell}' is no month; months are M01 (April) to M12 (March)")
    return int(text)


def _reference(text: str, column: Field, names: Names, notes: set[str]) -> object:
    found = names.resolve(column.refers_to, text)
    if found is None and column.refers_to in ("practice", "pcn") and re.fullmatch(r"[A-Z][0-9A-Z]{4,5}", text):
        return text  # a code may be of a record that this very import adds; the engine looks again
    if found is None:
        return unknown_name(column.refers_to, text, names)
    if found != text:
        notes.add(f"'{text}' read as {names.labels[column.refers_to].get(found, found)}")
    return found


def unknown_name(kind: str, text: str, names: Names) -> Unreadable:
    """A name that nobody has explained: what it might mean, and what to do."""
    from blmk_desktop.records import RECORDS

    label = RECORDS[kind].label
    shown = label if label.isupper() or label.startswith("ARRS") else label.lower()
    return Unreadable(
        f"no {shown} is known as '{text}'; choose which it is, or add it to the aliases",
        names.suggestions(kind, text),
        kind,
    )
