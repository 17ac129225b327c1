"""Whether a data file is sound: its pages, and what its records refer to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blmk_desktop.records.kinds import RECORDS

if TYPE_CHECKING:
    from db.file import DataFile

MOST = 20  # one fault rarely comes alone, but nobody reads a hundred


def integrity(store: DataFile) -> list[str]:
    """One plain sentence for each fault found in the file itself; empty if it is sound."""
    labels = {record.plural: record.label for record in RECORDS.values()}
    with store.reading() as connection:
        pages = connection.exec_driver_sql(f"PRAGMA integrity_check({MOST})").scalars().all()
        dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    faults = [f"The file is damaged: {line}." for line in pages if line != "ok"]
    faults += [
        f"{labels.get(table, table)} {row} refers to a {labels.get(target, target)} that is not there."
        for table, row, target, _ in dangling[:MOST]
    ]
    return faults
