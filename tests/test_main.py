"""Opening a data file as the whole program does: where it stands, what made it, what is made only if asked."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

import db
import main
from blmk_desktop import whereabouts
from blmk_desktop.errors import UserError
from db import lock

EARLIER = Path(__file__).parent / "fixtures" / "schema-4.blmk"


def earlier_file(path: Path) -> Path:
    """A file that an earlier version of the program made."""
    return Path(shutil.copyfile(EARLIER, path))


def journal(path: Path) -> str:
    """Which journal a closed file keeps."""
    connection = sqlite3.connect(path)
    try:
        return str(connection.execute("PRAGMA journal_mode").fetchone()[0])
    finally:
        connection.close()


def test_nothing_is_made_unless_it_is_asked(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="There is no file"):
        main.open_store(tmp_path / "wrong.blmk")
    assert list(tmp_path.iterdir()) == []


def test_without_any_file_it_says_what_makes_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BLMK_DATA_DIR", str(tmp_path))
    with pytest.raises(UserError, match="`import` and `demo` make one"):
        main.open_store(read_only=True)
    assert not db.default_path().exists()


def test_an_earlier_file_is_brought_up_to_date_even_to_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = earlier_file(tmp_path / "old.blmk")
    assert main.main(["history", "--file", str(path)]) == 0
    told = capsys.readouterr()
    assert told.err == "old.blmk was made by an earlier version, and was backed up and brought up to date.\n"
    assert "No." in told.out
    assert len(list((tmp_path / "backups").iterdir())) == 1
    assert main.main(["history", "--file", str(path)]) == 0
    assert capsys.readouterr().err == ""


def test_an_earlier_file_that_another_window_has_says_how(tmp_path: Path) -> None:
    path = earlier_file(tmp_path / "old.blmk")
    hold = lock.take(path)
    try:
        with pytest.raises(UserError, match="open it once where it may be written to and no other window has it"):
            main.open_store(path, read_only=True)
    finally:
        hold.release()
    assert not (tmp_path / "backups").exists()


def test_in_a_synced_folder_the_file_is_whole_after_each_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BLMK_DATA_DIR", str(tmp_path / "home"))
    synced = tmp_path / "OneDrive - NHS"
    synced.mkdir()
    with main.open_store(synced / "care.blmk", create=True) as store:
        assert store.doubtful == whereabouts.SYNCED.format(program="OneDrive")
        assert not list(synced.glob("*-wal"))
    assert journal(synced / "care.blmk") == "delete"
    moved = (synced / "care.blmk").rename(tmp_path / "care.blmk")
    with main.open_store(moved) as store:
        assert not store.doubtful
    assert journal(moved) == "wal"


def test_the_backup_of_a_file_in_a_synced_folder_stands_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BLMK_DATA_DIR", str(tmp_path / "home"))
    synced = tmp_path / "Dropbox"
    synced.mkdir()
    with main.open_store(earlier_file(synced / "old.blmk")) as store:
        assert store.brought_from
    assert not (synced / "backups").exists()
    assert len(list((tmp_path / "home" / "backups").iterdir())) == 1


def test_a_command_that_writes_says_that_a_folder_is_no_good_home(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    synced = tmp_path / "Google Drive"
    synced.mkdir()
    assert main.main(["demo", "--file", str(synced / "care.blmk")]) == 0
    assert "in a folder that Google Drive copies to other computers" in capsys.readouterr().err
