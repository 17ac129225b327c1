"""Modules that lie in a finished tree although nobody declared them: a build takes along what it finds around it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import PathDistribution
from pathlib import Path

from working import NAME

OURS = {"main", "blmk_desktop", "db", "ui"}
OF_THE_STARTER = ("_pyi", "pyi", "_sysconfigdata")  # how the modules begin that PyInstaller and the system's Python add
EXTENSIONS = (".so", ".pyd")
FOLDERS = {"_internal", "libraries"}  # where the two trees keep what is imported


def strangers(tree: Path) -> list[str]:
    """The names of modules that neither Python, a library in the tree, nor we brought."""
    there = {*in_folders(tree), *in_program(tree / NAME)}
    return sorted(name for name in there - known(tree.rglob("*.dist-info")) if not name.startswith(OF_THE_STARTER))


def known(infos: Iterable[Path]) -> set[str]:
    """The names at the top of what the libraries say that they brought, of Python's own library, and of ours."""
    brought = {file.parts[0].partition(".")[0] for info in infos for file in PathDistribution(info).files or ()}
    return brought | sys.stdlib_module_names | OURS


def in_folders(tree: Path) -> Iterator[str]:
    """The names of packages and modules in the tree's own folders; of folders, those with anything compiled in them."""
    for folder in (tree / name for name in FOLDERS):
        for path in folder.iterdir() if folder.is_dir() else ():
            if path.is_file() and path.suffix in {".pyc", ".py", *EXTENSIONS} and not path.name.startswith("lib"):
                yield path.name.partition(".")[0]
            elif path.is_dir() and "." not in path.name and any(is_module(file) for file in path.rglob("*")):
                yield path.name


def is_module(path: Path) -> bool:
    """Whether a file is a module of Python's, in whatever form."""
    return path.suffix in {".py", ".pyc", *EXTENSIONS}


def in_program(program: Path) -> set[str]:
    """The names at the top of what PyInstaller packed into a program; none if it is none of its."""
    if not program.is_file():
        return set()
    from PyInstaller.archive.readers import CArchiveReader

    return {name.partition(".")[0] for name in CArchiveReader(str(program)).open_embedded_archive("PYZ.pyz").toc}
