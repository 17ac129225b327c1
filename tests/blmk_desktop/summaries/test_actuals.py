"""September 2022: plan, claim and workforce file side by side; which claims are missing; what the year comes to."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import db
from blmk_desktop.computed.tables import table
from blmk_desktop.summaries.actual_figures import months_known
from blmk_desktop.summaries.actuals import Actual, actuals, trend
from blmk_desktop.summaries.claim_forecast import ForecastRow, missing_claims, underspend
from tests.blmk_desktop.summaries.conftest import ROUND, Give, add

CLAIM = {"pcn": "U35004", "year": "2022/23", "month": 6, "role": "Clinical Pharmacist", "wte": 100, "amount": 477_650}


@pytest.fixture
def full(example_with_claims: Path, tmp_path: Path) -> Iterator[db.DataFile]:
    shutil.copyfile(example_with_claims, tmp_path / "full.blmk")
    with db.open_file(tmp_path / "full.blmk") as store:
        yield store


def row(store: db.DataFile, pcn: str, year: str = "2022/23", month: int = 6) -> Actual:
    with store.reading() as connection:
        return next(one for one in actuals(connection, year, month).by_network if one.pcn_code == pcn)


def forecast(store: db.DataFile, pcn: str, month: int = 6) -> ForecastRow:
    with store.reading() as connection:
        return next(one for one in underspend(connection, "2022/23", month).rows if one.pcn_code == pcn)


def claim(store: db.DataFile, **values: object) -> None:
    add(store, [("arrs_claim", CLAIM | values)])


def line(store: db.DataFile, number: int, role: str, wte: int, **values: object) -> None:
    add(store, [("plan_line", {"round": ROUND, "pcn": "U35004", "line": number, "role": role, "wte": wte, **values})])


def test_september_of_the_example_adds_up(full: db.DataFile) -> None:
    with full.reading() as connection:
        found = actuals(connection)
    assert (found.year, found.month, found.census.as_at) == ("2022/23", 6, "2022-09-30")
    assert len(found.by_network) == 23
    total = found.total
    assert (total.plan, total.claimed, total.planned, total.scheduled) == (26_881, 26_881, 46_740, 28_752)
    assert total.nwrs is not None
    assert 198_500_000 < total.nwrs < 199_500_000
    assert total.incomplete == {"nwrs", "nwrs_gap"}  # four networks are not in the file
    assert sum(one.nwrs is None for one in found.by_network) == 4


def test_a_network_has_its_roles_side_by_side(full: db.DataFile) -> None:
    with full.reading() as connection:
        found = actuals(connection)
        roles = {one.role: one for one in found.roles_of("U79932")}
        year = trend(connection, found, "U79932")
    assert roles["Dietitian"].claimed == 60
    assert sum(one.claimed or 0 for one in roles.values()) == 1149
    assert year.claimed[:7] == [965, 1011, 1034, 1068, 1114, 1149, None]
    assert year.plan[5] == 1209
    assert year.nwrs[5] == sum(one.nwrs or 0 for one in roles.values())


def test_roles_and_places_have_the_sums_of_networks(full: db.DataFile) -> None:
    with full.reading() as connection:
        found = actuals(connection)
    assert sum(one.claimed or 0 for one in found.by_role) == 26_881
    assert {one.place: one.scheduled for one in found.by_place}["Luton"] == 8177


def test_the_newest_month_claimed_for_is_shown_first(full: db.DataFile) -> None:
    with full.reading() as connection:
        assert months_known(connection)[0] == ("2022/23", 7)  # a sheet of the pack counts staff in October
        assert ("2022/23", 1) in months_known(connection)


def test_a_plan_with_lines_counts_at_each_months_end(store: db.DataFile) -> None:
    line(store, 1, "Clinical Pharmacist", 100)
    line(store, 2, "Paramedic", 200, start="2022-10-15")
    assert (row(store, "U35004").plan, row(store, "U35004").planned, row(store, "U35004").plan_from) == (
        100,
        300,
        "lines",
    )
    assert row(store, "U35004", month=7).plan == 300


def test_without_lines_the_plan_is_what_is_printed_for_the_month(store: db.DataFile, give: Give) -> None:
    give("wte_in_post", 1680, pcn="U35004", month=6)
    give("wte_planned", 1980, pcn="U35004", month=12)
    found = row(store, "U35004")
    assert (found.plan, found.planned, found.plan_from) == (1680, 1980, "printed")
    assert row(store, "U35004", month=8).plan is None
    assert row(store, "U35004", month=12).plan == 1980


def test_a_network_that_says_nothing_stays_unknown_and_the_total_says_so(store: db.DataFile) -> None:
    claim(store)
    assert row(store, "U51229").claimed is None
    with store.reading() as connection:
        total = actuals(connection).total
    assert (total.claimed, total.plan, total.nwrs) == (100, None, None)
    assert "claimed" in total.incomplete


def test_the_workforce_file_is_the_newest_up_to_the_month(store: db.DataFile) -> None:
    claim(store)
    post = {"pcn": "U35004", "staff_role": "Pharmacist", "role": "Clinical Pharmacist", "person": "1"}
    for as_at, fte in (("2022-06-30", 500_000), ("2022-09-30", 800_000), ("2022-12-31", 900_000)):
        add(store, [("nwrs_post", {**post, "as_at": as_at, "fte": fte})])
    add(store, [("nwrs_post", {**post, "as_at": "2022-09-30", "fte": 100_000, "role": None, "staff_role": "Manager"})])
    assert (row(store, "U35004").nwrs, row(store, "U35004").nwrs_gap) == (800_000, -200_000)
    assert row(store, "U35004", month=4).nwrs == 500_000
    assert row(store, "U35004", month=2).nwrs is None


def test_an_alias_that_came_later_says_which_role_a_stored_post_is(store: db.DataFile) -> None:
    post = {"as_at": "2022-09-30", "pcn": "U35004", "staff_role": "Pharmacy Practitioner", "fte": 800_000}
    add(store, [("nwrs_post", post | {"person": "9001"})])
    claim(store)
    assert row(store, "U35004").nwrs is None
    add(store, [("alias", {"kind": "arrs_role", "written": "pharmacy practitioner", "means": "Clinical Pharmacist"})])
    with store.reading() as connection:
        found = actuals(connection, "2022/23", 6)
        assert [(one.role, one.nwrs) for one in found.roles_of("U35004")] == [("Clinical Pharmacist", 800_000)]
        assert found.other_posts("U35004") == 0
        assert trend(connection, found, "U35004").nwrs[5] == 800_000


def test_claims_are_due_from_the_first_month_that_anybody_claimed_for(store: db.DataFile) -> None:
    claim(store, month=3)
    claim(store, month=5)
    claim(store, pcn="U51229", month=4)
    with store.reading() as connection:
        found = {one.pcn_code: one for one in missing_claims(connection, "2022/23", 5)}
    assert found["U35004"].months[:6] == ("not due", "not due", "claimed", "missing", "claimed", "not due")
    assert found["U51229"].missing == (3, 5)


def test_a_closed_network_owes_no_claim(full: db.DataFile) -> None:
    with full.reading() as connection:
        found = missing_claims(connection)
    assert {one.pcn_code: one.missing for one in found if one.missing} == {"U62122": (5,), "U59591": (5,)}
    assert len(found) == 23


def test_the_year_is_claims_so_far_and_the_plans_lines_for_the_rest(store: db.DataFile, give: Give) -> None:
    """A pharmacist all year: £57,318 until September, £59,312 after; claimed £4,000 a month from April to June."""
    give("allocation", 6_000_000, pcn="U35004")
    line(store, 1, "Clinical Pharmacist", 100)
    for month in (1, 2, 3):
        claim(store, month=month, amount=400_000)
    found = forecast(store, "U35004", month=3)
    rest = 5_731_800 * 3 // 12 + 5_931_200 * 6 // 12  # three months at the first rate, six at the second
    assert found.forecast == 1_200_000 + rest
    assert found.underspend == 6_000_000 - found.forecast
    assert (found.claimed, found.entitlement, found.unclaimed) == (1_200_000, 1_500_000, 300_000)
    assert (found.missing, found.assumed, found.basis, found.incomplete) == ((), 0, "lines", frozenset())


def test_a_missing_claim_is_assumed_as_planned_and_told(store: db.DataFile, give: Give) -> None:
    give("forecast_spend", 1_200_000, pcn="U35004")
    claim(store, month=1, amount=50_000)
    claim(store, month=3, amount=None)
    found = forecast(store, "U35004", month=3)
    assert found.missing == (2, 3)
    assert (found.assumed, found.forecast) == (200_000, 50_000 + 11 * 100_000)
    assert (found.claimed, found.incomplete) == (50_000, {"claimed", "unclaimed"})


def test_unknown_rates_leave_the_forecast_incomplete(store: db.DataFile) -> None:
    line(store, 1, "Physician Associate", 100)
    assert forecast(store, "U35004").forecast is None
    line(store, 2, "Clinical Pharmacist", 100, start="2023-03-01")
    found = forecast(store, "U35004")
    assert (found.forecast, found.incomplete) == (494_267, {"forecast", "underspend"})


def test_without_a_plan_there_is_no_forecast(store: db.DataFile) -> None:
    claim(store)
    assert (forecast(store, "U35004").claimed, forecast(store, "U35004").forecast) == (477_650, None)


def test_the_area_is_the_sum_of_its_places(full: db.DataFile) -> None:
    with full.reading() as connection:
        found = underspend(connection)
    assert found.total.allocation == 1_613_713_820
    for name in ("allocation", "claimed", "unclaimed", "forecast", "underspend"):
        assert getattr(found.total, name) == sum(getattr(place, name) for place in found.places)
        assert getattr(found.total, name) == sum(getattr(one, name) for one in found.rows)


@pytest.mark.parametrize("name", ["actuals", "actuals-by-role", "claims-missing", "underspend"])
def test_every_summary_has_its_rows_and_its_total(full: db.DataFile, empty_file: db.DataFile, name: str) -> None:
    with full.reading() as connection:
        found = table(connection, name, as_at="2022-09-15")
    assert len(found.rows) >= 23
    assert len(found.total) == len(found.fields)
    with empty_file.reading() as connection:
        assert table(connection, name).rows == [] or name == "actuals"


@pytest.fixture
def empty_file(tmp_path: Path) -> Iterator[db.DataFile]:
    with db.create_file(tmp_path / "empty.blmk") as store:
        yield store
