"""Putting settled changes into the tables, many records at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

from blmk_desktop.changes.log import Change
from blmk_desktop.changes.settling import Today
from blmk_desktop.errors import UserError
from blmk_desktop.records.kinds import RECORDS

if TYPE_CHECKING:
    from sqlalchemy import Connection, Delete, Insert, Update

VALUES_AT_ONCE = 500  # in one statement; databases limit how many
Groups = dict[tuple[str, tuple[str, ...]], list[tuple[Any, ...]]]  # (kind, columns) -> rows


def apply(connection: Connection, changes: Sequence[Change], today: Today) -> None:
    """Remove, edit and add. References are checked by the database when the transaction ends.

    A record whose key changes is taken out and put back, so that two records may exchange keys.
    """
    removed, edited, added = _sorted(changes, today)
    order = list(RECORDS)
    for kind in sorted(removed, key=order.index, reverse=True):
        _delete(connection, kind, removed[kind])
    for (kind, names), rows in edited.items():
        _update(connection, kind, names, rows)
    for kind, names in sorted(added, key=lambda group: order.index(group[0])):
        _insert(connection, kind, names, added[kind, names])


def execute_many(
    connection: Connection,
    statement: Insert | Update | Delete,
    names: Sequence[str],
    rows: Sequence[tuple[Any, ...]],
) -> None:
    """Run a statement for each row, whose values stand in the order of `names`, as fast as the driver can."""
    compiled = statement.compile(dialect=connection.dialect, column_keys=list(names))
    sql = str(compiled)
    if compiled.positional:
        order = [names.index(name) for name in compiled.positiontup or ()]
        straight = order == list(range(len(names)))
        placed = list(rows) if straight else [tuple(row[at] for at in order) for row in rows]
        if statement.is_insert:
            placed = _several_at_once(connection, sql, placed)
        if placed:
            connection.exec_driver_sql(sql, placed)
    else:
        connection.exec_driver_sql(sql, [dict(zip(names, row, strict=True)) for row in rows])


def _several_at_once(connection: Connection, sql: str, rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Insert rows by the dozen, which takes a fifth less time; those that are left over are given back."""
    head, values, places = sql.partition(" VALUES ")
    together = VALUES_AT_ONCE // len(rows[0])
    whole = len(rows) - len(rows) % together
    if whole:
        dozens = [tuple(chain.from_iterable(rows[start : start + together])) for start in range(0, whole, together)]
        connection.exec_driver_sql(f"{head}{values}{', '.join([places] * together)}", dozens)
    return rows[whole:]


def _sorted(changes: Sequence[Change], today: Today) -> tuple[dict[str, list[tuple[int]]], Groups, Groups]:
    removed: dict[str, list[tuple[int]]] = defaultdict(list)
    edited: Groups = defaultdict(list)
    added: Groups = defaultdict(list)
    keys = {kind: set(record.key) for kind, record in RECORDS.items()}
    for change in changes:
        kind, after = change.kind, change.after
        if after is None:
            removed[kind].append((change.record,))
        elif change.before is None:
            added[kind, tuple(after)].append((change.record, *after.values()))
        elif keys[kind].isdisjoint(after):
            edited[kind, tuple(after)].append((*after.values(), change.record))
        else:
            whole = {**today[kind, change.record], **after}
            removed[kind].append((change.record,))
            added[kind, tuple(whole)[1:]].append(tuple(whole.values()))
    return removed, edited, added


def _delete(connection: Connection, kind: str, ids: list[tuple[int]]) -> None:
    from sqlalchemy import bindparam, delete

    table = _tables()[kind]
    execute_many(connection, delete(table).where(table.c.id == bindparam("record")), ["record"], ids)


def _update(connection: Connection, kind: str, names: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
    from sqlalchemy import bindparam, update

    table = _tables()[kind]
    statement = update(table).where(table.c.id == bindparam("record"))
    execute_many(
        connection,
        statement.values({name: bindparam(f"new_{name}") for name in names}),
        [*(f"new_{name}" for name in names), "record"],
        rows,
    )


def _insert(connection: Connection, kind: str, names: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
    from sqlalchemy import insert
    from sqlalchemy.exc import IntegrityError

    record = RECORDS[kind]
    try:
        execute_many(connection, insert(_tables()[kind]), ["id", *names], rows)
    except IntegrityError as error:
        if "unique" not in str(error.orig).lower():
            raise  # what is written was validated before: a bug
        key = ", ".join(record.by_name[name].label for name in record.key)
        raise UserError(f"There would be two of these in {record.plural} with the same {key}.") from error


def _tables() -> dict[str, Any]:
    from blmk_desktop.records.tables import TABLES

    return dict(TABLES)
