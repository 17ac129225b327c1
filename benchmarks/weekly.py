"""In a process of its own: tables, check and pages of all England's schemes, risks and actions, and empty rows."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from benchmarks.showing import pages, sums
from benchmarks.telling import tell
from benchmarks.timing import middle, timed
from benchmarks.weekly_file import AS_AT

KINDS = (
    "scheme", "scheme_stage", "funding_line", "risk", "risk_score", "risk_action", "risk_review", "committee_action",
    "action_update", "milestone", "panel_score", "building", "list_size",
)  # fmt: skip
TABLES = (
    "estates-by-year", "estates-by-source", "estates-schemes", "risks", "risk-movement", "actions", "milestones",
    "business-due", "priorities", "priority-weights", "premises", "practice-resilience", "attention",
)  # fmt: skip
TABS = ("Estates", "Risks", "Actions")
HEADINGS = ("Risk ID", "Date raised", "Risk description", "Likelihood", "Impact", "Severity", "Mitigation plan")
RISKS, EMPTY = 1_000, 10_000


def main(what: str, file: str) -> None:
    """Measure `sums` or `pages` of a file, or `rows` in a folder."""
    if what == "sums":
        sums(Path(file), KINDS, TABLES, AS_AT)
    elif what == "pages":
        pages(Path(file), TABS)
    else:
        rows(Path(file))


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
        times = {name: middle([timed(partial(propose, store, [file], options)) for _ in range(3)])
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


if __name__ == "__main__":
    main(*sys.argv[1:])
