"""The tables of the workforce models: the gap and trajectories beside the paper, scenarios line by line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import db
from blmk_desktop.computed.tables import Table, table


@pytest.fixture
def demo(example: Path) -> Iterator[db.DataFile]:
    """The example data."""
    with db.open_file(example) as file:
        yield file


def rows(store: db.DataFile, name: str) -> list[dict[str, Any]]:
    with store.reading() as connection:
        found: Table = table(connection, name)
    return [{field.name: value for field, value in zip(found.fields, row, strict=True)} for row in found.rows]


def test_the_gap_stands_beside_what_is_printed(demo: db.DataFile) -> None:
    gps = [row for row in rows(demo, "gp-gap") if row["profession"] == "GP"]
    assert [(row["area"], row["gap"]) for row in gps] == [
        ("BLMK", 111_50),
        ("Bedfordshire CCG", 51_00),
        ("Luton CCG", 32_00),
        ("Milton Keynes CCG", 28_50),
    ]
    assert all(row["gap"] == row["printed_gap"] for row in gps)


def test_trajectories_stand_beside_what_is_printed(demo: db.DataFile) -> None:
    of = {row["line"]: row for row in rows(demo, "trajectories")}
    assert (of["GP need"]["cost_1"], of["GP need"]["printed_1"]) == (3_840_000_00, 3_600_000_00)
    assert (of["Registered Nurse"]["cost"], of["Registered Nurse"]["printed"]) == (462_176_00, 604_000_00)
    assert of["Not funded"]["printed"] == 6_748_000_00


def test_every_assumption_set_has_its_years(demo: db.DataFile) -> None:
    found = rows(demo, "gp-gap-years")
    assert {row["scenario"] for row in found} == {"GP Workforce Plan 2018", "Slower recruitment of GPs"}
    for row in found:
        assert row["gap_low"] <= row["gap_high"]
        assert row["said"].startswith("In post: ")


def test_a_scenario_is_explained_line_by_line(demo: db.DataFile) -> None:
    found = {(row["line"], row["year"]): row for row in rows(demo, "trajectories-scenarios")}
    row = found["Physician Associate", "2018/19"]
    assert row["wte"] == 6_30
    assert row["said"] == "6.30 WTE × £42,668, with pay awards of 3%: £276,873."
    assert row["difference"] == row["cost"] - row["published"]


@pytest.mark.parametrize("name", ["gp-gap", "gp-gap-years", "trajectories", "trajectories-scenarios"])
def test_an_empty_file_has_empty_tables(name: str, tmp_path: Path) -> None:
    with db.create_file(tmp_path / "empty.blmk") as store:
        assert rows(store, name) == []
