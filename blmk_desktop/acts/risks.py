"""What people do with a risk: score it again, confirm its three parts, review, escalate, close it, act on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from blmk_desktop.changes import Change, ChangeSet, new_records, write
from blmk_desktop.errors import UserError
from blmk_desktop.periods import show_date, today
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.risks import RISK_ESCALATION, SCORE_KINDS
from blmk_desktop.records.rows import by_key
from blmk_desktop.rules.risk_scores import Score, why_no_score
from blmk_desktop.rules.risk_statement import Statement
from blmk_desktop.rules.wording import sentence
from blmk_desktop.store import Store

if TYPE_CHECKING:
    from sqlalchemy import Connection

LEVELS = RISK_ESCALATION.by_name["level"].choices


def rescore(  # noqa: PLR0913 - what a score consists of
    store: Store,
    reference: str,
    likelihood: int,
    impact: int,
    reason: str,
    *,
    kind: str = "current",
    on: str = "",
) -> ChangeSet | None:
    """Score a risk from a day (today unless given), with the reason; None if it stands at that already.

    The former scores stay as its history; one of that very day is replaced. Raises UserError for what is no score,
    without a reason, and before the risk was raised.
    """
    if why := why_no_score(likelihood, impact):
        raise UserError(sentence(why))
    if kind not in SCORE_KINDS:
        raise UserError(f"'{kind}' is no score. There are: {', '.join(SCORE_KINDS)}.")
    why = _said(reason, "Say why the score changes.")
    day, score = on or today(), Score(likelihood, impact)
    with store.writing() as connection:
        risk = _risk(connection, reference)
        if risk["raised"] and day < risk["raised"]:
            raise UserError(f"{reference} was raised on {show_date(risk['raised'])}; it cannot be scored before.")
        before = _score_on(connection, reference, kind, day)
        if before == score:
            return None
        values = {"likelihood": likelihood, "impact": impact, "reason": why}
        gone: dict[str, object] = {"printed": None, "printed_band": None, "source": None, "cell": None}
        key = {"risk": reference, "kind": kind, "on": day}
        change = _put(connection, "risk_score", key, values, gone)
        was = f"{before} → " if before else ""
        return write(connection, [change], what=f"{kind.capitalize()} score of {reference}: {was}{score}", why=why)


def confirm_statement(store: Store, reference: str, statement: Statement) -> ChangeSet | None:
    """Keep the three parts of a risk as the user confirmed them. Raises UserError without an event."""
    event = _said(statement.event, "Say what may happen: the event must be filled in.")
    after = {"cause": statement.cause, "event": event, "effect": statement.effect, "split": "confirmed"}
    return _changed(store, reference, after, what=f"Confirmed the three parts of {reference}")


def review(
    store: Store, reference: str, *, on: str = "", by: str = "", note: str = "", next_review: str = ""
) -> ChangeSet | None:
    """Note that a risk was looked at on a day (today unless given), and when it is to be looked at again."""
    day = on or today()
    if next_review and next_review <= day:
        raise UserError("The next review must be after this one.")
    with store.writing() as connection:
        risk = _risk(connection, reference)
        found = {"by": by.strip() or None, "note": note.strip() or None}
        changes = [_put(connection, "risk_review", {"risk": reference, "on": day}, found)]
        after: dict[str, object] = {"next_review": next_review} if next_review else {}
        if day > (risk["updated"] or ""):
            after["updated"] = day
        changes += _edit("risk", risk, after)
        return write(connection, changes, what=f"Review of {reference} on {show_date(day)}", why=note.strip())


def escalate(store: Store, reference: str, level: str, reason: str, *, on: str = "") -> ChangeSet | None:
    """Pass a risk up or down to a level, from a day (today unless given), with the reason."""
    if level not in LEVELS:
        raise UserError(f"'{level}' is no level. There are: {', '.join(LEVELS)}.")
    why, day = _said(reason, "Say why the risk goes to another level."), on or today()
    with store.writing() as connection:
        _risk(connection, reference)
        change = _put(connection, "risk_escalation", {"risk": reference, "on": day}, {"level": level, "reason": why})
        return write(connection, [change], what=f"{reference} passed to the level {level}", why=why)


def close(store: Store, reference: str, reason: str, *, on: str = "") -> ChangeSet | None:
    """Close a risk on a day (today unless given), with the reason. Raises UserError if it is closed already."""
    why, day = _said(reason, "Say why the risk is closed."), on or today()
    with store.reading() as connection:
        risk = _risk(connection, reference)
    if risk["closed"]:
        raise UserError(f"{reference} is closed already, since {show_date(risk['closed'])}.")
    if risk["raised"] and day < risk["raised"]:
        raise UserError(f"{reference} was raised on {show_date(risk['raised'])}; it cannot be closed before.")
    return _changed(store, reference, {"closed": day, "closed_reason": why}, what=f"Closed {reference}", why=why)


def reopen(store: Store, reference: str, reason: str) -> ChangeSet | None:
    """Open a closed risk again, with the reason."""
    why = _said(reason, "Say why the risk is opened again.")
    return _changed(store, reference, {"closed": "", "closed_reason": ""}, what=f"Opened {reference} again", why=why)


def add_action(store: Store, reference: str, action: str, *, owner: str = "", due: str = "") -> ChangeSet | None:
    """Add a mitigating action, numbered after the last one of the risk."""
    from sqlalchemy import func, select

    from blmk_desktop.records.tables import TABLES

    words = _said(action, "Say what is to be done.")
    table = TABLES["risk_action"].c
    with store.writing() as connection:
        _risk(connection, reference)
        last = connection.execute(select(func.max(table.number)).where(table.risk == reference)).scalar()
        key = {"risk": reference, "number": (last or 0) + 1}
        change = _put(connection, "risk_action", key, {"action": words, "owner": owner or None, "due": due or None})
        return write(connection, [change], what=f"Action {key['number']} of {reference}")


def _said(text: str, otherwise: str) -> str:
    if not text.strip():
        raise UserError(otherwise)
    return text.strip()


def _risk(connection: Connection, reference: str) -> dict[str, Any]:
    found = by_key(connection, RECORDS["risk"], reference)
    if found is None:
        raise UserError(f"There is no risk '{reference}'.")
    return found


def _score_on(connection: Connection, reference: str, kind: str, day: str) -> Score | None:
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    table = TABLES["risk_score"].c
    query = select(table.likelihood, table.impact).where(table.risk == reference, table.kind == kind, table.on <= day)
    found = connection.execute(query.order_by(table.on.desc(), table.id.desc())).first()
    return Score(*found) if found else None


def _put(
    connection: Connection,
    kind: str,
    key: Mapping[str, object],
    values: Mapping[str, object],
    gone: Mapping[str, object] | None = None,
) -> Change:
    """A record of a key: added, or changed where it is there already, without what was said of its former values."""
    record = RECORDS[kind]
    there = by_key(connection, record, *(key[name] for name in record.key))
    if there is None:
        return Change(kind, next(new_records()), None, {**key, **{name: one for name, one in values.items() if one}})
    return next(iter(_edit(kind, there, {**values, **(gone or {})})), Change(kind, there["id"], {}, {}))


def _edit(kind: str, row: Mapping[str, Any], after: Mapping[str, object]) -> list[Change]:
    """A change of those values that differ; a blank is nothing."""
    new = {name: value or None for name, value in after.items() if (value or None) != row[name]}
    return [Change(kind, row["id"], {name: row[name] for name in new}, new)] if new else []


def _changed(
    store: Store, reference: str, after: Mapping[str, object], *, what: str, why: str = ""
) -> ChangeSet | None:
    with store.writing() as connection:
        return write(connection, _edit("risk", _risk(connection, reference), after), what=what, why=why)
