"""What people do to schemes and their money: one act, one change set, with its reason; all of it can be undone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

import db
from blmk_desktop import changes, seeding
from blmk_desktop.acts.schemes import (
    NewMove,
    decide,
    join_schemes,
    reach_stage,
    record_move,
    set_rag,
    take_back_move,
)
from blmk_desktop.errors import UserError
from blmk_desktop.records.tables import TABLES
from blmk_desktop.rules.funding import LineKey
from blmk_desktop.summaries.scheme_funding import Funding, scheme_funding

THIS: LineKey = ("Elm", "ETTF", "2019/20")
NEXT: LineKey = ("Elm", "ETTF", "2020/21")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[db.DataFile]:
    """A scheme with money of one year."""
    with db.create_file(tmp_path / "schemes.blmk") as file:
        seeding.load_reference(file)
        ids = changes.new_records()
        records: list[tuple[str, dict[str, object]]] = [
            ("fund", {"name": "ETTF", "kind": "ETTF"}),
            ("scheme", {"name": "Elm"}),
            ("funding_line", {"scheme": "Elm", "fund": "ETTF", "year": "2019/20", "original": 50_200_000}),
        ]
        made = [changes.Change(kind, next(ids), None, values) for kind, values in records]
        changes.commit(file, made, what="Set up a test")
        yield file


def funding(store: db.DataFile) -> Funding:
    with store.reading() as connection:
        return scheme_funding(connection)


def budgets(store: db.DataFile) -> dict[str, int]:
    return {row.year: row.budget for row in funding(store).lines}


def rows(store: db.DataFile, kind: str) -> list[dict[str, object]]:
    with store.reading() as connection:
        return [dict(row) for row in connection.execute(select(TABLES[kind])).mappings()]


def move(**other: object) -> NewMove:
    return NewMove(**({"amount": "£502,000", "on": "31/03/2020", "reason": "Time to consult"} | other))  # type: ignore[arg-type]


def test_a_move_to_another_year_is_one_act_that_keeps_both_right(store: db.DataFile) -> None:
    made = record_move(store, move(taken_from=THIS, given_to=NEXT))
    assert made is not None
    assert made.what == "£502,000 moved from Elm, ETTF 2019/20 to Elm, ETTF 2020/21"
    assert made.why == "Time to consult"
    assert budgets(store) == {"2019/20": 0, "2020/21": 50_200_000}
    (row,) = rows(store, "funding_move")
    assert (row["number"], row["on"], row["amount"]) == ("M1", "2020-03-31", 50_200_000)
    changes.undo(store)
    assert budgets(store) == {"2019/20": 50_200_000}


def test_moves_are_numbered_and_may_be_taken_back(store: db.DataFile) -> None:
    record_move(store, move(amount=100, taken_from=THIS))
    record_move(store, move(amount=200, given_to=THIS, on="2020-02-01"))
    assert [row.number for row in funding(store).moves] == ["M2", "M1"]  # by date
    assert budgets(store) == {"2019/20": 50_210_000}
    take_back_move(store, funding(store).moves[0].id, "Entered twice")
    assert budgets(store) == {"2019/20": 50_190_000}


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"amount": 0}, "The amount must be more than nothing."),
        ({"amount": "-5"}, "The amount must be more than nothing."),
        ({}, "Say which line the money leaves, or which it reaches."),
        ({"taken_from": THIS, "given_to": THIS}, "The money would reach the line that it leaves."),
        ({"taken_from": NEXT}, "There is no funding of Elm, ETTF 2020/21."),
        ({"given_to": ("Oak", "ETTF", "2020/21")}, "There is no scheme 'Oak'."),
        ({"amount": 600_000, "taken_from": THIS}, "has £502,000.00, so £600,000.00 cannot be moved from it."),
        ({"reason": " ", "given_to": NEXT}, "Reason must be filled in."),
    ],
)
def test_a_move_that_cannot_be_is_refused_in_words(store: db.DataFile, given: dict[str, object], why: str) -> None:
    with pytest.raises(UserError, match=re.escape(why)):
        record_move(store, move(**given))
    assert rows(store, "funding_move") == []


def test_a_stage_is_dated_and_complete_completes_the_scheme(store: db.DataFile) -> None:
    reach_stage(store, "Elm", "OBC", "01/02/2020", "Approved")
    made = reach_stage(store, "Elm", "complete", "2021-02-26")
    assert made is not None
    assert made.what == "Elm: complete on 26/02/2021"
    assert {(row["stage"], row["on"]) for row in rows(store, "scheme_stage")} == {
        ("OBC", "2020-02-01"),
        ("complete", "2021-02-26"),
    }
    assert rows(store, "scheme")[0]["completed"] == "2021-02-26"
    changes.undo(store)
    assert rows(store, "scheme")[0]["completed"] is None


def test_another_stage_on_the_same_day_takes_the_place_of_the_first(store: db.DataFile) -> None:
    reach_stage(store, "Elm", "OBC", "01/02/2020")
    reach_stage(store, "Elm", "FBC", "01/02/2020", "It was the full one")
    (row,) = rows(store, "scheme_stage")
    assert (row["stage"], row["note"]) == ("FBC", "It was the full one")
    assert reach_stage(store, "Elm", "FBC", "01/02/2020", "It was the full one") is None


def test_what_is_no_stage_or_scheme_is_refused(store: db.DataFile) -> None:
    with pytest.raises(UserError, match="Stage"):
        reach_stage(store, "Elm", "nearly", "01/02/2020")
    with pytest.raises(UserError, match="There is no scheme 'Oak'"):
        reach_stage(store, "Oak", "PID", "01/02/2020")


def test_a_colour_needs_a_reason(store: db.DataFile) -> None:
    with pytest.raises(UserError, match="Say why Elm is Red"):
        set_rag(store, "Elm", "Red", "")
    set_rag(store, "Elm", "Red", "No capital")
    row = rows(store, "scheme")[0]
    assert (row["rag"], row["rag_reason"]) == ("Red", "No capital")
    assert set_rag(store, "Elm", "Red", "No capital") is None


def test_a_decision_is_kept_with_who_took_it(store: db.DataFile) -> None:
    decide(store, "Elm", "09/12/2022", "Outline case approved", "Estates Working Group")
    (row,) = rows(store, "scheme_decision")
    assert (row["on"], row["decision"], row["body"]) == ("2022-12-09", "Outline case approved", "Estates Working Group")


def test_two_names_of_one_scheme_are_made_one(store: db.DataFile) -> None:
    ids = changes.new_records()
    other = [
        changes.Change("scheme", next(ids), None, {"name": "Elm Surgery", "description": "Larger", "place": "Luton"}),
        changes.Change("scheme_stage", next(ids), None, {"scheme": "Elm Surgery", "on": "2020-01-01", "stage": "PID"}),
    ]
    changes.commit(store, other, what="Set up a test")
    join_schemes(store, "Elm", "Elm Surgery", "Written in two ways")
    (scheme,) = rows(store, "scheme")
    assert (scheme["name"], scheme["description"]) == ("Elm", "Larger")
    assert rows(store, "scheme_stage")[0]["scheme"] == "Elm"
    assert ("scheme", "Elm Surgery") in {
        (row["kind"], row["written"]) for row in rows(store, "alias") if row["means"] == "Elm"
    }
    changes.undo(store)
    assert {row["name"] for row in rows(store, "scheme")} == {"Elm", "Elm Surgery"}


def test_two_schemes_with_money_of_the_same_fund_and_year_stay_two(store: db.DataFile) -> None:
    ids = changes.new_records()
    line: dict[str, object] = {"scheme": "Oak", "fund": "ETTF", "year": "2019/20", "original": 5}
    other: list[tuple[str, dict[str, object]]] = [("scheme", {"name": "Oak"}), ("funding_line", line)]
    changes.commit(store, [changes.Change(kind, next(ids), None, one) for kind, one in other], what="Set up a test")
    with pytest.raises(UserError, match="Both have a funding line of the same key"):
        join_schemes(store, "Elm", "Oak", "")
    assert len(rows(store, "scheme")) == 2
