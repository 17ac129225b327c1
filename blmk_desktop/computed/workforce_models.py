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
