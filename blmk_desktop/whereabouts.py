"""Whether a folder is a good home for a data file: one on this computer, which nothing copies elsewhere meanwhile.

A database on a network drive is damaged when the connection breaks at the wrong moment, and a program that copies
folders to other computers may take one half of a change.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path, PureWindowsPath
from typing import Any

NETWORK = "on a network drive"
SYNCED = "in a folder that {program} copies to other computers"

FILE_SYSTEMS = re.compile(r"nfs\d?|cifs|smb\w*|9p|afs|ceph|davfs|ncpfs|fuse\.(sshfs|rclone|davfs2|glusterfs|smbnetfs)")
DRIVE_REMOTE = 4  # what Windows answers of a drive letter that stands for a folder of another computer
PROGRAMS = {
    r"onedrive( - .+)?": "OneDrive",
    r"dropbox( \(.+\))?": "Dropbox",
    r"google ?drive": "Google Drive",
    r"icloud ?drive": "iCloud",
    r"nextcloud": "Nextcloud",
    r"owncloud": "ownCloud",
    r"box sync": "Box",
}


def doubtful(path: Path) -> str:
    """Why a data file had better not be kept there, as words that go on 'It is …'; '' where nothing is against it."""
    if _on_network(path):
        return NETWORK
    program = _program(path)
    return SYNCED.format(program=program) if program else ""


def _on_network(path: Path) -> bool:
    if os.name == "nt":
        return is_network_name(str(path)) or _drive_kind(PureWindowsPath(path).anchor) == DRIVE_REMOTE
    try:
        mounts = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return bool(FILE_SYSTEMS.fullmatch(file_system(path, mounts.splitlines())))


def is_network_name(name: str) -> bool:
    r"""Whether a Windows name is that of another computer's folder: \\server\share, however it is written."""
    plain = name.replace("/", "\\")
    if plain.upper().startswith("\\\\?\\UNC\\"):
        return True
    return plain.startswith("\\\\") and not plain.startswith(("\\\\?\\", "\\\\.\\"))


def _drive_kind(anchor: str) -> int:
    """What Windows says of a drive letter."""
    of_windows: Any = import_module("ctypes")
    return int(of_windows.windll.kernel32.GetDriveTypeW(anchor))


def file_system(path: Path, mounts: Iterable[str]) -> str:
    """The kind of file system that a folder is on, by the lines of Linux's list of mounts; '' if none holds it."""
    found, deepest = "", -1
    for line in mounts:
        parts = line.split()
        if len(parts) < 3:
            continue
        place = Path(parts[1].replace("\\040", " "))
        if path.is_relative_to(place) and len(place.parts) >= deepest:
            found, deepest = parts[2], len(place.parts)
    return found


def _program(path: Path) -> str:
    """Which program copies the folder elsewhere: by what it says of itself, else by the name it gives its folder."""
    for program, folder in _said_folders():
        if path.is_relative_to(folder):
            return program
    names = [part.lower() for part in path.parent.parts]
    return next((program for name in names for named, program in PROGRAMS.items() if re.fullmatch(named, name)), "")


def _said_folders() -> Iterator[tuple[str, Path]]:
    """The folders that programs say they copy, and which program it is."""
    said = [os.environ.get(name) for name in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")]
    yield from (("OneDrive", Path(folder)) for folder in (*said, *_mount_points()) if folder)
    homes = [os.environ.get("APPDATA"), os.environ.get("LOCALAPPDATA")]
    notes = [Path(home, "Dropbox") for home in homes if home] + [Path.home() / ".dropbox"]
    yield from (("Dropbox", Path(folder)) for note in notes for folder in dropbox_folders(note / "info.json"))


def dropbox_folders(info: Path) -> list[str]:
    """The folders that Dropbox says are its own; none where it says nothing."""
    try:
        accounts = json.loads(info.read_text(encoding="utf-8"))
        return [account["path"] for account in accounts.values()]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return []


def _mount_points() -> list[str]:
    """The folders of OneDrive and of SharePoint libraries, as Windows lists them."""
    if os.name != "nt":
        return []
    registry: Any = import_module("winreg")
    found = []
    try:
        with registry.OpenKey(registry.HKEY_CURRENT_USER, r"Software\SyncEngines\Providers\OneDrive") as folders:
            for at in range(registry.QueryInfoKey(folders)[0]):
                with registry.OpenKey(folders, registry.EnumKey(folders, at)) as one:
                    found.append(str(registry.QueryValueEx(one, "MountPoint")[0]))
    except OSError:  # there is none, or it is told otherwise
        return found
    return found
