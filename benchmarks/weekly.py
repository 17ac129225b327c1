"""In a process of its own: tables, check and pages of all England's schemes, risks and actions, and empty rows."""

from __future__ import annotations

import sys
import time
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.tables import middle
from benchmarks.telling import tell
from benchmarks.weekly_file import AS_AT

KINDS = (
    "scheme", "scheme_stage", "funding_line", "risk", "risk_score", "risk_action", "risk_review", "committee_action",
    "action_update", "milestone", "panel_score", "building", "list_size",
)  # fmt: skip
TABLES = (
    "estates-by-year", "estates-by-source", "estates-schemes", "risks", "risk-movement", "actions", "milestones",
    "business-due", "priorities", "priority-weights", "premises", "practice-resilience",
)  # fmt: skip
TABS = ("Estates", "Risks", "Actions")
HEADINGS = ("Risk ID", "Date raised", "Risk description", "Likelihood", "Impact", "Severity", "Mitigation plan")
RISKS, EMPTY = 1_000, 10_000
QUIET = 0.15  # seconds without work after which a page is complete


def main(what: str, file: str) -> None:
    """Measure `sums` or `pages` of a file, or `rows` in a folder."""
    {"sums": sums, "pages": pages, "rows": rows}[what](Path(file))


def sums(file: Path) -> None:
    """The computed tables and the check against merely reading the rows that they are made of."""
    from sqlalchemy import select

    import db
    import main as program  # noqa: F401 - as the program is set
    from blmk_desktop.check import check
    from blmk_desktop.computed.tables import table
    from blmk_desktop.records import tables

    with db.open_file(file, read_only=True) as store, store.reading() as connection:
        read = [select(tables.TABLES[kind]) for kind in KINDS]
        held = sum(len(connection.execute(query).all()) for query in read)
        floor = middle([_timed(lambda: [connection.execute(query).all() for query in read]) for _ in range(5)])
        times = {
            name: middle([_timed(partial(table, connection, name, as_at=AS_AT)) for _ in range(3)]) for name in TABLES
        }
        found = len(check(connection))
        checked = middle([_timed(partial(check, connection)) for _ in range(3)])
    tell(rows=held, read=floor, tables=times, check=checked, findings=found)


def _timed(work: Any) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def pages(file: Path) -> None:
    """Every page of the three tabs: until all of it is shown, and the longest that the window does not answer."""
    import main as program

    app, window = program.build_window([str(file)])
    sys.excepthook = sys.__excepthook__  # a fault of the benchmark is no crash report
    window.show()
    clock = Clock(app, window)
    clock.waited(lambda: None)
    shown: dict[str, tuple[float, float]] = {}
    for title in TABS:
        first = clock.waited(partial(window.go_to, title))
        tab = window.current
        shown[f"{title}, {tab.pages[0]}"] = first
        for page in tab.pages[1:]:
            shown[f"{title}, {page}"] = clock.waited(partial(tab.show_page, page))
    tell(pages=shown)
    sys.stdout.flush()
    window.close()


def rows(folder: Path) -> None:
    """A register of risks proposed as it is, and with empty rows below it that have formulas and borders."""
    import db
    import main as program  # noqa: F401 - as the program is set
    from blmk_desktop import seeding
    from blmk_desktop.importing.engine import propose
    from blmk_desktop.importing.proposal import Options

    files = {"full": _register(folder / "full.xlsx", 0), "empty": _register(folder / "empty.xlsx", EMPTY)}
    with db.create_file(folder / "rows.blmk") as store:
        seeding.load_reference(store)
        options = Options(register="Primary care", as_at=AS_AT)
        times = {name: middle([_timed(partial(propose, store, [file], options)) for _ in range(3)])
                 for name, file in files.items()}  # fmt: skip
        found = sum(propose(store, [files["empty"]], options).counts().values())
    tell(**times, found=found)


def _register(file: Path, empty: int) -> Path:
    import xlsxwriter

    with xlsxwriter.Workbook(str(file)) as book:
        sheet, lined = book.add_worksheet("Risk register"), book.add_format({"border": 1})
        sheet.write_row(0, 0, HEADINGS)
        for row in range(1, RISKS + 1):
            told = f"As a result of cause {row} there is a risk that event {row} happens, resulting in effect {row}."
            sheet.write_row(row, 0, (row, "01/04/2022", told, row % 5 + 1, row % 4 + 1))
            sheet.write_formula(row, 5, f"=D{row + 1}*E{row + 1}", None, (row % 5 + 1) * (row % 4 + 1))
            sheet.write(row, 6, f"Plan {row}")
        for row in range(RISKS + 1, RISKS + 1 + empty):
            for column in range(5):
                sheet.write_blank(row, column, None, lined)
            sheet.write_formula(row, 5, f"=D{row + 1}*E{row + 1}", lined, 0)
    return file


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


if __name__ == "__main__":
    main(*sys.argv[1:])
