"""Ledger extracts: rows added up by category and month, signs, periods, totals, and names that nobody knows."""

from __future__ import annotations

from pathlib import Path

import db
from tests.blmk_desktop.finance_example import report
from tests.blmk_desktop.importing.building import claims, content, imported, one, only_sheet, refusal, workbook

HEADINGS = ("Cost centre", "Subjective description", "Period", "Budget", "Actual")
TITLE = "Elm CCG ledger extract 2022/23"


def known(store: db.DataFile, book: Path) -> None:
    """The categories that the ledger is of."""
    imported(store, workbook(book.with_name("report.xlsx"), report()))


def ledger(book: Path, *rows: tuple[object, ...], headings: tuple[str, ...] = HEADINGS, title: str = TITLE) -> Path:
    return workbook(book, [[title], [], headings, *rows])


def figures(store: db.DataFile) -> dict[tuple[object, object, object], object]:
    """Category, month and measure to pence, of the ledger alone."""
    rows = content(store)["budget_figure"]
    return {(row[1], row[3], row[5]): row[7] for row in rows if row[6] == "ledger"}


def test_rows_of_a_category_and_month_are_added_up(store: db.DataFile, book: Path) -> None:
    known(store, book)
    rows = [
        ("601", "Premises", 4, 50_000, 51_000.25),
        ("602", "Premises", 4, 0, -1_000),
        ("601", "Contracts", 5, 10, 9),
    ]
    imported(store, ledger(book, *rows))
    found = figures(store)
    assert found["Premises", 4, "plan"] == 5_000_000
    assert found["Premises", 4, "actual"] == 5_000_025
    assert found["Contracts", 5, "actual"] == 900
    figure = one(store, "budget_figure", category="Premises", month=4, measure="actual")
    assert figure["note"] == "2 rows of the ledger, E4 to E5"
    assert (figure["basis"], figure["period"], figure["area"]) == ("ledger", "month", "Elm CCG")


def test_periods_are_written_in_many_ways(store: db.DataFile, book: Path) -> None:
    known(store, book)
    periods = ["P06", "Period 7", "M08", "Dec-22", 10]
    imported(store, ledger(book, *(("601", "Premises", period, 1, 1) for period in periods)))
    assert [key[1] for key in sorted(figures(store)) if key[2] == "actual"] == [6, 7, 8, 9, 10]


def test_debit_less_credit_is_what_is_spent(store: db.DataFile, book: Path) -> None:
    known(store, book)
    headings = ("Account description", "Period", "Debit", "Credit")
    imported(store, ledger(book, ("Premises", 6, 120, None), ("Premises", 6, None, 20), headings=headings))
    assert figures(store)["Premises", 6, "actual"] == 10_000


def test_a_ledger_that_writes_spend_as_negative_is_turned_and_said(store: db.DataFile, book: Path) -> None:
    known(store, book)
    path = ledger(book, ("601", "Premises", 6, -100, -90))
    assert any("turned" in note for note in only_sheet(store, path).notes)
    imported(store, path)
    assert (figures(store)["Premises", 6, "plan"], figures(store)["Premises", 6, "actual"]) == (10_000, 9_000)


def test_to_date_columns_are_figures_to_date(store: db.DataFile, book: Path) -> None:
    known(store, book)
    headings = ("Cost centre", "Subjective description", "YTD budget", "YTD actual")
    title = "Elm CCG ledger, month 6 2022/23"
    imported(store, ledger(book, ("601", "Premises", 100, 90), headings=headings, title=title))
    assert (
        one(store, "budget_figure", category="Premises", origin="ledger", measure="actual")["period"] == "year to date"
    )


def test_a_printed_total_is_held_against_the_rows(store: db.DataFile, book: Path) -> None:
    known(store, book)
    rows = [("601", "Premises", 4, 50, 51), ("601", "Contracts", 4, 10, 9), ("", "Total", None, 60, 61)]
    held = claims(only_sheet(store, ledger(book, *rows)))
    assert (held["D6"], held["E6"]) == (True, False)


def test_a_name_that_nobody_knows_is_asked_about_once(store: db.DataFile, book: Path) -> None:
    known(store, book)
    rows = [("601", "Premises rent", 4, 50, 51), ("601", "Premises rent", 5, 50, 51)]
    refused = refusal(only_sheet(store, ledger(book, *rows)))
    assert refused.alias_of == "budget_category"
    assert "Premises" in refused.suggestions


def test_a_ledger_may_say_the_area_of_each_row(store: db.DataFile, book: Path) -> None:
    known(store, book)
    headings = ("CCG", "Account", "Month", "Actual")
    rows = [("Elm CCG", "Premises", 6, 5), ("Oak CCG", "Premises", 6, 7)]
    imported(store, ledger(book, *rows, headings=headings, title="Ledger 2022/23"))
    assert one(store, "budget_figure", area="Oak CCG")["value"] == 700


def test_importing_it_again_changes_nothing(store: db.DataFile, book: Path) -> None:
    known(store, book)
    path = ledger(book, ("601", "Premises", 4, 50, 51), ("601", "Premises", 4, 50, 51))
    imported(store, path)
    assert imported(store, path) is None


def test_the_words_of_an_account_tell_its_category_before_its_code(store: db.DataFile, book: Path) -> None:
    known(store, book)
    headings = ("Cost centre", "Subjective", "Subjective description", "Period", "Amount")
    imported(store, ledger(book, ("601", "52161001", "Premises", 6, 7), headings=headings))
    assert figures(store)["Premises", 6, "actual"] == 700


def test_a_description_is_of_the_codes_beside_it(store: db.DataFile, book: Path) -> None:
    known(store, book)
    headings = ("Cost centre", "Description", "Budget", "Actual")
    rows = [("601", "Premises", 10, 9), ("", "Total", 10, 9)]
    sheet = only_sheet(store, ledger(book, *rows, headings=headings, title="Elm CCG ledger M03 2022/23"))
    assert not sheet.refused
    assert all(claims(sheet).values())
    assert any("M03 2022/23 alone" in note for note in sheet.notes)


def test_more_credit_than_debit_is_less_than_nothing(store: db.DataFile, book: Path) -> None:
    known(store, book)
    headings = ("Account description", "Period", "Debit", "Credit")
    imported(store, ledger(book, ("Premises", 6, 20, None), ("Premises", 6, None, 120), headings=headings))
    assert figures(store)["Premises", 6, "actual"] == -10_000


def test_a_single_credit_is_not_turned(store: db.DataFile, book: Path) -> None:
    known(store, book)
    imported(store, ledger(book, ("601", "Premises", 6, 100, -90)))
    assert figures(store)["Premises", 6, "actual"] == -9_000


def test_months_beside_each_other_are_figures_of_each_month(store: db.DataFile, book: Path) -> None:
    known(store, book)
    headings = ("Category", "Annual budget", "Apr-22", "May-22", "Jun-22", "YTD actual")
    rows = [("Premises", 120, 10, 11, None, 21), ("Contracts", 60, 5, 6, 4, 15), ("Total", 180, 15, 17, 4, 36)]
    path = ledger(book, *rows, headings=headings, title="Elm CCG ledger 2022/23: actual spend")
    sheet = only_sheet(store, path)
    assert all(claims(sheet).values())
    assert "its months stand beside each other; they are read as what was spent in each month" in sheet.notes
    imported(store, path)
    assert figures(store)["Premises", 2, "actual"] == 1_100
    assert ("Premises", 3, "actual") not in figures(store)
    assert one(store, "budget_figure", category="Contracts", month=3, origin="ledger")["cell"] == "E5"
    assert imported(store, path) is None


def test_months_of_a_phased_budget_are_plans(store: db.DataFile, book: Path) -> None:
    known(store, book)
    headings = ("Budget heading", "April", "May", "June")
    path = ledger(book, ("Premises", 10, 11, 12), headings=headings, title="Elm CCG phased budget 2022/23, £000")
    imported(store, path)
    assert figures(store) == {("Premises", month, "plan"): (9 + month) * 100_000 for month in (1, 2, 3)}


def test_budget_and_actual_of_each_month_are_kept_apart(store: db.DataFile, book: Path) -> None:
    known(store, book)
    headings = ("Category", "Apr-22 budget", "Apr-22 actual", "May-22 budget", "May-22 actual", "Jun-22 forecast")
    imported(store, ledger(book, ("Premises", 10, 11, 12, 13, 99), headings=headings))
    pence = {(month, measure): value for (_, month, measure), value in figures(store).items()}
    assert pence == {(1, "plan"): 1_000, (1, "actual"): 1_100, (2, "plan"): 1_200, (2, "actual"): 1_300}


def test_an_area_whose_name_may_mean_all_is_an_area_in_a_column_of_areas(store: db.DataFile, book: Path) -> None:
    """BLMK is an area, and elsewhere the word before a total of everything."""
    known(store, book)
    headings = ("ICB", "Account", "Month", "Actual")
    rows = [("BLMK", "Premises", 6, 5), ("Total", None, 6, 5)]
    imported(store, ledger(book, *rows, headings=headings, title="Ledger 2022/23"))
    assert one(store, "budget_figure", area="BLMK", category="Premises")["value"] == 500


def test_a_total_counts_rows_that_are_refused(store: db.DataFile, book: Path) -> None:
    known(store, book)
    rows = [("601", "Premises", 4, 50, 51), ("601", "Nobody knows", 4, 10, 9), ("", "Total", None, 60, 60)]
    assert claims(only_sheet(store, ledger(book, *rows))) == {"D6": True, "E6": True}


def test_months_beside_each_other_keep_the_rows_of_the_whole(store: db.DataFile, book: Path) -> None:
    known(store, book)
    headings = ("Area", "Category", "Apr-22", "May-22", "Jun-22")
    rows = [("BLMK", "Premises", 1, 2, 3), ("ICB", "Contracts", 4, 5, 6), ("Luton CCG", "Premises", 7, 8, 9)]
    imported(store, ledger(book, *rows, headings=headings, title="BLMK ledger 2022/23: actual spend"))
    assert one(store, "budget_figure", area="BLMK", category="Premises", month=2, origin="ledger")["value"] == 200
    assert one(store, "budget_figure", area="BLMK", category="Contracts", month=2, origin="ledger")["value"] == 500


def test_the_row_of_the_whole_without_an_account_is_its_total(store: db.DataFile, book: Path) -> None:
    known(store, book)
    headings = ("Area", "Account", "Month", "Actual")
    rows = [("Luton CCG", "Premises", 6, 5), ("Bedfordshire CCG", "Premises", 6, 4), ("BLMK", None, 6, 9)]
    sheet = only_sheet(store, ledger(book, *rows, headings=headings, title="Ledger 2022/23"))
    assert not sheet.refused
    assert claims(sheet) == {"D6": True}
