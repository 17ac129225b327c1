"""Qt for Python finds its support compiled beside it, and is the same Qt for Python then."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import qt_support
import shiboken6

PROGRAM = """
import sys
import PySide6.QtCore as core
print(sys.modules["shibokensupport.signature.loader"].__file__)
try:
    core.QObject("no parent")
except TypeError as error:
    print("called with wrong argument types" in str(error))
"""


def test_the_support_is_taken_from_beside_the_library(tmp_path: Path) -> None:
    library, qt = Path(shiboken6.__file__).parent, Path(shiboken6.__file__).parent.parent / "PySide6"
    shutil.copytree(library, tmp_path / "shiboken6", ignore=shutil.ignore_patterns("files.dir"))
    (tmp_path / "PySide6").symlink_to(qt)
    qt_support.unfold(tmp_path)
    environment = os.environ | {"PYTHONPATH": str(tmp_path)}
    answer = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True, check=True
    )
    where, as_ever = answer.stdout.splitlines()
    assert Path(where) == tmp_path / qt_support.FOLDER / "shibokensupport" / "signature" / "loader.pyc"
    assert as_ever == "True"


def test_the_support_holds_no_place_of_this_computer(tmp_path: Path) -> None:
    qt_support.unfold(tmp_path)
    made = list(tmp_path.rglob("*.pyc"))
    assert made
    assert not any(str(tmp_path).encode() in file.read_bytes() for file in made)
