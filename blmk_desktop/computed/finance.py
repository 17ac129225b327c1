"""The computed tables of finance: the report of a month, the months of a year, and the bridge from plan to forecast."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from blmk_desktop.computed.tables import YEAR, Table
from blmk_desktop.errors import UserError
from blmk_desktop.periods import month_of, show_date, year_of
from blmk_desktop.records.fields import money, month, percent, text
from blmk_desktop.rules.plans import total

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from blmk_desktop.summaries.finance import Bridge, FinanceRow, Report

SIGN = "Plan less {}: favourable is positive, adverse is negative and stands in brackets."
_WHO = (text(name="area", label="Area"), YEAR, month(name="month", label="Month"))
_REPORT = (
    *_WHO,
    text(name="block", label="Block"),
    text(name="label", label="Category"),
    text(name="level", label="Row is", help="A line, a heading of lines within it, or a total."),
    text(name="nature", label="Nature"),
    money(name="plan_to_date", label="Plan to date"),
    money(name="actual_to_date", label="Actual to date"),
    money(name="variance_to_date", label="Variance to date (plan less actual)", help=SIGN.format("actual")),
    percent(name="percent_to_date", label="Variance to date, of plan"),
    text(name="rag_to_date", label="RAG to date"),
    money(name="plan_year", label="Plan for the year"),
    money(name="forecast", label="Forecast"),
    money(name="variance_year", label="Forecast variance (plan less forecast)", help=SIGN.format("forecast")),
    percent(name="percent_year", label="Forecast variance, of plan"),
    text(name="rag_year", label="RAG of the forecast"),
    money(name="moved", label="Forecast variance since the last report", help="Better is positive."),
    money(name="run_rate", label="Run rate by month", help="The year at the rate of the months so far."),
    money(
        name="run_rate_phased", label="Run rate by phasing", help="The year's plan strayed from by the share so far."
    ),
    text(name="basis", label="Basis"),
    text(name="reason", label="Reason"),
    text(name="action", label="What is done about it"),
    text(name="owner", label="Owner"),
    text(name="source", label="Source"),
    text(name="cell", label="Cell of the forecast"),
)
_TREND = (
    *_WHO,
    text(name="subject", label="Of"),
    money(name="plan_to_date", label="Plan to date"),
    money(name="actual_to_date", label="Actual to date"),
    money(name="variance_to_date", label="Variance to date (plan less actual)", help=SIGN.format("actual")),
    money(name="plan", label="Plan of the month"),
    money(name="actual", label="Actual of the month"),
    money(name="variance", label="Variance of the month (plan less actual)", help=SIGN.format("actual")),
    money(name="plan_year", label="Plan for the year"),
    money(name="forecast", label="Forecast"),
    money(name="forecast_variance", label="Forecast variance (plan less forecast)", help=SIGN.format("forecast")),
    money(name="moved", label="Forecast variance since the month before", help="Better is positive."),
)
_BRIDGE = (
    *_WHO,
    text(name="subject", label="Of"),
    text(name="step", label="Step"),
    text(name="nature", label="Nature"),
    money(name="amount", label="Adds to cost", help="More than planned is positive here, for it adds to the cost."),
    money(name="level", label="Comes to"),
)
_ADDED = ("plan", "actual", "variance")


def finance(connection: Connection, as_at: str | None, area: str | None = None) -> Table:
    """The report of an area at the month of a date: each line, the total of each block, and all of it as the total."""
    found = _report(connection, as_at, area)
    rows = [row for block in found.blocks for row in (*block.rows, *block.apart, block.total)]
    whole = found.total or (found.blocks[-1].total if found.blocks else None)
    made = [_row(row, found) for row in rows]
    return Table.of("finance", _REPORT, [*made, _row(whole, found) if whole else {}], [])


def trend(connection: Connection, as_at: str | None, area: str | None = None, year: str | None = None) -> Table:
    """The months of a year, of all of primary care, each block and each category."""
    from blmk_desktop.importing.tables.names import known_names
    from blmk_desktop.summaries.finance import ALL
    from blmk_desktop.summaries.finance_trend import trends

    area = known_names(connection).resolve("area", area) or area if area else None
    found = trends(connection, area or "", year or (year_of(as_at) if as_at else ""))
    rows = [
        {"area": one.area, "year": one.year, "subject": one.subject, **_values(point, _TREND)}
        for one in found
        for point in one.points
        if point.plan_to_date is not None or point.actual_to_date is not None
    ]
    whole = [row for row in rows if row["subject"] == ALL]
    sums: dict[str, Any] = {name: total([row[name] for row in whole]) for name in _ADDED}
    return Table.of("finance-trend", _TREND, [*rows, sums], [])


def bridge(connection: Connection, as_at: str | None, area: str | None = None) -> Table:
    """From the plan of the year to its forecast, line by line: of all of primary care, and of each block."""
    from blmk_desktop.summaries.finance import ALL
    from blmk_desktop.summaries.finance import bridge as of_subject

    found = _report(connection, as_at, area)
    subjects = [ALL, *(block.name for block in found.blocks)]
    rows = [row for subject in subjects for row in _steps(of_subject(found, subject))]
    return Table.of("finance-bridge", _BRIDGE, [*rows, {}], [])


def _report(connection: Connection, as_at: str | None, area: str | None) -> Report:
    from blmk_desktop.importing.tables.names import known_names
    from blmk_desktop.summaries.finance import months, report

    area = known_names(connection).resolve("area", area) or area if area else None
    found = report(connection, area or "", *((year_of(as_at), month_of(as_at)) if as_at else ()))
    known = months(connection, area or "")
    if not found.blocks and (area or as_at) and (known or area):
        when = f" of {known[0].words}" if known else ""
        asked = " ".join(filter(None, (f"of {area}" if area else "", f"at {show_date(as_at)}" if as_at else "")))
        newest = f" The newest is that{when} ({known[0].area})." if known else ""
        raise UserError(f"There is no finance report {asked}.{newest}")
    return found


def _row(row: FinanceRow, found: Report) -> dict[str, Any]:
    outturn = row.full_year.outturn or row.to_date.outturn
    rates = {rate.name: rate.value for rate in row.run_rates}
    return {
        "area": row.area,
        "year": found.year,
        "month": found.month,
        "block": row.block,
        "label": row.label,
        "level": row.level,
        "nature": row.nature,
        **_position(row.to_date, "to_date", "actual_to_date"),
        **_position(row.full_year, "year", "forecast"),
        "moved": row.moved,
        "run_rate": rates.get("by month"),
        "run_rate_phased": rates.get("by phasing"),
        "basis": outturn.basis if outturn else "",
        **{name: getattr(row.reason, name) if row.reason else "" for name in ("reason", "action", "owner")},
        "source": outturn.source if outturn else "",
        "cell": outturn.cell if outturn else "",
    }


def _position(position: Any, when: str, outturn: str) -> dict[str, Any]:
    return {
        f"plan_{when}": position.plan.value if position.plan else None,
        outturn: position.outturn.value if position.outturn else None,
        f"variance_{when}": position.variance,
        f"percent_{when}": position.percent,
        f"rag_{when}": position.rag,
    }


def _values(row: object, fields: tuple[Any, ...]) -> dict[str, Any]:
    return {field.name: getattr(row, field.name) for field in fields if hasattr(row, field.name)}


def _steps(found: Bridge) -> list[dict[str, Any]]:
    about = {"area": found.area, "year": found.year, "month": found.month, "subject": found.subject}
    return [
        {
            **about,
            "step": step.label,
            "nature": step.nature,
            "amount": step.amount if step.kind == "step" else None,
            "level": step.after,
        }
        for step in found.steps
    ]
