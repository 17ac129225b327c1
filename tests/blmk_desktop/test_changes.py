"""Every write is one change set: all of it kept and logged, or none; each can be taken back and made again."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from blmk_desktop.changes import (
    Change,
    commit,
    details,
    history,
    named,
    new_records,
    of_record,
    redo,
    redoable,
    undo,
    undoable,
    unexplained,
)
from blmk_desktop.errors import UserError
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.rows import all_rows, one
from db import DataFile, create_file, integrity

BEDFORD, LUTON, EAST, WEST, KEMPSTON = 1, 2, 11, 12, 21


@pytest.fixture
def file(tmp_path: Path) -> Iterator[DataFile]:
    """Bedford and Luton, two PCNs in Bedford, a practice; added as one change set, number 1."""
    with create_file(tmp_path / "changes.blmk") as opened:
        added = [
            Change("place", BEDFORD, None, {"name": "Bedford"}, "register.xlsx › Places!A2"),
            Change("place", LUTON, None, {"name": "Luton"}, "register.xlsx › Places!A3"),
            Change("pcn", EAST, None, {"code": "U00001", "name": "East", "place": "Bedford"}),
            Change("pcn", WEST, None, {"code": "U00002", "name": "West", "place": "Bedford"}),
            Change("practice", KEMPSTON, None, {"code": "E81001", "name": "Kempston", "status": "Active"}),
        ]
        commit(opened, added, what="Import of register.xlsx", kind="import", who="tester")
        yield opened


def content(file: DataFile) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all kinds of record: the data without its log."""
    with file.reading() as connection:
        return {name: sorted(all_rows(connection, record)[1], key=repr) for name, record in RECORDS.items()}


def record(file: DataFile, kind: str, identity: int) -> dict[str, object]:
    with file.reading() as connection:
        return one(connection, RECORDS[kind], identity) or {}


def rename(file: DataFile, name: str, *, kind: str = "practice", identity: int = KEMPSTON) -> None:
    before = {"name": record(file, kind, identity)["name"]}
    commit(file, [Change(kind, identity, before, {"name": name})], what=f"Rename to {name}", who="tester")


def refused(doing: Callable[[], object]) -> str:
    with pytest.raises(UserError) as error:
        doing()
    return error.value.message


# What is written


def test_a_change_set_says_who_did_what_and_when(file: DataFile) -> None:
    with file.reading() as connection:
        (imported,) = history(connection)
    assert (imported.number, imported.who, imported.kind) == (1, "tester", "import")
    assert str(imported) == "#1 'Import of register.xlsx' (5 records)"
    assert imported.at.endswith("+00:00")
    assert not imported.undone


def test_without_a_name_it_is_the_user_of_the_computer(file: DataFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "contract.manager")
    made = commit(file, [Change("place", 3, None, {"name": "Milton Keynes"})], what="Add")
    assert made
    assert made.who == "contract.manager"


def test_only_what_differs_is_changed_and_logged(file: DataFile) -> None:
    change = Change("practice", KEMPSTON, {}, {"name": "Kempston", "status": "Closed", "closed": "2022-03-31"})
    made = commit(file, [change], what="Close")
    assert made
    with file.reading() as connection:
        (logged,) = details(connection, made.id)
    assert logged.before == {"status": "Active", "closed": None}
    assert logged.after == {"status": "Closed", "closed": "2022-03-31"}


def test_nothing_to_change_makes_no_change_set(file: DataFile) -> None:
    same = Change("practice", KEMPSTON, {"name": "Kempston"}, {"name": "Kempston"})
    assert commit(file, [same], what="Nothing") is None
    assert commit(file, [], what="Nothing") is None
    with file.reading() as connection:
        assert len(history(connection)) == 1


def test_several_changes_of_one_record_become_one(file: DataFile) -> None:
    changes = [
        Change("place", 3, None, {"name": "MK"}),
        Change("place", 3, {"name": "MK"}, {"name": "Milton Keynes"}),
        Change("practice", KEMPSTON, {"name": "Kempston"}, {"name": "King Street"}),
        Change("practice", KEMPSTON, {"status": "Active"}, {"status": "Closed"}),
        Change("place", 4, None, {"name": "Leeds"}),
        Change("place", 4, {"name": "Leeds"}, None),
    ]
    made = commit(file, changes, what="Several")
    assert made
    assert made.changes == 2
    assert record(file, "place", 3)["name"] == "Milton Keynes"
    assert record(file, "place", 4) == {}


def test_two_records_may_exchange_their_keys(file: DataFile) -> None:
    changes = [
        Change("pcn", EAST, {"code": "U00001"}, {"code": "U00002"}),
        Change("pcn", WEST, {"code": "U00002"}, {"code": "U00001"}),
    ]
    commit(file, changes, what="Exchange")
    assert record(file, "pcn", EAST)["code"] == "U00002"
    undo(file)
    assert record(file, "pcn", EAST)["code"] == "U00001"


def test_a_record_that_changed_meanwhile_is_not_overwritten(file: DataFile) -> None:
    stale = Change("practice", KEMPSTON, {"name": "Kempston"}, {"name": "King Street"})
    rename(file, "Kempston Surgery")
    message = refused(lambda: commit(file, [stale], what="Stale"))
    assert message == "Practice 'Kempston Surgery (E81001)' was changed meanwhile."
    gone = Change("practice", 404, {"name": "Kempston"}, {"name": "King Street"})
    assert refused(lambda: commit(file, [gone], what="Gone")) == "Practice was removed meanwhile."


def test_a_refused_change_set_leaves_nothing_behind(file: DataFile) -> None:
    before = content(file)
    new = Change("place", 3, None, {"name": "Milton Keynes"})
    same_key = Change("pcn", 13, None, {"code": "U00001", "name": "Again"})
    nowhere = Change("pcn", 14, None, {"code": "U00003", "name": "North", "place": "Leeds"})
    assert refused(lambda: commit(file, [new, same_key], what="Twice")) == (
        "There would be two of these in pcns with the same PCN code."
    )
    assert refused(lambda: commit(file, [new, nowhere], what="Nowhere")) == (
        "There is no Place 'Leeds', which 'Place' refers to."
    )
    assert refused(lambda: commit(file, [Change("place", BEDFORD, {}, None)], what="Remove")) == (
        "PCN 'East (U00001)' refers to Place 'Bedford'."
    )
    assert content(file) == before
    with file.reading() as connection:
        assert len(history(connection)) == 1


def test_the_order_within_a_change_set_does_not_matter(file: DataFile) -> None:
    changes = [
        Change("pcn", EAST, {}, {"place": "Milton Keynes"}),
        Change("pcn", WEST, {}, None),
        Change("place", BEDFORD, {}, None),
        Change("place", 3, None, {"name": "Milton Keynes"}),
    ]
    made = commit(file, changes, what="Reorganise")
    assert made
    assert integrity(file) == []
    undo(file)
    assert record(file, "pcn", EAST)["place"] == "Bedford"


def test_identities_of_new_records_never_repeat() -> None:
    one_window, another = new_records(), new_records()
    given = [next(one_window) for _ in range(70_000)] + [next(another) for _ in range(70_000)]
    assert len(set(given)) == 140_000
    assert all(0 < identity < 2**63 for identity in given)


# What is remembered


def test_the_history_of_a_record_a_kind_and_a_file(file: DataFile) -> None:
    rename(file, "King Street")
    with file.reading() as connection:
        told = of_record(connection, "practice", KEMPSTON)
        assert [(change_set.number, change.after) for change_set, change in told] == [
            (2, {"name": "King Street"}),
            (1, {"code": "E81001", "name": "Kempston", "status": "Active"}),
        ]
        assert [found.number for found in history(connection)] == [2, 1]
        assert [found.number for found in history(connection, limit=1)] == [2]
        assert [found.number for found in history(connection, kind="pcn")] == [1]
        assert [found.number for found in history(connection, kind="practice", record=KEMPSTON)] == [2, 1]
        assert [found.number for found in history(connection, source="register.xlsx")] == [1]
        assert history(connection, source="register") == []


def test_a_change_remembers_the_cell_it_came_from(file: DataFile) -> None:
    with file.reading() as connection:
        places = [change.place for change in details(connection, named(connection, 1).id, limit=2)]
    assert places == ["register.xlsx › Places!A2", "register.xlsx › Places!A3"]


def test_a_change_set_is_found_by_number_or_identity(file: DataFile) -> None:
    with file.reading() as connection:
        first = named(connection, 1)
        assert named(connection, "#1") == named(connection, "1") == named(connection, first.id) == first
        assert refused(lambda: named(connection, 7)) == "There is no change set 7."


@pytest.mark.parametrize("name", ["a},\n{b", '"quoted", \\n', "line\r\nline\u2028£—📊\x00", "[]", ""])
def test_the_log_keeps_every_character(file: DataFile, name: str) -> None:
    rename(file, name)
    rename(file, "Luton", kind="place", identity=LUTON)
    commit(file, [Change("place", 3, None, {"name": name}), Change("place", LUTON, {}, None)], what="Add")
    undo(file)
    redo(file)
    with file.reading() as connection:
        (_, added), *_ = of_record(connection, "place", 3)
    assert added.after is not None
    assert added.after["name"] == name
    undo(file)
    undo(file)
    redo(file)
    assert record(file, "practice", KEMPSTON)["name"] == name


def test_data_that_its_history_does_not_explain_is_found(file: DataFile) -> None:
    rename(file, "King Street")
    undo(file)
    commit(file, [Change("place", LUTON, {}, None)], what="Remove")
    with file.writing() as connection:
        assert unexplained(connection) == []
        connection.exec_driver_sql("UPDATE practices SET name = 'Kempstom'")
        connection.exec_driver_sql("DELETE FROM pcns WHERE code = 'U00002'")
        connection.exec_driver_sql("INSERT INTO places (id, name) VALUES (9, 'Leeds')")
        assert unexplained(connection) == [
            "Place 'Leeds' is not what its history says.",
            "Practice 'Kempstom (E81001)' is not what its history says.",
            "PCN 'West (U00002)' is gone, but nobody removed it.",
        ]


# What is taken back


def test_undo_and_redo_go_step_by_step(file: DataFile) -> None:
    states = [content(file)]
    for name in ("King Street", "Queen Street", "Prince Street"):
        rename(file, name)
        states.append(content(file))
    for expected in states[2::-1]:
        undo(file)
        assert content(file) == expected
    for expected in states[1:]:
        redo(file)
        assert content(file) == expected
    assert refused(lambda: redo(file)) == "There is nothing to redo."


def test_an_import_can_be_undone_as_a_whole(file: DataFile) -> None:
    made = undo(file)
    assert str(made) == "#2 'Undo of #1 'Import of register.xlsx'' (5 records)"
    assert not any(content(file).values())
    assert refused(lambda: undo(file)) == "There is nothing to undo."
    assert refused(lambda: undo(file, 1)) == "#1 'Import of register.xlsx' (5 records) was undone already."
    assert redo(file).what == "Redo of #1 'Import of register.xlsx'"


def test_what_can_be_undone_and_redone_is_said(file: DataFile) -> None:
    def said() -> tuple[int | None, int | None]:
        with file.reading() as connection:
            back, again = undoable(connection), redoable(connection)
        return back.number if back else None, again.number if again else None

    rename(file, "King Street")
    assert said() == (2, None)
    undo(file)
    assert said() == (1, 3)
    redo(file)
    assert said() == (2, None)
    undo(file)
    rename(file, "Queen Street")
    assert said() == (6, None)


def test_an_older_change_set_is_undone_by_name(file: DataFile) -> None:
    rename(file, "King Street")
    rename(file, "Eastern", kind="pcn", identity=EAST)
    undo(file, 2)
    assert record(file, "practice", KEMPSTON)["name"] == "Kempston"
    assert record(file, "pcn", EAST)["name"] == "Eastern"


def test_undo_of_an_undo_by_name_makes_it_again(file: DataFile) -> None:
    rename(file, "King Street")
    taken_back = undo(file)
    assert undo(file, taken_back.id).kind == "redo"
    assert record(file, "practice", KEMPSTON)["name"] == "King Street"


def test_reference_data_is_undone_only_by_name(tmp_path: Path) -> None:
    with create_file(tmp_path / "seeded.blmk") as file:
        commit(file, [Change("place", 1, None, {"name": "Luton"})], what="Reference data", kind="reference")
        assert refused(lambda: undo(file)) == "There is nothing to undo."
        undo(file, 1)
        assert record(file, "place", 1) == {}


def test_undo_refuses_to_overwrite_a_later_change_and_names_it(file: DataFile) -> None:
    rename(file, "King Street")
    rename(file, "Queen Street")
    before = content(file)
    assert refused(lambda: undo(file, 2)) == (
        "#2 'Rename to King Street' (1 record) cannot be undone. Practice 'Queen Street (E81001)' was changed since. "
        "That was #3 'Rename to Queen Street' (1 record); undo that first."
    )
    assert "That was #3 'Rename to Queen Street'" in refused(lambda: undo(file, 1))
    assert content(file) == before


def test_a_later_change_back_to_the_same_value_counts_too(file: DataFile) -> None:
    for name in ("King Street", "Queen Street", "King Street"):
        rename(file, name)
    assert "That was #4 'Rename to King Street'" in refused(lambda: undo(file, 2))


def test_a_later_change_of_another_field_does_not_stand_in_the_way(file: DataFile) -> None:
    rename(file, "King Street")
    commit(file, [Change("practice", KEMPSTON, {}, {"status": "Closed"})], what="Close")
    undo(file, 2)
    assert record(file, "practice", KEMPSTON)["name"] == "Kempston"
    assert record(file, "practice", KEMPSTON)["status"] == "Closed"


def test_a_later_change_that_was_undone_does_not_stand_in_the_way(file: DataFile) -> None:
    rename(file, "King Street")
    rename(file, "Queen Street")
    undo(file)
    undo(file, 2)
    assert record(file, "practice", KEMPSTON)["name"] == "Kempston"


def test_undo_refuses_to_take_away_what_later_records_refer_to(file: DataFile) -> None:
    commit(file, [Change("place", 3, None, {"name": "Milton Keynes"})], what="Add Milton Keynes")
    north = Change("pcn", 13, None, {"code": "U00003", "name": "North", "place": "Milton Keynes"})
    commit(file, [north], what="Add North")
    assert refused(lambda: undo(file, 2)) == (
        "#2 'Add Milton Keynes' (1 record) cannot be undone. "
        "PCN 'North (U00003)' refers to Place 'Milton Keynes'. That was #3 'Add North' (1 record); undo that first."
    )


def test_undo_refuses_to_bring_back_a_reference_to_what_was_removed_since(file: DataFile) -> None:
    commit(file, [Change("pcn", pcn, {}, {"place": "Luton"}) for pcn in (EAST, WEST)], what="Move to Luton")
    commit(file, [Change("place", BEDFORD, {}, None)], what="Remove Bedford")
    assert refused(lambda: undo(file, 2)) == (
        "#2 'Move to Luton' (2 records) cannot be undone. There is no Place 'Bedford', which 'Place' refers to. "
        "That was #3 'Remove Bedford' (1 record); undo that first."
    )


def test_undo_refuses_to_bring_back_a_record_whose_key_was_taken_since(file: DataFile) -> None:
    commit(file, [Change("practice", KEMPSTON, {}, None)], what="Remove")
    commit(file, [Change("practice", 22, None, {"code": "E81001", "name": "Another"})], what="Add another")
    assert "with the same Practice code" in refused(lambda: undo(file, 2))
    assert record(file, "practice", KEMPSTON) == {}


def test_an_import_of_ten_thousand_rows_is_undone_quickly(file: DataFile) -> None:
    before, fresh = content(file), new_records()
    codes = [f"E{number:05}" for number in range(10_000)]
    added = [
        Change("practice", next(fresh), None, {"code": code, "name": f"Practice {code}"}, f"all.csv › !A{at}")
        for at, code in enumerate(codes, start=2)
    ]
    started = time.perf_counter()
    commit(file, added, what="Import of all.csv", kind="import")
    written = time.perf_counter()
    undo(file)
    finished = time.perf_counter()
    assert content(file) == before
    assert written - started < 2  # seconds; about 0.1 on the machine it was written on
    assert finished - written < 3  # about 0.2
