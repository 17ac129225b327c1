"""A bug is logged without any data, shown once, and can be copied."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from ui.crash import LastWords, Reporter, report, stand_by
from ui.screenshots import settle
from ui.window import MainWindow

CRASH = """Fatal Python error: Segmentation fault

Current thread 0x00007f (most recent call first):
  File "/people/example/primary care/ui/window.py", line 33 in show_it
  File "C:\\People\\example\\ui\\tasks.py", line 88 in run
  something of example

Extension modules: numpy._core (total: 1)
"""


def bug() -> Exception:
    try:
        try:
            {"Crown": 1}["Mrs Example of 1 High Street"]
        except KeyError as cause:
            raise RuntimeError("allocation 720,281 of Crown") from cause
    except RuntimeError as error:
        return error


def test_a_report_says_where_and_holds_no_data() -> None:
    text = report(bug())
    assert "builtins.RuntimeError" in text
    assert "builtins.KeyError" in text
    assert "test_crash.py" in text
    assert "720,281" not in text
    assert "High Street" not in text


def test_a_bug_is_logged_and_shown_once(empty_window: MainWindow, tmp_path: Path) -> None:
    log = tmp_path / "new folder" / "blmk.log"
    reporter = Reporter(empty_window, log)
    reporter.hook(RuntimeError, bug(), None)
    first = reporter.dialog
    assert first is not None
    reporter.hook(RuntimeError, bug(), None)
    assert reporter.dialog is first
    assert log.read_text().count("builtins.RuntimeError") == 2
    copy = next(button for button in first.findChildren(QPushButton) if button.text() == "Copy report")
    copy.click()
    assert "builtins.RuntimeError" in QGuiApplication.clipboard().text()
    first.accept()


def test_what_python_says_of_a_crash_goes_into_the_log_without_folders(tmp_path: Path) -> None:
    before = LastWords(tmp_path)
    before.path.write_text(CRASH, encoding="utf-8")
    LastWords(tmp_path).take_up(tmp_path / "blmk.log")
    text = (tmp_path / "blmk.log").read_text(encoding="utf-8")
    assert "Fatal Python error: Segmentation fault" in text
    assert "  window.py:33 show_it" in text
    assert "tasks.py:88 run" in text
    assert "example" not in text
    assert before.path.read_text() == ""


def test_what_was_said_before_an_orderly_end_is_no_crash(tmp_path: Path) -> None:
    words = LastWords(tmp_path)
    words.path.write_text(CRASH, encoding="utf-8")
    words.forget()
    LastWords(tmp_path).take_up(tmp_path / "blmk.log")
    assert not (tmp_path / "blmk.log").exists()


def test_a_start_is_noted_without_the_file(empty_window: MainWindow, data_file: Path, tmp_path: Path) -> None:
    stand_by(empty_window, tmp_path / "log")
    empty_window.open_path(data_file)
    settle(empty_window)
    text = (tmp_path / "log" / "blmk.log").read_text(encoding="utf-8")
    assert "started: BLMK Primary Care" in text
    assert "schema 5" in text
    assert data_file.stem not in text
