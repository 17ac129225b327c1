"""A change set of thousands is written by the dozen and read in one piece, and is held to the same as one of two."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from blmk_desktop.changes import Change, commit, details, redo, undo, unexplained
from blmk_desktop.errors import UserError
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.rows import all_rows, many
from db import DataFile, create_file

PRACTICES, NETWORKS = 1_300, 700
ODD = ['{"a"},{"b"}', "null", "\x1e\x1f\n", "£ é \U0001f600\\"]


def practice(number: int, identity: int = 0) -> Change:
    after = {"code": f"E{number:05}", "name": f"Practice {number}", "status": "Active"}
    return Change("practice", identity or number, None, after, f"register.csv › register!A{number}")


def network(number: int) -> Change:
    return Change("pcn", 10_000 + number, None, {"code": f"U{number:05}", "name": f"Network {number}"})


def membership(number: int, code: str) -> Change:
    after = {"practice": f"E{number:05}", "pcn": code, "start": "2022-04-01"}
    return Change("membership", 20_000 + number, None, after)


@pytest.fixture
def register() -> list[Change]:
    """Thousands of practices, their networks, and which belongs to which: what refers stands before what it names."""
    members = [membership(number, f"U{number % NETWORKS + 1:05}") for number in range(1, PRACTICES + 1)]
    return [*members, *map(practice, range(1, PRACTICES + 1)), *map(network, range(1, NETWORKS + 1))]


@pytest.fixture
def file(tmp_path: Path) -> Iterator[DataFile]:
    with create_file(tmp_path / "many.blmk") as opened:
        yield opened


def content(file: DataFile) -> list[tuple[object, ...]]:
    with file.reading() as connection:
        return [row for kind in ("practice", "pcn", "membership") for row in all_rows(connection, RECORDS[kind])[1]]


def refused(file: DataFile, changes: list[Change]) -> str:
    before = content(file)
    with pytest.raises(UserError) as error:
        commit(file, changes, what="Import of register.csv", kind="import", who="tester")
    assert content(file) == before
    return error.value.message


def test_all_of_them_are_kept_and_logged_in_their_order(file: DataFile, register: list[Change]) -> None:
    made = commit(file, register, what="Import of register.csv", kind="import", who="tester")
    assert made is not None
    assert made.changes == len(register)
    assert len(content(file)) == len(register)
    with file.reading() as connection:
        assert details(connection, made.id) == register
        assert unexplained(connection) == []


def test_undo_leaves_nothing_and_redo_brings_all_of_it_back(file: DataFile, register: list[Change]) -> None:
    commit(file, register, what="Import of register.csv", kind="import", who="tester")
    whole = content(file)
    undo(file)
    assert content(file) == []
    redo(file)
    assert content(file) == whole


def test_one_reference_of_a_thousand_that_points_at_nothing_refuses_all(file: DataFile, register: list[Change]) -> None:
    lost = membership(PRACTICES + 1, "U99999")
    message = refused(file, [*register, practice(PRACTICES + 1), lost])
    assert message == "There is no PCN 'U99999', which 'PCN code' refers to."


def test_references_to_a_thousand_that_were_there_before_hold(file: DataFile, register: list[Change]) -> None:
    members, others = register[:PRACTICES], register[PRACTICES:]
    commit(file, others, what="Import of practices.csv", kind="import", who="tester")
    assert "U00700" in refused(file, [*members[:-1], membership(PRACTICES, "U00700x")])
    commit(file, members, what="Import of members.csv", kind="import", who="tester")
    assert len(content(file)) == len(register)


def test_what_one_record_still_refers_to_cannot_go_with_a_thousand_others(
    file: DataFile, register: list[Change]
) -> None:
    commit(file, register, what="Import of register.csv", kind="import", who="tester")
    gone = [Change(one.kind, one.record, dict(one.after or {}), None) for one in register]
    kept = membership(PRACTICES, "").record
    message = refused(file, [one for one in gone if one.record != kept])
    assert message.startswith("Membership 'E01300")
    commit(file, gone, what="Remove the register", who="tester")
    assert content(file) == []


def test_two_of_a_thousand_with_one_key_are_refused_in_words(file: DataFile, register: list[Change]) -> None:
    message = refused(file, [*register, practice(7, identity=9_999)])
    assert message == "There would be two of these in practices with the same Practice code."


def test_many_are_read_wherever_their_identities_lie(file: DataFile, register: list[Change]) -> None:
    far = [practice(90_000 + number, identity=2**40 * number) for number in range(1, 5)]
    commit(file, [*register, *far], what="Import of register.csv", kind="import", who="tester")
    together, odd = list(range(1, PRACTICES + 1)), list(range(1, PRACTICES + 1, 2))
    with file.reading() as connection:
        for ids in (together, odd, [*together, *(one.record for one in far)], [*odd, 5_000], [3], []):
            found = many(connection, RECORDS["practice"], ids)
            assert sorted(found) == sorted(set(ids) - {5_000})
            assert all(row["id"] == identity for identity, row in found.items())


def test_odd_texts_are_written_and_read_back_to_the_letter(file: DataFile) -> None:
    odd = [
        Change("practice", at, None, {"code": f"E{at:05}", "name": name, "status": "Active"})
        for at, name in enumerate(ODD, start=1)
    ]
    made = commit(file, odd, what="Import of register.csv", kind="import", who="tester")
    with file.reading() as connection:
        assert [(one.after or {})["name"] for one in details(connection, made.id)] == ODD
        assert [row["name"] for row in many(connection, RECORDS["practice"], range(1, len(ODD) + 1)).values()] == ODD
