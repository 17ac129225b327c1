"""Another edition of a file that was imported before: what it no longer says is taken back, if it is one indeed."""

from __future__ import annotations

from blmk_desktop.importing.comparing import title_of
from blmk_desktop.importing.proposal import ProposedRow
from blmk_desktop.importing.records.rows import Drafts
from blmk_desktop.importing.today import Entry, Key, Today
from blmk_desktop.records.kinds import RECORDS

_OF_ONE_SHEET = ("source", "sheet", "round")  # what ties a figure to the sheet that it was read from


def gone(drafts: list[Drafts], source: str, today: Today, *, complete: bool) -> tuple[list[ProposedRow], list[str]]:
    """Records that the earlier edition of this very sheet had and this one has not: rows that remove them.

    They stay, with a note, where cells of this sheet were refused (not `complete`), and where less than half of the
    earlier records come again: a file of the same name need not be another edition of it.
    """
    found = [(draft.part.record, *_missing(draft, source, today)) for draft in drafts]
    missing = [(kind, entry) for kind, _, entries in found for entry in entries]
    if not missing:
        return [], []
    # The first kind of record decides: claims move with the rows that they stand on.
    _, earlier, lost = next(item for item in found if item[1])
    if not complete or len(lost) * 2 > earlier:
        why = "some rows were refused" if not complete else "so little of it comes again"
        return [], [f"{len(missing):,} records of the earlier edition are not in this one; they stay, since {why}"]
    rows = [_removal(kind, entry) for kind, entry in missing]
    return rows, [f"{len(rows):,} records of the earlier edition are not in this one and are removed"]


def _missing(drafts: Drafts, source: str, today: Today) -> tuple[int, list[Entry]]:
    """How many records of this kind the earlier edition had, and which of them do not come again."""
    record = drafts.part.declared
    ours = set(zip(*(drafts.column(name) for name in _OF_ONE_SHEET), strict=True))
    keys: set[Key] = set(zip(*(drafts.column(name) for name in record.key), strict=True))
    earlier = {
        key: entry
        for key, entry in today.entries(record.name, source).items()
        if entry.id and tuple(entry.values.get(name) for name in _OF_ONE_SHEET) in ours
    }
    return len(earlier), [entry for key, entry in earlier.items() if key not in keys]


def _removal(kind: str, entry: Entry) -> ProposedRow:
    title = title_of(RECORDS[kind], entry.values)
    before = {name: value for name, value in entry.values.items() if value is not None}
    where = str(entry.values.get("cell") or "")
    if where and "!" not in where and entry.values.get("sheet"):
        where = f"{entry.values['sheet']}!{where}"
    after = dict.fromkeys(before)
    return ProposedRow(
        kind, "changed", f"{title} (no longer in the file)", where, after, before, entry.id, removes=True
    )
