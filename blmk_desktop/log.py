"""The log in the user's data folder: starts and faults of the program, never any data; small, in a few files by turns.

It is kept by hand and not by Python's own `logging.handlers`, which would load the network's modules with it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

NAME = "blmk.log"
MOST = 256 * 1024  # bytes of one file
KEPT = 3  # files: blmk.log, the one before it blmk.1.log, and so on


def write(path: Path, text: str) -> None:
    """Add to the log, with the time; that it cannot be written must not hide what it would say."""
    entry = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC {text[: MOST // 2]}\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size + len(entry.encode()) > MOST:
            _turn(path)
        with path.open("a", encoding="utf-8") as log:
            log.write(entry)
    except OSError:
        return


def _turn(path: Path) -> None:
    """Make room: each file takes the place of the one before it, and the oldest goes."""
    files = [path, *(path.with_suffix(f".{number}{path.suffix}") for number in range(1, KEPT))]
    for older, newer in zip(reversed(files[1:]), reversed(files[:-1]), strict=True):
        if newer.exists():
            newer.replace(older)
