"""Taking a change set back, and taking that back again, without ever overwriting what was changed since."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from blmk_desktop.changes.log import Change, ChangeSet, changes_where, details, named, newest_first
from blmk_desktop.changes.settling import BlockedError
from blmk_desktop.changes.writing import write
from blmk_desktop.errors import UserError
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.rows import one, title
from blmk_desktop.store import Store

if TYPE_CHECKING:
    from sqlalchemy import Connection

NOT_BY_ITSELF = ("undo", "redo", "reference")  # these are undone only when they are named


def undo(store: Store, change_set: str | int | None = None) -> ChangeSet:
    """Take back the change set of that identity or number, or the latest, and give the one that does it.

    Raises UserError, with nothing changed, if there is nothing to undo, if it was undone already, or if a
    record was changed since: it names the later change set.
    """
    with store.writing() as connection:
        target = undoable(connection) if change_set is None else named(connection, change_set)
        if target is None:
            raise UserError("There is nothing to undo.")
        return _take_back(connection, target)


def redo(store: Store) -> ChangeSet:
    """Make again what was undone last. Raises UserError if there is nothing, or something came after it."""
    with store.writing() as connection:
        target = redoable(connection)
        if target is None:
            raise UserError("There is nothing to redo.")
        return _take_back(connection, target)


def undoable(connection: Connection) -> ChangeSet | None:
    """The change set that `undo` takes back if none is named."""
    standing = (found for found in newest_first(connection) if not found.undone)
    return next((found for found in standing if found.kind not in NOT_BY_ITSELF), None)


def redoable(connection: Connection) -> ChangeSet | None:
    """The undo that `redo` takes back: the latest that stands, unless something new came after it."""
    for found in newest_first(connection):
        if found.undoes is None:
            return None
        if found.kind == "undo" and not found.undone:
            return found
    return None


def _take_back(connection: Connection, target: ChangeSet) -> ChangeSet:
    if target.undone:
        raise UserError(f"{target} was undone already.")
    done = details(connection, target.id)
    _refuse_if_changed_since(connection, target, done)
    again = target.kind == "undo"
    original = named(connection, target.undoes) if again and target.undoes else target
    try:
        written = write(
            connection,
            [_inverse(change) for change in reversed(done)],
            what=f"{'Redo' if again else 'Undo'} of #{original.number} '{original.what}'",
            kind="redo" if again else "undo",
            undoes=target.id,
        )
    except BlockedError as blocked:
        raise _refusal(target, str(blocked), _in_the_way(connection, target, blocked)) from blocked
    if written is None:
        raise UserError(f"{target} has nothing left to undo.")
    return written


def _inverse(change: Change) -> Change:
    if change.before is None:  # every field must still be as it was added, the blank ones blank
        blank = dict.fromkeys(RECORDS[change.kind].names)
        return Change(change.kind, change.record, {**blank, **(change.after or {})}, None, change.place)
    return Change(change.kind, change.record, change.after, change.before, change.place)


def _refuse_if_changed_since(connection: Connection, target: ChangeSet, done: Sequence[Change]) -> None:
    """Raise UserError if a change set that stands, made after this one, touched one of the same fields."""
    since = [later for later in _standing_since(connection, target) if later.undoes is None]
    touched = {(change.kind, change.record): change for change in done} if since else {}
    for later in since:
        for change in _shared(connection, target, later):
            if _fields(change) & _fields(touched[change.kind, change.record]):
                raise _refusal(target, f"{_name(connection, change)} was changed since.", later)


def _standing_since(connection: Connection, target: ChangeSet) -> list[ChangeSet]:
    since = takewhile(lambda found: found.number > target.number, newest_first(connection))
    return [later for later in since if not later.undone]


def _shared(connection: Connection, target: ChangeSet, later: ChangeSet) -> list[Change]:
    """The changes of the later set to records that the target changed too."""
    from sqlalchemy import select

    from blmk_desktop.records.tables import CHANGES

    mine = CHANGES.alias()
    same = (mine.c.change_set == target.id) & (mine.c.kind == CHANGES.c.kind) & (mine.c.record == CHANGES.c.record)
    shared = select(mine.c.position).where(same).exists()
    return changes_where(connection, CHANGES.c.change_set == later.id, shared)


def _fields(change: Change) -> set[str]:
    if change.before is None or change.after is None:
        return set(RECORDS[change.kind].names)
    return set(change.after)


def _name(connection: Connection, change: Change) -> str:
    record = RECORDS[change.kind]
    return title(record, one(connection, record, change.record) or change.before or {})


def _in_the_way(connection: Connection, target: ChangeSet, blocked: BlockedError) -> ChangeSet | None:
    """The latest change set after the target that touched the record in the way, or took its key away."""
    from blmk_desktop.records.tables import CHANGES

    key = RECORDS[blocked.kind].key[0]
    for later in _standing_since(connection, target):
        for change in changes_where(connection, CHANGES.c.change_set == later.id, CHANGES.c.kind == blocked.kind):
            if change.record == blocked.record or (blocked.key and (change.before or {}).get(key) == blocked.key):
                return later
    return None


def _refusal(target: ChangeSet, why: str, later: ChangeSet | None) -> UserError:
    by = f" That was {later}; undo that first." if later else ""
    return UserError(f"{target} cannot be undone. {why}{by}")
