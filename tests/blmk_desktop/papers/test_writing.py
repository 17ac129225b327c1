"""A paper is written by the ending of its file's name, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from blmk_desktop.errors import UserError
from blmk_desktop.papers.writing import ENDINGS, write
from tests.blmk_desktop.papers import example


@pytest.mark.parametrize(("ending", "begins"), [(".docx", b"PK"), (".xlsx", b"PK"), (".pdf", b"%PDF")])
def test_the_ending_says_what_is_written(tmp_path: Path, ending: str, begins: bytes) -> None:
    path = tmp_path / f"Paper{ending.upper()}"
    write(example.paper(), path)
    assert path.read_bytes().startswith(begins)
    assert list(tmp_path.iterdir()) == [path]


def test_another_ending_is_refused_with_those_that_there_are(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"'paper\.odt' must end in \.docx, \.xlsx, \.pdf: the ending says what is"):
        write(example.paper(), tmp_path / "paper.odt")


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_folder_that_is_not_there_is_told_in_words(tmp_path: Path, ending: str) -> None:
    with pytest.raises(UserError, match="Nothing can be written there"):
        write(example.paper(), tmp_path / "none" / f"paper{ending}")
