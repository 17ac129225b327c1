"""The portable program: where the file `portable.txt` lies beside it, all that it keeps lies beside it too."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from blmk_desktop.errors import UserError, Where

MARK = "portable.txt"
FOLDER = "data"
VARIABLE = "BLMK_DATA_DIR"  # says where data and settings are kept, if not where the system has them
PROGRAMS = {"blmk", "blmk-primary-care"}
REFUSED = (
    f"This is a portable copy of the program: it keeps its data in the folder '{FOLDER}' beside it, and nothing can be "
    f"written there ({{}}). Put the program into a folder of your own, or take the file {MARK} away from beside it."
)


def program() -> Path:
    """The program that runs: ours where it is installed or portable, Python's where it runs from source."""
    return Path(sys.executable)


def is_packaged() -> bool:
    """Whether this is a program of its own, not Python running the source."""
    return program().stem in PROGRAMS


def is_portable(beside: Path | None = None) -> bool:
    """Whether the program is marked as portable."""
    return ((beside or program().parent) / MARK).is_file()


def keep_beside(beside: Path | None = None) -> Path | None:
    """Keep everything beside the program if it is marked as portable; the folder for it, None if it is not portable.

    Raises UserError where nothing can be written there. Whoever set the folder in the environment has chosen already.
    """
    where = beside or program().parent
    if os.environ.get(VARIABLE) or not is_portable(where):
        return None
    folder, trial = where / FOLDER, where / FOLDER / ".trial"
    try:
        folder.mkdir(exist_ok=True)
        trial.touch()
    except OSError as error:
        raise UserError(REFUSED.format(error.strerror or "it was refused"), Where(str(folder))) from error
    with suppress(OSError):
        trial.unlink()
    os.environ[VARIABLE] = str(folder)
    return folder
