"""The start of the program: what it is given to open, and what it says where it is damaged."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import main
from main import of_two_kinds
from tests.house.tree import ROOT

# A program of its own: the end of Qt's main loop lasts, and would stop every later wait in this one.
WITHOUT_CONSOLE = """
import json, pathlib, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
import main

def read_and_close():
    [box] = [shown for shown in app.topLevelWidgets() if isinstance(shown, QMessageBox) and shown.isVisible()]
    pathlib.Path(sys.argv[1]).write_text(json.dumps([box.text(), box.informativeText()]), encoding="utf-8")
    box.close()

app = QApplication([])
sys.stdout = sys.stderr = None
QTimer.singleShot(0, read_and_close)
sys.exit(main.main(sys.argv[2:]))
"""
DAMAGED = "import sys; sys.modules[{!r}] = None; import main; sys.exit(main.main(sys.argv[1:]))"


def start_without(module: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Start the program in a process of its own where a part of it is missing."""
    command = [sys.executable, "-c", DAMAGED.format(module), *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False, timeout=120)


def test_data_files_and_workbooks_are_told_apart_however_their_endings_are_written() -> None:
    assert of_two_kinds(["a.blmk", "B.BLMK", "c.xlsx", "D.XLSM", "e.txt"]) == (
        [Path("a.blmk"), Path("B.BLMK")],
        [Path("c.xlsx"), Path("D.XLSM")],
    )


def test_a_program_without_its_qt_ends_with_a_line_in_the_log(user_folder: Path) -> None:
    done = start_without("PySide6.QtWidgets")
    assert done.returncode == 2
    log = (user_folder / "blmk.log").read_text(encoding="utf-8")
    assert "could not start: ModuleNotFoundError at main.py:" in log
    assert str(user_folder) not in log


def test_the_self_test_of_a_damaged_program_says_what_is_missing() -> None:
    done = start_without("ui.frame", "--self-test")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Self-test: start: ModuleNotFoundError")
    assert len(done.stderr.splitlines()) == 1


def test_a_program_without_a_console_says_in_a_window_what_it_does_not_open(tmp_path: Path) -> None:
    said = tmp_path / "said.json"
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_CONSOLE, str(said), "figures.csv"], cwd=ROOT, timeout=100, check=False
    )
    assert done.returncode == 2
    assert json.loads(said.read_text(encoding="utf-8")) == [main.NO_SUCH_FILE, "figures.csv"]
