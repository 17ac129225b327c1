"""Which wheel pip takes for each pin of `requirements.txt` on a system, with its hash and what it needs there."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from working import ROOT, run

System = Literal["linux", "windows"]
# What pip is told to choose wheels by: always of one system, whatever this computer is.
FOR_WINDOWS = (
    "--platform=win_amd64",
    "--python-version=3.11",
    "--implementation=cp",
    "--abi=cp311",
    "--abi=abi3",
    "--abi=none",
)
MARKERS = {  # what a library's own conditions are held against
    "linux": {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    "windows": {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
}


@dataclass(frozen=True)
class Wheel:
    """The file that is installed for a pin: name as pinned, version, SHA-256, and the names of what it needs."""

    name: str
    version: str
    sha256: str
    needs: tuple[str, ...]


def wheels(system: System, pins: Path = ROOT / "requirements.txt") -> dict[str, Wheel]:
    """The wheel of every pin by name. Raises Failed if a pin has none for the system, or one with a wrong hash."""
    with tempfile.TemporaryDirectory() as nowhere:
        report = Path(nowhere) / "report.json"
        where = [*FOR_WINDOWS, "--target", nowhere] if system == "windows" else []
        what = ["--no-deps", "--require-hashes", "--only-binary=:all:", "--requirement", str(pins)]
        command = [sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed", "--report", str(report)]
        run(*command, *what, *where)
        return read(json.loads(report.read_text(encoding="utf-8")), system)


def read(report: dict[str, Any], system: System) -> dict[str, Wheel]:
    """What pip reports that it would install, in short."""
    found: dict[str, Wheel] = {}
    for each in report["install"]:
        name = canonicalize_name(each["metadata"]["name"])
        sha256 = each["download_info"]["archive_info"]["hashes"]["sha256"]
        wanted = needs(each["metadata"].get("requires_dist", ()), system)
        found[name] = Wheel(name, each["metadata"]["version"], sha256, wanted)
    return found


def needs(declared: Iterable[str], system: System) -> tuple[str, ...]:
    """The names of what a library needs on a system, without what it needs for its extras."""
    wanted = [Requirement(each) for each in declared]
    where = {**MARKERS[system], "python_version": "3.11", "extra": ""}
    return tuple(sorted(canonicalize_name(one.name) for one in wanted if not one.marker or one.marker.evaluate(where)))
