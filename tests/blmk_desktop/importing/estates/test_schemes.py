"""Lists of schemes as papers print them: periods, places in brackets, networks in names, what words say."""

from __future__ import annotations

from pathlib import Path

import pytest

import db
from blmk_desktop import changes
from blmk_desktop.importing.proposal import SheetProposal
from tests.blmk_desktop.importing.building import Rows, content, imported, one, only_sheet, refusals, workbook

HEADINGS = ("Scheme", "Description", "Expected delivery")
PRIORITIES: Rows = [
    HEADINGS,
    ["Kingsway (Luton)", "Refurbishment of a surgery so that two share it", "2020/21"],
    ["Valley Hub (Bedfordshire)", "A hub for a list size of up to 22,000", "2022/23"],
    ["Elm Surgery", "Rooms laid out anew", 2019],
]


def schemes(sheet: SheetProposal) -> dict[object, dict[str, object]]:
    return {row.after["name"]: row.after for row in sheet.rows if row.kind == "scheme" and row.status == "added"}


def know(store: db.DataFile, kind: str, *values: dict[str, object]) -> None:
    ids = changes.new_records()
    changes.commit(store, [changes.Change(kind, next(ids), None, one) for one in values], what="Set up a test")


def test_a_year_is_its_first_and_last_day(store: db.DataFile, book: Path) -> None:
    sheet = only_sheet(store, workbook(book, {"Priority schemes": PRIORITIES}))
    kingsway, elm = schemes(sheet)["Kingsway"], schemes(sheet)["Elm Surgery"]
    assert (kingsway["expected_from"], kingsway["expected_by"]) == ("2020-04-01", "2021-03-31")
    assert (elm["expected_from"], elm["expected_by"]) == ("2019-01-01", "2019-12-31")
    assert "Priority schemes!C4: '2019' is taken for the calendar year" in sheet.notes


def test_a_date_stays_a_date_and_words_are_refused(store: db.DataFile, book: Path) -> None:
    sheet = only_sheet(
        store, workbook(book, {"Schemes": [HEADINGS, ["A one", "", "01/05/2023"], ["B one", "", "soon"]]})
    )
    assert schemes(sheet)["A one"]["expected_by"] == "2023-05-01"
    assert "expected_from" not in schemes(sheet)["A one"]
    assert list(refusals(sheet)) == ["C3"]


def test_a_place_in_brackets_is_the_place_of_the_scheme(store: db.DataFile, book: Path) -> None:
    sheet = only_sheet(store, workbook(book, {"Priority schemes": PRIORITIES}))
    found = schemes(sheet)
    assert found["Kingsway"]["place"] == "Luton"
    assert "Valley Hub (Bedfordshire)" in found  # no place of this area, so part of the name
    assert "Priority schemes!A2: 'Kingsway (Luton)' is taken for Kingsway" in sheet.notes


def test_a_known_name_is_known_with_anything_in_brackets(store: db.DataFile, book: Path) -> None:
    know(store, "scheme", {"name": "Valley Hub"}, {"name": "Kingsway", "place": "Milton Keynes"})
    sheet = only_sheet(store, workbook(book, {"Priority schemes": PRIORITIES}))
    assert "Kingsway (Luton)" in schemes(sheet)  # that which is known is of another place
    assert "Valley Hub (Bedfordshire)" not in schemes(sheet)


def test_initials_and_near_names_are_told_of_and_never_taken(store: db.DataFile, book: Path) -> None:
    know(store, "scheme", {"name": "GHH Phase 1"}, {"name": "Ivel Vale Hub"})
    rows = [HEADINGS, ["Gilbert Hitchcock House Hub", "", "2022/23"], ["Ivel Vales Hub (East)", "", "2022/23"]]
    sheet = only_sheet(store, workbook(book, {"Schemes": rows}))
    assert len(schemes(sheet)) == 2
    assert any("may be known as GHH Phase 1" in note for note in sheet.notes)
    assert any("may be known as Ivel Vale Hub" in note for note in sheet.notes)


def test_an_alias_makes_two_names_one(store: db.DataFile, book: Path) -> None:
    know(store, "scheme", {"name": "GHH Phase 1"})
    know(store, "alias", {"kind": "scheme", "written": "Gilbert Hitchcock House Hub", "means": "GHH Phase 1"})
    imported(store, workbook(book, {"Schemes": [HEADINGS, ["Gilbert Hitchcock House Hub", "A hub", "2022/23"]]}))
    assert one(store, "scheme")["description"] == "A hub"


def test_what_words_say_fills_in_and_never_overwrites(store: db.DataFile, book: Path) -> None:
    know(store, "scheme", {"name": "Kingsway", "kind": "extension", "place": "Luton"})
    imported(store, workbook(book, {"Priority schemes": PRIORITIES}))
    assert one(store, "scheme", name="Kingsway")["kind"] == "extension"
    hub = one(store, "scheme", name="Valley Hub (Bedfordshire)")
    assert (hub["kind"], hub["list_served"]) == ("hub", 2_200_000)


WINTER: Rows = [
    ["Proposal name", "Outline/summary of the planned project"],
    ["Crown PCN / High Street Surgery", "Partitioning of a hall to create three additional clinical rooms"],
    ["Watling Street PCN", "More space (along with Nexus MK PCN)"],
    ["Lea Vale PCN", "See Oakley Surgery above. Office space is leased"],
]


def test_networks_in_names_and_outlines_are_whom_a_scheme_is_for(store: db.DataFile, book: Path) -> None:
    imported(store, workbook(book, {"Winter schemes": WINTER}))
    found = {(row[0], row[2]) for row in content(store)["scheme_party"]}
    assert found == {
        ("Crown PCN / High Street Surgery", "U35004"),
        ("Watling Street PCN", "U58600"),
        ("Watling Street PCN", "U31922"),
        ("Lea Vale PCN", "U91286"),
    }
    assert one(store, "scheme", name="Crown PCN / High Street Surgery")["rooms"] == 3


def test_what_refers_to_a_row_above_is_pointed_out(store: db.DataFile, book: Path) -> None:
    notes = only_sheet(store, workbook(book, {"Winter schemes": WINTER})).notes
    assert any(note.startswith("Winter schemes!A4 refers to 'Oakley Surgery' above") for note in notes)


@pytest.mark.parametrize("sheet", [PRIORITIES, WINTER])
def test_importing_it_again_changes_nothing(store: db.DataFile, book: Path, sheet: Rows) -> None:
    imported(store, workbook(book, {"Schemes": sheet}))
    assert imported(store, book) is None


def test_a_column_may_name_the_network(store: db.DataFile, book: Path) -> None:
    rows = [("Scheme name", "PCN", "Outline"), ["Elm (Luton)", "Crown", "New premises"], ["Oak", None, ""]]
    imported(store, workbook(book, {"Schemes": rows}))
    assert [row[0::2] for row in content(store)["scheme_party"]] == [("Elm", "U35004")]
    assert imported(store, book) is None
