"""The computed tables of the five-year budget: by year, line by line explained, and scenarios beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

import db
from blmk_desktop.computed.tables import Table, table
from tests.blmk_desktop.five_year_published import BEDS, BLMK, LUTON

SCENARIO = "Higher pay, slower recruitment, faster growth"


def read(path: Path, name: str) -> Table:
    with db.open_file(path, read_only=True) as file, file.reading() as connection:
        return table(connection, name)


def lines(found: Table, **wanted: object) -> list[dict[str, object]]:
    names = [field.name for field in found.fields]
    rows = [dict(zip(names, row, strict=True)) for row in found.rows]
    return [row for row in rows if all(row[name] == value for name, value in wanted.items())]


def test_each_line_stands_over_the_years_with_how_far_it_is_explained(example: Path) -> None:
    found = read(example, "budget-5yr")
    (premises,) = lines(found, area=BEDS, line="Premises")
    assert [premises[f"year_{year}"] for year in (2019, 2023)] == [503_000_000, 597_000_000]
    assert (premises["rise"], premises["explained"]) == (1870, "4 of 4")
    (whole,) = lines(found, area=BLMK, kind="allocation")
    assert whole["year_2023"] == 15_981_400_000


def test_each_line_of_each_year_is_held_against_growth_and_inflation(example: Path) -> None:
    found = read(example, "budget-5yr-lines")
    assert len(found.rows) == 108
    (one,) = lines(found, area=LUTON, line="Main Contract", year="2020/21")
    assert (one["growth"], one["predicted"], one["difference"]) == (322, 2_141_383_300, -22_083_300)
    assert one["verdict"] == "not explained"


def test_scenarios_stand_beside_the_published_case_line_by_line(example: Path) -> None:
    found = read(example, "budget-5yr-scenarios")
    (one,) = lines(found, scenario=SCENARIO, area=BEDS, line="Premises", year="2020/21")
    assert one["published"] == 524_600_000
    assert one["difference"] == 503_000_000 * 75 // 10_000
    assert str(one["words"]).startswith("Premises 2020/21: 5,030 × (1 + 2.00% population growth")


@pytest.mark.parametrize("name", ["budget-5yr", "budget-5yr-lines", "budget-5yr-scenarios"])
def test_a_file_without_a_projection_has_empty_tables(name: str, tmp_path: Path) -> None:
    path = tmp_path / "empty.blmk"
    db.create_file(path).close()
    assert read(path, name).rows == []
