"""What of estates is about to end in a paper: agreements with developers, leases, and room in buildings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blmk_desktop.papers.cells import day, figure, line, said
from blmk_desktop.papers.model import Column, Grid, Heading, Text
from blmk_desktop.periods import add_months, show_date
from blmk_desktop.records.declaration import MONEY, PATIENTS, PERCENT
from blmk_desktop.rules.funding import SOON
from blmk_desktop.rules.premises import FILLING, FULL
from blmk_desktop.rules.wording import counted
from blmk_desktop.summaries.premises import premises
from blmk_desktop.words.premises import STATES, attention

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

    from blmk_desktop.papers.model import Block, Row
    from blmk_desktop.summaries.agreements import AgreementRow
    from blmk_desktop.summaries.premises import BuildingRow

TONES = {FULL: "red", FILLING: "amber"}


def ending(connection: Connection, agreements: Sequence[AgreementRow], as_at: str) -> Iterator[Block]:
    """Agreements with what is left of them, leases that end, and buildings that are or will be full."""
    yield Heading("Agreements with developers")
    yield _agreements(agreements)
    found = premises(connection, as_at=as_at)
    if not found.buildings:
        return
    yield Heading("Room in practice buildings")
    if said_first := attention(found):
        yield Text(said_first)
    pressed = [one for one in found.buildings if one.pressure.state in TONES]
    if pressed:
        yield _room(pressed, found.year)
    until = add_months(as_at, SOON)
    leases = sorted(
        (one for one in found.buildings if one.lease_ends and one.lease_ends <= until), key=lambda one: one.lease_ends
    )
    yield Heading("Leases", 2)
    yield _leases(leases, as_at)


def _agreements(rows: Sequence[AgreementRow]) -> Block:
    if not rows:
        return Text("No agreement with a developer is recorded.")
    columns = (
        *(Column("Agreement", share=4), Column("Development", share=5), Column("Scheme", share=4)),
        *(Column(label, unit="£", figures=True, share=2) for label in ("Secured", "Received", "Spent", "Left")),
        Column("To be spent by", share=3),
    )
    pressing = any(row.ending for row in rows)
    remark = "" if pressing else "None with money unspent lapses within a year."
    return Grid("S106 agreements and CIL awards", columns, tuple(map(_agreement, rows)), remark)


def _agreement(row: AgreementRow) -> Row:
    about = ("agreement", row.reference)
    return line(
        said(row.reference),
        said(row.site),
        said(row.scheme),
        figure(row.secured, MONEY),
        figure(row.received, MONEY),
        figure(row.spent, MONEY, about, "spent"),
        figure(row.left, MONEY),
        said(_lapses(row), "red" if row.ending and row.lapsed else "amber" if row.ending else ""),
    )


def _lapses(row: AgreementRow) -> str:
    """By when the money must be spent, and how far away that is where it presses."""
    if row.days_left is None:
        return "No day set"
    when = show_date(row.expires)
    if not row.ending:
        return when
    return f"{when}\nlapsed" if row.lapsed else f"{when}\nin {counted(row.days_left, 'day')}"


def _room(rows: Sequence[BuildingRow], year: str) -> Grid:
    columns = (
        *(Column("Building", share=5), Column("Place", share=3), Column("Patients", figures=True)),
        *(Column("Room for", figures=True), Column("Of its room", unit="%", figures=True), Column("Room", share=2)),
        Column("Full by the end of"),
    )
    made = tuple(
        line(
            *(said(one.name), said(one.place), figure(one.pressure.patients, PATIENTS)),
            *(figure(one.pressure.capacity, PATIENTS), figure(one.pressure.used, PERCENT)),
            said(STATES[one.pressure.state], TONES.get(one.pressure.state, "")),
            said("now" if one.pressure.state == FULL else one.pressure.full_by),
        )
        for one in rows
    )
    return Grid(f"Buildings without room for their lists, now or by the end of {year}", columns, made)


def _leases(rows: Sequence[BuildingRow], as_at: str) -> Block:
    if not rows:
        return Text("No lease ends within a year.")
    columns = (
        Column("Building", share=5),
        Column("Place", share=3),
        Column("Tenure", share=3),
        Column("Lease ends", share=3),
    )
    made = tuple(
        line(
            *(said(one.name), said(one.place), said(one.tenure)),
            said(f"{show_date(one.lease_ends)}\nended", "red") if one.lease_ends < as_at else day(one.lease_ends),
        )
        for one in rows
    )
    return Grid("Leases that have ended or end within a year", columns, made)
