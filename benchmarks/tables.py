"""In a process of its own: typing, sorting, adding up and checking over a file of 350,000 plan figures."""

from __future__ import annotations

import sys
import time
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.telling import tell
from benchmarks.timing import Paints, middle, timed, window

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
            name: middle([timed(partial(made, connection)) for _ in range(7)]) for name, made in tables.items()
        }
        times["scan"] = middle([timed(lambda: connection.execute(column).scalar()) for _ in range(5)])
        claimed = connection.execute(claims).scalar()
        found = len(check(connection))
        times["check"] = middle([timed(lambda: check(connection)) for _ in range(5)])
    tell(**times, findings=found, claims=claimed)


def screen(file: Path) -> None:
    """Each keystroke of some words, typed and taken back, and some sorts: from the event to the finished repaint."""
    app, shown = window(file)
    table, loading = _table(shown, file)
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
    shown.close()


def _table(window: Any, file: Path) -> tuple[Any, float]:
    """The table that every tab uses, with all plan figures in it, and how long it took to read them (ms)."""
    import db
    from blmk_desktop.columns import ColumnSpec, columns_of
    from blmk_desktop.records.kinds import RECORDS
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


if __name__ == "__main__":
    main(*sys.argv[1:])
