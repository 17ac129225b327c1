"""Tables of scores, bands and appetite that stand by themselves, such as our own exports: held to the scale."""

from __future__ import annotations

from blmk_desktop.importing.proposal import Refusal
from blmk_desktop.importing.record_rows import Drafts, RecordTable, RowsRead
from blmk_desktop.rules.risk_scores import refused_most, refused_score

LIMITS = {"risk_score": refused_score, "risk_band": refused_most, "risk_appetite": refused_most}


def settle_risks(table: RecordTable, read: RowsRead) -> None:
    """Refuse levels and bounds that are off the scale."""
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
