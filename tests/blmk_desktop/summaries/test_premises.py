"""Premises read from a data file: shared buildings, split lists, growth, and the table that is exported."""

from __future__ import annotations

import pytest

import db
from blmk_desktop.computed.tables import table
from blmk_desktop.summaries.premises import BuildingRow, premises, schemes_for
from tests.blmk_desktop.summaries.conftest import add

CROWN = "U35004"
AS_AT = "2023-06-01"


@pytest.fixture
def housed(store: db.DataFile) -> db.DataFile:
    """Two practices share a health centre; one of them has a branch of its own."""
    for code, patients in (("K82001", 6_000_00), ("K82002", 4_000_00)):
        about = {"practice": code, "as_at": "2023-04-01", "source": "first.xlsx", "registered": patients}
        add(store, [("practice", {"code": code, "name": f"SURGERY {code}", "status": "Active"}), ("list_size", about)])
        add(store, [("membership", {"practice": code, "pcn": CROWN, "start": "2019-07-01"})])
    centre = {"name": "Centre", "capacity": 9_000_00, "clinical_rooms": 10, "facet_space": "C", "temporary": 0}
    add(store, [("building", centre), ("building", {"name": "Branch"})])
    uses = ({"practice": "K82001", "main": 1}, {"practice": "K82002", "share": 75_00})
    add(store, [("building_use", {"building": "Centre", **use}) for use in uses])
    add(store, [("building_use", {"building": "Branch", "practice": "K82002"})])
    rise = {"practice": "K82001", "site": "Orchard", "year": "2025/26", "homes": 200, "patients": 480_00}
    add(store, [("list_growth", rise)])
    return store


def row(store: db.DataFile, name: str, year: str = "") -> BuildingRow:
    with store.reading() as connection:
        return next(one for one in premises(connection, year, AS_AT).buildings if one.name == name)


def test_lists_and_growth_of_all_its_practices_are_held_against_a_building(housed: db.DataFile) -> None:
    """6,000 and three quarters of 4,000 are 9,000: full to the last; 480 more are 480 too many."""
    centre = row(housed, "Centre")
    assert (centre.pressure.patients, centre.pressure.used, centre.pressure.state) == (9_000_00, 100_00, "will be full")
    assert (centre.pressure.full_by, centre.pressure.left) == ("2025/26", -480_00)
    assert (centre.place, centre.patients_a_room, centre.below_b) == ("Milton Keynes", 900_00, ("space",))
    assert [tenant.practice.code for tenant in centre.tenants] == ["K82001", "K82002"]


def test_a_branch_sees_what_of_the_list_is_left(housed: db.DataFile) -> None:
    branch = row(housed, "Branch")
    assert (branch.pressure.patients, branch.pressure.state) == (1_000_00, "not known")
    assert branch.pressure.unknown == "how many patients it has room for"


def test_growth_of_a_practice_without_a_building_is_not_lost(housed: db.DataFile) -> None:
    add(housed, [("practice", {"code": "K82003", "name": "ELSEWHERE", "status": "Active"})])
    rise = {"practice": "K82003", "site": "Meadow", "year": "2024/25", "patients": 100_00}
    add(housed, [("list_growth", rise)])
    with housed.reading() as connection:
        found = premises(connection, as_at=AS_AT)
    assert (found.unhoused, found.years, found.year) == ((("K82003", "ELSEWHERE"),), ("2024/25", "2025/26"), "2025/26")


def test_schemes_for_its_practices_or_their_network_are_named(housed: db.DataFile) -> None:
    add(housed, [("scheme", {"name": name}) for name in ("Extension", "Hub", "Far away")])
    parties = ({"scheme": "Extension", "practice": "K82001"}, {"scheme": "Hub", "pcn": CROWN})
    add(housed, [("scheme_party", party) for party in parties])
    with housed.reading() as connection:
        (centre,) = (one for one in premises(connection).buildings if one.name == "Centre")
        assert schemes_for(connection, centre) == ["Extension", "Hub"]


def test_the_table_adds_up_what_is_known_and_marks_what_is_not(housed: db.DataFile) -> None:
    with housed.reading() as connection:
        made = table(connection, "premises", as_at=AS_AT)
    names = [field.name for field in made.fields]
    assert made.total[names.index("patients")] == 10_000_00
    assert made.total[names.index("capacity")] == 9_000_00
    assert (2, "capacity") in made.incomplete
    centre = dict(zip(names, made.rows[1], strict=True))
    assert (centre["practices"], centre["state"], centre["facet_space"]) == (
        "Surgery K82001, Surgery K82002", "will be full", "C",
    )  # fmt: skip
