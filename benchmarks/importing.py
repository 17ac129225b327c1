"""In a process of its own: reading the register of all England's files, or importing them into a new data file."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.telling import tell

FILES = (
    "ods_epraccur_2021-11.csv",
    "ods_ePCN_2022.xlsx",
    "gp-reg-pat-prac-map_2022-01.csv",
    "nhs_payments_to_general_practice_2022-23.csv",
)


def main(what: str, folder: str) -> None:
    """Measure `read` or `imported`; libraries are loaded before the clock starts, in either case."""
    files = [Path(folder) / name for name in FILES]
    {"read": read, "imported": imported}[what](files)


def read(files: list[Path]) -> None:
    """Merely read every cell with the fastest reader there is, and keep them."""
    import csv

    from python_calamine import CalamineWorkbook

    begun = time.perf_counter()
    sheets: list[list[Any]] = []
    for file in files:
        if file.suffix == ".csv":
            with file.open(encoding="cp1252", newline="") as lines:
                sheets.append(list(csv.reader(lines)))
        else:
            book = CalamineWorkbook.from_path(file)
            sheets += [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    tell(time=(time.perf_counter() - begun) * 1000, rows=sum(map(len, sheets)))


def imported(files: list[Path]) -> None:
    """Propose and apply, as the window and the command line do, into a file with the reference data."""
    import python_calamine  # noqa: F401
    import sqlalchemy  # noqa: F401

    import db
    import main as program  # noqa: F401 - as the program is set
    from blmk_desktop import seeding
    from blmk_desktop.importing.engine import apply, propose
    from blmk_desktop.importing.proposal import Options

    with tempfile.TemporaryDirectory() as folder, db.create_file(Path(folder) / "england.blmk") as store:
        seeding.load_reference(store)
        begun = time.perf_counter()
        proposal = propose(store, files, Options(all_england=True))
        proposed = time.perf_counter()
        made = apply(store, proposal, accept_valid=True)
        done = time.perf_counter()
    proposing, writing = (proposed - begun) * 1000, (done - proposed) * 1000
    tell(time=proposing + writing, proposing=proposing, writing=writing, records=made.changes if made else 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
