"""The folder that is installed on Windows: two programs, our own modules, the libraries, and Python.

The libraries are the wheels for Windows of the very requirements.txt that ./run installs, by the same hashes.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from compiled import compile_tree
from left_out import left_out
from pinned import FOR_WINDOWS
from qt_support import unfold
from windows_python import QT_COMPANY, signed_by
from working import run

PACKAGES = ("blmk_desktop", "db", "ui")
BESIDE = ("resources", "docs/guide")
RUNTIME_OF_C = ("msvcp140", "vcruntime140", "concrt140")  # Microsoft's; one copy, the newest, serves Python and Qt
BINARIES = {".exe", ".dll", ".pyd"}
IMPORTS, DELAYED = 1, 13  # the numbers of those tables in such a file
BY_NAME = {"python311.dll"}  # the programs look for it themselves, to be able to say that it is missing


def program(root: Path, folder: Path) -> None:
    """Puts our own modules, compiled, and what they read into `folder`."""
    folder.mkdir(parents=True)
    without = shutil.ignore_patterns("__pycache__", "*.pyc")
    shutil.copyfile(root / "main.py", folder / "main.py")
    for name in PACKAGES:
        shutil.copytree(root / name, folder / name, ignore=without)
    compile_tree(folder, "program")
    for name in BESIDE:
        shutil.copytree(root / name, folder / name, ignore=without)


def libraries(requirements: Path, folder: Path) -> None:
    """Puts the wheels for Windows, pinned by hash, into `folder`, less what is never used, and compiled."""
    pip = [sys.executable, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-deps", "--no-compile"]
    hashed = ["--require-hashes", "--only-binary=:all:", "-r", str(requirements), "--target", str(folder)]
    run(*pip, *FOR_WINDOWS, *hashed)
    for file in sorted(folder.rglob("*"), reverse=True):
        if file.is_dir():
            if not any(file.iterdir()):
                file.rmdir()
        elif left_out(file.relative_to(folder).as_posix()):
            file.unlink()
    compile_tree(folder, "libraries")
    unfold(folder)


def one_runtime_of_c(libraries: Path, runtime: Path) -> None:
    """Moves Microsoft's runtime, as the Qt Company signed it, to Python's folder, and drops the other copies."""
    signed_by(QT_COMPANY, sorted((libraries / "PySide6").glob("*.dll")) + sorted((libraries / "PySide6").glob("*.pyd")))
    for package in ("PySide6", "shiboken6"):
        for file in sorted((libraries / package).glob("*.dll")):
            if file.stem.partition("_")[0] in RUNTIME_OF_C:
                if not (runtime / file.name).exists():
                    shutil.copyfile(file, runtime / file.name)
                file.unlink()


def drop_the_unasked(tree: Path) -> None:
    """Takes away each library that no other file asks for; what Qt looks for in its folders of plugins stays."""
    asks = {
        file: {library for library, _function in imports(file)} for file in tree.rglob("*") if file.suffix in BINARIES
    }
    while unasked := [file for file in asks if not needed(file, set().union(*asks.values()))]:
        for file in unasked:
            file.unlink()
            del asks[file]


def needed(file: Path, asked: set[str]) -> bool:
    """Whether a file is more than a library, or a library that is asked for."""
    return file.suffix != ".dll" or "plugins" in file.parts or file.name.lower() in asked | BY_NAME


def imports(file: Path) -> Iterator[tuple[str, str]]:
    """Library and function of each import; the function is empty where it goes by a number."""
    import pefile

    parsed = pefile.PE(str(file), fast_load=True)
    parsed.parse_data_directories([IMPORTS, DELAYED])
    for table in ("DIRECTORY_ENTRY_IMPORT", "DIRECTORY_ENTRY_DELAY_IMPORT"):
        for entry in getattr(parsed, table, []):
            for one in entry.imports:
                yield entry.dll.decode().lower(), (one.name or b"").decode()


def files_of(tree: Path) -> list[Path]:
    """Every file of the tree, relative to it, in an order that is always the same."""
    return sorted(file.relative_to(tree) for file in tree.rglob("*") if file.is_file())
