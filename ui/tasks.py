"""Slow work in one call: a function runs in a worker thread, its result comes back to the window's own thread.

There are no other threads. Work that lasts longer than half a second shows in a strip with a Cancel button.
Python's search for garbage rests while a worker runs: it begins in whichever thread makes the next object, and what
it finds may be a widget or a timer, which only the window's own thread may delete.
"""

from __future__ import annotations

import gc
import inspect
import sys
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from ui.parts.labels import button, label

CALM = 15  # milliseconds without quick work after which work that can wait begins
REST = 300  # milliseconds without work after which the search for garbage goes on
PATIENCE = 500  # milliseconds before work is shown at all
TURN = 0.0005  # seconds after which a worker lets the window have its turn: a repaint asks for it dozens of times


class Cancelled(Exception):
    """The user cancelled the work; raised inside it, at its next word of progress."""


class Task(QRunnable):
    """One piece of work under way."""

    def __init__(self, tasks: Tasks, function: Callable[..., Any], title: str) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self._tasks = tasks
        self.function = function
        self.then: Callable[[Any], object] | None = None
        self.on_error: Callable[[Exception], object] = tasks.on_error
        self.title = title
        self.text = title
        self.fraction = -1.0  # below zero: nobody knows how far it is
        self.cancelled = False
        self.unwanted = False  # newer work has taken its place; its result is dropped
        self.finished = False

    def cancel(self) -> None:
        """Ask the work to stop at its next word of progress. What it would deliver is dropped."""
        self.cancelled = True

    def tell(self, text: str, fraction: float = -1.0) -> None:
        """Say how far the work is (0 to 1, below 0: unknown). Raises Cancelled once the user has had enough."""
        if self.cancelled or self.unwanted:
            raise Cancelled
        self._tasks.told.emit(self, text, fraction)

    def run(self) -> None:
        """In the worker thread: do it, and hand over the result or the error."""
        outcome: tuple[Any, Exception | None]
        try:
            result = self.function(progress=self.tell) if _tells(self.function) else self.function()
            outcome = result, None
        except Exception as error:  # noqa: BLE001 - handed to the window, which tells a mistake from a bug
            outcome = None, error
        self._tasks.ended.emit(self, *outcome)


def _tells(function: Callable[..., Any]) -> bool:
    """Whether a function wants to say how far it is. What is not written in Python cannot."""
    try:
        return "progress" in inspect.signature(function).parameters
    except ValueError:
        return False


def _nothing() -> None:
    """What a task that has ended does."""


CHECKING = "Checking the figures"  # what nothing shown waits for


class Tasks(QObject):
    """The work under way, and the threads that do it."""

    changed = Signal()
    told = Signal(object, str, float)  # sent by a worker, received in the window's thread
    ended = Signal(object, object, object)

    def __init__(self, parent: QObject, on_error: Callable[[Exception], None]) -> None:
        super().__init__(parent)
        sys.setswitchinterval(TURN)
        self.on_error = on_error
        self.under_way: list[Task] = []
        self._latest: dict[object, Task] = {}
        self._pool = QThreadPool(self)
        self._later: list[Callable[[], object]] = []
        self._calm = QTimer(self, singleShot=True, interval=CALM)
        self._calm.timeout.connect(self._start_later)
        self._tidying = QTimer(self, singleShot=True, interval=REST)
        self._tidying.timeout.connect(gc.enable)
        self.told.connect(self._progress)
        self.ended.connect(self._finish)

    def run(
        self,
        function: Callable[..., Any],
        then: Callable[[Any], object] | None = None,
        *,
        title: str = "",
        on_error: Callable[[Exception], object] | None = None,
        replaces: object = None,
    ) -> Task:
        """Run `function` in a worker and then, in this thread, `then(result)` or `on_error(error)`.

        A function with a parameter `progress` is given one: `progress(text, fraction)`. Of the work started with
        the same `replaces` only the last delivers.
        """
        task = Task(self, function, title)
        task.then, task.on_error = then, on_error or self.on_error
        if replaces is not None:
            if older := self._latest.get(replaces):
                older.unwanted = True
            self._latest[replaces] = task
        self.under_way.append(task)
        self._tidying.stop()
        gc.disable()
        self._pool.start(task)
        self.changed.emit()
        return task

    def when_idle(self, start: Callable[[], object]) -> None:
        """Call `start` once what is being shown has come: nothing quick is under way and the screen is painted."""
        self._later.append(start)
        self._calm.start()

    def _start_later(self) -> None:
        if self._later and all(task.title for task in self.under_way):
            self._later.pop(0)()
        if self._later:
            self._calm.start()

    @property
    def busy(self) -> bool:
        """Whether anything is under way or yet to be started."""
        return bool(self.under_way or self._later)

    @Slot(object, str, float)
    def _progress(self, task: Task, text: str, fraction: float) -> None:
        task.text, task.fraction = text or task.title, fraction
        self.changed.emit()

    @Slot(object, object, object)
    def _finish(self, task: Task, result: Any, error: Exception | None) -> None:
        task.finished = True
        self._forget(task)
        self._latest = {key: latest for key, latest in self._latest.items() if latest is not task}
        self.changed.emit()
        then, on_error = task.then, task.on_error
        task.function, task.then, task.on_error = _nothing, None, self.on_error  # let go of here, not in the worker
        if task.unwanted or task.cancelled or isinstance(error, Cancelled):
            return
        if error is not None:
            on_error(error)
        elif then is not None:
            then(result)

    def _forget(self, task: Task) -> None:
        self.under_way.remove(task)
        if not self.under_way:  # what came is shown first: looking through it all for garbage takes a while
            self._tidying.start()

    def stop(self) -> None:
        """Cancel everything and wait until it has ended, before the window goes."""
        self._later.clear()
        for task in self.under_way:
            task.cancel()
        self._pool.waitForDone()
        self._tidying.stop()
        gc.enable()


class ProgressStrip(QWidget):
    """In the status bar: what is being done, how far it is, and a way out."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self._task: Task | None = None
        self._label = label("")
        self._bar = QProgressBar()
        self._bar.setFixedWidth(160)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Progress")
        self.cancel = button("Cancel", self._stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for part in (self._label, self._bar, self.cancel):
            row.addWidget(part)
        self._waiting = QTimer(self, singleShot=True, interval=PATIENCE)
        self._waiting.timeout.connect(self._show)
        tasks.changed.connect(self._follow)
        self.hide()

    @property
    def words(self) -> str:
        """What it says."""
        return self._label.text()

    @Slot()
    def _follow(self) -> None:
        titled = [task for task in self._tasks.under_way if task.title]
        self._task = titled[0] if titled else None
        if self._task is None:
            self._waiting.stop()
            self.hide()
        elif self.isVisible():
            self._show()
        elif not self._waiting.isActive():
            self._waiting.start()

    @Slot()
    def _show(self) -> None:
        if self._task is None:
            return
        self._label.setText("Cancelling…" if self._task.cancelled else self._task.text)
        known = self._task.fraction >= 0
        self._bar.setRange(0, 1000 if known else 0)
        self._bar.setValue(int(self._task.fraction * 1000) if known else 0)
        self.cancel.setEnabled(not self._task.cancelled)
        self.show()

    @Slot()
    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._show()
