"""The acts of a plan round in any order: undoing all gives the file as it was, redoing all what it had become."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blmk_desktop import editing, seeding
from blmk_desktop.changes import redo, undo, undoable, unexplained
from blmk_desktop.check import acknowledge, check
from blmk_desktop.errors import UserError
from blmk_desktop.importing.engine import apply, propose
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.rows import all_rows
from blmk_desktop.summaries.plan_round import make_round, set_status
from db import DataFile, create_file, integrity, open_file
from tests.blmk_desktop import actuals_example
from tests.blmk_desktop.importing.returns.returns import write_returns
from tests.blmk_desktop.summaries.planning import PARAMEDIC, give_plan, line

CROWN, ASCENT, ROUND = "U35004", "U49574", "2022/23 final"
NETWORKS = (CROWN, ASCENT, "U64356")
Act = Callable[[DataFile, Path], object]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example file, three returns as they should be, one of them wrong, claims, and posts of the workforce file."""
    folder = tmp_path_factory.mktemp("round")
    with create_file(folder / "example.blmk") as store:
        seeding.load_reference(store)
        seeding.load_demo(store)
        for name, bad in (("good", 0), ("bad", 23)):
            for path in write_returns(store, folder / name, bad=bad):
                if not any(code in path.name for code in NETWORKS):
                    path.unlink()
    actuals_example.write_claims(folder / "claims.xlsx")
    actuals_example.write_census(folder / "nwrs.csv")
    return folder


def imported(what: str) -> Act:
    def act(file: DataFile, folder: Path) -> object:
        paths = sorted((folder / what).glob("*.xlsx")) if "." not in what else [folder / what]
        return apply(file, propose(file, paths), accept_valid=True)

    return act


def typed(kind: str, /, **fields: object) -> Act:
    return lambda file, _: editing.add(file, kind, fields)


def moved(status: str) -> Act:
    return lambda file, _: set_status(file, ROUND, NETWORKS, status, "2022-11-01", "see the comments")


def ids(file: DataFile, kind: str) -> list[int]:
    with file.reading() as connection:
        return [int(row[0]) for row in all_rows(connection, RECORDS[kind])[1]]


def removed(kind: str) -> Act:
    return lambda file, _: editing.remove(file, kind, ids(file, kind)[:3])


def edited(kind: str, /, **fields: object) -> Act:
    def act(file: DataFile, _: Path) -> object:
        known = ids(file, kind)
        return editing.edit(file, kind, known[len(known) // 2], fields) if known else None

    return act


def accepted(file: DataFile, _: Path) -> object:
    with file.reading() as connection:
        found = check(connection)
    return acknowledge(file, found[-1], "We know.") if found else None


def taken_back(step: Callable[[DataFile], object]) -> Act:
    return lambda file, _: step(file)


ACTS: dict[str, Act] = {
    "make a round": lambda file, _: make_round(file, "2023/24", "first draft", "2023-09-30", "2023-08-31"),
    "give the round a due date": lambda file, _: make_round(file, "2022/23", "final", "2022-10-31"),
    **{f"mark as {status}": moved(status) for status in ("not sent", "sent", "queried", "accepted", "submitted")},
    **{f"import {what}": imported(what) for what in ("good", "bad", "claims.xlsx", "nwrs.csv")},
    "type a plan line": typed("plan_line", round=ROUND, pcn=CROWN, line="90", role=PARAMEDIC, wte="0.5"),
    "change a plan line": edited("plan_line", wte="1.25", start="01/12/2022"),
    "remove plan lines": removed("plan_line"),
    "put a plan in its place": lambda file, _: give_plan(file, ASCENT, line(PARAMEDIC, 100), line(PARAMEDIC, 50)),
    "type a claim": typed("arrs_claim", pcn=CROWN, year="2022/23", month="7", role=PARAMEDIC, wte="1", amount="3000"),
    "change a claim": edited("arrs_claim", wte="0.75"),
    "remove claims": removed("arrs_claim"),
    "remove posts": removed("nwrs_post"),
    "type a basis": typed("payment_basis", pcn=CROWN, year="2022/23", basis="care home bed", number="120"),
    "change a basis": edited("payment_basis", number="121"),
    "type a step": typed("maturity_step", pcn=CROWN, as_at="31/03/2022", step="step 2", needs="A data analyst"),
    "type staff": typed("practice_staff", practice="E81001", as_at="31/03/2022", staff_group="GP partner", wte="2.5"),
    "type capacity": typed("practice_capacity", practice="E81001", as_at="31/03/2022", trainers="2"),
    "change a rate": edited("des_rate", rate="2.5"),
    "add an alias": typed("alias", kind="arrs_role", written="Pharmacy person", means="Clinical Pharmacist"),
    "acknowledge a finding": accepted,
    "rename a role": edited("arrs_role", name="Community Worker"),
    "undo": taken_back(undo),
    "redo": taken_back(redo),
}


def content(file: DataFile) -> dict[str, list[tuple[Any, ...]]]:
    """Every record of every kind, but for the log of changes itself."""
    with file.reading() as connection:
        return {kind: sorted(all_rows(connection, record)[1]) for kind, record in RECORDS.items()}


def do(file: DataFile, act: Act, folder: Path) -> None:
    """Do what can be done; what is refused must leave everything as it was."""
    before = content(file)
    try:
        act(file, folder)
    except UserError:
        assert content(file) == before


def undo_all(file: DataFile, to: int) -> int:
    count = 0
    while True:
        with file.reading() as connection:
            last = undoable(connection)
        if last is None or last.number <= to:
            return count
        undo(file)
        count += 1


def played(made: Path, names: Sequence[str], folder: Path) -> None:
    """Do the acts; undo all of them, and redo them."""
    copy = folder / "any.blmk"
    shutil.copyfile(made / "example.blmk", copy)
    with open_file(copy) as file:
        with file.reading() as connection:
            begun = undoable(connection)
        start = content(file)
        for name in names:
            if name == "undo" and undo_would_go_beyond(file, begun.number if begun else 0):
                continue
            do(file, ACTS[name], made)
        end = content(file)
        undone = undo_all(file, begun.number if begun else 0)
        assert content(file) == start
        for _ in range(undone):
            redo(file)
        if undone:
            assert content(file) == end
        assert integrity(file) == []
        with file.reading() as connection:
            assert unexplained(connection) == []


def undo_would_go_beyond(file: DataFile, start: int) -> bool:
    with file.reading() as connection:
        last = undoable(connection)
    return last is None or last.number <= start


BEFORE = ("import good", "import claims.xlsx", "import nwrs.csv", "type a basis")


@pytest.mark.parametrize("name", [name for name in ACTS if name not in ("undo", "redo")])
def test_every_act_of_a_round_can_be_taken_back_and_done_again(made: Path, tmp_path: Path, name: str) -> None:
    """After the returns, claims and posts are there, so that there is something to change and remove."""
    shutil.copyfile(made / "example.blmk", tmp_path / "one.blmk")
    with open_file(tmp_path / "one.blmk") as file:
        for one in BEFORE:
            if one != name:
                ACTS[one](file, made)
        before = content(file)
        ACTS[name](file, made)
        after = content(file)
        assert after != before
        undo(file)
        assert content(file) == before
        redo(file)
        assert content(file) == after


@settings(max_examples=12, deadline=None)
@given(names=st.lists(st.sampled_from(list(ACTS)), min_size=2, max_size=9))
def test_undo_all_gives_the_start_and_redo_all_the_end(made: Path, names: list[str]) -> None:
    with TemporaryDirectory() as folder:
        played(made, names, Path(folder))
