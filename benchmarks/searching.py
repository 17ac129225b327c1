"""In a process of its own: finding anything among all England's records, letter by letter, and cross-tables over them.

The floor of a keystroke is the simplest thing that could find a name: one LIKE over the names of the practices alone,
without an order. Ours looks through every kind of record with all their words, the changes too, and ranks them.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import quantiles
from typing import Any

from benchmarks.importing import FILES
from benchmarks.telling import tell
from benchmarks.timing import middle, timed, window

# What somebody types: a name, a code, words in any order, words of a text, a slip of the pen, nothing that there is.
TYPED = (
    "westcroft health centre", "k82633", "surgery medical bedford", "mk4 4en", "st johns", "crown return",
    "risk event 4999", "scheme 1999", "weastcroft", "heatlh centre", "zzzz qqq",
)  # fmt: skip
CROSSED = {
    "practices by place and status": ("practice", ("code.network_place",), ("status",), "", "count"),
    "lists by practice and year": ("list_size", ("practice",), ("as_at:year",), "registered", "sum"),
    "money by fund, kind and year": ("funding_line", ("fund", "scheme.kind"), ("year",), "spent", "sum"),
    "risks by register and quarter": ("risk", ("register",), ("raised:quarter",), "", "count"),
}


def make(path: Path, real: Path) -> None:
    """All England's schemes, risks and actions, and its register where the published files are at hand."""
    import db
    import main as program  # noqa: F401 - as the program is set
    from benchmarks import weekly_file
    from blmk_desktop.importing.engine import apply, propose
    from blmk_desktop.importing.proposal import Options

    weekly_file.make(path)
    files = [real / name for name in FILES if (real / name).exists()]
    if files:
        with db.open_file(path) as store:
            apply(store, propose(store, files, Options(all_england=True)), accept_valid=True)


def main(what: str, *files: str) -> None:
    """Measure `found` or `shown` over a file, or `crossed` over it and one of plan figures."""
    parts: dict[str, Callable[..., None]] = {"found": found, "shown": shown, "crossed": crossed}
    parts[what](*map(Path, files))


def found(file: Path) -> None:
    """Each keystroke in the worker, and the floor."""
    import db
    import main as program  # noqa: F401 - as the program is set
    from blmk_desktop.search import Index

    index = Index()
    with db.open_file(file, read_only=True) as store:
        with store.reading() as connection:
            ready = timed(partial(index.follow, connection))
        keys = [timed(partial(_typed, store, index, letters)) for letters in _letters()]
        floor = middle([timed(partial(_merely, store, letters)) for letters in _letters()])
        records = sum(len(texts.lines) for texts in index.texts)
    tell(ready=ready, key=middle(keys), p95=quantiles(keys, n=20)[-1], worst=max(keys), floor=floor, records=records)


def _letters() -> list[str]:
    return [words[:length] for words in TYPED for length in range(1, len(words) + 1)]


def _typed(store: Any, index: Any, words: str) -> None:
    with store.reading() as connection:
        index.find(connection, words, 30)


def _merely(store: Any, words: str) -> None:
    """The names of practices that hold it, as they come."""
    from sqlalchemy import func, select

    from blmk_desktop.records.tables import TABLES

    table = TABLES["practice"].c
    query = select(table.code, table.name).where(func.lower(table.name).contains(words, autoescape=True)).limit(30)
    with store.reading() as connection:
        connection.execute(query).all()


def shown(file: Path) -> None:
    """Each keystroke in the box, from the event until what was found is listed."""
    app, ours = window(file)
    ours.show()
    _until(app, lambda: ours.store is not None and not ours.tasks.busy)
    box = ours.commands.finder.open()
    _until(app, lambda: not ours.tasks.busy)
    keys = []
    for words in TYPED:
        for length in range(1, len(words) + 1):
            begun = time.perf_counter()
            box.box.setText(words[:length])
            _until(app, lambda: not box.waiting)
            keys.append((time.perf_counter() - begun) * 1000)
    box.close()
    tell(key=middle(keys), p95=quantiles(keys, n=20)[-1], worst=max(keys))
    sys.stdout.flush()
    ours.close()


def _until(app: Any, done: Callable[[], bool]) -> None:
    app.processEvents()
    while not done():
        app.processEvents()
        time.sleep(0.0002)


def crossed(file: Path, plans: Path) -> None:
    """Some cross-tables, and one over every plan figure, against merely adding up its column."""
    from sqlalchemy import func, select

    import db
    import main as program  # noqa: F401 - as the program is set
    from blmk_desktop.records.tables import TABLES
    from blmk_desktop.rules.cross_table import Asked
    from blmk_desktop.summaries.cross_table import cross_table

    with db.open_file(file, read_only=True) as store, store.reading() as connection:
        asked = {name: Asked(of, rows, columns, measure, how)
                 for name, (of, rows, columns, measure, how) in CROSSED.items()}  # fmt: skip
        times = {name: middle([timed(partial(cross_table, connection, one)) for _ in range(3)])
                 for name, one in asked.items()}  # fmt: skip
    one = Asked("plan_figure", ("pcn.place", "role"), ("month",), "value", "sum", {"source": "!committee-pack"})
    column = select(func.sum(TABLES["plan_figure"].c.value))
    with db.open_file(plans, read_only=True) as store, store.reading() as connection:
        scan = middle([timed(lambda: connection.execute(column).scalar()) for _ in range(5)])
        figures = middle([timed(partial(cross_table, connection, one)) for _ in range(3)])
    tell(times=times, scan=scan, figures=figures)


if __name__ == "__main__":
    main(*sys.argv[1:])
