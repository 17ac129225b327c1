"""Every package carries the text of every licence."""

from __future__ import annotations

from pathlib import Path

import licences
import pytest

from blmk_desktop.made_with import LIBRARIES, Component


def test_there_is_a_text_for_everything_and_a_list(tmp_path: Path) -> None:
    licences.write(tmp_path, tmp_path / "licences", "windows")
    written = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "licences").iterdir()}
    assert {f"{each.name}.txt" for each in LIBRARIES} < set(written)
    assert "Qt: LGPL-3.0-only\n" in written["README.txt"]
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in written["qt.txt"]
    assert "pyinstaller.txt" not in written  # on Windows our own programs start Python


def test_a_library_without_a_text_is_refused() -> None:
    with pytest.raises(ValueError, match="Nobody brings no text of its licence"):
        licences.text_of(Component("no-such-library", "Nobody", "nothing", "MIT"))
