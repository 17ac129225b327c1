"""The five-year budget: the published case comes out as printed, scenarios differ by what they assume, all in words."""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blmk_desktop.rules.assumptions import Assumption, Assumptions
from blmk_desktop.rules.five_year import (
    ADJUSTED,
    ALLOCATION,
    BASIS,
    CONTINGENCY,
    LINE,
    RESERVE,
    SAVINGS,
    TOTAL,
    FiveYear,
    project,
)
from blmk_desktop.rules.five_year_band import LINES, bands
from blmk_desktop.rules.five_year_band import SAVINGS as SAVED
from blmk_desktop.rules.five_year_growth import LATER, MORE_INFLATION, MORE_PEOPLE, OWN, PAY, PREMISES
from blmk_desktop.rules.five_year_lines import ADDED, INFLATION, NEAR, NOT, OTHER, WITHIN, Published, methods
from tests.blmk_desktop.five_year_published import BEDS, BLMK, LUTON, MK, THOUSAND, YEARS, strategy

PUBLISHED = strategy()


def varied(*changes: Assumption, published: Published = PUBLISHED) -> FiveYear:
    return project(published, published.assumptions.changed(changes))


def cell(model: FiveYear, area: str, line: str, year: str) -> int:
    """A figure of a scenario in £000."""
    (row,) = (row for row in model.of(area) if line in (row.line, row.kind))
    return round(row.cell(year).scenario / THOUSAND)


def difference(model: FiveYear, area: str, line: str, year: str) -> int:
    (row,) = (row for row in model.of(area) if line in (row.line, row.kind))
    return row.cell(year).difference


def words(model: FiveYear, area: str, line: str, year: str) -> str:
    (row,) = (row for row in model.of(area) if line in (row.line, row.kind))
    return row.cell(year).words


# The published case


def test_every_published_line_comes_out_as_it_is_printed() -> None:
    model = project(PUBLISHED, PUBLISHED.assumptions)
    odd = [
        (row.area, row.line, one.year)
        for row in model.rows
        for one in row.cells
        if row.kind != TOTAL and one.published and one.published.value != one.base
    ]
    assert odd == []


def test_areas_are_added_up() -> None:
    model = project(PUBLISHED, PUBLISHED.assumptions)
    assert cell(model, BLMK, "Premises", "2020/21") == 5246 + 3399 + 4229
    assert cell(model, BLMK, ALLOCATION, "2023/24") == 159_814
    assert words(model, BLMK, "Premises", "2020/21").endswith("= 12,874")
    assert [row.kind for row in model.of(BLMK)][-4:] == [RESERVE, SAVINGS, TOTAL, ALLOCATION]


def test_what_is_left_over_goes_to_contingency_and_what_is_missing_is_to_be_saved() -> None:
    model = project(PUBLISHED, PUBLISHED.assumptions)
    assert words(model, BEDS, SAVINGS, "2020/21").endswith(
        "65,842 − lines 65,958 − contingency 329 = (445), to be saved"
    )
    assert words(model, BEDS, RESERVE, "2020/21") == "2020/21: 0.50% of the allocation of 65,842 = 329"
    assert words(model, LUTON, RESERVE, "2020/21") == (
        "2020/21: allocation 33,493 − lines 32,516 − 1 of published rounding = 976, what is left over"
    )
    assert words(model, MK, RESERVE, "2020/21").endswith("= 69, what is left over")


# How far it is explained


def test_growth_and_inflation_are_added_not_compounded() -> None:
    assert PUBLISHED.method == ADDED
    added, compounded, *_ = methods(PUBLISHED)
    assert (added.within, added.of) == (51, 108)
    assert compounded.within == 25


@pytest.mark.parametrize("line", ["Premises", "Quality & Outcomes", "Prescribing"])
@pytest.mark.parametrize("area", [BEDS, LUTON, MK])
def test_three_lines_follow_growth_and_inflation_in_every_year(area: str, line: str) -> None:
    assert {PUBLISHED.explained[area, line, year].verdict for year in YEARS[1:]} == {WITHIN}


@pytest.mark.parametrize(
    ("area", "line", "year", "verdict", "said"),
    [
        (BEDS, "Premises", "2020/21", WITHIN, "5,030 × (1 + 2.00% + 2.30%) = 5,246, as printed"),
        (BEDS, "Premises", "2023/24", WITHIN, "= 5,969; 5,970 is printed, off by rounding"),
        (BEDS, "Main Contract", "2022/23", NEAR, "= 47,595; 47,598 is printed, 3 more (0.01%)"),
        (MK, "Other", "2022/23", OTHER, "1,546 × (1 + 2.50%) = 1,585: it follows inflation alone"),
        (LUTON, "Central Costs", "2022/23", OTHER, "= 65; 64 is printed, off by rounding: it follows inflation alone"),
        (BEDS, "Main Contract", "2020/21", NOT, "44,173 is printed, 722 less (1.63%), so something else moves it"),
    ],
)
def test_each_line_says_how_far_it_is_explained(area: str, line: str, year: str, verdict: str, said: str) -> None:
    found = PUBLISHED.explained[area, line, year]
    assert (found.verdict, found.words.endswith(said)) == (verdict, True)


def test_a_budget_grown_by_compounding_is_told_as_such() -> None:
    """Another publication may compound: its lines decide."""
    value, lines = 100_000_00, {}
    for year, growth, inflation in zip(YEARS, (0, 200, 192, 164, 164), (0, 230, 280, 250, 270), strict=True):
        value = round(value * (10_000 + growth) * (10_000 + inflation) / 10**8)
        lines[year] = replace(PUBLISHED.lines[BEDS, "Premises"][YEARS[0]], value=value, decimals=2)
    one = replace(PUBLISHED, areas=(BEDS,), sums={}, lines={(BEDS, "Premises"): lines})
    assert one.method == "compounded"
    assert {found.verdict for found in one.explained.values()} == {WITHIN}
    assert "(1 + 2.00%) × (1 + 2.30%)" in one.explained[BEDS, "Premises", "2020/21"].words


# Scenarios


def test_inflation_moves_a_line_by_the_same_rule_that_explains_it() -> None:
    model = varied(Assumption(MORE_INFLATION, 100))
    assert words(model, BEDS, "Premises", "2020/21") == (
        "Premises 2020/21: 5,030 × (1 + 2.00% population growth + 2.30% inflation + 1.00% higher inflation) = 5,297;"
        " 5,296 with the rounding of what is published"
    )
    assert difference(model, BEDS, "Premises", "2020/21") == 50_30000


def test_a_line_with_its_own_growth_moves_by_what_is_assumed_otherwise() -> None:
    model = varied(Assumption(INFLATION, 330, year="2020/21"))
    assert words(model, BEDS, "Main Contract", "2020/21") == (
        "Main Contract 2020/21: 43,044 × (1 + 2.62% as published + 1.00% more inflation) = 44,603"
    )
    assert difference(model, BEDS, "Main Contract", "2021/22") > 0  # what is higher once stays higher


def test_a_pay_award_moves_the_main_contract_and_networks_alone() -> None:
    model = varied(Assumption(PAY, 100))
    moved = {row.line for row in model.of(BEDS) for one in row.cells if row.kind == LINE and one.difference}
    assert moved == {"Main Contract", "Primary Care Networks"}
    assert model.row(BEDS, SAVINGS) is not None
    assert difference(model, BEDS, "Main Contract", "2020/21") == 430_44000


def test_slower_recruitment_takes_a_share_of_the_growth_of_networks() -> None:
    model = varied(Assumption(LATER, 5_000))
    assert cell(model, BEDS, "Primary Care Networks", "2020/21") == round(1671 + (2647 - 1671) / 2)
    assert words(model, BEDS, "Primary Care Networks", "2020/21").startswith(
        "Primary Care Networks 2020/21: 1,671 × (1 + 58.41% as published × 50.00% for slower recruitment)"
    )
    assert {row.line for row in model.of(BEDS) for one in row.cells if row.kind == LINE and one.difference} == {
        "Primary Care Networks"
    }


def test_premises_and_single_lines_may_be_moved_alone() -> None:
    model = varied(Assumption(PREMISES, 200), Assumption(PAY, 100, item="Central Costs"))
    moved = {row.line for row in model.of(MK) for one in row.cells if row.kind == LINE and one.difference}
    assert moved == {"Premises", "Central Costs"}


def test_a_growth_of_its_own_may_be_assumed_for_a_line() -> None:
    model = varied(Assumption(OWN, 1_000, item="Other", year="2020/21"))
    assert cell(model, BEDS, "Other", "2020/21") == 3542
    assert words(model, BEDS, "Other", "2020/21").endswith("3,220 × (1 + 10.00% assumed for it) = 3,542")


def test_what_lines_cost_more_is_taken_from_what_is_left_over_and_then_saved() -> None:
    model = varied(Assumption(PAY, 100))
    assert cell(model, LUTON, RESERVE, "2020/21") == 976 - 205 - 9
    assert cell(model, MK, RESERVE, "2020/21") == 0
    assert cell(model, MK, SAVINGS, "2020/21") == -184  # 69 - 241.6 - 11.8
    assert difference(model, BEDS, TOTAL, "2020/21") == 0  # it cannot spend more than its allocation


def test_on_the_adjusted_allocation_luton_would_have_to_save() -> None:
    model = varied(Assumption(BASIS, ADJUSTED * 10_000, unit="number"))
    told = [cell(model, LUTON, ALLOCATION, year) for year in YEARS]
    assert told == [31157, 32531, 34021, 35671, 37536]
    assert [cell(model, LUTON, SAVINGS, year) for year in YEARS] == [0, -149, -636, -1117, -1640]
    assert not any(one.difference for row in model.of(BEDS) for one in row.cells)


def test_a_higher_contingency_is_saved_for() -> None:
    model = varied(Assumption(CONTINGENCY, 100))
    assert cell(model, BEDS, RESERVE, "2020/21") == 658
    assert difference(model, BEDS, SAVINGS, "2020/21") == -329 * THOUSAND


@given(st.integers(-500, 500), st.integers(-500, 500), st.integers(0, 10_000), st.integers(0, 500))
@settings(max_examples=15, deadline=None)
def test_in_every_scenario_lines_contingency_and_savings_are_the_allocation_within_rounding(
    people: int, prices: int, later: int, pay: int
) -> None:
    changes = (Assumption(MORE_PEOPLE, people), Assumption(MORE_INFLATION, prices), Assumption(LATER, later))
    model = varied(*changes, Assumption(PAY, pay))
    for area in (BEDS, LUTON, MK):
        total, given_to = model.row(area, TOTAL), model.row(area, ALLOCATION)
        assert total is not None
        assert given_to is not None
        for one, other in zip(total.cells, given_to.cells, strict=True):
            assert abs(one.scenario - other.scenario) <= THOUSAND


def test_a_sum_of_areas_says_where_it_was_added_up_before_rounding() -> None:
    model = varied(Assumption(PAY, 137), Assumption(MORE_INFLATION, 17))
    cells = [cell for row in model.of(BLMK) for cell in row.cells if "added up before rounding" in cell.words]
    assert cells
    for cell in cells:
        parts, _, whole = cell.words.partition(": ")[2].removesuffix(", added up before rounding").rpartition(" = ")
        assert sum(map(_thousands, parts.split(" + "))) != _thousands(whole)


def _thousands(words: str) -> int:
    figure = words.rsplit(" ", maxsplit=1)[-1].replace(",", "")
    return -int(figure.strip("()")) if figure.startswith("(") else int(figure)


def test_an_area_without_a_contingency_says_that_nothing_is_kept_back() -> None:
    kept = varied(Assumption(MORE_INFLATION, 300)).row(MK, RESERVE)
    assert kept is not None
    assert kept.cell("2023/24").words.startswith("2023/24: nothing is left over, and no share")


def test_a_scenario_is_repeated_to_the_penny() -> None:
    changes = (Assumption(PAY, 137), Assumption(LATER, 3_333), Assumption(MORE_INFLATION, 17))
    once, again = varied(*changes), varied(*changes)
    assert once.rows == again.rows
    assert [cell.words for row in once.rows for cell in row.cells] == [
        cell.words for row in again.rows for cell in row.cells
    ]


def test_a_projection_without_allocations_or_assumptions_stays_as_it_is_published() -> None:
    bare = replace(PUBLISHED, printed_allocations={}, printed_totals=(), allocations={}, assumptions=Assumptions(""))
    model = project(bare, bare.assumptions.changed([Assumption(PAY, 100)]))
    assert cell(model, LUTON, RESERVE, "2020/21") == 976
    assert cell(model, LUTON, "Main Contract", "2020/21") == 21193 + 205
    assert not bare.explained


def test_a_file_without_a_projection_has_no_rows() -> None:
    assert project(Published(), Assumptions("")).rows == []


# How uncertain it is

UNCERTAIN = (Assumption(MORE_INFLATION, 0, low=-50, high=100), Assumption(LATER, 1_000, low=0, high=4_000))


def band_of(measure: str, area: str, year: str, *changes: Assumption) -> tuple[int, int, int]:
    found = bands(PUBLISHED, PUBLISHED.assumptions.changed(changes))
    (one,) = (one for one in found if (one.measure, one.area, one.year) == (measure, area, year))
    return one.low, one.middle, one.high


def test_what_is_certain_has_no_band() -> None:
    assert bands(PUBLISHED, PUBLISHED.assumptions) == []


def test_the_band_lies_about_the_scenario_and_is_the_same_each_time() -> None:
    low, middle, high = band_of(LINES, BLMK, "2023/24", *UNCERTAIN)
    model = varied(*UNCERTAIN)
    lines = sum(row.cell("2023/24").scenario for row in model.of(BLMK) if row.kind == LINE)
    assert low < lines < high
    assert (low, middle, high) == band_of(LINES, BLMK, "2023/24", *UNCERTAIN)


def test_a_band_of_next_to_nothing_is_the_scenario() -> None:
    sure = (Assumption(PAY, 100, low=100, high=101), Assumption(LATER, 1_000))
    low, middle, high = band_of(SAVED, BEDS, "2021/22", *sure)
    row = varied(*sure).row(BEDS, SAVINGS)
    assert row is not None
    assert abs(row.cell("2021/22").scenario - middle) <= 15_000_00  # a hundredth of a point of its lines
    assert low <= middle <= high


def test_dials_answer_at_once() -> None:
    model = project(PUBLISHED, PUBLISHED.assumptions)
    began = perf_counter()
    model.varied(PUBLISHED.assumptions.changed([Assumption(PAY, 100)]))
    assert perf_counter() - began < 0.5  # about 0.03 s on an idle machine
