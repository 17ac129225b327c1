"""Layouts of finance reports: trees, rows about others, headings again, areas in a column, titles in several cells."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import db
from tests.blmk_desktop.finance_example import LINES, TITLE, report
from tests.blmk_desktop.importing.building import Rows, claims, imported, one, only_sheet, refusals, workbook
from tests.blmk_desktop.importing.finance.test_finance_reports import stated, values


def test_rows_above_their_parts_are_headings_of_a_tree_and_count_once(store: db.DataFile, book: Path) -> None:
    headings = ["Category", "Plan £000", "Actual £000", "Variance £000"]
    rows: Rows = [
        [TITLE],
        headings,
        ["Core contracts", 300, 310, -10],
        ["  GMS", 200, 205, -5],
        ["  PMS", 100, 105, -5],
        ["Premises", 90, 90, 0],
        ["Total delegated", 390, 400, -10],
    ]
    path = workbook(book, rows)
    sheet = only_sheet(store, path)
    assert all(claims(sheet).values())
    assert {name for name, _ in values(sheet)} == {"GMS", "PMS", "Premises"}
    imported(store, path)
    assert one(store, "budget_category", name="PMS")["within"] == "Core contracts"
    assert one(store, "budget_category", name="Premises")["within"] is None
    assert (stated(store, "B3")["first_row"], stated(store, "B3")["last_row"]) == (4, 5)


def test_rows_that_say_something_of_others_are_left_out_and_named(store: db.DataFile, book: Path) -> None:
    aside = [["Of which recurrent", 900, 900], ["Surplus / (deficit)", 0, 0], ["Delegated allocation", 1_250, 1_250]]
    sheet = only_sheet(store, workbook(book, [*report(), *aside]))
    assert {name for name, _ in values(sheet)} == {line[0] for line in LINES}
    assert any("Of which recurrent, Surplus / (deficit) and Delegated allocation" in note for note in sheet.notes)


def test_headings_may_stand_again_in_the_middle(store: db.DataFile, book: Path) -> None:
    rows = report()
    again = [*rows[:5], *rows[2:4], *rows[5:]]
    sheet = only_sheet(store, workbook(book, again))
    assert not sheet.refused
    assert all(claims(sheet).values())
    assert {name for name, _ in values(sheet)} == {line[0] for line in LINES}


def test_a_table_without_a_month_of_its_own_has_that_of_the_table_above(store: db.DataFile, book: Path) -> None:
    other = report([("GP IT", 10, 11, 20, 20)], title="Other primary care", total="Total other")
    imported(store, workbook(book, [*report(), [], *other]))
    assert one(store, "budget_figure", category="GP IT", measure="actual")["month"] == 6


@pytest.mark.parametrize(
    "above",
    [
        [["Elm CCG finance report"], ["£000"], ["Position as at", date(2022, 9, 30)]],
        [["Elm CCG finance report 2022/23"], ["Month", 6], ["£000"]],
        [["Elm CCG finance report, Mth 6 2022/23"], [], ["(£'000)"], []],
    ],
)
def test_a_title_may_stand_in_several_cells(store: db.DataFile, book: Path, above: Rows) -> None:
    path = workbook(book, [*above, ["Category", "Plan", "Actual", "Variance"], ["Premises", 10, 11, -1]])
    imported(store, path)
    row = one(store, "budget_figure", category="Premises", measure="actual")
    assert (row["year"], row["month"], row["value"]) == ("2022/23", 6, 1_100_000)


def test_areas_in_a_column_hold_for_the_rows_below_them(store: db.DataFile, book: Path) -> None:
    rows: Rows = [
        ["Finance report, month 6 2022/23, £000"],
        ["Place", "Budget line", "Plan", "Actual", "Variance"],
        ["Elm", "Premises", 10, 11, -1],
        [None, "Contracts", 5, 5, 0],
        ["Elm total", None, 15, 16, -1],
        ["Oak", "Premises", 30, 33, -3],
        [None, "Contracts", 5, 5, 0],
        ["Oak total", None, 35, 38, -3],
        ["Grand total", None, 50, 54, -4],
    ]
    path = workbook(book, rows)
    assert all(claims(only_sheet(store, path)).values())
    imported(store, path)
    assert one(store, "budget_figure", area="Oak", category="Contracts", measure="plan")["value"] == 500_000
    assert (stated(store, "C8")["area"], stated(store, "C9")["area"]) == ("Oak", None)


def test_a_report_with_the_codes_of_its_lines_is_no_ledger(store: db.DataFile, book: Path) -> None:
    headings = ["Cost centre", "Description", "YTD budget", "YTD actual", "Full year budget", "Forecast outturn"]
    rows: Rows = [["Elm CCG £000, month 6 2022/23"], headings, [601_001, "Premises", 10, 11, 20, 22]]
    sheet = only_sheet(store, workbook(book, rows))
    assert sheet.form == "finance-report"
    assert values(sheet, "full year")["Premises", "forecast"] == 2_200_000


def test_a_first_column_without_a_heading_names_the_lines(store: db.DataFile, book: Path) -> None:
    rows: Rows = [["Elm CCG finance, period 6 2022/23"], ["", "Budget", "Actual", "Variance"], ["Premises", 10, 11, -1]]
    sheet = only_sheet(store, workbook(book, rows))
    assert values(sheet)["Premises", "plan"] == 1_000
    assert "no unit of money is told; it is read as pounds" in sheet.notes


def test_a_report_of_which_nothing_is_taken_adds_no_area(store: db.DataFile, book: Path) -> None:
    assert not only_sheet(store, workbook(book, report(title="Elm CCG finance report"))).rows


COLUMNS = ["Plan", "Actual", "Variance"]


def test_areas_beside_each_other_are_a_report_of_each(store: db.DataFile, book: Path) -> None:
    rows: Rows = [
        ["Finance report, month 7 2022/23, £000"],
        ["", "Elm CCG", None, None, "Oak CCG", None, None],
        ["Category", *COLUMNS, *COLUMNS],
        ["Premises", 10, 11, -1, 20, 22, -2],
        ["Total", 10, 11, -1, 20, 22, -2],
    ]
    path = workbook(book, rows)
    assert all(claims(only_sheet(store, path)).values())
    imported(store, path)
    oak = one(store, "budget_figure", area="Oak CCG", measure="actual")
    assert (oak["value"], oak["period"], oak["cell"]) == (2_200_000, "year to date", "F4")


def test_known_areas_may_stand_beside_each_other_too(store: db.DataFile, book: Path) -> None:
    rows: Rows = [
        ["Finance report, month 7 2022/23, £000"],
        ["", "Luton", None, None, "Milton Keynes", None, None],
        ["Category", *COLUMNS, *COLUMNS],
        ["Premises", 10, 11, -1, 20, 22, -2],
    ]
    imported(store, workbook(book, rows))
    assert one(store, "budget_figure", area="Milton Keynes CCG", measure="plan")["value"] == 2_000_000


def test_months_beside_each_other_are_a_report_of_each(store: db.DataFile, book: Path) -> None:
    rows: Rows = [
        ["Elm CCG finance report 2022/23, £000"],
        ["", "Month 6", None, None, "Month 7", None, None],
        ["Category", *COLUMNS, *COLUMNS],
        ["Premises", 10, 11, -1, 20, 22, -2],
    ]
    imported(store, workbook(book, rows))
    assert one(store, "budget_figure", month=6, measure="plan")["value"] == 1_000_000
    assert one(store, "budget_figure", month=7, measure="plan")["value"] == 2_000_000


def test_columns_of_another_year_are_left_out(store: db.DataFile, book: Path) -> None:
    headings = ["Category", "2021/22 actual", "2022/23 plan", "2022/23 YTD actual", "Variance"]
    rows: Rows = [["Elm CCG finance report M07, £000"], headings, ["Premises", 99, 10, 11, -1]]
    sheet = only_sheet(store, workbook(book, rows), year="2022/23")
    assert values(sheet) == {("Premises", "plan"): 1_000_000, ("Premises", "actual"): 1_100_000}


def test_money_in_a_merged_cell_is_refused_and_given_to_no_line(store: db.DataFile, book: Path) -> None:
    headings = ["Category", "Plan £000", "Actual £000", "Variance £000"]
    rows: Rows = [[TITLE], headings, ["Premises", 10, 11], ["Contracts", None, 5]]
    sheet = only_sheet(store, workbook(book, rows, merged=["B3:B4"]))
    assert refusals(sheet).keys() == {"B3", "B4"}
    assert ("Contracts", "plan") not in values(sheet)


def test_a_total_over_nothing_is_not_held_against_nothing(store: db.DataFile, book: Path) -> None:
    rows: Rows = [[TITLE], ["£000"], ["Category", *COLUMNS], ["Total delegated", 10, 11, -1]]
    assert claims(only_sheet(store, workbook(book, rows))) == {"D4": True}


def test_many_areas_are_told_in_one_note(store: db.DataFile, book: Path) -> None:
    rows: Rows = [row for number in range(9) for row in (*report(title=TITLE.replace("Elm", f"Area {number}")), [])]
    notes = only_sheet(store, workbook(book, rows)).notes
    assert [note for note in notes if "and 3 more" in note and note.startswith("taken for")]
    assert len(notes) < 7


def test_an_area_that_is_also_a_word_for_all_is_an_area_beside_a_heading(store: db.DataFile, book: Path) -> None:
    rows: Rows = [
        ["Finance report, month 6 2022/23, £000"],
        ["ICB", "Budget line", "Plan", "Actual", "Variance"],
        ["Luton CCG", "Premises", 10, 11, -1],
        ["BLMK", "Premises", 50, 52, -2],
        ["BLMK", "Contracts", 30, 33, -3],
    ]
    path = workbook(book, rows)
    assert any(note.startswith("taken for Luton CCG and BLMK, M06") for note in only_sheet(store, path).notes)
    imported(store, path)
    assert one(store, "budget_figure", area="BLMK", category="Premises", measure="plan")["value"] == 5_000_000
    assert one(store, "budget_figure", area="Luton CCG", measure="plan")["value"] == 1_000_000


OAKSHIRE: Rows = [
    ["Area", "Kind", "Part of"],
    ["Oakshire", "ICB", None],
    ["Elm", "place", "Oakshire"],
    ["Ash", "place", "Oakshire"],
]


@pytest.mark.parametrize("own", ["Oakshire", "ICB"])
def test_rows_of_the_whole_are_kept_and_its_total_is_no_line(store: db.DataFile, book: Path, own: str) -> None:
    imported(store, workbook(book.with_name("areas.xlsx"), {"Areas": OAKSHIRE}))
    rows: Rows = [
        ["Oakshire finance report, month 6 2022/23, £000"],
        ["Area", "Expenditure", "Plan", "Actual", "Variance"],
        ["Elm", "Premises", 10, 11, -1],
        ["Ash", "Premises", 5, 5, 0],
        [own, "Premises", 50, 52, -2],
        [own, "Contracts", 30, 33, -3],
        ["Oakshire total", None, 95, 101, -6],
    ]
    path = workbook(book, rows)
    sheet = only_sheet(store, path)
    assert sheet.form == "finance-report"
    assert not sheet.refused
    assert all(claims(sheet).values())
    imported(store, path)
    assert one(store, "budget_figure", area="Oakshire", category="Premises", measure="plan")["value"] == 5_000_000
    assert one(store, "budget_figure", area="Oakshire", category="Contracts", measure="plan")["value"] == 3_000_000
    assert one(store, "budget_figure", area="Elm", measure="plan")["value"] == 1_000_000


@pytest.mark.parametrize("heading", ["Expenditure", "Spend", "Budget area", "Category", "Area of expenditure"])
def test_the_heading_of_spend_may_stand_behind_the_area(store: db.DataFile, book: Path, heading: str) -> None:
    rows: Rows = [
        ["Finance report, September 2022"],
        ["Area", heading, "Budget £", "Actual £", "Variance £"],
        ["Elm", "Premises", 10, 11, -1],
        ["Oak", "Premises", 30, 33, -3],
    ]
    path = workbook(book, rows)
    assert only_sheet(store, path).form == "finance-report"
    imported(store, path)
    assert one(store, "budget_figure", area="Oak", category="Premises", measure="actual")["value"] == 3_300


def test_totals_over_areas_are_left_out_and_no_line_is_lost(store: db.DataFile, book: Path) -> None:
    rows: Rows = [
        ["Finance report, month 6 2022/23, £000"],
        ["Area", "Category", "Plan", "Actual", "Variance"],
        ["Elm", "Premises", 10, 11, -1],
        ["Oak", "Premises", 20, 21, -1],
        ["Total", "Premises", 30, 32, -2],
    ]
    sheet = only_sheet(store, workbook(book, rows))
    assert not sheet.refused
    assert "left out, for they are totals over areas: 1 row (5)" in sheet.notes
    imported(store, workbook(book, rows))
    assert one(store, "budget_figure", area="Oak", measure="plan")["value"] == 2_000_000
