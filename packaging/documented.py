"""Puts into a finished tree for Linux what tells of it: the licences of all it holds, and the bill of materials."""

from __future__ import annotations

import shutil
from pathlib import Path

import bill
import licences
from working import Failed


def document(tree: Path) -> None:
    """Writes both, in place of any that told of more. Raises Failed where the tree is not as declared."""
    texts = tree / "licences"
    shutil.rmtree(texts, ignore_errors=True)
    try:
        licences.write(tree, texts, "linux")
        (tree / bill.FILE).write_text(bill.bill(tree, "linux"), encoding="utf-8", newline="\n")
    except ValueError as error:
        raise Failed(str(error)) from error
