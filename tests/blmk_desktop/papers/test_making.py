"""Papers are made from the data alone: twice the same, with what nobody has looked at, or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import db
from blmk_desktop import seeding
from blmk_desktop.check import acknowledge_all, check
from blmk_desktop.errors import UserError
from blmk_desktop.papers.catalogue import Asked
from blmk_desktop.papers.making import make, stamp
from blmk_desktop.papers.model import Facts, Grid, NewPage, Paper
from blmk_desktop.papers.prepared import prepared

PLANS = Asked("workforce-plans", "2022-12-09", on="2022-12-09")


@pytest.fixture
def store(example: Path, tmp_path: Path) -> Iterator[db.DataFile]:
    """A file of one's own with the example data."""
    with db.open_file(Path(shutil.copyfile(example, tmp_path / "example.blmk"))) as file:
        yield file


def made(store: db.DataFile, asked: Asked = PLANS, *, cover: bool = True) -> Paper:
    """A paper with what the check finds now."""
    with store.reading() as connection:
        return make(connection, asked, check(connection), cover=cover)


def footnotes(paper: Paper) -> set[str]:
    """All footnotes of a paper."""
    grids = [block for block in paper.blocks if isinstance(block, Grid)]
    return {note for grid in grids for row in grid.rows for cell in row.cells for note in cell.notes}


def test_a_paper_made_twice_from_the_same_data_is_the_same(store: db.DataFile) -> None:
    assert made(store) == made(store)


def test_it_says_from_which_state_of_the_data(store: db.DataFile) -> None:
    before = made(store)
    acknowledge_all(store, before.questions, "Looked at")
    number, number_after = (int(one.stamp.split()[1]) for one in (before, made(store)))
    assert number_after == number + 1


def test_a_file_without_any_change_has_no_stamp(tmp_path: Path) -> None:
    with db.create_file(tmp_path / "new.blmk") as file, file.reading() as connection:
        assert stamp(connection) == "no data yet"


def test_what_nobody_has_looked_at_makes_it_a_draft_and_what_was_accepted_stays_a_footnote(store: db.DataFile) -> None:
    draft = made(store)
    assert draft.questions
    acknowledge_all(store, draft.questions, "Agreed with the networks")
    final = made(store)
    assert final.questions == ()
    assert len(footnotes(final)) == len(footnotes(draft))
    assert any(note.endswith("Looked at: Agreed with the networks.") for note in footnotes(final))


def test_what_stands_in_its_way_is_known_before_it_is_made(store: db.DataFile) -> None:
    with store.reading() as connection:
        found = prepared(connection, PLANS, check(connection))
    assert tuple(finding for _, finding in found.questions) == made(store).questions


def test_a_cover_comes_first_and_may_be_left_out(store: db.DataFile) -> None:
    whole, bare = made(store), made(store, cover=False)
    assert any(isinstance(block, Facts) for block in whole.blocks)
    assert not any(isinstance(block, Facts | NewPage) for block in bare.blocks[:3])
    assert whole.blocks[-len(bare.blocks) :] == bare.blocks


def test_it_is_for_the_meeting_asked_for(store: db.DataFile) -> None:
    paper = made(store, replace(PLANS, body="Delivery Group", on="2022-11-08"))
    assert (paper.body, paper.on, paper.as_at) == ("Delivery Group", "2022-11-08", "2022-12-09")


@pytest.mark.parametrize(("name", "why"), [("workforce-plans", "workforce plans"), ("finance", "finance report")])
def test_without_data_it_says_what_to_import(name: str, why: str, tmp_path: Path) -> None:
    with db.create_file(tmp_path / "new.blmk") as file:
        seeding.load_reference(file)
        with pytest.raises(UserError, match=why):
            made(file, Asked(name, "2022-12-09"))


def test_a_paper_that_there_is_not_names_those_that_there_are(store: db.DataFile) -> None:
    with pytest.raises(UserError, match=r"There is no paper 'minutes'. There are: workforce-plans, finance"):
        made(store, Asked("minutes", "2022-12-09"))
