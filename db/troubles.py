"""What SQLite reports, said so that a user can act on it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from blmk_desktop.errors import UserError, Where

DAMAGED = "The file is damaged. It was left as it is; open a backup or a copy instead."
BUSY = "Another window or program is writing to the file. Nothing was changed; try again."

SENTENCES = {
    sqlite3.SQLITE_FULL: "The disk is full. Nothing was changed; free some space and try again.",
    sqlite3.SQLITE_IOERR: "The drive could not be read or written. Nothing was changed; is it still there?",
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_READONLY: "The file may not be written to, so it can only be viewed.",
    sqlite3.SQLITE_CANTOPEN: "The file cannot be opened: it may have been moved, or you lack permission.",
    sqlite3.SQLITE_PERM: "You do not have permission to use the file.",
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: DAMAGED,
}


def code_of(error: BaseException | None) -> int:
    """SQLite's primary result code of an error, 0 if it has none."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def trouble(path: Path, error: BaseException | None) -> UserError | None:
    """The sentence for an error of SQLite's that is not our fault; None if it is one that we must mend."""
    # Python cannot even read the reason if it quotes a part that is damaged.
    sentence = DAMAGED if isinstance(error, UnicodeDecodeError) else SENTENCES.get(code_of(error))
    return UserError(sentence, Where(file=path.name)) if sentence else None
