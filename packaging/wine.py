"""Tries the installer for Windows under Wine: install, open a file, self-test, upgrade, uninstall; no proof of Windows.

Everything happens in a Windows folder of its own, below `build/wine`, with stand-ins for what Wine lacks, and on a
screen that nobody sees. A picture of the window is left there to be looked at.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import threading
import time
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import windows
from driving import is_there, screen
from wine_stand_ins import stand_ins
from working import ROOT, Failed, provide, run, say, sha256

import blmk_desktop

WORK = ROOT / "build" / "wine"
PREFIX = WORK / "prefix"
NEEDED = {"wine": "wine", "Xvfb": "xvfb", "xdotool": "xdotool", "import": "imagemagick"}
WINES_LIBRARIES = Path("/usr/lib/x86_64-linux-gnu/wine/x86_64-windows")
HOME = PREFIX / "drive_c" / "users" / "tester"
INSTALLED = HOME / "AppData" / "Local" / "Programs" / "BLMK Primary Care"
LINK = HOME / "AppData/Roaming/Microsoft/Windows/Start Menu/Programs/BLMK Primary Care.lnk"
ENTRY = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\BLMK Primary Care"
KIND, ENDING = r"HKCU\Software\Classes\BLMKPrimaryCare.DataFile", r"HKCU\Software\Classes\.blmk"
ANOTHERS = "Another.Program"  # whose the ending was before ours came
REPLACED = r"HKCU\Software\Wine\Fonts\Replacements"
RUNNING, NEWER_IS_HERE = 1618 % 256, 1638 % 256  # installer.nsi's exit codes, of which Linux hands on the last byte
OPENS_SOCKET = re.compile(r"winsock:(WSASocketW|socket|connect|bind|WSAConnect|ConnectEx|listen|sendto) ")
# What Qt says of a call that Wine has not; on Windows it says nothing.
WINES_OWN_LACK = "EnableNonClientDpiScaling() failed"


def smoke_test(setup: Path) -> None:
    """Takes the installer, and what it installed, through a user's life. Raises Failed at the first fault."""
    provide(NEEDED)
    with screen() as display:
        os.environ.update(environment(display))
        try:
            new_windows()
            run("wine", "reg", "add", ENDING, "/f", "/ve", "/d", ANOTHERS, limit=60)
            older = older_version()
            install(older, "0.9.0", "an older version is installed")
            (INSTALLED / "program" / "notes of the user.txt").write_text("mine", encoding="utf-8")
            install(setup, blmk_desktop.__version__, "the new version is installed over it")
            upgraded()
            lend()
            data = opened_by_its_ending(setup)
            expect(wine(older, "/S").code == NEWER_IS_HERE, "an older version is refused over a newer one")
            self_test()
            uninstall(data)
            carry(setup.with_name(setup.name.replace("-setup.exe", "-portable.zip")))
        finally:
            with suppress(Failed):  # it has ended by itself already
                run("wineserver", "--kill", limit=60)


def environment(display: str) -> dict[str, str]:
    """What Wine is told: its folder, no questions, the user's name, the mended libraries before its own."""
    return {
        "DISPLAY": display,
        "WINEPREFIX": str(PREFIX),
        "WINEDEBUG": "-all",
        "WINEDLLOVERRIDES": "mscoree,mshtml=;ucrtbase,mscms=n,b",
        "HOME": str(WORK),  # Wine makes links to the folders of whoever runs it
        "USER": "tester",
        "LANG": "C.UTF-8",
    }


class Said(NamedTuple):
    """What a program under Wine printed, and the code it ended with."""

    code: int
    text: str


def wine(*command: str | Path, limit: int = 300, extra: dict[str, str] | None = None) -> Said:
    """Runs a Windows program to its end. Raises Failed if that takes too long.

    It prints into a pipe (into a file, Python does not start under Wine), which Wine's own processes may hold open
    after its end: so nobody waits for the pipe.
    """
    printed: list[str] = []
    process = started(*command, extra=extra)
    reader = threading.Thread(target=lambda: printed.extend(process.stdout or ()), daemon=True)
    reader.start()
    try:
        process.wait(limit)
    except subprocess.TimeoutExpired:
        process.kill()
        raise Failed(f"{Path(command[0]).name} was not done in {limit} s") from None
    reader.join(5)
    return Said(process.returncode, "".join(printed))


def started(*command: str | Path, extra: dict[str, str] | None = None) -> subprocess.Popen[str]:
    """Starts a Windows program."""
    said = ["wine", *(str(part) for part in command)]
    return subprocess.Popen(
        said,
        env={**os.environ, **(extra or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )


def new_windows() -> None:
    """A Windows 10 without anything on it."""
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    run("wine", "wineboot", "--init", limit=300)
    run("wine", "winecfg", "-v", "win10", limit=120)
    for name in ("MS Shell Dlg", "Segoe UI", "Tahoma"):  # Wine's own fonts have too few signs, and serifs
        run("wine", "reg", "add", REPLACED, "/f", "/v", name, "/d", "DejaVu Sans", limit=60)
    run("wineserver", "--wait", limit=120)


def lend() -> None:
    """Stand-ins, in that Windows alone, for what Wine lacks of what the installed files ask for."""
    mended = stand_ins(INSTALLED, WINES_LIBRARIES, PREFIX / "drive_c" / "windows" / "system32", WORK)
    expect(set(mended) <= {"ucrtbase", "mscms"}, f"stand-ins are made; mended: {', '.join(mended)}")


def older_version() -> Path:
    """An installer of an older version, made by the same script: a few files, one of which the new one has not."""
    tree = WORK / "older"
    for name in ("blmk-primary-care.exe", "blmk.exe", "runtime/python311.dll", "program/gone since.pyc"):
        file = tree / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"of the older version")
    return windows.installer(tree, WORK / "older-setup.exe", "0.9.0", WORK)


def install(setup: Path, version: str, what: str) -> None:
    """Installs silently, as device management does, and looks whether everything was entered."""
    expect(wine(setup, "/S").code == 0, what)
    entered = registry(ENTRY)
    expect(entered.get("DisplayVersion") == version, f"the list of programs says {version}")
    expect(unix(entered["InstallLocation"]) == INSTALLED, "it lies in the user's own folder")
    command = registry(KIND + r"\shell\open\command").get("(Default)", "")
    expect(command.endswith(r'blmk-primary-care.exe" "%1"'), ".blmk opens with it")
    expect(registry(ENDING).get("(Default)") == "BLMKPrimaryCare.DataFile", ".blmk is its kind of file")
    expect(LINK.exists(), "it is in the Start menu")


def upgraded() -> None:
    """Whether the older version's files are gone, and a file that it did not bring is still there."""
    expect(not (INSTALLED / "program" / "gone since.pyc").exists(), "what only the older version had is gone")
    expect((INSTALLED / "program" / "notes of the user.txt").exists(), "what the user put there is left alone")


def opened_by_its_ending(setup: Path) -> Path:
    """Makes a data file, opens it as a double click would, takes a picture, and tries to install meanwhile."""
    data = HOME / "trial" / "Example data é.blmk"
    data.parent.mkdir()
    made = wine(INSTALLED / "blmk.exe", "demo", "--file", windows_path(data))
    expect(made.code == 0 and data.exists(), "the example data are loaded by the command line", made.text)
    commands(data)
    for key in (ENDING, KIND + r"\shell\open\command"):  # Wine 8 looks among the computer's kinds of file alone
        given = registry(key)["(Default)"]
        wine("reg", "add", key.replace("HKCU", "HKLM"), "/f", "/ve", "/d", given, limit=60)
    begun = time.monotonic()
    process = started("start", "/wait", windows_path(data))
    try:
        expect(awaited(data.stem), f"the file opens in its window, after {time.monotonic() - begun:.0f} s")
        time.sleep(10)  # until it shows what needs somebody
        run("import", "-window", "root", WORK / "opened.png", limit=60)
        say(f"  a picture: {WORK / 'opened.png'}")
        expect(wine(setup, "/S").code == RUNNING, "while it runs, the installer says so and changes nothing")
        wine("taskkill", "/im", "blmk-primary-care.exe", limit=60)
        expect(process.wait(60) is not None, "the window closes when it is asked to")
    except subprocess.TimeoutExpired:
        raise Failed("the window did not close when it was asked to") from None
    finally:
        process.kill()
    return data


def commands(data: Path) -> None:
    """Whether the command line reads the file, and ends with the code and the words that it should."""
    for command, code in (("history",), 0), (("summary", "practices"), 0), (("check",), 1):
        said = wine(INSTALLED / "blmk.exe", *command, "--file", windows_path(data))
        expect(said.code == code and "Something went wrong" not in said.text, f"`blmk {command[0]}` works", said.text)
    checked = wine(INSTALLED / "blmk.exe", "check", "--json", "--file", windows_path(data))
    expect(json.loads(checked.text or "null"), "`blmk check --json` gives JSON to a pipe")
    missing = wine(INSTALLED / "blmk.exe", "check", "--file", r"C:\none.blmk")
    expect((missing.code, len(missing.text.splitlines())) == (2, 1), "a missing file is told in a line", missing.text)


def awaited(title: str, seconds: int = 120) -> bool:
    """Whether a window with this in its title comes up in time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if is_there(os.environ["DISPLAY"], title):
            return True
        time.sleep(0.5)
    return False


def self_test() -> None:
    """The program's own test of itself, with every call that could open a socket watched."""
    begun = time.monotonic()
    told = wine(INSTALLED / "blmk.exe", "--self-test", limit=900, extra={"WINEDEBUG": "-all,+winsock"})
    lines = told.text.splitlines()
    said = [line for line in lines if "trace:winsock:" not in line and WINES_OWN_LACK not in line]
    expect(
        not said and told.code in {0, 1}, f"the self-test passes, in {time.monotonic() - begun:.0f} s", "\n".join(said)
    )
    sockets = [line for line in lines if OPENS_SOCKET.search(line)]
    expect(not sockets, "no socket is opened meanwhile", "\n".join(sockets))


def uninstall(data: Path) -> None:
    """Uninstalls silently; the data and the user's own file stay, and nothing else."""
    before = sha256(data)
    folder = f"_?={windows_path(INSTALLED)}".split(" ")  # Wine puts a word with a blank in quotation marks
    ended = wine(INSTALLED / "uninstall.exe", "/S", *folder)
    expect(ended.code == 0, "it is uninstalled silently")
    left = [file.name for file in INSTALLED.rglob("*") if file.is_file()]
    expect(
        set(left) <= {"notes of the user.txt", "uninstall.exe"},
        "its files are gone, and not the user's",
        " ".join(left),
    )
    expect(not registry(ENTRY) and not registry(KIND), "nothing is left in the registry")
    expect(registry(ENDING) == {"(Default)": ANOTHERS}, ".blmk is again the program's that had it before")
    expect(not LINK.exists(), "nothing is left in the Start menu")
    expect(sha256(data) == before, "the data file is as it was")


def carry(archive: Path) -> None:
    """Unpacks the portable archive elsewhere and loads the example data: they have to lie beside the program."""
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(WORK / "carried")
    folder = WORK / "carried" / archive.stem
    made = wine(folder / "blmk.exe", "demo")
    expect(made.code == 0, "the portable folder runs", made.text)
    expect(any((folder / "data").rglob("*.blmk")), "its data file is beside it")
    expect(not any((HOME / "AppData").rglob("*.blmk")), "and nowhere else")


def expect(holds: object, what: str, instead: str = "") -> None:
    """Says what was seen. Raises Failed if it was not, with what was seen instead."""
    if not holds:
        raise Failed(f"under Wine it is not so that {what}\n{instead[-1500:]}".rstrip())
    say(f"  {what}")


def registry(key: str) -> dict[str, str]:
    """The values of a key of the registry; none if it is not there."""
    lines = wine("reg", "query", key, limit=60).text.splitlines()
    parts = (re.split(r"\s{4}", line.strip("\r\n "), maxsplit=2) for line in lines if line.startswith("    "))
    return {found[0]: found[2] for found in parts if len(found) == 3}


def windows_path(path: Path) -> str:
    """A path of this computer as that Windows has it."""
    if PREFIX in path.parents:
        return "C:\\" + str(path.relative_to(PREFIX / "drive_c")).replace("/", "\\")
    return "Z:" + str(path).replace("/", "\\")


def unix(path: str) -> Path:
    """A path on drive C of that Windows, as it lies on this computer."""
    return PREFIX / "drive_c" / path.removeprefix("C:\\").replace("\\", "/")
