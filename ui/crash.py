"""What happens when there is a bug: a line in the log without any data, and one report that can be copied."""

from __future__ import annotations

import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Signal, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from blmk_desktop import __version__
from blmk_desktop.errors import UserError
from ui.parts.labels import button, muted, sentence


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


def write_log(path: Path, text: str) -> None:
    """Add to the log; that it cannot be written must not hide the error itself."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as log:
            log.write(text + "\n\n")
    except OSError:
        return


class CrashReport(QDialog):
    """The report in full, to be copied to whoever helps."""

    def __init__(self, parent: QWidget, text: str, log: Path) -> None:
        super().__init__(parent)
        self.setWindowTitle("Something went wrong")
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setAccessibleName("Report")
        column = QVBoxLayout(self)
        column.addWidget(sentence("Something went wrong in the program. Your saved data is untouched."))
        column.addWidget(
            muted(f"Please send this report to whoever supports you. It holds no data. It is also in {log}.")
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

    def __init__(self, window: QWidget, log: Path) -> None:
        super().__init__(window)
        self.window_, self.log = window, log
        self.dialog: CrashReport | None = None
        self.happened.connect(self.take)

    def take(self, error: BaseException, trace: TracebackType | None = None) -> None:
        """Log a bug, and show it unless one is being shown already."""
        text = report(error, trace)
        write_log(self.log, text)
        if self.dialog is None or not self.dialog.isVisible():
            self.dialog = CrashReport(self.window_, text, self.log)
            self.dialog.open()

    def hook(self, _kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Stand in for Python's own way of dying."""
        if isinstance(error, KeyboardInterrupt):
            sys.exit(130)
        if isinstance(error, UserError):
            self.window_.show_error(error)  # type: ignore[attr-defined]
        else:
            self.happened.emit(error, trace)


def install(window: QWidget, log: Path) -> Reporter:
    """Let this window say what nobody else caught."""
    reporter = Reporter(window, log)
    sys.excepthook = reporter.hook
    return reporter
