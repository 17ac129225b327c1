"""Checking every figure against every other: what disagrees, and what somebody has already accepted."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from blmk_desktop.changes import Change, ChangeSet, commit, new_records
from blmk_desktop.check.caps import check_caps
from blmk_desktop.check.known import known
from blmk_desktop.check.register import check_register
from blmk_desktop.check.sources import check_sources
from blmk_desktop.check.stated import check_stated
from blmk_desktop.rules.finding import SEVERITIES, Finding

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from blmk_desktop.store import Store


def check(connection: Connection) -> list[Finding]:
    """Recompute every claim and compare every pair of sources: the findings, the gravest first.

    A finding that was acknowledged with the figures it has now carries the reason; with others it is open again.
    """
    facts = known(connection)
    found = [
        *check_stated(connection, facts),
        *check_sources(connection, facts),
        *check_register(connection, facts),
        *check_caps(connection, facts),
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
    """Accept a finding, with a reason, for as long as its figures stay what they are. Raises UserError if read-only."""
    after: dict[str, object] = {
        "finding": finding.identity,
        "figures": finding.figures,
        "reason": reason.strip(),
        "by": who or None,
        "on": datetime.now(UTC).date().isoformat(),
    }
    change = Change("acknowledgement", next(new_records()), None, {k: v for k, v in after.items() if v is not None})
    return commit(store, [change], what=f"Acknowledged: {finding.subject}", why=reason.strip())
