"""Rows of records as they are stored: all of a kind quickly, one by identity or key, many by identity."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from blmk_desktop.records.declaration import Record
from blmk_desktop.records.kinds import RECORDS

if TYPE_CHECKING:
    from sqlalchemy import BindParameter, Connection, Table

FEW = 500  # records are asked for by name
SPREAD = 4  # as far as identities lie apart at most that are read as one range
CHUNK = 5_000  # identities in one question: databases limit how long a question may be


def all_rows(connection: Connection, record: Record) -> tuple[list[str], list[tuple[Any, ...]]]:
    """The column names ('id' first) and all rows of a kind, in the order in which it is shown."""
    from sqlalchemy import select

    table = _table(record)
    order = [table.c[name] for name in record.order or record.key]
    rows = connection.execute(select(table).order_by(*order, table.c.id)).all()
    return list(table.c.keys()), [tuple(row) for row in rows]


def one(connection: Connection, record: Record, identity: int) -> dict[str, Any] | None:
    """One record with its id, or None if there is none."""
    return many(connection, record, [identity]).get(identity)


def by_key(connection: Connection, record: Record, *key: object) -> dict[str, Any] | None:
    """The record with these values of its key fields (None where blank), or None if there is none."""
    from sqlalchemy import select

    table = _table(record)
    same = [
        table.c[name].is_(value) if value is None else table.c[name] == value for name, value in _pairs(record, key)
    ]
    row = connection.execute(select(table).where(*same)).mappings().first()
    return dict(row) if row else None


def many(connection: Connection, record: Record, ids: Collection[int]) -> dict[int, dict[str, Any]]:
    """The records of these ids that there are, by id."""
    table = _table(record)
    names = list(table.c.keys())
    together = len(ids) > FEW and max(ids) - min(ids) < SPREAD * len(ids)
    rows = _between(connection, table, set(ids)) if together else _named(connection, table, list(ids))
    return {row[0]: dict(zip(names, row, strict=True)) for row in rows}


def _between(connection: Connection, table: Table, ids: set[int]) -> Iterator[Sequence[Any]]:
    """Records that were made together lie together: read as one range, which few others can be in."""
    from sqlalchemy import select

    query = select(table).where(table.c.id.between(min(ids), max(ids)))
    return (row for row in connection.execute(query).all() if row[0] in ids)


def _named(connection: Connection, table: Table, ids: Sequence[int]) -> Iterator[Sequence[Any]]:
    from sqlalchemy import bindparam, select

    wanted: BindParameter[int] = bindparam("ids", expanding=True, literal_execute=True)
    query = select(table).where(table.c.id.in_(wanted))
    return (row for chunk in _chunks(ids) for row in connection.execute(query, {"ids": chunk}).all())


def title(record: Record, values: dict[str, Any]) -> str:
    """Say which record it is: Practice 'Kempston (E81001)'."""
    parts = [str(values.get(name)) for name in record.title if values.get(name) not in (None, "")]
    first, *rest = parts or ["?"]
    return f"{record.label} '{first} ({', '.join(rest)})'" if rest else f"{record.label} '{first}'"


def _pairs(record: Record, key: tuple[object, ...]) -> list[tuple[str, object]]:
    return list(zip(record.key, key, strict=True))


def _chunks(ids: Sequence[int]) -> list[Sequence[int]]:
    return [ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK)]


def _table(record: Record) -> Table:
    from blmk_desktop.records.tables import TABLES

    return TABLES[RECORDS[record.name].name]
