"""Accepting findings, with a reason, and taking that back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from blmk_desktop.changes import Change, ChangeSet, new_records, write
from blmk_desktop.errors import UserError
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.rows import by_key
from blmk_desktop.rules.finding import Finding
from blmk_desktop.store import Store

if TYPE_CHECKING:
    from sqlalchemy import Connection

RECORD = RECORDS["acknowledgement"]


def acknowledge(store: Store, finding: Finding, reason: str, who: str = "") -> ChangeSet | None:
    """Accept a finding, with a reason, for as long as its figures stay what they are; again with another reason.

    Raises UserError without a reason, or if the file can only be viewed.
    """
    return acknowledge_all(store, [finding], reason, who)


def acknowledge_all(store: Store, findings: Sequence[Finding], reason: str, who: str = "") -> ChangeSet | None:
    """Accept several findings with one reason, as one change set. Raises UserError as `acknowledge` does."""
    why = reason.strip()
    if not why:
        raise UserError("A finding can only be acknowledged with a reason.")
    what = findings[0].subject if len(findings) == 1 else f"{len(findings):,} findings"
    with store.writing() as connection:
        changes = [_accepted(connection, finding, why, who) for finding in findings]
        return write(connection, changes, what=f"Acknowledged: {what}", why=why)


def _accepted(connection: Connection, finding: Finding, why: str, who: str) -> Change:
    key = (finding.identity, finding.figures)
    after: dict[str, object] = {"reason": why, "by": who or None, "on": datetime.now(UTC).date().isoformat()}
    known_as = by_key(connection, RECORD, *key)
    if known_as is None:
        whole = dict(zip(RECORD.key, key, strict=True)) | {k: v for k, v in after.items() if v is not None}
        return Change(RECORD.name, next(new_records()), None, whole)
    return Change(RECORD.name, known_as["id"], {name: known_as[name] for name in after}, after)


def take_back(store: Store, findings: Sequence[Finding]) -> ChangeSet | None:
    """Open findings again that were acknowledged; None if none of them was. Raises UserError if read-only."""
    what = findings[0].subject if len(findings) == 1 else f"{len(findings):,} findings"
    with store.writing() as connection:
        rows = [by_key(connection, RECORD, finding.identity, finding.figures) for finding in findings]
        changes = [Change(RECORD.name, row["id"], {}, None) for row in rows if row is not None]
        return write(connection, changes, what=f"No longer acknowledged: {what}")
