"""Makes the packages for Windows on Linux: an installer for one user, and a portable folder in a .zip file."""

from __future__ import annotations

import os
import shlex
import shutil
import time
import zipfile
from pathlib import Path

import icons
import windows_launcher
import windows_python
import windows_tree
from bill import FILE as BILL
from documented import PORTABLE, document
from working import NAME, ROOT, made_at, provide, run, say, sums

import blmk_desktop

HERE = Path(__file__).resolve().parent
WORK = ROOT / "build" / "windows"
NEEDED = {  # the program, and the Debian package that brings it
    "makensis": "nsis",
    windows_launcher.COMPILER: "gcc-mingw-w64-x86-64",
    "osslsigncode": "osslsigncode",
}
SIGNING = "BLMK_SIGN"  # an environment variable: the command that signs the file that is put after it


def build(dist: Path) -> list[Path]:
    """The installer and the portable archive, new in `dist`."""
    tree = WORK / "tree"
    provide(NEEDED)
    make_tree(tree)
    dist.mkdir(parents=True, exist_ok=True)
    name = f"{NAME}-{blmk_desktop.__version__}-windows"
    billed = dist / f"{name}.cdx.json"
    shutil.copyfile(tree / BILL, billed)
    say("The installer: packing it takes a minute or two")
    made = [installer(tree, dist / f"{name}-setup.exe"), portable(tree, dist / f"{name}-portable.zip"), billed]
    return [*made, sums(made, dist / "SHA256SUMS")]


def make_tree(tree: Path) -> None:
    """The folder as it is installed: the runtime, the libraries, our own modules, two programs, licences and bill."""
    shutil.rmtree(tree, ignore_errors=True)
    WORK.mkdir(parents=True, exist_ok=True)
    say("Python for Windows: fetching it, and proving each file to be its makers' own")
    python = windows_python.fetch(HERE / "windows.txt", WORK)
    windows_python.runtime(python, tree / "runtime", moment())
    say("Libraries for Windows: the wheels that requirements.txt pins")
    windows_tree.libraries(ROOT / "requirements.txt", tree / "libraries")
    windows_tree.one_runtime_of_c(tree / "libraries", tree / "runtime")
    say("Our own modules, and the two programs")
    windows_tree.program(ROOT, tree / "program")
    for program in windows_launcher.programs(python, tree, WORK, blmk_desktop.__version__, icons.ico()):
        sign(program)
    windows_tree.drop_the_unasked(tree)
    say("Licences, and the bill of materials")
    document(tree, "windows")


def installer(tree: Path, file: Path, version: str = blmk_desktop.__version__, work: Path = WORK) -> Path:
    """The installer, made by NSIS from the list of the tree's files; `work` is where that list is written."""
    files = windows_tree.files_of(tree)
    (work / "install_files.nsh").write_text(install_list(tree, files), encoding="utf-8")
    (work / "remove_files.nsh").write_text(remove_list(files), encoding="utf-8")
    (work / "blmk.ico").write_bytes(icons.ico())
    size = sum((tree / name).stat().st_size for name in files)
    said = {
        "VERSION": version,
        "VERSION_NUMBERS": ".".join(map(str, windows_launcher.numbers(version))),
        "PUBLISHER": windows_launcher.PUBLISHER,
        "SIZE": str(size // 1024),
        "ROOM": str(size // 1024**2 + 1),
        "OUT": str(file),
        "LISTS": str(work),
    }
    if os.environ.get(SIGNING):
        said["SIGN"] = os.environ[SIGNING]
    command = ["makensis", "-V2", "-WX", *(f"-D{name}={value}" for name, value in said.items())]
    run(*command, HERE / "installer.nsi", limit=1200)
    return file


def install_list(tree: Path, files: list[Path]) -> str:
    """The part of the installer's script that copies each file to its folder."""
    lines, folder = [], None
    for name in files:
        if name.parent != folder:
            folder = name.parent
            lines.append(f'SetOutPath "{installed(folder)}"')
        lines.append(f'File "/oname={escaped(name.name)}" "{tree / name}"')
    return "\n".join([*lines, ""])


def remove_list(files: list[Path]) -> str:
    """The part of the uninstaller's script that deletes those files, and then the folders that are left empty."""
    folders = {folder for name in files for folder in name.parents} - {Path()}
    deepest_first = sorted(folders, key=lambda folder: (-len(folder.parts), folder))
    lines = [f'Delete "{installed(name)}"' for name in files]
    return "\n".join([*lines, *(f'RMDir "{installed(folder)}"' for folder in deepest_first), ""])


def installed(name: Path) -> str:
    """Where a file or folder of the tree lies once it is installed, as NSIS writes it."""
    return "\\".join(["$INSTDIR", *(escaped(part) for part in name.parts)])


def escaped(text: Path | str) -> str:
    """Text within the quotation marks of NSIS, for which `$` begins a variable."""
    return str(text).replace("$", "$$")


def portable(tree: Path, file: Path) -> Path:
    """The tree in an archive, with the file that makes it keep data beside the program."""
    say("The portable archive")
    folder = file.stem
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
        for name in windows_tree.files_of(tree):
            add(out, f"{folder}/{name.as_posix()}", (tree / name).read_bytes())
        add(out, f"{folder}/portable.txt", PORTABLE.replace("\n", "\r\n").encode())
    return file


def add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    """Adds a file with the time of the build, so that the same files make the same archive."""
    entry = zipfile.ZipInfo(name, moment())
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, content)


def moment() -> tuple[int, int, int, int, int, int]:
    """The time that everything made bears, in UTC, as archives have it."""
    year, month, day, hour, minute, second = time.gmtime(made_at())[:6]
    return year, month, day, hour, minute, second


def sign(file: Path) -> None:
    """Signs a program of ours, if a command that does so is given in BLMK_SIGN."""
    if command := os.environ.get(SIGNING):
        run(*shlex.split(command), file)
