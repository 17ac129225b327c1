"""Whatever was added, edited, removed, undone and redone: undoing all gives the start, redoing all the end."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blmk_desktop.changes import Change, commit, redo, undo, undoable, unexplained
from blmk_desktop.errors import UserError
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.rows import all_rows
from db import DataFile, create_file, integrity

NAMES = ("Bedford", "Luton", "Milton Keynes", "Central Bedfordshire")

identities = st.integers(1, 4)
names = st.sampled_from(NAMES)
place_steps = st.tuples(st.just("place"), identities, names, st.none())
pcn_steps = st.tuples(st.just("pcn"), identities, names, st.none() | names)
removals = st.tuples(st.sampled_from(["remove place", "remove pcn"]), identities, st.none(), st.none())
back_and_forth = st.tuples(st.sampled_from(["undo", "redo"]), st.just(0), st.none(), st.none())
change_sets = st.lists(
    st.lists(place_steps | pcn_steps | removals, min_size=1, max_size=4) | back_and_forth, max_size=8
)


def content(file: DataFile) -> list[tuple[list[str], list[tuple[Any, ...]]]]:
    with file.reading() as connection:
        return [all_rows(connection, RECORDS[kind]) for kind in ("place", "pcn")]


def change(file: DataFile, kind: str, identity: int, name: str | None, place: str | None) -> Change:
    """Add the record if it is missing, else edit it; or remove it."""
    kind, removing = kind.removeprefix("remove "), kind.startswith("remove")
    with file.reading() as connection:
        known = {row[0] for row in all_rows(connection, RECORDS[kind])[1]}
    if removing:
        return Change(kind, identity, {}, None)
    values: dict[str, object] = {"name": name} if kind == "place" else {"name": name, "place": place}
    if identity not in known and kind == "pcn":
        values["code"] = f"U{identity:05}"
    return Change(kind, identity, {} if identity in known else None, values)


def do(file: DataFile, step: Any) -> None:
    """Do what can be done; what is refused must leave everything as it was."""
    before = content(file)
    try:
        if isinstance(step, tuple):
            undo(file) if step[0] == "undo" else redo(file)
        else:
            commit(file, [change(file, *one) for one in step], what="Change")
    except UserError:
        assert content(file) == before


def undo_all(file: DataFile) -> int:
    count = 0
    while True:
        with file.reading() as connection:
            if undoable(connection) is None:
                return count
        undo(file)
        count += 1


def redo_times(file: DataFile, count: int) -> None:
    for _ in range(count):
        redo(file)


@given(change_sets)
def test_undo_all_gives_the_start_and_redo_all_the_end(steps: Sequence[Any]) -> None:
    with TemporaryDirectory() as folder, create_file(Path(folder) / "any.blmk") as file:
        start = content(file)
        for step in steps:
            do(file, step)
        end = content(file)
        undone = undo_all(file)
        assert content(file) == start
        redo_times(file, undone)
        if undone:
            assert content(file) == end
        assert integrity(file) == []
        with file.reading() as connection:
            assert unexplained(connection) == []


@pytest.mark.parametrize("times", [3])
def test_back_and_forth_again_and_again(tmp_path: Path, times: int) -> None:
    with create_file(tmp_path / "again.blmk") as file:
        for name in NAMES:
            commit(file, [change(file, "place", 1, name, None)], what=name)
        end = content(file)
        for _ in range(times):
            assert undo_all(file) == len(NAMES)
            redo_times(file, len(NAMES))
            assert content(file) == end
