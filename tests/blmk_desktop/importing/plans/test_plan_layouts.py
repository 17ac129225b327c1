"""A plan table is found wherever it stands on its sheet, and its columns by what their headings say."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

import db
from tests.blmk_desktop.importing.building import (
    claims,
    figures,
    imported,
    only_sheet,
    plan,
    refusals,
    values,
    workbook,
)


def test_headings_are_found_below_a_title_and_to_the_right(store: db.DataFile, book: Path) -> None:
    rows: list[list[object]] = [
        [None, "Primary care networks: plans 2022/23"],
        [None, "returned by the networks"],
        [],
        [None, None, "PCN", "Allocation", "Forecast spend"],
        [None, 1, "Crown", 720_280.80, 782_305.50],
        [None, 2, "Medics", 924_243, 869_246],
    ]
    sheet = only_sheet(store, workbook(book, rows))
    assert sheet.form == "pcn-workforce-plans"
    assert values(sheet, "allocation") == {"U35004": 72_028_080, "U51229": 92_424_300}
    assert sheet.rows[0].where == "Plan!D5"


def test_line_breaks_order_and_other_words_do_not_matter(store: db.DataFile, book: Path) -> None:
    rows: list[list[object]] = [
        ["ARRS plans 2022-23"],
        ["Projected\noutturn", "Establishment\nWTE", "Network\nname", "Staff\nemployed\n(WTE)", "Entitlement", "Notes"],
        [869_246, 21.95, "Medics PCN", 19.35, 924_243, "planned for autumn"],
    ]
    assert figures(only_sheet(store, workbook(book, rows))) == {
        ("U51229", "allocation", None): 92_424_300,
        ("U51229", "forecast_spend", None): 86_924_600,
        ("U51229", "wte_in_post", 6): 1935,
        ("U51229", "wte_planned", 12): 2195,
    }


def test_a_row_of_data_is_never_taken_for_a_second_heading_row(store: db.DataFile, tmp_path: Path) -> None:
    text = "PCN,Allocation,Comments,In post\nCrown,720280.80,recruiting as planned,16.8\nMedics,924243,,19.35\n"
    path = tmp_path / "plans 2022-23.csv"
    path.write_text(text, encoding="utf-8")
    assert values(only_sheet(store, path), "allocation") == {"U35004": 72_028_080, "U51229": 92_424_300}


def test_merged_bands_over_the_headings_count_with_them(store: db.DataFile, book: Path) -> None:
    rows: list[list[object]] = [
        ["Plans for 2022/23"],
        [None, "Money", None, "People (WTE)", None],
        ["PCN", "Allocation", "Forecast", "In post", "Planned"],
        ["Crown", 720_280.80, 782_305.50, 16.8, 19.8],
    ]
    sheet = only_sheet(store, workbook(book, rows, merged=["B2:C2", "D2:E2"]))
    assert values(sheet, "wte_planned") == {"U35004": 1980}
    assert [column.heading for column in sheet.columns][3:] == ["People (WTE) In post", "People (WTE) Planned"]


def test_a_role_and_month_grid_keeps_each_month(store: db.DataFile, book: Path) -> None:
    months = [datetime(2022 + month // 13, (month - 1) % 12 + 1, 1) for month in range(4, 16)]  # noqa: DTZ001 - Excel
    rows: list[list[object]] = [
        ["Workforce plan return 2022/23"],
        [None, None, "Planned WTE", *[None] * 11, "Forecast spend (£)", *[None] * 11],
        ["PCN", "Role", *months, *months],
        ["Crown", "Paramedic", *[1.5] * 12, *[5_000] * 12],
        ["Crown", "Clinical Pharmacists", *[2] * 12, *[6_000] * 12],
    ]
    found = figures(only_sheet(store, workbook(book, rows)))
    assert len(found) == 48
    assert found["U35004 · Paramedic", "wte_planned", 1] == 150
    assert found["U35004 · Clinical Pharmacist", "forecast_spend", 12] == 600_000


def test_the_total_of_the_months_is_a_claim(store: db.DataFile, book: Path) -> None:
    rows: list[list[object]] = [
        ["PCN plans 2022/23"],
        ["PCN", "Spend Apr-22", "Spend May-22", "Total spend"],
        ["Crown", 100, 150, 250],
        ["Medics", 10, 20, 50],
    ]
    sheet = only_sheet(store, workbook(book, rows))
    assert {month for _, _, month in figures(sheet)} == {1, 2}
    assert claims(sheet) == {"D3": True, "D4": False}


def test_a_column_may_name_the_month_of_each_row(store: db.DataFile, book: Path) -> None:
    rows: list[list[object]] = [
        ["PCN plans 2022/23"],
        ["PCN", "Month", "Planned WTE", "Forecast spend"],
        ["Crown", "M01", 1, 10],
        ["Crown", "May 2022", 2, 20],
        ["Crown", 3, 3, 30],
    ]
    sheet = only_sheet(store, workbook(book, rows))
    assert figures(sheet) == {
        ("U35004", "wte_planned", 1): 100,
        ("U35004", "forecast_spend", 1): 1_000,
        ("U35004", "wte_planned", 2): 200,
        ("U35004", "forecast_spend", 2): 2_000,
    }
    assert refusals(sheet) == {
        "B5": "the month is not plain; write it as M01 (April) to M12 (March), or by its name",
    }


def test_units_in_a_row_under_the_headings_count(store: db.DataFile, book: Path) -> None:
    rows: list[list[object]] = [
        ["PCN plans 2022/23"],
        ["PCN", "Allocation", "In post"],
        [None, "£000", "WTE"],
        ["Crown", 720, 16.8],
    ]
    sheet = only_sheet(store, workbook(book, rows))
    assert figures(sheet) == {("U35004", "allocation", None): 72_000_000, ("U35004", "wte_in_post", 6): 1680}
    assert "Allocation is in £000: 720 is read as £720,000" in sheet.notes


def test_a_title_may_say_that_money_is_in_thousands(store: db.DataFile, book: Path) -> None:
    sheet = only_sheet(store, plan(book, ["Luton", "Medics", 924, "£869", 19.35, 21.95], title="Plan 2022/23 (£'000)"))
    assert values(sheet, "forecast_spend") == {"U51229": 86_900_000}
    assert values(sheet, "wte_in_post") == {"U51229": 1935}


def test_merged_place_cells_are_filled_down(store: db.DataFile, book: Path) -> None:
    path = plan(
        book,
        ["Luton", "Medics", 1, 1, 1, 1],
        [None, "Oasis", 2, 2, 2, 2],
        [None, "Total", 3, 3, 3, 3],
        merged=["A4:A6"],
    )
    sheet = only_sheet(store, path)
    assert sheet.refused == []
    assert {claim.subject for claim in sheet.claims} == {"Luton"}


def test_a_merged_figure_belongs_to_nobody(store: db.DataFile, book: Path) -> None:
    path = plan(book, ["Luton", "Medics", 924_243, 1, 1, 1], ["Luton", "Oasis", None, 2, 2, 2], merged=["C4:C5"])
    sheet = only_sheet(store, path)
    assert values(sheet, "allocation") == {}
    assert refusals(sheet) == {"C4": "the cell is merged with others; say which row or column it belongs to"}


def test_names_once_above_their_roles_are_read_on_with_a_note(store: db.DataFile, book: Path) -> None:
    rows: list[list[object]] = [
        ["Plans 2022/23"],
        ["Place", "PCN", "Role", "In post", "Planned"],
        ["Milton Keynes", "Crown", "Paramedic", 1, 2],
        [None, None, "Dietitian", 3, 4],
        [None, "Ascent", "Paramedic", 5, 6],
        ["Luton", None, "Paramedic", 7, 8],
    ]
    sheet = only_sheet(store, workbook(book, rows))
    assert values(sheet, "wte_in_post") == {
        "U35004 · Paramedic": 100,
        "U35004 · Dietitian": 300,
        "U49574 · Paramedic": 500,
        "Luton · Paramedic": 700,
    }
    assert "blank cells under PCN are read as the name above them" in sheet.notes


def test_headings_again_on_a_second_page_are_passed_over(store: db.DataFile, book: Path) -> None:
    again = ["Place", "PCN", "Allocation", "Forecast spend", "In post", "Planned"]
    sheet = only_sheet(store, plan(book, ["Luton", "Medics", 1, 1, 1, 1], again, ["Luton", "Oasis", 2, 2, 2, 2]))
    assert sheet.refused == []
    assert values(sheet, "allocation") == {"U51229": 100, "U59591": 200}


def test_another_table_below_is_read_by_its_own_headings(store: db.DataFile, book: Path) -> None:
    other = ["Place", "PCN", "Planned", "In post", "Allocation", "Forecast spend"]
    path = plan(book, ["Luton", "Medics", 1, 1, 1, 1], [], other, ["Luton", "Oasis", 2, 3, 4, 5])
    sheet = only_sheet(store, path)
    assert values(sheet, "allocation") == {"U51229": 100, "U59591": 400}
    assert values(sheet, "wte_planned") == {"U51229": 100, "U59591": 200}
    assert "another table begins on row 6; it is read by its own headings" in sheet.notes


def test_totals_of_a_table_below_are_of_its_own_rows(store: db.DataFile, book: Path) -> None:
    rows: list[list[object]] = [
        ["PCN plans 2022/23"],
        ["PCN", "Allocation", "Spend"],
        ["Crown", 100, 90],
        ["Grand total", 100, 90],
        [],
        ["Staff"],
        ["PCN", "In post", "Planned"],
        ["Crown", 1, 3],
        ["Medics", 2, 4],
        ["Grand total", 3, 8],
    ]
    sheet = only_sheet(store, workbook(book, rows))
    assert claims(sheet) == {"B4": True, "C4": True, "B10": True, "C10": False}
    assert len(figures(sheet)) == 6


@pytest.mark.parametrize(
    ("title", "headings"),
    [
        ("Plans 2023/24", ("PCN", "In post", "Planned")),
        ("First draft", ("PCN", "In post", "Planned")),
        (None, ("PCN", "Spend", "Allocation")),
    ],
)
def test_a_table_below_of_another_plan_or_in_doubt_is_refused(
    store: db.DataFile, book: Path, title: str | None, headings: tuple[str, ...]
) -> None:
    rows: list[list[object]] = [
        ["PCN plans 2022/23 final"],
        ["PCN", "Allocation", "Spend"],
        ["Crown", 100, 90],
        [title],
        list(headings),
        ["Crown", 1, 3, 5],
    ]
    sheet = only_sheet(store, workbook(book, rows))
    assert refusals(sheet) == {"A5": "another table begins here; put it on a sheet of its own"}
    assert len(figures(sheet)) == 2


def test_a_column_of_another_year_is_left_out_with_a_note(store: db.DataFile, book: Path) -> None:
    rows: list[list[object]] = [
        ["PCN plans 2023/24"],
        ["PCN", "Allocation 2022/23", "Allocation 2023/24", "In post March 2023", "Planned WTE"],
        ["Crown", 1, 2, 3, 4],
    ]
    sheet = only_sheet(store, workbook(book, rows))
    assert figures(sheet) == {("U35004", "allocation", None): 200, ("U35004", "wte_planned", 12): 400}
    assert "column B (Allocation 2022/23) is left out: it is of 2022/23, not 2023/24" in sheet.notes


def test_of_two_columns_of_one_measure_the_second_is_left_out_unless_chosen(store: db.DataFile, book: Path) -> None:
    rows: list[list[object]] = [["PCN plans 2022/23"], ["PCN", "Allocation", "Final allocation"], ["Crown", 1, 2]]
    workbook(book, [*rows, ["Medics", 3, 4]])
    sheet = only_sheet(store, book)
    assert values(sheet, "allocation") == {"U35004": 100, "U51229": 300}
    assert "column C (Final allocation) is left out: column B is Allocation already" in sheet.notes
    chosen = {(book.name, "Plan"): {2: "measure.allocation"}}
    assert values(only_sheet(store, book, columns=chosen), "allocation") == {"U35004": 200, "U51229": 400}


def test_a_layout_corrected_once_is_known_the_next_year(store: db.DataFile, tmp_path: Path) -> None:
    def year(name: str, figure: int) -> Path:
        rows = [[f"PCN plans {name}"], ["PCN", "Planned WTE", f"Pot {name}"], ["Crown", 1, figure]]
        return workbook(tmp_path / f"plan {name.replace('/', '-')}.xlsx", rows)

    first, second = year("2022/23", 10), year("2023/24", 20)
    place = (first.name, "Plan")
    imported(store, first, forms={place: "pcn-workforce-plans"}, columns={place: {2: "measure.allocation"}})
    sheet = only_sheet(store, second)
    assert values(sheet, "allocation") == {"U35004": 2_000}
    assert [column.sure for column in sheet.columns] == ["remembered", "remembered", "remembered"]
