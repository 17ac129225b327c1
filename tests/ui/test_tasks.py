"""Slow work does not hold the window up, can be cancelled, and tells of itself only when it lasts."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.tasks import ProgressStrip, Task, Tasks


@pytest.fixture
def errors() -> list[Exception]:
    return []


@pytest.fixture
def tasks(qapp: QObject, errors: list[Exception]) -> Any:
    running = Tasks(qapp, errors.append)
    yield running
    running.stop()


def test_a_result_comes_back_to_the_windows_own_thread(qtbot: QtBot, tasks: Tasks) -> None:
    seen: list[tuple[int, bool]] = []
    here = threading.get_ident()
    tasks.run(threading.get_ident, lambda there: seen.append((there, threading.get_ident() == here)))
    qtbot.waitUntil(lambda: bool(seen))
    there, back = seen[0]
    assert there != here
    assert back


def test_an_error_goes_to_whoever_asked_for_it_else_to_the_window(
    qtbot: QtBot, tasks: Tasks, errors: list[Exception]
) -> None:
    own: list[Exception] = []

    def fail() -> None:
        raise ValueError("no")

    tasks.run(fail, on_error=own.append)
    tasks.run(fail)
    qtbot.waitUntil(lambda: not tasks.under_way)
    assert [str(error) for error in (*own, *errors)] == ["no", "no"]


def patient(started: threading.Event) -> Callable[..., str]:
    """Work that goes on until it is cancelled."""

    def work(progress: Callable[[str, float], None]) -> str:
        while True:
            progress("Reading", 0.25)
            started.set()

    return work


def test_cancelled_work_delivers_nothing_and_is_no_error(qtbot: QtBot, tasks: Tasks, errors: list[Exception]) -> None:
    delivered: list[object] = []
    started = threading.Event()
    task = tasks.run(patient(started), delivered.append)
    assert started.wait(5)
    task.cancel()
    qtbot.waitUntil(lambda: not tasks.under_way)
    assert (delivered, errors) == ([], [])


def test_of_work_that_replaces_other_work_only_the_last_delivers(qtbot: QtBot, tasks: Tasks) -> None:
    delivered: list[int] = []
    for number in range(5):
        tasks.run(lambda number=number: number, delivered.append, replaces="table")
    qtbot.waitUntil(lambda: not tasks.under_way)
    assert delivered == [4]


def test_short_work_is_not_shown_and_long_work_is_with_a_way_out(qtbot: QtBot, tasks: Tasks) -> None:
    strip = ProgressStrip(tasks)
    qtbot.addWidget(strip)
    started = threading.Event()
    task: Task = tasks.run(patient(started), title="Importing plans.xlsx")
    assert not strip.isVisibleTo(strip.parentWidget())
    qtbot.waitUntil(lambda: not strip.isHidden(), timeout=3000)
    assert strip.words == "Reading"
    strip.cancel.click()
    assert strip.words == "Cancelling…"
    qtbot.waitUntil(lambda: task.finished)
    assert strip.isHidden()


def test_stopping_waits_until_nothing_runs_any_more(tasks: Tasks, qtbot: QtBot) -> None:
    started = threading.Event()
    tasks.run(patient(started))
    assert started.wait(5)
    tasks.stop()
    qtbot.waitUntil(lambda: not tasks.under_way)


class Thrown:
    """Something in a ring with itself, so that only the search for garbage finds it; notes in which thread it went."""

    def __init__(self, gone_in: list[int]) -> None:
        self.gone_in, self.ring = gone_in, self

    def __del__(self) -> None:
        self.gone_in.append(threading.get_ident())


def test_what_is_thrown_away_goes_in_the_windows_own_thread(qtbot: QtBot, tasks: Tasks) -> None:
    gone_in: list[int] = []
    gc.collect()
    Thrown(gone_in)
    made: list[int] = []
    tasks.run(lambda: [[number] for number in range(200_000)], lambda lists: made.append(len(lists)))
    qtbot.waitUntil(lambda: bool(made))
    qtbot.waitUntil(gc.isenabled)  # a little later: what came is shown first
    gc.collect()
    assert gone_in == [threading.get_ident()]  # 200,000 new lists would have begun a search in the worker


def test_what_a_task_holds_is_let_go_in_the_windows_own_thread(qtbot: QtBot, tasks: Tasks) -> None:
    gone_in: list[int] = []
    held = Thrown(gone_in)
    held.ring = held.gone_in  # type: ignore[assignment]
    task = tasks.run(partial(len, [held]))
    del held
    qtbot.waitUntil(lambda: task.finished)
    assert gone_in == [threading.get_ident()]
