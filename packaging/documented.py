"""Puts into a finished tree what tells of it: the licences of all it holds, the bill of materials, every file's sum."""

from __future__ import annotations

import shutil
from pathlib import Path

import bill
import licences
from pinned import System
from working import Failed

from blmk_desktop import whole

# The text of the file that makes a portable package of a tree; blmk_desktop/portable.py looks for it.
PORTABLE = """\
Because this file is here, BLMK Primary Care keeps its settings, its log and the data file that it makes in the folder
`data` beside it. Take it away, and they are kept where this computer keeps what is yours.
"""


def document(tree: Path, system: System) -> None:
    """Writes them, in place of any that told of more. Raises Failed where the tree is not as declared."""
    texts = tree / "licences"
    shutil.rmtree(texts, ignore_errors=True)
    try:
        licences.write(tree, texts, system)
        (tree / bill.FILE).write_text(bill.bill(tree, system), encoding="utf-8", newline="\n")
        (tree / whole.LIST).write_text(whole.listed(tree), encoding="utf-8", newline="\n")  # last: it tells of all
    except ValueError as error:
        raise Failed(str(error)) from error
