"""Which ARRS role a post of the national workforce file is, also by an alias that came after its import."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import case, func, select

from blmk_desktop.importing.tables.names import folded_name
from blmk_desktop.records.tables import TABLES

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection

POST = TABLES["nwrs_post"].c


def arrs_role(connection: Connection) -> ColumnElement[str | None]:
    """The ARRS role of a post in a query; NULL: none.

    A post keeps the role that it was imported with; one without is read through the aliases of today.
    """
    alias = TABLES["alias"].c
    rows = connection.execute(select(alias.written, alias.means).where(alias.kind == "arrs_role"))
    means = {folded_name(written): role for written, role in rows}
    published = connection.scalars(select(POST.staff_role).where(POST.role.is_(None)).distinct()) if means else ()
    aliased = {name: means[folded_name(name)] for name in published if folded_name(name) in means}
    return func.coalesce(POST.role, case(aliased, value=POST.staff_role)) if aliased else POST.role
