"""Trims what PyInstaller gathered: what is left out, the libraries that nothing left needs, and what debuggers read."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from importlib.metadata import packages_distributions
from pathlib import Path, PurePosixPath

from left_out import left_out
from packaging.utils import canonicalize_name

Entry = tuple[str, str, str]  # as PyInstaller has it: where to, where from, what kind of thing

NEEDED = re.compile(r"\(NEEDED\).*\[(.*)\]")
LOADED = re.compile(r"^\s+LOAD\s+(\w+)\s+(\w+)\s.*\s(0x\w+)$", re.MULTILINE)


def trimmed_modules(modules: Iterable[Entry]) -> list[Entry]:
    """The compiled modules that stay."""
    return [entry for entry in modules if not left_out(entry[0].replace(".", "/") + "/__init__.py")]


def of_others(wanted: AbstractSet[str]) -> list[str]:
    """The modules here that come with none of the libraries wanted: of what tests and builds, a program takes nothing.

    PyInstaller would follow every attempt of a library to import one of them.
    """
    return sorted(
        top
        for top, owners in packages_distributions().items()
        if top not in sys.stdlib_module_names and wanted.isdisjoint(canonicalize_name(owner) for owner in owners)
    )


def trimmed_files(files: Iterable[Entry]) -> list[Entry]:
    """The other files that stay; a link goes with what it leads to."""
    return [(to, source, kind) for to, source, kind in files if not left_out(source if kind == "SYMLINK" else to)]


def trimmed_libraries(libraries: Iterable[Entry], folder: Path) -> list[Entry]:
    """The binaries that stay, without what only a debugger reads; `folder` takes those that get smaller by it."""
    entries = trimmed_files(libraries)
    wanted = reached(entries)
    return [
        (to, source if kind == "SYMLINK" else str(stripped(Path(source), folder / to)), kind)
        for to, source, kind in entries
        if PurePosixPath(to).name in wanted
    ]


def reached(entries: Iterable[Entry]) -> set[str]:
    """The names of all that is loaded by name, and of the libraries that those are linked to, however far away."""
    sources = {PurePosixPath(to).name: source for to, source, kind in entries if kind != "SYMLINK"}
    waiting = [name for to, _, kind in entries if loaded_by_name(to) and (name := PurePosixPath(to).name)]
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in sources and name not in found:
            found.add(name)
            waiting += needed(sources[name])
    return found


def loaded_by_name(path: str) -> bool:
    """Whether this is Python, a module for it or a plugin of Qt, not a library that others are linked to."""
    if path.startswith("libpython") or "/plugins/" in path:
        return True
    return "/" in path and "/lib/" not in path and ".libs/" not in path


def needed(library: str) -> set[str]:
    """The names of the libraries that one is linked to."""
    return set(NEEDED.findall(run("readelf", "-d", library)))


def stripped(library: Path, smaller: Path) -> Path:
    """The library without what only a debugger reads, or itself where it would not load any more."""
    smaller.parent.mkdir(parents=True, exist_ok=True)
    run("strip", "--strip-unneeded", "-o", str(smaller), str(library))
    if smaller.stat().st_size < library.stat().st_size and loads(smaller):
        return smaller
    return library


def loads(library: Path) -> bool:
    """Whether a library's parts lie where pages begin; some that a wheel's maker moved do not after `strip`."""
    parts = [tuple(int(number, 16) for number in part) for part in LOADED.findall(run("readelf", "-lW", str(library)))]
    return bool(parts) and all((offset - address) % page == 0 for offset, address, page in parts)


def run(*command: str) -> str:
    """What a program prints; raises subprocess.CalledProcessError if it fails."""
    done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8", errors="replace")
    return done.stdout
