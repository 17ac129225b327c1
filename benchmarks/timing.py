"""How a measured process takes the time: of some work, until a table is painted again, until a page is complete."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

QUIET = 0.15  # seconds without work after which a page is complete


def timed(work: Callable[[], object]) -> float:
    """How many milliseconds some work takes."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def middle(times: Sequence[float]) -> float:
    """The median."""
    from statistics import median

    return median(times)


def window(file: Path) -> tuple[Any, Any]:
    """The application and its window, not shown yet, on a data file."""
    import main as program

    built = program.build_window([str(file)])
    sys.excepthook = sys.__excepthook__  # a fault of the benchmark is no crash report
    return built


class Paints:
    """Does something, and waits until the table has been painted again."""

    def __init__(self, app: Any, viewport: Any) -> None:
        from PySide6.QtCore import QEvent, QObject

        class Filter(QObject):
            def eventFilter(_self, _watched: QObject, event: QEvent) -> bool:  # noqa: N805 - `self` is the counter
                self.painted |= event.type() == QEvent.Type.Paint
                return False

        self.app, self.viewport = app, viewport
        self.painted = False
        self._filter = Filter()
        viewport.installEventFilter(self._filter)

    def after(self, work: Callable[[], object]) -> float:
        """Milliseconds from the event to the finished repaint (at most a second, where nothing is painted)."""
        for _ in range(5):
            self.app.processEvents()
        self.painted = False
        begun = time.perf_counter()
        work()
        while not self.painted and time.perf_counter() - begun < 1:
            self.app.processEvents()
        return (time.perf_counter() - begun) * 1000


class Clock:
    """How long it takes until nothing is under way, and how long at most the window did not answer meanwhile."""

    def __init__(self, app: Any, window: Any) -> None:
        self.app, self.window = app, window

    def waited(self, work: Callable[[], object]) -> tuple[float, float]:
        """Milliseconds until the last of the work was shown, and those of the longest freeze."""
        begun = time.perf_counter()
        work()
        busy = time.perf_counter()
        longest = busy - begun
        while time.perf_counter() - busy < QUIET:
            before = time.perf_counter()
            self.app.processEvents()
            after = time.perf_counter()
            longest = max(longest, after - before)
            if self.window.tasks.busy or after - before > QUIET / 10:
                busy = after
            time.sleep(0.001)
        return (busy - begun) * 1000, longest * 1000
