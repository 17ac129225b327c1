"""Tables of scores, bands, appetite and rounds that stand by themselves, such as our own exports: held to limits."""

from __future__ import annotations

from blmk_desktop.importing.proposal import Refusal
from blmk_desktop.importing.records.rows import Drafts, RecordTable, RowsRead
from blmk_desktop.rules.limits import LIMITS


def settle_limits(table: RecordTable, read: RowsRead) -> None:
    """Refuse levels, bounds, scores and weights that are off their scale."""
    for draft in read.drafts:
        if draft.part.record in LIMITS:
            _refuse(table, draft, read)


def _refuse(table: RecordTable, draft: Drafts, read: RowsRead) -> None:
    bad: set[int] = set()
    for row, values in zip(draft.at, draft.rows, strict=True):
        for name, why in LIMITS[draft.part.record](dict(zip(draft.names, values, strict=True))):
            target = f"{draft.part.record}.{name}"
            label = draft.part.declared.by_name[name].label
            read.refused.append(Refusal(table.where(row, target), label, table.text(row, target), why.rstrip(".")))
            bad.add(row)
    draft.leave_out(bad)
