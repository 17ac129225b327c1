"""Whether a file is a data file of ours, whole, and of a version we know; if not, why, in a sentence."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from blmk_desktop.errors import UserError, Where
from db.connection import connect
from db.schema import APPLICATION_ID, expected_tables
from db.troubles import DAMAGED, code_of

SMALL = 20_000_000  # bytes; a larger file is checked page by page only when asked


def recognise(path: Path) -> None:
    """Raise UserError unless the file says that it is ours. Nothing beside or in the file changes."""
    where = Where(file=path.name)
    if not path.exists():
        raise UserError(f"There is no file {path}.", where)
    if not path.is_file():
        raise UserError(f"{path} is not a file.", where)
    if path.stat().st_size == 0:
        raise UserError("The file is empty, so it is not a BLMK data file.", where)
    try:
        connection = connect(path, immutable=True)  # no lock and no journal: it may be another program's
        try:
            application = connection.execute("PRAGMA application_id").fetchone()[0]
        finally:
            connection.close()
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise _unreadable(error, where) from error
    if application != APPLICATION_ID:
        raise UserError("This is the database of another application, not a BLMK data file.", where)


def _unreadable(error: Exception, where: Where) -> UserError:
    code = code_of(error)
    if code == sqlite3.SQLITE_NOTADB:
        return UserError("This is not a BLMK data file.", where)
    if code == sqlite3.SQLITE_CORRUPT or isinstance(error, UnicodeDecodeError):
        return UserError(DAMAGED, where)
    return UserError("The file cannot be read: you may lack permission, or another program holds it.", where)


def version_of(connection: sqlite3.Connection) -> int:
    """The file's schema version."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def check_version(path: Path, version: int, newest: int) -> None:
    """Raise UserError if a later version of the application made the file."""
    if version > newest:
        raise UserError(
            "The file was made by a later version of BLMK Primary Care. It was left as it is; "
            "install the newer version to open it.",
            Where(file=path.name),
        )


def check_sound(path: Path, connection: sqlite3.Connection, *, tables: bool = True) -> None:
    """Raise UserError if the file is found to be damaged: its tables, and the pages of a small file."""
    present = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    sound = not (tables and expected_tables() - present)
    if sound and path.stat().st_size <= SMALL:
        sound = connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
    if not sound:
        raise UserError(DAMAGED, Where(file=path.name))
