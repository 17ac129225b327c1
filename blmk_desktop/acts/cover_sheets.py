"""What people do with cover sheets and packs: keep the words of a paper for its meeting, order a committee's pack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blmk_desktop.acts.keeping import kept, read
from blmk_desktop.changes import Change, write
from blmk_desktop.errors import UserError
from blmk_desktop.papers.catalogue import kind_of
from blmk_desktop.periods import show_date
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.rows import by_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from blmk_desktop.changes import ChangeSet
    from blmk_desktop.papers.catalogue import Asked
    from blmk_desktop.store import Store

KIND = "cover_sheet"
RECORD = RECORDS[KIND]
SAID = tuple(name for name in RECORD.names if name not in RECORD.key)


def save_cover_sheet(store: Store, asked: Asked, words: Mapping[str, object]) -> ChangeSet | None:
    """Keep what the cover of a paper says to its meeting, as typed; None if nothing differs. `words`: by field.

    What is not among the words stays as it was. Raises UserError for a paper without a cover, without a committee or a
    day, and with one sentence for each word that cannot be taken.
    """
    kind = kind_of(asked.name)
    if not kind.cover:
        raise UserError(f"{kind.title}: this paper has no cover sheet.")
    if not (asked.body and asked.on):
        raise UserError("A cover sheet is for a meeting: choose the committee and the day.")
    key = {"paper": asked.name, "of": asked.of, "body": asked.body, "on": asked.on}
    values = read(KIND, {**key, **{name: words[name] for name in SAID if name in words}})
    with store.writing() as connection:
        same = by_key(connection, RECORD, *(values[name] for name in RECORD.key))
        what = f"Cover sheet: {kind.title}, {show_date(asked.on)}"
        return write(connection, [kept(KIND, values, same)], what=what)


def forget_cover_sheet(store: Store, asked: Asked) -> ChangeSet | None:
    """Drop what was kept for this meeting, so that last time's words are offered again; None if nothing was."""
    with store.writing() as connection:
        same = by_key(connection, RECORD, asked.name, asked.of or None, asked.body, asked.on)
        changes = [] if same is None else [Change(KIND, same["id"], {}, None)]
        what = f"Cover sheet taken away: {kind_of(asked.name).title}, {show_date(asked.on)}"
        return write(connection, changes, what=what)
