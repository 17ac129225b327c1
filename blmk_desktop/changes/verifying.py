"""Whether the log explains the data: every record must be what its changes, one after the other, made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blmk_desktop.changes.log import Values, changes_in_order
from blmk_desktop.records.declaration import Record
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.rows import all_rows, title

if TYPE_CHECKING:
    from sqlalchemy import Connection

MOST = 20  # one fault rarely comes alone, but nobody reads a hundred


def unexplained(connection: Connection) -> list[str]:
    """One sentence for each record that is not what the log says: damage, or something that wrote around it."""
    found: list[str] = []
    for record in RECORDS.values():
        found += _unexplained(connection, record, MOST - len(found))
    return found


def _unexplained(connection: Connection, record: Record, most: int) -> list[str]:
    expected = _expected(connection, record)
    names, rows = all_rows(connection, record)
    found = []
    for row in rows:
        values = {name: value for name, value in zip(names, row, strict=True) if value is not None}
        if values != {"id": values.get("id"), **expected.pop(row[0], {})}:
            found.append(f"{title(record, values)} is not what its history says.")
    found += [f"{title(record, values)} is gone, but nobody removed it." for values in expected.values()]
    return found[:most]


def _expected(connection: Connection, record: Record) -> dict[int, Values]:
    """What the log makes of each record of a kind, without its blanks."""
    records: dict[int, Values] = {}
    for change in changes_in_order(connection, record.name):
        if change.after is None:
            records.pop(change.record, None)
        else:
            whole = {**records.get(change.record, {}), **change.after}
            records[change.record] = {name: value for name, value in whole.items() if value is not None}
    return records
