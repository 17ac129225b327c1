"""Writing change sets: the changes go to the tables and to the log in one transaction, or to neither."""

from __future__ import annotations

import getpass
import json
import secrets
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import count
from typing import TYPE_CHECKING

from blmk_desktop.changes.applying import apply, execute_many
from blmk_desktop.changes.log import Change, ChangeSet, Values
from blmk_desktop.changes.references import check_references
from blmk_desktop.changes.settling import settle
from blmk_desktop.store import Store

if TYPE_CHECKING:
    from sqlalchemy import Connection

BLOCK = 2**16
BLOCKS = 2**47 - 2**12  # the last few are left free, so that counting on never passes 63 bits

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def new_records() -> Iterator[int]:
    """Identities for new records: positive 63-bit numbers that no other laptop gives out.

    They begin at a random block of 65,536 and count up, through further blocks if need be: records made together
    lie together, in the order in which they were made.
    """
    yield from count(secrets.randbelow(BLOCKS) * BLOCK + 1)


def commit(
    store: Store,
    changes: Sequence[Change],
    *,
    what: str,
    why: str = "",
    kind: str = "edit",
    who: str | None = None,
) -> ChangeSet | None:
    """Make the changes and log them as one change set; None if they would change nothing.

    `what` is a sentence such as 'Import of plans.xlsx'. Raises UserError, with nothing changed, if the file
    can only be viewed, if a record no longer is what a change took it for, if a reference would point at
    nothing, or if two records would have the same key.
    """
    with store.writing() as connection:
        return write(connection, changes, what=what, why=why, kind=kind, who=who)


def write(  # noqa: PLR0913 - what a change set consists of
    connection: Connection,
    changes: Sequence[Change],
    *,
    what: str,
    why: str = "",
    kind: str = "edit",
    who: str | None = None,
    undoes: str | None = None,
) -> ChangeSet | None:
    """The same as `commit`, inside a transaction that the caller began and must roll back after an error."""
    settled, today = settle(connection, changes)
    if not settled:
        return None
    apply(connection, settled, today)
    check_references(connection, settled, today)
    change_set = ChangeSet(
        id=secrets.token_hex(8),
        number=_next_number(connection),
        at=datetime.now(UTC).isoformat(timespec="seconds"),
        who=_user() if who is None else who,
        what=what,
        why=why,
        kind=kind,
        undoes=undoes,
        changes=len(settled),
        undone=False,
    )
    _log(connection, change_set, settled)
    return change_set


def _log(connection: Connection, change_set: ChangeSet, changes: Sequence[Change]) -> None:
    from sqlalchemy import insert

    from blmk_desktop.records.tables import CHANGE_SETS, CHANGES

    heading = {name: getattr(change_set, name) for name in CHANGE_SETS.c.keys()}  # noqa: SIM118 - not a dict
    connection.execute(insert(CHANGE_SETS).values(heading))
    rows = [
        (
            change_set.id,
            at,
            change.kind,
            change.record,
            _json(change.before),
            _json(change.after),
            change.place or None,
        )
        for at, change in enumerate(changes, start=1)
    ]
    execute_many(connection, insert(CHANGES), list(CHANGES.c.keys()), rows)


def _json(values: Values | None) -> str | None:
    return None if values is None else _encode(values)


def _next_number(connection: Connection) -> int:
    from sqlalchemy import func, select

    from blmk_desktop.records.tables import CHANGE_SETS

    return int(connection.execute(select(func.coalesce(func.max(CHANGE_SETS.c.number), 0))).scalar_one()) + 1


def _user() -> str:
    """The name under which the person is logged on."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such account: each Python and system says it differently
        return "somebody"
