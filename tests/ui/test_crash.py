"""A bug is logged without any data, shown once, and can be copied."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from ui.crash import Reporter, report
from ui.window import MainWindow


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
