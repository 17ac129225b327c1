"""Data files to check: with reference data, with records as a test needs them, with workbooks made on the spot."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

import db
from blmk_desktop import changes, seeding
from blmk_desktop.check import check
from blmk_desktop.importing.engine import apply, propose
from blmk_desktop.importing.proposal import Options
from blmk_desktop.rules.finding import Finding

ROUND = "2022/23 final"
PACK = "pcn-workforce-plans-2022-10.xlsx"
Add = Callable[..., None]
Give = Callable[..., None]
Import = Callable[..., None]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[db.DataFile]:
    """A file with reference data and nothing else."""
    with db.create_file(tmp_path / "checked.blmk") as file:
        seeding.load_reference(file)
        yield file


def findings(store: db.DataFile, *rules: str) -> list[Finding]:
    """What the check finds; of some rules only, if any are named."""
    with store.reading() as connection:
        return [one for one in check(connection) if not rules or one.rule in rules]


def cells(found: list[Finding], rule: str = "") -> set[str]:
    """`Sheet!cell` of the findings, of one rule if it is named."""
    return {one.where.partition(" › ")[2] for one in found if rule in ("", one.rule)}


@pytest.fixture
def add(store: db.DataFile) -> Add:
    """Add records of a kind: `add("practice", {...}, {...})`."""

    def records(kind: str, *values: dict[str, object]) -> None:
        ids = changes.new_records()
        changes.commit(store, [changes.Change(kind, next(ids), None, one) for one in values], what="Set up a test")

    return records


@pytest.fixture
def give(add: Add) -> Give:
    """Give one plan figure of the round: `give("allocation", 100, pcn="U35004", sheet="Plan", cell="B2")`."""
    add("plan_round", {"name": ROUND, "year": "2022/23", "stage": "final", "as_at": "2022-09-30"})
    add("source", {"name": "first.xlsx", "position": 1}, {"name": "second.xlsx", "position": 2})

    def one(measure: str, value: int, *, source: str = "first.xlsx", sheet: str = "Plan", **about: object) -> None:
        figure = {"round": ROUND, "measure": measure, "value": value, "source": source, "sheet": sheet}
        add("plan_figure", figure | about)

    return one


@pytest.fixture
def import_pack(store: db.DataFile, tmp_path: Path) -> Import:
    """Import the workbook of October 2022, some cells changed: `import_pack({"Submissions": {"E3": -62024.7}})`."""

    def take(changed: Mapping[str, Mapping[str, object]], name: str = PACK) -> None:
        workbook = load_workbook(seeding.PLANS)
        for sheet, values in changed.items():
            for cell, value in values.items():
                workbook[sheet][cell] = value
        workbook.save(tmp_path / name)
        import_workbook(store, tmp_path / name)

    return take


def import_workbook(store: db.DataFile, path: Path) -> None:
    """Import a workbook as the final plans of 2022/23."""
    options = Options(year="2022/23", stage="final", as_at=seeding.PLANS_AS_AT)
    apply(store, propose(store, [path], options), accept_valid=True)


@pytest.fixture
def import_table(store: db.DataFile, tmp_path: Path) -> Import:
    """Import one sheet: `import_table("plans.xlsx", "Plans", [heading, row, row])`."""

    def take(name: str, sheet: str, rows: list[list[object]]) -> None:
        workbook = Workbook()
        workbook.remove(workbook.active)
        workbook.create_sheet(sheet)
        for row in rows:
            workbook[sheet].append(row)
        workbook.save(tmp_path / name)
        import_workbook(store, tmp_path / name)

    return take
