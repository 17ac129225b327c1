"""The computed tables of the budget as set, as the terminal prints and exports write them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import db
from blmk_desktop.computed.tables import table
from blmk_desktop.errors import UserError
from tests.blmk_desktop import budget_example as example
from tests.blmk_desktop.budget_example import figure, virement


@pytest.fixture
def store(tmp_path: Path) -> Iterator[db.DataFile]:
    more = [virement("V1", 1_000_000), figure(1, 5_000_000), figure(2, 100_000)]
    with example.make(tmp_path / "budget.blmk", more) as file:
        yield file


def rows(store: db.DataFile, name: str, as_at: str | None = None) -> list[dict[str, Any]]:
    with store.reading() as connection:
        found = table(connection, name, as_at=as_at)
    names = [field.name for field in found.fields]
    return [dict(zip(names, row, strict=True)) for row in [*found.rows, found.total]]


def test_the_budget_has_each_line_with_its_virements_and_months(store: db.DataFile) -> None:
    contracts, premises, reserves, _, together = rows(store, "budget")
    assert contracts["plan_1"] == 10_000_000
    assert (premises["original"], premises["moved_in"], premises["budget"]) == (24_000_000, 1_000_000, 25_000_000)
    assert (premises["plan_1"], premises["variance"]) == (5_000_000, -100_000)
    assert (reserves["moved_out"], reserves["recurrent"]) == (1_000_000, False)
    assert together["budget"] == sum(together[f"plan_{month}"] for month in range(1, 13)) == 159_000_001


def test_as_at_a_day_later_virements_are_left_out(store: db.DataFile) -> None:
    assert rows(store, "budget", "2022-09-30")[1]["budget"] == 24_000_000


def test_of_one_area_only_its_lines_are_there(store: db.DataFile) -> None:
    with store.reading() as connection:
        found = table(connection, "budget", area="oak ccg")
        assert [row[3] for row in found.rows] == [example.OAK]
        with pytest.raises(UserError, match="No budget is set for 'Ash'"):
            table(connection, "budget", area="Ash")


def test_the_actuals_say_which_months_are_not_known(store: db.DataFile) -> None:
    with store.reading() as connection:
        found = table(connection, "budget-actuals")
    premises = dict(zip((field.name for field in found.fields), found.rows[1], strict=True))
    assert (premises["actual_1"], premises["actual_2"], premises["actual_3"]) == (5_000_000, 100_000, None)
    assert (len(found.rows), "actual_1") in found.incomplete
