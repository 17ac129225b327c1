"""In a process of its own: typing, sorting, adding up and checking over a file of 350,000 plan figures."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.telling import tell

WORDS = ("paramedic", "u28178", "clinical pharm", "wte_planned", "zzz", "12.5")
SORTED = ("role", "value", "pcn", "cell", "month")


def main(what: str, file: str) -> None:
    """Measure `screen` or `sums`."""
    {"screen": screen, "sums": sums}[what](Path(file))


def sums(file: Path) -> None:
    """The computed tables and the check, as often as needed for a steady median."""
    from sqlalchemy import func, select

    import db
    from blmk_desktop.check import check
    from blmk_desktop.records.tables import TABLES
    from blmk_desktop.summaries.plans import plan_by_pcn, plan_by_place, plan_by_role

    column = select(func.sum(TABLES["plan_figure"].c.value))
    claims = select(func.count()).select_from(TABLES["stated_figure"])
    tables = {"place": plan_by_place, "pcn": plan_by_pcn, "role": plan_by_role}
    with db.open_file(file, read_only=True) as store, store.reading() as connection:
        times: dict[str, object] = {
            name: middle([_timed(partial(made, connection)) for _ in range(7)]) for name, made in tables.items()
        }
        times["scan"] = middle([_timed(lambda: connection.execute(column).scalar()) for _ in range(5)])
        claimed = connection.execute(claims).scalar()
        found = len(check(connection))
        times["check"] = middle([_timed(lambda: check(connection)) for _ in range(5)])
    tell(**times, findings=found, claims=claimed)


def screen(file: Path) -> None:
    """Each keystroke of some words, typed and taken back, and some sorts: from the event to the finished repaint."""
    import main as program

    app, window = program.build_window([str(file)])
    sys.excepthook = sys.__excepthook__  # a fault of the benchmark is no crash report
    table, loading = _table(window, file)
    paints = Paints(app, table.view.viewport())
    table.show()
    paints.after(lambda: None)
    keys: list[float] = []
    for word in WORDS:
        typed = [word[:length] for length in (*range(1, len(word) + 1), *range(len(word) - 1, -1, -1))]
        keys += [paints.after(partial(table.filter_text, text)) for text in typed]
    sorts = [paints.after(partial(table.sort_by, name)) for name in SORTED * 2]
    tell(
        rows=table.columns.count,
        load=loading,
        key=middle(keys),
        key_worst=max(keys),
        sort=middle(sorts),
        sort_worst=max(sorts),
    )
    sys.stdout.flush()
    table.deleteLater()
    window.close()


def _table(window: Any, file: Path) -> tuple[Any, float]:
    """The table that every tab uses, with all plan figures in it, and how long it took to read them (ms)."""
    import db
    from blmk_desktop.columns import ColumnSpec, columns_of
    from blmk_desktop.records import RECORDS
    from blmk_desktop.records.rows import all_rows
    from ui.parts.table import RecordTable

    record = RECORDS["plan_figure"]
    specs = [ColumnSpec.of(field) for field in record.fields]
    table = RecordTable(window, "benchmark", specs)
    table.resize(1360, 860)
    begun = time.perf_counter()
    with db.open_file(file, read_only=True) as store, store.reading() as connection:
        names, rows = all_rows(connection, record)
    at = [names.index(spec.name) for spec in specs]
    ids = [row[0] for row in rows]
    columns = columns_of(specs, [tuple(row[place] for place in at) for row in rows], ids=ids)
    table.show_columns(columns)
    return table, (time.perf_counter() - begun) * 1000


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


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def middle(times: Sequence[float]) -> float:
    """The median."""
    from statistics import median

    return median(times)


if __name__ == "__main__":
    main(*sys.argv[1:])
