"""The window opens before anything slow is imported, and the Qt that it stands on survives a day's work."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.house.tree import ROOT

SLOW = ("sqlalchemy", "alembic", "numpy", "pandas", "openpyxl", "pyqtgraph")

# PySide6 6.12.0 on Python 3.11 loses a reference to None at each call of a method that returns nothing, and
# kills the process after some thousands.
VOID_CALLS = """
from PySide6.QtCore import QObject
thing = QObject()
for number in range(200_000):
    thing.setObjectName("name")
print("alive")
"""


def python(program: str) -> subprocess.CompletedProcess[str]:
    """What a fresh Python in the checkout makes of a program."""
    command = [sys.executable, "-c", program]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("module", ["ui.window", "blmk_desktop.cli", "main"])
def test_what_the_start_needs_imports_nothing_slow(module: str) -> None:
    if not (ROOT / module.replace(".", "/")).with_suffix(".py").exists():
        pytest.skip(f"{module} is not written yet")
    program = f"import {module}, sys; print([name for name in {SLOW!r} if name in sys.modules])"
    done = python(program)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_the_command_line_does_not_load_qt() -> None:
    if not (ROOT / "blmk_desktop/cli.py").exists():
        pytest.skip("blmk_desktop.cli is not written yet")
    done = python("import blmk_desktop.cli, sys; print('PySide6' in sys.modules)")
    assert (done.stdout.strip(), done.stderr) == ("False", "")


def test_qt_survives_many_calls_that_return_nothing() -> None:
    done = python(VOID_CALLS)
    assert (done.returncode, done.stdout.strip()) == (0, "alive"), done.stderr
