"""Makes the packages into `dist`, and tries them: each step says what it does and ends with what it left."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from working import Failed, commit_time, say

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]  # what the steps import, once they are taken
DIST = ROOT / "dist"


def linux() -> None:
    """The folder, the Debian package and the portable archive for Linux, with a bill of materials and their sums."""
    said(import_module("linux").build(DIST))


def windows() -> None:
    """The installer and the portable archive for Windows."""
    said(import_module("windows").build(DIST))


def try_linux() -> None:
    """The packages for Linux in a Debian of their own without Python: installed, started, driven, removed."""
    import_module("try_linux").trial(DIST)


def try_windows() -> None:
    """The installer for Windows under Wine, which is no proof of Windows."""
    [setup] = sorted(DIST.glob("*setup.exe"))
    import_module("wine").smoke_test(setup)


STEPS: dict[str, Callable[[], None]] = {
    "linux": linux,
    "windows": windows,
    "try-linux": try_linux,
    "try-windows": try_windows,
}


def main(wanted: list[str]) -> int:
    """Takes the steps named, in that order; `all` is every one. 0: done; 1: a step failed; 2: no such step."""
    names = list(STEPS) if wanted == ["all"] else wanted
    if not names or not set(names) <= set(STEPS):
        say("Which of these? " + "; ".join(f"`packaging/make {name}`: {STEPS[name].__doc__}" for name in STEPS))
        return 2
    os.environ.setdefault("SOURCE_DATE_EPOCH", str(commit_time(ROOT)))
    for name in names:
        started = time.monotonic()
        try:
            STEPS[name]()
        except Failed as failure:
            say(f"{name}: FAILED: {failure}")
            return 1
        say(f"{name}: done in {time.monotonic() - started:.0f} s")
    return 0


def said(files: list[Path]) -> None:
    """A line for each file that was made."""
    for file in files:
        say(f"  {file.relative_to(ROOT)}: {file.stat().st_size / 1_000_000:,.1f} MB")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
