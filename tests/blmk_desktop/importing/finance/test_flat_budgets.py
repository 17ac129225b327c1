"""Budgets set out flat, under the headings of others: a row for each area, line and year, or with years across."""

from __future__ import annotations

from pathlib import Path

import pytest

import db
from tests.blmk_desktop.importing.building import Rows, content, imported, one, only_sheet, refusals, workbook

TITLE = ["Oakshire delegated budgets, £000"]
LONG: Rows = [
    ["Area", "Line", "Year", "Budget"],
    ["Elm CCG", "Premises", "2024/25", 10],
    ["Elm CCG", "QOF", "2024/25", 4.5],
    ["Ash CCG", "Premises", "2025/26", "-"],
    ["Ash CCG", "QOF", "2025/26", -3],
    ["Total", None, "2025/26", -3],
]
ACROSS: Rows = [
    ["CCG", "Budget heading", "2024/25", "2025/26"],
    ["Elm CCG", "Premises", 10, None],
    ["Elm CCG", "QOF", 4.5, None],
    ["Ash CCG", "Premises", None, 0],
    ["Ash CCG", "QOF", None, -3],
    ["Ash CCG", "Total", None, -3],
]


@pytest.mark.parametrize("rows", [LONG, ACROSS])
def test_every_amount_is_a_line_of_one_version(store: db.DataFile, book: Path, rows: Rows) -> None:
    path = workbook(book, {"Five year": [TITLE, *rows]})
    sheet = only_sheet(store, path)
    assert sheet.form == "budget-lines"
    assert not sheet.refused
    assert "taken for Delegated budgets 2024/25 to 2025/26" in sheet.notes
    assert any(note.startswith("left out, for they are totals: ") for note in sheet.notes)
    imported(store, path)
    lines = {(row[1], row[2], row[3]): row[4] for row in content(store)["budget_line"]}
    assert lines == {
        ("Elm CCG", "Premises", "2024/25"): 1_000_000,
        ("Elm CCG", "QOF", "2024/25"): 450_000,
        ("Ash CCG", "Premises", "2025/26"): 0,
        ("Ash CCG", "QOF", "2025/26"): -300_000,
    }
    assert one(store, "budget_line", area="Elm CCG", category="QOF")["sheet"] == "Five year"
    assert imported(store, path) is None


def test_an_edition_without_a_line_takes_it_away(store: db.DataFile, book: Path) -> None:
    imported(store, workbook(book, {"Five year": [TITLE, *LONG]}))
    imported(store, workbook(book, {"Five year": [TITLE, *LONG[:4]]}))
    assert len(content(store)["budget_line"]) == 3


def test_an_amount_that_says_no_area_or_no_number_is_refused_by_its_cell(store: db.DataFile, book: Path) -> None:
    rows: Rows = [*LONG[:3], [None, "Premises", "2025/26", 5], ["Ash CCG", "QOF", "2025/26", "about 5"]]
    found = refusals(only_sheet(store, workbook(book, {"Five year": [["Delegated budgets"], *rows]})))
    assert set(found) == {"D5", "D6"}
    assert found["D5"] == "this amount does not say its area"


def test_the_area_of_rows_that_say_icb_is_that_of_the_title(store: db.DataFile, book: Path) -> None:
    rows: Rows = [["BLMK"], ["Area", "Line", "Year", "Budget £"], ["ICB", "Premises", "2024/25", 10]]
    imported(store, workbook(book, {"Budget": rows}))
    assert one(store, "budget_line", category="Premises")["area"] == "BLMK"


@pytest.mark.parametrize("heading", ["Practice", "Role", "Month"])
def test_tables_of_other_things_are_left_to_others(store: db.DataFile, book: Path, heading: str) -> None:
    rows = [TITLE, ["Area", "Line", heading, "Year", "Budget"], ["Elm CCG", "QOF", "x", "2024/25", 10]]
    assert only_sheet(store, workbook(book, {"Sheet": rows})).form != "budget-lines"
