"""Whose a figure is: names beside codes, other tables beside the first, and lines under it."""

from __future__ import annotations

from pathlib import Path

import db
from tests.blmk_desktop.importing.building import figures, only_sheet, refusals, values, workbook

BESIDE = "another table begins here, beside the first; put it on a sheet of its own"
TITLE: list[object] = ["PCN plans 2022/23"]


def test_another_table_beside_the_first_is_not_read_with_the_first_ones_names(store: db.DataFile, book: Path) -> None:
    rows: list[list[object]] = [
        TITLE,
        ["PCN", "Allocation", "Spend", None, "PCN", "In post", "Planned"],
        ["Crown", 100, 90, None, "Nexus", 1, 2],
        ["Medics", 200, 80, None, "Crown", 3, 4],
    ]
    sheet = only_sheet(store, workbook(book, rows))
    assert refusals(sheet) == {"E2": BESIDE}
    assert {measure for _, measure, _ in figures(sheet)} == {"allocation", "forecast_spend"}


def test_a_table_beside_it_needs_no_gap_if_it_names_others(store: db.DataFile, book: Path) -> None:
    rows: list[list[object]] = [
        TITLE,
        ["PCN", "Allocation", "PCN", "Planned"],
        ["Crown", 100, "Nexus", 1],
        ["Medics", 200, "Crown", 3],
    ]
    assert refusals(only_sheet(store, workbook(book, rows))) == {"C2": BESIDE}


def test_roles_beside_networks_do_not_become_the_roles_of_those_networks(store: db.DataFile, book: Path) -> None:
    rows: list[list[object]] = [
        TITLE,
        ["PCN", "Allocation", "Spend", None, "Role", "In post", "Planned"],
        ["Crown", 100, 90, None, "Paramedic", 1, 2],
        ["Medics", 200, 80, None, "Dietitian", 3, 4],
    ]
    sheet = only_sheet(store, workbook(book, rows))
    assert refusals(sheet) == {"E2": BESIDE}
    assert set(values(sheet, "allocation")) == {"U35004", "U51229"}


def test_columns_left_blank_between_all_others_do_not_part_a_table(store: db.DataFile, book: Path) -> None:
    rows: list[list[object]] = [
        TITLE,
        ["Place", None, "PCN", None, "Allocation", None, "Spend"],
        ["Luton", None, "Medics", None, 100, None, 90],
    ]
    sheet = only_sheet(store, workbook(book, rows))
    assert refusals(sheet) == {}
    assert values(sheet, "forecast_spend") == {"U51229": 9_000}


def test_a_code_beside_an_unknown_name_says_who_it_is(store: db.DataFile, book: Path) -> None:
    rows: list[list[object]] = [
        TITLE,
        ["PCN", "PCN code", "Allocation", "Spend"],
        ["The network at Olney", "U35004", 100, 90],
        ["Medics", None, 200, 80],
    ]
    sheet = only_sheet(store, workbook(book, rows))
    assert refusals(sheet) == {}
    assert values(sheet, "allocation") == {"U35004": 10_000, "U51229": 20_000}


def test_a_row_whose_code_and_name_are_of_two_networks_is_refused(store: db.DataFile, book: Path) -> None:
    rows: list[list[object]] = [
        TITLE,
        ["PCN code", "PCN", "Allocation", "Spend"],
        ["U51229", "Crown", 100, 90],
        ["U35004", "Crown", 200, 80],
        ["Total", None, 300, 170],
    ]
    sheet = only_sheet(store, workbook(book, rows))
    assert refusals(sheet) == {"B3": "the row names two: U51229 and Crown; say which it is"}
    assert values(sheet, "allocation") == {"U35004": 20_000}


def test_lines_under_a_table_are_not_taken_for_networks(store: db.DataFile, book: Path) -> None:
    rows: list[list[object]] = [
        TITLE,
        ["PCN", "Allocation", "Spend"],
        ["Crown", 100, 90],
        ["Prepared by finance", None, "10/10/2022"],
        ["Source", "returns of the networks", None],
        ["Nobody known", "TBC", "£5"],
    ]
    sheet = only_sheet(store, workbook(book, rows))
    assert list(refusals(sheet)) == ["A6"]
    assert "row 4 (Prepared by finance) names nobody known and holds no figure; it is left out" in sheet.notes
