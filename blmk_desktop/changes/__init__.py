"""Change sets: every write to the data, who made it and why, its history, and taking it back."""

from __future__ import annotations

from blmk_desktop.changes.following import followers, parts_of, referrers
from blmk_desktop.changes.log import Change, ChangeSet, details, history, named, newest, newest_first, of_record, undone
from blmk_desktop.changes.references import referring
from blmk_desktop.changes.settling import BlockedError
from blmk_desktop.changes.touching import touching
from blmk_desktop.changes.undoing import redo, redoable, undo, undoable
from blmk_desktop.changes.verifying import unexplained
from blmk_desktop.changes.writing import commit, new_records, write

__all__ = [
    "BlockedError",
    "Change",
    "ChangeSet",
    "commit",
    "details",
    "followers",
    "history",
    "named",
    "new_records",
    "newest",
    "newest_first",
    "of_record",
    "parts_of",
    "redo",
    "redoable",
    "referrers",
    "referring",
    "touching",
    "undo",
    "undoable",
    "undone",
    "unexplained",
    "write",
]
