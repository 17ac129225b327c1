"""What the sheets of one file share while they are proposed, and the drafts of a sheet taken into its proposal."""

from __future__ import annotations

import json
from dataclasses import dataclass

from blmk_desktop.importing.comparing import Compared, compare
from blmk_desktop.importing.proposal import FileProposal, Options, SheetProposal
from blmk_desktop.importing.records.rows import Drafts
from blmk_desktop.importing.records.snapshots import compare_snapshot
from blmk_desktop.importing.tables.layout import Layout
from blmk_desktop.importing.today import Today
from blmk_desktop.workbook import Workbook

Chosen = dict[int, str | None]


@dataclass(slots=True)
class Work:
    """One file being proposed, beside what is there today and what the user settled."""

    workbook: Workbook
    file: FileProposal
    now: Today
    options: Options

    def chosen(self, sheet: str) -> Chosen:
        """The columns that the user matched by hand."""
        return self.options.columns.get((self.file.path.name, sheet), {})

    def layouts(self) -> dict[str, str]:
        """The layouts that the user matched before: fingerprint to kind of table."""
        entries = self.now.entries("layout_match").values()
        return {str(entry.values["fingerprint"]): str(entry.values["form"]) for entry in entries}

    def remembered(self, layout: Layout) -> Chosen:
        """How the columns of this very layout were matched the last time, if the user had to correct it."""
        entry = self.now.entries("layout_match").get((layout.fingerprint,))
        columns = json.loads(str(entry.values["columns"])) if entry else {}
        return {int(index): target for index, target in columns.items()}


def take(drafts: list[Drafts], proposed: SheetProposal, work: Work, *, placed: bool = True) -> None:
    """Compare the drafts of a sheet with today's records, and add what comes of it to the sheet's proposal.

    Unless its rows are `placed`, nobody can say which belong to the user's area: only those of the register are taken.
    """
    now = work.now
    outside = _not_in_register(drafts, now, placed=placed)
    if outside:
        listed = ", ".join(sorted(set(outside.values()))[:6])
        counted = f"{len(outside):,} row{'s' if len(outside) > 1 else ''}"
        proposed.notes.append(f"{counted} left out: not in the register of practices ({listed})")
    for draft in drafts:
        draft.leave_out(set(outside))
    yielding = _something_later(drafts, now)
    reported = _reported_later(drafts, now)
    for draft in drafts:
        older = reported if draft.part.record == "committee_action" else yielding
        _add(_compared(draft, proposed, now, older), proposed)


def _compared(draft: Drafts, proposed: SheetProposal, now: Today, yielding: frozenset[int]) -> Compared:
    if draft.part.snapshot:
        return compare_snapshot(draft, now, proposed.sheet)
    return compare(draft, now, proposed.sheet, yielding)


def _add(compared: Compared, proposed: SheetProposal) -> None:
    proposed.rows += compared.rows
    proposed.refused += compared.refused
    proposed.notes += compared.notes


def _not_in_register(drafts: list[Drafts], now: Today, *, placed: bool) -> dict[int, str]:
    """The rows, by sheet row, that would add a practice or network where the table may not."""
    outside: dict[int, str] = {}
    for draft in drafts:
        key = draft.part.declared.key
        if len(key) == 1 and not (draft.part.adds and placed) and (known := now.entries(draft.part.record)):
            keys = draft.column(key[0])
            outside |= {row: str(code) for row, code in zip(draft.at, keys, strict=True) if (code,) not in known}
    return outside


def _something_later(drafts: list[Drafts], now: Today) -> frozenset[int]:
    """The sheet rows of practices of which a later list is known: what else they say of a practice is older too."""
    lists = next((draft for draft in drafts if draft.part.record == "list_size"), None)
    if lists is None or len(drafts) == 1:
        return frozenset()
    latest: dict[object, str] = {}
    for practice, as_at, *_ in now.entries("list_size"):
        latest[practice] = max(latest.get(practice, ""), str(as_at))
    dated = zip(lists.at, lists.column("practice"), lists.column("as_at"), strict=True)
    return frozenset(row for row, practice, as_at in dated if latest.get(practice, "") > str(as_at))


def _reported_later(drafts: list[Drafts], now: Today) -> frozenset[int]:
    """The sheet rows of actions that were reported to a later meeting: what this tracker says of them is older."""
    updates = next((draft for draft in drafts if draft.part.record == "action_update"), None)
    if updates is None or len(drafts) == 1:
        return frozenset()
    latest = last_reports(now)
    told = zip(updates.at, updates.column("action"), updates.column("on"), strict=True)
    return frozenset(row for row, action, on in told if latest.get(action, "") > str(on))


def last_reports(now: Today) -> dict[object, str]:
    """The last meeting (ISO date) to which each action was reported, by its reference."""
    latest: dict[object, str] = {}
    for action, on in now.entries("action_update"):
        latest[action] = max(latest.get(action, ""), str(on))
    return latest
