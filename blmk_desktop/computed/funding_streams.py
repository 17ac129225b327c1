"""The computed table of funding streams: each by year and area, with what is spent, committed and left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blmk_desktop.computed.tables import YEAR, Table
from blmk_desktop.errors import UserError
from blmk_desktop.periods import year_of
from blmk_desktop.records.fields import money, text, yes_no

if TYPE_CHECKING:
    from sqlalchemy import Connection

ORIGINS = {
    "envelope": "Entered or imported",
    "schemes": "Lines of schemes",
    "plans": "Plan round and claims",
    "payments": "Rates times lists",
}
_MONEY = ("amount", "spent", "committed", "left")
FIELDS = (
    YEAR,
    text(name="programme", label="Programme"),
    text(name="fund", label="Stream"),
    text(name="area", label="Area", help="Blank: the whole area."),
    money(name="amount", label="Allocation"),
    money(name="spent", label="Spent"),
    money(name="committed", label="Committed", help="Promised and not yet spent."),
    money(name="left", label="Left", help="Allocation less what is spent and committed; overdrawn is negative."),
    text(name="recurrence", label="Recurrent or not"),
    yes_no(name="ring_fenced", label="Ring-fenced"),
    text(name="origin", label="From"),
    yes_no(name="counted", label="In the total", help="No: a part of an amount that is there as a whole."),
    text(name="kind", label="Kind"),
    text(name="conditions", label="Conditions"),
    text(name="note", label="Note"),
    text(name="source", label="Source"),
    text(name="cell", label="Where"),
)


def funding(connection: Connection, as_at: str | None, area: str | None = None, year: str | None = None) -> Table:
    """Each stream by year and area; with a year or a date only of that year, with an area only it and its parts.

    Raises UserError for an area of which no stream is known.
    """
    from blmk_desktop.summaries.funding_streams import added, funding_streams

    year = year or (year_of(as_at) if as_at else "")
    found = funding_streams(connection, year)
    if area and area not in found.areas:
        raise UserError(f"There is no funding stream of '{area}'. There are: {', '.join(found.areas) or 'none yet'}.")
    lines = found.of(area or "", year)
    rows = [
        {field.name: getattr(line, field.name) for field in FIELDS} | {"origin": ORIGINS[line.origin]} for line in lines
    ]
    sums = added(lines)
    total = {name: getattr(sums, name) for name in _MONEY}
    return Table.of("funding", FIELDS, [*rows, total], [])
