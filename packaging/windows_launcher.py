"""The two programs of the Windows package, built from launcher.c: one opens the window, one is the command line's."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from working import run

HERE = Path(__file__).resolve().parent
PUBLISHER = "BLMK Primary Care"
COMPILER, RESOURCES = "x86_64-w64-mingw32-gcc", "x86_64-w64-mingw32-windres"
HARDENED = "-Wl,--dynamicbase,--nxcompat,--high-entropy-va,--no-insert-timestamp"


@dataclass(frozen=True)
class Program:
    """A program: its file's name, what Windows says that it is, and how it is compiled."""

    name: str
    description: str
    options: tuple[str, ...]


PROGRAMS = (
    Program("blmk-primary-care", "BLMK Primary Care", ("-mwindows",)),
    Program("blmk", "BLMK Primary Care, command line", ("-mconsole", "-DCONSOLE")),
)


def programs(python: Path, folder: Path, work: Path, version: str, icon: bytes) -> list[Path]:
    """Builds both programs into `folder`; `python` is where Python for Windows lies with its headers."""
    shutil.copyfile(HERE / "launcher.manifest", work / "launcher.manifest")
    (work / "blmk.ico").write_bytes(icon)
    return [built(program, python, folder, work, version) for program in PROGRAMS]


def built(program: Program, python: Path, folder: Path, work: Path, version: str) -> Path:
    """One program, with its icon, its version and its manifest in it."""
    said = work / f"{program.name}.o"
    (work / "launcher_says.h").write_text(says(program, version), encoding="utf-8")
    run(RESOURCES, f"--include-dir={work}", HERE / "launcher.rc", said)
    file = folder / f"{program.name}.exe"
    warnings = ["-Wall", "-Wextra", "-Werror", "-Wno-unused-parameter"]
    options = ["-municode", "-O2", "-s", *warnings, HARDENED, *program.options, "-isystem", str(python / "include")]
    run(COMPILER, *options, "-o", file, HERE / "launcher.c", said)
    return file


def says(program: Program, version: str) -> str:
    """The header that launcher.rc takes in: version, publisher, and the program's own name and description."""
    said = {
        "VERSION_NUMBERS": ",".join(map(str, numbers(version))),
        "VERSION_TEXT": f'"{version}"',
        "PUBLISHER": f'"{PUBLISHER}"',
        "DESCRIPTION": f'"{program.description}"',
        "FILE_NAME": f'"{program.name}.exe"',
    }
    return "".join(f"#define {name} {value}\n" for name, value in said.items())


def numbers(version: str) -> tuple[int, int, int, int]:
    """A version as Windows compares it, in four numbers: 1.2.3 is 1, 2, 3, 0."""
    given = [int(part) for part in version.split(".") if part.isdigit()]
    first, second, third, fourth = [*given, 0, 0, 0, 0][:4]
    return first, second, third, fourth
