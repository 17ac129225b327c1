"""What the packages do not carry of Qt and of the libraries, told by the paths of both systems' wheels."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from left_out import OF_PYTHON, left_out

ROOT = Path(__file__).resolve().parents[2]

KEPT = [
    "PySide6/QtCore.abi3.so",
    "PySide6/QtWidgets.pyd",
    "PySide6/Qt/lib/libQt6Gui.so.6",
    "PySide6/Qt/lib/libicudata.so.73",
    "PySide6/Qt6Gui.dll",
    "PySide6/MSVCP140.dll",
    "PySide6/__init__.py",
    "PySide6/pyside6.abi3.dll",
    "PySide6/libpyside6.abi3.so.6.11",
    "PySide6/Qt/plugins/platforms/libqxcb.so",
    "PySide6/plugins/platforms/qwindows.dll",
    "shiboken6/Shiboken.abi3.so",
    "shiboken6/Shiboken.pyd",
    "shiboken6/libshiboken6.abi3.so.6.11",
    "docx/templates/default.docx",
    "font_source_sans_pro/files/SourceSansPro-Bold.ttf",
    "lxml/etree.cp311-win_amd64.pyd",
    "numpy/_core/multiarray.py",
    "numpy-2.4.6.dist-info/METADATA",
    "numpy-2.4.6.dist-info/RECORD",
    "sqlalchemy/dialects/sqlite/pysqlite.py",
]
LEFT_OUT = [
    "PySide6/QtNetwork.abi3.so",
    "PySide6/QtQml.pyd",
    "PySide6/Qt/lib/libQt6Network.so.6",
    "PySide6/Qt6Network.dll",
    "PySide6/Qt6Quick.dll",
    "PySide6/QtCore.pyi",
    "PySide6/designer.exe",
    "PySide6/opengl32sw.dll",
    "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
    "PySide6/Qt/plugins/tls/libqopensslbackend.so",
    "PySide6/plugins/tls/qschannelbackend.dll",
    "PySide6/Qt/qml/QtQuick/qmldir",
    "PySide6/Qt/translations/qtbase_de.qm",
    "PySide6/translations/qtbase_de.qm",
    "PySide6/include/QtCore/pyside6_qtcore_python.h",
    "shiboken6/shiboken6.abi3.lib",
    "font_source_sans_pro/files/SourceSansPro-BoldIt.ttf",
    "lxml/html/__init__.py",
    "numpy/f2py/cfuncs.py",
    "numpy/lib/tests/test_io.py",
    "numpy/random/_generator.cp311-win_amd64.pyd",
    "numpy-2.4.6.dist-info/INSTALLER",
]


@pytest.mark.parametrize("path", KEPT)
def test_what_runs_is_kept(path: str) -> None:
    assert not left_out(path)


@pytest.mark.parametrize("path", LEFT_OUT)
def test_what_nothing_uses_is_left_out(path: str) -> None:
    assert left_out(path)


def test_nothing_that_speaks_over_a_secure_connection_is_carried() -> None:
    assert {"ssl", "_ssl", "_hashlib"} <= set(OF_PYTHON)


WITHOUT = """
import sys
sys.path.insert(0, sys.argv.pop(1))
from left_out import OF_PYTHON

class LeftOut:
    def find_spec(self, name, path=None, target=None):
        if any(name == module or name.startswith(module + ".") for module in OF_PYTHON):
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, LeftOut())
import main
sys.exit(main.main(sys.argv[1:]))
"""


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data file with the example in it, made by a Python without what is left out."""
    file = tmp_path_factory.mktemp("trial") / "trial.blmk"
    assert complaint(file, "demo") == ""
    return file


def complaint(file: Path, *words: str) -> str:
    """What a command says on standard error in a Python without what is left out."""
    command = [sys.executable, "-c", WITHOUT, str(ROOT / "packaging"), *words, "--file", str(file)]
    kept = {**os.environ, "BLMK_DATA_DIR": str(file.parent)}
    return subprocess.run(command, cwd=ROOT, env=kept, capture_output=True, text=True, check=False).stderr


@pytest.mark.parametrize("command", ["history", "check", "summary practices", "cross practices --rows status", "undo"])
def test_a_command_runs_without_what_is_left_out_of_python(trial: Path, command: str) -> None:
    assert complaint(trial, *command.split()) == ""
