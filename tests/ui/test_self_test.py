"""The self-test is silent when all is well, opens no socket, and says on one line each what is wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from tests.house.tree import ROOT
from ui.self_test.output import Output
from ui.self_test.watch import Watch
from ui.tabs import TABS
from ui.window import MainWindow

# The program as it is started, but whatever it would do with a socket ends it at once.
NETWORK = 9
WITHOUT_NETWORK = f"""
import os, sys
sys.addaudithook(lambda event, _: os._exit({NETWORK}) if event.startswith("socket.") else None)
import main
sys.exit(main.main(sys.argv[1:]))
"""
WITHOUT_STREAMS = "import sys; sys.stdout = sys.stderr = None; import main; sys.exit(main.main(sys.argv[1:]))"


def start(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the program in a process of its own, as far as it comes."""
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False, timeout=600)


def test_all_is_well_without_a_word_and_without_a_network(tmp_path: Path, user_folder: Path) -> None:
    begun = time.monotonic()
    done = start(WITHOUT_NETWORK, "--self-test", "--times", str(tmp_path / "times.json"))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert list(user_folder.iterdir()) == []  # nothing of this user's was touched
    times = json.loads((tmp_path / "times.json").read_text(encoding="utf-8"))
    assert begun < times["painted"] < times["loaded"] < times["needs"] < time.monotonic()
    assert {f"tab {title} again" for title, _ in TABS} < set(times["complete"])
    assert {"keystroke", "edit", "undo", "import", "paper pdf", "paper docx", "paper xlsx"} < set(times["complete"])


def test_a_socket_would_be_noticed() -> None:
    assert start(WITHOUT_NETWORK.replace("import main", "import socket; socket.socket()")).returncode == NETWORK


def test_a_file_that_is_none_is_told_on_one_line_and_in_the_log(tmp_path: Path, user_folder: Path) -> None:
    (tmp_path / "none.blmk").write_text("Mrs Example of 1 High Street")
    done = start(WITHOUT_NETWORK, "--self-test", str(tmp_path / "none.blmk"))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "Self-test: start: the message came: This is not a BLMK data file. given.blmk\n"
    log = (user_folder / "blmk.log").read_text(encoding="utf-8")
    assert "Self-test" in log
    assert "High Street" not in log
    assert str(tmp_path) not in log


def test_a_program_without_a_console_answers_all_the_same() -> None:
    done = start(WITHOUT_STREAMS, "--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert start(WITHOUT_STREAMS, "check", "--file", "none.blmk").returncode == 2


def test_what_anything_writes_is_taken(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with Output(tmp_path / "output.txt", 60) as output:
        os.write(1, b"a word\n")
        os.write(2, b"a warning\n\n")
    assert output.lines == ["a word", "a warning"]
    assert capfd.readouterr() == ("", "")


@pytest.fixture
def watch(dressed: QApplication, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Watch:
    """A watch over a window that stands still; what it puts in Python's place is put back."""
    for module, name in ((sys, "excepthook"), (sys, "unraisablehook")):
        monkeypatch.setattr(module, name, getattr(module, name))
    monkeypatch.setattr("threading.excepthook", lambda _what: None)
    made = Watch(dressed, window)
    yield made
    dressed.removeEventFilter(made)


def test_a_step_says_how_long_it_took_until_it_was_painted(watch: Watch) -> None:
    watch.step("findings", lambda: watch.window.go_to("Findings"))
    assert watch.faults == []
    assert 0 < watch.answered["findings"][0] <= watch.complete["findings"][0]


def test_a_step_that_shows_nothing_is_a_fault(watch: Watch) -> None:
    watch.step("nothing", lambda: None)
    assert watch.faults == ["nothing: was never painted"]


def test_an_error_is_a_fault_with_its_place_and_without_data_in_the_log(watch: Watch) -> None:
    watch.step("wrong", lambda: {}["Mrs Example"])
    assert watch.faults[0].startswith("wrong: KeyError: 'Mrs Example' (test_self_test.py:")
    assert "Mrs Example" not in "".join(watch.reports)


def test_a_message_that_nobody_expected_is_a_fault_and_closed(watch: Watch, qtbot: QtBot) -> None:
    box = QMessageBox(QMessageBox.Icon.Warning, "", "The file is gone.", parent=watch.window)
    qtbot.addWidget(box)
    watch.step("message", box.open)
    assert watch.faults == ["message: the message came: The file is gone."]
    assert not box.isVisible()
