"""What all steps of packaging share: running a program, saying a line, the build's time, Debian's tools."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NAME = "blmk-primary-care"


class Failed(Exception):
    """A step could not be done; the message says which and why."""


class NotHere(Failed):
    """A step cannot be done on this computer as it is; the message says what it would need."""


def run(
    *command: str | Path, where: Path | None = None, extra: Mapping[str, str] | None = None, limit: int = 900
) -> str:
    """What a program prints. Raises Failed, with its last lines, if it fails or takes longer than `limit` seconds."""
    try:
        done = subprocess.run(
            [str(part) for part in command],
            cwd=where,
            env={**os.environ, **(extra or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            timeout=limit,
            encoding="utf-8",
            errors="replace",
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Failed(str(error)) from error
    if done.returncode:
        last = "\n".join(done.stdout.splitlines()[-20:])
        raise Failed(f"{Path(command[0]).name} ended with {done.returncode}:\n{last}")
    return done.stdout


def provide(programs: Mapping[str, str]) -> None:
    """Sees to programs, each with the Debian package that has it. Raises NotHere if one stays missing."""
    missing = {program: package for program, package in programs.items() if shutil.which(program) is None}
    if missing:
        from set_up import install_debian

        install_debian(sorted(set(missing.values())))
    if still := [package for program, package in missing.items() if shutil.which(program) is None]:
        raise NotHere(f"needed and not here: {', '.join(sorted(set(still)))}")


def made_at() -> int:
    """The time, in seconds, that all that is made bears, so that the same sources make the same bytes: the commit's.

    SOURCE_DATE_EPOCH comes before it, as other tools have it; without either it is now.
    """
    if told := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(told)
    try:
        return int(run("git", "log", "-1", "--format=%ct", where=ROOT))
    except (Failed, ValueError):
        return int(time.time())


def made_file(folder: Path, pattern: str, step: str) -> Path:
    """The file of this name that a step left. Raises NotHere where it has not."""
    if found := list(folder.glob(pattern)):
        return found[0]
    raise NotHere(f"{pattern} is not in {folder.name}: `packaging/make {step}` makes it")


def sha256(file: Path) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def sums(files: Iterable[Path], into: Path) -> Path:
    """Writes the SHA-256 of each file as `sha256sum --check` reads it; those of other files in there are kept."""
    lines = into.read_text(encoding="utf-8").splitlines() if into.exists() else []
    known = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    known |= {file.name: sha256(file) for file in files}
    text = "".join(f"{known[name]}  {name}\n" for name in sorted(known) if (into.parent / name).exists())
    into.write_text(text, encoding="utf-8", newline="\n")
    return into


def say(line: str) -> None:
    """A line for the person who waits."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
