"""The log stays small, in a few files by turns, and never gets in the way."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from blmk_desktop import log


def test_each_entry_has_its_time(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / log.NAME
    log.write(path, "started")
    log.write(path, "stopped")
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [line.split(" UTC ")[1] for line in lines] == ["started", "stopped"]
    assert all(re.match(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC ", line) for line in lines)


def test_the_log_turns_and_never_grows_beyond_its_files(tmp_path: Path) -> None:
    path = tmp_path / log.NAME
    for number in range(60):
        log.write(path, f"entry {number} " + "x" * 20_000)
    files = sorted(tmp_path.iterdir())
    assert [file.name for file in files] == ["blmk.1.log", "blmk.2.log", "blmk.log"]
    assert all(file.stat().st_size <= log.MOST for file in files)
    newest_first = [re.findall(r"entry (\d+)", (tmp_path / name).read_text()) for name in ("blmk.log", "blmk.1.log")]
    assert newest_first[0][-1] == "59"
    assert int(newest_first[1][-1]) == int(newest_first[0][0]) - 1


def test_one_entry_is_never_larger_than_the_log(tmp_path: Path) -> None:
    log.write(tmp_path / log.NAME, "é" * 1_000_000)
    assert (tmp_path / log.NAME).stat().st_size <= log.MOST + 100


def test_a_log_that_cannot_be_written_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    log.write(tmp_path / "file" / log.NAME, "started")
    (tmp_path / log.NAME).mkdir()
    log.write(tmp_path / log.NAME, "started")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is refused to root")
def test_a_folder_that_may_not_be_written_to_says_nothing(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    log.write(tmp_path / log.NAME, "started")
    tmp_path.chmod(0o700)
