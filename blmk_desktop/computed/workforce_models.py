"""The computed tables of the workforce models: the gap by profession and area, and trajectories with their cost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from blmk_desktop.computed.tables import YEAR, Table
from blmk_desktop.records.declaration import Field
from blmk_desktop.records.fields import count, money, percent, text, wte

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from blmk_desktop.summaries.trajectories import TrajectoryRow

_GAP = (
    wte(name="baseline", label="Baseline (A)"),
    percent(name="locum_share", label="Locums"),
    wte(name="vacancies", label="Vacancies (B)"),
    wte(name="retiring", label="Retiring (C)", help="Within 12 months of the survey."),
    percent(name="over_50_share", label="Over 50"),
    count(name="over_50", label="Persons over 50"),
    wte(name="expansion", label="Expansion target (E)"),
    wte(name="international", label="Of which international"),
    wte(name="other_recruitment", label="Other recruitment"),
    wte(name="gap", label="Gap (F)", help="B + C + E; without a target B + C."),
    wte(name="gap_without_targets", label="Gap without targets"),
    percent(name="gap_share", label="Gap of baseline"),
    percent(name="vacancy_share", label="Vacancies of baseline"),
)
GAP_FIELDS = (
    text(name="profession", label="Profession"),
    text(name="area", label="Area"),
    YEAR,
    *_GAP,
    wte(name="printed_gap", label="Gap as printed"),
    percent(name="printed_share", label="Gap of baseline as printed"),
    text(name="source", label="Source"),
    text(name="cell", label="Where"),
)


def gp_gap(connection: Connection, _as_at: str | None) -> Table:
    """Every workforce baseline with its gap. Areas within others are in them, so nothing is added up over all."""
    from blmk_desktop.summaries.gp_gap import gp_gap as all_gaps

    rows = []
    for row in all_gaps(connection).rows:
        values: dict[str, Any] = {name: getattr(row, name, None) for name in (one.name for one in GAP_FIELDS)}
        gap, share = row.printed.get("gap"), row.printed.get("gap_share")
        rows.append(values | {"printed_gap": gap and gap.value, "printed_share": share and share.value})
    return Table.of("gp-gap", GAP_FIELDS, [*rows, {}], [])


_YEARS = (
    text(name="scenario", label="Assumption set"),
    text(name="area", label="Area"),
    YEAR,
    wte(name="joiners", label="Joining"),
    wte(name="leavers", label="Leaving"),
    wte(name="stock", label="In post"),
    wte(name="demand", label="Demand"),
    wte(name="substituted", label="Done by other roles"),
    wte(name="need", label="Needed"),
    wte(name="gap", label="Gap", help="Needed less in post."),
    wte(name="gap_low", label="Gap at least", help="One of ten draws is below it."),
    wte(name="gap_high", label="Gap at most", help="One of ten draws is above it."),
    text(name="said", label="How it comes about"),
)


def gap_years(connection: Connection, _as_at: str | None) -> Table:
    """Where the GP gap of the whole area goes year by year, in each assumption set: the one as published first."""
    from blmk_desktop.rules.gp_gap import MODEL
    from blmk_desktop.summaries.assumptions import assumption_sets, assumptions_of
    from blmk_desktop.summaries.gp_gap import projection

    rows = []
    for one in assumption_sets(connection, MODEL):
        found = projection(connection, "", assumptions_of(connection, one.name))
        for point in found.points:
            values = {field.name: getattr(point.step, field.name, None) for field in _YEARS}
            about = {"scenario": one.name, "area": found.area, "said": " ".join(point.said)}
            rows.append(values | about | {"gap_low": point.gap_band[0], "gap_high": point.gap_band[2]})
    return Table.of("gp-gap-years", _YEARS, [*rows, {}], [])


_LINES = (
    text(name="scenario", label="Assumption set"),
    text(name="line", label="Role or programme"),
    YEAR,
    wte(name="wte", label="WTE"),
    money(name="cost", label="Cost"),
    money(name="published", label="Cost as published", help="With the assumptions as published."),
    money(name="difference", label="Difference"),
    text(name="said", label="How it comes about"),
)


def trajectory_scenarios(connection: Connection, _as_at: str | None) -> Table:
    """The cost of each role in each year in every scenario, beside the case as published, line by line."""
    from blmk_desktop.rules.trajectories import MODEL
    from blmk_desktop.summaries.assumptions import assumption_sets, assumptions_of
    from blmk_desktop.summaries.trajectories import trajectories as of

    rows = []
    for one in (one for one in assumption_sets(connection, MODEL) if not one.published):
        found = of(connection, "", assumptions_of(connection, one.name))
        for now, before in zip(found.rows, found.published.rows if found.published else (), strict=True):
            for cell, was in zip(now.cells, before.cells, strict=True):
                about = {"scenario": one.name, "line": now.label, "year": cell.year, "said": cell.said}
                both = cell.cost is not None and was.cost is not None
                more = (cell.cost or 0) - (was.cost or 0) if both else None
                rows.append(about | {"wte": cell.wte, "cost": cell.cost, "published": was.cost, "difference": more})
    return Table.of("trajectories-scenarios", _LINES, [*rows, {}], [])


def trajectories(connection: Connection, _as_at: str | None) -> Table:
    """Each role and programme of the whole area with its posts and cost by year, and each sum; the total is the last.

    Beside each cost stands what the source prints.
    """
    from blmk_desktop.summaries.trajectories import trajectories as all_of_them

    found = all_of_them(connection)
    fields: list[Field] = [text(name="line", label="Role or programme"), money(name="pay", label="Pay with on-costs")]
    for at, year in enumerate(found.years):
        fields += [wte(name=f"wte_{at}", label=f"WTE {year}"), money(name=f"cost_{at}", label=f"Cost {year}")]
        fields.append(money(name=f"printed_{at}", label=f"Cost {year} as printed"))
    fields += [wte(name="wte", label="WTE in all"), money(name="cost", label="Cost in all")]
    fields.append(money(name="printed", label="Cost in all as printed"))
    rows = [_of(row) for row in found.rows]
    for one in found.funding:
        printed = one.printed.value if one.printed else None
        rows.append({"line": one.label, "cost": one.value, "printed": printed})
    return Table.of("trajectories", tuple(fields), [*rows, {}], [])


def _of(row: TrajectoryRow) -> dict[str, Any]:
    values: dict[str, Any] = {"line": row.label, "pay": row.pay, "wte": row.total.wte, "cost": row.total.cost}
    values["printed"] = row.total.printed_cost.value if row.total.printed_cost else None
    for at, cell in enumerate(row.cells):
        values |= {f"wte_{at}": cell.wte, f"cost_{at}": cell.cost}
        values[f"printed_{at}"] = cell.printed_cost.value if cell.printed_cost else None
    return values
