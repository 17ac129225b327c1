"""What people do with saved views: keep one, rename it, pin it, delete it. Each act is one change set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from blmk_desktop.acts.keeping import kept, read
from blmk_desktop.changes import Change, ChangeSet, write
from blmk_desktop.errors import UserError
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.rows import by_key
from blmk_desktop.store import Store

if TYPE_CHECKING:
    from sqlalchemy import Connection

VIEW = "saved_view"


def save_view(
    store: Store, name: str, table: str, state: str, *, pinned: bool = False, note: str = ""
) -> ChangeSet | None:
    """Keep how a table stands (JSON) under a name; what that name stood for on this table is replaced.

    None if it stands for exactly this already. Raises UserError without a name.
    """
    if not name.strip():
        raise UserError("Give the view a name.")
    values = read(VIEW, {"name": name, "table": table, "note": note}) | {"state": state, "pinned": int(pinned)}
    with store.writing() as connection:
        same = by_key(connection, RECORDS[VIEW], values["name"], table)
        how = "kept" if same is None else "changed"
        return write(connection, [kept(VIEW, values, same)], what=f"View '{values['name']}' of {table} {how}")


def rename_view(store: Store, name: str, table: str, new: str) -> ChangeSet | None:
    """Give a view another name. Raises UserError without one, or where the table has a view of that name."""
    if not new.strip():
        raise UserError("Give the view a name.")
    with store.writing() as connection:
        found, values = _known(connection, name, table), read(VIEW, {"name": new})
        if values["name"] != name and by_key(connection, RECORDS[VIEW], values["name"], table):
            raise UserError(f"There is a view '{values['name']}' of {table} already.")
        what = f"View '{name}' of {table} is now '{values['name']}'"
        return write(connection, [kept(VIEW, values, found)], what=what)


def pin_view(store: Store, name: str, table: str, *, pinned: bool) -> ChangeSet | None:
    """Let a view stand first in the menu, whichever table is shown, or no longer; None if it does already."""
    with store.writing() as connection:
        found = _known(connection, name, table)
        what = f"View '{name}' of {table} {'pinned' if pinned else 'no longer pinned'}"
        return write(connection, [kept(VIEW, {"pinned": int(pinned)}, found)], what=what)


def delete_view(store: Store, name: str, table: str) -> ChangeSet | None:
    """Delete a view; the table and its rows stay as they are."""
    with store.writing() as connection:
        found = _known(connection, name, table)
        return write(connection, [Change(VIEW, found["id"], {}, None)], what=f"View '{name}' of {table} deleted")


def _known(connection: Connection, name: str, table: str) -> dict[str, Any]:
    found = by_key(connection, RECORDS[VIEW], name, table)
    if found is None:
        raise UserError(f"There is no view '{name}' of {table}.")
    return found
