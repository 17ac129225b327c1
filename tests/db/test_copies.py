"""A copy is whole, of one moment, and takes the place of what was there only when it is finished."""

from __future__ import annotations

from pathlib import Path

import pytest

from blmk_desktop.errors import UserError
from db import DataFile, integrity, open_file
from tests.db.conftest import add_places, content, places


def test_a_copy_of_an_open_file_holds_what_was_just_written(file: DataFile, tmp_path: Path) -> None:
    add_places(file, "Milton Keynes")
    file.save_copy(tmp_path / "copy.blmk")
    with open_file(tmp_path / "copy.blmk") as copy:
        assert places(copy) == ["Bedford Borough", "Luton", "Milton Keynes"]
        assert integrity(copy) == []
        add_places(copy, "Leeds")
    assert len(places(file)) == 3


def test_a_copy_replaces_an_earlier_one(file: DataFile, tmp_path: Path) -> None:
    target = tmp_path / "copy.blmk"
    file.save_copy(target)
    add_places(file, "Milton Keynes")
    file.save_copy(target)
    with open_file(target) as copy:
        assert len(places(copy)) == 3


def test_who_may_only_view_may_copy(file: DataFile, tmp_path: Path) -> None:
    with open_file(file.path) as second:
        second.save_copy(tmp_path / "copy.blmk")
    with open_file(tmp_path / "copy.blmk") as copy:
        assert len(places(copy)) == 2


def test_a_copy_onto_itself_is_refused(file: DataFile) -> None:
    with pytest.raises(UserError, match="another name or another folder"):
        file.save_copy(file.path)
    assert len(places(file)) == 2


def test_a_copy_that_fails_leaves_what_was_there(file: DataFile, tmp_path: Path) -> None:
    target = tmp_path / "copies"
    target.mkdir()
    (target / "kept.txt").write_text("kept", encoding="utf-8")
    with pytest.raises(UserError, match="cannot be written"):
        file.save_copy(target)
    with pytest.raises(UserError, match="does not exist"):
        file.save_copy(tmp_path / "nowhere" / "copy.blmk")
    assert content(target) == {"kept.txt": b"kept"}
    assert sorted(found.name for found in tmp_path.iterdir() if found.name.endswith(".new")) == []
