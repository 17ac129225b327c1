"""What the application without a screen needs of a data file: connections to read and to write."""

from __future__ import annotations

import sqlite3
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from sqlalchemy import Connection


class Store(Protocol):
    """An open data file. `main` opens it with `db` and hands it down; nothing below knows how it is kept."""

    @property
    def path(self) -> Path:
        """The file."""
        ...

    @property
    def read_only(self) -> bool:
        """Whether writing is refused, because somebody else has the file or it may not be written."""
        ...

    def reading(self) -> AbstractContextManager[Connection]:
        """A connection that sees one consistent state of the file."""
        ...

    def asking(self) -> AbstractContextManager[sqlite3.Connection]:
        """A bare connection that sees one consistent state of the file: for plain SQL, before SQLAlchemy is loaded."""
        ...

    def writing(self) -> AbstractContextManager[Connection]:
        """A connection in one transaction: all of it is kept, or after an error none. Raises UserError if read-only."""
        ...
