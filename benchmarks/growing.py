"""In a process of its own: what everything costs over a data file of so many BLMKs (`benchmarks/growth_file.py`).

Names say first what group a cost is of: 'table: risks'. Times are in milliseconds.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks import timing
from benchmarks.showing import START
from benchmarks.telling import tell
from benchmarks.timing import Clock, Paints, middle, timed

AS_AT = "2022-12-31"
PAPERS = ("workforce-plans", "estates", "risk-register")
TYPED = ("su", "surgery", "crown", "scheme 3", "k82063", "heatlh")
YEAR, STAGE = "2022/23", "final"
ENOUGH, MOST = 0.6, 3  # a cost is taken again until so many seconds were spent on it, at most so many times

Costs = dict[str, float]


def main(what: str, file: str) -> None:
    """Measure `held`, `written` or `window`."""
    {"held": held, "written": written, "window": window}[what](Path(file))


def steady(work: Callable[[], object]) -> float:
    """The median of a few goes; of what takes long, one."""
    times: list[float] = []
    while len(times) < MOST and sum(times) < ENOUGH * 1000:
        times.append(timed(work))
    return middle(times)


def held(file: Path) -> None:
    """What is made of the data without changing it: tables, check, search, papers, exports, a copy."""
    import db
    import main as program  # noqa: F401 - as the program is set
    from blmk_desktop.check import check
    from blmk_desktop.computed.tables import SUMMARIES, table

    costs: Costs = {}
    with db.open_file(file, read_only=True) as store, store.reading() as connection, TemporaryDirectory() as name:
        costs |= {f"table: {one}": steady(partial(table, connection, one, as_at=AS_AT)) for one in SUMMARIES}
        costs["check: every figure"] = steady(partial(check, connection))
        costs |= _found(connection)
        costs |= _crossed(connection)
        costs |= _made(connection, check(connection), Path(name))
        costs |= _exported(connection, Path(name))
        copied = partial(store.save_copy, Path(name) / "copy.blmk")
        costs["file: a checked copy"] = middle([timed(copied) for _ in range(MOST)])  # disks have their moods
    tell(costs=costs)


def _found(connection: Any) -> Costs:
    from blmk_desktop.search import Index

    index = Index()
    ready = timed(partial(index.follow, connection))
    keys = [
        timed(partial(index.find, connection, words[:to], 30)) for words in TYPED for to in range(2, len(words) + 1)
    ]
    return {"search: made ready": ready, "search: a keystroke": middle(keys)}


def _crossed(connection: Any) -> Costs:
    from blmk_desktop.rules.cross_table import Asked
    from blmk_desktop.summaries.cross_table import cross_table

    asked = {
        "plan figures by place and month": Asked("plan_figure", ("pcn.place", "role"), ("month",), "value", "sum"),
        "practices by status": Asked("practice", ("code.network_place",), ("status",), "", "count"),
    }
    return {f"cross-table: {name}": steady(partial(cross_table, connection, one)) for name, one in asked.items()}


def _made(connection: Any, findings: Any, folder: Path) -> Costs:
    from blmk_desktop.papers.catalogue import Asked
    from blmk_desktop.papers.making import make
    from blmk_desktop.papers.model import Pack
    from blmk_desktop.papers.writing import write

    costs: Costs = {}
    for name in PAPERS:
        asked = Asked(name, AS_AT, on=AS_AT)
        costs[f"paper: {name}"] = steady(partial(make, connection, asked, findings))
        pack = Pack("One paper", (make(connection, asked, findings),), on=AS_AT)
        endings = (".pdf", ".docx", ".xlsx") if name == "risk-register" else (".xlsx",)
        costs |= {f"paper: {name} as {end[1:]}": timed(partial(write, pack, folder / f"paper{end}")) for end in endings}
    return costs


def _exported(connection: Any, folder: Path) -> Costs:
    from blmk_desktop.export import write_records

    costs = {"practices.xlsx": "practices", "plan-figures.csv": "plan-figures", "risks.json": "risks"}
    return {
        f"export: {name}": timed(partial(write_records, connection, kind, folder / name))
        for name, kind in costs.items()
    }


def written(file: Path) -> None:
    """What changes the data: opening it, an edit, a return, the register of all its practices; each taken back."""
    import db
    import main as program  # noqa: F401 - as the program is set
    from blmk_desktop.editing import edit

    costs: Costs = {"file: opened": timed(lambda: db.open_file(file).close())}
    with db.open_file(file) as store, TemporaryDirectory() as name:
        risk = _some(store, "risk")
        owners = iter(range(MOST))
        costs["edit: one field"] = steady(lambda: edit(store, "risk", risk, {"owner": f"Director {next(owners)}"}))
        costs |= _taken_back(store, "edit")
        for what, source in (("a return", _return(store, Path(name))), ("all practices", _register(store, Path(name)))):
            costs |= _imported(store, what, source)
            costs |= _taken_back(store, f"import: {what}")
    tell(costs=costs)


def _some(store: Any, kind: str) -> int:
    """The identity of the first record of a kind."""
    from sqlalchemy import func, select

    from blmk_desktop.records.tables import TABLES

    with store.reading() as connection:
        return int(connection.execute(select(func.min(TABLES[kind].c.id))).scalar_one())


def _return(store: Any, folder: Path) -> Path:
    """The return of one network."""
    from benchmarks.plan_round import returned
    from blmk_desktop.templates.plan_known import plan_forms

    with store.reading() as connection:
        form = next(one for one in plan_forms(connection, None, YEAR, STAGE) if one.allocation)
    return returned(form, 1, folder)


def _register(store: Any, folder: Path) -> Path:
    """All practices as they are exported, under other names."""
    import csv

    from blmk_desktop.export import write_records

    path = folder / "practices.csv"
    with store.reading() as connection:
        write_records(connection, "practice", path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        heading, *rows = csv.reader(file)
    name = heading.index("Practice name") if "Practice name" in heading else 1
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([heading, *([*row[:name], f"{row[name]} AGAIN", *row[name + 1 :]] for row in rows)])
    return path


def _imported(store: Any, what: str, source: Path) -> Costs:
    from blmk_desktop.importing.engine import apply, propose
    from blmk_desktop.importing.proposal import Options

    begun = time.perf_counter()
    proposal = propose(store, [source], Options(all_england=True))
    proposed = time.perf_counter()
    if apply(store, proposal, accept_valid=True) is None:
        raise SystemExit(f"nothing was imported of {what}: {[refusal.why for refusal in proposal.refused()][:1]}")
    done = time.perf_counter()
    return {f"import: {what}": (done - begun) * 1000, f"import: {what}, proposed": (proposed - begun) * 1000}


def _taken_back(store: Any, what: str) -> Costs:
    from blmk_desktop.changes import redo, undo

    return {f"{what}, undone": timed(partial(undo, store)), f"{what}, made again": timed(partial(redo, store))}


def window(file: Path) -> None:
    """Opening it, each tab and page until all is shown and how long it held the window up, and typing in its table."""
    costs: Costs = {}
    freezes: Costs = {}
    app, shown = timing.window(file)
    clock = Clock(app, shown)
    costs["window: opened with its first tab"], freezes["window: opened"] = clock.waited(shown.show)
    for title in shown.titles:
        first = clock.waited(partial(shown.go_to, title))
        tab = shown.current
        pages = getattr(tab, "pages", ("",))
        for key in pages:
            name = f"page: {title}, {key}" if key else f"page: {title}"
            costs[name], freezes[name] = first if key == pages[0] else clock.waited(partial(tab.show_page, key))
            if tab.table is not None and tab.table.isVisible() and tab.table.columns:
                costs |= _typed(app, tab.table, name.removeprefix("page: "))
    costs["page: Overview again"], freezes["page: Overview again"] = clock.waited(partial(shown.go_to, START))
    tell(costs=costs, freezes=freezes)
    sys.stdout.flush()
    shown.close()


def _typed(app: Any, table: Any, name: str) -> Costs:
    """A keystroke in the table's filter and a sort by its first column, from the event to the finished repaint."""
    paints = Paints(app, table.view.viewport())
    keys = [paints.after(partial(table.filter_text, text)) for text in ("s", "su", "sur", "su", "s", "")]
    sorts = [paints.after(partial(table.sort_by, table.columns.specs[0].name)) for _ in range(2)]
    return {f"keystroke: {name}": middle(keys), f"sort: {name}": middle(sorts)}


if __name__ == "__main__":
    main(*sys.argv[1:])
