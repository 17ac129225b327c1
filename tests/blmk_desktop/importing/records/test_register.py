"""Registers say what opened, closed, moved and was renamed; what was known stays in the history."""

from __future__ import annotations

from pathlib import Path

import pytest

import db
from blmk_desktop.changes import of_record, undo
from tests.blmk_desktop.importing.building import content, imported, one, only_sheet, proposed, refusals, workbook
from tests.blmk_desktop.importing.records.registers import (
    lists,
    mapping,
    member,
    network,
    networks,
    ods,
    practice,
)

KEMPSTON, LINSLADE, GROVE = "E81001", "E81002", "E81003"


@pytest.fixture
def register(store: db.DataFile, tmp_path: Path) -> db.DataFile:
    """Three practices, two networks, and who belongs to which."""
    imported(
        store,
        ods(
            tmp_path / "epraccur 2021.csv",
            practice(KEMPSTON, "KEMPSTON"),
            practice(LINSLADE, "LINSLADE"),
            practice(GROVE, "GROVE HILL"),
        ),
        networks(
            tmp_path / "ePCN 2021.xlsx",
            [network("U10001", "NORTH PCN"), network("U10002", "SOUTH PCN")],
            [member(KEMPSTON, "U10001"), member(LINSLADE, "U10001"), member(GROVE, "U10002")],
        ),
    )
    return store


def test_the_practice_file_is_known_by_the_places_of_its_codes(store: db.DataFile, tmp_path: Path) -> None:
    clinic = practice("Y00001", "WALK-IN CENTRE", kind="1")
    path = ods(tmp_path / "any name.csv", practice(KEMPSTON, "KEMPSTON", closed="20211031", status="C"), clinic)
    sheet = only_sheet(store, path)
    assert (sheet.form, len(sheet.rows)) == ("practices", 1)
    assert sheet.rows[0].after == {
        "code": KEMPSTON,
        "name": "KEMPSTON",
        "postcode": "MK1 1AA",
        "status": "Closed",
        "opened": "1974-04-01",
        "closed": "2021-10-31",
        "commissioner": "M1J4Y",
    }
    assert sheet.notes == ["1 row left out: not GP practices", "5 rows left out: outside the area"]


def test_all_of_england_is_taken_if_asked(store: db.DataFile, tmp_path: Path) -> None:
    path = ods(tmp_path / "epraccur.csv", practice(KEMPSTON, "KEMPSTON"))
    assert dict(proposed(store, path, all_england=True).counts()) == {"added": 6}


def test_the_files_of_a_register_may_come_together(register: db.DataFile) -> None:
    assert one(register, "pcn", code="U10001")["name"] == "NORTH PCN"
    assert one(register, "membership", practice=KEMPSTON)["start"] == "2019-07-01"


def test_a_later_register_says_in_words_what_happened(register: db.DataFile, tmp_path: Path) -> None:
    later = ods(
        tmp_path / "epraccur 2022.csv",
        practice(KEMPSTON, "KEMPSTON HEALTH"),
        practice(LINSLADE, "LINSLADE", closed="20220331", status="C"),
        practice(GROVE, "GROVE HILL", status="D"),
        practice("E81004", "NEWTOWN", opened="20220401"),
    )
    sheet = only_sheet(register, later)
    assert sheet.notes[1:] == [
        "1 renamed practice: KEMPSTON is now KEMPSTON HEALTH",
        "1 practice closed: LINSLADE (E81002)",
        "1 practice now dormant: GROVE HILL (E81003)",
        "1 new practice: NEWTOWN (E81004)",
    ]
    imported(register, later)
    kept = one(register, "practice", code=LINSLADE)
    assert (kept["status"], kept["closed"]) == ("Closed", "2022-03-31")
    with register.reading() as connection:
        history = of_record(connection, "practice", one(register, "practice", code=KEMPSTON)["id"])
    renamed = [change for _, change in history if change.before]
    assert [(change.before, change.after) for change in renamed] == [
        ({"name": "KEMPSTON"}, {"name": "KEMPSTON HEALTH"})
    ]


def test_a_practice_moves_and_another_leaves(register: db.DataFile, tmp_path: Path) -> None:
    later = networks(
        tmp_path / "ePCN 2022.xlsx",
        [network("U10001", "NORTH PCN"), network("U10002", "SOUTH PCN", closed="20220930")],
        [
            member(KEMPSTON, "U10001", end="20220331"),
            member(KEMPSTON, "U10002", start="20220401"),
            member(GROVE, "U10002", end="20220930"),
        ],
    )
    sheets = proposed(register, later).sheets()
    assert sheets[0].notes == ["1 PCN closed: SOUTH PCN (U10002)"]
    assert sheets[1].notes == [
        "1 practice moved network: KEMPSTON (E81001) from NORTH PCN (U10001) to SOUTH PCN (U10002)",
        "1 practice left a network: GROVE HILL (E81003) from SOUTH PCN (U10002)",
    ]
    imported(register, later)
    assert one(register, "membership", practice=KEMPSTON, pcn="U10001")["end"] == "2022-03-31"
    assert one(register, "membership", practice=KEMPSTON, pcn="U10002")["end"] is None


def test_a_map_ends_the_membership_it_replaces_the_day_before(register: db.DataFile, tmp_path: Path) -> None:
    path = mapping(tmp_path / "map.csv", "01Jan2022", (KEMPSTON, "U10002"), (LINSLADE, "U10001"))
    sheet = only_sheet(register, path)
    assert (sheet.form, dict(sheet.counts())) == ("practice-network-map", {"changed": 1, "added": 1, "unchanged": 1})
    imported(register, path)
    assert one(register, "membership", practice=KEMPSTON, pcn="U10001")["end"] == "2021-12-31"
    assert one(register, "membership", practice=KEMPSTON, pcn="U10002")["start"] == "2022-01-01"
    assert imported(register, path) is None


def test_an_older_map_never_rewrites_what_is_known_later(register: db.DataFile, tmp_path: Path) -> None:
    imported(register, mapping(tmp_path / "map 2022.csv", "01Jan2022", (KEMPSTON, "U10002")))
    before = content(register)
    older = mapping(tmp_path / "map 2019.csv", "01Jan2019", (KEMPSTON, "U10002"), (GROVE, "U10001"))
    assert "2 rows left out: something later is already known of these practices" in only_sheet(register, older).notes
    assert imported(register, older) is None
    assert content(register) == before


def test_a_map_with_a_practice_in_two_networks_is_refused_there(register: db.DataFile, tmp_path: Path) -> None:
    path = mapping(tmp_path / "map.csv", "01Jan2022", (KEMPSTON, "U10002"), (KEMPSTON, "U10001"))
    why = "stands on rows 2 and 3 with a different PCN code"
    assert refusals(only_sheet(register, path)) == {"A2": why, "A3": why}


def test_lists_and_contracts(register: db.DataFile, tmp_path: Path) -> None:
    path = lists(
        tmp_path / "payments 2022-23.csv",
        (KEMPSTON, "GMS", "No", "10,000", "10500.5"),
        (LINSLADE, "APMS", "Yes", "8000", "7900"),
        ("Y02428", "APMS", "No", "0", "0"),
    )
    sheet = only_sheet(register, path)
    assert "1 row left out: not in the register of practices (Y02428)" in sheet.notes
    assert "taken as at 31/03/2023, the end of 2022/23" in sheet.notes
    imported(register, path)
    size = one(register, "list_size", practice=KEMPSTON)
    assert (size["registered"], size["weighted"], size["as_at"]) == (1_000_000, 1_050_050, "2023-03-31")
    assert one(register, "contract", practice=LINSLADE)["contract_type"] == "APMS"
    assert one(register, "practice", code=LINSLADE)["dispensing"] == 1


def test_a_month_in_a_files_name_is_no_date_of_a_list(register: db.DataFile, tmp_path: Path) -> None:
    path = lists(tmp_path / "lists 2022-10.csv", (KEMPSTON, "GMS", "No", 1, 1))
    (found,) = only_sheet(register, path).refused
    assert found.why == "the file does not say on which date its figures hold; give it with --as-at 31/03/2023"
    sheet = only_sheet(register, path, as_at="01/10/2022")
    assert {row.after["as_at"] for row in sheet.rows if row.kind == "list_size"} == {"2022-10-01"}


def test_older_lists_add_what_was_but_do_not_change_what_is(register: db.DataFile, tmp_path: Path) -> None:
    imported(register, lists(tmp_path / "lists 2022-23.csv", (KEMPSTON, "PMS", "Yes", 10_000, 10_000)))
    imported(register, lists(tmp_path / "lists 2020-21.csv", (KEMPSTON, "GMS", "No", 9_000, 9_000)))
    assert one(register, "practice", code=KEMPSTON)["dispensing"] == 1
    assert one(register, "contract", practice=KEMPSTON)["contract_type"] == "PMS"
    assert one(register, "list_size", practice=KEMPSTON, as_at="2021-03-31")["registered"] == 900_000


def test_a_negative_list_is_refused(register: db.DataFile, tmp_path: Path) -> None:
    path = lists(tmp_path / "lists 2022-23.csv", (KEMPSTON, "GMS", "No", -5, 1))
    assert refusals(only_sheet(register, path)) == {"G2": "Registered list cannot be less than nothing"}


def test_a_list_that_doubled_is_noted_with_what_it_was(register: db.DataFile, tmp_path: Path) -> None:
    imported(
        register, lists(tmp_path / "a 2021-22.csv", (KEMPSTON, "GMS", "No", 9_000, 1), (GROVE, "GMS", "No", 5_000, 1))
    )
    later = lists(tmp_path / "b 2022-23.csv", (KEMPSTON, "GMS", "No", 18_500, 1), (GROVE, "GMS", "No", 6_000, 1))
    note = "lists that doubled or halved since the last count: E81001 from 9,000 to 18,500 (b 2022-23!A2)"
    assert note in only_sheet(register, later).notes


def test_ratings_change_nothing_but_the_rating(register: db.DataFile, tmp_path: Path) -> None:
    rows = [
        ["Practice.Code", "location_name", "latest_rating"],
        [KEMPSTON, "Kempston", "Good"],
        ["A81001", "X", "Good"],
    ]
    path = workbook(tmp_path / "ratings.xlsx", rows)
    sheet = only_sheet(register, path)
    assert sheet.form == "practice-ratings"
    assert "1 row left out: not in the register of practices (A81001)" in sheet.notes
    imported(register, path)
    kept = one(register, "practice", code=KEMPSTON)
    assert (kept["name"], kept["cqc_rating"]) == ("KEMPSTON", "Good")


def test_a_list_that_names_no_commissioner_adds_nobody_to_a_register(register: db.DataFile, tmp_path: Path) -> None:
    rows = [["Practice code", "Practice name"], [KEMPSTON, "KEMPSTON HEALTH"], ["A81001", "ELSEWHERE"]]
    path = workbook(tmp_path / "practices.xlsx", rows)
    assert dict(proposed(register, path).counts()) == {"changed": 1}
    assert dict(proposed(register, path, all_england=True).counts()) == {"changed": 1, "added": 1}


def test_a_member_that_no_register_has_is_refused(store: db.DataFile, tmp_path: Path) -> None:
    imported(store, ods(tmp_path / "epraccur.csv", practice(KEMPSTON, "KEMPSTON")))
    headings = ["Practice code", "PCN code", "From"]
    rows = [headings, ["E81009", "U09531", "2020-04-01"], [KEMPSTON, "U99999", "2020-04-01"]]
    assert refusals(only_sheet(store, workbook(tmp_path / "members.xlsx", rows))) == {
        "A2": "there is no practice E81009 here; import the register that has it first",
        "A3": "there is no PCN U99999 here; import the register that has it first",
    }


def test_undo_of_a_register_leaves_every_table_as_before(register: db.DataFile, tmp_path: Path) -> None:
    before = content(register)
    imported(
        register,
        ods(tmp_path / "epraccur 2022.csv", practice(KEMPSTON, "KEMPSTON HEALTH"), practice("E81004", "NEWTOWN")),
        mapping(tmp_path / "map.csv", "01Jan2022", (KEMPSTON, "U10002"), ("E81004", "U10001")),
        lists(tmp_path / "lists 2022-23.csv", (KEMPSTON, "PMS", "Yes", 10_000, 10_000)),
    )
    assert content(register) != before
    undo(register)
    assert content(register) == before


def test_a_practice_that_went_to_another_area_is_told_of(register: db.DataFile, tmp_path: Path) -> None:
    went = practice(KEMPSTON, "KEMPSTON SURGERY", commissioner="15A")
    went[3] = "QU9"
    sheet = only_sheet(register, ods(tmp_path / "later.csv", went))
    assert any(note.startswith("1 practice with another commissioner: ") for note in sheet.notes)
    imported(register, tmp_path / "later.csv")
    assert one(register, "practice", code=KEMPSTON)["commissioner"] == "15A"


def test_a_map_that_puts_a_practice_in_no_network_ends_its_membership(register: db.DataFile, tmp_path: Path) -> None:
    path = mapping(tmp_path / "map.csv", "01Jan2022", (KEMPSTON, "U"), (LINSLADE, "U10001"))
    assert any(note.startswith("1 practice left a network: ") for note in only_sheet(register, path).notes)
    imported(register, path)
    assert one(register, "membership", practice=KEMPSTON)["end"] == "2021-12-31"
    assert imported(register, path) is None


def test_an_older_register_does_not_open_again_what_a_later_map_ended(register: db.DataFile, tmp_path: Path) -> None:
    again = networks(
        tmp_path / "again.xlsx",
        [network("U10001", "NETWORK U10001"), network("U10002", "NETWORK U10002")],
        [member(KEMPSTON, "U10001")],
    )
    imported(register, again)
    imported(register, mapping(tmp_path / "map.csv", "01Jan2022", (KEMPSTON, "U10002")))
    before = content(register)
    (_, members) = proposed(register, again).sheets()
    assert "1 ended already, since something later is known; the end stays" in members.notes
    assert imported(register, again) is None
    assert content(register) == before
