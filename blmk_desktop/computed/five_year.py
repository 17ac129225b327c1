"""The computed tables of the five-year budget: by year, how far its lines are explained, and every scenario."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from blmk_desktop.computed.tables import YEAR, Table
from blmk_desktop.errors import UserError
from blmk_desktop.records.declaration import Field
from blmk_desktop.records.fields import money, percent, text
from blmk_desktop.rules.five_year_lines import NEAR, WITHIN
from blmk_desktop.rules.plans import share
from blmk_desktop.rules.worked import nearest

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from blmk_desktop.rules.five_year import FiveYear, Row

_LINE = (text(name="area", label="Area"), text(name="line", label="Line"))
_KIND = text(name="kind", label="Row is", help="A line, contingency, savings, the total or the allocation.")
_RISE = percent(name="rise", label="Rise from first to last year")
_EXPLAINED = text(name="explained", label="Years explained by growth and inflation")
_EXPLAINED_LINE = (
    *_LINE,
    YEAR,
    money(name="before", label="Year before"),
    money(name="published", label="Published"),
    percent(name="growth", label="Growth of the line"),
    money(name="predicted", label="By growth and inflation"),
    money(name="difference", label="Difference", help="Published less predicted."),
    text(name="verdict", label="Explained"),
    text(name="words", label="How"),
)
_SCENARIO = (
    text(name="scenario", label="Scenario"),
    *_LINE,
    YEAR,
    money(name="published", label="Published case"),
    money(name="value", label="In the scenario"),
    money(name="difference", label="Difference", help="Scenario less published case: more spend is positive."),
    text(name="words", label="How"),
)


def budget_5yr(connection: Connection, _as_at: str | None, version: str | None = None) -> Table:
    """Each line of each area over the years, as the model has it on the published assumptions.

    It and the tables below are of the newest projection, or of a version. Raises UserError for one that there is not.
    """
    model = _model(connection, version)
    years = {f"year_{year[:4]}": year for year in model.published.years}
    fields: tuple[Field, ...] = (*_LINE, _KIND, *(money(name=name, label=year) for name, year in years.items()))
    rows = [_over_years(row, years) for row in model.rows]
    return Table.of("budget-5yr", (*fields, _RISE, _EXPLAINED), [*rows, {}], [])


def _model(connection: Connection, version: str | None) -> FiveYear:
    from blmk_desktop.summaries.five_year import five_year, projections

    known = projections(connection)
    if version and version not in known:
        raise UserError(f"There is no projection '{version}'. There are: {', '.join(known) or 'none yet'}.")
    return five_year(connection, version or "")


def _over_years(row: Row, years: dict[str, str]) -> dict[str, Any]:
    first, last = row.cells[0].base, row.cells[-1].base
    told = [cell.verdict for cell in row.cells if cell.verdict]
    held = sum(verdict in (WITHIN, NEAR) for verdict in told)
    values: dict[str, Any] = {name: row.cell(year).base for name, year in years.items()}
    values |= {"area": row.area, "line": row.line, "kind": row.kind, "rise": share(last - first, first)}
    return values | {"explained": f"{held} of {len(told)}" if told else None}


def lines(connection: Connection, _as_at: str | None, version: str | None = None) -> Table:
    """Each line of each year but the first held against the published growth and inflation."""
    found = _model(connection, version).published.explained.values()
    rows = [
        {
            "area": one.area,
            "line": one.line,
            "year": one.year,
            "before": one.before.value,
            "published": one.printed.value,
            "growth": None if one.growth is None else nearest(one.growth),
            "predicted": nearest(one.predicted),
            "difference": nearest(one.difference),
            "verdict": one.verdict,
            "words": one.words,
        }
        for one in found
    ]
    return Table.of("budget-5yr-lines", _EXPLAINED_LINE, [*rows, {}], [])


def scenarios(connection: Connection, _as_at: str | None, version: str | None = None) -> Table:
    """Each figure of each scenario of a budget beside the published case, with how it was worked out."""
    from blmk_desktop.rules.five_year_lines import MODEL
    from blmk_desktop.summaries.assumptions import assumption_sets, assumptions_of

    sets = [one for one in assumption_sets(connection, MODEL) if not one.published]
    model = _model(connection, version)
    rows = []
    for one in sets:
        if one.version in ("", model.published.version):
            varied = model.varied(assumptions_of(connection, one.name))
            rows += [_varied(one.name, row, year) for row in varied.rows for year in varied.published.years]
    return Table.of("budget-5yr-scenarios", _SCENARIO, [*rows, {}], [])


def _varied(scenario: str, row: Row, year: str) -> dict[str, Any]:
    cell = row.cell(year)
    about = {"scenario": scenario, "area": row.area, "line": row.line, "year": year}
    figures = {"published": cell.base, "value": cell.scenario, "difference": cell.difference}
    return {**about, **figures, "words": cell.words}
