"""Schemes and their money: printed totals, envelopes, moves, agreements, shares of grants, and stages that slip."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from blmk_desktop.check.printed_funding import PrintedFunding, printed_funding, wrong_total
from blmk_desktop.periods import add_months, show_date, today, year_start
from blmk_desktop.rules.finding import Finding
from blmk_desktop.rules.funding import SOON, cap_on, most_allowed, went_back
from blmk_desktop.rules.wording import counted, pounds
from blmk_desktop.values import show_figure

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from blmk_desktop.summaries.scheme_funding import Funding, LineRow
    from blmk_desktop.summaries.schemes import Schemes


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


def _printed(connection: Connection, funding: Funding) -> Iterator[Finding]:
    """Printed totals against the lines that they stand under, and revisions that no recorded move explains."""
    pages: dict[tuple[str, str], list[PrintedFunding]] = defaultdict(list)
    for one in printed_funding(connection):
        pages[one.source, one.sheet].append(one)
    lines = {row.key: row for row in funding.lines}
    by_hand = {row.number for row in funding.moves if not row.source}
    for page in pages.values():
        for one in page:
            if one.total:
                yield from wrong_total(one, page)
            elif one.measure == "revised":
                yield from _unexplained(one, page, lines, by_hand)


def _unexplained(
    revised: PrintedFunding,
    page: Sequence[PrintedFunding],
    lines: dict[tuple[str, str, str], LineRow],
    by_hand: set[str],
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
