"""What the command line answers with --json: the shapes that scripts rely on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from blmk_desktop.records.declaration import Type

if TYPE_CHECKING:
    from blmk_desktop.computed.tables import Table
    from blmk_desktop.importing.proposal import FileProposal, Proposal, SheetProposal
    from blmk_desktop.rules.finding import Finding


def import_answer(proposal: Proposal, changeset: str | None, copies: list[Path]) -> dict[str, Any]:
    """What importing files would do, or did: each file, the change set if there is one, and what to send back."""
    files = [file_answer(file) for file in proposal.files]
    returns = proposal.returns()
    back = sum(file.sent_back for file in returns)
    return {
        "files": files,
        "returns": {"taken": len(returns) - back, "sent_back": back},
        "comments": [str(path) for path in copies],
        "changeset": changeset,
    }


def file_answer(file: FileProposal) -> dict[str, Any]:
    """What importing one file would do, or did."""
    sheets = [_sheet_answer(sheet) for sheet in file.sheets]
    refused = [
        {"where": item.where, "field": item.field, "value": item.value, "why": item.why}
        for sheet in file.sheets
        for item in sheet.refused
    ]
    if file.error:  # it could not be read at all
        refused = [{"where": file.path.name, "field": "", "value": "", "why": file.error}]
    return {
        "path": str(file.path),
        "kind": file.kind,
        "sheets": sheets,
        **{name: sum(sheet[name] for sheet in sheets) for name in ("added", "changed", "unchanged")},
        "refused": refused,
        "return": _return_answer(file),
        "claims": {name: sum(sheet["claims"][name] for sheet in sheets) for name in ("held", "failed")},
    }


def _return_answer(file: FileProposal) -> dict[str, Any] | None:
    """Whose return a file is and what becomes of it; None for any other file."""
    if file.returned is None:
        return None
    counts = file.counts()
    return {
        file.returned.kind: file.returned.code or None,
        "round": file.returned.round or None,
        "taken": not file.sent_back,
        **{status: counts[status] for status in ("added", "changed", "removed", "unchanged")},
    }


def _sheet_answer(sheet: SheetProposal) -> dict[str, Any]:
    counts = sheet.counts()
    held = [claim.held for claim in sheet.claims]
    return {
        "name": sheet.sheet,
        "kind": sheet.form,
        **{status: counts[status] for status in ("added", "changed", "unchanged")},
        "refused": len(sheet.refused),
        "claims": {"held": held.count(True), "failed": held.count(False)},
        "notes": sheet.notes,
    }


def table_answer(found: Table) -> dict[str, Any]:
    """A computed table: money in pence, WTE, patients and percentages as decimal strings."""
    from blmk_desktop.export import machine_value

    def answer(row: tuple[Any, ...], *, figures_only: bool = False) -> dict[str, Any]:
        return {
            field.name: machine_value(field, value)
            for field, value in zip(found.fields, row, strict=True)
            if field.type is Type.FIGURE or not figures_only
        }

    return {"rows": [answer(row) for row in found.rows], "total": answer(found.total, figures_only=True)}


def finding_answer(finding: Finding) -> dict[str, Any]:
    """One finding; with the reason too if somebody acknowledged it."""
    names = ("rule", "severity", "subject", "where", "printed", "computed", "message")
    answer = {name: getattr(finding, name) for name in names}
    return answer | ({"acknowledged": finding.acknowledged} if finding.acknowledged else {})
