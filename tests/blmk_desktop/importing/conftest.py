"""A data file with the reference data, and one with the register of the example data too."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import db
from blmk_desktop import seeding


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data file with the reference data alone, closed: places, networks, roles and aliases."""
    path = tmp_path_factory.mktemp("importing") / "reference.blmk"
    with db.create_file(path) as file:
        seeding.load_reference(file)
    return path


@pytest.fixture
def store(empty: Path, tmp_path: Path) -> Iterator[db.DataFile]:
    """A file of one's own with the reference data."""
    path = tmp_path / "mine.blmk"
    shutil.copyfile(empty, path)
    with db.open_file(path) as file:
        yield file


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Where a workbook may be written; the name says nothing of what is in it."""
    return tmp_path / "from the post.xlsx"


@pytest.fixture
def demo(example: Path, tmp_path: Path) -> Iterator[db.DataFile]:
    """A file of one's own with the example data: networks, their lists and what they may spend."""
    path = tmp_path / "example.blmk"
    shutil.copyfile(example, path)
    with db.open_file(path) as file:
        yield file
