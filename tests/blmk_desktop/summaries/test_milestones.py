"""Milestones on a day: late, waiting, due before what they depend on."""

from __future__ import annotations

from collections.abc import Mapping

import db
from blmk_desktop.computed.tables import table
from blmk_desktop.summaries.milestones import MilestoneRow, milestones, numbers_in
from tests.blmk_desktop.summaries.conftest import add

DAY = "2023-01-31"


def plan(store: db.DataFile, *found: Mapping[str, object]) -> None:
    add(store, [("milestone", {"programme": "Fuller", "milestone": "Map teams", **one}) for one in found])


def rows(store: db.DataFile, as_at: str = DAY) -> dict[str, MilestoneRow]:
    with store.reading() as connection:
        return {one.number: one for one in milestones(connection, "Fuller", as_at).rows}


def test_late_is_what_is_past_its_date_and_neither_complete_nor_dropped(store: db.DataFile) -> None:
    plan(
        store,
        {"number": "1.1", "due": "2022-12-31", "status": "under way"},
        {"number": "1.2", "due": "2022-12-31"},
        {"number": "1.3", "due": "2022-12-31", "status": "complete", "completed": "2023-01-10"},
        {"number": "1.4", "due": "2022-12-31", "status": "dropped"},
        {"number": "1.5", "due": DAY, "status": "at risk"},
        {"number": "1.6", "due": DAY},
    )
    found = rows(store)
    assert {number: row.standing for number, row in found.items()} == {
        "1.1": "late",
        "1.2": "late",
        "1.3": "complete",
        "1.4": "dropped",
        "1.5": "at risk",
        "1.6": "not reported",
    }
    assert {number: row.days_late for number, row in found.items() if row.days_late} == {
        "1.1": 31,
        "1.2": 31,
        "1.3": 10,
    }


def test_before_its_day_what_is_complete_today_was_not(store: db.DataFile) -> None:
    plan(store, {"number": "1", "due": "2022-12-31", "status": "complete", "completed": "2023-01-10"})
    assert rows(store, "2022-12-01")["1"].standing == "under way"
    assert rows(store, "2023-01-05")["1"].standing == "late"


def test_what_it_waits_for_and_what_is_due_only_later(store: db.DataFile) -> None:
    plan(
        store,
        {"number": "1", "due": "2022-12-31", "status": "complete"},
        {"number": "2", "due": "2023-06-30", "status": "under way"},
        {"number": "3", "due": "2023-03-31", "depends_on": "1, 2 and 9"},
    )
    found = rows(store)["3"]
    assert (found.depends_on, found.waits_for, found.clashes, found.unknown) == (
        ("1", "2", "9"),
        ("2",),
        ("2",),
        ("9",),
    )
    assert numbers_in("1.2; 1.3 & 2.1") == ("1.2", "1.3", "2.1")
    assert numbers_in("") == ()


def test_a_number_of_another_programme_is_none_of_this_one(store: db.DataFile) -> None:
    plan(store, {"number": "1", "programme": "Estates"}, {"number": "2", "depends_on": "1"})
    assert rows(store)["2"].unknown == ("1",)
    with store.reading() as connection:
        assert milestones(connection).programmes == ("Estates", "Fuller")


def test_the_computed_table_is_in_the_order_of_numbers(store: db.DataFile) -> None:
    plan(store, *({"number": number} for number in ("1.10", "1.9", "1.1")))
    with store.reading() as connection:
        found = table(connection, "milestones", as_at=DAY)
    assert [row[1] for row in found.rows] == ["1.1", "1.9", "1.10"]
