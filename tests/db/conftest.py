"""A data file with two places in it, and words for looking at files from outside."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from db import DataFile, create_file

NOBODY = 65534


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the data file lies: a name with a space, an apostrophe, an accent and an emoji."""
    folder = tmp_path / "Primary care"
    folder.mkdir()
    return folder / "Léa's plans 📊 50%#1.blmk"


@pytest.fixture
def file(path: Path) -> Iterator[DataFile]:
    """A data file with Bedford Borough and Luton in it, open for writing."""
    with create_file(path) as opened:
        add_places(opened, "Bedford Borough", "Luton")
        yield opened


@pytest.fixture
def closed(file: DataFile) -> Path:
    """The same file, closed."""
    file.close()
    return file.path


@pytest.fixture
def refusable(tmp_path: Path) -> Iterator[Path]:
    """Where a file would lie in a folder of somebody to whom the system can refuse things, unlike to root."""
    if not hasattr(os, "geteuid"):
        pytest.skip("permissions are taken away in the way of POSIX")
    if os.geteuid() != 0:
        yield tmp_path / "plans.blmk"
        return
    with TemporaryDirectory() as folder:  # the folder of all tests is shut to everybody else
        os.chown(folder, NOBODY, NOBODY)
        os.seteuid(NOBODY)
        try:
            yield Path(folder) / "plans.blmk"
        finally:
            os.seteuid(0)


def add_places(file: DataFile, *names: str) -> None:
    """Put places into the file, past the log: these tests are about the file."""
    with file.writing() as connection:
        for name in names:
            connection.exec_driver_sql(
                "INSERT INTO places (id, name) SELECT coalesce(max(id), 0) + 1, ? FROM places", (name,)
            )


def places(file: DataFile) -> list[str]:
    """The places that the file shows."""
    with file.reading() as connection:
        return list(connection.exec_driver_sql("SELECT name FROM places ORDER BY id").scalars())


def content(folder: Path) -> dict[str, bytes]:
    """Every file of a folder and its bytes, but for the lock, which holds nothing."""
    return {
        found.name: found.read_bytes()
        for found in folder.iterdir()
        if found.is_file() and not found.name.endswith("-lock")
    }
