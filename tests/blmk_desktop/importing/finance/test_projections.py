"""Projected budgets of an area and published allocations, as appendices N and M print them and as others might."""

from __future__ import annotations

from pathlib import Path

import pytest

import db
from blmk_desktop.importing.proposal import SheetProposal
from blmk_desktop.rules.five_year import CONTINGENCY, FiveYear
from blmk_desktop.rules.five_year_lines import INFLATION, POPULATION, WITHIN
from blmk_desktop.summaries.five_year import five_year
from tests.blmk_desktop.five_year_published import BEDS, LUTON, MK, YEARS, allocations, sheet
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

VERSION = "Delegated budget 2019/20 to 2023/24"
FORMATS = {f"{column}{row}": "0.00%" for column in "CDEF" for row in (3, 4)}
OAK: Rows = [  # another house's: other words, percentages as text, a unit in the title, three years, a subtotal
    ["Oakshire: projected primary care budget (£000)"],
    ["", "2024/25", "2025/26", "2026/27"],
    ["Demographic growth", "", "1.00%", "1.50%"],
    ["GDP deflator", "", "2.00%", "2.50%"],
    ["Contracts", "10,000", "10,300", "10,712"],
    ["Rents", 2_000, 2_060, 2_142],
    ["Sub-total", 12_000, 12_360, 12_854],
    ["Savings target", "-", "(100)", "(300)"],
    ["Total", 12_000, 12_260, 12_554],
    ["Total allocation", 12_000, 12_260, 12_500],
]


@pytest.fixture
def published(store: db.DataFile, book: Path) -> db.DataFile:
    """The appendices, imported into a file that knows the areas, as every file does."""
    imported(store, _strategy(book))
    return store


def _strategy(book: Path) -> Path:
    sheets: dict[str, Rows] = {area.removesuffix(" CCG"): sheet(area) for area in (BEDS, LUTON, MK)}
    return workbook(book, {**sheets, "Allocations": allocations()})


def model(store: db.DataFile, version: str = "") -> FiveYear:
    with store.reading() as connection:
        return five_year(connection, version)


def test_each_sheet_is_of_the_area_that_its_title_names(published: db.DataFile) -> None:
    found = model(published)
    assert found.published.version == VERSION
    assert found.areas == [BEDS, LUTON, MK, "BLMK"]
    assert found.published.years == list(YEARS)


def test_each_line_keeps_its_cell_and_the_precision_that_it_is_printed_with(published: db.DataFile) -> None:
    line = one(published, "budget_line", area=LUTON, category="Premises", year="2020/21")
    assert (line["amount"], line["sheet"], line["cell"], line["decimals"]) == (339_900_000, "Luton", "C9", -3)


def test_what_is_printed_comes_out_of_the_model_again(published: db.DataFile) -> None:
    cells = [(cell.base, cell.published.value) for row in model(published).rows for cell in row.cells if cell.published]
    off = [base - printed for base, printed in cells if base != printed]
    assert len(cells) == 255
    assert set(map(abs, off)) == {100_000}  # of totals alone, by a thousand pounds
    assert len(off) == 10


def test_growth_and_inflation_become_assumptions_as_published(published: db.DataFile) -> None:
    found = model(published).assumptions
    assert found.name == f"{VERSION}, as published"
    assert [found.value(POPULATION, MK, year) for year in YEARS] == [None, 200, 192, 164, 164]
    prices = found.find(INFLATION, MK, "2023/24")
    assert prices is not None
    assert (prices.value, prices.cell) == (270, "Milton Keynes!F4")
    kept = one(published, "assumption_set", name=found.name)
    assert (kept["model"], kept["published"], kept["version"]) == ("five-year budget", 1, VERSION)


def test_the_share_set_aside_is_worked_out_where_savings_are_needed_and_told(store: db.DataFile, book: Path) -> None:
    found = proposed(store, _strategy(book))
    told = {sheet.sheet: " · ".join(sheet.notes) for sheet in found.sheets()}
    assert "contingency is 0.50% of the allocation in every year that needs savings" in told["Luton"]
    assert "contingency is" not in told["Milton Keynes"]
    imported(store, book)
    assumed = model(store).assumptions
    assert [assumed.value(CONTINGENCY, area) for area in (BEDS, LUTON, MK)] == [50, 50, None]


def test_printed_totals_are_claims_and_rounding_is_no_failure(store: db.DataFile, book: Path) -> None:
    luton = proposed(store, _strategy(book)).sheets()[1]
    assert claims(luton) == dict.fromkeys(("B19", "C19", "D19", "E19", "F19"), True)
    assert {claim.where: claim.why for claim in luton.claims if claim.why} == {
        "Luton!C19": "it differs only by rounding",
        "Luton!F19": "it differs only by rounding",
    }


def test_allocations_are_read_in_thousands_for_the_areas_that_are_known(published: db.DataFile) -> None:
    found = one(published, "published_allocation", area=LUTON, year="2020/21")
    assert (found["final"], found["adjusted"], found["adjustment"]) == (3_349_300_000, 3_253_100_000, -96_200_000)
    assert found["cell"] == "Allocations!E8"


def test_importing_it_again_changes_nothing(published: db.DataFile, book: Path) -> None:
    before = content(published)
    assert imported(published, book) is None
    assert content(published) == before


def test_a_corrected_edition_changes_the_line_that_was_corrected(published: db.DataFile, book: Path) -> None:
    rows = sheet(LUTON)
    rows[8][2] = 3_400
    workbook(book, {"Luton": rows})
    changed = [row for row in only_sheet(published, book).rows if row.status == "changed"]
    assert [(row.kind, row.where, row.after) for row in changed] == [
        ("budget_line", "Luton!C9", {"amount": 340_000_000})
    ]


def test_a_line_that_a_later_edition_leaves_out_goes(published: db.DataFile, book: Path) -> None:
    rows = [row for row in sheet(LUTON) if row[:1] != [" Central Costs"]]
    imported(published, workbook(book, {"Luton": rows}))
    assert "Central Costs" not in {row.line for row in model(published).of(LUTON)}


def test_an_area_that_is_not_known_becomes_one_and_its_allocation_finds_it(store: db.DataFile, book: Path) -> None:
    oak: Rows = [["Oakshire Delegated Budget 19/20 - 23/24"], *sheet(LUTON)[1:]]
    paid: Rows = [
        [cell.replace("Luton", "Oakshire") if isinstance(cell, str) else cell for cell in row] for row in allocations()
    ]
    imported(store, workbook(book, {"Budget": oak, "Allocations": paid}))
    assert "Oakshire" in {row[0] for row in content(store)["area"]}
    assert model(store).published.allocations["Oakshire", "2020/21"].adjusted == 3_253_100_000


def test_another_houses_projection_is_read(store: db.DataFile, book: Path) -> None:
    found = only_sheet(store, workbook(book, {"Sheet1": OAK}))
    assert found.form == "projected-budget"
    assert claims(found) == {"B7": True, "C7": True, "D7": True, "B9": True, "C9": True, "D9": True}
    imported(store, book)
    budget = model(store)
    assert budget.published.version == "Projected primary care budget 2024/25 to 2026/27"
    assert budget.areas == ["Oakshire"]
    assert {found.verdict for found in budget.published.explained.values()} == {WITHIN}
    assert [row.line for row in budget.of("Oakshire")][:2] == ["Contracts", "Rents"]


def test_what_is_no_rate_is_refused_at_its_cell(store: db.DataFile, book: Path) -> None:
    rows = [list(row) for row in OAK]
    rows[3][2] = "two"
    assert refusals(only_sheet(store, workbook(book, {"Sheet1": rows}))) == {
        "C4": "it is no rate, such as 2.3% or 0.023"
    }


def test_a_budget_of_nowhere_is_refused_and_the_user_may_say_of_which_area_it_is(
    store: db.DataFile, book: Path
) -> None:
    rows = [["Budget"], *OAK[1:]]
    refused = only_sheet(store, workbook(book, {"Sheet1": rows})).refused
    assert [one.field for one in refused] == ["Area"]
    found: SheetProposal = only_sheet(store, book, register="Oakshire")
    assert {row.after["area"] for row in found.rows if row.kind == "budget_line"} == {"Oakshire"}


@pytest.mark.parametrize("rows", [[*OAK[:2], *OAK[4:6]], [["2024/25", "2025/26"], [1, 2]], []])
def test_years_alone_are_no_projection(store: db.DataFile, book: Path, rows: Rows) -> None:
    path = workbook(book, {"Sheet1": rows or [["nothing"]]})
    assert {sheet.form for sheet in proposed(store, path).sheets()} != {"projected-budget"}


def test_the_published_workbook_is_read_whole(store: db.DataFile, shared: Path) -> None:
    path = shared / "inputs" / "delegated-budgets-2019-24.xlsx"
    if not path.exists():
        pytest.skip(f"needs {path.name} in ../shared, which is not on this machine")
    found = proposed(store, path)
    assert not found.refused()
    assert [sheet.form for sheet in found.sheets()] == ["projected-budget"] * 3 + ["published-allocations"]
    imported(store, path)
    assert model(store).published.allocations[LUTON, "2023/24"].distance == -13


def amounts(sheet: SheetProposal) -> dict[tuple[object, object, object], object]:
    return {
        (row.after["area"], row.after["category"], row.after["year"]): row.after["amount"]
        for row in sheet.rows
        if row.kind == "budget_line"
    }


def test_several_areas_may_stand_below_each_other_on_a_sheet(store: db.DataFile, book: Path) -> None:
    def of(area: str, times: int) -> Rows:
        figures = [
            [label, *(value * times for value in row)] for label, row in (("GMS", (100, 103)), ("Rents", (9, 9)))
        ]
        total = [109 * times, 112 * times]
        return [[area], ["", "2024/25", "2025/26"], ["Inflation", "", 0.03], *figures, ["Total", *total], []]

    found = only_sheet(store, workbook(book, [["Budgets, £000"], [], *of("NHS Oak CCG", 1), *of("Ash CCG", 2)]))
    assert not found.refused
    assert claims(found) == {"B8": True, "C8": True, "B15": True, "C15": True}
    assert amounts(found)["Oak CCG", "GMS", "2025/26"] == 10_300_000
    assert amounts(found)["Ash CCG", "GMS", "2025/26"] == 20_600_000


def test_the_unit_may_head_the_column_of_the_lines(store: db.DataFile, book: Path) -> None:
    rows: Rows = [["£m", "2024/25", "2025/26"], ["GMS", 10.5, 11], ["Total", 10.5, 11], ["Allocation", 10.5, 11]]
    found = only_sheet(store, workbook(book, {"North": rows}))
    assert amounts(found)["North", "GMS", "2024/25"] == 1_050_000_000


def test_what_stands_under_a_total_that_holds_is_no_line_of_the_budget(store: db.DataFile, book: Path) -> None:
    under: Rows = [["Surplus / (deficit)", 0, 0, -54], ["Registered population", 1_000_000, 1_010_000, 1_020_000]]
    found = only_sheet(store, workbook(book, [*OAK, *under]))
    assert {line for _, line, _ in amounts(found)} == {"Contracts", "Rents", "Savings target"}
    assert "under the total, so left out of it: Surplus / (deficit)" in found.notes
    assert "'Registered population' holds no rates and is left out" in found.notes


def test_a_total_above_its_lines_covers_them(store: db.DataFile, book: Path) -> None:
    lines: Rows = [["Total", 30, 33], ["GMS", 20, 22], ["Rents", 10, 11], ["Inflation", "", 0.1]]
    found = only_sheet(store, workbook(book, {"Oak ICB £000": [["", "2024/25", "2025/26"], *lines]}))
    assert claims(found) == {"B2": True, "C2": True}


def test_a_percentage_with_the_format_of_one_is_not_rounded(store: db.DataFile, book: Path) -> None:
    rows: Rows = [["CCG", "Year", "Final allocation £000", "Final closing DfT"], ["Oak CCG", "2024/25", 900, -0.0075]]
    found = only_sheet(store, workbook(book, {"Allocations": rows}, formats={"D2": "0.00%"}))
    assert [row.after["distance"] for row in found.rows if row.kind == "published_allocation"] == [-75]
    assert not [note for note in found.notes if "rounded" in note]


def allocated(sheet: SheetProposal) -> dict[tuple[object, object], tuple[object, object, object]]:
    return {
        (row.after["area"], row.after["year"]): (row.after.get("final"), row.after.get("adjusted"), row.after["cell"])
        for row in sheet.rows
        if row.kind == "published_allocation"
    }


def test_allocations_may_have_their_years_across(store: db.DataFile, book: Path) -> None:
    rows: Rows = [
        ["Allocations £000"],
        ["Code", "CCG", "2019/20", "2020/21", "Total"],
        ["06F", "NHS Luton CCG", 5, 6, 11],
    ]
    found = only_sheet(store, workbook(book, {"Sheet1": [*rows, ["", "Total", 5, 6, 11]]}))
    assert allocated(found) == {
        ("Luton CCG", "2019/20"): (500_000, None, "Sheet1!C3"),
        ("Luton CCG", "2020/21"): (600_000, None, "Sheet1!D3"),
    }


def test_final_and_adjusted_allocations_may_stand_side_by_side(store: db.DataFile, book: Path) -> None:
    bands = ["", "Final allocation", "", "After adjustment", ""]
    years = ["ICB", "2024/25 £m", "2025/26 £m", "2024/25 £m", "2025/26 £m"]
    path = workbook(book, {"Allocations": [bands, years, ["Oak ICB", 10, 11, 9, 9.5]]}, merged=["B1:C1", "D1:E1"])
    assert allocated(only_sheet(store, path)) == {
        ("Oak ICB", "2024/25"): (1_000_000_000, 900_000_000, "Allocations!D3"),
        ("Oak ICB", "2025/26"): (1_100_000_000, 950_000_000, "Allocations!E3"),
    }
    imported(store, path)
    assert {row.status for row in only_sheet(store, path).rows} == {"unchanged"}


def test_totals_of_an_earlier_edition_are_not_held_against_the_lines_of_a_later_one(
    store: db.DataFile, book: Path
) -> None:
    imported(store, workbook(book, {"Oakshire": OAK}))
    later: Rows = [*OAK[:4], ["Contracts", 10_500, 10_800, 11_212], *OAK[5:6], ["Sub-total", 12_500, 12_860, 13_354]]
    more: Rows = [OAK[7], ["Total", 12_500, 12_760, 13_054], OAK[9]]
    imported(store, workbook(book.with_name("later.xlsx"), {"Oakshire": [*later, *more]}))
    totals = model(store).published.printed_totals
    assert {total.printed.source for total in totals} == {"later.xlsx"}


def test_lines_may_be_indented_and_rates_be_points(store: db.DataFile, book: Path) -> None:
    rows: Rows = [
        ["Oak ICB plan, £m"],
        ["", "", "2024/25 plan", "2025/26 plan"],
        ["Population", "%", None, 0.9],
        ["Inflation", "%", None, 2.5],
        ["Contracts"],
        ["", "GMS", 50.1, 51.8],
        ["", "PMS", 10.2, 10.5],
        ["Total contracts", "", 60.3, 62.3],
    ]
    found = only_sheet(store, workbook(book, {"Plan": rows}))
    assert claims(found) == {"C8": True, "D8": True}
    assert amounts(found)["Oak ICB", "GMS", "2024/25"] == 5_010_000_000
    rates = {row.after["name"]: row.after["value"] for row in found.rows if row.kind == "assumption"}
    assert (rates[POPULATION], rates[INFLATION]) == (90, 250)


def test_the_name_of_a_sheet_may_say_the_unit_and_a_system_is_no_total(store: db.DataFile, book: Path) -> None:
    rows: Rows = [["Area", "2024/25", "2025/26"], ["BLMK", 100, 110], ["Luton CCG", 20, 21], ["Total", 120, 131]]
    found = allocated(only_sheet(store, workbook(book, {"Allocations £000": rows})))
    assert {key: row[0] for key, row in found.items()} == {
        ("BLMK", "2024/25"): 10_000_000,
        ("BLMK", "2025/26"): 11_000_000,
        ("Luton CCG", "2024/25"): 2_000_000,
        ("Luton CCG", "2025/26"): 2_100_000,
    }
