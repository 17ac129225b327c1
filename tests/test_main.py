"""The start of the program: what it is given to open, and what it says where it is damaged."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

import main
from main import of_two_kinds
from tests.house.tree import ROOT

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


@pytest.mark.usefixtures("user_folder")
def test_a_program_without_a_console_says_in_a_window_what_it_does_not_open(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def read_and_close() -> None:
        [box] = [widget for widget in qapp.topLevelWidgets() if isinstance(widget, QMessageBox) and widget.isVisible()]
        said.extend([box.text(), box.informativeText()])
        box.close()
        qapp.quit()

    monkeypatch.setattr(sys, "stderr", None)
    monkeypatch.setattr(sys, "stdout", None)
    QTimer.singleShot(0, read_and_close)
    status = main.main(["figures.csv"])
    sys.stdout.close()
    sys.stderr.close()
    assert status == 2
    assert said == [main.NO_SUCH_FILE, "figures.csv"]
