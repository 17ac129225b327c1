"""The column matching that a user corrected, kept for the next file of the same layout."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from blmk_desktop.importing.proposal import ColumnMatch, FileProposal, Proposal, ProposedRow, SheetProposal

if TYPE_CHECKING:
    from sqlalchemy import Connection

Layouts = dict[str, tuple[int, dict[str, object]]]  # fingerprint -> identity and values of what is remembered


def by_fingerprint(connection: Connection) -> Layouts:
    """What is remembered today, by the layout's fingerprint."""
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    table = TABLES["layout_match"]
    rows = connection.execute(select(table.c.id, table.c.fingerprint, table.c.form, table.c.columns))
    return {row.fingerprint: (row.id, {"form": row.form, "columns": row.columns}) for row in rows}


def remembered(proposal: Proposal, file: FileProposal, known: Layouts) -> list[ProposedRow]:
    """A row for each layout whose matching was corrected and differs from what is known. `known` learns it."""
    rows = []
    for sheet in file.sheets:
        chosen = proposal.options.columns.get((file.path.name, sheet.sheet))
        if chosen and sheet.form and sheet.fingerprint:
            row = _row(sheet, chosen, known)
            if row is not None:
                rows.append(row)
    return rows


def _row(sheet: SheetProposal, chosen: dict[int, str | None], known: Layouts) -> ProposedRow | None:
    fingerprint = sheet.fingerprint.upper()
    after: dict[str, object] = {"form": sheet.form, "columns": json.dumps(_columns(sheet.columns, chosen))}
    identity, before = known.get(fingerprint, (0, {}))
    if before == after:
        return None
    known[fingerprint] = (identity, after)
    if before and not identity:
        return None  # another sheet of this very import has the same layout and is remembered already
    if identity:
        return ProposedRow("layout_match", "changed", sheet.form_label, "", after, before, identity)
    return ProposedRow("layout_match", "added", sheet.form_label, "", {"fingerprint": fingerprint, **after})


def _columns(matches: list[ColumnMatch], chosen: dict[int, str | None]) -> dict[str, str | None]:
    """Column number to target; null for a column that the user wants left out."""
    return {
        str(match.index): match.target
        for match in matches
        if match.target or match.index in chosen or match.sure == "remembered"
    }
