"""Whether an installed program is whole: each of its files as it was packaged, by a list of sums beside the program."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from blmk_desktop.portable import is_packaged, program

LIST = "files.sha256"  # as `sha256sum --check` reads it


def listed(tree: Path) -> str:
    """The list for a finished tree: the SHA-256 and the place of each file but the list; a link counts as a file."""
    files = sorted(path for path in tree.rglob("*") if path.is_file())
    return "".join(f"{digest(path)}  {path.relative_to(tree).as_posix()}\n" for path in files if path != tree / LIST)


def damage() -> list[str]:
    """One sentence for each file that is missing or not as it was packaged; none where the source runs."""
    return list(damage_in(program().resolve().parent)) if is_packaged() else []


def damage_in(tree: Path) -> Iterator[str]:
    """The same for the tree of a package. What was put beside it, such as data, is no damage."""
    try:
        lines = (tree / LIST).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        yield f"{LIST} is missing or cannot be read; install the program again"
        return
    for line in lines:
        sum_, _, name = line.partition("  ")
        try:
            if digest(tree / name) != sum_:
                yield f"{name} is not as it was packaged; install the program again"
        except FileNotFoundError:
            yield f"{name} is missing; install the program again"
        except OSError as error:
            yield f"{name} cannot be read ({error.strerror}); install the program again"


def digest(path: Path) -> str:
    """The SHA-256 of a file. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
