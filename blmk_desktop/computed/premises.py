"""The computed table of premises: space and condition of each building against the lists of its practices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from blmk_desktop.computed.tables import Table
from blmk_desktop.records.fields import choice, count, date, money, patients, percent, text, year, yes_no
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.premises import FACETS
from blmk_desktop.rules.plans import total
from blmk_desktop.rules.wording import in_words

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from blmk_desktop.summaries.premises import BuildingRow

_BUILDING = RECORDS["building"].by_name
_CONDITION = tuple(_BUILDING[f"facet_{facet}"] for facet in FACETS)
_FIELDS = (
    text(name="name", label="Building"),
    text(name="place", label="Place"),
    text(name="practices", label="Practices"),
    text(name="tenure", label="Tenure"),
    date(name="lease_ends", label="Lease ends"),
    count(name="area", label="Area (m²)"),
    count(name="clinical_rooms", label="Clinical rooms"),
    yes_no(name="temporary", label="Temporary building"),
    patients(name="patients", label="Seen there"),
    patients(name="capacity", label="Room for"),
    percent(name="used", label="Of its room"),
    patients(name="gain", label="Still to come"),
    year(name="year", label="By the end of"),
    percent(name="used_then", label="Of its room then"),
    patients(name="left", label="Room left then", help="Less than nothing: how many there is no room for."),
    text(name="state", label="Room"),
    year(name="full_by", label="Full by the end of"),
    text(name="unknown", label="Not known"),
    patients(name="patients_a_room", label="Patients a room"),
    choice(name="worst", label="Worst condition"),
    *_CONDITION,
    money(name="cost_to_b", label="Cost to bring to B"),
    date(name="surveyed", label="Surveyed"),
)
_ADDED = ("area", "clinical_rooms", "patients", "capacity", "gain", "cost_to_b")


def premises(connection: Connection, as_at: str | None, year: str | None = None) -> Table:
    """Every building by name, as at a date, by the end of a year: the last that growth is stated for unless given."""
    from blmk_desktop.summaries.premises import premises as buildings

    found = buildings(connection, year or "", as_at=as_at)
    rows = [_row(one) for one in found.buildings]
    sums = {name: total([row[name] for row in rows]) for name in _ADDED}
    marks = [{name for name in ("patients", "capacity", "gain") if row[name] is None} for row in rows]
    return Table.of("premises", _FIELDS, [*rows, sums], [*marks, set().union(*marks)])


def _row(one: BuildingRow) -> dict[str, Any]:
    pressure = one.pressure
    own = ("name", "place", "tenure", "lease_ends", "area", "clinical_rooms", "temporary", "worst", "cost_to_b")
    worked_out = ("patients", "capacity", "used", "gain", "year", "used_then", "left", "state", "full_by", "unknown")
    return {
        **{name: getattr(one, name) for name in (*own, "surveyed", "patients_a_room")},
        **{name: getattr(pressure, name) for name in worked_out},
        **{field.name: one.facets[facet] for facet, field in zip(FACETS, _CONDITION, strict=True)},
        "practices": ", ".join(in_words(tenant.practice.name) for tenant in one.tenants),
    }
