"""Opening and creating data files: refusing what is not one, and viewing only what somebody else has open."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from blmk_desktop.errors import UserError, Where
from db import lock
from db.connection import PATIENCE, connect
from db.copies import backup, built_beside
from db.file import DataFile
from db.migrations import MIGRATIONS, Step, migrate, newest
from db.recognition import check_sound, check_version, recognise, version_of
from db.schema import create_schema
from db.troubles import code_of, trouble

NOT_WRITABLE = "the file or its folder may not be written to"
ASKED = "it was opened only to be viewed"
UNREACHABLE = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}


def default_path() -> Path:
    """The data file that is used when none is named, in the user's data folder, which is made if need be."""
    from platformdirs import user_data_path

    chosen = os.environ.get("BLMK_DATA_DIR")
    folder = Path(chosen) if chosen else user_data_path("BLMK Primary Care", appauthor=False, roaming=False)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"The folder {folder} cannot be made ({error.strerror}).") from error
    return folder / "primary care.blmk"


def is_earlier(path: Path) -> bool:
    """Whether a file of ours is of an earlier schema version than today's. Raises UserError if it is not ours."""
    recognise(path)
    keeper, _ = _keeper(path, writing=False)
    with closing(keeper):
        return version_of(keeper) < newest(MIGRATIONS)


def create_file(path: Path, *, careful: bool = False) -> DataFile:
    """Make a data file without records and open it. Raises UserError if there is a file already."""
    path = path.expanduser().resolve()
    if path.exists():
        raise UserError("There is a file of that name already.", Where(file=path.name))
    with built_beside(path) as new:
        create_schema(new)
    return open_file(path, careful=careful)


def open_file(
    path: Path,
    *,
    read_only: bool = False,
    create: bool = False,
    careful: bool = False,
    backups: Path | None = None,
    migrations: Mapping[int, Step] = MIGRATIONS,
) -> DataFile:
    """Open a data file; with `create`, make it first if it is missing.

    It is opened only to be viewed if that is asked, if another window has it (`held_by` then says whose) or
    if it may not be written. A file of an earlier schema version is backed up, in the folder `backups` or else in one
    beside it, and brought up to date. `careful`: it stands where only the file itself is safe, as on a network drive.
    Raises UserError if it is missing, damaged, not ours or of a later version; it is then left as it is.
    """
    path = path.expanduser().resolve()
    if create and not path.exists():
        return create_file(path, careful=careful)
    recognise(path)
    claim = Claim(why_not=ASKED) if read_only else _claim(path)
    try:
        return _open(path, claim, Way(careful, backups, migrations))
    except BaseException as error:
        if claim.hold:
            claim.hold.release()
        known = trouble(path, error)
        if known:
            raise known from error
        raise


@dataclass(frozen=True)
class Claim:
    """The right to write, or else who has it or why nobody can."""

    hold: lock.Hold | None = None
    held_by: str = ""
    why_not: str = ""


@dataclass(frozen=True)
class Way:
    """How a file is opened: with which journal, with backups where, and with which steps up to today's version."""

    careful: bool
    backups: Path | None
    migrations: Mapping[int, Step]


def _claim(path: Path) -> Claim:
    if not _may_write(path):
        return Claim(why_not=NOT_WRITABLE)
    try:
        return Claim(lock.take(path))
    except lock.Held as held:
        return Claim(held_by=str(held))
    except OSError:
        return Claim(why_not=NOT_WRITABLE)


def _open(path: Path, claim: Claim, way: Way) -> DataFile:
    hold, why = claim.hold, claim.why_not
    keeper, immutable = _keeper(path, writing=hold is not None)
    try:
        version = version_of(keeper)
        check_version(path, version, newest(way.migrations))
        if hold and not _writable(keeper, careful=way.careful):
            hold.release()
            hold, why = None, NOT_WRITABLE
        check_sound(path, keeper, tables=version == newest(MIGRATIONS))
        behind = version < newest(way.migrations)
        if behind:
            keeper.close()
            _bring_up_to_date(path, version, way, writable=hold is not None)
            keeper, immutable = _keeper(path, writing=True)
    except BaseException:
        keeper.close()
        raise
    file = DataFile(path, keeper, hold, held_by=claim.held_by, why_read_only=why, immutable=immutable)
    file.brought_from = version if behind else 0
    return file


def _may_write(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _keeper(path: Path, *, writing: bool) -> tuple[sqlite3.Connection, bool]:
    """A connection that has read from the file, and whether it takes the file for one nobody can write to."""
    # Without a journal beside it the file is whole; where none can be made, or left behind, nobody writes.
    still = not path.with_name(f"{path.name}-wal").exists()
    if still and not _may_write(path):
        return connect(path, immutable=True), True
    try:
        return connect(path, writing=writing), False
    except sqlite3.Error as error:
        if still and code_of(error) in UNREACHABLE:
            return connect(path, immutable=True), True
        raise


def _writable(keeper: sqlite3.Connection, *, careful: bool) -> bool:
    """Whether SQLite may write to the file; and make it keep the journal in which readers never wait.

    That journal needs memory which all who have the file open share: with `careful` it is the other one, beside
    which the file is whole after each change; or stays as it is while somebody looks on.
    """
    try:
        if careful:
            _journal_of_one(keeper)
        else:
            keeper.execute("PRAGMA journal_mode = WAL")
        keeper.execute("BEGIN IMMEDIATE")  # granted even where nothing may be written,
        keeper.execute(f"PRAGMA user_version = {version_of(keeper)}")  # so it takes a try
        keeper.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        if code_of(error) == sqlite3.SQLITE_READONLY:
            return False
        raise
    return True


def _journal_of_one(keeper: sqlite3.Connection) -> None:
    try:
        keeper.execute("PRAGMA busy_timeout = 200")
        keeper.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError as error:
        if code_of(error) not in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            raise
    finally:
        keeper.execute(f"PRAGMA busy_timeout = {PATIENCE * 1000}")


def _bring_up_to_date(path: Path, version: int, way: Way, *, writable: bool) -> None:
    if not writable:
        raise UserError(
            "The file was made by an earlier version and must be brought up to date first: "
            "open it once where it may be written to and no other window has it.",
            Where(file=path.name),
        )
    backup(path, version, way.backups)
    migrate(path, version, way.migrations, way.backups)
