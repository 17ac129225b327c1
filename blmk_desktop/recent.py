"""The data files opened lately, newest first: a small list in the user's data folder, for window and commands alike."""

from __future__ import annotations

import json
from pathlib import Path

KEPT = 10


def recent_files(folder: Path) -> list[Path]:
    """The files opened lately, whether or not they are still there; empty where the list cannot be read."""
    try:
        paths = json.loads((folder / "recent.json").read_text(encoding="utf-8"))
        return [Path(path) for path in paths]
    except (OSError, ValueError, TypeError):
        return []


def remember(folder: Path, path: Path) -> None:
    """Put a file first on the list. That the list cannot be written must not stand in the way of the work."""
    others = [kept for kept in recent_files(folder) if kept != path]
    _write(folder, [path, *others][:KEPT])


def forget(folder: Path, path: Path) -> None:
    """Take a file off the list."""
    _write(folder, [kept for kept in recent_files(folder) if kept != path])


def _write(folder: Path, paths: list[Path]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps([str(path) for path in paths], indent=1)
        (folder / "recent.json").write_text(text, encoding="utf-8")
    except OSError:
        return
