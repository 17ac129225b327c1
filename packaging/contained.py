"""What others made of all that a finished tree holds: runtime, libraries, what is built into them, system libraries.

A tree is the folder that is installed: on Linux the one that PyInstaller made, on Windows Python with the libraries
beside it. Nothing is taken on trust: a library that lies there and is not declared in `made_with`, or the other way
round, is a fault.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from importlib.metadata import PathDistribution
from pathlib import Path
from typing import Any

import debian_libraries
from packaging.utils import canonicalize_name
from pinned import System, Wheel
from strangers import strangers
from working import sha256

from blmk_desktop.made_with import FIRST, LIBRARIES, STARTER, Component


@dataclass(frozen=True)
class Part:
    """One thing that others made: name, version, package URL, licences (SPDX where it has one), what is built into it.

    `needs` are the names of other parts, `sha256` is of the file that it came as.
    """

    name: str
    version: str
    purl: str
    licences: tuple[str, ...]
    says: str = ""
    sha256: str = ""
    parts: tuple[Part, ...] = ()
    needs: tuple[str, ...] = ()


# Built into others without a word in their metadata, as their makers' pages tell.
BUILT_IN = {
    "qt": {
        "double-conversion": "BSD-3-Clause",
        "freetype": "FTL OR GPL-2.0-only",
        "harfbuzz": "MIT",
        "libpng": "libpng-2.0",
        "md4c": "MIT",
        "pcre2": "BSD-3-Clause",
        "zlib": "Zlib",
    },
    "lxml": {"libxml2": "MIT", "libxslt": "MIT", "zlib": "Zlib"},
    "rapidfuzz": {"rapidfuzz-cpp": "MIT", "taskflow": "MIT"},
}
BESIDE = {"pyside6-essentials": ("qt",), "sqlalchemy": ("sqlite",)}  # needed, and no distributions
MICROSOFT = "LicenseRef-Microsoft-Visual-C-Runtime"
OF_WINDOWS = {  # what comes beside Python and Qt for Windows
    "sqlite3.dll": ("sqlite", "blessing"),
    "libffi-8.dll": ("libffi", "MIT"),
    "vcruntime140.dll": ("microsoft-visual-c-runtime", MICROSOFT),
    "msvcp140.dll": ("microsoft-visual-cpp-runtime", MICROSOFT),
}
OF_DEBIAN = "a system library; the licences are those that Debian lists for its whole source"
ICU = re.compile(r"libicudata\.so\.(\d+)$")
TOLD = re.compile(r"^Name: (.+)\n(?:.+\n)*?Files: (.+)\n(?:.+\n)*?License: (.+)$", re.MULTILINE)  # as NumPy tells it


def parts_of(tree: Path, system: System, wheels: Mapping[str, Wheel]) -> list[Part]:
    """Everything in the tree that others made, by package URL. Raises ValueError where it is not as declared."""
    if unknown := strangers(tree):
        raise ValueError(f"In the tree, and nobody asked for it: {', '.join(unknown)}")
    found = [*runtime(tree, system), *libraries(tree, wheels)]
    if system == "linux":
        debian = debian_libraries.found(tree)
        found += [Part(each.name, each.version, each.purl, each.licences, OF_DEBIAN) for each in debian]
    return sorted(found, key=lambda part: part.purl)


def runtime(tree: Path, system: System) -> Iterator[Part]:
    """Python, Qt, and what comes with them."""
    own = of_windows(tree) if system == "windows" else {}
    for each in FIRST:
        beside = own.pop(each.name, None)
        known = generic(each.name, beside.version if beside else each.version, each.licence)
        inner, sha256 = built_into(each.name, tree), beside.sha256 if beside else ""
        yield replace(known, says=each.what_for, sha256=sha256, parts=inner)
    yield from own.values()
    if system == "linux":
        purl = f"pkg:pypi/pyinstaller@{STARTER.version}"
        yield Part("pyinstaller", STARTER.version, purl, (STARTER.licence,), STARTER.what_for)


def generic(name: str, version: str, *licences: str) -> Part:
    """What is in no registry of packages."""
    return Part(name, version, f"pkg:generic/{name}" + (f"@{version}" if version else ""), licences)


def built_into(name: str, tree: Path) -> tuple[Part, ...]:
    """What is known to be built into it; of its version nothing is said."""
    inner = [generic(part, "", licence) for part, licence in BUILT_IN.get(name, {}).items()]
    if name == "qt":
        versions = {match[1] for path in tree.rglob("libicudata.so.*") if (match := ICU.match(path.name))}
        inner += [generic("icu", version, "Unicode-3.0") for version in sorted(versions)]
    return tuple(inner)


def of_windows(tree: Path) -> dict[str, Part]:
    """Python for Windows and the libraries that it and Qt bring, with the versions that the files themselves tell."""
    files = {path.name.lower(): path for path in sorted(tree.rglob("*.dll"))}
    names = {**OF_WINDOWS, **{name: ("python", "") for name in files if re.fullmatch(r"python3\d+\.dll", name)}}
    told = {}
    for file, (name, licence) in names.items():
        if path := files.get(file):
            told[name] = replace(generic(name, version_of(path), licence), sha256=sha256(path))
    return told


def version_of(library: Path) -> str:
    """The version that a Windows library tells of itself, without zeros at its end that say nothing."""
    import pefile

    with pefile.PE(str(library), fast_load=True) as opened:
        opened.parse_data_directories(directories=[pefile.DIRECTORY_ENTRY["IMAGE_DIRECTORY_ENTRY_RESOURCE"]])
        for block in (
            block for info in getattr(opened, "FileInfo", []) for block in info if block.Key == b"StringFileInfo"
        ):
            for table in block.StringTable:
                if told := table.entries.get(b"FileVersion"):
                    return str(re.split(r"[ (]", told.decode())[0]).replace(",", ".")
    return ""


def libraries(tree: Path, wheels: Mapping[str, Wheel]) -> Iterator[Part]:
    """Every library in the tree, with the hash of its wheel, what is built into it, and what it needs."""
    there: dict[str, Path] = {distribution_of(path): path for path in tree.rglob("*.dist-info")}
    declared = {each.name: each for each in LIBRARIES}
    if wrong := sorted((there.keys() ^ declared.keys()) - {STARTER.name}):
        raise ValueError(f"In the tree and not in made_with.py, or the other way round: {', '.join(wrong)}")
    for name, each in declared.items():
        yield library(each, there[name], wheels[name], tree)


def distribution_of(info: Path) -> str:
    """The name that a distribution's folder of metadata stands for, as it is pinned."""
    return canonicalize_name(info.name.partition("-")[0])


def library(component: Component, info: Path, wheel: Wheel, tree: Path) -> Part:
    """One library. Raises ValueError if it lies there in another version than is pinned."""
    version = PathDistribution(info).version
    if version != wheel.version:
        raise ValueError(f"{component.name} {version} is in the tree, pinned is {wheel.version}")
    purl = f"pkg:pypi/{component.name}@{version}"
    inner = {part.purl: part for part in (*crates(info), *told_by(info), *built_into(component.name, tree))}
    parts = tuple(inner[key] for key in sorted(inner))
    needs = (*wheel.needs, *BESIDE.get(component.name, ()))
    return Part(component.name, version, purl, (component.licence,), component.what_for, wheel.sha256, parts, needs)


def crates(info: Path) -> Iterator[Part]:
    """What a library's own bill of materials names: for one made in Rust, every crate compiled into it."""
    for file in sorted(info.glob("sboms/*.json")):
        for each in json.loads(file.read_text(encoding="utf-8")).get("components", ()):
            licences = tuple(stated(each))
            yield Part(each["name"], each["version"], each["purl"].partition("?")[0], licences, "", hash_in(each))


def stated(component: Mapping[str, Any]) -> Iterator[str]:
    """The licences in an entry of a bill of materials."""
    for each in component.get("licenses", ()):
        yield each.get("expression") or each["license"].get("id") or each["license"]["name"]


def hash_in(component: Mapping[str, Any]) -> str:
    """The SHA-256 in an entry of a bill of materials; empty without one."""
    return next((each["content"] for each in component.get("hashes", ()) if each["alg"] == "SHA-256"), "")


def told_by(info: Path) -> Iterator[Part]:
    """What a library says in its licence that it carries along, if those files lie in the tree."""
    for file in sorted(info.rglob("LICENSE*")):
        for name, files, licence in TOLD.findall(file.read_text(encoding="utf-8", errors="replace")):
            stated_files = (plain(one) + "*" for one in files.split(","))  # a version may follow: .so.5
            if any(True for one in stated_files for _ in info.parent.glob(one)):
                yield generic(name.lower().replace(" ", "-"), "", licence)


def plain(pattern: str) -> str:
    """A pattern of files as a library states it, whichever system it was made on."""
    return pattern.strip().replace("\\", "/")
