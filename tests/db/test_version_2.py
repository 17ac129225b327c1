"""A file brought up from version 1 has the very tables, columns, checks and indexes of a new one."""

from __future__ import annotations

import re
import shutil
import sqlite3
from pathlib import Path

from db import create_file, open_file
from db.migrations import migrate
from db.version_2 import step
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


def test_a_file_of_version_1_becomes_like_a_new_one(tmp_path: Path) -> None:
    old = Path(shutil.copy(kept(1), tmp_path / "old.blmk"))
    migrate(old, 1, {2: step})
    create_file(tmp_path / "new.blmk").close()
    assert shape(old) == shape(tmp_path / "new.blmk")


def test_a_file_brought_up_says_from_which_version(tmp_path: Path) -> None:
    old = Path(shutil.copy(kept(1), tmp_path / "old.blmk"))
    with open_file(old) as file:
        assert (file.brought_from, file.schema_version) == (1, 2)
    with open_file(old) as file:
        assert file.brought_from == 0
