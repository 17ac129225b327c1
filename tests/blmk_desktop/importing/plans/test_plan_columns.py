"""What a column of a plan measures: never more than its heading, its title and its cells say."""

from __future__ import annotations

from pathlib import Path

import pytest

import db
from blmk_desktop.importing.plans.measures import is_bare, measure_of
from tests.blmk_desktop.importing.building import claims, figures, only_sheet, refusals, values, workbook

UNSAID = "it does not say whether it is in post or planned: head it 'WTE in post' or 'Planned WTE'"


@pytest.mark.parametrize(
    ("heading", "measure"),
    [
        ("Variance WTE planned v actual", "wte_difference"),
        ("Variance (WTE)", "wte_difference"),
        ("WTE shortfall against plan", "wte_difference"),
        ("Growth (WTE)", "wte_difference"),
        ("% planned growth", "growth_percent"),
        ("Gap (£)", "variance"),
        ("Allocation remaining", "variance"),
        ("Uncommitted budget", "variance"),
        ("Cost of planned WTE", "forecast_spend"),
        ("Planned WTE cost", "forecast_spend"),
        ("Spend to M06", ""),
        ("Allocation (WTE)", ""),
        ("Planned leavers", ""),
        ("Additional WTE planned", ""),
        ("Previous plan WTE", ""),
        ("Staff in post - heads", ""),
        ("Uplift to allocation", ""),
        ("ARRS funding 2022/23", "allocation"),
        ("Planned recruitment 2022-23 (WTE)", "wte_planned"),
    ],
)
def test_a_heading_says_what_its_column_measures(heading: str, measure: str) -> None:
    assert measure_of(heading) == measure


@pytest.mark.parametrize(
    "heading", ["WTE", "Q1 WTE", "Apr-22", "Apr", "Sep", "May", "WTE at 31 March", "Sept 2022 (FTE)"]
)
def test_some_headings_only_say_when_or_that_people_are_counted(heading: str) -> None:
    assert is_bare(heading)


@pytest.mark.parametrize("heading", ["", "Total", "Planned WTE", "Headcount", "2022", "Crown"])
def test_other_headings_say_more_or_nothing(heading: str) -> None:
    assert not is_bare(heading)


def test_staff_neither_in_post_nor_planned_are_refused_as_a_column(store: db.DataFile, book: Path) -> None:
    rows: list[list[object]] = [
        ["PCN plans 2022/23"],
        ["PCN", "Role", "Month", "WTE", "Cost"],
        ["Crown", "Paramedic", "Apr-22", 1.5, 1_000],
        ["Crown", "Dietitian", "Apr-22", 2, 2_000],
    ]
    sheet = only_sheet(store, workbook(book, rows))
    assert refusals(sheet) == {"D2": UNSAID}
    assert values(sheet, "forecast_spend") == {"U35004 · Paramedic": 100_000, "U35004 · Dietitian": 200_000}


def test_a_grid_of_nothing_but_wte_is_a_plan_not_a_list_of_roles(store: db.DataFile, book: Path) -> None:
    rows: list[list[object]] = [["PCN", "Role", "Q1 WTE", "Q2 WTE"], ["Crown", "Some new role", 1, 2]]
    sheet = only_sheet(store, workbook(book, rows))
    assert sheet.form == "pcn-workforce-plans"
    assert sheet.rows == []
    assert refusals(sheet) == {"C1": UNSAID, "D1": UNSAID}


def test_staff_written_as_text_are_refused_as_a_column_too(store: db.DataFile, book: Path) -> None:
    rows: list[list[object]] = [["PCN plans 2022/23"], ["PCN", "Role", "FTE"], ["Crown", "Paramedic", "1.5 wte"]]
    assert refusals(only_sheet(store, workbook(book, rows))) == {"C2": UNSAID}


def test_a_title_may_say_what_the_months_under_it_are(store: db.DataFile, book: Path) -> None:
    rows: list[list[object]] = [
        ["Planned WTE by month 2022/23"],
        ["PCN", "Role", "Apr-22", "May-22"],
        ["Crown", "Paramedic", 1, 2],
    ]
    sheet = only_sheet(store, workbook(book, rows))
    assert figures(sheet) == {
        ("U35004 · Paramedic", "wte_planned", 1): 100,
        ("U35004 · Paramedic", "wte_planned", 2): 200,
    }
    assert "column C (Apr-22) is read as Planned, as the title says" in sheet.notes


def test_a_column_of_figures_is_never_lost_in_silence(store: db.DataFile, book: Path) -> None:
    rows: list[list[object]] = [
        ["PCN plans 2022/23"],
        ["PCN", "Allocation", "Budget holder", "Spend", "Headcount", "Site"],
        ["Crown", 100, "the finance lead", 90, 7, "Olney"],
    ]
    sheet = only_sheet(store, workbook(book, rows))
    assert figures(sheet) == {("U35004", "allocation", None): 10_000, ("U35004", "forecast_spend", None): 9_000}
    assert "column C (Budget holder) is left out: it holds no figures" in sheet.notes
    assert "column E (Headcount) is left out: no plan has such a figure" in sheet.notes
    assert not any("Site" in note for note in sheet.notes)


def test_a_cell_with_another_unit_than_its_column_is_refused(store: db.DataFile, book: Path) -> None:
    rows: list[list[object]] = [
        ["PCN plans 2022/23"],
        ["PCN", "Allocation", "Planned"],
        ["Crown", "12 WTE", "£20"],
        ["Medics", "£12", "20wte"],
    ]
    sheet = only_sheet(store, workbook(book, rows))
    assert refusals(sheet) == {
        "B3": "a number of staff where allocation is wanted",
        "C3": "an amount of money where planned is wanted",
    }
    assert figures(sheet) == {("U51229", "allocation", None): 1_200, ("U51229", "wte_planned", 12): 2_000}


@pytest.mark.parametrize("heading", ["(Under)/overspend", "Overspend (£)", "Over/(under) spend", "Variance"])
def test_a_variance_may_have_its_signs_the_other_way_round(store: db.DataFile, book: Path, heading: str) -> None:
    rows: list[list[object]] = [
        ["PCN plans 2022/23"],
        ["PCN", "Allocation", "Spend", heading],
        ["Crown", 100, 90, -10],
        ["Medics", 100, 130, 30],
        ["Total", 200, 220, 20],
    ]
    sheet = only_sheet(store, workbook(book, rows))
    assert set(claims(sheet).values()) == {True}
    why = "has its signs the other way round; it is read as allocation less forecast spend"
    assert f"column D ({heading}) {why}" in sheet.notes


@pytest.mark.parametrize("heading", ["Variance", "Under/(over)spend", "Underspend"])
def test_signs_that_are_lost_are_not_taken_for_the_other_way_round(
    store: db.DataFile, book: Path, heading: str
) -> None:
    rows: list[list[object]] = [["PCN plans 2022/23"], ["PCN", "Allocation", "Spend", heading]]
    rows += [["Crown", 100, 130, 30], ["Medics", 100, 120, 20]]
    assert claims(only_sheet(store, workbook(book, rows))) == {"D3": False, "D4": False}
