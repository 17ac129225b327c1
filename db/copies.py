"""Consistent copies of a data file: a copy for the user, and the backup before a migration."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from blmk_desktop.errors import UserError, Where
from db.connection import connect
from db.troubles import trouble

ATTEMPTS = 5  # Windows refuses to replace a file while a scanner or another program looks at it


def save_copy(source: Path, target: Path, *, immutable: bool = False) -> None:
    """Write a whole, checked copy of the data file to `target`, replacing what is there only at the very end.

    Others may go on writing: the copy is of one moment. Raises UserError; `target` is then untouched.
    """
    target = target.expanduser().resolve()
    if target == source:
        raise UserError("A copy needs another name or another folder than the file itself.", Where(file=source.name))
    with built_beside(target) as new:
        _copy(source, new, immutable=immutable)
        _verify(new)


def backup(path: Path, version: int, folder: Path | None = None) -> Path:
    """A copy in a folder, else in 'backups' beside the file, named after its schema version and the moment."""
    folder = folder or path.with_name("backups")
    moment = datetime.now(UTC).astimezone()
    target = folder / f"{path.stem} schema {version} {moment:%Y-%m-%d %H.%M.%S}{path.suffix}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"No backup could be made in {folder}, so the file was left as it is.") from error
    save_copy(path, target)
    return target


@contextmanager
def built_beside(target: Path) -> Iterator[Path]:
    """A name for a new file that becomes `target` when the block ends, and is gone after an error."""
    if not target.parent.is_dir():
        raise UserError(f"The folder {target.parent} does not exist.", Where(file=target.name))
    new = target.with_name(f"{target.name}-{os.urandom(4).hex()}.new")
    try:
        yield new
        _settle(new)
        _replace(new, target)
    except sqlite3.Error as error:
        raise trouble(target, error) or error from error
    except OSError as error:
        raise UserError(f"{target} cannot be written ({error.strerror or error}).") from error
    finally:
        for leftover in (new, *(new.with_name(new.name + end) for end in ("-journal", "-wal", "-shm"))):
            with contextlib.suppress(OSError):
                leftover.unlink(missing_ok=True)


def _copy(source: Path, new: Path, *, immutable: bool) -> None:
    connection = connect(source, immutable=immutable)
    try:
        connection.execute("PRAGMA query_only = OFF")  # it counts a copy as writing; the file itself is only read
        connection.execute("VACUUM INTO ?", (str(new),))
    finally:
        connection.close()


def _verify(new: Path) -> None:
    connection = connect(new)
    try:
        answer = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    finally:
        connection.close()
    if answer != "ok":
        raise UserError("The copy could not be verified and was thrown away; check the file first.")


def _settle(new: Path) -> None:
    """See that the bytes are on the disk before the name is."""
    with new.open("rb+") as file:
        os.fsync(file.fileno())


def _replace(new: Path, target: Path) -> None:
    for attempt in range(ATTEMPTS):
        try:
            new.replace(target)
        except PermissionError:
            if attempt == ATTEMPTS - 1:
                raise
            time.sleep(0.1 * 2**attempt)
        else:
            return
