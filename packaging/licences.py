"""The folder of licences that lies in every package: the text of each, and who holds the rights."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import debian_libraries
from pinned import System

from blmk_desktop.made_with import FIRST, LIBRARIES, STARTER, Component

ABOUT = """
Beside this list lies the text of each, with what is built into it. qt.txt says how Qt is used under the LGPL.
"""
OF_DEBIAN = """
debian-*.txt belong to libraries of Debian, unchanged. Their sources: https://snapshot.debian.org, in the versions that
bill-of-materials.cdx.json says.
"""


def write(tree: Path, folder: Path, system: System) -> None:
    """Writes the texts of all that a tree holds into a folder, each under the name of what it belongs to."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (*of_components(system), *(of_debian(tree) if system == "linux" else ())):
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def of_components(system: System) -> Iterator[tuple[str, str]]:
    """File and text for each thing that is declared, and a list of them all. Raises ValueError if a text is missing."""
    shipped = (*FIRST, *LIBRARIES, *([STARTER] if system == "linux" else []))
    about = ABOUT + (OF_DEBIAN if system == "linux" else "")
    yield "README.txt", "".join(f"{each.title}: {each.licence}\n" for each in shipped) + about
    for each in shipped:
        yield f"{each.name}.txt", text_of(each)


def text_of(component: Component) -> str:
    """Everything that a component says of its licence, one text after the other."""
    if not component.texts:
        raise ValueError(f"{component.title} brings no text of its licence ({component.licence})")
    heading = f"{component.title} {component.version}\nLicence: {component.licence}\n"
    return heading + "".join(f"\n---- {text.name} ----\n\n{text.text.rstrip()}\n" for text in component.texts)


def of_debian(tree: Path) -> Iterator[tuple[str, str]]:
    """File and text for each of Debian's packages whose libraries lie in the tree."""
    for package in debian_libraries.found(tree):
        text = package.copyright.read_text(encoding="utf-8", errors="replace")
        for name in sorted(set(re.findall(r"/usr/share/common-licenses/([\w.-]*\w)", text))):
            text += f"\n---- {name} ----\n\n" + (Path("/usr/share/common-licenses") / name).read_text(encoding="utf-8")
        yield f"debian-{package.name}.txt", text
