"""The budget as set: what `check` finds of virements, phasing, months, reports and what recurs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import db
from blmk_desktop.check.budgets import check_budgets
from blmk_desktop.rules.finding import Finding
from tests.blmk_desktop import budget_example as example
from tests.blmk_desktop.budget_example import figure, give, virement

TO_DATE: dict[str, object] = {"period": "year to date", "origin": "report"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[db.DataFile]:
    with example.make(tmp_path / "budget.blmk") as file:
        yield file


def found(store: db.DataFile) -> dict[str, Finding]:
    with store.reading() as connection:
        return {one.rule: one for one in check_budgets(connection)}


def test_a_budget_in_order_gives_no_findings(store: db.DataFile) -> None:
    give(store, [virement("V1", 1_000_000), figure(1, 5_000_000), figure(1, 5_000_000, **TO_DATE)])
    assert found(store) == {}


def test_more_cannot_be_moved_from_a_line_than_it_has(store: db.DataFile) -> None:
    give(store, [virement("V1", 3_000_000), virement("V2", 2_500_000)])
    one = found(store)["virement-without-money"]
    assert one.severity == "error"
    assert one.message == "Reserves, Elm CCG 2022/23 had £50,000, but £55,000 was moved from it (V1, V2)."
    assert one.about == ("budget_line", "Budget 2022/23|Elm CCG|Reserves|2022/23")


def test_a_virement_lies_in_its_year_and_after_the_budget(store: db.DataFile) -> None:
    give(store, [virement("V1", 100, on="2023-04-01")])
    assert "dated 01/04/2023, which is not in 2022/23" in found(store)["virement-out-of-year"].message


def test_a_virement_before_a_later_version_is_in_it(store: db.DataFile) -> None:
    line = {"version": "Revised", "area": example.ELM, "category": example.RENT, "year": example.YEAR, "amount": 1}
    version = {"name": "Revised", "kind": "budget", "agreed": "2022-11-01"}
    give(store, [virement("V1", 100), ("budget_version", version), ("budget_line", line)])
    one = found(store)["virement-before-budget"]
    assert one.severity == "note"
    assert "before Revised was agreed on 01/11/2022" in one.message


def test_money_that_does_not_recur_cannot_pay_for_good(store: db.DataFile) -> None:
    give(store, [virement("V1", 1_000_000, recurrent=1)])
    assert found(store)["recurrent-from-one-off"].message == (
        "Virement V1 moves £10,000 for good from Reserves, Elm CCG 2022/23, which does not recur: "
        "from next year nothing pays for it."
    )


def test_a_profile_comes_to_100_per_cent_and_is_declared(store: db.DataFile) -> None:
    line = {"version": example.VERSION, "area": example.OAK, "category": example.GP, "year": example.YEAR}
    give(
        store,
        [
            ("phase", {"profile": "Half", "month": 1, "share": 5_000}),
            ("budget_line", {**line, "amount": 100, "profile": "Unheard of"}),
        ],
    )
    said = found(store)
    assert (said["phasing-not-whole"].printed, said["phasing-not-whole"].about) == ("50.00%", ("phase", "Half"))
    assert "which nobody has declared" in said["profile-not-known"].message


def test_months_that_do_not_come_to_the_year_to_date_are_said(store: db.DataFile) -> None:
    give(store, [figure(1, 5_000_000), figure(2, 100_000), figure(2, 5_200_000, **TO_DATE)])
    one = found(store)["months-unlike-year-to-date"]
    assert (one.printed, one.computed) == ("£52,000", "£51,000")
    assert "the report says £52,000 to date at M02, but the months M01 to M02 come to £51,000" in one.message


def test_a_month_that_reports_make_otherwise_is_said(store: db.DataFile) -> None:
    reported: dict[str, object] = {**TO_DATE, "decimals": -3}
    give(store, [figure(2, 5_000_000, **reported), figure(3, 7_000_000, **reported), figure(3, 2_100_001)])
    one = found(store)["month-unlike-to-date"]
    assert one.message == (
        "Premises, Elm CCG 2022/23, M03: the entry says £21,000, but by the report's figures to date it came to "
        "£20,000, which counts."
    )
    assert (one.measure, one.severity) == ("actual_3", "warning")


def test_a_report_in_thousands_agrees_within_its_rounding(store: db.DataFile) -> None:
    give(store, [figure(1, 5_049_999), figure(1, 5_000_000, **TO_DATE, decimals=-3)])
    assert found(store) == {}


def test_a_reported_plan_is_held_against_the_budget_of_that_day(store: db.DataFile) -> None:
    plan = {"period": "full year", "measure": "plan", "origin": "report", "decimals": -3}
    give(store, [virement("V1", 1_000_000), figure(6, 24_000_000, **plan), figure(7, 24_000_000, **plan)])
    one = found(store)["report-plan-not-budget"]
    assert one.message == (
        "Premises, Elm CCG 2022/23: the report of M07 has a plan of £240,000 for the year, but Budget 2022/23 had "
        "£250,000 on 31/10/2022, virements until then counted."
    )


def test_a_reported_plan_to_date_is_held_against_the_phasing(store: db.DataFile) -> None:
    report: dict[str, object] = {"measure": "plan", "origin": "report", "decimals": -3}
    year, to_date = {**report, "period": "full year"}, {**report, "period": "year to date"}
    give(store, [figure(2, 24_000_000, **year), figure(2, 4_000_000, **to_date)])
    one = found(store)["report-phased-otherwise"]
    assert one.message.endswith("has a plan of £40,000 to M02, but phased by Early the budget has £48,000.")


def test_a_report_before_a_version_was_agreed_is_held_against_the_one_before(store: db.DataFile) -> None:
    line = {"version": "Revised", "area": example.ELM, "category": example.RENT, "year": example.YEAR}
    version = {"name": "Revised", "kind": "budget", "agreed": "2022-11-01"}
    plan = {"period": "full year", "measure": "plan", "origin": "report"}
    give(store, [("budget_version", version), ("budget_line", {**line, "amount": 100})])
    give(store, [figure(6, 24_000_000, **plan), figure(8, 100, **plan)])
    assert "report-plan-not-budget" not in found(store)


def test_an_area_is_the_sum_of_the_areas_within_it(store: db.DataFile) -> None:
    line = {"version": example.VERSION, "category": example.DRUGS, "year": example.YEAR}
    give(
        store,
        [
            ("area", {"name": "Whole", "kind": "ICB"}),
            ("area", {"name": "Part", "kind": "CCG", "within": "Whole"}),
            ("budget_line", {**line, "area": "Whole", "amount": 10_000}),
            ("budget_line", {**line, "area": "Part", "amount": 9_000}),
        ],
    )
    assert found(store)["area-not-sum-of-parts"].computed == "£90"


def test_a_category_is_the_sum_of_the_categories_within_it(store: db.DataFile) -> None:
    line = {"version": example.VERSION, "area": example.ELM, "year": example.YEAR}
    give(
        store,
        [
            ("budget_category", {"name": "Rates", "block": "delegated", "nature": "spend", "within": example.RENT}),
            ("budget_line", {**line, "category": "Rates", "amount": 10_000}),
        ],
    )
    assert found(store)["category-not-sum-of-parts"].message == (
        "Premises, Elm CCG 2022/23 has £240,000, but the categories within it have £100 together."
    )


def test_what_does_not_recur_and_is_set_again_is_asked_about(store: db.DataFile) -> None:
    line = {"version": "Next", "area": example.ELM, "category": example.RESERVES, "year": "2023/24", "recurrent": 0}
    version = {"name": "Next", "kind": "budget", "agreed": "2023-04-01"}
    give(store, [("budget_version", version), ("budget_line", {**line, "amount": 100})])
    assert found(store)["one-off-again"].message.endswith("again in 2023/24 (£1): is it recurrent?")


def test_a_file_without_budgets_has_no_findings(tmp_path: Path) -> None:
    with db.create_file(tmp_path / "empty.blmk") as file:
        assert found(file) == {}
