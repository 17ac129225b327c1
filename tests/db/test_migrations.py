"""A file of an earlier version is backed up and brought up to date as a whole, or left as it was."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from blmk_desktop.errors import UserError
from db import SCHEMA_VERSION, open_file
from tests.db.conftest import content, places

NEXT, AFTER = SCHEMA_VERSION + 1, SCHEMA_VERSION + 2


def add_population(operations: Any) -> None:
    import sqlalchemy

    operations.add_column("places", sqlalchemy.Column("population", sqlalchemy.Integer))
    operations.execute("UPDATE places SET population = 100 * id")


def require_population(operations: Any) -> None:
    import sqlalchemy

    with operations.batch_alter_table("places") as table:
        table.alter_column("population", existing_type=sqlalchemy.Integer(), nullable=False)


def fall_over(operations: Any) -> None:
    add_population(operations)
    raise RuntimeError("a bug in the step")


def lose_a_place(operations: Any) -> None:
    operations.execute("DELETE FROM places WHERE id = 1")


def rename_a_place(operations: Any) -> None:
    operations.execute("UPDATE places SET name = 'Bedford' WHERE id = 1")


def version(path: Path) -> int:
    connection = sqlite3.connect(path)
    try:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])
    finally:
        connection.close()


def dump(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


@pytest.fixture
def referred_to(closed: Path) -> Path:
    """The file with a PCN in Bedford Borough."""
    with open_file(closed) as file, file.writing() as connection:
        connection.exec_driver_sql(
            "INSERT INTO pcns (id, code, name, place) VALUES (1, 'U00001', 'East', 'Bedford Borough')"
        )
    return closed


def test_every_step_is_taken_and_the_data_kept(referred_to: Path) -> None:
    with open_file(referred_to, migrations={NEXT: add_population, AFTER: require_population}) as file:
        assert places(file) == ["Bedford Borough", "Luton"]
        with file.reading() as connection:
            rows = connection.exec_driver_sql("SELECT population FROM places ORDER BY id").scalars().all()
            assert rows == [100, 200]
            assert connection.exec_driver_sql("SELECT place FROM pcns").scalar() == "Bedford Borough"
    assert version(referred_to) == AFTER


def test_there_is_a_whole_backup_from_before(closed: Path) -> None:
    before = dump(closed)
    open_file(closed, migrations={NEXT: add_population}).close()
    (backup,) = (closed.parent / "backups").iterdir()
    assert backup.name.startswith(f"{closed.stem} schema {SCHEMA_VERSION} ")
    assert dump(backup) == before
    assert version(backup) == SCHEMA_VERSION


@pytest.mark.parametrize(
    ("step", "why"),
    [
        (fall_over, "a bug in the step"),
        (lose_a_place, "changed the number of rows in places"),
        (rename_a_place, "left a reference to nothing"),
    ],
)
def test_a_step_that_fails_leaves_the_file_as_it_was(referred_to: Path, step: Any, why: str) -> None:
    before = content(referred_to.parent)
    with pytest.raises(UserError, match=why) as refused:
        open_file(
            referred_to, migrations={NEXT: add_population, AFTER: step} if step is not fall_over else {NEXT: step}
        )
    assert "It was left as it was" in refused.value.message
    assert content(referred_to.parent) == before
    assert len(list((referred_to.parent / "backups").iterdir())) == 1
    with open_file(referred_to) as file:
        assert not file.read_only
        assert places(file) == ["Bedford Borough", "Luton"]


def test_without_a_backup_nothing_is_changed(closed: Path) -> None:
    (closed.parent / "backups").write_text("in the way", encoding="utf-8")
    before = content(closed.parent)
    with pytest.raises(UserError, match="No backup could be made"):
        open_file(closed, migrations={NEXT: add_population})
    assert content(closed.parent) == before


def test_a_file_that_another_window_has_is_not_brought_up_to_date(closed: Path) -> None:
    with open_file(closed), pytest.raises(UserError, match="must be brought up to date first"):
        open_file(closed, migrations={NEXT: add_population})
    assert version(closed) == SCHEMA_VERSION


def test_a_file_that_is_up_to_date_is_not_backed_up(closed: Path) -> None:
    open_file(closed).close()
    assert not (closed.parent / "backups").exists()
