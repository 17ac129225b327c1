"""The steps from one schema version to the next, and running them: wholly, or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from blmk_desktop.errors import UserError, Where
from db import version_2, version_3, version_4, version_5
from db.connection import connect
from db.loading import load_sqlalchemy

if TYPE_CHECKING:
    from sqlalchemy import Connection

Step: TypeAlias = Callable[[Any], None]  # is given alembic's Operations

# Schema version -> the step that leads to it from the version before. The first schema has version 1.
MIGRATIONS: dict[int, Step] = {2: version_2.step, 3: version_3.step, 4: version_4.step, 5: version_5.step}


def newest(migrations: Mapping[int, Step]) -> int:
    """The schema version after all the steps."""
    return max(migrations, default=1)


def migrate(path: Path, version: int, migrations: Mapping[int, Step], backups: Path | None = None) -> None:
    """Bring the file from schema `version` to the newest. Raises UserError; then the file is as it was.

    `backups`: where its backup is, if not in the folder beside it.
    """
    load_sqlalchemy()
    from sqlalchemy import create_engine
    from sqlalchemy.pool import NullPool

    engine = create_engine("sqlite://", creator=lambda: _unconstrained(path), poolclass=NullPool)
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("BEGIN EXCLUSIVE")
            for step in range(version + 1, newest(migrations) + 1):
                _take(connection, step, migrations[step])
            connection.exec_driver_sql("COMMIT")
    except Exception as error:
        where = backups or "the folder 'backups' beside it"
        # Leaving the connection rolled it all back, and whatever went wrong, the user must hear of that.
        raise UserError(
            f"The file is of an earlier version and could not be brought up to date ({_reason(error)}). "
            f"It was left as it was, and there is a backup of it in {where}.",
            Where(file=path.name),
        ) from error


def _reason(error: Exception) -> str:
    """What went wrong, without the statement and the link that SQLAlchemy adds."""
    return str(getattr(error, "orig", None) or error)


def _unconstrained(path: Path) -> sqlite3.Connection:
    """A connection without foreign keys: with them, rebuilding a table removes the rows that refer to it."""
    connection = connect(path, writing=True)
    connection.execute("PRAGMA foreign_keys = OFF")
    return connection


def _take(connection: Connection, version: int, step: Step) -> None:
    from alembic.migration import MigrationContext
    from alembic.operations import Operations

    before = row_counts(connection)
    step(Operations(MigrationContext.configure(connection)))
    after = row_counts(connection)
    lost = [name for name, rows in before.items() if after.get(name, rows) != rows]
    if lost:
        raise ValueError(f"step {version} changed the number of rows in {', '.join(lost)}")
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise ValueError(f"step {version} left a reference to nothing")
    connection.exec_driver_sql(f"PRAGMA user_version = {version}")


def row_counts(connection: Connection) -> dict[str, int]:
    """How many rows each table has."""
    names = connection.exec_driver_sql(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).scalars()
    return {
        name: int(connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one())  # noqa: S608
        for name in names.all()
    }
