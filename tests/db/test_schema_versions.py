"""A file of every schema version that was ever released opens, with all that was in it.

To keep a file of a new schema version: `python -m tests.db.test_schema_versions`, once, before it is released.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from blmk_desktop.changes import Change, commit, history, new_records, undo
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.rows import all_rows
from blmk_desktop.records.tables import CHANGE_SETS, CHANGES, TABLES
from db import SCHEMA_VERSION, create_file, integrity, open_file

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"

REGISTER: list[tuple[str, dict[str, object]]] = [
    ("source", {"name": "register.xlsx", "position": 1}),
    ("place", {"name": "Bedford Borough"}),
    ("practice", {"code": "E81001", "name": "Kempston", "status": "Active", "opened": "1974-04-01"}),
    ("pcn", {"code": "U00001", "name": "East", "place": "Bedford Borough"}),
    ("membership", {"practice": "E81001", "pcn": "U00001", "start": "2019-07-01"}),
    ("list_size", {"practice": "E81001", "as_at": "2022-10-01", "source": "register.xlsx", "registered": 1234500}),
    ("arrs_role", {"name": "Clinical pharmacist", "staff_type": "clinical"}),
    ("plan_round", {"name": "2022/23 final", "year": "2022/23", "stage": "final"}),
    (
        "plan_figure",
        {
            "round": "2022/23 final",
            "pcn": "U00001",
            "role": "Clinical pharmacist",
            "month": 12,
            "measure": "wte_planned",
            "value": 250,
            "source": "register.xlsx",
        },
    ),
]


def make(path: Path) -> None:
    """A small file of today's schema version: one record of nine kinds, a change, an undo."""
    fresh = new_records()
    with create_file(path) as file:
        added = [Change(kind, next(fresh), None, values, "register.xlsx › A!A2") for kind, values in REGISTER]
        commit(file, added, what="Import of register.xlsx", kind="import", who="somebody")
        place = added[1].record
        commit(file, [Change("place", place, {}, {"commissioners": "06F"})], what="Edit", who="somebody")
        undo(file)


def kept(version: int) -> Path:
    return FIXTURES / f"schema-{version}.blmk"


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION + 1))
def test_a_file_of_every_version_opens_with_its_records(version: int, tmp_path: Path) -> None:
    path = Path(shutil.copy(kept(version), tmp_path / "old.blmk"))
    with open_file(path) as file, file.reading() as connection:
        assert integrity(file) == []
        assert [found.kind for found in history(connection)] == ["undo", "edit", "import"]
        for kind, values in REGISTER:
            names, (row,) = all_rows(connection, RECORDS[kind])
            assert values.items() <= dict(zip(names, row, strict=True)).items()


def test_a_change_of_the_declarations_needs_a_new_schema_version(tmp_path: Path) -> None:
    path = Path(shutil.copy(kept(SCHEMA_VERSION), tmp_path / "kept.blmk"))
    with open_file(path) as file, file.reading() as connection:
        for table in (*TABLES.values(), CHANGE_SETS, CHANGES):
            info = connection.exec_driver_sql(f'PRAGMA table_info("{table.name}")').all()
            assert [column.name for column in info] == table.columns.keys(), table.name


if __name__ == "__main__":
    FIXTURES.mkdir(exist_ok=True)
    kept(SCHEMA_VERSION).unlink(missing_ok=True)
    make(kept(SCHEMA_VERSION))
