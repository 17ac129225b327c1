"""The budget as it was set: lines by month, virements on top, actuals and forecasts of each month."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import db
from blmk_desktop.summaries.budget_rows import BudgetRow
from blmk_desktop.summaries.budget_setting import budget, compared, in_force, versions
from tests.blmk_desktop import budget_example as example
from tests.blmk_desktop.budget_example import figure, give, read, virement


@pytest.fixture
def store(tmp_path: Path) -> Iterator[db.DataFile]:
    with example.make(tmp_path / "budget.blmk") as file:
        yield file


def premises(store: db.DataFile) -> BudgetRow:
    row = read(store).row(example.PREMISES)
    assert row is not None
    return row


def test_lines_come_by_area_and_in_the_order_of_the_categories(store: db.DataFile) -> None:
    found = read(store)
    assert (found.version, found.year) == (example.VERSION, "2022/23")
    assert [row.category for row in found.rows] == ["Contracts", "Premises", "Reserves", "Premises"]
    assert found.total.budget == 159_000_001


def test_a_line_has_its_months_to_the_penny(store: db.DataFile) -> None:
    assert premises(store).plan[:4] == (4_800_000, 0, 0, 2_400_000)
    other = read(store).row(example.OTHER_PREMISES)
    assert other is not None
    assert sum(other.plan) == 10_000_001
    assert other.profile_words == "equal twelfths"


def test_a_virement_leaves_the_one_and_reaches_the_other(store: db.DataFile) -> None:
    give(store, [virement("V1", 1_000_000)])
    found = read(store)
    rent, kept = found.row(example.PREMISES), found.row(example.KEPT)
    assert rent is not None
    assert kept is not None
    assert (rent.original, rent.moved, rent.budget) == (24_000_000, 1_000_000, 25_000_000)
    assert (kept.moved_out, kept.budget) == (1_000_000, 4_000_000)
    assert (rent.virements, found.total.moved) == (("V1",), 0)
    assert found.virements[0].from_words == "Reserves, Elm CCG"
    assert sum(rent.plan) == 25_000_000


def test_the_budget_as_at_a_day_knows_no_later_virement(store: db.DataFile) -> None:
    give(store, [virement("V1", 1_000_000)])
    found = read(store, "", "2022/23", "2022-09-30").row(example.PREMISES)
    assert found is not None
    assert found.budget == 24_000_000


def test_a_virement_before_the_version_was_agreed_is_in_it_already(store: db.DataFile) -> None:
    give(store, [virement("V1", 1_000_000, on="2022-03-31")])
    assert premises(store).budget == 24_000_000


def test_actuals_of_months_are_told_or_follow_from_the_year_to_date(store: db.DataFile) -> None:
    to_date = {"period": "year to date", "origin": "report"}
    give(store, [figure(1, 5_000_000), figure(2, 5_100_000, **to_date), figure(3, 7_000_000, **to_date)])
    row = premises(store)
    assert row.actual[:4] == (5_000_000, None, 1_900_000, None)
    assert (row.reached, row.actual_to_date, row.plan_to_date, row.variance) == (3, 7_000_000, 4_800_000, -2_200_000)


def test_a_period_that_begins_in_july_is_held_against_the_plan_since_july(store: db.DataFile) -> None:
    to_date = {"period": "year to date", "origin": "report", "starts": 4}
    give(store, [figure(4, 2_500_000, **to_date), figure(5, 4_900_000, **to_date)])
    row = premises(store)
    assert row.actual[2:5] == (None, 2_500_000, 2_400_000)
    assert (row.plan_to_date, row.actual_to_date, row.variance) == (4_800_000, 4_900_000, -100_000)


def test_what_is_part_of_another_line_is_not_added_up_again(tmp_path: Path) -> None:
    whole = {"version": example.VERSION, "area": "Whole", "category": example.RENT, "year": example.YEAR}
    part = {"version": example.VERSION, "area": "Part", "category": example.RENT, "year": example.YEAR}
    more: list[tuple[str, dict[str, object]]] = [
        ("area", {"name": "Whole", "kind": "ICB"}),
        ("area", {"name": "Part", "kind": "CCG", "within": "Whole"}),
        ("budget_line", {**whole, "amount": 100}),
        ("budget_line", {**part, "amount": 60}),
        ("budget_line", {**part, "category": example.GP, "amount": 7}),  # of which the whole has none
        ("budget_category", {"name": "Rates", "block": "delegated", "nature": "spend", "within": example.RENT}),
        ("budget_line", {**part, "category": "Rates", "amount": 30}),
    ]
    with example.make(tmp_path / "parts.blmk", more) as file:
        assert read(file).total.budget == 159_000_001 + 100 + 7


def test_the_report_counts_before_an_entry(store: db.DataFile) -> None:
    give(store, [figure(1, 5_000_000), figure(1, 4_900_000, origin="report")])
    assert premises(store).actual[0] == 4_900_000


def test_months_entered_after_a_year_to_date_go_on_from_it(store: db.DataFile) -> None:
    give(store, [figure(2, 5_100_000, period="year to date", origin="report"), figure(3, 1_000_000)])
    row = premises(store)
    assert (row.reached, row.actual_to_date, row.plan_to_date) == (3, 6_100_000, 4_800_000)


def test_a_reported_year_to_date_counts_before_what_was_entered_of_its_month(store: db.DataFile) -> None:
    to_date = {"period": "year to date", "origin": "report"}
    give(store, [figure(1, 5_000_000, **to_date), figure(2, 5_100_000, **to_date), figure(2, 900_000)])
    row = premises(store)
    assert row.actual[:2] == (5_000_000, 100_000)
    said = row.decides(2)
    assert said is not None
    assert (said.origin, said.period) == ("report", "year to date")


def test_a_year_to_date_with_a_month_missing_is_not_known(store: db.DataFile) -> None:
    give(store, [figure(1, 5_000_000), figure(3, 100)])
    assert premises(store).actual_to_date is None


def test_the_last_forecast_counts(store: db.DataFile) -> None:
    full = {"period": "full year", "measure": "forecast"}
    give(store, [figure(1, 24_500_000, **full), figure(2, 25_000_000, **full)])
    row = premises(store)
    assert (row.forecast, row.forecast_variance) == (25_000_000, -1_000_000)


def test_sums_say_what_they_lack(store: db.DataFile) -> None:
    give(store, [figure(1, 5_000_000)])
    found = read(store).by_area
    assert [row.area for row in found] == ["Elm CCG", "Oak CCG"]
    assert found[0].actual[0] == 5_000_000
    assert found[0].incomplete == {"actual_1"}
    assert found[1].incomplete == frozenset()


def test_the_version_agreed_last_is_in_force_and_a_projection_only_without_one(store: db.DataFile) -> None:
    about = {"area": example.ELM, "category": example.RENT}
    give(
        store,
        [
            ("budget_version", {"name": "Projection", "kind": "projection", "agreed": "2023-01-01"}),
            ("budget_version", {"name": "Revised", "kind": "budget", "agreed": "2022-11-01"}),
            ("budget_line", {"version": "Projection", **about, "year": "2022/23", "amount": 1}),
            ("budget_line", {"version": "Projection", **about, "year": "2023/24", "amount": 2}),
            ("budget_line", {"version": "Revised", **about, "year": "2022/23", "amount": 3}),
            virement("V1", 100),
        ],
    )
    with store.reading() as connection:
        found = versions(connection)
        assert in_force(found, "2022/23") == "Revised"
        assert in_force(found, "2022/23", "2022-10-31") == example.VERSION
        assert in_force(found, "2023/24") == "Projection"
        premises = budget(connection, "", "2022/23").row(example.PREMISES)
        assert premises is not None
        assert premises.budget == 3
    assert read(store).year == "2022/23"


def test_two_versions_are_compared_line_by_line(store: db.DataFile) -> None:
    line = {"version": "Revised", "area": example.ELM, "category": example.RENT, "year": "2022/23"}
    give(store, [("budget_version", {"name": "Revised", "kind": "budget"}), ("budget_line", {**line, "amount": 5})])
    with store.reading() as connection:
        found = compared(connection, example.VERSION, "Revised", "2022/23")
    by_key = {(one.area, one.category): one for one in found}
    assert by_key[example.ELM, example.RENT].difference == 5 - 24_000_000
    assert by_key[example.ELM, example.GP].second is None


def test_a_file_without_budgets_has_none(tmp_path: Path) -> None:
    with db.create_file(tmp_path / "empty.blmk") as file:
        found = read(file)
    assert (found.rows, found.year, found.version, found.total.budget) == ([], "", "", 0)
