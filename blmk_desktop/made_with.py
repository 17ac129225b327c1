"""What the application is made with: every library that ships with it, its version, its licence and the licence's text.

The About box, the bill of materials and the folder of licences beside the program all come from here.
"""

from __future__ import annotations

import json
import platform
import re
import sqlite3
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution, version
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "licences"  # of what brings too little of its own
TEXT = re.compile(r"(licen[cs]es?|copying|notice|authors)([.\-_][\w.\-]+)?", re.IGNORECASE)
CODE = {".py", ".pyc", ".pyi"}


@dataclass(frozen=True)
class LicenceText:
    """A licence, or who holds the rights, as the component brings it: the file's name and what it says."""

    name: str
    text: str


@dataclass(frozen=True)
class Component:
    """One thing that ships: how it is pinned, what it is called, what it does here, and its licence (SPDX)."""

    name: str
    title: str
    what_for: str
    licence: str
    ours: tuple[str, ...] = ()  # files of `resources/licences`, for what it does not bring itself
    asked: Callable[[], str] | None = None  # its version, where it is no distribution

    @property
    def version(self) -> str:
        """The version that is here; empty if it is missing."""
        if self.asked is not None:
            return self.asked()
        found = self._distribution()
        return found.version if found else ""

    @property
    def texts(self) -> tuple[LicenceText, ...]:
        """Its licence in full, with those of what is built into it."""
        ours = tuple(LicenceText(name, _read(FOLDER / name)) for name in self.ours)
        found = self._distribution() if self.asked is None else None
        return (*_texts_of(found), *ours, *_compiled_into(found)) if found else ours

    def _distribution(self) -> Distribution | None:
        try:
            return distribution(self.name)
        except PackageNotFoundError:
            return None


def _texts_of(found: Distribution) -> tuple[LicenceText, ...]:
    """The files of a distribution that are named like a licence, each text once, wherever it keeps them."""
    texts: dict[str, LicenceText] = {}
    for file in sorted(found.files or (), key=lambda file: (".dist-info/" not in file.as_posix(), file.parts)):
        path = Path(str(found.locate_file(file)))
        if TEXT.fullmatch(file.name) and file.suffix not in CODE and path.is_file():
            text = _read(path)
            texts.setdefault(text, LicenceText(_shortly(file.as_posix()), text))
    return tuple(sorted(texts.values(), key=lambda text: text.name.count("/")))


def _compiled_into(found: Distribution) -> tuple[LicenceText, ...]:
    """What a distribution's own bill of materials says is compiled into it: name, version, licence, authors."""
    lines = []
    for file in found.files or ():
        path = Path(str(found.locate_file(file)))
        if "sboms" in file.parts and file.suffix == ".json" and path.is_file():
            lines += [_line(each) for each in json.loads(_read(path)).get("components", ())]
    return (LicenceText("Compiled into it", "\n".join(lines) + "\n"),) if lines else ()


def _line(each: dict[str, Any]) -> str:
    """One entry of a bill of materials, in a line; its authors without their addresses."""
    stated = (one.get("expression") or one["license"].get("id") or one["license"]["name"] for one in each["licenses"])
    authors = re.sub(r" *<?[^\s<,]+@[^\s,>]+>?", "", each.get("author", ""))
    said = f"{each['name']} {each['version']}: {', '.join(stated)}"
    return f"{said} (by {authors})" if authors else said


def _shortly(name: str) -> str:
    """The name of a file without the folders that every distribution keeps its licences in."""
    return name.rpartition(".dist-info/")[2].removeprefix("licenses/")


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


LGPL = "LGPL-3.0-only"
LGPL_TEXTS = ("Qt-use.txt", "LGPL-3.0.txt", "GPL-3.0.txt")  # how it is used; the second stands on the third
PYTHON_TEXTS = ("Python.txt", "Python-built-in.txt")
QT_TEXTS = (*LGPL_TEXTS, "Qt-built-in.txt")
RUST = "Rust-terms.txt"
PYSIDE = f"{LGPL} OR GPL-2.0-only OR GPL-3.0-only"
NUMPY = "BSD-3-Clause AND 0BSD AND MIT AND Zlib AND CC0-1.0"
FIRST = (
    Component("python", "Python", "what it is written in", "Python-2.0", PYTHON_TEXTS, platform.python_version),
    Component("qt", "Qt", "windows, tables, pictures, printing", LGPL, QT_TEXTS, lambda: version("pyside6-essentials")),
    Component("sqlite", "SQLite", "keeps the data file", "blessing", ("SQLite.txt",), lambda: sqlite3.sqlite_version),
)
LIBRARIES = (
    Component("pyside6-essentials", "Qt for Python", "joins Qt to Python", PYSIDE, LGPL_TEXTS),
    Component("shiboken6", "Shiboken", "what Qt for Python stands on", PYSIDE, LGPL_TEXTS),
    Component("sqlalchemy", "SQLAlchemy", "reads and writes the data file", "MIT"),
    Component("alembic", "Alembic", "brings older data files up to date", "MIT"),
    Component("mako", "Mako", "what Alembic stands on", "MIT"),
    Component("markupsafe", "MarkupSafe", "what Mako stands on", "BSD-3-Clause"),
    Component("typing-extensions", "typing-extensions", "what SQLAlchemy stands on", "PSF-2.0"),
    Component("numpy", "NumPy", "sorts and filters columns of figures", NUMPY),
    Component("python-calamine", "python-calamine", "reads workbooks", "MIT", (RUST,)),
    Component("openpyxl", "openpyxl", "reads how workbooks are laid out, writes forms", "MIT"),
    Component("et-xmlfile", "et_xmlfile", "what openpyxl stands on", "MIT"),
    Component("defusedxml", "defusedxml", "refuses hostile workbooks", "PSF-2.0"),
    Component("xlsxwriter", "XlsxWriter", "writes workbooks", "BSD-2-Clause"),
    Component("python-docx", "python-docx", "writes Word documents", "MIT"),
    Component("lxml", "lxml", "what python-docx stands on", "BSD-3-Clause"),
    Component("typst", "Typst", "sets papers as PDF", "Apache-2.0", (RUST, "Typst-fonts.txt")),
    Component("font-source-sans-pro", "Source Sans Pro", "the type that papers are set in", "OFL-1.1"),
    Component("rapidfuzz", "RapidFuzz", "finds names that are spelt differently", "MIT", ("RapidFuzz-built-in.txt",)),
    Component("platformdirs", "platformdirs", "knows where a user's data belong", "MIT"),
    Component("filelock", "filelock", "keeps two windows from writing to one file", "MIT"),
)
STARTER = Component(
    "pyinstaller", "PyInstaller's starter", "starts the program", "GPL-2.0-or-later WITH Bootloader-exception"
)


def components() -> tuple[Component, ...]:
    """All that ships with the program as it runs here: Python, Qt and SQLite first, then the libraries.

    The starter is only in a folder that PyInstaller made.
    """
    return (*FIRST, *LIBRARIES, *([STARTER] if hasattr(sys, "_MEIPASS") else []))
