"""Each place where the workforce plan of 2018 disagrees with itself is found, with its cell, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import db
from blmk_desktop.importing.engine import apply, propose
from blmk_desktop.rules.finding import Finding
from tests.blmk_desktop.check.conftest import Add, findings
from tests.blmk_desktop.workforce_example import COSTS, FUNDED, GAP, PAY, SPLIT, write_plan

BOOK = "plan.xlsx"
# rule, sheet and cell to severity, printed, computed: worked out by hand from the published plan
TABLES = {
    ("workforce-total", "Table 3 Practice managers!C2"): ("error", "73", "64"),
    ("workforce-total", "Split by CCG!E16"): ("error", "18", "19"),
    ("workforce-parts", "Split by CCG!F16"): ("error", "69", "68"),
    ("workforce-persons-and-posts", "Table 2 Practice nurses!C4"): ("note", "32", "26 WTE"),
    ("workforce-cost", "Table 8 Cost impact!C5"): ("error", "£426,000", "£284,416"),
    ("workforce-cost", "Table 8 Cost impact!C8"): ("error", "£3,600,000", "£3,840,000"),
    ("workforce-cost", "Table 8 Cost impact!D8"): ("error", "£3,960,000", "£3,720,000"),
    ("workforce-cost-cut-off", "Table 8 Cost impact!C6"): ("note", "£294,000", "£294,560"),
    ("workforce-cost-cut-off", "Table 8 Cost impact!D6"): ("note", "£294,000", "£294,560"),
    ("workforce-pay-implied", "Table 8 Cost impact!B3"): ("note", "£240,000", "implied £49,000 to £50,000"),
    ("workforce-cost-bases", "Table 8 Cost impact!E11"): ("note", "£18,558,000", "two ways of counting"),
}
TEXT = {
    ("workforce-gap", "Section 4.2!paragraph 5"): ("warning", "79%", "78.1%"),
    ("workforce-gap", "Section 5.1.1!paragraph 1"): ("error", "10%", "12.8%"),
    ("workforce-told-twice", "Section 6.1!principle 1"): ("warning", "24%", "27%"),
    ("workforce-bridge", "Section 4.3!paragraph 2"): ("warning", "10%", "8.5%"),
    ("workforce-bridge", "Section 6!paragraph 2"): ("warning", "10%", "8.5%"),
    ("workforce-bridge", "Section 6.1!principle 2"): ("warning", "16%", "27.1%"),
    ("workforce-two-baselines", "Section 6!paragraph 3"): ("note", "56", "62"),
}


def about_workforce(store: db.DataFile) -> list[Finding]:
    return [one for one in findings(store) if one.rule.startswith("workforce-")]


def as_table(found: list[Finding]) -> dict[tuple[str, str], tuple[str, str, str]]:
    return {(one.rule, one.where.partition(" › ")[2]): (one.severity, one.printed, one.computed) for one in found}


def plan(store: db.DataFile, folder: Path, **otherwise: Any) -> list[Finding]:
    apply(store, propose(store, [write_plan(folder / BOOK, **otherwise)]))
    return about_workforce(store)


def message(found: list[Finding], cell: str) -> str:
    (one,) = [finding for finding in found if finding.where.endswith(f"!{cell}")]
    return one.message


def test_every_disagreement_of_the_tables_is_found_and_nothing_else(store: db.DataFile, tmp_path: Path) -> None:
    assert as_table(plan(store, tmp_path)) == TABLES


def test_the_published_workbook_has_them_too(store: db.DataFile, shared: Path) -> None:
    path = shared / "inputs" / "gp-workforce-plan-2018.xlsx"
    if not path.exists():
        pytest.skip("needs ../shared/inputs/gp-workforce-plan-2018.xlsx")
    apply(store, propose(store, [path]))
    assert as_table(about_workforce(store)) == TABLES


def test_a_later_edition_under_another_name_is_judged_in_place_of_the_first(store: db.DataFile, tmp_path: Path) -> None:
    plan(store, tmp_path)
    again = write_plan(tmp_path / "plan v2.xlsx", table_1=[*GAP[:4], ["BCCG", 230, *GAP[4][2:]], *GAP[5:]])
    apply(store, propose(store, [again]))
    found = about_workforce(store)
    assert {one.where.partition(" › ")[0] for one in found} == {"plan v2.xlsx"}
    assert as_table(found).items() >= TABLES.items()


def test_the_example_data_has_them_and_those_of_the_text(example: Path) -> None:
    with db.open_file(example) as store:
        found = as_table(about_workforce(store))
    assert {key: value for key, value in found.items() if key[1].startswith("Section")} == TEXT
    assert sorted(value for key, value in found.items() if key not in TEXT) == sorted(TABLES.values())


def test_a_wrong_total_says_which_others_hold_without_it(store: db.DataFile, tmp_path: Path) -> None:
    found = [one for one in plan(store, tmp_path) if one.rule == "workforce-total"]
    assert message(found, "E16") == (
        "GP, Milton Keynes CCG 2019/20: the recruitment is printed as 18 in all, but 1.5 + 6 + 1.5 + 10 above "
        "it come to 19. The 69 printed for BLMK holds only with 19."
    )


def test_a_wrong_cost_says_of_how_many_posts_it_would_be(store: db.DataFile, tmp_path: Path) -> None:
    assert message(plan(store, tmp_path), "C8") == (
        "GP need, BLMK 2018/19: the cost is printed as £3,600,000, but 32 posts (Table 5 Trajectories!C7) at £120,000 "
        "cost £3,840,000. £3,600,000 is the cost of 30 posts. All years together hold: 67 posts are £8,040,000."
    )


def test_figures_that_are_put_right_are_found_no_more(store: db.DataFile, tmp_path: Path) -> None:
    costs = [list(row) for row in COSTS]
    costs[7][2:4] = [3840, 3720]
    split = [list(row) for row in SPLIT]
    split[15][4] = 19
    found = as_table(plan(store, tmp_path, table_8=costs, split_by=split))
    gone = {("workforce-total", "Split by CCG!E16"), ("workforce-parts", "Split by CCG!F16")}
    gone |= {("workforce-cost", "Table 8 Cost impact!C8"), ("workforce-cost", "Table 8 Cost impact!D8")}
    assert TABLES.keys() - found.keys() == gone


def test_a_gap_that_does_not_follow_from_its_row_is_an_error(store: db.DataFile, tmp_path: Path) -> None:
    rows = [list(row) for row in GAP]
    rows[5][9] = 35
    found = plan(store, tmp_path, table_1=rows)
    said = "GP, Luton CCG 2017/18: the workforce gap is printed as 35, but 19 vacant, 3 retiring and 10 more is 32."
    assert message(found, "J6") == said


def test_on_costs_and_funding_are_worked_out_again(store: db.DataFile, tmp_path: Path) -> None:
    pay, money = [list(row) for row in PAY], [list(row) for row in FUNDED]
    pay[4][2] = "£125,000"
    money[3][1] = "3,096"
    found = plan(store, tmp_path, table_9=pay, table_11=money)
    wrong = "GP: £125,000 is printed, but £100,000 with 20% on-costs is £120,000."
    assert wrong in [one.message for one in found if one.rule == "workforce-pay"]
    assert [one.computed for one in found if one.rule == "workforce-funding"] == ["£3,196,260"]


def test_totals_that_are_off_by_rounding_alone_are_notes(store: db.DataFile, tmp_path: Path) -> None:
    costs = [list(row) for row in COSTS]
    costs[2][4] = 1796
    found = {one.where: one for one in plan(store, tmp_path, table_8=costs)}
    note = found[f"{BOOK} › Table 8 Cost impact!E3"]
    assert (note.rule, note.severity) == ("workforce-total-rounded", "note")


def test_a_total_may_be_entered_by_hand(store: db.DataFile, add: Add) -> None:
    """A claim without rows to cover is held to nothing, and nothing falls over."""
    add("source", {"name": "by hand", "position": 1})
    add("area", {"name": "Northshire", "kind": "ICB"})
    claim = {"source": "by hand", "sheet": "Section 1", "cell": "paragraph 2", "area": "Northshire", "role": "GP"}
    add("stated_workforce", claim | {"measure": "target", "rule": "total", "value": 12_00})
    assert about_workforce(store) == []
