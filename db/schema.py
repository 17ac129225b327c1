"""What marks a file as ours, the version of its schema, and how an empty one is made."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from blmk_desktop.records.kinds import RECORDS
from db.connection import connect
from db.loading import load_sqlalchemy
from db.migrations import MIGRATIONS, newest

APPLICATION_ID = 0x424C4D4B  # 'BLMK', kept in the file's header
SCHEMA_VERSION = newest(MIGRATIONS)


def expected_tables() -> set[str]:
    """The tables that a file of today's schema version has."""
    return {record.plural for record in RECORDS.values()} | {"change_sets", "changes"}


def create_schema(path: Path, version: int = SCHEMA_VERSION) -> None:
    """Make a data file without records at `path`, where nothing may be yet."""
    path.touch(exist_ok=False)
    connection = connect(path, writing=True)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("BEGIN IMMEDIATE")
        for statement in _statements():
            connection.execute(statement)
        _mark(connection, version)
        connection.execute("COMMIT")
    finally:
        connection.close()


def _statements() -> list[str]:
    load_sqlalchemy()
    from sqlalchemy.dialects import sqlite
    from sqlalchemy.schema import CreateIndex, CreateTable

    from blmk_desktop.records.tables import every_table

    dialect, every = sqlite.dialect(), every_table()
    tables = [str(CreateTable(table).compile(dialect=dialect)) for table in every]
    indexes = [
        str(CreateIndex(index).compile(dialect=dialect))
        for table in every
        for index in sorted(table.indexes, key=lambda index: str(index.name))
    ]
    return tables + indexes


def _mark(connection: sqlite3.Connection, version: int) -> None:
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {version}")
