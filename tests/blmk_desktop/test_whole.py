"""A program that was installed says which of its files are missing or changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from blmk_desktop import whole


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A package of three files, one of them in a folder, with its list."""
    (tmp_path / "plugins").mkdir()
    for name, content in {"program": b"\x7fELF", "plugins/pictures é.so": b"svg", "empty": b""}.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / whole.LIST).write_text(whole.listed(tmp_path), encoding="utf-8")
    return tmp_path


def test_a_package_as_it_was_made_is_whole_whatever_lies_beside_it(tree: Path) -> None:
    (tree / "portable.txt").write_text("keeps data here")
    assert list(whole.damage_in(tree)) == []


def test_the_list_made_again_is_the_same(tree: Path) -> None:
    assert whole.listed(tree) == (tree / whole.LIST).read_text(encoding="utf-8")


def test_each_file_that_is_missing_or_changed_is_said_on_one_line(tree: Path) -> None:
    (tree / "plugins/pictures é.so").unlink()
    (tree / "program").write_bytes(b"\x7fELG")
    (tree / "empty").unlink()
    (tree / "empty").mkdir()
    said = list(whole.damage_in(tree))
    assert said[0].startswith("empty cannot be read")
    assert said[1:] == [
        "plugins/pictures é.so is missing; install the program again",
        "program is not as it was packaged; install the program again",
    ]


def test_a_package_without_its_list_is_not_whole(tree: Path) -> None:
    (tree / whole.LIST).unlink()
    assert list(whole.damage_in(tree)) == ["files.sha256 is missing or cannot be read; install the program again"]


def test_the_source_has_no_list_and_needs_none() -> None:
    assert whole.damage() == []


def test_a_link_counts_as_the_file_that_it_leads_to(tree: Path) -> None:
    try:
        (tree / "short").symlink_to("program")
    except OSError:
        pytest.skip("no links can be made here")
    (tree / whole.LIST).write_text(whole.listed(tree), encoding="utf-8")
    assert list(whole.damage_in(tree)) == []
    (tree / "short").unlink()
    assert list(whole.damage_in(tree)) == ["short is missing; install the program again"]
