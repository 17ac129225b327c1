"""Makes the environment of `run` and `test`: a virtual environment in the checkout, and Qt's libraries.

Only the standard library is used, since it runs before anything is installed. The last step is the stamp: a
copy of each list of requirements that is installed. `set_up.sh` and `set_up.cmd` compare those copies with
the lists at each start, and come here only when they differ.
"""

from __future__ import annotations

import contextlib
import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

OLDEST, FIRST_TOO_NEW = (3, 11), (3, 14)
ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMPS = ENVIRONMENT / "installed"
UNDER_WAY = ENVIRONMENT / "under-way"

# What Qt loads from the system on Linux: the Debian package, and a library that shows that it is there.
QT_LIBRARIES = {
    "offscreen": {
        "libglib2.0-0": "libgthread-2.0.so.0",
        "libegl1": "libEGL.so.1",
        "libgl1": "libGL.so.1",
        "libdbus-1-3": "libdbus-1.so.3",
        "libfontconfig1": "libfontconfig.so.1",
        "libxkbcommon0": "libxkbcommon.so.0",
    },
    "display": {
        "libxcb-cursor0": "libxcb-cursor.so.0",
        "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
        "libxcb-icccm4": "libxcb-icccm.so.4",
        "libxcb-keysyms1": "libxcb-keysyms.so.1",
        "libxcb-shape0": "libxcb-shape.so.0",
    },
}


def main(arguments: list[str]) -> int:
    """Installs the lists of requirements named; with `--suits` only tells whether this Python would do."""
    if arguments == ["--suits"]:
        return 0 if OLDEST <= sys.version_info[:2] < FIRST_TOO_NEW else 1
    try:
        with alone():
            set_up(arguments)
    except KeyboardInterrupt:
        say("The set-up was stopped. The next start begins it again.")
        return 2
    except subprocess.CalledProcessError:
        say("The set-up could not be finished; the lines above say why. The next start tries again.")
        return 2
    except OSError as error:
        say(f"The set-up could not be finished: {error}. Can you write to this folder, and is the disk full?")
        return 2
    return 0


def set_up(lists: list[str]) -> None:
    """Brings the environment up to date; each step that is done already costs nothing."""
    if not PYTHON.exists() or not all(installed(name) for name in lists):
        say("Setting up: this happens once and takes a minute or two.")
        make_environment()
        install(lists)
    for use in uses_of_qt():
        if not (STAMPS / use).exists() and provide(use):
            (STAMPS / use).touch()


def installed(name: str) -> bool:
    """Whether this list of requirements was installed as it reads now."""
    stamp = STAMPS / name
    return stamp.exists() and stamp.read_bytes() == (ROOT / name).read_bytes()


def make_environment() -> None:
    """An environment that works; one whose making was interrupted, or whose Python is gone, is made anew."""
    if UNDER_WAY.exists() or not has_pip():
        shutil.rmtree(ENVIRONMENT, ignore_errors=True)
        ENVIRONMENT.mkdir(exist_ok=True)
        UNDER_WAY.touch()
        require_venv()
        subprocess.run([sys.executable, "-m", "venv", str(ENVIRONMENT)], check=True)


def has_pip() -> bool:
    """Whether the environment's Python starts and finds its pip."""
    if not PYTHON.exists():
        return False
    command = [str(PYTHON), "-c", "import pip"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def require_venv() -> None:
    """Debian keeps the making of environments in a package of its own."""
    if importlib.util.find_spec("ensurepip") is None:
        install_debian([f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"])
        importlib.invalidate_caches()
        if importlib.util.find_spec("ensurepip") is None:
            sys.exit(2)


def install(lists: list[str]) -> None:
    """Installs exactly what the lists pin, from built packages alone, and stamps it last."""
    UNDER_WAY.touch()
    files = [part for name in lists for part in ("-r", str(ROOT / name))]
    command = [str(PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    subprocess.run([*command, "--require-hashes", "--only-binary=:all:", *files], check=True)
    STAMPS.mkdir(exist_ok=True)
    for name in lists:
        shutil.copyfile(ROOT / name, STAMPS / name)
    UNDER_WAY.unlink()


def uses_of_qt() -> list[str]:
    """A window without a screen always; one on the screen where there is a screen."""
    on_screen = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return ["offscreen", "display"] if on_screen else ["offscreen"]


def provide(use: str) -> bool:
    """Sees to the system's libraries for a use of Qt, or names their packages. True: they are all there."""
    needed = missing(use)
    if needed:
        install_debian(needed)
        needed = missing(use)
    return not needed


def missing(use: str) -> list[str]:
    """The Debian packages whose libraries are not on this machine; never any but on Linux."""
    if not sys.platform.startswith("linux"):
        return []
    return [package for package, library in QT_LIBRARIES[use].items() if not loads(library)]


def loads(library: str) -> bool:
    """Whether the system finds this library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install_debian(packages: Iterable[str]) -> None:
    """Installs Debian packages if this user may without being asked, else says what is to be installed."""
    apt = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300", "-o", "Dpkg::Use-Pty=0"]
    rights = rights_to_install()
    if rights is not None:
        say(f"Installing: {' '.join(packages)}")
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for step in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
            done = subprocess.run([*rights, *apt, *step], env=quiet, stdout=subprocess.DEVNULL, check=False)
        if done.returncode == 0:
            return
    say(f"Needed and not installed: sudo apt-get install {' '.join(packages)}")


def rights_to_install() -> list[str] | None:
    """What to put before apt-get: nothing for root, sudo where it asks nothing; None where it cannot be."""
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0:
        return [sudo, "-n", "--preserve-env=DEBIAN_FRONTEND"]
    return None


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """One set-up at a time in this folder: a second waits. If the first dies, the system drops its lock."""
    with (ROOT / ".venv.lock").open("a") as lock:
        if sys.platform == "win32":
            import msvcrt

            taken = False
            while not taken:
                with contextlib.suppress(OSError):  # it gives up after ten seconds
                    msvcrt.locking(lock.fileno(), msvcrt.LK_LOCK, 1)
                    taken = True
        else:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def say(sentence: str) -> None:
    """A line for the person who waits, kept out of what the program prints."""
    sys.stderr.write(sentence + "\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
