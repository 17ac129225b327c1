"""What follows where a record changes or goes: the references to it, and the records that are parts of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from blmk_desktop.changes.log import Change
from blmk_desktop.changes.references import referring
from blmk_desktop.records.declaration import Field, Record

if TYPE_CHECKING:
    from sqlalchemy import Connection

Row = Mapping[str, Any]
# Records that are told from each other by fields of another's: they follow where it is renamed, and go with it.
# Kind to kinds of its parts, and of each the part's fields with the fields that they stand for.
PARTS: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    "business_item": {"business_due": {"body": "body", "item": "item"}},
    "meeting": {"business_due": {"body": "body", "on": "on"}},
    "criterion": {"panel_score": {"round": "round", "criterion": "name"}},
    "candidate": {
        "panel_score": {"round": "round", "scheme": "scheme"},
        "panel_conflict": {"round": "round", "scheme": "scheme"},
    },
}


def followers(connection: Connection, record: Record, row: Row, after: Mapping[str, object]) -> Iterator[Change]:
    """Where a key changes, the same change for every reference to it and for every part of it."""
    name = record.key[0]
    if name in after:
        for other, field, refers in referrers(connection, record, row[name]):
            yield Change(other.name, refers["id"], {field.name: row[name]}, {field.name: after[name]})
    for kind, part, names in parts_of(connection, record, row):
        moved = {name: after[own] for name, own in names.items() if own in after}
        if moved:
            yield Change(kind, part["id"], {name: part[name] for name in moved}, moved)


def parts_of(
    connection: Connection, record: Record, row: Row
) -> Iterator[tuple[str, dict[str, Any], Mapping[str, str]]]:
    """The records that are told apart by fields of this one: their kind, their values, and which fields of which."""
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    for kind, names in PARTS.get(record.name, {}).items():
        table = TABLES[kind]
        same = (table.c[name] == row[own] for name, own in names.items())
        for part in connection.execute(select(table).where(*same)).mappings().all():
            yield kind, dict(part), names


def referrers(connection: Connection, record: Record, key: object) -> Iterator[tuple[Record, Field, dict[str, Any]]]:
    """The records that refer to one by its key, each with the field that does."""
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    for other, field in referring(record.name):
        table = TABLES[other.name]
        for row in connection.execute(select(table).where(table.c[field.name] == key)).mappings().all():
            yield other, field, dict(row)
