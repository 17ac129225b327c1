"""Agreements with developers: what is left of each, and which lapse within a year of a day."""

from __future__ import annotations

from pathlib import Path

import pytest

import db
from blmk_desktop.rules.funding import left_to_spend
from blmk_desktop.summaries.agreements import AgreementRow, agreements


def on(path: Path, day: str) -> dict[str, AgreementRow]:
    """The agreements as at a day, by reference."""
    with db.open_file(path, read_only=True) as store, store.reading() as connection:
        return {row.reference: row for row in agreements(connection, day)}


def test_what_is_left_is_of_what_came_in_else_of_what_is_secured(example: Path) -> None:
    found = on(example, "2022-12-09")
    assert {name: row.left for name, row in found.items()} == {
        "S106/EXAMPLE/1": 249_000_00,
        "S106/EXAMPLE/2": 640_000_00,
        "CIL/EXAMPLE/3": -6_500_00,
    }
    assert left_to_spend(None, None, 5) is None


@pytest.mark.parametrize(
    ("day", "left", "ending", "lapsed"),
    [
        ("2022-12-09", 1_573, False, False),
        ("2026-03-30", 366, False, False),
        ("2026-03-31", 365, True, False),
        ("2027-03-31", 0, True, False),
        ("2027-04-01", -1, True, True),
    ],
)
def test_it_is_ending_from_a_year_before_its_day(
    example: Path, day: str, left: int, ending: bool, lapsed: bool
) -> None:
    row = on(example, day)["S106/EXAMPLE/1"]
    assert (row.days_left, row.ending, row.lapsed) == (left, ending, lapsed)


def test_one_without_a_day_never_ends_and_stands_last(example: Path) -> None:
    found = on(example, "2040-01-01")
    assert list(found)[-1] == "CIL/EXAMPLE/3"
    assert not found["CIL/EXAMPLE/3"].ending
