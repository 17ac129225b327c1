"""What is found in finance reports: lost signs, wrong totals, reds nobody explains, months and sources that differ."""

from __future__ import annotations

from pathlib import Path

import pytest

import db
from tests.blmk_desktop import finance_example as example
from tests.blmk_desktop.check.conftest import Add, findings, import_workbook
from tests.blmk_desktop.importing.building import Rows, workbook


def give(store: db.DataFile, folder: Path, rows: Rows, name: str = "report.xlsx") -> None:
    import_workbook(store, workbook(folder / name, rows))


def messages(store: db.DataFile, rule: str) -> list[str]:
    return [finding.message for finding in findings(store, rule)]


def figure(
    origin: str, value: int, month: int = 6, period: str = "year to date", area: str = "Elm CCG"
) -> dict[str, object]:
    about = {"area": area, "category": "Premises", "year": "2022/23", "month": month, "period": period}
    return {**about, "measure": "actual", "origin": origin, "value": value}


def test_a_report_that_holds_is_not_found_fault_with(store: db.DataFile, tmp_path: Path) -> None:
    give(store, tmp_path, example.report([("Contracts", 1_000, 990, 2_000, 2_000)]))
    assert findings(store) == []


def test_a_percentage_that_lost_its_sign_is_told_apart_where_the_plan_is_negative(
    store: db.DataFile, tmp_path: Path
) -> None:
    rows = example.report()
    rows[5][4], rows[6][4] = "10.0%", "100.0%"
    give(store, tmp_path, rows)
    grave = {finding.printed: finding.severity for finding in findings(store, "lost-minus-sign")}
    assert grave == {"10.0%": "error", "100.0%": "warning"}
    told = " ".join(messages(store, "lost-minus-sign"))
    assert "of a plan of (£50,000) it is (100.0%): a negative plan turns the sign" in told
    assert "the variance of (£30,000) is adverse, but of a plan of £300,000 it is (10.0%)." in told


def test_a_percentage_that_others_have_is_missed(store: db.DataFile, tmp_path: Path) -> None:
    rows = example.report()
    rows[5][4] = None
    give(store, tmp_path, rows)
    (found,) = findings(store, "percentage-not-printed")
    assert (found.severity, found.where, found.computed) == ("note", "report.xlsx › Plan!E6", "(10.0%)")


def test_a_variance_that_is_not_plan_less_actual_is_wrong(store: db.DataFile, tmp_path: Path) -> None:
    rows = example.report()
    rows[4][3] = 100
    give(store, tmp_path, rows)
    (found,) = findings(store, "figure-not-from-its-parts")
    assert (found.printed, found.computed, found.measure) == ("£100,000", "£10,000", "variance")


def test_a_total_off_by_rounding_is_a_note_and_by_more_an_error(store: db.DataFile, tmp_path: Path) -> None:
    rows = example.report()
    rows[7][1], rows[7][6] = 1_251, 2_400
    give(store, tmp_path, rows)
    (note,) = findings(store, "rounded-total")
    (error,) = findings(store, "total-not-sum")
    assert (note.severity, note.where) == ("note", "report.xlsx › Plan!B8")
    assert (error.severity, error.printed, error.computed) == ("error", "£2,400,000", "£2,500,000")


def test_a_red_that_nobody_explained_is_told_until_somebody_does(store: db.DataFile, add: Add, tmp_path: Path) -> None:
    give(store, tmp_path, example.report())
    (told,) = messages(store, "red-unexplained")
    assert told == (
        "Premises, Elm CCG September 2022 is red, £100,000 over plan for the year, and nobody has said why."
    )
    about = {"area": "Elm CCG", "category": "Premises", "year": "2022/23", "month": 6}
    add("variance_reason", {**about, "reason": "Rents"})
    assert messages(store, "red-unexplained") == []


def test_spend_to_date_that_falls_is_odd(store: db.DataFile, add: Add, tmp_path: Path) -> None:
    give(store, tmp_path, example.report())
    add("budget_figure", figure("entered", 40_000_000, month=5))
    (told,) = messages(store, "spend-to-date-fell")
    assert "£330,000 is spent to date; August 2022 had £400,000." in told


def test_a_forecast_of_less_than_is_spent_is_odd(store: db.DataFile, tmp_path: Path) -> None:
    give(store, tmp_path, example.report([("Premises", 300, 330, 600, 310), ("Contracts", 1, 1, 2, 2)]))
    (told,) = messages(store, "forecast-under-actual")
    assert "the forecast for the year is £310,000, less than is spent already" in told


@pytest.mark.parametrize(("value", "found"), [(33_040_000, 0), (33_060_000, 1)])
def test_the_ledger_is_held_to_the_report_within_its_thousands(
    store: db.DataFile, add: Add, tmp_path: Path, value: int, found: int
) -> None:
    give(store, tmp_path, example.report())
    add("budget_figure", figure("ledger", value))
    assert len(messages(store, "budget-sources-differ")) == found


def test_months_of_a_ledger_are_added_up_to_be_held_to_the_report(store: db.DataFile, add: Add, tmp_path: Path) -> None:
    give(store, tmp_path, example.report())
    add("budget_figure", *(figure("ledger", 5_000_000, month, "month") for month in range(1, 7)))
    (told,) = messages(store, "budget-sources-differ")
    assert "the report has £330,000 as the actual to date, the ledger £300,000, £30,000 apart" in told


def test_an_area_is_the_sum_of_its_parts(store: db.DataFile, add: Add) -> None:
    add("area", {"name": "All", "kind": "ICB"})
    add("area", *({"name": name, "kind": "CCG", "within": "All"} for name in ("Elm CCG", "Oak CCG")))
    add("budget_category", {"name": "Premises", "block": "delegated", "nature": "spend"})
    add("budget_figure", *(figure("entered", 100, area=area) for area in ("Elm CCG", "Oak CCG")))
    add("budget_figure", figure("entered", 250, area="All"))
    (told,) = messages(store, "area-not-sum")
    assert "the actual to date is £2.50, but Elm CCG and Oak CCG come to £2" in told


def test_the_report_of_september_2022_lost_two_signs_and_one_percentage(store: db.DataFile, shared: Path) -> None:
    import_workbook(store, shared / "inputs" / "delegated-finance-2022-09.xlsx")
    lost = {finding.where.rpartition("!")[2]: finding for finding in findings(store, "lost-minus-sign")}
    assert {cell: finding.printed for cell, finding in lost.items()} == {"E15": "936.9%", "J15": "434.1%"}
    assert "the variance of £609,000 is favourable, but of a plan of (£65,000) it is (936.9%)" in lost["E15"].message
    (missing,) = findings(store, "percentage-not-printed")
    assert (missing.where, missing.computed) == (
        "delegated-finance-2022-09.xlsx › Other primary care!E8",
        "(5.5%)",
    )
    assert [finding.rule for finding in findings(store) if finding.severity == "error"] == []
