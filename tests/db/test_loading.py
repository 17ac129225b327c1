"""SQLAlchemy is loaded without what only its asynchronous half needs, and finds that as soon as it is asked for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

READING = """
import sys
from pathlib import Path
import db
with db.open_file(Path(sys.argv[1])) as store, store.reading() as connection:
    connection.exec_driver_sql("SELECT count(*) FROM places").scalar()
print([name for name in ("asyncio", "importlib.metadata", "socket", "ssl") if name in sys.modules])
"""
ASKING = """
from db.loading import load_sqlalchemy
load_sqlalchemy()
from sqlalchemy.util import compat
assert compat.asyncio.Queue.__module__ == "asyncio.queues"
assert compat.importlib_metadata.version("SQLAlchemy").startswith("2.")
import asyncio, importlib.metadata
print(asyncio.Queue is compat.asyncio.Queue, importlib.metadata.version is compat.importlib_metadata.version)
"""
THERE_ALREADY = """
import asyncio
from db.loading import load_sqlalchemy
load_sqlalchemy()
from sqlalchemy.util import compat
print(compat.asyncio is asyncio)
"""


def python(program: str, *arguments: Path) -> str:
    """What a fresh Python prints."""
    command = [sys.executable, "-c", program, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def test_reading_a_file_loads_nothing_that_knows_of_sockets(closed: Path) -> None:
    assert python(READING, closed) == "[]"


def test_what_was_left_for_later_is_there_once_it_is_asked_for() -> None:
    assert python(ASKING) == "True True"


def test_what_is_loaded_already_is_used_as_it_is() -> None:
    assert python(THERE_ALREADY) == "True"
