"""What weekly and budgets share: tables and check against merely reading their rows, and pages until all is shown."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.tables import middle
from benchmarks.telling import tell

START = "Overview"
QUIET = 0.15  # seconds without work after which a page is complete


def sums(file: Path, kinds: Sequence[str], tables: Sequence[str], as_at: str) -> None:
    """The computed tables and the check against merely reading the rows that they are made of."""
    from sqlalchemy import select

    import db
    import main as program  # noqa: F401 - as the program is set
    from blmk_desktop.check import check
    from blmk_desktop.computed.tables import table
    from blmk_desktop.records.tables import TABLES

    with db.open_file(file, read_only=True) as store, store.reading() as connection:
        read = [select(TABLES[kind]) for kind in kinds]
        held = sum(len(connection.execute(query).all()) for query in read)
        floor = middle([timed(lambda: [connection.execute(query).all() for query in read]) for _ in range(5)])
        times = {
            name: middle([timed(partial(table, connection, name, as_at=as_at)) for _ in range(3)]) for name in tables
        }
        found = len(check(connection))
        checked = middle([timed(partial(check, connection)) for _ in range(3)])
    tell(rows=held, read=floor, tables=times, check=checked, findings=found)


def timed(work: Any) -> float:
    """How many milliseconds some work takes."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def pages(file: Path, tabs: Sequence[str]) -> None:
    """Every page of some tabs: until all of it is shown, and the longest that the window does not answer."""
    import main as program

    app, window = program.build_window([str(file)])
    sys.excepthook = sys.__excepthook__  # a fault of the benchmark is no crash report
    window.show()
    clock = Clock(app, window)
    clock.waited(partial(window.go_to, START))  # it opens where the run before it left off
    shown = {START: clock.waited(window.current.refresh)}
    for title in tabs:
        first = clock.waited(partial(window.go_to, title))
        tab = window.current
        shown[f"{title}, {tab.pages[0]}"] = first
        for page in tab.pages[1:]:
            shown[f"{title}, {page}"] = clock.waited(partial(tab.show_page, page))
    tell(pages=shown)
    sys.stdout.flush()
    window.close()


class Clock:
    """How long it takes until nothing is under way, and how long at most the window did not answer meanwhile."""

    def __init__(self, app: Any, window: Any) -> None:
        self.app, self.window = app, window

    def waited(self, work: Any) -> tuple[float, float]:
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
