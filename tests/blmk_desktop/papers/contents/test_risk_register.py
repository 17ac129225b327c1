"""A risk register tells a committee where its risks stand, what moved since it last met, and what needs a look."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import db
from blmk_desktop.check import check
from blmk_desktop.editing import edit
from blmk_desktop.errors import UserError
from blmk_desktop.papers.catalogue import Asked, choices
from blmk_desktop.papers.making import make
from blmk_desktop.papers.model import HeatMap
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.rows import by_key
from tests.blmk_desktop.papers.contents.reading import GROUP, cell, grid, rows, said_by, words

REGISTER = "Primary care directorate"


@pytest.fixture
def store(example: Path, tmp_path: Path) -> Iterator[db.DataFile]:
    """The example, to change."""
    with db.open_file(Path(shutil.copyfile(example, tmp_path / "risks.blmk"))) as file:
        yield file


def test_it_is_about_the_directorate_unless_another_register_is_named(example: Path) -> None:
    assert said_by(example, "risk-register").title == f"Risk register: {REGISTER}"
    assert said_by(example, "risk-register", of="Corporate").title == "Risk register: Corporate"
    assert said_by(example, "risk-register", of="All registers").title == "Risk register"


def test_the_registers_with_risks_can_be_chosen_and_all_together(store: db.DataFile) -> None:
    with store.reading() as connection:
        found = choices(connection, Asked("risk-register", "2022-12-09"))
    assert found[:2] == [REGISTER, "Corporate"]
    assert found[-1] == "All registers"


def test_movement_is_since_this_committee_last_met(example: Path) -> None:
    found = rows(grid(said_by(example, "risk-register"), "Risks that are new or moved between 27/09/2022"))
    assert [row[:1] + row[2:5] for row in found] == [
        ["PC-08", "● New", "–", "16"],
        ["PC-12", "● New", "–", "8"],
        ["PC-02", "▼ Down by 4", "16", "12"],
        ["PC-04", "▼ Down by 4", "16", "12"],
        ["PC-09", "▼ Down by 3", "15", "12"],
    ]
    assert "between 10/11/2022" in words(said_by(example, "risk-register", body=GROUP, on="2022-12-08")).casefold()


def test_every_open_risk_stands_on_the_map_once(example: Path) -> None:
    found = said_by(example, "risk-register")
    drawn = next(one for one in found.blocks if isinstance(one, HeatMap))
    assert len(drawn.cells) == 25
    at = {reference: (likelihood, impact) for likelihood, impact, names, _ in drawn.cells for reference in names}
    open_ = rows(grid(found, "Open risks with their scores"))
    assert set(at) == {row[0] for row in open_}
    assert at["PC-01"] == (5, 4)
    tones = {(likelihood, impact): tone for likelihood, impact, _, tone in drawn.cells}
    assert (tones[5, 5], tones[3, 4], tones[1, 1]) == ("red", "orange", "green")
    assert "likelihood 5, impact 4: PC-01" in drawn.alt.casefold().replace("pc-01", "PC-01")


def test_a_risk_has_its_three_scores_its_band_and_what_is_tolerated(example: Path) -> None:
    table = grid(said_by(example, "risk-register"), "Open risks with their scores")
    now = cell(table, "PC-02", "Current")
    assert (now.text, now.tone, now.about) == ("12 (3 × 4)\nhigh", "orange", ("risk", "PC-02"))
    assert cell(table, "PC-02", "Inherent").text == "16 (4 × 4)"
    assert cell(table, "PC-02", "Target").text == "6 (2 × 3)"
    assert (cell(table, "PC-02", "Tolerated").text, cell(table, "PC-02", "Tolerated").tone) == ("9", "red")


def test_a_risk_is_told_in_a_sentence(example: Path) -> None:
    told = rows(grid(said_by(example, "risk-register"), "Open risks with"))
    assert told
    assert all(row[1].endswith(".") and row[1][0].isupper() for row in told)


def test_risks_above_appetite_are_told(example: Path) -> None:
    found = said_by(example, "risk-register")
    assert [row[0] for row in rows(grid(found, "Risks above appetite"))] == ["PC-01", "PC-03", "PC-08", "PC-02"]
    assert "4 risks score more than is tolerated." in words(found)


def test_before_an_appetite_is_set_no_risk_is_said_to_be_within_it(example: Path) -> None:
    told = words(said_by(example, "risk-register", "2022-06-30"))
    assert "Nobody has said up to which score these risks are tolerated." in told
    assert "No open risk scores more than" not in told


def test_reviews_overdue_are_told_the_longest_first(example: Path) -> None:
    found = said_by(example, "risk-register", "2023-03-17")
    late = rows(grid(found, "Reviews overdue on 17/03/2023"))
    assert late[0][0] == "PC-02"
    assert late[0][4:] == ["12/12/2022", "95 days"]
    assert "No review was overdue on 09/12/2022." in words(said_by(example, "risk-register"))


def test_what_was_escalated_or_closed_since_is_told(example: Path) -> None:
    before = said_by(example, "risk-register", "2022-09-27", on="2022-09-27")
    assert [row[0] for row in rows(grid(before, "Risks passed up or down since"))] == ["PC-01"]
    closed = rows(grid(before, "Risks closed since"))
    assert [row[0] for row in closed] == ["PC-05", "PC-06", "PC-07", "PC-11"]
    assert closed[2][3] == "Community pharmacies are now the main provider."


def test_all_registers_stand_one_under_the_other_and_add_up(example: Path) -> None:
    table = grid(said_by(example, "risk-register", of="All registers"), "Open risks by band")
    lines, whole = rows(table), rows(table, "total")[0]
    assert [sum(int(row[at]) for row in lines) for at in range(1, len(whole))] == [int(one) for one in whole[1:]]


def test_its_cover_names_the_gravest_risks(example: Path) -> None:
    known = said_by(example, "risk-register").known
    assert known.risks[0] == "PC-01, 20 (extreme): sessions stay unfilled in several places at once"
    assert known.accurate_on == "2022-12-09"


def test_a_score_printed_otherwise_stands_in_its_way(store: db.DataFile) -> None:
    with store.reading() as connection:
        mark = by_key(connection, RECORDS["risk_score"], "PC-02", "current", "2022-11-14")
    assert mark is not None
    edit(store, "risk_score", mark["id"], {"printed": "16"})
    with store.reading() as connection:
        asked = Asked("risk-register", "2022-12-09")
        (only,) = make(connection, asked, check(connection)).questions
        other = Asked("risk-register", "2022-12-09", of="Corporate")
        assert not make(connection, other, check(connection)).questions
    assert only.rule == "risk-score-product"


def test_an_unknown_register_is_named_with_those_that_there_are(example: Path) -> None:
    with pytest.raises(
        UserError, match=r"no risk register 'Nobody's' with risks. There are: Primary care directorate,"
    ):
        said_by(example, "risk-register", of="Nobody's")
