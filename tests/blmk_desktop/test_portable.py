"""A program marked as portable keeps its data beside it, and says so where it cannot."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from blmk_desktop import portable
from blmk_desktop.errors import UserError


@pytest.fixture
def beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a program that is marked; nobody has said where data are kept."""
    monkeypatch.delenv(portable.VARIABLE)
    (tmp_path / portable.MARK).touch()
    return tmp_path


def test_data_are_kept_beside_a_program_that_is_marked(beside: Path) -> None:
    assert portable.keep_beside(beside) == beside / "data"
    assert os.environ[portable.VARIABLE] == str(beside / "data")
    assert list((beside / "data").iterdir()) == []


def test_a_second_start_finds_what_the_first_left(beside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    portable.keep_beside(beside)
    (beside / "data" / "primary care.blmk").touch()
    monkeypatch.delenv(portable.VARIABLE)
    assert portable.keep_beside(beside) == beside / "data"
    assert (beside / "data" / "primary care.blmk").exists()


def test_without_the_mark_data_stay_in_the_user_s_own_folder(beside: Path) -> None:
    (beside / portable.MARK).unlink()
    assert portable.keep_beside(beside) is None
    assert portable.VARIABLE not in os.environ


def test_a_folder_that_was_named_goes_before_the_mark(beside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(portable.VARIABLE, "elsewhere")
    assert portable.keep_beside(beside) is None
    assert os.environ[portable.VARIABLE] == "elsewhere"


def test_where_nothing_can_be_written_it_says_what_to_do(beside: Path) -> None:
    (beside / "data").touch()  # a file where the folder should be
    with pytest.raises(UserError, match=r"portable copy .* folder of your own") as refused:
        portable.keep_beside(beside)
    assert str(beside) in str(refused.value.where)
    assert portable.VARIABLE not in os.environ


@pytest.mark.parametrize(
    ("program", "packaged"),
    [
        ("C:/Programs/BLMK Primary Care/blmk.exe", True),
        ("/usr/lib/blmk-primary-care/blmk-primary-care", True),
        ("/usr/bin/python3.11", False),
    ],
)
def test_a_packaged_program_is_told_by_its_name(program: str, packaged: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", program)
    assert portable.is_packaged() is packaged
