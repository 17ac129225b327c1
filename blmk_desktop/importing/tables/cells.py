"""Cells into stored values, column by column: what a field holds, what was understood, or why it cannot be taken."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NoReturn

from blmk_desktop.formula_guard import unguarded
from blmk_desktop.importing.tables.headings import money_power
from blmk_desktop.importing.tables.names import ALIASED, Names
from blmk_desktop.periods import month_first, read_date, read_month, read_year
from blmk_desktop.records.declaration import COUNT, FTE, PATIENTS, WTE, Field, Type
from blmk_desktop.values import (
    clean_lines,
    clean_text,
    is_clean,
    read_absent,
    read_number,
    read_yes_no,
    rounding_changed,
    scaled,
)
from blmk_desktop.workbook import CellError

_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_YEAR_FIRST = re.compile(r"\s*\d{4}")
_CODE = re.compile(r"[A-Z][0-9A-Z]{4,5}")
TOO_LARGE = 10**13  # of any unit: more than all the money there is, and what the data file can hold exactly
_LIKE = (bool, int, float)
_OWN_UNIT = re.compile(r"\d\s*(?:k|m|mn|bn|thousand|million|billion)\b", re.IGNORECASE)
THOUSANDS = 3
NEVER_NEGATIVE = (PATIENTS, WTE, COUNT, FTE)
Reader = Callable[[object], object]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell that cannot be taken: why, what it might have meant, and of which kind of record it is the name."""

    why: str
    suggestions: tuple[str, ...] = ()
    alias_of: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of a column besides its cells; `percent` and `merged` hold positions in the column.

    `codes` are a publisher's codes for our choices, `words` what people write for them, folded; `from_text` says that
    it stood in a text table (CSV).
    """

    heading: str = ""
    title: str = ""  # of the table: what it says of units where the heading says none
    codes: Mapping[str, str] = field(default_factory=dict)
    from_text: bool = False
    percent: Sequence[int] = ()
    merged: Sequence[int] = ()
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class ReadColumn:
    """A column's values in stored form, row by row; an Unreadable where a cell cannot be taken."""

    values: list[object]
    notes: set[str] = field(default_factory=set)


def read_column(column: Field, cells: list[object], names: Names, told: Told | None = None) -> ReadColumn:
    """Read the cells of one column as the field declares. Each distinct cell is read once."""
    told = told or Told()
    reading = _Reading(column, names, told, _doubt(column, cells))
    # 1, 1.0 and True are one key of a dictionary and three different cells.
    keys = cells if told.from_text else [(type(cell), cell) if isinstance(cell, _LIKE) else cell for cell in cells]
    percent = set(told.percent) if column.type is Type.FIGURE else set()
    plain = {key for at, key in enumerate(keys) if at not in percent} if percent else set(keys)
    read = {key: reading.one(key[1] if isinstance(key, tuple) else key) for key in plain}
    values = list(map(read.get, keys))
    if column.type is Type.FIGURE:
        for position in percent:
            values[position] = reading.one(cells[position], percent_format=True)
        for position in told.merged:
            if cells[position] is not None:
                values[position] = Unreadable("the cell is merged with others; say which row it belongs to")
    return ReadColumn(values, reading.notes)


def _doubt(column: Field, cells: list[object]) -> str | None:
    """The text that makes a whole column of dates doubtful: it only makes sense with the month first."""
    return month_first({cell for cell in cells if isinstance(cell, str)}) if column.type is Type.DATE else None


@dataclass(slots=True)
class _Reading:
    """One column while it is read."""

    column: Field
    names: Names
    told: Told
    doubt: str | None
    notes: set[str] = field(default_factory=set)
    power: int = field(init=False)  # of ten, by which the figures are printed
    read: Reader = field(init=False)
    straight: Callable[[str], object] | None = None  # the value of a text that needs no reading, else None

    def __post_init__(self) -> None:
        readers: dict[Type, Reader] = {
            Type.DATE: self.date,
            Type.FIGURE: self.figure,
            Type.CODE: self.code,
            Type.CHOICE: self.choice,
            Type.YES_NO: lambda cell: int(read_yes_no(cell)),
            Type.YEAR: lambda cell: read_year(clean_text(cell)),
            Type.MONTH: read_month,
            Type.REFERENCE: self.reference,
        }
        self.read = readers.get(self.column.type, clean_lines if self.column.lines else clean_text)
        is_money = self.column.unit is not None and self.column.unit.symbol == "£"
        self.power = money_power(self.told.heading, self.told.title) if is_money else 0
        if self.column.type is Type.CODE and self.column.pattern:
            pattern = re.compile(self.column.pattern)
            self.straight = lambda text: text if pattern.fullmatch(text) else None
        elif self.column.type is Type.REFERENCE:
            known = self.names.keys.get(self.column.refers_to, ())
            self.straight = lambda text: text if text in known else None
        elif self.column.type is Type.FIGURE and self.column.unit and not self.power:
            places = self.column.unit.places
            self.straight = lambda text: plain_figure(text, places)
        elif self.column.type is Type.TEXT and not self.column.pattern:
            nothing = self.column.none or ()
            self.straight = lambda text: text if is_clean(text) and text[0] != "'" and text not in nothing else None

    def one(self, cell: object, *, percent_format: bool = False) -> object:
        """The stored value of a cell, None for nothing, or why it cannot be taken."""
        if isinstance(cell, str):
            if self.straight and (value := self.straight(cell)) is not None:
                return value
            if self.told.from_text:
                cell = unguarded(cell)
        elif isinstance(cell, CellError):
            return Unreadable(cell.reason)
        if cell is None or cell in self.column.none or self._is_nothing(cell):
            return None
        try:
            value = self.figure(cell, percent_format=True) if percent_format else self.read(cell)
        except ValueError as problem:
            return Unreadable(str(problem))
        return None if value == "" else self._fitting(value)

    def _is_nothing(self, cell: object) -> bool:
        """Whether 'n/a', 'none' or '-' mean that there is nothing; as a text they are what they are."""
        if self.column.type is Type.TEXT:
            return isinstance(cell, str) and not clean_text(cell)
        return read_absent(cell) is not None

    def _fitting(self, value: object) -> object:
        pattern = self.column.pattern
        if isinstance(value, str) and pattern and not re.fullmatch(pattern, value):
            return Unreadable(f"'{value}' is not a {self.column.label.lower()}; one looks like {example(self.column)}")
        return value

    def date(self, cell: object) -> str:
        if not isinstance(cell, str):
            return read_date(cell)
        if _ISO.fullmatch(cell):
            return read_date(cell)
        if self.told.words.get(clean_text(cell).casefold()) == "":
            self.notes.add(f"'{clean_text(cell)}' is no date: {_in_sentence(self.column.label)} is left open")
            return ""
        if self.doubt and not _YEAR_FIRST.match(cell):
            if cell == self.doubt:
                raise ValueError(f"{cell} has the month first: write the day first")
            raise ValueError(f"'{self.doubt}' in this column has the month first, so '{cell}' is in doubt too")
        return read_date(cell)

    def figure(self, cell: object, *, percent_format: bool = False) -> int:
        number = read_number(cell, percent_format=percent_format)
        unit = self.column.unit
        if unit is None:
            raise ValueError("a figure without a unit cannot be read")
        if number.percent and unit.symbol != "%":
            raise ValueError(f"'{cell}' is a percentage; {_in_sentence(self.column.label)} is not")
        if number.value < 0 and unit in NEVER_NEGATIVE and not self.column.hidden:
            raise ValueError(f"{self.column.label} cannot be less than nothing")
        value = self._in_pounds(cell, number.value) if self.power else number.value
        if number.note:
            self.notes.add(number.note)
        if abs(value) >= TOO_LARGE:
            raise ValueError(f"{cell} is too large to be a figure here")
        if rounding_changed(value, unit.places):
            self.notes.add(f"{self.column.label} has more than {unit.places} decimals and is rounded to them")
        return scaled(value, unit.places)

    def _in_pounds(self, cell: object, value: Decimal) -> Decimal:
        """A figure printed in thousands or millions. Raises ValueError where the cell names a unit of its own."""
        printed = "£000" if self.power == THOUSANDS else "£m"
        if isinstance(cell, str) and _OWN_UNIT.search(cell):
            raise ValueError(f"'{cell}' names a unit of its own, and the column is in {printed}; say which holds")
        self.notes.add(f"{self.column.label} is in {printed} and is read as pounds")
        return value * Decimal(10**self.power)

    def code(self, cell: object) -> str:
        return clean_text(cell).upper() if isinstance(cell, str) else _refuse_number(cell)

    def choice(self, cell: object) -> str:
        text = clean_text(cell)
        if text in self.told.codes:
            return self.told.codes[text]
        found = {choice.casefold(): choice for choice in self.column.choices}.get(text.casefold())
        if found is None and (found := self.told.words.get(text.casefold())):
            self.notes.add(f"'{text}' read as {found}")
        if found is None:
            raise ValueError(f"'{text}' is none of: {', '.join(self.column.choices)}")
        return found

    def reference(self, cell: object) -> object:
        text, kind = clean_text(cell), self.column.refers_to
        found = self.names.resolve(kind, text)
        if found is None and kind in ("practice", "pcn") and _CODE.fullmatch(text):
            return text  # a code may be of a record that this very import adds; the engine looks again
        if found is None:
            return unknown_name(kind, text, self.names)
        if found != text:
            self.notes.add(f"'{text}' read as {self.names.labels[kind].get(found, found)}")
        return found


def plain_figure(text: str, places: int) -> int | None:
    """A figure written in digits alone, such as 10123.5, in whole units of 10**-places; None for any other text."""
    whole, _, part = text.partition(".")
    if not (text.isascii() and whole.isdigit() and (part.isdigit() or not part)):
        return None
    if len(part) > places or len(whole) > 12:
        return None
    return int(whole + part.ljust(places, "0"))


def _refuse_number(cell: object) -> NoReturn:
    raise ValueError(f"{clean_text(cell)} is a number, and a code is text: zeros in front may be lost")


def example(column: Field) -> str:
    """An example of a code, for a sentence."""
    return {"practice code": "E81001", "pcn code": "U12345"}.get(column.label.lower(), column.pattern)


def noun(kind: str) -> str:
    """What a kind of record is called in the middle of a sentence."""
    from blmk_desktop.records.kinds import RECORDS

    return _in_sentence(RECORDS[kind].label)


def _in_sentence(label: str) -> str:
    """A label as it stands in the middle of a sentence."""
    return label if label.isupper() or label.startswith(("ARRS", "WTE")) else label.lower()


def unknown_name(kind: str, text: str, names: Names) -> Unreadable:
    """A name that nobody has explained: what it might mean, and what to do."""
    known = f"more than one {noun(kind)} is" if names.is_ambiguous(kind, text) else f"no {noun(kind)} is"
    suggestions = names.suggestions(kind, text)
    if kind not in ALIASED:
        near = f"; did you mean {' or '.join(suggestions)}?" if suggestions else ""
        return Unreadable(f"{known} known as '{text[:60]}'{near}", suggestions)
    return Unreadable(
        f"{known} known as '{text[:60]}'; choose which it is, or add it to the aliases", suggestions, kind
    )
