"""Which files of a folder an import reads."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from blmk_desktop.errors import UserError

ENDINGS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv")
LOCKED = "~$"  # what Excel leaves beside an open workbook; ".~lock" is LibreOffice's
COPY = " - comments"  # how the copy of a workbook that goes back with comments is called


def workbooks_in(paths: Iterable[Path]) -> list[Path]:
    """The files named, and the workbooks of each folder named, in order of name; none twice.

    A folder's own folders are not looked into. Left out are lock files, and a return of which a copy with our
    comments lies beside it: the copy came back corrected, or says the same. Raises UserError for what is not there
    and for a folder without workbooks.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = _inside(path)
            if not inside:
                raise UserError(f"There is no workbook in {path}.")
            found |= dict.fromkeys(inside)
        elif path.is_file():
            found[path] = None
        else:
            raise UserError(f"There is no file {path}.")
    return list(found)


def _inside(folder: Path) -> list[Path]:
    names = sorted(folder.iterdir(), key=lambda path: path.name.casefold())
    files = [path for path in names if path.suffix.lower() in ENDINGS and path.is_file()]
    files = [path for path in files if not path.name.startswith((LOCKED, "."))]
    copied = {path.stem.removesuffix(COPY) for path in files if path.stem.endswith(COPY)}
    return [path for path in files if path.stem not in copied]
