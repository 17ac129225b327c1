"""What Qt for Python carries as text within its library and compiles at every start, compiled once and put beside it.

It is a tenth of the time that Qt takes to load. Qt for Python itself looks for this folder first; `SBK_EMBED=0` makes
the same one, of sources.
"""

from __future__ import annotations

import sys
from pathlib import Path
from zipfile import ZipFile

from compiled import compiled
from working import Failed

FOLDER = Path("shiboken6") / "files.dir"


def unfold(libraries: Path) -> None:
    """Puts the modules where Qt for Python among those libraries finds them. They are the same on every system."""
    archive = carried()
    for name in archive.namelist():
        if name.startswith("shibokensupport/") and name.endswith(".py"):
            place = libraries / FOLDER / f"{name}c"
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(compiled(archive.read(name), name))


def carried() -> ZipFile:
    """The archive in the library of Qt for Python here, which is pinned, so the same as there. Raises Failed."""
    import PySide6.QtCore

    support = sys.modules["shibokensupport"].__spec__
    archive = getattr(support.loader if support else None, "zfile", None)
    if not isinstance(archive, ZipFile):
        raise Failed(
            f"Qt for Python {PySide6.__version__} keeps its support elsewhere than packaging/qt_support.py says."
        )
    return archive
