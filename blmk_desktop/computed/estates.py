"""The computed tables of estates: money by year and by source, and every scheme with its stage and its money."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from blmk_desktop.computed.tables import YEAR, Table
from blmk_desktop.records.declaration import Field
from blmk_desktop.records.fields import count, date, money, patients, text

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from blmk_desktop.summaries.scheme_funding import SumRow

_MONEY = (
    count(name="lines", label="Funding lines"),
    money(name="original", label="Original value"),
    money(name="moved", label="Moved", help="Moved in less moved out."),
    money(name="budget", label="Revised budget"),
    money(name="spent", label="Spent to date"),
    money(name="forecast", label="Forecast"),
    money(name="envelope", label="Envelope"),
    money(name="headroom", label="Headroom", help="Envelope less the budgets under it; over-committed is negative."),
)
_SOURCE = (text(name="fund", label="Fund"), text(name="kind", label="Kind"))
_SCHEME = (
    text(name="name", label="Scheme"),
    text(name="place", label="Place"),
    text(name="kind", label="Kind"),
    text(name="parties", label="Networks and practices"),
    text(name="stage", label="Stage"),
    date(name="stage_on", label="Since"),
    text(name="owner", label="Lead"),
    date(name="expected_by", label="Expected by"),
    date(name="completed", label="Completed"),
    count(name="days_late", label="Days late"),
    text(name="rag", label="RAG"),
    text(name="rag_reason", label="Why this RAG"),
    money(name="cost", label="Cost of the whole scheme"),
    money(name="budget", label="Revised budget"),
    money(name="gap", label="Not funded"),
    money(name="spent", label="Spent to date"),
    money(name="forecast", label="Forecast"),
    money(name="revenue", label="Revenue consequence a year"),
    count(name="rooms", label="Clinical rooms gained"),
    count(name="area", label="Area gained (m²)"),
    patients(name="list_served", label="Patients served"),
    count(name="risks", label="Open risks"),
)
_ADDED = ("cost", "budget", "spent", "forecast", "revenue", "rooms", "area", "risks")


def by_year(connection: Connection, as_at: str | None) -> Table:
    """Each financial year, with a column for each fund; of the moves those up to the date asked for."""
    from blmk_desktop.summaries.scheme_funding import scheme_funding

    found = scheme_funding(connection, as_at or "")
    funds = {_named("fund", fund): fund for fund in found.funds}
    fields = (*(money(name=name, label=fund) for name, fund in funds.items()),)
    lines = [*found.by_year, found.total]
    rows = [_row(line, {name: line.by_fund.get(fund) for name, fund in funds.items()}) for line in lines]
    return Table.of("estates-by-year", (YEAR, *_MONEY, *fields), rows, _lacking(lines))


def by_source(connection: Connection, as_at: str | None) -> Table:
    """Each fund, with a column for each financial year; of the moves those up to the date asked for."""
    from blmk_desktop.summaries.scheme_funding import scheme_funding

    found = scheme_funding(connection, as_at or "")
    years = {_named("year", year): year for year in found.years}
    fields = (*(money(name=name, label=f"Budget {year}") for name, year in years.items()),)
    budgets = {(row.fund, row.year): row.budget for row in found.by_source_and_year}
    budgets |= {("", row.year): row.budget for row in found.by_year}
    lines = [*found.by_source, found.total]
    rows = [_row(line, {name: budgets.get((line.fund, year)) for name, year in years.items()}) for line in lines]
    return Table.of("estates-by-source", (*_SOURCE, *_MONEY, *fields), rows, _lacking(lines))


def schemes(connection: Connection, as_at: str | None) -> Table:
    """Each scheme as at a date."""
    from blmk_desktop.rules.plans import total
    from blmk_desktop.summaries.schemes import schemes as all_schemes

    found = all_schemes(connection, as_at or "").rows
    rows = [{field.name: getattr(row, field.name) for field in _SCHEME} for row in found]
    sums = {name: total([row[name] for row in rows]) for name in _ADDED}
    return Table.of("estates-schemes", _SCHEME, [*rows, sums], [])


def _row(line: SumRow, more: Mapping[str, Any]) -> dict[str, Any]:
    fields: tuple[Field, ...] = (YEAR, *_SOURCE, *_MONEY)
    return {**{field.name: getattr(line, field.name) for field in fields}, **more}


def _lacking(lines: Sequence[SumRow]) -> list[frozenset[str]]:
    return [line.incomplete for line in lines]


def _named(what: str, words: str) -> str:
    """Words as part of a field's name: fund_ettf."""
    plain = "".join(letter if letter.isalnum() else " " for letter in words.lower())
    return f"{what}_{'_'.join(plain.split())}"
