"""Writing a paper or a pack to a file, as Word, Excel or PDF by the file's ending, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from blmk_desktop.errors import UserError
from blmk_desktop.export import replacing

if TYPE_CHECKING:
    from blmk_desktop.papers.model import Pack, Paper

ENDINGS = (".docx", ".xlsx", ".pdf")


def write(made: Paper | Pack, path: Path) -> None:
    """Write a paper or a pack. The same paper gives the same bytes.

    Raises UserError for another ending, and where the file cannot be written.
    """
    writer = _writer(path)
    replacing(path, lambda target: writer(made, target))


def check_ending(path: Path) -> None:
    """Raise UserError unless the name's ending says what can be written, before anything is made."""
    if path.suffix.lower() not in ENDINGS:
        raise UserError(f"'{path.name}' must end in {', '.join(ENDINGS)}: the ending says what is written.")


def _writer(path: Path) -> Callable[[Paper | Pack, Path], None]:
    """What writes files of this ending, with the library that it needs and no other."""
    check_ending(path)
    if path.suffix.lower() == ".pdf":
        from blmk_desktop.papers.pdf import write_pdf

        return write_pdf
    if path.suffix.lower() == ".docx":
        from blmk_desktop.papers.word import write_word

        return write_word
    from blmk_desktop.papers.workbook import write_workbook

    return write_workbook
