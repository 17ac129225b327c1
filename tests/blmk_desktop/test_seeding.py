"""What ships with the application: complete, sound, and never loaded twice."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import db
from blmk_desktop import changes, seeding
from blmk_desktop.importing.engine import apply, propose
from blmk_desktop.importing.proposal import Options
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.tables import TABLES
from blmk_desktop.summaries.overview import overview
from blmk_desktop.summaries.plans import plan_by_place
from tools import make_demo_budgets, make_demo_finance, make_demo_plans


@pytest.fixture
def store(tmp_path: Path) -> Iterator[db.DataFile]:
    """A new file with the reference data."""
    with db.create_file(tmp_path / "new.blmk") as file:
        seeding.load_reference(file)
        yield file


def rows(store: db.DataFile, kind: str) -> list[dict[str, Any]]:
    with store.reading() as connection:
        return [dict(row._mapping) for row in connection.execute(TABLES[kind].select())]  # noqa: SLF001 - SQLAlchemy's


def test_a_new_file_knows_the_places_networks_and_roles(store: db.DataFile) -> None:
    places = {row["name"] for row in rows(store, "place")}
    assert places == {"Bedford Borough", "Central Bedfordshire", "Luton", "Milton Keynes"}
    assert len(rows(store, "pcn")) == 26
    assert all(row["place"] in places for row in rows(store, "pcn"))
    assert len(rows(store, "arrs_role")) == 23
    assert rows(store, "practice") == []


def test_caps_are_kept_as_numbers_and_advanced_practitioners_share_one(store: db.DataFile) -> None:
    roles = {row["name"]: row for row in rows(store, "arrs_role")}
    adult = roles["Adult Mental Health Practitioner"]
    assert (adult["cap"], adult["cap_large"], adult["cap_group"]) == (2, 4, None)
    advanced = [row for name, row in roles.items() if "Advanced Practitioner" in name]
    assert {(row["cap"], row["cap_group"]) for row in advanced} == {(2, "advanced practitioners")}
    assert len(advanced) == 6
    assert roles["Clinical Pharmacist"]["cap"] is None


def test_maximums_are_in_pence_from_a_date(store: db.DataFile) -> None:
    maximums = {(row["role"], row["start"]): row["maximum"] for row in rows(store, "role_maximum")}
    assert maximums["Clinical Pharmacist", "2022-10-01"] == 5_931_200
    assert maximums["Paramedic (Advanced Practitioner)", "2024-10-01"] == 7_214_100


def test_every_alias_means_something_that_is_there(store: db.DataFile) -> None:
    kinds = ("place", "pcn", "arrs_role", "area")
    known = {kind: {row[RECORDS[kind].key[0]] for row in rows(store, kind)} for kind in kinds}
    known["commissioner"] = {"06F", "06P", "04F"}
    lost = [row["written"] for row in rows(store, "alias") if row["means"] not in known[row["kind"]]]
    assert not lost


def test_the_area_is_a_setting(store: db.DataFile) -> None:
    settings = {row["name"]: row["value"] for row in rows(store, "setting")}
    assert settings["area.commissioners"] == "M1J4Y,06F,06P,04F"
    assert settings["area.ics"] == "QHG"


def test_reference_data_is_one_change_set_and_is_not_loaded_twice(store: db.DataFile) -> None:
    with store.reading() as connection:
        (made,) = changes.history(connection)
    assert made.kind == "reference"
    assert seeding.load_reference(store) is None


def test_the_example_is_the_register_and_the_workbooks_that_ship_with_it(store: db.DataFile) -> None:
    register, *imports = seeding.load_demo(store)
    workbooks = sorted((seeding.RESOURCES / "demo").glob("*.xlsx"))
    assert [made.what for made in imports] == [f"Import of {workbook.name}" for workbook in workbooks]
    (plans,) = (made for made in imports if seeding.PLANS.name in made.what)
    assert register.kind == "demo"
    kinds = ("practice", "membership", "contract", "list_size")
    assert [len(rows(store, kind)) for kind in kinds] == [117, 116, 96, 97]
    with store.reading() as connection:
        seen = overview(connection, "2022-10-01")
        total = plan_by_place(connection).total
    assert (seen.practices_active, seen.pcns_open, seen.in_no_pcn) == (98, 23, 7)
    assert seen.rounds == ["2022/23 final"]
    assert (total.allocation, total.forecast_spend, total.variance) == (
        1_613_713_820,
        1_443_835_790,
        169_878_030,
    )
    assert (total.wte_in_post, total.wte_planned) == (26_881, 46_740)
    assert plans.changes > 200


def test_the_places_of_the_example_are_as_the_committee_sees_them(store: db.DataFile) -> None:
    seeding.load_demo(store)
    with store.reading() as connection:
        rows = {row.place: row for row in plan_by_place(connection).rows}
    assert rows["Bedford Borough"].variance == -2_182_600
    assert rows["Central Bedfordshire"].disputed == {"wte_in_post", "wte_planned"}
    assert not rows["Luton"].disputed


def test_the_example_a_second_time_adds_nothing(store: db.DataFile) -> None:
    seeding.load_demo(store)
    with store.reading() as connection:
        before = changes.history(connection)
    assert seeding.load_demo(store) == []
    with store.reading() as connection:
        assert changes.history(connection) == before


def among_others(store: db.DataFile) -> bool:
    with store.reading() as connection:
        return seeding.holds_other_work(connection)


def test_the_example_adds_nothing_to_what_is_known_of_a_practice(store: db.DataFile) -> None:
    practice = {"code": "E81001", "name": "MY OWN NAME FOR IT", "status": "Active"}
    contract = {"practice": "E81001", "contract_type": "APMS", "start": "2020-04-01"}
    ids = changes.new_records()
    mine = [("practice", practice), ("contract", contract)]
    assert not among_others(store)
    changes.commit(store, [changes.Change(kind, next(ids), None, row) for kind, row in mine], what="Mine")
    assert among_others(store)
    seeding.load_demo(store)
    assert not among_others(store)
    assert [row["name"] for row in rows(store, "practice") if row["code"] == "E81001"] == ["MY OWN NAME FOR IT"]
    contracts = [row["contract_type"] for row in rows(store, "contract") if row["practice"] == "E81001"]
    assert contracts == ["APMS"]


def test_a_file_brought_up_to_date_gets_the_aliases_of_new_kinds_and_keeps_its_own(tmp_path: Path) -> None:
    with db.create_file(tmp_path / "brought-up.blmk") as file:
        own = {"kind": "place", "written": "The town", "means": "Luton"}
        changes.commit(file, [changes.Change("alias", next(changes.new_records()), None, own)], what="Alias")
        seeding.load_reference(file, new_kinds=True)
        written = {(row["kind"], row["written"]) for row in rows(file, "alias")}
    assert ("area", "BCCG") in written
    assert {one for one in written if one[0] == "place"} == {("place", "The town")}


def test_the_example_workbook_is_made_from_its_tables(tmp_path: Path) -> None:
    target = tmp_path / "plans.xlsx"
    make_demo_plans.make(target)
    assert cells(target) == cells(seeding.PLANS)


def test_the_example_workbook_has_the_cells_of_the_published_one(shared: Path) -> None:
    assert cells(seeding.PLANS) == cells(shared / "inputs" / seeding.PLANS.name)


def test_the_finance_workbooks_of_the_example_are_made_by_their_tool(tmp_path: Path) -> None:
    make_demo_finance.make(tmp_path)
    for name in (make_demo_finance.REPORT, make_demo_finance.EXAMPLE):
        assert cells(tmp_path / name) == cells(seeding.RESOURCES / "demo" / name)


def test_the_finance_report_of_the_example_has_the_cells_of_the_published_one(shared: Path) -> None:
    ours = cells(seeding.RESOURCES / "demo" / make_demo_finance.REPORT)
    published = cells(shared / "inputs" / make_demo_finance.REPORT)
    assert {at: value for at, value in published.items() if ours.get(at) != value} == {}


def test_the_five_year_budgets_of_the_example_are_made_by_their_tool(tmp_path: Path) -> None:
    make_demo_budgets.make(tmp_path / "budgets.xlsx")
    assert cells(tmp_path / "budgets.xlsx") == cells(make_demo_budgets.TARGET)


def test_the_five_year_budgets_of_the_example_have_the_cells_of_the_published_ones(shared: Path) -> None:
    published = cells(shared / "inputs" / make_demo_budgets.TARGET.name)
    assert cells(make_demo_budgets.TARGET) == published


def cells(path: Path) -> dict[tuple[str, str], object]:
    """Every filled cell of a workbook."""
    import openpyxl

    book = openpyxl.load_workbook(path)
    filled = ((sheet.title, cell) for sheet in book for row in sheet.iter_rows() for cell in row)
    return {(sheet, cell.coordinate): cell.value for sheet, cell in filled if cell.value is not None}


@pytest.mark.parametrize("table", sorted(seeding.RESOURCES.glob("*/*.csv")), ids=lambda table: table.stem)
def test_a_shipped_table_has_the_declared_fields(table: Path) -> None:
    record = next(record for record in RECORDS.values() if record.plural == table.stem)
    with table.open(encoding="utf-8", newline="") as file:
        headings = csv.DictReader(file).fieldnames or []
    assert set(headings) <= set(record.names)
    assert {name for name in record.key if record.by_name[name].required} <= set(headings)


@pytest.mark.parametrize("name", ["gp-workforce-plan-2018", "delegated-budgets-2019-24", "delegated-finance-2022-09"])
def test_the_published_workbook_says_nothing_that_the_example_has_not(
    store: db.DataFile, shared: Path, name: str
) -> None:
    seeding.load_demo(store)
    made = propose(store, [shared / "inputs" / f"{name}.xlsx"], Options())
    assert made.counts().keys() == {"unchanged"}
    assert apply(store, made) is None


def test_the_published_streams_add_only_the_payments_that_the_example_has_not(store: db.DataFile, shared: Path) -> None:
    seeding.load_demo(store)
    made = propose(store, [shared / "inputs" / "funding-streams-2019-21.xlsx"], Options())
    streams, payments = made.sheets()
    assert streams.counts().keys() == {"unchanged"}
    assert payments.counts().keys() == {"added"}
