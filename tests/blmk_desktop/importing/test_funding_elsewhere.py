"""Funding as other areas print it: thousands and millions, several funds and years on a sheet, totals in between."""

from __future__ import annotations

from pathlib import Path

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
