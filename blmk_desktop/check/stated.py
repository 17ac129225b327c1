"""Each stated figure against the rows of its own sheet: totals, variances, differences, percentages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from blmk_desktop.check.figures import Figures, Page, Subject
from blmk_desktop.check.known import Known
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
Claim = tuple[Stated, Subject, str]  # the claim, whom it is about, its cell
NEEDED = {  # what a figure is worked out from
    "variance": ("allocation", "forecast_spend"),
    "wte_change": ("wte_in_post",),
}
STAFF = ("wte_in_post", "wte_planned")


@dataclass
class Sheet:
    """The figures of one sheet by row, and the claims on it."""

    rows: dict[int, list[Figure]] = field(default_factory=lambda: defaultdict(list))
    claims: list[Claim] = field(default_factory=list)


def check_stated(connection: Connection, facts: Known, figures: Figures) -> list[Finding]:
    """Recompute every claim of every sheet; a finding for each that does not hold."""
    sheets = _sheets(connection, figures)
    _add_rows(connection, sheets)
    return [found for page, sheet in sheets.items() for found in _check_sheet(page, sheet, facts)]


def _sheets(connection: Connection, figures: Figures) -> dict[Page, Sheet]:
    """The claims by sheet, but for sheets of nothing but sums that hold: those need no second look."""
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    table = TABLES["stated_figure"]
    names = ("measure", "month", "rule", "first_row", "last_row", "value", "decimals", "place", "pcn", "role", "cell")
    claims: dict[Page, list[Any]] = defaultdict(list)
    query = select(table.c.source, table.c.sheet, *(table.c[name] for name in names))
    for source, sheet, *claim in connection.execute(query):
        claims[source, sheet or ""].append(claim)
    sums = figures.column_totals()
    return {
        page: Sheet(claims=[_claim(claim) for claim in made])
        for page, made in claims.items()
        if not _all_hold(page, made, sums)
    }


def _all_hold(page: Page, claims: list[Any], sums: dict[tuple[Page, str, int | None], int]) -> bool:
    """Whether each claim is the one total of its column, and what all figures of the column add up to."""
    columns = {(measure, month) for measure, month, *_ in claims}
    return len(columns) == len(claims) and all(
        rule == "total" and sums.get((page, measure, month)) == value
        for measure, month, rule, _, _, value, *_ in claims
    )


def _claim(claim: Any) -> Claim:
    measure, month, rule, first, last, value, decimals, place, pcn, role, cell = claim
    decimals = 2 if decimals is None else decimals
    return Stated(_row(cell), measure, month, rule, first, last, value, decimals), (place, pcn, role), cell


def _add_rows(connection: Connection, sheets: dict[Page, Sheet]) -> None:
    """Add the figures that the claims need. Those on a total row are no part of that total."""
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    if not sheets:
        return
    table = TABLES["plan_figure"]
    columns = (table.c.source, table.c.sheet, table.c.cell, table.c.measure, table.c.month, table.c.value)
    measures = {part for sheet in sheets.values() for stated, _, _ in sheet.claims for part in _parts(stated)}
    query = select(*columns, table.c.decimals).where(table.c.measure.in_(measures))
    query = query.where(table.c.source.in_({source for source, _ in sheets}))
    totals = {page: {one.row for one, _, _ in sheet.claims if one.first_row} for page, sheet in sheets.items()}
    for source, name, cell, measure, month, value, decimals in connection.execute(query):
        page = (source, name or "")
        if page in sheets and (at := _row(cell)) not in totals[page]:
            figure_ = Figure(at, measure, month, value, 2 if decimals is None else decimals)
            sheets[page].rows[at].append(figure_)


def _parts(stated: Stated) -> tuple[str, ...]:
    return (stated.measure,) if stated.rule == "total" else NEEDED.get(stated.measure, STAFF)


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
    return [*found, *_check_printed_rows(page, sheet, lost, facts)]


def _check_printed_rows(page: Page, sheet: Sheet, lost: set[str], facts: Known) -> Iterator[Finding]:
    """Each printed total of variances or differences against the same column as printed above it."""
    columns: dict[tuple[str, int | None], list[tuple[Stated, str]]] = defaultdict(list)
    for one, _, cell in sheet.claims:
        if one.first_row is None and one.measure in ADDED_UP:
            columns[one.measure, one.month].append((one, cell))
    for total, subject, cell in sheet.claims:
        first, last = total.first_row, total.last_row
        if first is None or last is None or (total.measure, total.month) not in columns:
            continue
        above = [(one, at) for one, at in columns[total.measure, total.month] if first <= one.row <= last]
        if above and not _adds_up(total, [one for one, _ in above]):
            cells = [at for _, at in above if at in lost]
            summed, where = sum(one.value for one, _ in above), f"{page[0]} › {page[1]}!{cell}"
            yield _printed_rows_finding(total, subject, where, summed, cells, facts)


def _adds_up(total: Stated, above: list[Stated]) -> bool:
    """Whether printed rows make the printed total; rows rounded to pounds or tenths may be off by half of one."""
    decimals = max(one.decimals for one in above)
    slack = len(above) * printed_unit(decimals) / 2 if decimals < 2 else Fraction(0)
    return agrees(total.value, total.decimals, Fraction(sum(one.value for one in above)), slack)


def _printed_rows_finding(
    total: Stated, subject: Subject, where: str, summed: int, lost: list[str], facts: Known
) -> Finding:
    printed, computed = figure(total.measure, total.value, total.decimals), figure(total.measure, summed)
    name, about = facts.subject(subject), facts.about(subject)
    message = (
        f"As printed, the rows above the total of {MEASURE_WORDS[total.measure]} {_of(name)} add up to {computed}, "
        f"not to {printed}."
    )
    if lost:
        signs = "The minus sign is lost" if len(lost) == 1 else "Minus signs are lost"
        message += f" {signs} in {', '.join(lost)}."
    rule = "printed-rows-do-not-add-up"
    return Finding(rule, "warning", name, where, printed, computed, message, about, total.measure)


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
            f"As printed, {broken.name} plans to spend {more} more than its allocation; the variance of "
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
