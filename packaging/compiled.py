"""Python modules compiled beforehand, so that a start compiles nothing and an installed folder holds no sources."""

from __future__ import annotations

import importlib.util
import marshal
from pathlib import Path

UNCHECKED = 0b01  # the compiled module is taken as it is: nobody looks for a newer source


def compiled(source: bytes, name: str) -> bytes:
    """The compiled form of a module; `name` is what an error names as its place, with no folder of this computer."""
    code = compile(source, name, "exec", dont_inherit=True, optimize=0)
    check = importlib.util.source_hash(source)
    return importlib.util.MAGIC_NUMBER + UNCHECKED.to_bytes(4, "little") + check + marshal.dumps(code)


def compile_tree(folder: Path, name: str) -> None:
    """Puts the compiled form in place of each module below a folder, and takes what Python itself compiled away."""
    for file in sorted(folder.rglob("*.py")):
        place = file.relative_to(folder).as_posix()
        file.with_suffix(".pyc").write_bytes(compiled(file.read_bytes(), f"{name}/{place}"))
        file.unlink()
