"""The views that people saved, by table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class SavedView:
    """A view under its name. `table` is where it is shown ('Risks / Registers'), `state` how that stands, as JSON."""

    name: str
    table: str
    state: str
    pinned: bool
    note: str


def saved_views(connection: Connection) -> list[SavedView]:
    """Every saved view: the pinned ones first, then by table and name."""
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    table = TABLES["saved_view"].c
    rows = connection.execute(select(table.name, table.table, table.state, table.pinned, table.note)).all()
    found = [SavedView(name, of, state or "", bool(pinned), note or "") for name, of, state, pinned, note in rows]
    return sorted(found, key=lambda one: (not one.pinned, one.table.casefold(), one.name.casefold()))
