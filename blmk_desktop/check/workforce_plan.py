"""Workforce plans against themselves: totals, parts, gaps and shares as printed, each worked out again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from blmk_desktop.check.workforce_costs import check_costs
from blmk_desktop.check.workforce_gap import check_gap
from blmk_desktop.check.workforce_printed import MONEY, WORDS, Wrong, column_of, is_below, row_of, shown, subject
from blmk_desktop.rules.claims import agrees, printed_unit
from blmk_desktop.rules.finding import Finding
from blmk_desktop.rules.wording import listed
from blmk_desktop.summaries.areas import area_parts
from blmk_desktop.summaries.stated_workforce import Printed, Stated, stated_workforce

if TYPE_CHECKING:
    from sqlalchemy import Connection


def check_workforce_plan(connection: Connection) -> list[Finding]:
    """Every printed figure of a workforce plan worked out again, and held against where else it is printed."""
    stated = stated_workforce(connection)
    within = area_parts(connection)
    return [
        *_totals(stated),
        *_parts(stated, within),
        *_told_twice(stated),
        *check_gap(connection, stated, within),
        *check_costs(connection, stated),
    ]


def pages(stated: Stated) -> dict[tuple[str, str], list[Printed]]:
    """The printed figures sheet by sheet."""
    found: dict[tuple[str, str], list[Printed]] = defaultdict(list)
    for one in stated.all:
        found[one.source, one.sheet].append(one)
    return found


def covered_by(total: Printed, page: Sequence[Printed]) -> list[Printed]:
    """The figures that a total covers: of those under a column no totals of other rows."""
    rows, columns = range(total.first_row, total.last_row + 1), range(total.first_column, total.last_column + 1)
    return [
        one
        for one in page
        if one is not total
        and one.about.measure == total.about.measure
        and row_of(one) in rows
        and column_of(one) in columns
        and not (is_below(total) and one.rule == "total" and is_below(one))
    ]


def _totals(stated: Stated) -> Iterator[Finding]:
    """Printed totals against what they stand under or beside."""
    for page in pages(stated).values():
        for total in page:
            covered = covered_by(total, page) if total.rule == "total" and total.first_row else []
            if covered:
                yield from _wrong_total(total, covered, page)


def _wrong_total(total: Printed, covered: Sequence[Printed], page: Sequence[Printed]) -> Iterator[Finding]:
    value = sum(one.value for one in covered)
    decimals = max(total.decimals, *(one.decimals for one in covered))
    if agrees(total.value, decimals, Fraction(value)):
        return
    measure = total.about.measure
    slack = sum((printed_unit(one.decimals) / 2 for one in covered if measure in MONEY), Fraction(0))
    printed, computed = shown(measure, total.value), shown(measure, value)
    which = "below" if is_below(total) and row_of(total) < total.first_row else "above" if is_below(total) else "beside"
    parts = " + ".join(shown(measure, one.value) for one in covered) if len(covered) < 8 else "the figures"
    said = (
        f"{subject(total)}: {WORDS[measure]} is printed as {printed} in all, but {parts} {which} it come to {computed}."
    )
    if agrees(total.value, total.decimals, Fraction(value), slack):
        rounded = f"{said} The difference is that of rounded figures."
        yield Wrong("workforce-total-rounded", "note", total, computed, rounded).finding
        return
    said += _that_hold(total, value, page)
    yield Wrong("workforce-total", "error", total, computed, said).finding


def _that_hold(total: Printed, value: int, page: Sequence[Printed]) -> str:
    """Which totals over the wrong one hold with what it should be: then it is this one that is wrong."""
    beside = [one for one in page if one.rule == "total" and row_of(one) == row_of(total) and one is not total]
    row = [one for one in beside if one.about.year == total.about.year and one.about.area != total.about.area]
    whole = max(row, key=lambda one: one.value, default=None)
    if whole is None or not is_below(total):
        return ""
    others = sum(one.value for one in row if one is not whole)
    if whole.value != others + value:
        return ""
    return (
        f" The {shown('target', whole.value)} printed for {whole.about.area} holds only with {shown('target', value)}."
    )


def _parts(stated: Stated, within: Mapping[str, str]) -> Iterator[Finding]:
    """What is printed of a whole area below a table against what its parts print in the same row."""
    for page in pages(stated).values():
        rows: dict[int, list[Printed]] = defaultdict(list)
        for one in page:
            if one.rule == "total" and is_below(one) and one.about.area:
                rows[row_of(one)].append(one)
        for row in rows.values():
            for whole in row:
                parts = [one for one in row if within.get(one.about.area) == whole.about.area]
                value = sum(one.value for one in parts)
                decimals = max([whole.decimals, *(one.decimals for one in parts)])
                if len(parts) > 1 and not agrees(whole.value, decimals, Fraction(value)):
                    yield _unlike_parts(whole, parts, value).finding


def _unlike_parts(whole: Printed, parts: Sequence[Printed], value: int) -> Wrong:
    measure = whole.about.measure
    added = " + ".join(f"{shown(measure, one.value)} ({one.about.area})" for one in parts)
    printed, computed = shown(measure, whole.value), shown(measure, value)
    said = (
        f"{subject(whole)}: the total printed is {printed}, but its parts in the same row come to {computed}: {added}."
    )
    return Wrong("workforce-parts", "error", whole, computed, said)


def _told_twice(stated: Stated) -> Iterator[Finding]:
    """A figure that two places print, and not alike: the later one in the order of tables is doubted."""
    for about, cells in stated.by_subject.items():
        if about.measure not in ("target", "baseline", "cost", "funded_share", "shortfall", "pay"):
            continue
        by_source: dict[str, list[Printed]] = defaultdict(list)
        for one in cells:
            by_source[one.source].append(one)
        for of_source in by_source.values():
            tables = sorted(of_source, key=lambda one: (not row_of(one), one.sheet, one.cell))
            first = tables[0]
            for other in tables[1:]:
                if _unlike(first, other) and other.sheet != first.sheet and about.year + about.programme:
                    yield _twice(first, other).finding


def _unlike(one: Printed, other: Printed) -> bool:
    decimals = min(one.decimals, other.decimals)
    return abs(one.value - other.value) > printed_unit(decimals)


def _twice(first: Printed, other: Printed) -> Wrong:
    measure = other.about.measure
    here, there = shown(measure, other.value, other.decimals), shown(measure, first.value, first.decimals)
    where = listed([f"{first.sheet}!{first.cell}" if row_of(first) else f"{first.sheet}, {first.cell}"])
    said = f"{subject(other)}: {WORDS[measure]} is {here} here, but {there} in {where}."
    return Wrong("workforce-told-twice", "warning", other, there, said)
