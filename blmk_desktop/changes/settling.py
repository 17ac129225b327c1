"""Settling changes before they are written: one a record, true to what is stored, none without effect."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from blmk_desktop.changes.log import Change
from blmk_desktop.errors import UserError
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.rows import many, title

if TYPE_CHECKING:
    from sqlalchemy import Connection

Today = dict[tuple[str, int], dict[str, Any]]  # (kind, id) -> the record as it is stored


class BlockedError(UserError):
    """A change in whose way a record stands, or a change made meanwhile; it names that record."""

    def __init__(self, message: str, kind: str, *, record: int = 0, key: str = "") -> None:
        super().__init__(message)
        self.kind = kind
        self.record = record
        self.key = key


def settle(connection: Connection, changes: Sequence[Change]) -> tuple[list[Change], Today]:
    """The changes to make, with what is stored today of the records that they edit or remove.

    Raises BlockedError if a record no longer is what a change took it for.
    """
    merged = _one_each(changes)
    today = _today(connection, merged)
    return [settled for change in merged if (settled := _settled(change, today))], today


def _one_each(changes: Sequence[Change]) -> list[Change]:
    """Changes that follow each other on one record, as one."""
    found: dict[tuple[str, int], Change] = {}
    for change in changes:
        same = (change.kind, change.record)
        found[same] = _joined(found[same], change) if same in found else change
    return [change for change in found.values() if change.before is not None or change.after is not None]


def _joined(first: Change, then: Change) -> Change:
    place = then.place or first.place
    if first.before is None or then.after is None:
        after = None if then.after is None else {**(first.after or {}), **then.after}
        return Change(first.kind, first.record, first.before, after, place)
    before = {**(then.before or {}), **first.before}
    return Change(first.kind, first.record, before, {**(first.after or {}), **then.after}, place)


def _today(connection: Connection, changes: Sequence[Change]) -> Today:
    ids = defaultdict(list)
    for change in changes:
        if change.before is not None:
            ids[change.kind].append(change.record)
    return {
        (kind, record): row
        for kind, wanted in ids.items()
        for record, row in many(connection, RECORDS[kind], wanted).items()
    }


def _settled(change: Change, today: Today) -> Change | None:
    """The change with what really stood there before, or None if it would change nothing."""
    if change.before is None:
        return change
    row = today.get((change.kind, change.record))
    if row is None:
        label = RECORDS[change.kind].label
        raise BlockedError(f"{label} was removed meanwhile.", change.kind, record=change.record)
    if not change.before.items() <= row.items():
        message = f"{title(RECORDS[change.kind], row)} was changed meanwhile."
        raise BlockedError(message, change.kind, record=change.record)
    if change.after is None:
        if len(change.before) == len(row) - 1:
            return change
        whole = {name: value for name, value in row.items() if name != "id"}
        return Change(change.kind, change.record, whole, None, change.place)
    after = {name: value for name, value in change.after.items() if row[name] != value}
    before = {name: row[name] for name in after}
    return Change(change.kind, change.record, before, after, change.place) if after else None
