"""Taking a change set back, and taking that back again, without ever overwriting what was changed since."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from blmk_desktop.changes.log import Change, ChangeSet, details, history, named
from blmk_desktop.changes.settling import BlockedError
from blmk_desktop.changes.writing import write
from blmk_desktop.errors import UserError
from blmk_desktop.records import RECORDS
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
    latest = history(connection, limit=None)
    return next((found for found in latest if not found.undone and found.kind not in NOT_BY_ITSELF), None)


def redoable(connection: Connection) -> ChangeSet | None:
    """The undo that `redo` takes back: the latest that stands, unless something new came after it."""
    for found in history(connection, limit=None):
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
        raise _refusal(target, str(blocked), _latest(connection, target, blocked)) from blocked
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
    touched = {(change.kind, change.record): _fields(change) for change in done}
    for later in _later(connection, target):
        for change in _shared(connection, target, later):
            if _fields(change) & touched[change.kind, change.record]:
                label = RECORDS[change.kind].label
                raise _refusal(target, f"A {label} that it changed was changed since.", later)


def _later(connection: Connection, target: ChangeSet) -> list[ChangeSet]:
    return [
        found
        for found in history(connection, limit=None)
        if found.number > target.number and not found.undone and found.undoes is None
    ]


def _shared(connection: Connection, target: ChangeSet, later: ChangeSet) -> Iterable[Change]:
    """The changes of the later set to records that the target changed too."""
    from sqlalchemy import select

    from blmk_desktop.changes.log import changes_where
    from blmk_desktop.records.tables import CHANGES

    mine = select(CHANGES.c.kind, CHANGES.c.record).where(CHANGES.c.change_set == target.id).subquery()
    same = (CHANGES.c.kind == mine.c.kind) & (CHANGES.c.record == mine.c.record)
    return changes_where(
        connection, CHANGES.c.change_set == later.id, select(mine.c.kind).where(same).exists()
    )


def _fields(change: Change) -> set[str]:
    if change.before is None or change.after is None:
        return set(RECORDS[change.kind].names)
    return set(change.after)


def _latest(connection: Connection, target: ChangeSet, blocked: BlockedError) -> ChangeSet | None:
    """The latest change set after the target that touched the record in the way."""
    if not blocked.record:
        return None
    found = history(connection, kind=blocked.kind, record=blocked.record)
    return next((later for later in found if later.number > target.number and not later.undone), None)


def _refusal(target: ChangeSet, why: str, later: ChangeSet | None) -> UserError:
    by = f" That was {later}; undo that first." if later else ""
    return UserError(f"{target} cannot be undone. {why}{by}")
