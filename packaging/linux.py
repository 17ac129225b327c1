"""The packages for Linux: PyInstaller's folder, proven by its self-test, as Debian package and as portable archive."""

from __future__ import annotations

import shutil
import sys
import tarfile
from pathlib import Path

import bill
import debian
from documented import PORTABLE, document
from qt_support import unfold
from working import NAME, ROOT, Failed, made_at, provide, run, say, sums

from blmk_desktop import __version__

NEEDED = {"readelf": "binutils", "xz": "xz-utils", "dpkg-shlibdeps": "dpkg-dev"}


def build(dist: Path) -> list[Path]:
    """Makes everything for Linux; the files that are handed out. Raises Failed."""
    provide(NEEDED)
    folder = bundle(dist)
    say(f"The self-test of {folder.name}, {size_of(folder) / 1_000_000:,.0f} MB")
    self_test(folder)
    say("The Debian package")
    package = debian.package(folder, dist)
    say("The portable archive")
    bare = f"{NAME}-{__version__}-linux-x86_64"
    archive = archived(folder, dist / f"{bare}.tar.xz")
    listed = dist / f"{bare}.cdx.json"
    shutil.copyfile(folder / bill.FILE, listed)
    made = [package, archive, listed]
    return [*made, sums(made, dist / "SHA256SUMS")]


def bundle(dist: Path) -> Path:
    """The folder that runs by itself, with the licences and the bill of what is in it."""
    say("PyInstaller's folder")
    where = ["--distpath", str(dist), "--workpath", str(ROOT / "build" / "pyinstaller")]
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level=WARN", *where]
    run(*command, ROOT / "pyinstaller.spec", extra={"PYTHONHASHSEED": "0"})
    folder = dist / NAME
    unfold(folder / "_internal")
    document(folder, "linux")
    return folder


def self_test(folder: Path) -> None:
    """Runs the program's own test of itself; whatever it prints is a fault. Raises Failed."""
    printed = run(folder / NAME, "--self-test", extra={"QT_QPA_PLATFORM": "offscreen"}, limit=600)
    if printed:
        raise Failed(f"The self-test passed, yet it printed:\n{printed}")


def archived(folder: Path, archive: Path) -> Path:
    """The folder as a portable archive, with a mark in it that keeps the data beside the program."""
    top = archive.name.removesuffix(".tar.xz")
    plain = archive.with_suffix("")
    mark = folder / "portable.txt"
    mark.write_text(PORTABLE, encoding="utf-8")
    try:
        with tarfile.open(plain, "w", format=tarfile.GNU_FORMAT) as file:
            for path in [folder, *sorted(folder.rglob("*"))]:
                file.add(path, top / path.relative_to(folder), recursive=False, filter=without_its_maker)
    finally:
        mark.unlink()
    run("xz", "--force", "--threads=2", plain)
    return archive


def without_its_maker(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """A member of the archive that tells nothing of who made it and when, beyond the commit's time."""
    member.uid = member.gid = 0
    member.uname = member.gname = "root"
    member.mtime = made_at()
    member.mode = 0o755 if member.isdir() or member.mode & 0o100 else 0o644
    return member


def size_of(folder: Path) -> int:
    """The bytes of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
