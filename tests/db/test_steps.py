"""A file brought up from an earlier version has the very tables, columns, checks and indexes of a new one."""

from __future__ import annotations

import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.rows import all_rows
from db import SCHEMA_VERSION, create_file, open_file
from db.migrations import MIGRATIONS, migrate
from tests.db.test_schema_versions import kept


def shape(path: Path) -> dict[str, list[str]]:
    """Table or index to what it is made of; the columns in order, whether they came with it or later."""
    connection = sqlite3.connect(path)
    try:
        statements = connection.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL").fetchall()
    finally:
        connection.close()
    return {name: _parts(sql) for name, sql in statements if not name.startswith("sqlite_")}


def _parts(sql: str) -> list[str]:
    """The parts of a statement, sorted: an added column stands after the constraints of its table."""
    inside = sql[sql.index("(") + 1 : sql.rindex(")")]
    parts = re.split(r",(?![^()]*\))", inside)
    return sorted(re.sub(r"\s+", " ", part).strip() for part in parts)


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION))
def test_a_file_of_an_earlier_version_becomes_like_a_new_one(tmp_path: Path, version: int) -> None:
    old = Path(shutil.copy(kept(version), tmp_path / "old.blmk"))
    migrate(old, version, MIGRATIONS)
    create_file(tmp_path / "new.blmk").close()
    assert shape(old) == shape(tmp_path / "new.blmk")


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION))
def test_a_file_brought_up_says_from_which_version(tmp_path: Path, version: int) -> None:
    old = Path(shutil.copy(kept(version), tmp_path / "old.blmk"))
    with open_file(old) as file:
        assert (file.brought_from, file.schema_version) == (version, SCHEMA_VERSION)
    with open_file(old) as file:
        assert file.brought_from == 0


def test_aliases_are_kept_when_further_kinds_of_them_are_allowed(tmp_path: Path) -> None:
    old = Path(shutil.copy(kept(2), tmp_path / "old.blmk"))
    with closing(sqlite3.connect(old)) as connection, connection:
        connection.execute("INSERT INTO aliases VALUES (7, 'pcn', 'The East', 'U00001')")
    with open_file(old) as file, file.reading() as reading:
        _, rows = all_rows(reading, RECORDS["alias"])
    assert rows == [(7, "pcn", "The East", "U00001")]
