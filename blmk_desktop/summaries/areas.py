"""The areas whose money and staff figures are about, and which are part of which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from blmk_desktop.records.tables import TABLES

if TYPE_CHECKING:
    from sqlalchemy import Connection


def area_parts(connection: Connection) -> dict[str, str]:
    """Each area to what it is part of; areas that are part of none are left out."""
    table = TABLES["area"].c
    return {name: above for name, above in connection.execute(select(table.name, table.within)) if above}
