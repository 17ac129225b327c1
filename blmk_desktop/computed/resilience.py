"""The computed tables of practice resilience: points and reasons of every practice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from blmk_desktop.computed.tables import WHO, Table
from blmk_desktop.records.fields import code, count, date, patients, text
from blmk_desktop.records.resilience import SIGNS
from blmk_desktop.rules.resilience import UNKNOWN

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from blmk_desktop.summaries.resilience import ResilienceRow

_FIELDS = (
    code(name="code", label="Practice code"),
    text(name="name", label="Practice name"),
    *WHO,
    patients(name="registered", label="Registered list"),
    count(name="points", label="Points"),
    count(name="most", label="Points there could be", help="Of the signs that are known."),
    text(name="stage", label="Support"),
    date(name="stage_on", label="Since"),
    text(name="reasons", label="Why"),
    text(name="not_known", label="Not known"),
)
_SIGNS = {name: f"sign_{at}" for at, name in enumerate(SIGNS, start=1)}
_OF_SIGNS = tuple(text(name=column, label=f"{name[0].upper()}{name[1:]}") for name, column in _SIGNS.items())


def practice_resilience(connection: Connection, as_at: str | None) -> Table:
    """Each active practice with its points, the reasons and what is not known, the most vulnerable first."""
    from blmk_desktop.summaries.resilience import resilience

    found = resilience(connection, as_at)
    rows = [_row(row) for row in found.rows]
    registered = [row.registered for row in found.rows if row.registered is not None]
    total = {"registered": sum(registered) if registered else None}
    return Table.of("practice-resilience", (*_FIELDS, *_OF_SIGNS), [*rows, total], [])


def _row(row: ResilienceRow) -> dict[str, Any]:
    values = {field.name: getattr(row, field.name) for field in _FIELDS}
    shown = {sign.name: UNKNOWN if sign.state == UNKNOWN else sign.shown for sign in row.signs}
    return values | {column: shown[name] for name, column in _SIGNS.items()}
