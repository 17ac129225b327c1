"""Scenarios are kept, changed, renamed and deleted, each as one act that can be undone; what is published stays."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import db
from blmk_desktop import changes, editing
from blmk_desktop.acts.scenarios import delete_scenario, rename_scenario, save_scenario
from blmk_desktop.errors import UserError
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.rows import all_rows
from blmk_desktop.rules.assumptions import Assumption, Assumptions, compared
from blmk_desktop.summaries.assumptions import assumption_sets, assumptions_of

MODEL = "five-year budget"
PAY, INFLATION = "Pay award", "Inflation"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[db.DataFile]:
    """A set as published, with one assumption."""
    with db.create_file(tmp_path / "scenarios.blmk") as file:
        ids = changes.new_records()
        records: list[tuple[str, dict[str, object]]] = [
            ("assumption_set", {"name": "Published", "model": MODEL, "published": 1}),
            ("assumption_set", {"name": "Gap as published", "model": "GP workforce gap", "published": 1}),
            ("assumption", {"set": "Published", "name": INFLATION, "year": "2020/21", "value": 230, "unit": "%"}),
        ]
        made = [changes.Change(kind, next(ids), None, values) for kind, values in records]
        changes.commit(file, made, what="Set up a test")
        yield file


def said(store: db.DataFile, name: str) -> Assumptions:
    with store.reading() as connection:
        return assumptions_of(connection, name)


def names(store: db.DataFile) -> list[str]:
    with store.reading() as connection:
        return [row.name for row in assumption_sets(connection, MODEL)]


def save(store: db.DataFile, *assumed: Assumption, name: str = "Higher pay", base: str = "Published") -> None:
    save_scenario(store, name, MODEL, base, assumed, "What if pay rises?")


def test_a_scenario_keeps_only_what_it_assumes_otherwise(store: db.DataFile) -> None:
    save(store, Assumption(PAY, 100, low=0, high=300))
    found = said(store, "Higher pay")
    assert names(store) == ["Published", "Higher pay"]
    assert [one.value for one in found.own.values()] == [100]
    assert found.uncertain() == {(PAY, "", "", ""): (0, 100, 300)}
    assert found.value(INFLATION, year="2020/21") == 230


def test_a_scenario_follows_its_base_where_that_is_corrected(store: db.DataFile) -> None:
    save(store, Assumption(PAY, 100))
    with store.reading() as connection:
        record = all_rows(connection, RECORDS["assumption"])[1][-1][0]
    editing.edit(store, "assumption", record, {"value": "0.025"})
    assert said(store, "Higher pay").value(INFLATION, year="2020/21") == 250


def test_saving_again_says_exactly_what_is_saved_and_undo_brings_the_first_back(store: db.DataFile) -> None:
    save(store, Assumption(PAY, 100), Assumption(INFLATION, 300))
    save(store, Assumption(PAY, 200))
    assert {key[0]: one.value for key, one in said(store, "Higher pay").own.items()} == {PAY: 200}
    changes.undo(store)
    assert {key[0]: one.value for key, one in said(store, "Higher pay").own.items()} == {PAY: 100, INFLATION: 300}


def test_saving_the_same_again_changes_nothing(store: db.DataFile) -> None:
    save(store, Assumption(PAY, 100))
    assert save_scenario(store, "Higher pay", MODEL, "Published", [Assumption(PAY, 100)], "Again") is None


def test_what_is_published_cannot_be_overwritten_renamed_or_deleted(store: db.DataFile) -> None:
    stays = "Published is as it was published and stays so"
    with pytest.raises(UserError, match=stays):
        save(store, Assumption(PAY, 1), name="Published")
    with pytest.raises(UserError, match=stays):
        rename_scenario(store, "Published", "Other")
    with pytest.raises(UserError, match=stays):
        delete_scenario(store, "Published", "No reason")


def test_the_name_of_another_models_set_cannot_be_taken(store: db.DataFile) -> None:
    save_scenario(store, "Fewer leave", "GP workforce gap", "Gap as published", [], "")
    with pytest.raises(UserError, match="a scenario of another model"):
        save(store, Assumption(PAY, 1), name="Fewer leave")


def test_a_scenario_needs_a_name_and_a_base_other_than_itself(store: db.DataFile) -> None:
    with pytest.raises(UserError, match="Give the scenario a name"):
        save(store, name=" ")
    save(store, Assumption(PAY, 1), name="A")
    save(store, Assumption(PAY, 2), name="B", base="A")
    with pytest.raises(UserError, match="A would be based on itself"):
        save(store, Assumption(PAY, 3), name="A", base="B")


def test_a_renamed_scenario_takes_its_assumptions_and_what_is_based_on_it_along(store: db.DataFile) -> None:
    save(store, Assumption(PAY, 100))
    save(store, Assumption(INFLATION, 1), name="And more", base="Higher pay")
    rename_scenario(store, "Higher pay", "Pay award")
    assert said(store, "And more").value(PAY) == 100
    assert names(store) == ["Published", "And more", "Pay award"]


def test_a_scenario_is_deleted_with_what_it_says_unless_another_is_based_on_it(store: db.DataFile) -> None:
    save(store, Assumption(PAY, 100))
    save(store, name="And more", base="Higher pay")
    with pytest.raises(UserError, match="And more is based on Higher pay"):
        delete_scenario(store, "Higher pay", "Not needed")
    delete_scenario(store, "And more", "Not needed")
    delete_scenario(store, "Higher pay", "Not needed")
    assert names(store) == ["Published"]
    changes.undo(store)
    assert said(store, "Higher pay").value(PAY) == 100


def test_two_sets_are_compared_by_what_they_say_differently(store: db.DataFile) -> None:
    save(store, Assumption(PAY, 100))
    found = compared(said(store, "Published"), said(store, "Higher pay"))
    assert [(one.key[0], one.before, one.after and one.after.value) for one in found] == [(PAY, None, 100)]
