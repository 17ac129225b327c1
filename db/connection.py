"""The one place that opens a connection to a data file, and the settings that every connection has."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from urllib.parse import quote

PATIENCE = 10  # seconds to wait while another connection writes

SETTINGS = (
    "PRAGMA foreign_keys = ON",  # off by default, and without effect inside a transaction
    "PRAGMA synchronous = FULL",  # what was said to be saved outlives a power cut
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA cache_size = -65536",  # KiB: an import of tens of thousands of rows is not written twice
)


def connect(path: Path, *, writing: bool = False, immutable: bool = False) -> sqlite3.Connection:
    """Open a connection in which transactions begin only where `BEGIN` is said, on every Python alike.

    Even a connection that only reads asks for the right to write, since the last one to close tidies the
    journal into the file; it may change no record. `immutable` is for media that nobody can write to.
    Raises sqlite3.Error, or UnicodeDecodeError where damage spoils even the reason.
    """
    connection = sqlite3.connect(
        _address(path, immutable=immutable),
        uri=True,
        isolation_level=None,
        timeout=PATIENCE,
        check_same_thread=False,  # a window may close what a worker opened
    )
    try:
        for setting in SETTINGS:
            connection.execute(setting)
        if not writing:
            connection.execute("PRAGMA query_only = ON")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()  # a file that is none fails here
    except BaseException:
        connection.close()
        raise
    return connection


def _address(path: Path, *, immutable: bool) -> str:
    """The file as SQLite's kind of URI: also for drive letters, network names and odd characters."""
    name = path.as_posix()
    slash = "" if name.startswith("/") else "/"
    return f"file://{slash}{quote(name)}?{'immutable=1' if immutable else 'mode=rw'}"
