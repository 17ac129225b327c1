"""Trajectories: posts by role and year, their cost beside the paper, what is funded, and scenarios."""

from __future__ import annotations

import db
from blmk_desktop import editing
from blmk_desktop.rules import trajectories as model
from blmk_desktop.rules.assumptions import Assumption
from blmk_desktop.summaries.assumptions import assumptions_of
from blmk_desktop.summaries.trajectories import Trajectories, TrajectoryRow, trajectories

SCENARIO = "Pay award of 3% and slower recruitment"


def found(store: db.DataFile, area: str = "", *changes: Assumption, scenario: str = "") -> Trajectories:
    with store.reading() as connection:
        return trajectories(connection, area, assumptions_of(connection, scenario) if scenario else None, changes)


def row(of: Trajectories, label: str) -> TrajectoryRow:
    return next(row for row in of.rows if row.label == label)


def wte(of: TrajectoryRow) -> list[int | None]:
    return [cell.wte for cell in of.cells]


def cost(of: TrajectoryRow) -> list[int | None]:
    return [cell.cost for cell in of.cells]


def test_posts_are_those_of_tables_5_and_6(plan: db.DataFile) -> None:
    of = found(plan)
    assert of.years == ["2017/18", "2018/19", "2019/20"]
    assert wte(row(of, "Physician Associate")) == [3_00, 9_00, 10_00]
    assert wte(row(of, "GP need")) == [4_00, 32_00, 31_00]
    assert row(of, "With compliance").total.wte == 163_00 + 123_00


def test_costs_are_posts_at_their_pay(plan: db.DataFile) -> None:
    of = found(plan)
    assert cost(row(of, "Physician Associate")) == [0, 384_012_00, 426_680_00]
    assert cost(row(of, "Registered Nurse")) == [None, 284_416_00, 177_760_00]
    assert cost(row(of, "GP need")) == [480_000_00, 3_840_000_00, 3_720_000_00]
    assert cost(row(of, "GP compliance")) == [0, 2_160_000_00, 4_560_000_00]


def test_each_cost_stands_beside_its_printed_cell_and_is_explained(plan: db.DataFile) -> None:
    cell = row(found(plan), "Registered Nurse").cells[1]
    assert cell.printed_cost is not None
    assert (cell.printed_cost.cell, cell.printed_cost.value) == ("C5", 426_000_00)
    assert cell.said == "8 WTE × £35,552: £284,416."


def test_sums_stand_beside_the_totals_over_the_same_rows(plan: db.DataFile) -> None:
    of = found(plan)
    printed = [
        row(of, label).total.printed_cost for label in ("Other roles together", "Plan together", "With compliance")
    ]
    assert [one and one.cell for one in printed] == ["E7", "E9", "E11"]


def test_a_cost_without_a_pay_is_as_printed(plan: db.DataFile) -> None:
    of = row(found(plan), "Clinical Pharmacist")
    assert cost(of) == [240_000_00, 568_000_00, 987_000_00]
    assert of.cells[0].said == "As printed, £240,000: no pay is known for this role."


def test_a_pay_on_a_sliding_scale_comes_near_the_paper(demo: db.DataFile) -> None:
    of = row(found(demo), "Clinical Pharmacist")
    for cell in of.cells:
        assert cell.printed_cost is not None
        assert cell.cost is not None
        assert abs(cell.cost - cell.printed_cost.value) * 50 < cell.printed_cost.value  # 2%


def test_what_is_funded_follows_from_the_cost(demo: db.DataFile) -> None:
    of = found(demo)
    labels = [one.label for one in of.funding]
    assert labels == [
        "Cost of the plan",
        "Existing Employers Baselines",
        "Increased CCG Allocations",
        "Funded together",
        "Not funded",
    ]
    whole, first, second, together, rest = (one.value for one in of.funding)
    assert abs(first + second - together) <= 1
    assert together + rest == whole == of.cost
    assert of.shortfall == rest
    assert [one.printed and one.printed.value for one in of.funding] == [
        11_838_000_00,
        3_196_000_00,
        1_894_000_00,
        5_090_000_00,
        6_748_000_00,
    ]


def test_the_split_by_area_adds_up_by_year(plan: db.DataFile) -> None:
    sums = {one.year: one for one in found(plan).split if one.is_sum}
    assert sums["2019/20"].by_area == {
        "BLMK": 69_00,
        "Bedfordshire CCG": 34_00,
        "Luton CCG": 16_00,
        "Milton Keynes CCG": 19_00,
    }
    assert sums["2019/20"].printed["Milton Keynes CCG"].value == 18_00


def test_the_split_of_an_area_leaves_out_areas_that_are_no_part_of_it(plan: db.DataFile) -> None:
    before = found(plan, "BLMK").split
    for name, within in (("Northamptonshire", None), ("Nene CCG", "Northamptonshire")):
        editing.add(plan, "area", {"name": name, "kind": "ccg", "within": within})
        posts = {"role": "GP", "programme": "Fellowship", "area": name, "year": "2019/20", "wte": "5"}
        editing.add(plan, "workforce_target", posts)
    assert found(plan, "BLMK").split == before
    sums = {one.year: one for one in found(plan, "Northamptonshire").split if one.is_sum}
    assert sums["2019/20"].by_area == {"Northamptonshire": 5_00, "Nene CCG": 5_00}


def test_an_area_has_its_own_trajectories(plan: db.DataFile) -> None:
    of = found(plan, "Luton CCG")
    assert wte(row(of, "GP need")) == [1_00, 7_00, 7_00]
    assert wte(row(of, "GP compliance")) == [0, 4_00, 9_00]


def test_a_pay_award_raises_every_later_year(demo: db.DataFile) -> None:
    before = found(demo)
    after = found(demo, "", Assumption(model.PAY_AWARD, 200, year="2018/19"))
    assert cost(row(after, "GP need")) == [480_000_00, 3_916_800_00, 3_794_400_00]
    assert after.published == before


def test_slower_recruitment_brings_fewer_posts(demo: db.DataFile) -> None:
    of = found(demo, scenario=SCENARIO)
    assert wte(row(of, "Physician Associate")) == [2_10, 6_30, 7_00]
    assert of.published is not None
    assert (of.cost or 0) < (of.published.cost or 0)


def test_a_scenario_is_the_same_each_time(demo: db.DataFile) -> None:
    assert found(demo, scenario=SCENARIO) == found(demo, scenario=SCENARIO)


def test_nothing_is_known_of_an_empty_file(store: db.DataFile) -> None:
    of = found(store)
    assert (of.rows, of.cost, of.shortfall) == ([], None, None)
