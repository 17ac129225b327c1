"""Funding as other areas print it: thousands and millions, several funds and years on a sheet, totals in between."""

from __future__ import annotations

from pathlib import Path

import pytest

import db
from tests.blmk_desktop.importing.building import Rows, claims, content, imported, only_sheet, refusals, workbook

THOUSANDS: Rows = [
    ["ETTF capital programme 2023/24 (£000)"],
    [],
    ["Scheme", "Original budget", "Revised budget £000", "Spend to date £000"],
    ["Elm Surgery", 1200, 1350.5, 400],
    ["Oak Surgery", 300, 300, 20],
    ["Total", 1500, 1650, 420],
]


def lines(store: db.DataFile) -> dict[tuple[object, ...], object]:
    """Scheme, fund and year of each line to its original value in pence."""
    return {tuple(row[:3]): row[3] for row in content(store)["funding_line"]}


def test_thousands_in_a_title_or_a_heading_are_pounds(store: db.DataFile, book: Path) -> None:
    imported(store, workbook(book, THOUSANDS))
    assert lines(store) == {
        ("Elm Surgery", "ETTF", "2023/24"): 120_000_000,
        ("Oak Surgery", "ETTF", "2023/24"): 30_000_000,
    }
    assert {row[2] for row in content(store)["funding_move"]} == {15_050_000}


def test_a_total_in_thousands_may_be_rounded_to_thousands(store: db.DataFile, book: Path) -> None:
    assert claims(only_sheet(store, workbook(book, THOUSANDS))) == {"B6": True, "C6": True, "D6": True}


def test_a_cell_with_a_unit_of_its_own_under_thousands_is_refused(store: db.DataFile, book: Path) -> None:
    rows = [*THOUSANDS[:4], ["Oak Surgery", "£0.3m", 300, 20]]
    why = refusals(only_sheet(store, workbook(book, rows)))["B5"]
    assert why == "'£0.3m' names a unit of its own, and the column is in £000; say which holds"


def test_what_funds_have_may_be_in_millions(store: db.DataFile, book: Path) -> None:
    rows: Rows = [
        ["Capital allocations (£m)"],
        ["Fund", "2021/22 allocation", "2022/23 allocation"],
        ["ETTF", 1.5, 0.75],
        ["ICS capital", 2, 2.25],
        ["Total", 3.5, 3.1],
    ]
    sheet = only_sheet(store, workbook(book, rows))
    envelopes = {
        (row.after["fund"], row.after["year"]): row.after["amount"] for row in sheet.rows if "amount" in row.after
    }
    assert envelopes["ETTF", "2022/23"] == 75_000_000
    assert claims(sheet) == {"B5": True, "C5": False}
    assert sheet.notes.count("Allocation is in £m and is read as pounds") == 1
    failed = next(claim for claim in sheet.claims if not claim.held)
    assert (failed.printed, failed.computed) == ("£3,100,000", "£3,000,000")


def test_funds_may_head_the_rows_below_them(store: db.DataFile, book: Path) -> None:
    rows: Rows = [
        ["Capital schemes 2023/24"],
        ["Scheme", "Value", "Revised Budget"],
        ["ETTF"],
        ["Elm", 100, 100],
        ["Sub-total", 100, 100],
        ["S106"],
        ["Oak", 50, 50],
        ["Subtotal S106", 50, 45],
        ["Grand total", 150, 150],
    ]
    imported(store, workbook(book, rows))
    assert set(lines(store)) == {("Elm", "ETTF", "2023/24"), ("Oak", "S106", "2023/24")}
    totals = {row[2]: row[3] for row in content(store)["stated_funding"] if row[5] is None}
    assert (totals["B5"], totals["B8"], totals["B9"]) == ("ETTF", "S106", None)
    assert claims(only_sheet(store, book))["C8"] is False


def test_funds_and_years_may_stand_in_columns(store: db.DataFile, book: Path) -> None:
    rows: Rows = [
        ["Scheme", "Funding source", "Financial year", "Allocation", "Revised allocation", "Actual"],
        ["Elm", "S106", "2022/23", 250, 250, 100],
        ["Elm", "ICS capital", "2023/24", 500, 450, 0],
    ]
    imported(store, workbook(book, rows))
    assert set(lines(store)) == {("Elm", "S106", "2022/23"), ("Elm", "ICS capital", "2023/24")}
    assert {row[:2] for row in content(store)["fund"]} >= {("S106", "S106"), ("ICS capital", "ICS capital")}


SLIPPED: Rows = [
    ["Project", "Value", "Revised Budget", "Comments"],
    ["Elm Surgery", 300, 100, "Slipped"],
    ["Oak Surgery", 100, 300, "£200 reallocated from Elm Surgery"],
]


def test_money_moved_to_a_scheme_that_words_name_is_one_move(store: db.DataFile, book: Path) -> None:
    imported(store, workbook(book, {"ETTF 2021-22": SLIPPED}))
    (move,) = content(store)["funding_move"]
    assert (move[2], move[3], move[6]) == (20_000, "Elm Surgery", "Oak Surgery")
    assert imported(store, book) is None


def test_the_same_amount_of_a_scheme_that_nobody_names_is_no_move_between_them(store: db.DataFile, book: Path) -> None:
    unnamed = [*SLIPPED[:2], ["Oak Surgery", 100, 300, "Reallocated"]]
    imported(store, workbook(book, {"ETTF 2021-22": unnamed}))
    assert len(content(store)["funding_move"]) == 2


def test_rows_that_say_the_same_are_one_and_their_money_moves_once(store: db.DataFile, book: Path) -> None:
    rows = [SLIPPED[0], *[["Elm", 100, 150, "More"]] * 2]
    sheet = only_sheet(store, workbook(book, {"ETTF 2021-22": rows}))
    assert [row.after["amount"] for row in sheet.rows if row.kind == "funding_move"] == [5_000]
    assert "rows 2 and 3 say the same of Elm: one of them is kept" in sheet.notes


def test_rows_that_differ_are_refused_and_move_nothing(store: db.DataFile, book: Path) -> None:
    rows = [SLIPPED[0], ["Elm", 100, 150, "More"], ["Elm (Luton)", 70, 70, ""]]
    sheet = only_sheet(store, workbook(book, {"ETTF 2021-22": rows}))
    assert list(refusals(sheet)) == ["B2", "B3"]
    assert not sheet.rows


MOVES = ("Move", "On", "Amount", "From scheme", "From fund", "From year", "To scheme", "To fund", "To year", "Reason")


@pytest.mark.parametrize(
    ("amount", "start", "cell"),
    [(-5, ("Elm Surgery", "ETTF", "2021/22"), "C2"), (5, (None,) * 3, "D2"), (5, ("Elm Surgery", None, None), "E2")],
)
def test_moves_of_nothing_or_from_nowhere_are_refused(
    store: db.DataFile, book: Path, tmp_path: Path, amount: int, start: tuple[str | None, ...], cell: str
) -> None:
    imported(store, workbook(book, {"ETTF 2021-22": SLIPPED}))
    rows = [MOVES, ["M9", "01/06/2022", amount, *start, None, None, None, "Because"]]
    sheet = only_sheet(store, workbook(tmp_path / "moves.xlsx", rows))
    assert cell in refusals(sheet)
    assert not sheet.rows


def test_a_stream_of_funding_needs_no_word_of_allocation(store: db.DataFile, book: Path) -> None:
    rows: Rows = [["Funding stream", "2019-20", "2020-21"], ["Resilience", "£100,000", "£120,000"]]
    imported(store, workbook(book, rows))
    assert {row[:3] for row in content(store)["fund_envelope"]} == {
        ("Resilience", "2019/20", 10_000_000),
        ("Resilience", "2020/21", 12_000_000),
    }


STACKED: Rows = [
    ["ETTF 2022/23: £1,000 is available"],
    ["Scheme", "Value", "Comments"],
    ["Elm", 100, ""],
    ["Total", 100, ""],
    [],
    ["S106 2022/23: £70 is available"],
    ["Scheme", "Value", "Revised budget", "Comments"],
    ["Oak", 50, 60, ""],
    ["Total", 50, 61, ""],
    ["Grand total", 150, 160, ""],
]


def test_a_table_for_each_fund_may_stand_below_the_other(store: db.DataFile, book: Path) -> None:
    imported(store, workbook(book, {"Capital": STACKED}))
    assert lines(store) == {("Elm", "ETTF", "2022/23"): 10_000, ("Oak", "S106", "2022/23"): 5_000}
    assert {row[:3] for row in content(store)["fund_envelope"]} == {
        ("ETTF", "2022/23", 100_000),
        ("S106", "2022/23", 7_000),
    }
    assert imported(store, book) is None
    sheet = only_sheet(store, book)
    assert claims(sheet) == {"B4": True, "B9": True, "C9": False}
    assert "'Grand total' (Capital!A10) is of several tables and is not held against them" in sheet.notes


def test_a_scheme_without_money_is_no_heading_though_it_names_a_fund(store: db.DataFile, book: Path) -> None:
    rows: Rows = [["Scheme", "Value"], ["Elm", 100], ["S106 at West Park"], ["Oak", 50]]
    imported(store, workbook(book, {"ETTF 2022-23": rows}))
    assert {key[:2] for key in lines(store)} == {("Elm", "ETTF"), ("Oak", "ETTF")}
