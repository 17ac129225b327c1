"""The window opens before anything slow is imported, and the Qt that it stands on survives a day's work."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import db
from tests.house.tree import ROOT

SLOW = (
    "sqlalchemy",
    "alembic",
    "numpy",
    "pandas",
    "openpyxl",
    "xlsxwriter",
    "typst",
    "docx",
    "lxml",
    "python_calamine",
    "defusedxml",
    "rapidfuzz",
    "pyqtgraph",
)

# Every module of the screen, and what of it is there when the window stands but no file is open.
SCREEN = f"""
import importlib, pkgutil, sys, ui
for module in pkgutil.walk_packages(ui.__path__, "ui."):
    importlib.import_module(module.name)
print([name for name in {SLOW!r} if name in sys.modules])
"""
WINDOW = f"""
import sys, tempfile
from pathlib import Path
from PySide6.QtWidgets import QApplication
import main
from ui.settings import Settings
from ui.window import MainWindow
app = QApplication([])
with tempfile.TemporaryDirectory() as nowhere:
    window = MainWindow(Settings(Path(nowhere) / "window.ini"), main.open_store, Path(nowhere))
    window.show()
    app.processEvents()
    slow = [name for name in {SLOW!r} if name in sys.modules]
    print(slow + [name for name in sys.modules if name.startswith(("ui.tabs.", "ui.plan", "blmk_desktop.templates"))])
    window.close()
"""

# A start in a user folder, and a window that is closed again, which remembers how it stood.
BUILT = """
import os, sys
os.environ["BLMK_DATA_DIR"] = sys.argv[1]
from PySide6 import QtCore
from PySide6.QtCore import QEvent, QObject
import main
app, window = main.build_window([os.path.join(sys.argv[1], "first.blmk")])
"""
CLOSED = BUILT + "window.close()"
# At the first paint Qt's namespace of constants is not filled yet: that takes a tenth of the time to it.
FIRST_PAINT = (
    BUILT
    + """
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            print("Qt" in vars(QtCore), flush=True)
            os._exit(0)
        return False
watch = Watch()
app.installEventFilter(watch)
window.show()
app.exec()
"""
)
# What the first tab shows of a file, and what of the slow is there once it is known.
FIRST_DATA = f"""
import sys
from pathlib import Path
import db, ui.tabs.overview
from blmk_desktop.summaries.overview import overview
with db.open_file(Path(sys.argv[1])) as store, store.asking() as connection:
    overview(connection)
print([name for name in {SLOW!r} if name in sys.modules])
"""

# PySide6 6.12.0 on Python 3.11 loses a reference to None at each call of a method that returns nothing, and
# kills the process after some thousands.
VOID_CALLS = """
from PySide6.QtCore import QObject
thing = QObject()
for number in range(200_000):
    thing.setObjectName("name")
print("alive")
"""


def python(program: str, *arguments: Path) -> subprocess.CompletedProcess[str]:
    """What a fresh Python in the checkout makes of a program."""
    command = [sys.executable, "-c", program, *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)


def test_no_part_of_the_screen_imports_anything_slow_when_it_is_imported() -> None:
    assert python(SCREEN).stdout.strip() == "[]"


def test_the_window_is_painted_before_any_tab_or_template_is_imported() -> None:
    done = python(WINDOW)
    assert done.stdout.strip() == "[]", done.stderr


def test_the_first_paint_needs_little_of_qt(tmp_path: Path) -> None:
    python(CLOSED, tmp_path)
    done = python(FIRST_PAINT, tmp_path)
    assert done.stdout.strip() == "False", done.stderr


def test_the_first_tab_has_its_data_before_anything_slow_is_imported(tmp_path: Path) -> None:
    db.create_file(tmp_path / "first.blmk").close()
    done = python(FIRST_DATA, tmp_path / "first.blmk")
    assert done.stdout.strip() == "[]", done.stderr


@pytest.mark.parametrize("module", ["ui.window", "blmk_desktop.cli", "main"])
def test_what_the_start_needs_imports_nothing_slow(module: str) -> None:
    program = f"import {module}, sys; print([name for name in {SLOW!r} if name in sys.modules])"
    done = python(program)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_the_command_line_does_not_load_qt() -> None:
    done = python("import blmk_desktop.cli, sys; print('PySide6' in sys.modules)")
    assert (done.stdout.strip(), done.stderr) == ("False", "")


def test_qt_survives_many_calls_that_return_nothing() -> None:
    done = python(VOID_CALLS)
    assert (done.returncode, done.stdout.strip()) == (0, "alive"), done.stderr
