"""Data files: with the reference data and a short way to put plan figures into it, a workforce plan, the example."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import pytest

import db
from blmk_desktop import changes, seeding
from blmk_desktop.importing.engine import apply, propose
from tests.blmk_desktop.workforce_example import write_plan

ROUND = "2022/23 final"
Give = Callable[..., None]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[db.DataFile]:
    """A file with reference data, one plan round as at September, and two sources."""
    with db.create_file(tmp_path / "summaries.blmk") as file:
        seeding.load_reference(file)
        records: list[tuple[str, dict[str, object]]] = [
            ("plan_round", {"name": ROUND, "year": "2022/23", "stage": "final", "as_at": "2022-09-30"}),
            ("source", {"name": "first.xlsx", "position": 1}),
            ("source", {"name": "second.xlsx", "position": 2}),
        ]
        add(file, records)
        yield file


def add(file: db.DataFile, records: Iterable[tuple[str, Mapping[str, object]]]) -> None:
    """Add records as one change set."""
    ids = changes.new_records()
    made = [changes.Change(kind, next(ids), None, dict(values)) for kind, values in records]
    changes.commit(file, made, what="Set up a test")


@pytest.fixture
def give(store: db.DataFile) -> Give:
    """Give one plan figure: `give("allocation", 100, pcn="U35004")`."""

    def one(measure: str, value: int, *, source: str = "first.xlsx", **about: object) -> None:
        figure = {"round": ROUND, "measure": measure, "value": value, "source": source, "sheet": "Plan"}
        add(store, [("plan_figure", figure | about)])

    return one


@pytest.fixture
def plan(store: db.DataFile, tmp_path: Path) -> db.DataFile:
    """The published tables alone, with nothing assumed."""
    apply(store, propose(store, [write_plan(tmp_path / "plan.xlsx")]))
    return store


@pytest.fixture
def demo(example: Path) -> Iterator[db.DataFile]:
    """The example data."""
    with db.open_file(example) as file:
        yield file
