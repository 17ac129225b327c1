"""What acts share: reading what was typed, finding the record that is meant, and keeping values under a key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from blmk_desktop.changes import Change, new_records
from blmk_desktop.editing import read_value
from blmk_desktop.errors import UserError
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.rows import by_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection


def read(kind: str, typed: Mapping[str, object]) -> dict[str, Any]:
    """What was typed, as it is stored. Raises UserError with one sentence a problem."""
    values: dict[str, Any] = {}
    problems = []
    for name, raw in typed.items():
        try:
            values[name] = read_value(RECORDS[kind].by_name[name], raw)
        except ValueError as problem:
            problems.append(str(problem))
    if problems:
        raise UserError("\n".join(problems))
    return values


def known(connection: Connection, kind: str, key: str) -> dict[str, Any]:
    """The record with this key. Raises UserError if there is none."""
    found = by_key(connection, RECORDS[kind], key)
    if found is None:
        raise UserError(f"There is no {RECORDS[kind].label.lower()} '{key}'.")
    return dict(found)


def kept(kind: str, values: dict[str, Any], same: Mapping[str, Any] | None) -> Change:
    """A record with these values: a new one, or that of the same key changed."""
    if same is None:
        after = {name: value for name, value in values.items() if value is not None}
        return Change(kind, next(new_records()), None, after)
    after = {name: value for name, value in values.items() if same[name] != value}
    return Change(kind, same["id"], {name: same[name] for name in after}, after)


def next_number(connection: Connection, kind: str, letter: str) -> str:
    """The number of the next record of a kind that counts its own: M4 after M3."""
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    numbers = connection.scalars(select(TABLES[kind].c.number))
    used = [int(number[1:]) for number in numbers if number[:1] == letter and number[1:].isdecimal()]
    return f"{letter}{max(used, default=0) + 1}"
