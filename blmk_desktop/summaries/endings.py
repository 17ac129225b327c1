"""What ends by a day: developers' money that must be spent, contracts of practices, leases of their buildings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from blmk_desktop.records.tables import TABLES
from blmk_desktop.rules.wording import in_words, pounds
from blmk_desktop.summaries.agreements import agreements

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Ending:
    """Something that ends on a day (ISO): its record's key, and its name with what else there is to say."""

    key: str
    name: str
    on: str


def ending_agreements(connection: Connection, day: str) -> list[Ending]:
    """Agreements with money left that lapse within a year of a day, or have; the first to lapse comes first."""
    rows = [row for row in agreements(connection, day) if row.ending]
    return [
        Ending(row.reference, f"{row.site or row.reference} ({pounds(row.left or 0, 0)})", row.expires) for row in rows
    ]


def ending_contracts(connection: Connection, day: str, until: str) -> list[Ending]:
    """Contracts of active practices that end by a day and have no successor, and notices that are not settled.

    Where somebody noted when a contract ends, or served notice, that date counts.
    """
    practice, contract, event = (TABLES[kind].c for kind in ("practice", "contract", "contract_event"))
    active = select(practice.code, practice.name).where(practice.status == "Active")
    names: dict[str, str] = {code: in_words(name) for code, name in connection.execute(active)}
    ends: dict[str, str] = {}
    query = select(contract.practice, contract.end).where(contract.start <= until)
    for code, end in connection.execute(query):
        ends[code] = max(ends.get(code, ""), end or "9999")
    noted = select(event.practice, event.takes_effect, event.on).where(
        event.event.in_(("contract ends", "notice served")), (event.settled.is_(None)) | (event.settled > day)
    )
    for code, effect, on in connection.execute(noted.order_by(event.on)):
        ends[code] = effect or on
    found = [Ending(code, names[code], on) for code, on in ends.items() if code in names and on <= until]
    return _in_order(found)


def ending_leases(connection: Connection, until: str) -> list[Ending]:
    """Leases of buildings that end by a day; the first comes first."""
    table = TABLES["building"].c
    query = select(table.name, table.lease_ends).where(table.lease_ends <= until)
    return _in_order([Ending(name, name, ends) for name, ends in connection.execute(query)])


def _in_order(found: Sequence[Ending]) -> list[Ending]:
    return sorted(found, key=lambda one: (one.on, one.name))
