"""Monthly finance reports: blocks beside each other or alone, brackets, dashes, thousands, months, areas, totals."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import db
from blmk_desktop.export import write_records
from blmk_desktop.importing.proposal import SheetProposal
from tests.blmk_desktop.finance_example import HEADINGS, LINES, TITLE, report
from tests.blmk_desktop.importing.building import (
    Rows,
    claims,
    content,
    imported,
    one,
    only_sheet,
    proposed,
    refusal,
    refusals,
    workbook,
)


def values(sheet: SheetProposal, period: str = "year to date") -> dict[tuple[object, object], object]:
    """Category and measure to pence."""
    rows = [row.after for row in sheet.rows if row.kind == "budget_figure"]
    return {(row["category"], row["measure"]): row["value"] for row in rows if row["period"] == period}


def stated(store: db.DataFile, cell: str) -> dict[str, object]:
    return one(store, "stated_budget", cell=cell)


def test_both_blocks_of_a_report_are_read(store: db.DataFile, book: Path) -> None:
    sheet = only_sheet(store, workbook(book, report()))
    assert sheet.form == "finance-report"
    assert values(sheet)["Contracts", "plan"] == 100_000_000
    assert values(sheet)["Reserves", "actual"] == -10_000_000
    assert values(sheet, "full year")["Premises", "forecast"] == 70_000_000
    assert all(claims(sheet).values())


def test_the_month_and_the_area_are_those_of_its_title(store: db.DataFile, book: Path) -> None:
    imported(store, workbook(book, report()))
    row = one(store, "budget_figure", category="Premises", measure="actual")
    assert (row["area"], row["year"], row["month"], row["origin"]) == ("Elm CCG", "2022/23", 6, "report")
    assert (row["sheet"], row["cell"], row["decimals"]) == ("Plan", "C6", -3)
    assert one(store, "area", name="Elm CCG")["kind"] == "CCG"


@pytest.mark.parametrize(
    ("title", "month"),
    [
        ("Elm CCG finance report M06 2022/23", 6),
        ("Elm CCG - Month 12 2022/23", 12),
        ("Elm CCG: position at September 2022", 6),
        ("Elm CCG - position as at 30/04/2022", 1),
    ],
)
def test_months_are_written_in_many_ways(store: db.DataFile, book: Path, title: str, month: int) -> None:
    imported(store, workbook(book, report(title=title)))
    row = one(store, "budget_figure", category="Premises", measure="actual")
    assert (row["year"], row["month"]) == ("2022/23", month)


def test_a_report_that_names_no_month_asks_for_it(store: db.DataFile, book: Path) -> None:
    path = workbook(book, report(title="Elm CCG finance report"))
    assert "of which month" in refusal(only_sheet(store, path)).why
    assert not only_sheet(store, path, as_at="2022-09-30").refused


def test_a_report_that_names_no_area_asks_for_it(store: db.DataFile, book: Path) -> None:
    path = workbook(book, report(title="Finance report, month 6 2022/23"))
    assert "of which area" in refusal(only_sheet(store, path)).why
    imported(store, path, register="Elm CCG")
    assert one(store, "budget_figure", category="Premises", measure="actual")["area"] == "Elm CCG"


@pytest.mark.parametrize(
    ("title", "area"),
    [
        ("BLMK ICB finance, Luton, month 6 2022/23", "Luton CCG"),
        ("Bedfordshire, Luton and Milton Keynes - month 6 2022/23", "BLMK"),
        ("NHS Milton Keynes CCG - as at 30 September 2022", "Milton Keynes CCG"),
    ],
)
def test_the_area_is_known_by_any_of_its_names(demo: db.DataFile, book: Path, title: str, area: str) -> None:
    notes = only_sheet(demo, workbook(book, report(title=title))).notes
    assert any(note.startswith(f"taken for {area}, M06 2022/23") for note in notes)


def test_a_period_that_does_not_begin_in_april_is_kept(store: db.DataFile, book: Path) -> None:
    imported(store, workbook(book, report(title=f"{TITLE}; the period runs from 1 July 2022")))
    assert one(store, "budget_figure", category="Premises", measure="actual")["starts"] == 4


def test_variances_that_are_actual_less_plan_are_told_from_the_rows(store: db.DataFile, book: Path) -> None:
    path = workbook(book, report(turned=True))
    sheet = only_sheet(store, path)
    assert any("read as actual less plan" in note for note in sheet.notes)
    assert [match.target for match in sheet.columns if "turned" in (match.target or "")] == [
        "to_date.turned",
        "full_year.turned",
    ]
    imported(store, path)
    assert stated(store, "D6")["value"] == 3_000_000
    assert stated(store, "D6")["convention"] == "actual less plan"


def test_the_user_may_say_which_way_round_variances_are(store: db.DataFile, book: Path) -> None:
    path = workbook(book, report())
    (name,) = {file.path.name for file in proposed(store, path).files}
    sheet = only_sheet(store, path, columns={(name, "Plan"): {3: "to_date.turned", 8: "full_year.turned"}})
    assert any("read as actual less plan" in note for note in sheet.notes)
    assert not all(claims(sheet).values())


def test_rows_that_say_both_are_asked_about(store: db.DataFile, book: Path) -> None:
    headings = ["Category", "Plan £000", "Actual £000", "Variance £000"]
    rows: Rows = [[TITLE], headings, ["Contracts", 10, 5, 5], ["Premises", 20, 15, -5]]
    path = workbook(book, rows)
    assert "cannot be told" in refusal(only_sheet(store, path)).why
    assert not only_sheet(store, path, convention="plan less actual").refused


def test_a_total_is_kept_as_a_claim_with_the_rows_it_stands_under(store: db.DataFile, book: Path) -> None:
    imported(store, workbook(book, report()))
    total = stated(store, "B8")
    assert (total["rule"], total["measure"], total["first_row"], total["last_row"]) == ("total", "plan", 5, 7)
    assert (total["category"], total["label"]) == (None, "Primary Care Delegated")
    assert not any("Primary Care Delegated" in row for row in content(store)["budget_category"])


def test_a_wrong_total_is_shown_before_it_is_imported(store: db.DataFile, book: Path) -> None:
    rows = report()
    rows[-1][1] = 1_999
    assert claims(only_sheet(store, workbook(book, rows)))["B8"] is False


def test_a_dash_is_nothing_and_a_blank_percentage_no_claim(store: db.DataFile, book: Path) -> None:
    rows = report()
    rows[4][1:3] = ["-", "-"]
    rows[4][3:5] = ["-", None]
    sheet = only_sheet(store, workbook(book, rows))
    assert values(sheet)["Contracts", "plan"] == 0
    assert "E5" not in claims(sheet)


def test_brackets_are_negative(store: db.DataFile, book: Path) -> None:
    rows = report()
    rows[6][1] = "(50)"
    assert values(only_sheet(store, workbook(book, rows)))["Reserves", "plan"] == -5_000_000


def test_a_cell_that_is_no_figure_is_refused_with_its_place(store: db.DataFile, book: Path) -> None:
    rows = report()
    rows[5][2] = "about 330"
    assert "C6" in refusals(only_sheet(store, workbook(book, rows)))


def test_one_block_in_pounds_below_other_words_is_read_too(store: db.DataFile, book: Path) -> None:
    headings = ("Budget heading", "Annual budget (£)", "YTD budget (£)", "YTD actual (£)", "Forecast outturn (£)")
    rows = [[TITLE], headings, ("Contracts", "2,000,000.50", 1_000_000, 990_000, 2_000_000), ("Total", 2_000_000.5)]
    sheet = only_sheet(store, workbook(book, rows))
    assert values(sheet, "full year")["Contracts", "plan"] == 200_000_050
    assert values(sheet)["Contracts", "actual"] == 99_000_000
    assert not sheet.refused


def test_three_periods_beside_each_other_and_a_variance_over_plan(store: db.DataFile, book: Path) -> None:
    groups = [None, "In Month", None, None, "Year to date", None, None, "Full Year", None, None]
    own = [
        *("Plan £'000", "Actual £'000", "Over/(under) £'000") * 2,
        "Budget £'000",
        "Forecast £'000",
        "Over/(under) £'000",
    ]
    rows: Rows = [[TITLE], groups, ["Service area", *own], ["Premises", 10, 11, 1, 30, 32, 2, 120, 125, 5]]
    sheet = only_sheet(store, workbook(book, rows))
    assert values(sheet, "month") == {("Premises", "plan"): 1_000_000, ("Premises", "actual"): 1_100_000}
    assert values(sheet, "full year")["Premises", "forecast"] == 12_500_000
    assert any("actual less plan" in note for note in sheet.notes)


def test_both_blocks_may_stand_in_one_table_under_headings_of_their_own(store: db.DataFile, book: Path) -> None:
    rows: Rows = [
        [TITLE],
        ["Expenditure", "Plan £k", "Actual £k", "Variance £k", "Prior year £k"],
        ["Delegated"],
        ["Premises", 10, 12, -2, 9],
        ["Subtotal", 10, 12, -2, 9],
        ["Other primary care"],
        ["GP IT", 4, 3, 1, 4],
        ["Subtotal", 4, 3, 1, 4],
        ["Grand total", 14, 15, -1, 13],
    ]
    path = workbook(book, rows)
    assert all(claims(only_sheet(store, path)).values())
    imported(store, path)
    assert one(store, "budget_category", name="GP IT")["block"] == "other primary care"
    assert one(store, "budget_category", name="Premises")["block"] == "delegated"
    assert stated(store, "B9")["first_row"] == 4


def test_percentages_written_as_parts_of_one_are_told_from_the_rows(store: db.DataFile, book: Path) -> None:
    headings = ["Category", "Plan £000", "Actual £000", "Variance £000", "Variance %"]
    rows: Rows = [[TITLE], headings, ["Premises", 100, 105, -5, -0.05], ["Contracts", 1_000, 900, 100, 0.1]]
    sheet = only_sheet(store, workbook(book, rows))
    assert all(claims(sheet).values())
    assert any("parts of one" in note for note in sheet.notes)


def test_tables_of_several_areas_stand_below_each_other(store: db.DataFile, book: Path) -> None:
    second = report(title=TITLE.replace("Elm", "Oak"))
    imported(store, workbook(book, [*report(), [], *second]))
    areas = {row[0] for row in content(store)["budget_figure"]}
    assert areas == {"Elm CCG", "Oak CCG"}
    assert (
        one(store, "stated_budget", area="Oak CCG", label="Primary Care Delegated", measure="actual")["first_row"] == 14
    )


def test_a_text_table_is_read_as_a_workbook_is(store: db.DataFile, tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    rows = [*report(), [], *report(title=TITLE.replace("Elm", "Oak"))]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(["" if cell is None else cell for cell in row] for row in rows)
    sheet = only_sheet(store, path)
    assert not sheet.refused
    assert all(claims(sheet).values())
    assert {row.after["area"] for row in sheet.rows if row.kind == "budget_figure"} == {"Elm CCG", "Oak CCG"}


def test_delegated_and_other_primary_care_are_two_blocks(store: db.DataFile, book: Path) -> None:
    other = report([("GP IT", 10, 11, 20, 20)], total="Total Primary Care (Other)")
    imported(store, workbook(book, {"First": report(), "Second": other}))
    assert one(store, "budget_category", name="GP IT")["block"] == "other primary care"
    assert one(store, "budget_category", name="Premises")["block"] == "delegated"
    assert one(store, "budget_category", name="Reserves")["nature"] == "reserves"


def test_basis_note_and_reason_are_taken_along(store: db.DataFile, book: Path) -> None:
    rows = report()
    rows[3] += ["Basis", "Note", "Reason", "Action"]
    rows[5] += ["Two months in arrears", "late", "Rents rose", "Reviewed"]
    imported(store, workbook(book, rows))
    actual = one(store, "budget_figure", category="Premises", measure="actual")
    assert (actual["basis"], actual["note"]) == ("two months in arrears", "late")
    assert one(store, "budget_figure", category="Premises", measure="plan", period="full year")["basis"] is None
    assert one(store, "variance_reason", category="Premises")["reason"] == "Rents rose"


def test_importing_it_again_changes_nothing(store: db.DataFile, book: Path) -> None:
    path = workbook(book, report())
    imported(store, path)
    assert imported(store, path) is None


def test_a_later_edition_corrects_figures_and_takes_lines_away(store: db.DataFile, book: Path) -> None:
    imported(store, workbook(book, report()))
    imported(store, workbook(book, report([("Contracts", 1_000, 995, 2_000, 2_010), LINES[1]])))
    rows = [row for row in content(store)["budget_figure"] if row[1] == "Contracts"]
    assert {row[7] for row in rows} == {99_500_000, 100_000_000, 200_000_000, 201_000_000}
    assert not [row for row in content(store)["budget_figure"] if row[1] == "Reserves"]


def test_tables_of_something_else_are_no_finance_reports(store: db.DataFile, book: Path) -> None:
    rows: Rows = [["Plans"], ["PCN", "Plan £000", "Actual £000", "Variance £000"], ["Crown", 1, 2, -1]]
    assert only_sheet(store, workbook(book, rows)).form != "finance-report"


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("kind", ["stated-budgets", "budget-figures", "budget-categories", "areas", "variance-reasons"])
def test_an_export_of_them_comes_back_unchanged(demo: db.DataFile, tmp_path: Path, kind: str, ending: str) -> None:
    path = tmp_path / f"{kind}.{ending}"
    with demo.reading() as connection:
        write_records(connection, kind, path)
    sheet = only_sheet(demo, path)
    assert (sheet.form, sheet.refused) == (kind, [])
    assert sheet.counts().keys() == {"unchanged"}


def test_the_headings_of_the_example_are_known(store: db.DataFile, book: Path) -> None:
    sheet = only_sheet(store, workbook(book, report()))
    assert [match.target for match in sheet.columns if match.target][:5] == [
        "finance.category",
        "to_date.plan",
        "to_date.actual",
        "to_date.variance",
        "to_date.percent",
    ]
    assert len(sheet.columns) == len(HEADINGS)


def test_the_report_of_september_2022_is_read_whole(store: db.DataFile, shared: Path) -> None:
    path = shared / "inputs" / "delegated-finance-2022-09.xlsx"
    sheets = proposed(store, path).sheets()
    assert [len(sheet.refused) for sheet in sheets] == [0, 0]
    assert [cell for sheet in sheets for cell, held in claims(sheet).items() if not held] == ["E15", "J15"]
    imported(store, path)
    assert stated(store, "D16")["value"] == 38_300_000
    total = one(store, "stated_budget", sheet="Other primary care", cell="I9")
    assert (total["value"], total["measure"]) == (-202_000_000, "variance")
