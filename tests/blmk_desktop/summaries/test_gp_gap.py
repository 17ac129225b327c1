"""The workforce gap beside what is printed, its bridge, and where it goes year by year, the same each time."""

from __future__ import annotations

import db
from blmk_desktop.rules import gp_gap as model
from blmk_desktop.rules.assumptions import ONE, Assumption
from blmk_desktop.summaries.assumptions import assumptions_of
from blmk_desktop.summaries.gp_gap import GapRow, Projection, gap_bridge, gp_gap, projection
from tests.blmk_desktop.summaries.conftest import add

PUBLISHED, SLOWER = "GP Workforce Plan 2018", "Slower recruitment of GPs"
FIELDS = ("baseline", "other_recruitment", "gap", "gap_without_targets")


def of(store: db.DataFile, profession: str) -> dict[str, GapRow]:
    with store.reading() as connection:
        return {row.area: row for row in gp_gap(connection).of(profession)}


def projected(store: db.DataFile, area: str = "", *changes: Assumption, scenario: str = "") -> Projection:
    with store.reading() as connection:
        return projection(connection, area, assumptions_of(connection, scenario) if scenario else None, changes)


def test_table_1_is_as_printed_in_every_area(plan: db.DataFile) -> None:
    rows = of(plan, "GP")
    assert list(rows) == ["BLMK", "Bedfordshire CCG", "Luton CCG", "Milton Keynes CCG"]
    for row in rows.values():
        for name in FIELDS:
            assert getattr(row, name) == row.printed[name].value
        assert row.gap_share is not None
        assert round(row.gap_share / 100) * 100 == row.printed["gap_share"].value


def test_each_figure_has_the_cell_that_prints_it(plan: db.DataFile) -> None:
    printed = of(plan, "GP")["Luton CCG"].printed["gap"]
    assert printed.where == "plan.xlsx › Table 1 GP baseline!J6"


def test_a_whole_stands_beside_the_sum_of_its_parts(plan: db.DataFile) -> None:
    managers = of(plan, "Practice Manager")["BLMK"]
    assert (managers.over_50, managers.of_parts["over_50"]) == (73, 64)
    assert managers.of_parts["baseline"] == managers.baseline == 106_00


def test_a_whole_without_a_baseline_of_its_own_is_the_sum_of_its_parts(store: db.DataFile) -> None:
    areas: list[tuple[str, dict[str, object]]] = [
        ("area", {"name": "Whole", "kind": "ICB"}),
        ("area", {"name": "East", "kind": "place", "within": "Whole"}),
        ("area", {"name": "West", "kind": "place", "within": "Whole"}),
    ]
    about = {"profession": "GP", "year": "2021/22"}
    parts: list[tuple[str, dict[str, object]]] = [
        ("workforce_baseline", {**about, "area": "East", "baseline": 40_00, "vacancies": 4_00, "retiring": 1_00}),
        ("workforce_baseline", {**about, "area": "West", "baseline": 60_00, "vacancies": 6_00, "retiring": 2_00}),
    ]
    add(store, [*areas, *parts])
    whole = of(store, "GP")["Whole"]
    assert (whole.is_sum, whole.baseline, whole.gap, whole.gap_share) == (True, 100_00, 13_00, 13_00)


def test_the_bridge_of_the_example_is_that_of_table_4(demo: db.DataFile) -> None:
    with demo.reading() as connection:
        found = gap_bridge(connection)
        assert gap_bridge(connection, area="Luton CCG") is None
    assert found is not None
    assert (found.need, found.to_need, found.target, found.compliance) == (476_00, 67_00, 123_00, 56_00)


def test_a_bridge_may_be_of_a_scenario(demo: db.DataFile) -> None:
    with demo.reading() as connection:
        base = assumptions_of(connection, PUBLISHED)
        found = gap_bridge(connection, base.changed([Assumption(model.SUBSTITUTED, 52 * ONE, unit="WTE")]))
    assert found is not None
    assert (found.need, found.compliance) == (468_00, 64_00)


def test_the_projection_ends_at_the_demand_and_need_of_the_paper(demo: db.DataFile) -> None:
    last = projected(demo).points[-1]
    assert last.year == "2020/21"
    assert abs(last.step.demand - 520_00) < 10
    assert abs(last.step.need - 476_00) < 10


def test_each_year_is_explained(demo: db.DataFile) -> None:
    first, second, *_ = projected(demo).points
    assert first.said[1] == "Demand: 409 in post and 52.50 vacancies come to 461.50."
    joining = "Compliance 18, Fellowship 5, International Recruitment 20 and Recruit, Return & Retain 7"
    assert list(second.said) == [
        f"In post: 413 and 50 joining ({joining}) less 18 leaving (known to retire) come to 445.",
        "Demand: 461.50 grown by 4.06% comes to 480.24.",
        "Other roles take on 4.44% of it, 21.32: 458.91 are needed.",
        "The gap: 458.91 less 445 is 13.91.",
    ]


def test_a_projection_is_the_same_each_time(demo: db.DataFile) -> None:
    assert projected(demo) == projected(demo)
    assert projected(demo, scenario=SLOWER) == projected(demo, scenario=SLOWER)


def test_a_band_holds_what_is_likely(demo: db.DataFile) -> None:
    for point in projected(demo, scenario=SLOWER).points[1:]:
        low, middle, high = point.gap_band
        assert low < middle < high
        assert low <= point.step.gap <= high


def test_without_ranges_a_band_is_a_line(plan: db.DataFile) -> None:
    assert all(point.gap_band == (point.step.gap,) * 3 for point in projected(plan).points)


def test_slower_recruitment_leaves_a_larger_gap_than_as_published(demo: db.DataFile) -> None:
    slower, published = projected(demo, scenario=SLOWER), projected(demo)
    assert [point.year for point in slower.points] == [point.year for point in published.points]
    assert slower.points[-1].step.gap > published.points[-1].step.gap


def test_dials_count_before_what_is_saved(demo: db.DataFile) -> None:
    nobody = projected(demo, "", Assumption(model.DELIVERY, 0))
    assert all(point.step.joiners == 0 for point in nobody.points)


def test_every_area_has_a_projection_of_its_own(demo: db.DataFile) -> None:
    found = projected(demo, "Luton CCG")
    assert (found.area, found.points[0].step.demand) == ("Luton CCG", 98_00)


def test_a_need_that_is_told_beside_its_programmes_is_not_counted_twice(demo: db.DataFile) -> None:
    joiners = [point.step.joiners for point in projected(demo).points]
    assert joiners == [4_00, 50_00, 69_00, 0]


def test_without_a_baseline_it_says_so(store: db.DataFile) -> None:
    found = projected(store)
    assert not found.points
    assert found.why_none.startswith("No GP baseline is known.")
