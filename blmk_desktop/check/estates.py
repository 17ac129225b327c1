"""Schemes and their money: printed totals, envelopes, moves, agreements, shares of grants, and stages that slip."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from blmk_desktop.periods import add_months, show_date, today, year_start
from blmk_desktop.rules.claims import agrees
from blmk_desktop.rules.finding import Finding
from blmk_desktop.rules.funding import SOON, cap_on, most_allowed, went_back
from blmk_desktop.rules.wording import counted, pounds
from blmk_desktop.values import show_figure

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from blmk_desktop.summaries.scheme_funding import Funding, LineRow
    from blmk_desktop.summaries.schemes import Schemes

MEASURES = {
    "original": ("value", "original values"),
    "revised": ("revised budget", "revised budgets"),
    "spent": ("spend to date", "spend to date"),
    "forecast": ("forecast", "forecasts"),
}
_COLUMN = re.compile(r"[A-Z]+")


def check_estates(connection: Connection) -> list[Finding]:
    """Every printed figure of a fund worked out again; each line, envelope, agreement and scheme held to its limits."""
    from blmk_desktop.summaries.schemes import schemes

    found, day = schemes(connection), today()
    return [
        *_printed(connection, found.funding),
        *_envelopes(found.funding),
        *_lines(found.funding),
        *_shares(connection, found),
        *_agreements(connection, day),
        *_stages(found, day),
    ]


@dataclass(frozen=True, slots=True)
class _Printed:
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
    def where(self) -> str:
        """Where it stands, for a finding."""
        return f"{self.source} › {self.sheet}!{self.cell}"


def _printed(connection: Connection, funding: Funding) -> Iterator[Finding]:
    """Printed totals against the lines that they stand under, and revisions that no recorded move explains."""
    pages: dict[tuple[str, str], list[_Printed]] = defaultdict(list)
    for one in _stated(connection):
        pages[one.source, one.sheet].append(one)
    lines = {row.key: row for row in funding.lines}
    by_hand = {row.number for row in funding.moves if not row.source}
    for page in pages.values():
        for one in page:
            if one.total:
                yield from _wrong_total(one, [other for other in page if not other.total])
            elif one.measure == "revised":
                yield from _unexplained(one, page, lines, by_hand)


def _stated(connection: Connection) -> Iterator[_Printed]:
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    for row in connection.execute(select(*TABLES["stated_funding"].c)):
        about = (row.fund or "", row.year or "", row.scheme or "", row.measure, row.rule == "total")
        covered = (row.first_row or 0, row.last_row or 0)
        decimals = 2 if row.decimals is None else row.decimals
        yield _Printed(row.source, row.sheet or "", row.cell, *about, *covered, row.value, decimals)


def _wrong_total(total: _Printed, lines: Sequence[_Printed]) -> Iterator[Finding]:
    covered = [one for one in lines if total.first <= one.row <= total.last]
    sums: dict[tuple[str, str], int] = defaultdict(int)
    for one in covered:
        sums[one.column, one.measure] += one.value
    own = (total.column, total.measure)
    if own not in sums or agrees(total.value, total.decimals, Fraction(sums[own])):
        return
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
    yield Finding("funding-total", "error", _subject(total), total.where, printed, computed, message, about, total.year)


def _subject(one: _Printed) -> str:
    return " ".join(filter(None, (one.fund, one.year))) or one.sheet


def _unexplained(
    revised: _Printed, page: Sequence[_Printed], lines: dict[tuple[str, str, str], LineRow], by_hand: set[str]
) -> Iterator[Finding]:
    """A line printed as revised without a move that says so. Moves entered by hand since are newer than the paper."""
    first = next((one for one in page if one.row == revised.row and one.measure == "original"), None)
    line = lines.get((revised.scheme, revised.fund, revised.year))
    if first is None or line is None or by_hand & set(line.moves) or revised.value - first.value == line.moved:
        return
    printed, computed = pounds(revised.value - first.value, 0), pounds(line.moved, 0)
    what = f"is printed as revised from {pounds(first.value, 0)} to {pounds(revised.value, 0)}"
    message = f"{_line(line)} {what}, but the recorded moves come to {computed}."
    about = ("scheme", revised.scheme)
    yield Finding("funding-revision", "warning", _line(line), revised.where, printed, computed, message, about, "moved")


def _line(line: LineRow) -> str:
    return f"{line.scheme}, {line.fund} {line.year}"


def _envelopes(funding: Funding) -> Iterator[Finding]:
    """Envelopes of which more is committed to schemes than there is, moves counted."""
    for row in funding.envelopes:
        if row.headroom < 0:
            lines = sum((line.fund, line.year) == (row.fund, row.year) for line in funding.lines)
            committed, envelope, over = pounds(row.budget, 0), pounds(row.envelope, 0), pounds(-row.headroom, 0)
            subject = f"{row.fund} {row.year}"
            what = f"{committed} is committed to {counted(lines, 'scheme')}, {over} over the {envelope} available"
            where = " › ".join(filter(None, (row.source, row.cell))) or "envelopes"
            figures, about = (committed, envelope), ("fund", row.fund)
            yield Finding(
                "fund-over-envelope", "error", subject, where, *figures, f"{subject}: {what}.", about, row.year
            )


def _lines(funding: Funding) -> Iterator[Finding]:
    """Lines with more moved away than they had, and with more spent or forecast than they have."""
    for row in funding.lines:
        about, subject, budget = ("scheme", row.scheme), _line(row), pounds(row.budget, 0)
        where = " › ".join(filter(None, (row.source, row.cell))) or "funding lines"
        if row.budget < 0 and not row.moved_out:
            message = f"{subject} has {budget}; no line can have less than nothing."
            yield Finding("funding-below-nothing", "error", subject, where, budget, "", message, about, "budget")
        elif row.budget < 0:
            had = pounds(row.original + row.moved_in, 0)
            message = f"{subject} had {had}, but {pounds(row.moved_out, 0)} was moved from it ({', '.join(row.moves)})."
            moved = pounds(row.moved_out, 0)
            yield Finding("funding-moved-too-much", "error", subject, where, moved, had, message, about, "moved")
        elif row.spent is not None and row.spent > row.budget:
            spent, over = pounds(row.spent, 0), pounds(row.spent - row.budget, 0)
            message = f"{subject}: {spent} is spent, {over} more than its budget of {budget}."
            yield Finding("scheme-overspent", "warning", subject, where, spent, budget, message, about, "spent")
        elif row.forecast is not None and row.forecast > row.budget:
            forecast, over = pounds(row.forecast, 0), pounds(row.forecast - row.budget, 0)
            message = f"{subject}: {forecast} is forecast, {over} more than its budget of {budget}."
            yield Finding("scheme-forecast-over", "note", subject, where, forecast, budget, message, about, "forecast")


def _shares(connection: Connection, found: Schemes) -> Iterator[Finding]:
    """Grants of more than the share that they may pay, and funds that give more than the scheme costs."""
    caps = _caps(connection)
    for row in found.rows:
        if not row.cost:
            continue
        about = ("scheme", row.name)
        given: dict[str, list[LineRow]] = defaultdict(list)
        for line in found.funding.lines_of(row.name):
            given[line.kind].append(line)
        for kind, lines in given.items():
            budget = sum(line.budget for line in lines)
            cap = cap_on(caps.get(kind, ()), year_start(lines[0].year))
            if cap is not None and budget > most_allowed(row.cost, cap):
                most, gives = pounds(most_allowed(row.cost, cap), 0), pounds(budget, 0)
                share = f"{show_figure(cap, 2, 2 if cap % 100 else 0)}%"
                message = (
                    f"{row.name}: {kind} gives {gives}, but may pay {share} of {pounds(row.cost, 0)} at most, {most}."
                )
                yield Finding(
                    "grant-over-share", "error", row.name, "funding lines", gives, most, message, about, "cost"
                )
        if row.gap is not None and row.gap < 0:
            gives, cost = pounds(row.budget or 0, 0), pounds(row.cost, 0)
            message = f"{row.name}: funds give {gives}, {pounds(-row.gap, 0)} more than the {cost} that it costs."
            yield Finding(
                "scheme-over-funded", "warning", row.name, "funding lines", gives, cost, message, about, "budget"
            )


def _caps(connection: Connection) -> dict[str, list[tuple[str, int]]]:
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for row in connection.execute(select(*TABLES["fund_cap"].c)):
        found[row.kind].append((row.start, row.most))
    return found


def _agreements(connection: Connection, day: str) -> Iterator[Finding]:
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    table = TABLES["agreement"].c
    for row in connection.execute(select(*table).order_by(table.reference)):
        yield from _agreement(row, day)


def _agreement(row: Any, day: str) -> Iterator[Finding]:
    """An agreement of which more is spent than came in, or whose money lapses unspent."""
    name = f"{row.kind} {row.reference}" if row.kind not in row.reference else row.reference
    subject, about = f"{name} ({row.site})" if row.site else name, ("agreement", row.reference)
    received, spent = row.received, row.spent or 0
    if received is not None and spent > received:
        over = pounds(spent - received, 0)
        message = f"{subject}: {pounds(spent, 0)} is spent, {over} more than the {pounds(received, 0)} received."
        figures = (pounds(spent, 0), pounds(received, 0))
        yield Finding(
            "agreement-overspent", "error", subject, "developer contributions", *figures, message, about, "spent"
        )
    left = (row.secured if received is None else received) or 0
    if not row.expires or left <= spent or row.expires > add_months(day, SOON):
        return
    unspent, when = pounds(left - spent, 0), show_date(row.expires)
    figures = (pounds(spent, 0), pounds(left, 0))
    if row.expires < day:
        message = f"{subject} lapsed on {when} with {unspent} unspent."
        yield Finding(
            "agreement-lapsed", "error", subject, "developer contributions", *figures, message, about, "expires"
        )
    else:
        days = (date.fromisoformat(row.expires) - date.fromisoformat(day)).days
        message = f"{subject} lapses on {when}, in {counted(days, 'day')}, with {unspent} unspent."
        yield Finding(
            "agreement-lapsing", "warning", subject, "developer contributions", *figures, message, about, "expires"
        )


def _stages(found: Schemes, day: str) -> Iterator[Finding]:
    """Schemes that went back a stage, are late, or are complete by one word and not by another."""
    for row in found.rows:
        about = ("scheme", row.name)
        for before, after in zip(row.stages, row.stages[1:], strict=False):
            if went_back(before.stage, after.stage):
                went = f"from {before.stage} ({show_date(before.on)}) back to {after.stage} ({show_date(after.on)})"
                message = f"{row.name} went {went}."
                where = f"stages to {show_date(after.on)}"
                yield Finding(
                    "scheme-stage-back", "warning", row.name, where, after.stage, before.stage, message, about, "stage"
                )
        if row.late:
            stands = (
                f"stands at {row.stage} since {show_date(row.stage_on)}" if row.stage else "no stage of it is recorded"
            )
            message = f"{row.name} was expected by {show_date(row.expected_by)}, and {stands}."
            severity = "warning" if row.stage else "note"
            figures = (row.stage or "no stage", show_date(row.expected_by))
            yield Finding("scheme-late", severity, row.name, "schemes", *figures, message, about, "expected_by")
        if row.completed and row.completed <= day and row.stage not in ("complete", ""):
            message = f"{row.name} was completed on {show_date(row.completed)}, but its last stage is {row.stage}."
            figures = (show_date(row.completed), row.stage)
            yield Finding("scheme-stage-behind", "warning", row.name, "schemes", *figures, message, about, "completed")
