"""Questions in plain SQL, for what is on screen before SQLAlchemy is loaded; a connection of either kind answers."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from sqlalchemy import Connection

Asked: TypeAlias = "Connection | sqlite3.Connection"

# What holds on a day: something with `opened` and `closed` (an unknown date is no bar), with `start` and `end` (the
# last day belongs to it).
OPEN = "(opened IS NULL OR opened <= :day) AND (closed IS NULL OR closed >= :day)"
LASTING = 'start <= :day AND ("end" IS NULL OR "end" >= :day)'


def ask(connection: Asked, question: str, **values: object) -> list[Any]:
    """The rows that answer a question in which `:name` stands for the value of that name."""
    if isinstance(connection, sqlite3.Connection):
        return connection.execute(question, values).fetchall()
    return list(connection.exec_driver_sql(question, values).all())
