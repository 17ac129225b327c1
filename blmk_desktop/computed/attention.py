"""The computed table of what needs somebody on a day: what is late or red, due or about to end, or worth a look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blmk_desktop.computed.tables import Table
from blmk_desktop.records.fields import count, date, text

if TYPE_CHECKING:
    from sqlalchemy import Connection

_NEED = (
    text(name="urgency", label="When", help="Now, soon, or worth a look."),
    text(name="area", label="Where"),
    text(name="word", label="What to do"),
    text(name="text", label="What needs somebody"),
    text(name="named", label="Which"),
    date(name="due", label="First date"),
    count(name="count", label="How many"),
)


def attention(connection: Connection, as_at: str | None) -> Table:
    """What needs somebody on a date (today unless given), the most urgent first. What a check finds is not in it."""
    from blmk_desktop.summaries.attention import attention as needs

    rows = [{field.name: getattr(need, field.name) for field in _NEED} for need in needs(connection, as_at or "")]
    return Table.of("attention", _NEED, [*rows, {}], [])
