"""The computed tables of actuals: plan, claim and workforce file of a month; missing claims; underspend."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from blmk_desktop.computed.tables import WHO, YEAR, Table
from blmk_desktop.periods import month_label, month_of, year_of
from blmk_desktop.records.declaration import FTE, Field, Type
from blmk_desktop.records.fields import count, money, month, text, wte

if TYPE_CHECKING:
    from sqlalchemy import Connection

_WHEN = (YEAR, month(name="month", label="Month"))
_STAFF = (
    wte(name="plan", label="Plan", help="In post at the month's end by the plan."),
    wte(name="claimed", label="Claimed"),
    wte(name="claim_gap", label="Claimed less plan"),
    Field(name="nwrs", label="NWRS", type=Type.FIGURE, unit=FTE, help="The newest census up to the month's end."),
    Field(name="nwrs_gap", label="NWRS less claimed", type=Type.FIGURE, unit=FTE),
    money(name="amount", label="Amount claimed"),
    wte(name="planned", label="Planned by 31 March"),
)
_WHY = (text(name="why", label="Why they differ"),)
_ROLE = (text(name="role", label="Role"),)
_MISSING = (*WHO, YEAR, count(name="count", label="Missing claims"))
_MONTHS = tuple(text(name=f"m{at:02}", label=month_label(at)) for at in range(1, 13))
_FORECAST = (
    *WHO,
    *_WHEN,
    money(name="allocation", label="Allocation"),
    money(name="claimed", label="Claimed to date"),
    money(name="entitlement", label="Allocation to date"),
    money(name="unclaimed", label="Unclaimed to date"),
    money(name="forecast", label="Forecast", help="Claims so far, and the plan for the rest."),
    money(name="assumed", label="Of it for missing claims"),
    money(name="underspend", label="Underspend"),
    text(name="basis_words", label="Plan for the rest from"),
    text(name="missing_words", label="Claims missing for"),
)


def actuals_by_network(connection: Connection, as_at: str | None) -> Table:
    """Each network in the month of a date, or in the newest of which anything is here."""
    from blmk_desktop.summaries.actuals import actuals

    found = actuals(connection, *_month(as_at))
    about = {"year": found.year, "month": found.month or None}
    rows = [{**_values(row, _STAFF), **_values(row, WHO), **about, "why": _why(row)} for row in found.by_network]
    rows.append(_values(found.total, _STAFF))
    marks = [row.incomplete for row in (*found.by_network, found.total)]
    return Table.of("actuals", (*WHO, *_WHEN, *_STAFF, *_WHY), rows, marks)


def actuals_by_role(connection: Connection, as_at: str | None) -> Table:
    """Each role of each network in a month."""
    from blmk_desktop.summaries.actuals import actuals, added

    found = actuals(connection, *_month(as_at))
    rows, parts = [], []
    for network in found.by_network:
        for row in found.roles_of(network.pcn_code):
            about = {"year": found.year, "month": found.month, "role": row.role, **_values(network, WHO)}
            rows.append({**_values(row, _STAFF), **about})
            parts.append(row)
    rows.append(_values(added(parts), _STAFF))
    return Table.of("actuals-by-role", (*WHO, *_WHEN, *_ROLE, *_STAFF), rows, [row.incomplete for row in parts])


def claims_missing(connection: Connection, as_at: str | None) -> Table:
    """Each network with the twelve months of the year: claimed, missing or not due."""
    from blmk_desktop.summaries.actual_figures import newest
    from blmk_desktop.summaries.claim_forecast import missing_claims

    year_, month_ = _month(as_at)
    if not year_:
        year_, month_ = newest(connection) or ("", 0)
    rows = [
        {
            **_values(row, WHO),
            "year": year_,
            "count": len(row.missing),
            **{field.name: state for field, state in zip(_MONTHS, row.months, strict=True)},
        }
        for row in missing_claims(connection, year_, month_)
    ]
    rows.append({"count": sum(int(str(row["count"])) for row in rows)})
    return Table.of("claims-missing", (*_MISSING, *_MONTHS), rows, [])


def underspend(connection: Connection, as_at: str | None) -> Table:
    """What the year comes to for each network, by claims up to a month and the plan for the rest."""
    from blmk_desktop.summaries.claim_forecast import BASES
    from blmk_desktop.summaries.claim_forecast import underspend as forecast

    found = forecast(connection, *_month(as_at))
    lines = [*found.rows, found.total]
    figures = tuple(field for field in _FORECAST if hasattr(found.total, field.name))
    rows = [
        {
            **_values(row, figures),
            "year": found.year,
            "month": found.month or None,
            "basis_words": BASES[row.basis],
            "missing_words": ", ".join(map(month_label, row.missing)),
        }
        for row in lines
    ]
    rows[-1] = _values(found.total, figures)
    return Table.of("underspend", _FORECAST, rows, [row.incomplete for row in lines])


def _month(as_at: str | None) -> tuple[str, int]:
    return (year_of(as_at), month_of(as_at)) if as_at else ("", 0)


def _values(row: object, fields: Sequence[Field]) -> dict[str, Any]:
    return {field.name: getattr(row, field.name) for field in fields}


def _why(row: Any) -> str:
    return " ".join(gap.words for gap in row.gaps)
