"""How a kind of record is declared: once, one line a field; everything else is derived from it.

From a declaration come the database table, the table on screen, the form, the filters, the import's matching
and validation, the export, the search and the data dictionary. Plain values only: nothing here knows the
database, Excel or the screen, so the window can draw its headings before any of them is loaded.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cached_property


class Type(Enum):
    """What a field holds, which decides how it is stored, read, shown and filtered."""

    TEXT = "text"
    CODE = "code"  # text that identifies; upper case; never a number
    DATE = "date"  # stored as ISO 8601 text
    YEAR = "financial year"  # stored as '2022/23'
    MONTH = "month"  # 1 to 12, 1 is April
    CHOICE = "choice"
    YES_NO = "yes or no"  # stored as 1 or 0
    REFERENCE = "reference"  # the key of another record
    FIGURE = "figure"  # a whole number of the unit's parts


@dataclass(frozen=True, slots=True)
class Unit:
    """What a figure counts. It is stored as a whole number with `places` decimal places: 2 for pence."""

    name: str
    symbol: str
    places: int
    decimals: int  # shown in tables
    decimals_exact: int  # shown where the exact figure is wanted

    @property
    def scale(self) -> int:
        """How many of what is stored make one of the unit: 100 pence a pound."""
        return int(10**self.places)


MONEY = Unit("pounds", "£", 2, 0, 2)
THOUSANDS = Unit("thousands of pounds", "£000", 5, 0, 3)  # pence, shown as finance papers print them
WTE = Unit("whole-time equivalents", "WTE", 2, 2, 2)
PATIENTS = Unit("patients", "patients", 2, 0, 2)
PERCENT = Unit("per cent", "%", 2, 1, 2)
COUNT = Unit("number", "", 0, 0, 0)
HOURS = Unit("hours", "hours", 2, 2, 2)
FTE = Unit("full-time equivalents", "FTE", 6, 2, 6)  # as published: hours over 37.5 seldom are whole hundredths
RATE = Unit("pounds", "£", 4, 3, 4)  # for each patient, to a hundredth of a penny


@dataclass(frozen=True, kw_only=True)
class Field:
    """One field of a record.

    `headings` are further headings under which people write it in workbooks; the label and the name always count.
    `refers_to` names the kind of record whose key a reference holds. `pattern` is what a code must look like.
    `hidden` keeps a field out of tables until the user asks for it. `lines`: a text that may have several lines.
    """

    name: str
    label: str
    type: Type
    unit: Unit | None = None
    required: bool = False
    key: bool = False
    choices: tuple[str, ...] = ()
    refers_to: str = ""
    pattern: str = ""
    headings: tuple[str, ...] = ()
    help: str = ""
    hidden: bool = False
    none: tuple[str, ...] = ()  # what publishers write to say that there is none
    lines: bool = False

    @property
    def heading(self) -> str:
        """The column heading in exports and templates: the label, with the unit where there is one."""
        return f"{self.label} ({self.unit.symbol})" if self.unit and self.unit.symbol else self.label


@dataclass(frozen=True)
class Positions:
    """A published layout without headings: what stands in which column (1-based), and which rows to keep.

    `keep` names a column and the value it must hold for the row to be about this kind of record at all.
    """

    name: str
    width: int
    columns: dict[int, str]
    keep: tuple[int, str] | None = None
    values: dict[str, dict[str, str]] | None = None  # field -> published code -> our choice


@dataclass(frozen=True)
class Record:
    """One kind of record. `title` names the fields that say which record it is, in words."""

    name: str
    plural: str
    label: str
    help: str
    fields: tuple[Field, ...]
    title: tuple[str, ...]
    order: tuple[str, ...] = ()
    positions: tuple[Positions, ...] = ()
    internal: bool = False  # kept by the application itself: no form, no template

    @cached_property
    def by_name(self) -> dict[str, Field]:
        """Its fields by name."""
        return {field.name: field for field in self.fields}

    @cached_property
    def key(self) -> tuple[str, ...]:
        """The names of the fields that together tell one record from every other of its kind."""
        return tuple(field.name for field in self.fields if field.key)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of its fields, in order."""
        return tuple(field.name for field in self.fields)
