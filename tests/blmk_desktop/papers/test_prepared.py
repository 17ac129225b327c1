"""What stands in the way of a paper is known before it is written; a pack is whole or says what it lacks."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import db
from blmk_desktop.check import check
from blmk_desktop.check.acknowledging import acknowledge_all
from blmk_desktop.errors import UserError
from blmk_desktop.papers.catalogue import PACK, Asked
from blmk_desktop.papers.model import Pack
from blmk_desktop.papers.packing import pack
from blmk_desktop.papers.prepared import Prepared, file_name, prepared, standing
from blmk_desktop.rules.finding import Finding
from tests.blmk_desktop.summaries.conftest import add

BODY = "Primary Care Commissioning & Assurance Committee"
DECEMBER = "2022-12-09"


@pytest.fixture
def store(example: Path, tmp_path: Path) -> Iterator[db.DataFile]:
    """The example data."""
    shutil.copyfile(example, tmp_path / "papers.blmk")
    with db.open_file(tmp_path / "papers.blmk") as file:
        yield file


def findings(store: db.DataFile) -> list[Finding]:
    with store.reading() as connection:
        return check(connection)


def asked(name: str, **more: str) -> Asked:
    return Asked(name, **{"as_at": DECEMBER, "body": BODY, "on": DECEMBER, **more})


def prepare(store: db.DataFile, wanted: Asked) -> Prepared:
    found = findings(store)
    with store.reading() as connection:
        return prepared(connection, wanted, found)


def test_doubtful_figures_stand_in_the_way_until_somebody_looked_at_them(store: db.DataFile) -> None:
    before = prepare(store, asked("workforce-plans"))
    words, tone = standing(before)
    assert tone == "amber"
    assert words.startswith(f"Nobody has looked at {len(before.questions)} findings about what it says: every page")
    acknowledge_all(store, [finding for _, finding in before.questions], "Seen with the networks")
    after = prepare(store, asked("workforce-plans"))
    assert after.questions == []
    assert standing(after) == (
        "Nothing stands in its way: every finding about it, as at 09/12/2022, was looked at.",
        "green",
    )


def test_the_pack_of_december_has_the_papers_of_its_agenda(store: db.DataFile) -> None:
    found = prepare(store, asked(PACK))
    assert isinstance(found.made, Pack)
    assert found.made.left_out == ()
    numbers = [(paper.name, paper.number) for paper in found.papers]
    assert numbers == [
        ("agenda", ""),
        ("action-tracker", "4"),
        ("workforce-plans", "5.1"),
        ("highlight-report", "5.2"),
        ("estates", ""),
        ("priorities", ""),
        ("highlight-report", "6"),
        ("finance", "8"),
        ("annual-cycle", "9"),
    ]
    assert {line.paper: line.left_out for line in found.lines}["risk-register"] == "deferred to a later meeting"


def test_a_paper_can_be_left_out_of_a_pack(store: db.DataFile) -> None:
    whole, found = prepare(store, asked(PACK)), findings(store)
    agenda = whole.lines[0]
    with store.reading() as connection:
        without = prepared(connection, asked(PACK), found, [agenda])
    assert [paper.name for paper in without.papers] == [paper.name for paper in whole.papers[1:]]


def test_the_same_data_give_the_same_pack(store: db.DataFile) -> None:
    assert prepare(store, asked(PACK)).made == prepare(store, asked(PACK)).made


def test_without_a_day_the_figures_are_as_at_a_meeting_that_was(store: db.DataFile) -> None:
    assert prepare(store, asked("finance", as_at="")).asked.as_at == DECEMBER


def test_without_a_meeting_it_is_for_the_next_of_the_usual_committee(store: db.DataFile) -> None:
    found = prepare(store, Asked("agenda", "2022-10-01"))
    assert (found.asked.body, found.asked.on) == (BODY, DECEMBER)
    assert found.days == ("2022-09-27", DECEMBER, "2023-03-17")
    assert BODY in found.bodies


def test_what_the_file_has_nothing_for_is_told_and_not_made(tmp_path: Path) -> None:
    with db.create_file(tmp_path / "empty.blmk") as empty:
        for name in ("workforce-plans", "finance", "agenda", PACK):
            found = prepare(empty, Asked(name, DECEMBER))
            assert found.made is None
            assert standing(found) == (found.problem, "red")
            assert found.problem
        with empty.reading() as connection, pytest.raises(UserError, match="no meeting to make a pack for"):
            pack(connection, "", "", DECEMBER, [])


def test_a_group_for_which_no_pack_is_set_gets_its_agenda(store: db.DataFile) -> None:
    found = prepare(store, replace(asked(PACK), on="2022-12-08", body="Primary Care Delivery Group"))
    assert [paper.name for paper in found.papers] == ["agenda"]


def test_a_pack_says_which_of_its_papers_cannot_be_made(tmp_path: Path) -> None:
    with db.create_file(tmp_path / "new.blmk") as new:
        add(new, [("business_due", {"body": BODY, "item": "Delegated primary care finance report", "on": DECEMBER})])
        found = prepare(new, asked(PACK))
        assert [paper.name for paper in found.papers] == ["agenda"]
        assert isinstance(found.made, Pack)
        assert [words.partition(":")[0] for words in found.made.left_out] == ["Delegated primary care finance report"]
        assert standing(found)[0].endswith("1 paper cannot be made yet.")


def test_files_are_named_after_meeting_number_and_title(store: db.DataFile) -> None:
    made = prepare(store, asked("finance")).made
    whole = prepare(store, asked(PACK)).made
    assert made is not None
    assert whole is not None
    assert file_name(made).startswith("2022-12-09 8 Delegated primary care finance report")
    assert file_name(whole) == "2022-12-09 Papers"
