"""What is behind a funding stream: its records, what papers print of it and where, and its history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from blmk_desktop.changes import of_record
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.rows import by_key, one
from blmk_desktop.records.tables import TABLES

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from blmk_desktop.summaries.detail import History


@dataclass(frozen=True)
class StreamDetail:
    """The records of an envelope and its fund as they are stored, None where there is none; the printed figures."""

    envelope: dict[str, Any] | None = None
    fund: dict[str, Any] | None = None
    printed: Sequence[Mapping[str, Any]] = ()
    history: History = field(default_factory=list)


def stream_detail(connection: Connection, fund: str, area: str, year: str = "", identity: int = 0) -> StreamDetail:
    """What is behind a stream of an area, in a year where one is given; `identity` is that of its envelope, 0: none.

    Of what is printed, what is of the area and what is of several together.
    """
    if not fund:
        return StreamDetail()
    envelope = one(connection, RECORDS["fund_envelope"], identity) if identity else None
    table = TABLES["stated_funding"]
    about = [table.c.fund == fund, *([table.c.year == year] if year else [])]
    query = select(table).where(*about).order_by(table.c.source, table.c.sheet, table.c.year, table.c.id)
    printed = [dict(row) for row in connection.execute(query).mappings() if row["area"] in (None, area or None)]
    history = of_record(connection, "fund_envelope", identity) if envelope else []
    return StreamDetail(envelope, by_key(connection, RECORDS["fund"], fund), printed, history)
