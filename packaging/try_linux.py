"""Tries the packages for Linux in a Debian of their own that has no Python: what an installation goes through."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from driving import screen, taught_one_workbook
from working import NAME, ROOT, Failed, NotHere, made_file, provide, run, say, sha256

from blmk_desktop import __version__

WORK = ROOT / "build" / "trial"
NEEDED = {
    "appstreamcli": "appstream",
    "debootstrap": "debootstrap",
    "desktop-file-validate": "desktop-file-utils",
    "lintian": "lintian",
    "strace": "strace",
    "xauth": "xauth",
    "xdotool": "xdotool",
    "Xvfb": "xvfb",
}
OF_A_DESKTOP = ("desktop-file-utils", "shared-mime-info")  # what a desktop has to know programs and kinds of files by
USER = "somebody"
AT_HOME = f"/home/{USER}"
OPENED = re.compile(r'\b(socket|connect|bind|sendto)\((?:\d+, )?\{?(?:sa_family=)?(AF_\w+)(?:, sun_path=@?"([^"]*)")?')
NAMES = "/nscd/socket"  # the system's own books of names, which the C library asks who the user is
ON_SCREEN = (NAMES, "/.X11-unix/X", "/bus")  # the display, and the desktop's messages: both are this computer's own


def trial(dist: Path) -> None:
    """Tries every package in `dist`. Raises Failed at the first that is not as it should be; NotHere unless root."""
    if os.geteuid() != 0:
        raise NotHere("a Debian of its own is entered as root: start this as root, or in a container")
    provide(NEEDED)
    package = made_file(dist, f"{NAME}_{__version__}_*.deb", "linux")
    archive = made_file(dist, f"{NAME}-{__version__}-linux-*.tar.xz", "linux")
    linted(package)
    with house() as root:
        try_package(root, package)
        try_archive(root, archive)


def linted(package: Path) -> None:
    """What Debian's own checker says of the package: nothing."""
    said = run("lintian", "--allow-root", "--fail-on=error,warning", "--tag-display-limit=0", package)
    say(f"lintian: {said.strip() or 'nothing to say'}")


# A Debian of its own


@contextmanager
def house() -> Iterator[Path]:
    """A fresh Debian with nothing but its minimum, and one ordinary user; gone afterwards."""
    bare, root = ROOT / "build" / "bare-debian", WORK / "root"
    if not bare.exists():
        say("A minimal Debian")
        bare.parent.mkdir(parents=True, exist_ok=True)
        source = run("apt-get", "indextargets", "--format", "$(REPO_URI) $(RELEASE)", "Created-By: Packages").split()
        begun = bare.with_name("bare-debian.begun")  # one that was interrupted is none
        shutil.rmtree(begun, ignore_errors=True)
        run("debootstrap", "--variant=minbase", source[1], begun, source[0])
        begun.rename(bare)
    shutil.rmtree(WORK, ignore_errors=True)
    root.parent.mkdir(parents=True)
    run("cp", "--archive", bare, root)
    try:
        inside(root, "useradd", "--create-home", USER, user="root")
        if pythons := [str(path) for path in root.glob("usr/bin/python*")]:
            raise Failed(f"This Debian was to have no Python: {pythons}")
        yield root
    finally:
        shutil.rmtree(WORK, ignore_errors=True)


def inside(root: Path, *command: str, user: str = USER, traced: Path | None = None, **variables: str) -> str:
    """What a program prints that is run in there by a user, with the calls to the network noted in `traced`."""
    return run(*entered(root, command, user, traced, variables), limit=1200)


def entered(
    root: Path, command: tuple[str, ...], user: str, traced: Path | None, variables: dict[str, str]
) -> list[str]:
    """The command that runs another in there, with a process table of its own and nothing of our environment."""
    home = "/root" if user == "root" else AT_HOME
    set_to = {
        "HOME": home,
        "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
        "LANG": "C.UTF-8",
        "DEBIAN_FRONTEND": "noninteractive",
    }
    environment = ["env", "-i", *(f"{name}={value}" for name, value in (set_to | variables).items())]
    who = ["setpriv", "--reuid", user, "--regid", user, "--init-groups"] if user != "root" else []
    mounted = 'mount -t proc proc "$0/proc" && exec chroot "$0" "$@"'
    watch = ["strace", "--follow-forks", "--trace=%network", "--output", str(traced)] if traced else []
    return [*watch, "unshare", "--mount", "sh", "-c", mounted, str(root), *environment, *who, *command]


def opened(trace: Path, allowed: tuple[str, ...]) -> list[str]:
    """The calls in a trace that reach beyond this computer, or to a place on it that is not allowed."""
    text = trace.read_text(encoding="utf-8", errors="replace")
    calls = {(call, family, place) for call, family, place in OPENED.findall(text)}
    return sorted(
        f"{call} {family} {place}".rstrip()
        for call, family, place in calls
        if family != "AF_UNIX" or (place and not any(part in place for part in allowed))
    )


# What is tried


def try_package(root: Path, package: Path) -> None:
    """Installed, tested, driven through an import, removed; and the data are still there."""
    shutil.copy(package, root)
    inside(root, "apt-get", "-qq", "update", user="root")
    wanted = (f"/{package.name}", *OF_A_DESKTOP)
    inside(root, "apt-get", "-qq", "install", "-y", "--no-install-recommends", *wanted, user="root")
    size = inside(root, "dpkg-query", "--show", "--showformat=${Installed-Size}", NAME, user="root")
    say(f"Installed {package.name}: {int(size) * 1024 / 1_000_000:,.0f} MB on disk")
    known_to_the_desktop(root)
    self_tested(root, f"/usr/bin/{NAME}")
    data = driven(root)
    commanded(root, data)
    before = sha256(data)
    inside(root, "apt-get", "-qq", "purge", "-y", NAME, user="root")
    left = [
        str(path) for path in (root / f"usr/lib/{NAME}", root / "usr/bin/blmk") if path.is_symlink() or path.exists()
    ]
    if left or sha256(data) != before:
        raise Failed(f"Removing the package left {left}, or changed {data.name}")
    say(f"Removed; {data.relative_to(root)} is still there, unchanged, {data.stat().st_size:,} bytes")


def commanded(root: Path, data: Path) -> None:
    """Every kind of work that needs no window, typed as commands. Raises Failed where one does not do it."""
    file, wanted = f"/{data.relative_to(root)}", ("undo", "redo", "history", "summary finance-trend", "check")
    for command in (*wanted, "report finance --out finance.docx", "report finance --out finance.pdf"):
        typed = f'cd && blmk {command} --file "{file}" || [ $? = 1 ]'  # 1: there are findings to look at
        if not inside(root, "sh", "-c", typed):
            raise Failed(f"blmk {command} said nothing")
    say("The commands do their work too")


def known_to_the_desktop(root: Path) -> None:
    """The entry in the menu is sound, and a data file is known and opened by the program. Raises Failed."""
    share = root / "usr/share"
    run("desktop-file-validate", share / "applications" / f"{NAME}.desktop")
    run("appstreamcli", "validate", "--no-net", share / "metainfo" / f"{NAME}.metainfo.xml")
    kinds, programs = (share / "mime/globs2").read_text(), (share / "applications/mimeinfo.cache").read_text()
    if f":application/vnd.{NAME}:*.blmk\n" not in kinds or f"vnd.{NAME}={NAME}.desktop;" not in programs:
        raise Failed("The desktop does not know data files, or not what opens them")
    say("A data file is known to the desktop, and opened by the program")


def try_archive(root: Path, archive: Path) -> None:
    """Unpacked by a user and tested; its data stay beside it."""
    home = root / AT_HOME.lstrip("/")
    run("tar", "--extract", "--file", archive, "--directory", home, "--no-same-owner")
    [folder] = home.glob(f"{NAME}-*")
    inside(root, "chown", "--recursive", USER, f"{AT_HOME}/{folder.name}", user="root")
    self_tested(root, f"{AT_HOME}/{folder.name}/{NAME}")
    inside(root, f"{AT_HOME}/{folder.name}/blmk", "demo", QT_QPA_PLATFORM="offscreen")
    if not list((folder / "data").rglob("*.blmk")):
        raise Failed("The portable archive does not keep its data beside itself")
    say("The portable archive keeps its data beside itself")


def self_tested(root: Path, program: str) -> None:
    """The program's own test of itself, silent, with no call to any network."""
    trace = WORK / "network"
    printed = inside(root, program, "--self-test", traced=trace, QT_QPA_PLATFORM="offscreen")
    if printed or (reached := opened(trace, (NAMES,))):
        raise Failed(f"{program} --self-test: {printed or reached}")
    say(f"{program} --self-test: silent, and no way to a network was opened")


def driven(root: Path) -> Path:
    """Starts it on a screen and drives it by keys through one import; the data file, with the import in its history."""
    trace = WORK / "network"
    workbook = f"/usr/lib/{NAME}/_internal/resources/demo/delegated-finance-2022-09.xlsx"
    with screen() as display:
        command = entered(root, (f"/usr/bin/{NAME}",), USER, trace, {"DISPLAY": display})
        with subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        ) as started:
            taught_one_workbook(display, workbook)
            printed, _ = started.communicate(timeout=60)
    if printed or (reached := opened(trace, ON_SCREEN)):
        raise Failed(f"Driven on a screen: {printed.decode() or reached}")
    [data] = (root / AT_HOME.lstrip("/")).rglob("*.blmk")
    history = json.loads(inside(root, "blmk", "history", "--json", "--file", f"/{data.relative_to(root)}"))
    last = history["changesets"][0]
    if last["kind"] != "import" or workbook.rpartition("/")[2] not in last["what"] or not last["changes"]:
        raise Failed(f"Driven by keys, and its last change is {last}")
    say(f"Driven by keys through one import: '{last['what']}', {last['changes']} changes, in {data.name}")
    return data
