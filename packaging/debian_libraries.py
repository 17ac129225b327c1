"""Which Debian packages the system libraries in the folder for Linux come from, under which licences."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import PathDistribution
from pathlib import Path

FOLDERS = {"/lib", "/usr/lib", "/lib/x86_64-linux-gnu", "/usr/lib/x86_64-linux-gnu"}
SHARED = re.compile(r"lib(?!python).+\.so(\.[\d.]+)?")  # Python itself may be another than Debian's
LICENCE = re.compile(r"^License: *(\S.*)$", re.MULTILINE)
SAME = {"expat": "MIT", "bsd-2-clause": "BSD-2-Clause", "bsd-3-clause": "BSD-3-Clause"}


@dataclass(frozen=True)
class DebianPackage:
    """One package whose libraries the tree holds: name, version, architecture, and licences as its makers name them."""

    name: str
    version: str
    architecture: str

    @property
    def purl(self) -> str:
        """Its package URL."""
        return f"pkg:deb/debian/{self.name}@{self.version.replace('+', '%2B')}?arch={self.architecture}"

    @property
    def copyright(self) -> Path:
        """Where Debian keeps who holds the rights, under which licences."""
        return Path("/usr/share/doc") / self.name / "copyright"

    @property
    def licences(self) -> tuple[str, ...]:
        """Each licence of its source once; where they are only told in words, that they are."""
        text = self.copyright.read_text(encoding="utf-8", errors="replace") if self.copyright.exists() else ""
        lines = LICENCE.findall(text) if text.startswith("Format:") else []
        named = {spelt(name) for line in lines for name in re.split(r",? (?:and|or) ", line)}
        return tuple(sorted(named)) or ("LicenseRef-Debian-copyright-file",)


def spelt(name: str) -> str:
    """A licence's name as SPDX has it, where Debian's differs; else as it is."""
    name = re.sub(r"^(A?L?GPL-\d)(?=\+|$)", r"\1.0", name.strip(" ,"))
    return SAME.get(name.casefold(), re.sub(r"(?<=\d)\+$", "-or-later", name))


def found(tree: Path) -> list[DebianPackage]:
    """The packages that own the tree's system libraries, by name."""
    names = system_libraries(tree)
    return sorted(described(owners(names)), key=lambda package: package.name) if names else []


def system_libraries(tree: Path) -> list[str]:
    """The names of the shared libraries in the tree that no wheel brought."""
    brought = {
        Path(str(file)).name for info in tree.rglob("*.dist-info") for file in PathDistribution(info).files or ()
    }
    there = {path.name for path in tree.rglob("lib*.so*") if SHARED.fullmatch(path.name)}
    return sorted(there - brought)


def owners(names: Iterable[str]) -> set[str]:
    """The packages that hold libraries of these names where the system looks for them."""
    done = run("dpkg-query", "--search", *(f"*/{name}" for name in names))
    lines = (line.rpartition(": ") for line in done.splitlines())
    return {owner.partition(":")[0] for owner, _, path in lines if str(Path(path).parent) in FOLDERS}


def described(names: Iterable[str]) -> Iterator[DebianPackage]:
    """The packages of these names."""
    shown = r"${Package} ${Version} ${Architecture}\n"
    for line in run("dpkg-query", "--show", f"--showformat={shown}", *sorted(names)).splitlines():
        yield DebianPackage(*line.split())


def run(*command: str) -> str:
    """What a command prints; that one of many names is not found is no fault."""
    return subprocess.run(command, check=False, capture_output=True, encoding="utf-8").stdout
