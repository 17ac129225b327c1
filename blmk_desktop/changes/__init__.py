"""Change sets: every write to the data, who made it and why, its history, and taking it back."""

from __future__ import annotations

from blmk_desktop.changes.log import Change, ChangeSet, details, history, named, newest, of_record
from blmk_desktop.changes.settling import BlockedError
from blmk_desktop.changes.undoing import redo, redoable, undo, undoable
from blmk_desktop.changes.verifying import unexplained
from blmk_desktop.changes.writing import commit, new_records, write

__all__ = [
    "BlockedError",
    "Change",
    "ChangeSet",
    "commit",
    "details",
    "history",
    "named",
    "new_records",
    "newest",
    "of_record",
    "redo",
    "redoable",
    "undo",
    "undoable",
    "unexplained",
    "write",
]
