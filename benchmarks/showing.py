"""What weekly and budgets share: tables and check against merely reading their rows, and pages until all is shown."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from benchmarks.telling import tell
from benchmarks.timing import Clock, middle, timed, window

START = "Overview"


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


def pages(file: Path, tabs: Sequence[str]) -> None:
    """Every page of some tabs: until all of it is shown, and the longest that the window does not answer."""
    app, shown = window(file)
    shown.show()
    clock = Clock(app, shown)
    clock.waited(partial(shown.go_to, START))  # it opens where the run before it left off
    waits = {START: clock.waited(shown.current.refresh)}
    for title in tabs:
        first = clock.waited(partial(shown.go_to, title))
        tab = shown.current
        waits[f"{title}, {tab.pages[0]}"] = first
        for page in tab.pages[1:]:
            waits[f"{title}, {page}"] = clock.waited(partial(tab.show_page, page))
    tell(pages=waits)
    sys.stdout.flush()
    shown.close()
