"""Writing change sets: the changes go to the tables and to the log in one transaction, or to neither."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import count
from typing import TYPE_CHECKING

from blmk_desktop.changes.applying import apply, execute_many
from blmk_desktop.changes.log import Change, ChangeSet, Values
from blmk_desktop.changes.references import check_references
from blmk_desktop.changes.settling import settle
from blmk_desktop.store import Store
from blmk_desktop.user import logged_on

if TYPE_CHECKING:
    from sqlalchemy import Connection

Progress = Callable[[str, float], None]
BLOCK = 2**16
BLOCKS = 2**47 - 2**12  # the last few are left free, so that counting on never passes 63 bits

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def new_records() -> Iterator[int]:
    """Identities for new records: positive 63-bit numbers that no other laptop gives out.

    They begin at a random block of 65,536 and count up, through further blocks if need be: records made together
    lie together, in the order in which they were made.
    """
    yield from count(secrets.randbelow(BLOCKS) * BLOCK + 1)


def commit(  # noqa: PLR0913 - what a change set consists of
    store: Store,
    changes: Sequence[Change],
    *,
    what: str,
    why: str = "",
    kind: str = "edit",
    who: str | None = None,
    progress: Progress | None = None,
) -> ChangeSet | None:
    """Make the changes and log them as one change set; None if they would change nothing.

    `what` is a sentence such as 'Import of plans.xlsx'. `progress` is told what is at hand and the share done; if
    it raises, nothing is changed. Raises UserError, with nothing changed, if the file can only be viewed, if a
    record no longer is what a change took it for, if a reference would point at nothing, or if two records would
    have the same key.
    """
    with store.writing() as connection:
        return write(connection, changes, what=what, why=why, kind=kind, who=who, progress=progress)


def write(  # noqa: PLR0913 - what a change set consists of
    connection: Connection,
    changes: Sequence[Change],
    *,
    what: str,
    why: str = "",
    kind: str = "edit",
    who: str | None = None,
    undoes: str | None = None,
    progress: Progress | None = None,
) -> ChangeSet | None:
    """The same as `commit`, inside a transaction that the caller began and must roll back after an error."""
    tell = progress or _silent
    tell("Comparing with what is there", 0.1)
    settled, today = settle(connection, changes)
    if not settled:
        return None
    tell("Writing the records", 0.4)
    apply(connection, settled, today)
    tell("Checking that everything refers to something", 0.7)
    check_references(connection, settled, today)
    tell("Writing the history", 0.8)
    change_set = ChangeSet(
        id=secrets.token_hex(8),
        number=_next_number(connection),
        at=datetime.now(UTC).isoformat(timespec="seconds"),
        who=_who(connection) if who is None else who,
        what=what,
        why=why,
        kind=kind,
        undoes=undoes,
        changes=len(settled),
        undone=False,
    )
    _log(connection, change_set, settled)
    tell("Keeping it", 1.0)
    return change_set


def _silent(_words: str, _share: float) -> None:
    """For those who do not ask how far it is."""


def _log(connection: Connection, change_set: ChangeSet, changes: Sequence[Change]) -> None:
    from sqlalchemy import insert

    from blmk_desktop.records.tables import CHANGE_SETS, CHANGES

    heading = {name: getattr(change_set, name) for name in CHANGE_SETS.c.keys()}  # noqa: SIM118 - not a dict
    connection.execute(insert(CHANGE_SETS).values(heading))
    rows = [
        (change_set.id, at, one.kind, one.record, _json(one.before), _json(one.after), one.place or None)
        for at, one in enumerate(changes, start=1)
    ]
    execute_many(connection, insert(CHANGES), list(CHANGES.c.keys()), rows)


def _json(values: Values | None) -> str | None:
    return None if values is None else _encode(values)


def _next_number(connection: Connection) -> int:
    from sqlalchemy import func, select

    from blmk_desktop.records.tables import CHANGE_SETS

    return int(connection.execute(select(func.coalesce(func.max(CHANGE_SETS.c.number), 0))).scalar_one()) + 1


def _who(connection: Connection) -> str:
    """As the file's user is signed; by the name under which they are logged on where nobody said."""
    return str(connection.info.get("who") or logged_on())
