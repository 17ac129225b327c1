"""Flat tables of money: on each row whose and what it is, and an amount for its year, or one for each year across."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from blmk_desktop.importing.proposal import ColumnMatch, Refusal
from blmk_desktop.importing.tables.amounts import Amount, amount_decimals
from blmk_desktop.importing.tables.cells import Told, Unreadable, read_column
from blmk_desktop.importing.tables.headings import folded, without_period
from blmk_desktop.importing.tables.layout import Layout, repeated
from blmk_desktop.importing.tables.names import Names
from blmk_desktop.importing.tables.totals import is_system, is_total
from blmk_desktop.periods import find_year
from blmk_desktop.records.declaration import Field
from blmk_desktop.rules.wording import listed
from blmk_desktop.values import clean_text, read_absent

FEWEST = 2  # years across: with one, that is the year of all
YEARS = frozenset({"year", "financial year", "fy", "budget year"})
AREAS = frozenset(
    {"area", "ccg", "icb", "ics", "place", "locality", "borough", "commissioner", "organisation", "sub icb"}
    | {"ccg name", "icb name", "area name", "commissioner name", "sub icb location", "ccg area"}
)


@dataclass(frozen=True)
class Words:
    """What the headings of a kind of flat table are called, folded: target to words. `across` may stand by a year."""

    subject: str
    area: str
    year: str
    amount: str
    known: Mapping[str, frozenset[str]]
    across: frozenset[str]

    def columns(self, headings: Sequence[str]) -> dict[int, str]:
        """The target of each column; empty unless all are known and say whose and what each amount is, and when."""
        found: dict[int, str] = {}
        for at, heading in enumerate(headings):
            target = self._target(heading)
            if heading and (not target or (target != self.amount and target in found.values())):
                return {}
            found |= {at: target} if heading else {}
        amounts = [at for at, target in found.items() if target == self.amount]
        dated = self.year in found.values()
        years = {year for at in amounts if (year := find_year(headings[at]))}
        whole = len(amounts) == 1 if dated else len(years) == len(amounts) >= FEWEST
        return found if whole and {self.subject, self.area} <= {*found.values()} else {}

    def _target(self, heading: str) -> str:
        words = folded(heading)
        if find_year(heading) and without_period(heading) in self.across:
            return self.amount
        return next((target for target, known in self.known.items() if words in known), "")


@dataclass(slots=True)
class FlatRow:
    """An amount of a flat table: where it stands (0-based), whose and what it is, its year, and other words."""

    row: int
    column: int
    area: str
    subject: str
    year: str
    amount: Amount


@dataclass(slots=True)
class FlatTable:
    """A flat table as it is read: its layout and columns, its amounts, and what cannot be read."""

    layout: Layout
    words: Words
    columns: list[ColumnMatch]
    rows: list[FlatRow] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def at(self, target: str) -> int | None:
        """The column of a target."""
        return next((match.index for match in self.columns if match.target == target), None)

    def text(self, row: int, target: str) -> str:
        """A cell as text; '' if no column holds the target."""
        at = self.at(target)
        return clean_text(self.layout.cell(row, at)) if at is not None else ""

    def refuse(self, row: int, at: int, label: str, why: str) -> None:
        """Refuse a cell."""
        where = f"{self.layout.sheet.name}!{self.layout.place(row, at)}"
        self.refused.append(Refusal(where, label, clean_text(self.layout.cell(row, at)), why))


def flat_columns(layout: Layout, words: Words, *said: Mapping[int, str | None]) -> list[ColumnMatch]:
    """Each column with what it was taken for; the user's choice comes first, then memory, then headings."""
    chosen, known = said
    found = words.columns(layout.headings)
    made = []
    for at, heading in enumerate(layout.headings):
        target = chosen[at] if at in chosen else known[at] if at in known else found.get(at)
        sure = "" if not target else "chosen" if at in chosen else "remembered" if at in known else "synonym"
        sample = (clean_text(cell)[:30] for cell in layout.column(at, 3) if cell not in (None, ""))
        made.append(ColumnMatch(at, heading, target, sure, " · ".join(sample)))
    return made


def read_flat(table: FlatTable, money: Mapping[str, Field], names: Names, texts: Collection[str]) -> None:
    """Read every amount; totals are left out and said, and what nobody can be told of is refused, each by its cell.

    `texts` may name the area of rows that say none, or 'ICB'.
    """
    layout, words = table.layout, table.words
    of_all = next(filter(None, (names.resolve("area", text) for text in texts)), "")
    again, totals = repeated(layout, layout.row_numbers()), []
    for match in (one for one in table.columns if one.target == words.amount):
        told = Told(match.heading, layout.title)
        column = read_column(money[words.amount], layout.column(match.index), names, told)
        table.notes += sorted(column.notes - {*table.notes})
        for row, value in zip(layout.row_numbers(), column.values, strict=True):
            area, subject = table.text(row, words.area), table.text(row, words.subject)
            cell = layout.cell(row, match.index)
            if row in again or (value is None and read_absent(cell) != "nil"):
                continue
            if is_total([subject]) or (is_total([area]) and not is_system(area) and not names.resolve("area", area)):
                totals += [layout.place(row, match.index)]
                continue
            year = find_year(match.heading) or find_year(table.text(row, words.year)) or ""
            area = of_all if not area or is_system(area) else area
            if isinstance(value, Unreadable):
                table.refuse(row, match.index, "Amount", value.why)
            elif subject and area and year:
                amount = Amount(
                    value if isinstance(value, int) else 0, amount_decimals(cell, match.heading, layout.title)
                )
                table.rows.append(FlatRow(row, match.index, area, subject, year, amount))
            elif subject or area or value:
                lacking = [word for word, told in (("area", area), ("line", subject), ("year", year)) if not told]
                table.refuse(row, match.index, "Amount", f"this amount does not say its {listed(lacking)}")
    if totals:
        table.notes.append(f"left out, for they are totals: {listed(totals)}")
