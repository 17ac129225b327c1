"""Watches a window while it is worked with: when it was painted, how long each step took, and whatever went wrong."""

from __future__ import annotations

import json
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer, Slot, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QMessageBox

from blmk_desktop.peak_memory import peak_memory
from ui.crash import report
from ui.screenshots import only_what_matters, settle
from ui.window import MainWindow


class Watch(QObject):
    """Takes a window through steps.

    `answered` and `complete` say of each step, each time that it was done, how many milliseconds passed until its
    first repaint was finished, and until the last that it brought about was. `moments` says, by the clock that all
    processes share (seconds), when the window was first painted, when the first tab showed its data, and when it
    showed what needs somebody.
    """

    def __init__(self, app: QApplication, window: MainWindow) -> None:
        super().__init__()
        self.app, self.window = app, window
        self.answered: dict[str, list[float]] = defaultdict(list)
        self.complete: dict[str, list[float]] = defaultdict(list)
        self.moments: dict[str, float] = {}
        self.faults: list[str] = []
        self.reports: list[str] = []
        self._doing = "start"
        self._first = self._last = 0.0
        self._awaited = False
        sys.excepthook = lambda _kind, error, _trace: self.take(error)
        sys.unraisablehook = lambda what: self.take(what.exc_value)
        threading.excepthook = lambda what: self.take(what.exc_value)
        qInstallMessageHandler(only_what_matters)
        app.setCursorFlashTime(0)  # a cursor that blinks is painted again and again
        app.installEventFilter(self)

    # What is seen

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Something is being painted: it is on screen once the whole pass is done."""
        if event.type() == QEvent.Type.Paint and not self._awaited:
            self._awaited = True
            QTimer.singleShot(0, self._note)
        return False

    @Slot()
    def _note(self) -> None:
        self._awaited = False
        self._last = time.monotonic()
        self._first = self._first or self._last
        tab = self.window.current
        self.moments.setdefault("painted", self._last)
        for moment, what in (("loaded", "found"), ("needs", "needs")):
            if getattr(tab, what, None) is not None:
                self.moments.setdefault(moment, self._last)

    # What is done

    def open(self) -> bool:
        """Show the window and wait until the first tab is complete; whether its file is open."""
        self.step("start", self.window.show)
        self.expect(self.window.store is not None or self.faults, "no data file was opened")
        return self.window.store is not None

    def step(self, name: str, work: Callable[[], Any]) -> Any:
        """Do something, and wait until all that it brings about is on screen; what it gives, None if it failed."""
        self._doing, self._first, self._last = name, 0.0, 0.0
        given, begun = None, time.monotonic()
        try:
            given = work()
        except Exception as error:  # noqa: BLE001 - every fault is told, and the next step tried
            self.take(error)
        settle(self.window)
        if self.window.tasks.busy:
            self.fault("was not done in time")
        if self._last:
            self.answered[name].append((self._first - begun) * 1000)
            self.complete[name].append((self._last - begun) * 1000)
        else:
            self.fault("was never painted")
        self._close_messages()
        return given

    def quietly(self, name: str, work: Callable[[], Any], then: Callable[[Any], object]) -> None:
        """Do something that shows nothing, and give what comes of it to `then`."""
        self._doing, begun = name, time.monotonic()
        try:
            then(work())
        except Exception as error:  # noqa: BLE001 - as in `step`
            self.take(error)
        self.complete[name].append((time.monotonic() - begun) * 1000)

    def expect(self, holds: object, otherwise: str) -> None:
        """Tell a fault unless something holds."""
        if not holds:
            self.fault(otherwise)

    def _close_messages(self) -> None:
        for box in self.app.topLevelWidgets():
            if isinstance(box, QMessageBox) and box.isVisible():
                self.fault(f"the message came: {box.text()} {box.informativeText()}".rstrip())
                box.close()

    # What goes wrong

    def fault(self, words: str) -> None:
        """Tell a fault of the present step."""
        self.faults.append(f"{self._doing}: {words}")
        self.reports.append(self._doing)

    def take(self, error: BaseException | None) -> None:
        """Tell an error that nobody caught."""
        if error is None:
            return
        text = report(error)
        self.faults.append(f"{self._doing}: {type(error).__name__}: {error} ({_place(text)})")
        self.reports.append(f"{self._doing}\n{text}")

    def close(self) -> None:
        """Leave the window as its user would."""
        self._doing = "leaving"
        self.app.removeEventFilter(self)
        for shown in self.app.topLevelWidgets():
            if shown is not self.window:
                shown.close()
        self.window.close()
        self.app.processEvents()

    def write_times(self, path: Path) -> None:
        """Write how long everything took, for the benchmarks."""
        steps, complete = ({name: median(each) for name, each in of.items()} for of in (self.answered, self.complete))
        times = {**self.moments, "steps": steps, "complete": complete, "memory": peak_memory()}
        path.write_text(json.dumps(times, indent=1), encoding="utf-8")


def _place(text: str) -> str:
    """Where it happened: the last line of the first error's frames."""
    frames = [line.strip() for line in text.splitlines() if line.startswith("  ")]
    return frames[-1] if frames else "nowhere known"
