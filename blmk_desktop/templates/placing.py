"""Putting forms into a folder: each whole, and none over a file that says something else."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from filecmp import cmp
from pathlib import Path
from tempfile import TemporaryDirectory

from blmk_desktop.errors import UserError, Where

Progress = Callable[[str, float], object]

_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')


class AlreadyThere(UserError):
    """Files that would be lost; whoever asked for the forms may have them replaced."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form to be written: for whom, what its workbook is called, and what writes it to a path."""

    whose: str
    name: str
    write: Callable[[Path], None]


def put(forms: Sequence[Form], folder: Path, progress: Progress | None = None, *, replace: bool = False) -> list[Path]:
    """Write forms into a folder, made if need be; their files.

    `progress` is told what is written and how much of it is done (0 to 1), and may raise to stop: then the forms
    written before are whole and there is no other. Unless `replace`, raises AlreadyThere before anything is written
    where a file of that name says something else: it may be a return that came back under the name it was sent as.
    """
    _make_folder(folder)
    if not replace:
        _check_nothing_lost(forms, folder)
    written = []
    for at, form in enumerate(forms):
        if progress:
            progress(form.whose, at / len(forms))
        path = folder / form.name
        form.write(path)
        written.append(path)
    return written


def safe_name(words: str, ending: str = ".xlsx") -> str:
    """A file's name that every system takes."""
    plain = " ".join(_UNSAFE.sub(" ", words.replace("/", "-")).split())
    return f"{plain[:120].strip(' .')}{ending}"


def in_the_way(forms: Sequence[Form], folder: Path) -> list[Path]:
    """The files that writing these forms would overwrite and that do not say the very same."""
    there = [form for form in forms if (folder / form.name).exists()]
    if not there:
        return []
    with TemporaryDirectory(prefix="blmk-") as made:
        return [folder / form.name for form in there if not _same(form, folder, Path(made))]


def _same(form: Form, folder: Path, made: Path) -> bool:
    path = folder / form.name
    form.write(made / form.name)
    try:
        return path.is_file() and cmp(path, made / form.name, shallow=False)
    except OSError:  # what cannot be read is not ours to replace
        return False


def _check_nothing_lost(forms: Sequence[Form], folder: Path) -> None:
    found = in_the_way(forms, folder)
    if found:
        others = f" and {len(found) - 1:,} more are" if len(found) > 1 else " is"
        why = f"'{found[0].name}'{others} there already and may be filled in. Nothing was written."
        raise AlreadyThere(why, Where(str(folder)))


def _make_folder(folder: Path) -> None:
    """Raises UserError if there is none and it cannot be made."""
    if folder.is_file():
        raise UserError("That is a file: name a folder for the workbooks.", Where(str(folder)))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"The folder cannot be made: {error.strerror or error}.", Where(str(folder))) from error
