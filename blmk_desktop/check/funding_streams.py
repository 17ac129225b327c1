"""Funding streams: more spent than there is, parts and wholes, money for each patient, and ring-fenced money unsaid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from blmk_desktop.periods import show_date, today, year_end
from blmk_desktop.rules.finding import Finding
from blmk_desktop.rules.payment_words import people
from blmk_desktop.rules.streams import WHOLE_AREA, implied_list, lists_agree, per_head_in, within
from blmk_desktop.rules.wording import counted, listed, pounds
from blmk_desktop.values import show_figure

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from blmk_desktop.summaries.funding_streams import FundingStreams, StreamRow

FAR = 5  # per cent: how far a list may have moved before somebody should look


def check_funding_streams(connection: Connection) -> list[Finding]:
    """Every stream held against what is spent of it, against its parts, and against the patients that it is for."""
    from blmk_desktop.summaries.funding_streams import funding_streams

    found = funding_streams(connection, worked_out=False)
    return [*_overdrawn(found), *_parts(found), *_for_patients(found), *_rates(connection, found), *_unsaid(found)]


def _name(row: StreamRow) -> str:
    return ", ".join(filter(None, (f"{row.fund} {row.year}", row.area)))


def _where(row: StreamRow) -> str:
    return " › ".join(filter(None, (row.source, row.cell))) or "envelopes"


def _overdrawn(found: FundingStreams) -> Iterator[Finding]:
    """Streams of which more is spent, or spent and committed, than there is. Schemes have a check of their own."""
    for row in found.rows:
        if row.kind != "revenue" or row.origin != "envelope" or (row.left or 0) >= 0 or row.amount is None:
            continue
        spent = row.spent or 0
        gone, word = (
            (spent, "is spent") if spent > row.amount else (row.amount - (row.left or 0), "is spent or committed")
        )
        over, subject = pounds(gone - row.amount, 0), _name(row)
        message = f"{subject}: {pounds(gone, 0)} {word}, {over} more than the {pounds(row.amount, 0)} allocated."
        severity = "error" if spent > row.amount else "warning"
        figures = (pounds(gone, 0), pounds(row.amount, 0))
        about = ("funding_stream", row.key)
        yield Finding("stream-overdrawn", severity, subject, _where(row), *figures, message, about, "left")


def _parts(found: FundingStreams) -> Iterator[Finding]:
    """Wholes of which the parts come to more, or to less although every part of the area has an amount."""
    groups: dict[tuple[str, str], dict[str, StreamRow]] = defaultdict(dict)
    for row in found.rows:
        if row.origin == "envelope" and row.amount is not None:
            groups[row.fund, row.year][row.area] = row
    directly: dict[str, set[str]] = defaultdict(set)
    for one, above in found.within.items():
        directly[above].add(one)
    for rows in groups.values():
        parts_in: dict[str, set[str]] = defaultdict(set)
        for one in rows:
            nearest = _nearest(one, rows, found)
            if nearest is not None and nearest != one:
                parts_in[nearest].add(one)
        for area, whole in rows.items():
            parts = parts_in[area]
            if not parts or not whole.counted:
                continue
            come_to, amount = sum(rows[one].amount or 0 for one in parts), whole.amount or 0
            every = directly[area] - {WHOLE_AREA}
            if come_to > amount or (every and every <= parts and come_to != amount):
                yield _uneven(whole, sorted(parts), come_to)


def _nearest(area: str, among: dict[str, StreamRow], found: FundingStreams) -> str | None:
    """Of the areas that have an amount the nearest that an area is part of."""
    return next((above for above in (*within(area, found.within), WHOLE_AREA) if above in among), None)


def _uneven(whole: StreamRow, parts: list[str], come_to: int) -> Finding:
    amount, subject = whole.amount or 0, _name(whole)
    more = "more" if come_to > amount else "less"
    said = f"{listed(parts)} have {pounds(come_to, 0)}, {pounds(abs(come_to - amount), 0)} {more} than the whole"
    message = f"{subject}: {said}, {pounds(amount, 0)}."
    figures = (pounds(come_to, 0), pounds(amount, 0))
    about = ("funding_stream", whole.key)
    return Finding("stream-parts", "warning", subject, _where(whole), *figures, message, about, "amount")


def _for_patients(found: FundingStreams) -> Iterator[Finding]:
    """Streams paid for each patient that come to something else for the list that the register has."""
    for one in found.per_head:
        if one.expected is None or abs(one.amount - one.expected) * 100 <= FAR * one.expected:
            continue
        subject = ", ".join(filter(None, (one.fund, one.area)))
        rate = f"£{show_figure(one.rate, 4, 2)}"
        years = f"{one.years[0]} to {one.years[-1]}" if len(one.years) > 1 else one.years[0]
        is_for = f"is {pounds(one.amount, 0)} in {years}"
        would = (
            f"{rate} for each of {people(one.registered or 0)} ({show_date(one.as_at)}) is {pounds(one.expected, 0)}"
        )
        message = f"{subject} {is_for}; {would}. It would be the money of {people(one.implied or 0)}."
        figures = (pounds(one.amount, 0), pounds(one.expected, 0))
        row = next(row for row in found.rows if (row.fund, row.area, row.year) == (one.fund, one.area, one.years[0]))
        about = ("funding_stream", row.key)
        yield Finding("stream-per-head", "warning", subject, _where(row), *figures, message, about, "amount")


def _rates(connection: Connection, found: FundingStreams) -> Iterator[Finding]:
    """Years of a stream that name a rate for each patient, and imply lists of an area that are not alike."""
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    table = TABLES["stated_funding"].c
    printed = {(row.source, f"{row.sheet}!{row.cell}"): row.decimals for row in connection.execute(select(*table))}
    groups: dict[tuple[str, str], list[tuple[StreamRow, int]]] = defaultdict(list)
    for row in found.rows:
        rate = per_head_in(row.note) if row.origin == "envelope" else None
        if rate and row.amount:
            groups[row.fund, row.area].append((row, rate))
    for rows in groups.values():
        units = [10 ** (2 - min(2, printed.get((row.source, row.cell)) or 0)) for row, _ in rows]
        if lists_agree([(row.amount or 0, rate, unit) for (row, rate), unit in zip(rows, units, strict=True)]):
            continue
        lists = [f"{row.year} of {people(implied_list(row.amount or 0, rate) or 0)}" for row, rate in rows]
        row = rows[0][0]
        subject = ", ".join(filter(None, (row.fund, row.area)))
        message = f"{subject}: by its rates it is the money in {listed(lists)}; one list cannot be all of them."
        about = ("funding_stream", row.key)
        yield Finding("stream-lists", "warning", subject, _where(row), lists[0], lists[-1], message, about, "amount")


def _unsaid(found: FundingStreams) -> Iterator[Finding]:
    """Ring-fenced money of a year that has ended, of which nobody says what was spent."""
    groups: dict[tuple[str, str], list[StreamRow]] = defaultdict(list)
    for row in found.rows:
        if row.ring_fenced and row.counted and row.spent is None and row.amount and year_end(row.year) < today():
            groups[row.year, row.area].append(row)
    for (year, area), rows in groups.items():
        amount = pounds(sum(row.amount or 0 for row in rows), 0)
        subject = ", ".join(filter(None, (year, area)))
        of = counted(len(rows), "stream")
        message = f"{subject}: nobody says what was spent of {amount}, ring-fenced in {of}."
        about = ("funding_stream", rows[0].key)
        yield Finding("stream-unsaid", "note", subject, _where(rows[0]), amount, "", message, about, "spent")
