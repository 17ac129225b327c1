"""The five-year budget as a file has it: which projection, which areas are sums, which assumptions, which total."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import db
from blmk_desktop import changes
from blmk_desktop.check.five_year import check_five_year
from blmk_desktop.rules.five_year import LINE, TOTAL
from blmk_desktop.summaries.five_year import five_year, projections, published, published_set

ELM, OAK, SHIRE, REGION = "Elm", "Oak", "Shire", "Region"
FIRST, SECOND = "Plan A", "Plan B"
SHEET = {"source": "plan.xlsx", "sheet": "Elm", "version": FIRST, "area": ELM, "year": "2019/20"}
POUNDS = 100


@pytest.fixture
def store(tmp_path: Path) -> Iterator[db.DataFile]:
    """Two projections; of the first two areas of a shire, which is part of a region, with a subtotal on one sheet."""
    areas = ((REGION, None), (SHIRE, REGION), (ELM, SHIRE), (OAK, SHIRE))
    records: list[tuple[str, dict[str, Any]]] = [
        ("source", {"name": "plan.xlsx"}),
        *(("area", {"name": name, "kind": "other", "within": within}) for name, within in areas),
        ("budget_category", {"name": "Rents", "block": "delegated", "nature": "spend", "position": 2}),
        ("budget_category", {"name": "Contracts", "block": "delegated", "nature": "spend", "position": 1}),
        ("budget_version", {"name": FIRST, "kind": "projection", "agreed": "2019-04-01"}),
        ("budget_version", {"name": SECOND, "kind": "projection", "agreed": "2018-04-01"}),
        ("budget_version", {"name": "Budget", "kind": "budget", "agreed": "2022-04-01"}),
        ("budget_line", SHEET | {"category": "Rents", "amount": 10 * POUNDS, "cell": "B3"}),
        ("budget_line", SHEET | {"category": "Contracts", "amount": 30 * POUNDS, "cell": "B5"}),
        ("budget_line", {"version": FIRST, "area": OAK, "year": "2019/20", "category": "Rents", "amount": 5 * POUNDS}),
        ("budget_line", {"version": FIRST, "area": OAK, "year": "2019/20", "category": "Contracts", "amount": POUNDS}),
        ("stated_budget", SHEET | _total("B4", "Sub-total", 11, 3, 3)),
        ("stated_budget", SHEET | _total("B6", "Total", 40, 3, 5)),
        ("assumption_set", {"name": "A as published", "model": "five-year budget", "published": 1, "version": FIRST}),
        ("assumption_set", {"name": "More", "model": "five-year budget", "based_on": "A as published"}),
        ("assumption", {"set": "A as published", "name": "Inflation", "value": 200, "unit": "%"}),
        ("assumption", {"set": "More", "name": "Inflation", "value": 300, "unit": "%"}),
    ]
    with db.create_file(tmp_path / "plans.blmk") as file:
        ids = changes.new_records()
        made = [changes.Change(kind, next(ids), None, values) for kind, values in records]
        changes.commit(file, made, what="Set up a test")
        yield file


def _total(cell: str, label: str, pounds: int, first: int, last: int) -> dict[str, Any]:
    told = {"cell": cell, "label": label, "measure": "plan", "rule": "total", "value": pounds * POUNDS}
    return {**told, "first_row": first, "last_row": last, "decimals": 0}


def test_the_newest_projection_is_shown_unless_another_is_named(store: db.DataFile) -> None:
    with store.reading() as connection:
        assert projections(connection) == [FIRST, SECOND]
        assert five_year(connection).published.version == FIRST
        assert five_year(connection, SECOND).rows == []


def test_areas_within_areas_are_added_up_once_at_each_level(store: db.DataFile) -> None:
    with store.reading() as connection:
        found = five_year(connection)
    assert found.areas == [ELM, OAK, SHIRE, REGION]
    for area in (SHIRE, REGION):
        row = found.row(area, TOTAL)
        assert row is not None
        assert row.cell("2019/20").base == 46 * POUNDS


def test_lines_stand_as_on_their_sheet_else_in_order_of_their_categories(store: db.DataFile) -> None:
    with store.reading() as connection:
        found = five_year(connection)
    named = {area: [row.line for row in found.of(area) if row.kind == LINE] for area in (ELM, OAK)}
    assert named == {ELM: ["Rents", "Contracts"], OAK: ["Contracts", "Rents"]}


def test_a_scenario_is_beside_the_set_published_with_the_projection(store: db.DataFile) -> None:
    with store.reading() as connection:
        found = five_year(connection, FIRST, "More")
        assert published_set(connection, FIRST) == "A as published"
        assert published_set(connection, SECOND) == ""
    assert (found.baseline.value("Inflation"), found.assumptions.value("Inflation")) == (200, 300)


def test_the_last_total_is_that_of_everything_and_a_subtotal_is_held_against_its_own_rows(store: db.DataFile) -> None:
    with store.reading() as connection:
        assert published(connection, FIRST).totals[ELM, "2019/20"].cell == "B6"
        (one,) = check_five_year(connection)
    assert (one.rule, one.printed, one.computed) == ("projection-total", "£11", "£10")
    assert one.message.startswith("Elm 2019/20: the Sub-total of £11 is £1 more")
