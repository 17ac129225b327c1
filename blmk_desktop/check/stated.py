"""Each stated figure against the rows of its own sheet: totals, variances, differences, percentages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from blmk_desktop.check.known import Known, Subject
from blmk_desktop.records.workforce import MEASURE_WORDS
from blmk_desktop.rules.claims import (
    Figure,
    Recomputed,
    Stated,
    agrees,
    column_decimals,
    printed_unit,
    recompute,
    verdict,
)
from blmk_desktop.rules.finding import Finding
from blmk_desktop.rules.wording import figure

if TYPE_CHECKING:
    from sqlalchemy import Connection

_ROW = re.compile(r"\d+$")
ADDED_UP = {"variance", "wte_difference", "wte_change"}  # claims that add up down a column; percentages do not
Page = tuple[str, str]  # source, sheet
Claim = tuple[Stated, Subject, str]  # the claim, whom it is about, its cell


@dataclass
class Sheet:
    """The figures of one sheet by row, and the claims on it."""

    rows: dict[int, list[Figure]] = field(default_factory=lambda: defaultdict(list))
    claims: list[Claim] = field(default_factory=list)


def check_stated(connection: Connection, facts: Known) -> list[Finding]:
    """Recompute every claim of every sheet; a finding for each that does not hold."""
    return [found for page, sheet in _sheets(connection).items() for found in _check_sheet(page, sheet, facts)]


def _sheets(connection: Connection) -> dict[Page, Sheet]:
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    figures, claims = TABLES["plan_figure"], TABLES["stated_figure"]
    sheets: dict[Page, Sheet] = defaultdict(Sheet)
    for row in connection.execute(select(claims)):
        stated = Stated(
            _row(row.cell),
            row.measure,
            row.month,
            row.rule,
            row.first_row,
            row.last_row,
            row.value,
            row.decimals,
        )
        sheets[row.source, row.sheet].claims.append((stated, (row.place, row.pcn, row.role), row.cell))
    totals = {page: {one.row for one, _, _ in sheet.claims if one.first_row} for page, sheet in sheets.items()}
    wanted = select(claims.c.source, claims.c.sheet).distinct().subquery()
    on_page = (figures.c.source == wanted.c.source) & (figures.c.sheet == wanted.c.sheet)
    for row in connection.execute(select(figures).join(wanted, on_page)):
        at = _row(row.cell)
        if at not in totals[row.source, row.sheet]:  # a figure on a total row is not part of that total
            one = Figure(at, row.measure, row.month, row.value, row.decimals or 0)
            sheets[row.source, row.sheet].rows[at].append(one)
    return sheets


def _row(cell: str | None) -> int:
    found = _ROW.search(cell or "")
    return int(found.group()) if found else 0


@dataclass(frozen=True, slots=True)
class Broken:
    """A claim that does not hold: whom it is about in words, where it stands, and both figures as printed."""

    stated: Stated
    name: str
    where: str
    printed: str
    computed: str

    @property
    def measure(self) -> str:
        """What it measures, in the middle of a sentence."""
        return MEASURE_WORDS[self.stated.measure]


def _check_sheet(page: Page, sheet: Sheet, facts: Known) -> list[Finding]:
    exact = column_decimals([one for row in sheet.rows.values() for one in row])
    found = []
    for stated, subject, cell in sheet.claims:
        computed = recompute(stated, sheet.rows, exact)
        word = verdict(stated, computed, column=exact.get((stated.measure, stated.month), stated.decimals))
        if computed is None or word in ("held", "unknown"):
            continue
        where = f"{page[0]} › {page[1]}!{cell}"
        broken = _broken(stated, facts.subject(subject), where, computed)
        hint = _same_elsewhere(stated, sheet, facts) if word == "failed" else ""
        found.append(_finding(word, broken, hint, facts.about(subject)))
    lost = {one.where.rpartition("!")[2] for one in found if one.rule == "lost-minus-sign"}
    return found + [one for claim in sheet.claims for one in _check_printed_rows(page, sheet, claim, lost, facts)]


def _check_printed_rows(page: Page, sheet: Sheet, claim: Claim, lost: set[str], facts: Known) -> Iterator[Finding]:
    """A printed total of variances or differences against the same column as printed above it."""
    total, subject, cell = claim
    if total.measure not in ADDED_UP or total.first_row is None or total.last_row is None:
        return
    above = [
        (one, at)
        for one, _, at in sheet.claims
        if one.first_row is None
        and (one.measure, one.month) == (total.measure, total.month)
        and total.first_row <= one.row <= total.last_row
    ]
    summed = sum(one.value for one, _ in above)
    slack = sum(printed_unit(one.decimals) / 2 for one, _ in above if one.decimals < 1)
    if not above or agrees(total.value, total.decimals, Fraction(summed), Fraction(slack)):
        return
    printed, computed = figure(total.measure, total.value, total.decimals), figure(total.measure, summed)
    name, cells = facts.subject(subject), [at for _, at in above if at in lost]
    message = (
        f"The rows above the total of {MEASURE_WORDS[total.measure]} {_of(name)} add up, as printed, to {computed}, "
        f"not to {printed}." + (f" Minus signs are lost in {', '.join(cells)}." if cells else "")
    )
    where = f"{page[0]} › {page[1]}!{cell}"
    rule = "printed-rows-do-not-add-up"
    yield Finding(rule, "warning", name, where, printed, computed, message, facts.about(subject), total.measure)


def _broken(stated: Stated, name: str, where: str, computed: Recomputed) -> Broken:
    decimals = max(stated.decimals, 1) if stated.measure.endswith("percent") else 2
    printed = figure(stated.measure, stated.value, stated.decimals)
    return Broken(stated, name, where, printed, figure(stated.measure, round(computed.value), decimals))


def _finding(word: str, broken: Broken, hint: str, about: tuple[str, str]) -> Finding:
    rule = "total-not-sum" if broken.stated.rule == "total" else "figure-not-from-its-parts"
    return Finding(
        {"lost sign": "lost-minus-sign", "rounded": "rounded-total"}.get(word, rule),
        "note" if word == "rounded" else "error",
        broken.name,
        broken.where,
        broken.printed,
        broken.computed,
        _SENTENCES[word](broken) + hint,
        about,
        broken.stated.measure,
    )


def _of(name: str) -> str:
    return "of all rows" if name == "All" else f"of {name}"


def _lost_sign(broken: Broken) -> str:
    if broken.stated.measure == "variance" and broken.stated.value > 0:
        more = broken.computed.strip("()")
        return (
            f"{broken.name} plans to spend {more} more than its allocation; the printed variance of "
            f"{broken.printed} has lost its minus sign."
        )
    return (
        f"The {broken.measure} {_of(broken.name)} is printed as {broken.printed}; its own figures make it "
        f"{broken.computed}: the sign is wrong."
    )


def _rounded(broken: Broken) -> str:
    return (
        f"The total of {broken.measure} {_of(broken.name)} is rounded to {broken.printed}; the rows above it, "
        f"printed exactly, make {broken.computed}."
    )


def _failed(broken: Broken) -> str:
    if broken.stated.rule == "total":
        return (
            f"The total of {broken.measure} {_of(broken.name)} is printed as {broken.printed}; the rows that it "
            f"stands under add up to {broken.computed}."
        )
    return (
        f"The {broken.measure} {_of(broken.name)} is printed as {broken.printed}; the figures that it is worked "
        f"out from make {broken.computed}."
    )


_SENTENCES: dict[str, Callable[[Broken], str]] = {"lost sign": _lost_sign, "rounded": _rounded, "failed": _failed}


def _same_elsewhere(stated: Stated, sheet: Sheet, facts: Known) -> str:
    """A wrong figure is often another row's: say whose, where exactly one row of the column has it."""
    same = [
        (subject, cell)
        for other, subject, cell in sheet.claims
        if other is not stated
        and (other.measure, other.month, other.value) == (stated.measure, stated.month, stated.value)
    ]
    if len(same) != 1 or not stated.value:
        return ""
    subject, cell = same[0]
    return f" It is the figure printed for {facts.subject(subject)} ({cell})."
