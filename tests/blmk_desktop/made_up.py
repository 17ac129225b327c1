"""A made-up value for every field of every kind of record, as it is stored."""

from __future__ import annotations

from sqlalchemy import select

import db
from blmk_desktop.changes import Change, commit, new_records
from blmk_desktop.records.declaration import Field, Record, Type
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.tables import TABLES

CODES = {"practice": "Y99999", "pcn": "U99999"}
DATES = ("2022-07-01", "2022-10-01", "2023-01-01", "2023-02-01", "2023-03-01")
# Where any value of the right type will not do.
GIVEN: dict[str, object] = {
    "alias.kind": "pcn",
    "alias.means": "U35004",
    "arrs_claim.role": "Clinical Pharmacist",
    "arrs_claim.fees": None,  # of link workers only
    "arrs_claim.wte": 100,
    "arrs_claim.amount": 381_012,
    "arrs_claim.hours": 37_50,
    "funding_move.to_year": "2023/24",  # not the line that it leaves
    "panel_score.score": 4,
    "priority_round.need_least": 4_000,
    "priority_round.need_share": 6_000,
    **{f"pay_assumption.reimbursed_{year}": 6_000 for year in (1, 2, 3)},
    **{f"workforce_baseline.{name}": 3_800 for name in ("locum_share", "over_50_share")},
    "phase.share": 8_33,
    "plan_figure.measure": "allocation",
    "risk_score.likelihood": 4,
    "risk_score.impact": 3,
    "stated_figure.measure": "variance",
    "standing_figure.measure": "allocation",
    **{f"virement.from_{name}": None for name in ("area", "category")},  # new money: not the line that it reaches
}


def value(store: db.DataFile, record: Record, field: Field) -> object:
    """A value of the field as it is stored."""
    if f"{record.name}.{field.name}" in GIVEN:
        return GIVEN[f"{record.name}.{field.name}"]
    if field.type is Type.REFERENCE and field.refers_to == record.name:
        return None  # nothing is part of itself
    if field.type is Type.REFERENCE:
        key = TABLES[field.refers_to].c[RECORDS[field.refers_to].key[0]]
        with store.reading() as connection:
            return connection.scalar(select(key).order_by(key.desc()).limit(1))
    dates = [other.name for other in record.fields if other.type is Type.DATE]
    found: dict[Type, object] = {
        Type.CODE: CODES.get(record.name, "X9"),
        Type.YEAR: "2022/23",
        Type.MONTH: 7,
        Type.YES_NO: 0,
        Type.CHOICE: field.choices[-1] if field.choices else "",
        Type.DATE: DATES[dates.index(field.name) % len(DATES)] if field.name in dates else "",
        Type.FIGURE: 7 if field.unit and field.unit.scale == 1 else 12_345,
    }
    return found.get(field.type, f"Something about {field.label.lower()}")


def provide(store: db.DataFile, record: Record) -> None:
    """Make up what records of a kind refer to, wherever the file has none of it."""
    for field in record.fields:
        own = field.refers_to == record.name
        if field.type is Type.REFERENCE and not own and value(store, record, field) is None:
            target = RECORDS[field.refers_to]
            provide(store, target)
            made = {other.name: value(store, target, other) for other in target.fields}
            commit(store, [Change(target.name, next(new_records()), None, made)], what="Made up")
