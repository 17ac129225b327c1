"""Makes the packages into `dist`, and tries them: each step says what it does and ends with what it left."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from working import ROOT, Failed, NotHere, made_at, made_file, say

sys.path[:0] = [str(ROOT), str(ROOT / "tools")]  # what the steps import, once they are taken
DIST = ROOT / "dist"


def linux() -> None:
    """The folder, the Debian package and the portable archive for Linux, with a bill of materials and their sums."""
    from linux import build

    said(build(DIST))


def windows() -> None:
    """The installer and the portable archive for Windows."""
    from windows import build

    said(build(DIST))


def try_linux() -> None:
    """The packages for Linux in a Debian of their own without Python: installed, started, driven, removed."""
    from try_linux import trial

    trial(DIST)


def try_windows() -> None:
    """The installer for Windows under Wine, which is no proof of Windows."""
    from wine import smoke_test

    from blmk_desktop import __version__

    smoke_test(made_file(DIST, f"*-{__version__}-windows-setup.exe", "windows"))


STEPS: dict[str, Callable[[], None]] = {
    "linux": linux,
    "windows": windows,
    "try-linux": try_linux,
    "try-windows": try_windows,
}


def main(wanted: list[str]) -> int:
    """Takes the steps named, in that order; `all` is every one.

    0: done; 1: a step failed, and none after it was taken; 2: no such step; 3: this computer cannot do all of them.
    """
    names = list(STEPS) if wanted == ["all"] else wanted
    if not names or not set(names) <= set(STEPS):
        say("Which of these? " + "; ".join(f"`packaging/make {name}`: {STEPS[name].__doc__}" for name in STEPS))
        return 2
    os.environ["SOURCE_DATE_EPOCH"] = str(made_at())  # for the programs that are run, too
    status = 0
    for name in names:
        started = time.monotonic()
        try:
            STEPS[name]()
        except NotHere as lack:
            say(f"{name}: NOT DONE: {lack}")
            status = 3
            continue
        except Failed as failure:
            say(f"{name}: FAILED: {failure}")
            return 1
        say(f"{name}: done in {time.monotonic() - started:.0f} s")
    return status


def said(files: list[Path]) -> None:
    """A line for each file that was made."""
    for file in files:
        say(f"  {file.relative_to(ROOT)}: {file.stat().st_size / 1_000_000:,.1f} MB")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
