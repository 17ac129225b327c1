"""A folder that is on another computer, or that is copied to others, is no good home for a data file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from blmk_desktop.whereabouts import FILE_SYSTEMS, doubtful, dropbox_folders, file_system, is_network_name

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
//server/primary\\040care /people/ann/Shared\\040drive cifs rw 0 0
server:/export /volumes/nfs nfs4 rw 0 0
tmpfs /volumes/nfs/scratch tmpfs rw 0 0
""".splitlines()


@pytest.mark.parametrize(
    ("folder", "kind", "network"),
    [
        ("/people/ann/care.blmk", "ext4", False),
        ("/people/ann/Shared drive/care.blmk", "cifs", True),
        ("/volumes/nfs/team/care.blmk", "nfs4", True),
        ("/volumes/nfs/scratch/care.blmk", "tmpfs", False),
        ("/volumes/nfsx/care.blmk", "ext4", False),
    ],
)
def test_the_deepest_mount_that_holds_a_folder_says_what_it_is_on(folder: str, kind: str, network: bool) -> None:
    assert file_system(Path(folder), MOUNTS) == kind
    assert bool(FILE_SYSTEMS.fullmatch(kind)) is network


@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "fuse.rclone", "davfs"])
def test_file_systems_of_other_computers(kind: str) -> None:
    assert FILE_SYSTEMS.fullmatch(kind)


@pytest.mark.parametrize("kind", ["ext4", "btrfs", "fuseblk", "vfat", "overlay", "tmpfs", ""])
def test_file_systems_of_this_computer(kind: str) -> None:
    assert not FILE_SYSTEMS.fullmatch(kind)


@pytest.mark.parametrize(
    ("name", "network"),
    [
        (r"\\server\share\care.blmk", True),
        ("//server/share/care.blmk", True),
        (r"\\?\UNC\server\share\care.blmk", True),
        (r"\\?\C:\People\ann\care.blmk", False),
        (r"C:\People\ann\care.blmk", False),
        (r"\\.\C:\care.blmk", False),
    ],
)
def test_names_of_windows(name: str, network: bool) -> None:
    assert is_network_name(name) is network


@pytest.mark.parametrize(
    ("folder", "program"),
    [
        ("OneDrive", "OneDrive"),
        ("OneDrive - NHS", "OneDrive"),
        ("Dropbox", "Dropbox"),
        ("Dropbox (Team)", "Dropbox"),
        ("Google Drive", "Google Drive"),
        ("iCloudDrive", "iCloud"),
        ("Nextcloud", "Nextcloud"),
        ("Box Sync", "Box"),
    ],
)
def test_a_folder_is_known_by_the_name_that_its_program_gives_it(tmp_path: Path, folder: str, program: str) -> None:
    assert doubtful(tmp_path / folder / "deeper" / "care.blmk") == (
        f"in a folder that {program} copies to other computers"
    )


@pytest.mark.parametrize("folder", ["Primary care", "OneDriver", "dropbox-like", "box"])
def test_other_folders_are_good_homes(tmp_path: Path, folder: str) -> None:
    assert doubtful(tmp_path / folder / "care.blmk") == ""


def test_only_the_folder_counts_not_the_name_of_the_file(tmp_path: Path) -> None:
    assert doubtful(tmp_path / "Dropbox") == ""


def test_onedrive_says_where_its_folder_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "Documents"))
    assert "OneDrive" in doubtful(tmp_path / "Documents" / "care.blmk")
    assert doubtful(tmp_path / "Documents too" / "care.blmk") == ""


def test_dropbox_says_where_its_folder_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    info = tmp_path / "Dropbox" / "info.json"
    info.parent.mkdir()
    info.write_text(json.dumps({"personal": {"path": str(tmp_path / "Work")}}), encoding="utf-8")
    assert dropbox_folders(info) == [str(tmp_path / "Work")]
    monkeypatch.setenv("APPDATA", str(tmp_path))
    assert "Dropbox" in doubtful(tmp_path / "Work" / "care.blmk")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"personal": 1}', '{"personal": {}}'])
def test_what_dropbox_does_not_say_is_no_folder(tmp_path: Path, text: str) -> None:
    info = tmp_path / "info.json"
    info.write_text(text, encoding="utf-8")
    assert dropbox_folders(info) == []
    assert dropbox_folders(tmp_path / "missing.json") == []
