"""Workforce plans: baselines by area, trajectories, splits, costs, pay and funding, each figure kept with its cell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import db
from blmk_desktop.export import write_records
from blmk_desktop.importing.proposal import SheetProposal
from tests.blmk_desktop.importing.building import (
    Rows,
    claims,
    content,
    imported,
    one,
    only_sheet,
    proposed,
    refusals,
    workbook,
)
from tests.blmk_desktop.workforce_example import GAP, NURSES, SHEETS, SPLIT, write_plan

SOURCE = "from the post.xlsx"


@pytest.fixture
def plan(store: db.DataFile, book: Path) -> db.DataFile:
    """The nine sheets, imported."""
    imported(store, write_plan(book))
    return store


def added(sheet: SheetProposal, kind: str) -> list[dict[str, Any]]:
    return [row.after for row in sheet.rows if row.kind == kind]


def stated(store: db.DataFile, sheet: str, cell: str) -> dict[str, Any]:
    return one(store, "stated_workforce", source=SOURCE, sheet=sheet, cell=cell)


def test_all_nine_sheets_are_recognised(store: db.DataFile, book: Path) -> None:
    sheets = proposed(store, write_plan(book)).sheets()
    assert [sheet.sheet for sheet in sheets] == list(SHEETS)
    assert {sheet.form for sheet in sheets} == {"workforce-plan"}
    assert not [refusal for sheet in sheets for refusal in sheet.refused]


def test_areas_that_nobody_knows_are_added_as_parts_of_the_whole(store: db.DataFile, book: Path) -> None:
    """The whole is known by its figures, which are the sums of the others'."""
    rows = [list(row) for row in GAP]
    for row, name in zip(rows[3:], ("Northshire", "Eastham CCG", "Westham CCG", "Southham CCG"), strict=True):
        row[0] = name
    (sheet,) = proposed(store, workbook(book, {"Table 1": rows})).sheets()
    found = {row["name"]: (row["kind"], row.get("within")) for row in added(sheet, "area")}
    assert found["Northshire"] == ("ICB", None)
    assert found["Eastham CCG"] == ("CCG", "Northshire")


def test_areas_that_are_known_are_taken_by_their_aliases(store: db.DataFile, book: Path) -> None:
    first, *_ = proposed(store, write_plan(book)).sheets()
    taken = "taken BCCG for Bedfordshire CCG, LCCG for Luton CCG and MKCCG for Milton Keynes CCG"
    assert taken in first.notes
    assert not added(first, "area")


def test_a_baseline_is_kept_in_hundredths(plan: db.DataFile) -> None:
    found = one(plan, "workforce_baseline", profession="GP", area="Luton CCG")
    figures = ("baseline", "locum_share", "vacancies", "retiring", "over_50_share", "expansion", "international")
    assert [found[name] for name in figures] == [79_00, 25_00, 19_00, 3_00, 43_00, 10_00, 3_00]
    assert (found["year"], found["cell"]) == ("2017/18", "Table 1 GP baseline!A6")


def test_persons_over_50_are_counted_whole(plan: db.DataFile) -> None:
    assert one(plan, "workforce_baseline", profession="Practice Nurse", area="Luton CCG")["over_50"] == 32


def test_a_baseline_without_a_year_is_of_the_year_of_the_others(store: db.DataFile, book: Path) -> None:
    nurses = proposed(store, write_plan(book)).sheets()[1]
    assert "no year is told: taken for 2017/18, as the rest of the file" in nurses.notes


def test_a_baseline_of_no_known_year_is_asked_for_it(store: db.DataFile, book: Path) -> None:
    path = workbook(book, {"Nurses": NURSES})
    assert refusals(only_sheet(store, path)) == {
        "Nurses": "the year of this baseline is not told; say it with the year of the import"
    }
    assert not only_sheet(store, path, year="2019/20").refused


def test_a_printed_total_covers_its_parts(plan: db.DataFile) -> None:
    found = stated(plan, "Table 3 Practice managers", "C2")
    covered = [found[name] for name in ("first_row", "last_row", "first_column", "last_column")]
    assert (found["rule"], found["value"], covered) == ("total", 73_00, [3, 5, 3, 3])


def test_claims_that_fail_are_shown_before_anything_is_kept(store: db.DataFile, book: Path) -> None:
    sheets = {sheet.sheet: sheet for sheet in proposed(store, write_plan(book)).sheets()}
    failed = {(name, cell) for name, sheet in sheets.items() for cell, held in claims(sheet).items() if held is False}
    assert failed == {("Table 3 Practice managers", "C2"), ("Split by CCG", "E16")}


def test_targets_are_by_role_programme_area_and_year(plan: db.DataFile) -> None:
    assert one(plan, "workforce_target", role="Registered Nurse", year="2018/19")["wte"] == 8_00
    assert one(plan, "workforce_target", role="GP", programme="Need", year="2018/19")["wte"] == 32_00
    fellows = one(plan, "workforce_target", role="GP", programme="Fellowship", area="Milton Keynes CCG", year="2019/20")
    assert fellows["wte"] == 1_50


def test_programmes_are_alike_however_two_tables_write_them(plan: db.DataFile) -> None:
    found = {row[1] for row in content(plan)["workforce_target"] if row[0] == "GP"}
    assert found == {"Need", "Compliance", "Fellowship", "International Recruitment", "Recruit, Return & Retain"}


def test_stars_stand_for_posts_within_the_establishment(plan: db.DataFile) -> None:
    found = one(plan, "workforce_target", role="Physician Associate", year="2017/18")
    assert found["within_establishment"] == 1
    assert found["note"] == "2017/18 within existing establishment, therefore no further cost"
    assert one(plan, "workforce_target", role="Clinical Administrator", year="2019/20")["within_establishment"] == 1
    assert one(plan, "workforce_target", role="Physician Associate", year="2018/19")["within_establishment"] is None


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "decimals"),
    [
        ("Table 8 Cost impact", "C8", 3_600_000_00, -3),
        ("Table 8 Cost impact", "E7", 3_798_000_00, -3),  # a text: '3,798'
        ("Table 11 Funded costs", "B2", 11_838_000_00, -3),  # '11, 838'
        ("Table 9 Pay assumptions", "C3", 35_552_00, 0),
        ("Table 1 GP baseline", "L6", 41_00, 0),
        ("Table 1 GP baseline", "J4", 111_50, 1),
    ],
)
def test_figures_are_read_as_they_are_written(
    plan: db.DataFile, sheet: str, cell: str, value: int, decimals: int
) -> None:
    found = stated(plan, sheet, cell)
    assert (found["value"], found["decimals"]) == (value, decimals)


def test_a_subtotal_is_of_all_above_where_that_is_what_it_comes_to(plan: db.DataFile) -> None:
    found = stated(plan, "Table 8 Cost impact", "E9")
    assert (found["first_row"], found["last_row"]) == (3, 8)


def test_pay_keeps_its_wage_and_on_costs(plan: db.DataFile) -> None:
    gp, nurse = (one(plan, "pay_assumption", role=role) for role in ("GP", "Registered Nurse"))
    assert (gp["wage"], gp["on_costs"], gp["cost"]) == (100_000_00, 20_00, 120_000_00)
    assert (nurse["band"], nurse["wage"]) == ("Midpoint Band 6", None)


def test_who_funds_which_share_is_an_assumption(plan: db.DataFile) -> None:
    found = one(plan, "assumption", item="Existing Employers Baselines")
    assert (found["name"], found["value"], found["set"]) == (
        "funded",
        2_700,
        f"Workforce costs as published in {SOURCE}",
    )


def test_a_gap_brings_a_set_of_assumptions_that_scenarios_can_be_based_on(plan: db.DataFile) -> None:
    name = f"Workforce gap as published in {SOURCE}"
    assert one(plan, "assumption_set", name=name)["model"] == "GP workforce gap"
    assert one(plan, "assumption", set=name)["value"] == 10_000


@pytest.mark.parametrize("kind", ["pay-assumptions", "workforce-baselines", "workforce-targets", "stated-workforce"])
def test_our_own_export_is_read_as_such(plan: db.DataFile, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "export.xlsx"
    with plan.reading() as connection:
        write_records(connection, kind, path)
    (sheet,) = proposed(plan, path).sheets()
    assert sheet.form == kind
    assert {row.status for row in sheet.rows} == {"unchanged"}


def test_a_second_import_changes_nothing(plan: db.DataFile, book: Path) -> None:
    before = content(plan)
    assert imported(plan, book) is None
    assert content(plan) == before


def test_a_later_edition_changes_what_differs(plan: db.DataFile, book: Path) -> None:
    rows = [list(row) for row in GAP]
    rows[5][3] = 21
    imported(plan, write_plan(book, table_1=rows))
    assert one(plan, "workforce_baseline", profession="GP", area="Luton CCG")["vacancies"] == 21_00
    assert stated(plan, "Table 1 GP baseline", "D6")["value"] == 21_00


def test_a_figure_that_cannot_be_read_is_refused_with_its_cell(store: db.DataFile, book: Path) -> None:
    rows = [list(row) for row in GAP]
    rows[5][3] = "about twenty"
    path = workbook(book, {"Table 1": rows})
    assert refusals(only_sheet(store, path)) == {"D6": "about twenty is not a number"}


def test_other_areas_and_years_are_read_alike(store: db.DataFile, book: Path) -> None:
    """Nothing is keyed to one system: another one, other years, other roles, percentages as shares without a format."""
    path = workbook(
        book,
        {
            "Baseline": [
                ["Nurses of the system, 2021/22"],
                ["Area", "Vacancies", "Baseline (WTE)", "Retirements", "Gap %"],
                ["Northshire ICB", 9, 90, 5, "15.6%"],
                ["Eastham", 4, 40, 2, 0.15],
                ["Westham", 5, 50, 3, 0.16],
            ],
            "Recruitment of staff": [
                ["Role", "2022-23", "2023-24", "2024-25", "Total"],
                ["First contact physiotherapists", 2, 3, 4.5, 9.5],
                ["Paramedics", "-", 1, 1, 2],
            ],
        },
    )
    baseline, recruitment = proposed(store, path).sheets()
    assert {row["area"]: row["vacancies"] for row in added(baseline, "workforce_baseline")} == {
        "Northshire ICB": 9_00,
        "Eastham": 4_00,
        "Westham": 5_00,
    }
    targets = {(row["role"], row["year"]): row["wte"] for row in added(recruitment, "workforce_target")}
    assert targets["First Contact Physiotherapist", "2024/25"] == 4_50
    assert ("Paramedic", "2022/23") not in targets
    assert {row["profession"] for row in added(baseline, "workforce_baseline")} == {"Nurse"}
    assert {row["area"] for row in added(recruitment, "workforce_target")} == {"Northshire ICB"}


def test_the_year_of_a_split_may_stand_once_for_its_programmes(store: db.DataFile, book: Path) -> None:
    rows = [list(row) for row in SPLIT]
    for at in (2, 3, 4, 7, 8, 9, 12, 13, 14):
        rows[at][0] = None
    sheet = only_sheet(store, workbook(book, {"Split": rows}))
    years = {(row["programme"], row["year"]) for row in added(sheet, "workforce_target")}
    assert ("Compliance", "2018/19") in years
    assert len(years) == 12


SHIRE: Rows = [  # another system's: tables below each other, other words for the columns, no row for the whole
    ["Oakshire ICS workforce plan 2023/24"],
    ["Table A: GP baseline"],
    ["Area", "Baseline (WTE)", "Vacancies (WTE)", "Retiring in 12 months", "Apprentices"],
    ["North", 100.5, 5, 3, 2],
    ["South", 200.25, 12, 6, 4],
    [],
    ["Table B: Practice nurse baseline"],
    ["Area", "Baseline (WTE)", "Vacancies (WTE)"],
    ["North", 40, 2],
    ["South", 70.3, 3],
    [],
    ["Table C: Trajectory"],
    ["Role", "2023/24", "2024/25", "Total"],
    ["Care Co-ordinators", 5, 6.25, 11.25],
    ["Pharmacists", "7", 8, 15],
]


def test_several_tables_may_stand_on_a_sheet(store: db.DataFile, book: Path) -> None:
    sheet = only_sheet(store, workbook(book, {"Plan": SHIRE}))
    assert not sheet.refused
    baselines = {(row["profession"], row["area"]): row for row in added(sheet, "workforce_baseline")}
    assert baselines["GP", "South"]["baseline"] == 20_025
    assert baselines["GP", "South"]["retiring"] == 600
    assert baselines["Practice Nurse", "South"]["baseline"] == 7_030
    assert claims(sheet) == {"D14": True, "D15": True}
    assert "not read: Apprentices" in sheet.notes


def test_figures_without_areas_are_of_the_system_that_the_title_names(store: db.DataFile, book: Path) -> None:
    sheet = only_sheet(store, workbook(book, {"Plan": SHIRE}))
    targets = {(row["role"], row["year"]): (row["area"], row["wte"]) for row in added(sheet, "workforce_target")}
    assert targets["Care Co-ordinator", "2024/25"] == ("Oakshire ICS", 625)
    areas = {row["name"]: row.get("within") for row in added(sheet, "area")}
    assert areas == {"Oakshire ICS": None, "North": "Oakshire ICS", "South": "Oakshire ICS"}


def test_figures_of_nobody_are_taken_for_the_area_of_the_file_and_that_is_said(store: db.DataFile, book: Path) -> None:
    rows: Rows = [["Staff", "2023/24", "2024/25"], ["Practice nurses", 1, 2], ["Pharmacists", 3, 4]]
    path = workbook(book, {"Workforce": rows})
    sheet = only_sheet(store, path)
    assert {row["area"] for row in added(sheet, "workforce_target")} == {"BLMK"}
    assert "it names no area, so it is taken for BLMK; say another with --register" in sheet.notes
    told = only_sheet(store, path, register="Oakshire ICS")
    assert {row["area"] for row in added(told, "workforce_target")} == {"Oakshire ICS"}


def test_two_tables_that_disagree_say_the_same_when_they_are_imported_again(store: db.DataFile, book: Path) -> None:
    """The table that stands first is kept, and `check` holds the other against it."""
    path = write_plan(book, split_by=[*SPLIT[:-3], ["2019/20", "Compliance Numbers", 9, 9, 9, 27], *SPLIT[-2:]])
    imported(store, path)
    before = content(store)
    assert {row.status for sheet in proposed(store, path).sheets() for row in sheet.rows} == {"unchanged"}
    imported(store, path)
    assert content(store) == before


def test_headings_that_come_again_are_no_figures_and_a_figure_has_a_limit(store: db.DataFile, book: Path) -> None:
    rows: Rows = [*NURSES, NURSES[0], ["Eastham CCG", 1e300, 3, 4, 5]]
    sheet = only_sheet(store, workbook(book, {"Practice nurses 2017-18": rows}))
    assert list(refusals(sheet)) == ["B7"]
    assert refusals(sheet)["B7"].endswith("is too large to be a figure here")


def test_a_row_called_total_is_of_the_system_that_the_title_names(store: db.DataFile, book: Path) -> None:
    rows: Rows = [["Area", "Baseline", "Vacancy rate %"], ["North", 120.55, 3.2], ["South", 80.25, 2], ["Total", 200.8]]
    sheet = only_sheet(store, workbook(book, {"GPs": [["Oakshire ICS, March 2024"], *rows]}))
    found = {row["area"]: (row["baseline"], row.get("vacancies")) for row in added(sheet, "workforce_baseline")}
    assert found == {"North": (12_055, None), "South": (8_025, None), "Oakshire ICS": (20_080, None)}
    assert claims(sheet) == {"B5": True}
    rates = {row["area"]: row["value"] for row in added(sheet, "stated_workforce") if row["measure"] == "vacancy_share"}
    assert rates == {"North": 320, "South": 200}


def test_a_percentage_among_posts_is_refused(store: db.DataFile, book: Path) -> None:
    rows: Rows = [["Area", "Baseline", "Vacancies"], ["North", 120, "3%"], ["South", 80, 2]]
    sheet = only_sheet(store, workbook(book, {"GPs 2023-24": rows}), year="2023/24")
    assert refusals(sheet) == {"C2": "it is a percentage; the others of its column are not"}


def test_the_total_of_a_known_area_is_that_area(store: db.DataFile, book: Path) -> None:
    rows: Rows = [["Area", "Baseline", "Vacancies"], ["Luton CCG", 20, 1], ["MKCCG", 25, 3], ["BLMK total", 45, 4]]
    sheet = only_sheet(store, workbook(book, {"GPs 2023-24": rows}))
    assert {row["area"] for row in added(sheet, "workforce_baseline")} == {"BLMK", "Luton CCG", "Milton Keynes CCG"}
    assert claims(sheet) == {"B4": True, "C4": True}


def test_pay_that_changes_what_another_paper_said_is_told(plan: db.DataFile, book: Path) -> None:
    rows: Rows = [["Role", "Salary", "Salary plus on-costs (25%)"], ["GP", "£104,000", "£130,000"]]
    sheet = only_sheet(plan, workbook(book.with_name("other.xlsx"), {"Pay": rows}))
    told = f"pay of GP: £120,000 of {SOURCE} becomes £130,000, for every plan with this role"
    assert told in sheet.notes
