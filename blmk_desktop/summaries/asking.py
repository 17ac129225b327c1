"""Questions in plain SQL, for what is on screen before SQLAlchemy is loaded; a connection of either kind answers."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from sqlalchemy import Connection

Asked: TypeAlias = "Connection | sqlite3.Connection"


def ask(connection: Asked, question: str, *values: object) -> list[Any]:
    """The rows that answer a question with `?` (or `?1`) for each of the values."""
    if isinstance(connection, sqlite3.Connection):
        return connection.execute(question, values).fetchall()
    return list(connection.exec_driver_sql(question, values).all())
