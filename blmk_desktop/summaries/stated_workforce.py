"""What workforce plans print, by what it is about: figures, totals and percentages, each with its cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select

from blmk_desktop.records.tables import TABLES
from blmk_desktop.summaries.later_editions import source_order, still_said

if TYPE_CHECKING:
    from sqlalchemy import Connection


class Subject(NamedTuple):
    """What a printed figure is about; '' for what it is not told of, or for all of them."""

    measure: str
    role: str = ""
    area: str = ""
    year: str = ""
    programme: str = ""


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed figure in hundredths (pence of money), with the decimals it is printed with and where it stands.

    The rectangle that a total covers is in whole rows and columns of the sheet, the first being 1; 0 for none.
    """

    id: int
    source: str
    sheet: str
    cell: str
    about: Subject
    item: str
    rule: str
    value: int
    decimals: int
    first_row: int = 0
    last_row: int = 0
    first_column: int = 0
    last_column: int = 0
    note: str = ""

    @property
    def key(self) -> str:
        """What tells it from all others, as a finding about it says it."""
        return f"{self.source}|{self.sheet}|{self.cell}"

    @property
    def where(self) -> str:
        """Where it stands, for a finding: file › sheet!cell."""
        return f"{self.source} › {self.sheet}!{self.cell}"


@dataclass(frozen=True)
class Stated:
    """Every printed figure, in the order of sources, sheets and cells."""

    all: Sequence[Printed] = ()

    @cached_property
    def by_area(self) -> dict[str, list[Printed]]:
        """The printed figures by their area; '' for those of none, or of all."""
        found: dict[str, list[Printed]] = defaultdict(list)
        for one in self.all:
            found[one.about.area].append(one)
        return found

    @cached_property
    def by_subject(self) -> dict[Subject, list[Printed]]:
        """The printed figures by what they are about: several where several tables print the same."""
        found: dict[Subject, list[Printed]] = defaultdict(list)
        for one in self.all:
            found[one.about].append(one)
        return found


def stated_workforce(connection: Connection) -> Stated:
    """Every stated workforce figure of the file, of a paper that came again those of its last edition."""
    table = TABLES["stated_workforce"].c
    query = select(*table).order_by(table.source, table.sheet, table.cell)
    found = []
    for row in connection.execute(query):
        about = Subject(row.measure, row.role or "", row.area or "", row.year or "", row.programme or "")
        covered = (row.first_row or 0, row.last_row or 0, row.first_column or 0, row.last_column or 0)
        decimals = 2 if row.decimals is None else row.decimals
        place = (row.id, row.source, row.sheet or "", row.cell)
        found.append(Printed(*place, about, row.item or "", row.rule, row.value, decimals, *covered, row.note or ""))
    order = source_order(connection)
    return Stated(still_said(found, order, lambda one: (one.source, one.sheet), lambda one: (one.about, one.item)))
