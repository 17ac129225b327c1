"""What papers print of funds: figures and totals, each with where it stands, and totals worked out again."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from blmk_desktop.rules.claims import agrees, printed_unit
from blmk_desktop.rules.finding import Finding
from blmk_desktop.rules.wording import pounds

if TYPE_CHECKING:
    from sqlalchemy import Connection

MEASURES = {
    "original": ("value", "original values"),
    "revised": ("revised budget", "revised budgets"),
    "spent": ("spend to date", "spend to date"),
    "forecast": ("forecast", "forecasts"),
}
_COLUMN = re.compile(r"[A-Z]+")


@dataclass(frozen=True, slots=True)
class PrintedFunding:
    """A printed figure of a fund, in pence, and where it stands."""

    source: str
    sheet: str
    cell: str
    fund: str
    year: str
    scheme: str
    measure: str
    total: bool
    first: int
    last: int
    value: int
    decimals: int

    @property
    def column(self) -> str:
        """Its column: D."""
        found = _COLUMN.match(self.cell)
        return found.group() if found else ""

    @property
    def row(self) -> int:
        """Its row, as on the sheet."""
        return int(self.cell[len(self.column) :] or 0)

    @property
    def across(self) -> bool:
        """Whether it is the sum of those on its own row, one for each area."""
        return self.total and self.first == self.last == self.row

    @property
    def where(self) -> str:
        """Where it stands, for a finding."""
        return f"{self.source} › {self.sheet}!{self.cell}"


def printed_funding(connection: Connection) -> Iterator[PrintedFunding]:
    """Every printed figure of a fund, of a paper that came again those of its last edition."""
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES
    from blmk_desktop.summaries.later_editions import source_order, still_said

    rows = still_said(
        list(connection.execute(select(*TABLES["stated_funding"].c))),
        source_order(connection),
        lambda row: (row.source, row.sheet or ""),
        lambda row: (row.fund, row.year, row.scheme, row.area, row.measure, row.rule),
    )
    for row in rows:
        about = (row.fund or "", row.year or "", row.scheme or "", row.measure, row.rule == "total")
        covered = (row.first_row or 0, row.last_row or 0)
        decimals = 2 if row.decimals is None else row.decimals
        yield PrintedFunding(row.source, row.sheet or "", row.cell, *about, *covered, row.value, decimals)


def wrong_total(total: PrintedFunding, page: Sequence[PrintedFunding]) -> Iterator[Finding]:
    """A printed total held against the figures above it, and one of several areas against those beside it."""
    lines = [one for one in page if not one.total]
    if total.across:
        yield from _wrong_across(total, [one for one in lines if one.row == total.row])
        return
    sums: dict[tuple[str, str], int] = defaultdict(int)
    covered = [one for one in lines if total.first <= one.row <= total.last]
    own = (total.column, total.measure)
    if own not in {(one.column, one.measure) for one in covered}:  # under totals of rows, and beside those of columns
        covered = [one for one in page if one.across and total.first <= one.row <= total.last]
        beside = [one for one in page if one.total and one.row == total.row and one.column != total.column]
        yield from _wrong_across(total, beside if any(one.column == total.column for one in covered) else [])
    for one in covered:
        sums[one.column, one.measure] += one.value
    if own not in sums or agrees(total.value, total.decimals, Fraction(sums[own])):
        return
    parts = [one for one in covered if (one.column, one.measure) == own]
    if is_rounding(total, parts):
        yield _rounded(total, sums[own], "figures above it")
        return
    yield _wrong_below(total, sums)


def _wrong_below(total: PrintedFunding, sums: Mapping[tuple[str, str], int]) -> Finding:
    own = (total.column, total.measure)
    name, many = MEASURES[total.measure]
    others = [key for key, value in sums.items() if key != own and agrees(total.value, total.decimals, Fraction(value))]
    printed, computed = pounds(total.value, 0), pounds(sums[own], 0)
    said = f"the total printed for the {name}, {printed}"
    if others:
        column, measure = others[0]
        wrong = f"is the sum of the wrong column, {column} with the {MEASURES[measure][1]}"
        message = f"{_subject(total)}: {said}, {wrong}; the {many} above it in {total.column} come to {computed}."
    else:
        more = "more" if total.value > sums[own] else "less"
        by = pounds(abs(total.value - sums[own]), 0)
        message = f"{_subject(total)}: {said}, is {by} {more} than the {many} above it, which come to {computed}."
    about = ("fund", total.fund)
    return Finding(
        "funding-total", "error", _subject(total), total.where, printed, computed, message, about, total.year
    )


def _wrong_across(total: PrintedFunding, beside: Sequence[PrintedFunding]) -> Iterator[Finding]:
    """A total of a row that is not the sum of the areas beside it."""
    parts = [one for one in beside if one.measure == total.measure and total.year in ("", one.year)]
    value = sum(one.value for one in parts)
    if not parts or agrees(total.value, total.decimals, Fraction(value)):
        return
    if is_rounding(total, parts):
        yield _rounded(total, value, "areas beside it")
        return
    printed, computed = pounds(total.value, 0), pounds(value, 0)
    more = "more" if total.value > value else "less"
    said = f"the total of all areas, {printed}, is {pounds(abs(total.value - value), 0)} {more}"
    message = f"{_subject(total)}: {said} than the areas beside it, which come to {computed}."
    about = ("fund", total.fund)
    yield Finding("funding-total", "error", _subject(total), total.where, printed, computed, message, about, total.year)


def is_rounding(total: PrintedFunding, parts: Sequence[PrintedFunding]) -> bool:
    """Whether a total printed in thousands is off by no more than the rounding of its parts may bring."""
    slack = sum((printed_unit(one.decimals) / 2 for one in parts), Fraction(0))
    value = Fraction(sum(one.value for one in parts))
    return total.decimals < 0 and agrees(total.value, total.decimals, value, slack)


def _rounded(total: PrintedFunding, value: int, than: str) -> Finding:
    printed, computed = pounds(total.value, 0), pounds(value, 0)
    said = f"the total of {printed} is {pounds(abs(total.value - value), 0)} off the {than}, {computed}"
    message = f"{_subject(total)}: {said}. Each is rounded to thousands, so it may well hold."
    about = ("fund", total.fund)
    rule = "funding-total-rounded"
    return Finding(rule, "note", _subject(total), total.where, printed, computed, message, about, total.year)


def _subject(one: PrintedFunding) -> str:
    return " ".join(filter(None, (one.fund, one.year))) or one.sheet
