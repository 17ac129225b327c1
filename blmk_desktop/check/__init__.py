"""Checking every figure against every other: what disagrees, and what somebody has already accepted."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from blmk_desktop.changes import Change, ChangeSet, new_records, write
from blmk_desktop.check.caps import check_caps
from blmk_desktop.check.figures import read_figures
from blmk_desktop.check.known import known
from blmk_desktop.check.register import check_register
from blmk_desktop.check.sources import check_sources
from blmk_desktop.check.stated import check_stated
from blmk_desktop.errors import UserError
from blmk_desktop.records import RECORDS
from blmk_desktop.records.rows import by_key
from blmk_desktop.rules.finding import SEVERITIES, Finding

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from blmk_desktop.store import Store


def check(connection: Connection) -> list[Finding]:
    """Recompute every claim and compare every pair of sources: the findings, the gravest first.

    A finding that was acknowledged with the figures it has now carries the reason; with others it is open again.
    """
    facts, figures = known(connection), read_figures(connection)
    found = [
        *check_stated(connection, facts, figures),
        *check_sources(connection, facts, figures),
        *check_register(connection, facts, figures),
        *check_caps(connection, facts, figures),
    ]
    accepted = _acknowledged(connection)
    marked = [_mark(finding, accepted) for finding in found]
    return sorted(marked, key=lambda one: (SEVERITIES.index(one.severity), one.rule, one.subject, one.where))


def _mark(finding: Finding, accepted: dict[tuple[str, str], str]) -> Finding:
    reason = accepted.get((finding.identity, finding.figures))
    return finding.accepted(reason) if reason else finding


def _acknowledged(connection: Connection) -> dict[tuple[str, str], str]:
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    table = TABLES["acknowledgement"]
    rows = connection.execute(select(table.c.finding, table.c.figures, table.c.reason))
    return {(finding, figures or ""): reason for finding, figures, reason in rows}


def acknowledge(store: Store, finding: Finding, reason: str, who: str = "") -> ChangeSet | None:
    """Accept a finding, with a reason, for as long as its figures stay what they are; again with another reason.

    Raises UserError without a reason, or if the file can only be viewed.
    """
    why = reason.strip()
    if not why:
        raise UserError("A finding can only be acknowledged with a reason.")
    record = RECORDS["acknowledgement"]
    key = (finding.identity, finding.figures)
    after: dict[str, object] = {"reason": why, "by": who or None, "on": datetime.now(UTC).date().isoformat()}
    with store.writing() as connection:
        known_as = by_key(connection, record, *key)
        if known_as is None:
            whole = dict(zip(record.key, key, strict=True)) | {k: v for k, v in after.items() if v is not None}
            change = Change(record.name, next(new_records()), None, whole)
        else:
            change = Change(record.name, known_as["id"], {name: known_as[name] for name in after}, after)
        return write(connection, [change], what=f"Acknowledged: {finding.subject}", why=why)
