"""An open data file: reading, writing, copying and closing it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from blmk_desktop.errors import UserError, Where
from db import copies, lock
from db.connection import connect
from db.loading import load_sqlalchemy
from db.recognition import version_of
from db.troubles import trouble

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine


class DataFile:
    """A data file that is open, for writing or only to be viewed; it is a `blmk_desktop.store.Store`."""

    def __init__(
        self,
        path: Path,
        keeper: sqlite3.Connection,
        hold: lock.Hold | None,
        *,
        held_by: str = "",
        why_read_only: str = "",
        immutable: bool = False,
    ) -> None:
        self._path = path
        self._keeper = keeper  # stays open, so that the journal is not tidied away after every single edit
        self._hold = hold
        self.held_by = held_by
        self.why_read_only = why_read_only or held_by
        self._immutable = immutable
        self.who = ""  # who makes the changes, as history names them; blank: as they are logged on
        self.home = path.parent  # a folder of this computer where it could stand instead
        self.doubtful = ""  # why it had better not stand where it stands; blank: nothing is against it
        self.brought_from = 0  # the earlier schema version that it had when it was opened; 0: today's

    @property
    def path(self) -> Path:
        """The file."""
        return self._path

    @property
    def read_only(self) -> bool:
        """Whether the file can only be viewed."""
        return self._hold is None

    @property
    def schema_version(self) -> int:
        """The version of the tables in it, after any migration."""
        return version_of(self._keeper)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one consistent state of the file and can change nothing."""
        with self._said_plainly(), self._readers.connect() as connection:
            yield connection

    @contextmanager
    def asking(self) -> Iterator[sqlite3.Connection]:
        """A bare connection that sees one consistent state of the file and can change nothing; it loads nothing."""
        try:
            with closing(connect(self._path, immutable=self._immutable)) as connection:
                connection.execute("BEGIN")
                yield connection
        except (sqlite3.Error, UnicodeDecodeError) as error:
            known = trouble(self._path, error)
            if known is None:
                raise
            raise known from error

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection in one transaction. Raises UserError if the file can only be viewed."""
        if self.read_only:
            raise UserError(self._why_not(), Where(file=self._path.name))
        with self._said_plainly(), self._writers.connect() as connection, connection.begin():
            connection.info["who"] = self.who
            yield connection

    def save_copy(self, target: Path) -> None:
        """Write a whole, checked copy to `target`. Raises UserError; then what was there is untouched."""
        copies.save_copy(self._path, target, immutable=self._immutable)

    def close(self) -> None:
        """Tidy the journal into the file and let others write."""
        self._keeper.close()
        hold, self._hold = self._hold, None
        if hold:
            hold.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _why_not(self) -> str:
        if self.held_by:
            return f"It is open in {self.held_by}, so it can only be viewed here. Close it there first."
        return f"It can only be viewed: {self.why_read_only}."

    @cached_property
    def _readers(self) -> Engine:
        return _engine(self._path, writing=False, immutable=self._immutable)

    @cached_property
    def _writers(self) -> Engine:
        return _engine(self._path, writing=True)

    @contextmanager
    def _said_plainly(self) -> Iterator[None]:
        """Tell what a user can act on (a full disk, a damaged file) from what is a bug."""
        load_sqlalchemy()
        from sqlalchemy.exc import DBAPIError

        try:
            yield
        except (DBAPIError, UnicodeDecodeError) as error:
            known = trouble(self._path, error.orig if isinstance(error, DBAPIError) else error)
            if known is None:
                raise
            raise known from error


def _engine(path: Path, *, writing: bool, immutable: bool = False) -> Engine:
    from sqlalchemy import create_engine, event
    from sqlalchemy.pool import NullPool

    engine = create_engine(
        "sqlite://",
        creator=lambda: connect(path, writing=writing, immutable=immutable),
        poolclass=NullPool,  # a pooled connection would keep the file locked on Windows
    )
    begin = "BEGIN IMMEDIATE" if writing else "BEGIN"

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine
