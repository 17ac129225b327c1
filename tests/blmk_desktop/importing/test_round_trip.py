"""What is exported of any kind, to Excel or CSV, changes nothing when it comes back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import db
from blmk_desktop.changes import Change, commit, new_records
from blmk_desktop.export import write_records
from blmk_desktop.importing.engine import propose
from blmk_desktop.importing.proposal import Options
from blmk_desktop.records.actions import ACTIONS
from blmk_desktop.records.budgets import AREAS, BUDGETS
from blmk_desktop.records.declaration import Field, Record, Type
from blmk_desktop.records.estates import ESTATES
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.models import MODEL_RECORDS
from blmk_desktop.records.papers import PAPERS
from blmk_desktop.records.premises import PREMISES
from blmk_desktop.records.priorities import PRIORITIES
from blmk_desktop.records.resilience import RESILIENCE
from blmk_desktop.records.risks import RISKS
from blmk_desktop.values import clean_lines
from tests.blmk_desktop.importing.building import content, imported, plan
from tests.blmk_desktop.importing.records.registers import lists, mapping, member, network, networks, ods, practice

KINDS = [record for record in RECORDS.values() if not record.internal]
AWKWARD = "=Léa's “£1,000” plan; 50%,\ttabbed  twice and 'quoted'"
LINES = "=Two points:\n- of “£1,000”,  tabbed\ttwice\n\n- 'quoted', and 50%"
BY_HAND: dict[str, dict[str, object]] = {
    "alias": {"kind": "pcn", "written": "-The 'other' one", "means": "U10001"},
    "setting": {"name": "odd", "value": AWKWARD},
    "acknowledgement": {"finding": "total-not-sum › Plan!C6", "reason": AWKWARD, "by": "nobody", "on": "2022-12-16"},
    "network_check": {"name": "@Titan", "as_at": "2019-01-01", "practices": 4, "list_size": 3_012_350, "geography": 1},
    "payment_basis": {"pcn": "U51229", "year": "2022/23", "basis": "adjusted patient", "number": 5_412_350},
    "stated_payment": {
        "source": "plans 2022-23.xlsx",
        "year": "2022/23",
        "item": "Network payment",
        "amount": "£1.50 per patient",
        "total": "£1,480,296 (9 months)",
    },
    "maturity_step": {"pcn": "U51229", "as_at": "2019-03-31", "step": "step 1", "needs": AWKWARD},
    "practice_staff": {"practice": "E81001", "as_at": "2022-09-30", "staff_group": "GP partner", "wte": 275},
    "practice_capacity": {"practice": "E81001", "as_at": "2022-09-30", "training_practice": 0, "rooms_free": 0},
    "plan_return": {
        "round": "2022/23 final",
        "pcn": "U51229",
        "status": "queried",
        "received": "2022-09-30",
        "queried": "2022-10-01",
        "query": AWKWARD,
    },
    "plan_line": {
        "round": "2022/23 final",
        "pcn": "U51229",
        "line": 7,
        "role": "Clinical Pharmacist",
        "post": AWKWARD,
        "wte": 80,
        "start": "2022-07-01",
        "salary": 4_100_050,
    },
    "arrs_claim": {
        "pcn": "U51229",
        "year": "2022/23",
        "month": 6,
        "role": "Clinical Pharmacist",
        "post": "CP 1",
        "wte": 80,
        "amount": 381_012,
        "start": "2022-04-01",
        "hours": 3_000,
        "training": 0,
        "training_reason": AWKWARD,
    },
    "nwrs_post": {
        "as_at": "2022-09-30",
        "pcn": "U51229",
        "person": "3208",
        "staff_role": "Pharmacist",
        "role": "Clinical Pharmacist",
        "fte": 986_667,
    },
    "standing_figure": {
        "round": "2022/23 final",
        "pcn": "U51229",
        "month": 6,
        "measure": "wte_in_post",
        "source": "plans 2022-23.xlsx",
    },
}

# Kinds that nothing else brings: a record of each is made up from its declaration.
NAMED = {"place": "Luton", "pcn": "U51229", "practice": "E81001", "source": "plans 2022-23.xlsx"}
NAMED |= {"plan_round": "2022/23 final", "arrs_role": "Clinical Pharmacist"}
MADE_UP = [
    *AREAS,
    *ESTATES,
    *PREMISES,
    *PRIORITIES,
    *RISKS,
    *RESILIENCE,
    *ACTIONS,
    *(record for record in BUDGETS if record.name != "variance_band"),  # of those the reference data has all
    *MODEL_RECORDS,
    *PAPERS,
]


def made_up(record: Record) -> dict[str, object]:
    """A record with something in every field; one that refers to another of these refers to the one made up."""
    return {field.name: _something(record, field) for field in record.fields}


def _something(record: Record, field: Field) -> object:
    if field.refers_to == record.name or (record.name == "virement" and field.name.startswith("from_")):
        return None  # nothing is part of itself, and a virement from nowhere is new money
    if field.type is Type.REFERENCE:
        return NAMED.get(field.refers_to) or made_up(RECORDS[field.refers_to])[RECORDS[field.refers_to].key[0]]
    year = "2023/24" if field.name == "to_year" else "2022/23"  # a move goes somewhere else
    made: dict[Type, object] = {
        Type.CHOICE: field.choices[-1] if field.choices else "",
        Type.DATE: "2022-10-01",
        Type.CODE: "-X9",
        Type.YEAR: year,
        Type.FIGURE: 4,
        Type.YES_NO: 1,
        Type.MONTH: 1,
    }
    return made.get(field.type, f"{record.label} 1" if field.key else LINES if field.lines else AWKWARD)


@pytest.fixture(scope="module")
def full(empty: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[db.DataFile]:
    """A data file with some of everything in it; nothing here changes it."""
    folder = tmp_path_factory.mktemp("full")
    shutil.copyfile(empty, folder / "full.blmk")
    with db.open_file(folder / "full.blmk") as store:
        imported(
            store,
            ods(folder / "epraccur.csv", practice("E81001", "=KEMPSTON"), practice("E81002", "'TIS", status="C")),
            networks(folder / "ePCN.xlsx", [network("U10001", "NORTH PCN")], [member("E81001", "U10001")]),
            mapping(folder / "map.csv", "01Jan2022", ("E81002", "U10001")),
            lists(folder / "lists 2022-23.csv", ("E81001", "GMS", "Yes", "19,483.75", "20000.1")),
            plan(
                folder / "plans 2022-23.xlsx",
                ["Luton", "Medics", "£924,243.10", 9, 1 / 3, "n/a"],
                ["Total", None, "£924,243", 9, 0.33, None],
            ),
        )
        found = new_records()
        by_hand = {**BY_HAND, **{record.name: made_up(record) for record in MADE_UP}}
        commit(store, [Change(kind, next(found), None, values) for kind, values in by_hand.items()], what="By hand")
        yield store


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
@pytest.mark.parametrize("record", KINDS, ids=lambda record: record.plural)
def test_an_export_changes_nothing(full: db.DataFile, tmp_path: Path, record: Record, ending: str) -> None:
    path = tmp_path / f"{record.plural}{ending}"
    with full.reading() as connection:
        rows = write_records(connection, record.plural, path)
    assert rows > 0
    found = propose(full, [path], Options(all_england=True))
    assert found.refused() == []
    assert {row.status for sheet in found.sheets() for row in sheet.rows} == {"unchanged"}
    assert found.counts()["unchanged"] == rows


def test_an_export_of_one_file_fills_another(full: db.DataFile, empty: Path, tmp_path: Path) -> None:
    shutil.copyfile(empty, tmp_path / "other.blmk")
    with db.open_file(tmp_path / "other.blmk") as other:
        for record in KINDS:
            path = tmp_path / f"{record.plural}.csv"
            with full.reading() as connection:
                write_records(connection, record.plural, path)
            imported(other, path, all_england=True)
        for kind in {record.name for record in KINDS} - {"source"}:  # the exports are sources themselves
            assert tidy(content(other)[kind]) == tidy(content(full)[kind])


def tidy(rows: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    """The rows with single spaces in their texts, and the same lines."""
    return [tuple(clean_lines(value) if isinstance(value, str) else value for value in row) for row in rows]
