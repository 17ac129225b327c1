"""Who has a data file open for writing: a lock that ends with its process, and a note of who holds it."""

from __future__ import annotations

import getpass
import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from filelock import BaseFileLock


class Held(Exception):
    """Somebody else has the file; the message says who, as far as it is known."""


@dataclass(frozen=True)
class Hold:
    """The right to write to a data file, until it is released or the process ends."""

    lock: BaseFileLock
    note: Path

    def release(self) -> None:
        """Let others write."""
        self.note.unlink(missing_ok=True)
        self.lock.release()


def take(path: Path) -> Hold:
    """Become the one who writes to the file at `path`.

    Raises Held if somebody else is, OSError if the folder may not be written.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(_beside(path, "lock"), thread_local=False)
    note = _beside(path, "holder")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise Held(_holder(note)) from None
    hold = Hold(lock, note)
    try:
        note.write_text(json.dumps(_ourselves()), encoding="utf-8")
    except OSError:
        hold.release()
        raise
    return hold


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(f"{path.name}-{ending}")


def _ourselves() -> dict[str, str]:
    return {
        "who": user(),
        "host": _host(),
        "since": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def _host() -> str:
    """The computer's name, as the system gives it: nothing that opens sockets is needed for that."""
    return os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")


def user() -> str:
    """The name under which the person is logged on, or 'somebody'."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such account: each Python and system says it differently
        return "somebody"


def _holder(note: Path) -> str:
    """Say who wrote the note; a note that is missing or half written only makes the answer vaguer."""
    try:
        said = json.loads(note.read_text(encoding="utf-8"))
        since = datetime.fromisoformat(said["since"]).astimezone()
        return f"another window of {said['who']} on {said['host']} since {_moment(since)}"
    except (OSError, ValueError, KeyError, TypeError):
        return "another window"


def _moment(at: datetime) -> str:
    today = at.date() == datetime.now(UTC).astimezone().date()
    return f"{at:%H:%M}" if today else f"{at.day} {at:%B %Y, %H:%M}"
