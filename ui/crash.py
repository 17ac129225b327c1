"""What happens when there is a bug: a few lines in the log without any data, and one report that can be copied."""

from __future__ import annotations

import atexit
import faulthandler
import os
import re
import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QMessageBox, QPlainTextEdit, QVBoxLayout, QWidget

from blmk_desktop import __version__, log
from blmk_desktop.errors import UserError
from ui import theme
from ui.parts.labels import button, muted, sentence

if TYPE_CHECKING:
    from ui.window import MainWindow

LAST_WORDS = "blmk-crash.txt"
MOST_WORDS = 20_000  # characters; a crash of many threads says less
SAID = re.compile(r"Fatal Python error|Windows fatal|(Current t|T)hread 0x|Extension modules| +\S+:\d+ ")


def report(error: BaseException, trace: TracebackType | None = None) -> str:
    """Where in the program it went wrong. The error's own words are left out: they may hold figures or names."""
    import platform
    import traceback
    from datetime import UTC, datetime

    lines = [
        f"BLMK Primary Care {__version__}, Qt {qVersion()}, Python {platform.python_version()}",
        f"{platform.system()} {platform.release()}",
        f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC",
    ]
    chain: BaseException | None = error
    while chain is not None:
        lines.append(f"{type(chain).__module__}.{type(chain).__qualname__}")
        frames = traceback.extract_tb(trace if chain is error and trace else chain.__traceback__)
        lines += [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
        chain = chain.__cause__ or chain.__context__
    return "\n".join(lines)


def started(path: Path, schema: int) -> None:
    """Note in the log that the program was started, and with what."""
    import platform

    log.write(
        path,
        f"started: BLMK Primary Care {__version__}, schema {schema}, Qt {qVersion()}, "
        f"Python {platform.python_version()}, {platform.system()} {platform.release()}",
    )


class LastWords:
    """A file for what Python says when the whole process dies; what it says goes into the log at the next start."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / LAST_WORDS
        with suppress(OSError):  # the program runs without it
            folder.mkdir(parents=True, exist_ok=True)
            # open for as long as the process lives
            faulthandler.enable(os.open(self.path, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600))

    def forget(self) -> None:
        """Empty the file: what was said before an orderly end was no crash. Windows deals with some faults itself."""
        with suppress(OSError):
            os.truncate(self.path, 0)

    def take_up(self, path: Path) -> None:
        """Put what was said the last time into the log, and empty the file."""
        with suppress(OSError):
            if self.path.stat().st_size:
                said = self.path.read_text(encoding="utf-8", errors="replace")[:MOST_WORDS]
                self.forget()
                log.write(path, f"stopped by the system the last time:\n{without_folders(said)}")


def without_folders(text: str) -> str:
    """What Python says of a crash, with the names of its files alone: a folder may have the user's name."""
    frames = re.sub(r'File "(?:[^"]*[\\/])?([^"\\/]+)", line (\d+) in', r"\1:\2", text)
    return "\n".join(line for line in frames.splitlines() if SAID.match(line))


class CrashReport(QDialog):
    """The report in full, to be copied to whoever helps."""

    def __init__(self, parent: QWidget, text: str, path: Path) -> None:
        super().__init__(parent)
        self.setWindowTitle("Something went wrong")
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setAccessibleName("Report")
        column = QVBoxLayout(self)
        column.addWidget(sentence("Something went wrong in the program. Your saved data is untouched."))
        column.addWidget(
            muted(f"Please send this report to whoever supports you. It holds no data. It is also in {path}.")
        )
        column.addWidget(self.text, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button("Copy report", lambda: QGuiApplication.clipboard().setText(text)))
        row.addWidget(button("Close", self.accept, primary=True))
        column.addLayout(row)
        self.resize(640, 420)


class Reporter(QObject):
    """Takes every error that nobody else took, from whichever thread."""

    happened = Signal(object, object)

    def __init__(self, window: QWidget, path: Path) -> None:
        super().__init__(window)
        self.window_, self.path = window, path
        self.dialog: CrashReport | None = None
        self.happened.connect(self.take)

    def take(self, error: BaseException, trace: TracebackType | None = None) -> None:
        """Log a bug, and show it unless one is being shown already."""
        text = report(error, trace)
        log.write(self.path, text)
        if self.dialog is None or not self.dialog.isVisible():
            self.dialog = CrashReport(self.window_, text, self.path)
            self.dialog.open()

    def hook(self, _kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Stand in for Python's own way of dying."""
        if isinstance(error, KeyboardInterrupt):
            sys.exit(130)
        if isinstance(error, UserError):
            self.window_.show_error(error)  # type: ignore[attr-defined]
        else:
            self.happened.emit(error, trace)


def refuse(error: UserError) -> None:
    """Say why the program cannot begin, before there is a window."""
    app = QApplication.instance() or QApplication([theme.NAME])
    box = QMessageBox(QMessageBox.Icon.Warning, theme.NAME, str(error.args[0]))
    box.setInformativeText(str(error.where or ""))
    box.open()
    app.exec()


def install(window: QWidget, path: Path) -> Reporter:
    """Let this window say what nobody else caught, and the log at `path` hold it."""
    reporter = Reporter(window, path)
    sys.excepthook = reporter.hook
    return reporter


def stand_by(window: MainWindow, folder: Path) -> Reporter:
    """The same for the program's own window, with the log in this folder; note there when its file is open."""
    path, last_words = folder / log.NAME, LastWords(folder)
    atexit.register(last_words.forget)

    def note() -> None:
        last_words.take_up(path)
        if window.store is not None:
            started(path, window.store.schema_version)

    def opened() -> None:
        window.file_opened.disconnect(opened)
        window.tasks.when_idle(note)

    window.file_opened.connect(opened)
    return install(window, path)
