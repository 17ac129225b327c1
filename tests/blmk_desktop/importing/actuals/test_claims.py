"""Claims as networks send them: months in any spelling, one row a claim or a column a month, the form's limits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

import db
from tests.blmk_desktop.importing.building import Rows, content, imported, one, only_sheet, proposed, refusals, workbook

LONG = ("PCN code", "Month", "Role", "WTE claimed", "Amount claimed")
POSTS = (
    *("PCN", "Month", "Role", "Post", "WTE claimed", "Start date", "Leaving date", "Hours per week"),
    *("Monthly salary", "Employer NI", "Employer pension", "Fees", "Training met", "Reason if training is not met"),
)


def claims(
    path: Path, *rows: Sequence[object], title: str = "ARRS claims 2022/23", headings: Sequence[str] = LONG
) -> Path:
    return workbook(path, {"Claims": [[title], [], headings, *rows]})


def read(store: db.DataFile, path: Path, **options: object) -> dict[tuple[object, ...], tuple[object, object]]:
    """What would be added: PCN, year, month, role to WTE and amount."""
    sheet = only_sheet(store, path, **options)
    assert sheet.form == "arrs-claims"
    return {
        tuple(row.after[name] for name in ("pcn", "year", "month", "role")): (row.after["wte"], row.after.get("amount"))
        for row in sheet.rows
        if row.status == "added"
    }


@pytest.mark.parametrize(
    "month", ["M06", 6, "6", "September", "September 2022", "Sep-22", "2022-09", date(2022, 9, 30)]
)
def test_a_month_is_read_however_it_is_written(store: db.DataFile, book: Path, month: object) -> None:
    path = claims(book, ["U35004", month, "Paramedic", 1.5, "£6,000.50"])
    assert read(store, path) == {("U35004", "2022/23", 6, "Paramedic"): (150, 600_050)}


def test_networks_and_roles_are_known_by_name_and_alias(store: db.DataFile, book: Path) -> None:
    path = claims(book, ["Crown", "M06", "FCP", 1, None], headings=("Network", *LONG[1:]))
    assert read(store, path) == {("U35004", "2022/23", 6, "First Contact Physiotherapist"): (100, None)}


@pytest.mark.parametrize(
    ("title", "month", "options"),
    [
        ("ARRS claims", "January 2023", {}),
        ("ARRS claims 2022/23", "M10", {}),
        ("ARRS claims", "M10", {"year": "2022/23"}),
        ("ARRS claims 2021/22", "January 2023", {}),
    ],
)
def test_the_year_is_that_of_the_month_the_title_or_the_user(
    store: db.DataFile, book: Path, title: str, month: str, options: dict[str, object]
) -> None:
    path = claims(book, ["U35004", month, "Paramedic", 1, 1], title=title)
    assert list(read(store, path, **options)) == [("U35004", "2022/23", 10, "Paramedic")]


def test_without_any_year_a_claim_is_refused(store: db.DataFile, book: Path) -> None:
    sheet = only_sheet(store, claims(book, ["U35004", "M10", "Paramedic", 1, 1], title="ARRS claims"))
    assert [refusal.field for refusal in sheet.refused] == ["Financial year"]


def test_a_year_that_the_month_contradicts_is_refused_at_the_month(store: db.DataFile, book: Path) -> None:
    path = claims(book, ["U35004", "Sep-21", "Paramedic", 1, "2022/23"], headings=(*LONG[:4], "Financial year"))
    why = "The month is of 2021/22, the financial year beside it 2022/23"
    assert refusals(only_sheet(store, path)) == {"B4": why}


def test_a_column_for_each_month_is_a_claim_for_each(store: db.DataFile, book: Path) -> None:
    rows: Rows = [
        ["ARRS claims 2022/23: WTE and amount"],
        [None, None, "WTE", None, "Amount", None],
        ["PCN", "Role", "Apr-22", "May-22", "Apr-22", "May-22"],
        ["Crown", "Paramedic", 1, 1.5, 4_000, 6_000],
        ["Medics", "Paramedic", None, 2, None, None],
        ["Total", None, 1, 3.5, 4_000, 6_000],
    ]
    path = workbook(book, {"Claims": rows}, merged=["C2:D2", "E2:F2"])
    assert read(store, path) == {
        ("U35004", "2022/23", 1, "Paramedic"): (100, 400_000),
        ("U35004", "2022/23", 2, "Paramedic"): (150, 600_000),
        ("U51229", "2022/23", 2, "Paramedic"): (200, None),
    }
    assert [row.where for row in only_sheet(store, path).rows] == ["Claims!C4", "Claims!D4", "Claims!D5"]


def test_what_is_wrong_in_a_column_of_a_month_has_its_own_cell(store: db.DataFile, book: Path) -> None:
    rows = [["Claims of 2022/23, WTE"], ["PCN", "Role", "April 2022", "May 2022"], ["Crown", "Wizard", 1, "lots"]]
    refused = only_sheet(store, workbook(book, {"Claims": rows})).refused
    assert [refusal.where for refusal in refused] == ["Claims!B3", "Claims!D3"]


def test_the_month_may_stand_in_the_title_alone(store: db.DataFile, book: Path) -> None:
    rows: Rows = [["ARRS claims, September 2022"], ["PCN", "Role", "WTE", "Amount"], ["Crown", "Paramedic", 1, 4_000]]
    assert read(store, workbook(book, {"Sheet1": rows})) == {("U35004", "2022/23", 6, "Paramedic"): (100, 400_000)}


def post(**changes: object) -> list[object]:
    """A claim that the national form takes."""
    what = ("Crown", "Sep-22", "Clinical Pharmacist", "CP 1", 1)
    usual = dict(zip(POSTS, [*what, date(2022, 4, 1), None, 37.5, 4_000, 400, 900, None, "Yes", None], strict=True))
    return list((usual | {name.replace("_", " "): value for name, value in changes.items()}).values())


@pytest.mark.parametrize(
    ("cell", "changes", "why"),
    [
        ("H4", {"Hours_per_week": 41}, "Hours per week is 41 hours"),
        ("I4", {"Monthly_salary": 10_000.01}, "Monthly salary is £10,000.01"),
        ("J4", {"Employer_NI": -1}, "Monthly employer National Insurance is -£1"),
        ("K4", {"Employer_pension": 10_001}, "Monthly employer pension is £10,001"),
        ("L4", {"Fees": 10}, "takes fees for Social Prescribing Link Workers only"),
        ("F4", {"Start_date": None}, "wants the start date"),
        ("G4", {"Leaving_date": date(2022, 3, 31)}, "is before the start date"),
        ("G4", {"Leaving_date": date(2022, 8, 31)}, "is before the month that is claimed for"),
        ("F4", {"Start_date": date(2022, 10, 1)}, "is after the month that is claimed for"),
        ("N4", {"Training_met": "No"}, "wants the reason"),
    ],
)
def test_what_the_national_form_would_not_take_is_refused_with_its_cell(
    store: db.DataFile, book: Path, cell: str, changes: dict[str, object], why: str
) -> None:
    good = post(PCN="Medics")
    sheet = only_sheet(store, claims(book, post(**changes), good, headings=POSTS))
    assert list(refusals(sheet)) == [cell]
    assert why in refusals(sheet)[cell]
    assert [row.after["pcn"] for row in sheet.rows] == ["U51229"]


def test_one_claim_twice_is_kept_once_and_two_that_differ_not_at_all(store: db.DataFile, book: Path) -> None:
    same, other = ["U51229", "M06", "Paramedic", 1, 4_000], ["U35004", "M06", "Paramedic", 1, 4_000]
    sheet = only_sheet(store, claims(book, same, same, other, [*other[:3], 2, 4_000]))
    assert [row.after["pcn"] for row in sheet.rows] == ["U51229"]
    assert list(refusals(sheet).values()) == ["stands on rows 6 and 7 with a different WTE claimed"] * 2


def test_a_claim_keeps_its_file_and_cell(store: db.DataFile, book: Path) -> None:
    imported(store, claims(book, ["U35004", "M06", "Paramedic", 1.5, 6_000]))
    kept = one(store, "arrs_claim", pcn="U35004")
    assert (kept["source"], kept["cell"]) == (book.name, "Claims!D4")


def test_the_same_workbook_again_changes_nothing_and_a_corrected_one_what_differs(
    store: db.DataFile, book: Path
) -> None:
    rows = [[code, "M06", "Paramedic", 1, 4_000] for code in ("U35004", "U51229", "U49574")]
    imported(store, claims(book, *rows))
    assert imported(store, book) is None
    imported(store, claims(book, rows[0], [*rows[1][:3], 2, 8_000]))
    found = {(row[0], row[5]) for row in content(store)["arrs_claim"]}
    assert found == {("U35004", 100), ("U51229", 200)}


def test_the_same_claims_under_another_name_change_nothing(store: db.DataFile, tmp_path: Path) -> None:
    row = ["U35004", "M06", "Paramedic", 1, 4_000]
    imported(store, claims(tmp_path / "a.xlsx", row))
    assert proposed(store, claims(tmp_path / "b.xlsx", row)).counts() == {"unchanged": 1}


def test_a_plan_with_months_and_roles_is_still_a_plan(store: db.DataFile, book: Path) -> None:
    rows = [
        ["PCN plans 2022/23"],
        ["PCN", "Role", "Planned WTE Apr-22", "Planned WTE May-22"],
        ["Crown", "Paramedic", 1, 2],
    ]
    assert only_sheet(store, workbook(book, rows)).form == "pcn-workforce-plans"
