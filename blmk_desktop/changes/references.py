"""Seeing that no change leaves a reference to nothing, and saying which record is in the way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from blmk_desktop.changes.log import Change
from blmk_desktop.changes.settling import BlockedError, Today
from blmk_desktop.records.declaration import Field, Record, Type
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.rows import title

if TYPE_CHECKING:
    from sqlalchemy import Connection

FEW = 500  # keys are asked for by name
REFERENCES: dict[str, tuple[Field, ...]] = {
    record.name: tuple(field for field in record.fields if field.type is Type.REFERENCE) for record in RECORDS.values()
}


def referring(kind: str) -> list[tuple[Record, Field]]:
    """The fields, and their records, that may refer to a kind of record."""
    return [
        (RECORDS[other], field) for other, fields in REFERENCES.items() for field in fields if field.refers_to == kind
    ]


def check_references(connection: Connection, changes: Sequence[Change], today: Today) -> None:
    """Raise BlockedError if a reference that the changes in the tables made or left points at nothing."""
    added = _added(changes)
    for (kind, name), values in _made(changes).items():
        field = RECORDS[kind].by_name[name]
        _check_made(connection, field, values - added[field.refers_to] - {None})
    for kind, keys in _gone(changes, today).items():
        _check_left(connection, kind, keys)


def _added(changes: Sequence[Change]) -> dict[str, set[object]]:
    """The keys of the records that are there because these changes added them, by kind."""
    added: dict[str, set[object]] = defaultdict(set)
    keys = {kind: record.key[0] for kind, record in RECORDS.items() if referring(kind)}
    for change in changes:
        if change.before is None and change.after is not None and change.kind in keys:
            added[change.kind].add(change.after[keys[change.kind]])
    return added


def _made(changes: Sequence[Change]) -> dict[tuple[str, str], set[object]]:
    """The values that references were given, by kind and field."""
    made: dict[tuple[str, str], set[object]] = defaultdict(set)
    names = {kind: tuple(field.name for field in fields) for kind, fields in REFERENCES.items()}
    for change in changes:
        if change.after is not None:
            for name in names[change.kind]:
                if name in change.after:
                    made[change.kind, name].add(change.after[name])
    return made


def _gone(changes: Sequence[Change], today: Today) -> dict[str, set[object]]:
    """The keys that records were taken from, by kind, where other kinds may refer to them."""
    gone: dict[str, set[object]] = defaultdict(set)
    keys = {kind: record.key[0] for kind, record in RECORDS.items() if referring(kind)}
    for change in changes:
        name = keys.get(change.kind)
        if name and change.before is not None and (change.after is None or name in change.after):
            gone[change.kind].add(today[change.kind, change.record][name])
    return gone


def _check_made(connection: Connection, field: Field, wanted: set[object]) -> None:
    missing = wanted - _existing(connection, field.refers_to, wanted)
    if missing:
        key = min(map(str, missing))
        label = RECORDS[field.refers_to].label
        raise BlockedError(f"There is no {label} '{key}', which '{field.label}' refers to.", field.refers_to, key=key)


def _check_left(connection: Connection, kind: str, keys: set[object]) -> None:
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    gone = keys - _existing(connection, kind, keys)
    key = TABLES[kind].c[RECORDS[kind].key[0]]
    for other, field in referring(kind) if gone else ():
        table = TABLES[other.name]
        refers = table.c[field.name]
        # Of many keys each would be looked for in all the records; of those in turn each has its key to find.
        to_nothing = (
            refers.in_(sorted(gone, key=str)) if len(gone) <= FEW else refers.is_not(None) & refers.not_in(select(key))
        )
        row = connection.execute(select(table).where(to_nothing).limit(1)).mappings().first()
        if row:
            message = f"{title(other, dict(row))} refers to {RECORDS[kind].label} '{row[field.name]}'."
            raise BlockedError(message, other.name, record=row["id"])


def _existing(connection: Connection, kind: str, keys: set[object]) -> set[object]:
    """Those of some keys that there are; many are found by reading all that there are."""
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    if not keys:
        return set()
    key = TABLES[kind].c[RECORDS[kind].key[0]]
    query = select(key) if len(keys) > FEW else select(key).where(key.in_(sorted(keys, key=str)))
    return keys.intersection(connection.execute(query).scalars())
