"""What is no data file of ours, or not a whole one, is refused in a sentence and left exactly as it was."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from blmk_desktop.errors import UserError
from db import DataFile, create_file, open_file
from tests.db.conftest import add_places, content, places


def refusal(path: Path) -> str:
    """The sentence with which a file is refused; it and its folder must stay as they were."""
    before = content(path.parent)
    with pytest.raises(UserError) as refused:
        open_file(path)
    assert content(path.parent) == before
    assert refused.value.where is not None
    assert refused.value.where.file == path.name
    return refused.value.message


def another_application(path: Path, journal: str = "DELETE") -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(f"PRAGMA journal_mode = {journal}")
    connection.execute("CREATE TABLE moz_places (id INTEGER)")
    connection.close()


def test_a_missing_file(path: Path) -> None:
    assert refusal(path) == f"There is no file {path}."


def test_an_empty_file(path: Path) -> None:
    path.touch()
    assert refusal(path) == "The file is empty, so it is not a BLMK data file."


@pytest.mark.parametrize("start", [b"PK\x03\x04", b"name,code\n", b"SQLite format 4\0", b"\0" * 100])
def test_a_file_of_another_kind(path: Path, start: bytes) -> None:
    path.write_bytes(start + Random(1).randbytes(9_000))  # noqa: S311 - the same noise at every run
    assert refusal(path) == "This is not a BLMK data file."


@pytest.mark.parametrize("journal", ["DELETE", "WAL"])
def test_the_database_of_another_application(path: Path, journal: str) -> None:
    another_application(path, journal)
    assert refusal(path) == "This is the database of another application, not a BLMK data file."


def test_a_folder(path: Path) -> None:
    path.mkdir()
    with pytest.raises(UserError, match="is not a file"):
        open_file(path)


def test_a_file_made_by_a_later_version(closed: Path) -> None:
    connection = sqlite3.connect(closed)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    assert refusal(closed).startswith("The file was made by a later version of BLMK Primary Care.")


def cut_short(data: bytes) -> bytes:
    return data[: len(data) // 2]


def torn_page(data: bytes) -> bytes:
    return data[:4096] + Random(2).randbytes(4096) + data[8192:]  # noqa: S311 - the same noise at every run


def lost_table(data: bytes) -> bytes:
    return data.replace(b"CREATE TABLE places", b"CREATE TABLE placed")


@pytest.mark.parametrize("damage", [cut_short, torn_page, lost_table])
def test_a_damaged_file(closed: Path, damage: Callable[[bytes], bytes]) -> None:
    closed.write_bytes(damage(closed.read_bytes()))
    assert refusal(closed) == "The file is damaged. It was left as it is; open a backup or a copy instead."


def test_damage_anywhere_never_ends_in_anything_but_a_sentence(closed: Path) -> None:
    whole, chance = closed.read_bytes(), Random(3)  # noqa: S311 - the same noise at every run
    for _ in range(60):
        at = chance.randrange(len(whole))
        closed.write_bytes(whole[:at] + chance.randbytes(chance.randrange(1, 200)) + whole[at:][200:])
        with suppress(UserError), open_file(closed) as file:
            places(file)


def test_a_file_is_not_made_over_another(closed: Path) -> None:
    before = content(closed.parent)
    with pytest.raises(UserError, match="There is a file of that name already"):
        create_file(closed)
    assert content(closed.parent) == before


def test_a_file_is_not_made_in_a_folder_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="does not exist"):
        open_file(tmp_path / "nowhere" / "new.blmk", create=True)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_may_not_be_read(refusable: Path) -> None:
    create_file(refusable).close()
    refusable.chmod(0)
    with pytest.raises(UserError, match="cannot be read: you may lack permission"):
        open_file(refusable)


def test_a_file_is_not_made_where_nothing_may_be_written(refusable: Path) -> None:
    refusable.parent.chmod(0o500)
    with pytest.raises(UserError, match="cannot be written"):
        create_file(refusable)
    assert list(refusable.parent.iterdir()) == []


@pytest.mark.parametrize("folder_too", [False, True])
def test_a_file_that_may_only_be_read_can_be_viewed(refusable: Path, folder_too: bool) -> None:
    with create_file(refusable) as file:
        add_places(file, "Luton")
    refusable.chmod(0o400)
    refusable.parent.chmod(0o500 if folder_too else 0o700)
    before = content(refusable.parent)
    with open_file(refusable) as file:
        assert file.read_only
        assert places(file) == ["Luton"]
        with pytest.raises(UserError, match="It can only be viewed: the file or its folder may not be written"):
            add_places(file, "Milton Keynes")
    assert content(refusable.parent) == before


def test_a_full_disk_is_said_and_nothing_is_kept(file: DataFile) -> None:
    def fill() -> None:
        with file.writing() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
            for number in range(10, 2_000):
                connection.exec_driver_sql("INSERT INTO places (id, name) VALUES (?, ?)", (number, "x" * number))

    with pytest.raises(UserError, match=r"The disk is full\. Nothing was changed"):
        fill()
    assert places(file) == ["Bedford Borough", "Luton"]
