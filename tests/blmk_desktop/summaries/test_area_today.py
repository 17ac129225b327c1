"""The picture of the area as at a day: networks, patients, staff and spend by place, money for schemes by year."""

from __future__ import annotations

import pytest

import db
from blmk_desktop.summaries.area_today import AreaToday, area_today
from tests.blmk_desktop.summaries.conftest import add


def area(store: db.DataFile, day: str = "") -> AreaToday:
    with store.reading() as connection:
        return area_today(connection, day)


def test_the_example_has_patients_in_every_place_and_in_all(demo: db.DataFile) -> None:
    found = area(demo, "2022-12-01")
    assert [one.place for one in found.places] == ["Bedford Borough", "Central Bedfordshire", "Luton", "Milton Keynes"]
    assert (found.networks, sum(one.networks for one in found.places)) == (23, 23)
    assert found.registered == 1_093_324_75
    inside = sum(one.registered or 0 for one in found.places)
    assert inside < found.registered  # seven practices belong to no network, so to no place
    assert not found.beyond


def test_staff_and_spend_are_those_of_the_newest_round_of_the_day(demo: db.DataFile) -> None:
    found = area(demo, "2022-12-01")
    assert (found.round, found.round_as_at) == ("2022/23 final", "2022-09-30")
    assert found.plan is not None
    assert found.plan.forecast_spend == sum(row.forecast_spend or 0 for row in found.plans)
    assert area(demo, "2022-01-01").round == ""


def test_the_days_that_the_data_speak_of_are_offered_the_newest_first(demo: db.DataFile) -> None:
    days = [day for _, day in area(demo, "2022-12-01").days]
    assert days == sorted(set(days), reverse=True)
    assert days[0] <= "2022-12-01"
    assert ("a plan round and a finance report", "2022-09-30") in area(demo, "2022-12-01").days


def test_money_is_what_schemes_had_on_the_day(store: db.DataFile) -> None:
    line = {"scheme": "Hub", "fund": "ETTF", "year": "2022/23"}
    add(
        store,
        [
            ("scheme", {"name": "Hub"}),
            ("fund", {"name": "ETTF", "kind": "ETTF"}),
            ("funding_line", line | {"original": 100_00}),
            ("funding_move", {"number": "M1", "on": "2022-10-01", "amount": 40_00, "reason": "Late", "to_scheme": "Hub",
                              "to_fund": "ETTF", "to_year": "2022/23"}),
        ],
    )  # fmt: skip
    assert [(row.year, row.budget) for row in area(store, "2022-09-30").years] == [("2022/23", 100_00)]
    assert [(row.year, row.budget) for row in area(store, "2022-12-01").years] == [("2022/23", 140_00)]


@pytest.mark.parametrize("day", ["", "2010-01-01"])
def test_a_file_without_anything_has_no_picture(store: db.DataFile, day: str) -> None:
    found = area(store, day)
    assert (found.practices, found.registered, found.years) == (0, None, [])
