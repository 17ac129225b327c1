"""The computed tables of risks: the registers with their scores, and what moved since the last meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from blmk_desktop.computed.tables import Table
from blmk_desktop.records.fields import code, count, date, text, yes_no

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from blmk_desktop.summaries.risk_movement import MovementRow
    from blmk_desktop.summaries.risks import RiskRow

_WHICH = (
    text(name="register", label="Register"),
    code(name="reference", label="Reference"),
    text(name="corporate_reference", label="Corporate reference"),
    text(name="title", label="Risk"),
    text(name="category", label="Category"),
    text(name="owner", label="Owner"),
)
_BAND = text(name="band", label="Band")
_RISK = (
    *_WHICH,
    text(name="status", label="Status"),
    count(name="inherent_score", label="Inherent score"),
    count(name="likelihood", label="Likelihood"),
    count(name="impact", label="Impact"),
    count(name="score", label="Score", help="Current likelihood times impact, 1 to 25."),
    _BAND,
    count(name="target_score", label="Target score"),
    text(name="against_target", label="Against target", help="Whether the score is above, at or below the target."),
    count(name="most", label="Tolerated up to"),
    yes_no(name="over_appetite", label="Over what is tolerated"),
    text(name="treatment", label="Treatment"),
    text(name="level", label="Escalated to"),
    count(name="actions_open", label="Open actions"),
    count(name="actions_late", label="Late actions"),
    date(name="raised", label="Raised"),
    date(name="last_review", label="Last reviewed"),
    date(name="review_due", label="Review due"),
    count(name="days_overdue", label="Days overdue"),
    date(name="closed", label="Closed"),
    text(name="needs", label="Needs"),
)
_MOVED = (
    *_WHICH,
    text(name="moved", label="Movement"),
    date(name="since", label="Since"),
    count(name="before", label="Score then"),
    count(name="after", label="Score now"),
    count(name="change", label="Change"),
    _BAND,
    text(name="words", label="In words"),
    text(name="reason", label="Reason"),
)
_ADDED = ("actions_open", "actions_late")


def risks(connection: Connection, as_at: str | None) -> Table:
    """Every risk known on a date (today unless given), open or closed; the score under the total is the exposure.

    The exposure is the sum of the current scores of the open risks.
    """
    from blmk_desktop.summaries.risks import risks as registers

    found = registers(connection, as_at)
    rows = [_risk(row) for row in found.rows]
    total: dict[str, Any] = {name: sum(getattr(row, name) for row in found.open) for name in _ADDED}
    total["score"] = sum(row.score or 0 for row in found.open)
    return Table.of("risks", _RISK, [*rows, total], [])


def risk_movement(connection: Connection, as_at: str | None, since: str | None = None) -> Table:
    """How each risk stands on a date (today) against an earlier one: the last meeting, else three months before."""
    from blmk_desktop.summaries.risk_movement import risk_movement as movements

    found = movements(connection, since, as_at)
    rows = [_moved(row, found.since) for row in found.rows]
    return Table.of("risk-movement", _MOVED, [*rows, {}], [])


def _risk(row: RiskRow) -> dict[str, Any]:
    values = {field.name: getattr(row, field.name) for field in _RISK}
    return values | {"over_appetite": int(row.over_appetite), "days_overdue": row.days_overdue or None}


def _moved(row: MovementRow, since: str) -> dict[str, Any]:
    values = {field.name: getattr(row.risk, field.name) for field in (*_WHICH, _BAND)}
    before, after = (mark.score.value if mark else None for mark in (row.before, row.after))
    told = {"moved": row.moved, "words": row.words, "reason": row.reason, "change": row.change}
    return values | told | {"since": since, "before": before, "after": after}
