"""Score sheets of a panel: criteria across with a sheet for each member, or members across with criteria down."""

from __future__ import annotations

from pathlib import Path

import pytest

import db
from blmk_desktop import changes
from blmk_desktop.summaries.priorities import priorities
from tests.blmk_desktop.importing.building import Rows, content, imported, only_sheet, proposed, refusals, workbook

ROUND = "Round 2022"
SET_UP: dict[str, Rows] = {
    "Rounds": [["Prioritisation round", "Affordable in all"], [ROUND, 3_000_000]],
    "Criteria": [
        ["Prioritisation round", "Criterion", "Stage", "Weight"],
        [ROUND, "List growth", "need", 50],
        [ROUND, "Condition", "need", 50],
        [ROUND, "Access", "achievability and value", 100],
    ],
    "Schemes": [
        ["Scheme", "Cost of the whole scheme"],
        ["Elm", 1_000_000],
        ["Oak", 1_500_000],
        ["Ash", 1_500_000],
        ["Yew", 800_000],
    ],
}
ACROSS = ["Scheme", "List growth", "Condition", "Access", "Total", "Comments"]
OTHERS: Rows = [["Oak", 3, 3, 3], ["Ash", 3, 3, 3], ["Yew", 1, 1, 1]]
GRID: dict[str, Rows] = {
    "Clinical lead": [[ROUND], ACROSS, ["Elm", 5, 4, 3, 12, "good"], *OTHERS],
    "Finance lead": [ACROSS, ["Elm", "COI", "COI", "COI"], *OTHERS],
    "Sheet3": [["Panel member: Estates lead"], ACROSS, ["Elm", 5, 4, 3], *OTHERS],
}


@pytest.fixture
def panel(store: db.DataFile, tmp_path: Path) -> db.DataFile:
    """A data file with a round, its criteria and four schemes."""
    imported(store, workbook(tmp_path / "set up.xlsx", SET_UP))
    return store


def scores(store: db.DataFile) -> dict[tuple[object, ...], object]:
    """Scheme, criterion and member to score."""
    return {row[1:4]: row[4] for row in content(store)["panel_score"]}


def test_a_sheet_for_each_member_is_a_whole_round(panel: db.DataFile, book: Path) -> None:
    """Four schemes, three scorers, one conflict, a tie and the line where the money ends."""
    imported(panel, workbook(book, GRID))
    with panel.reading() as connection:
        found = priorities(connection, ROUND)
    placed = [(one.candidate.scheme, one.rank, one.line) for one in found.placed]
    assert placed == [
        ("Elm", 1, "within"),
        ("Ash", 2, "tied at the line"),
        ("Oak", 2, "tied at the line"),
        ("Yew", 4, "beyond"),
    ]
    assert [row[1:] for row in content(panel)["panel_conflict"]] == [("Elm", "Finance lead", "COI")]


def test_it_is_told_which_round_and_whose_scores_they_are_taken_for(panel: db.DataFile, book: Path) -> None:
    notes = [note for sheet in proposed(panel, workbook(book, GRID)).sheets() for note in sheet.notes]
    for member in ("Clinical lead", "Finance lead", "Estates lead"):
        assert f"taken for the round {ROUND} and for the scores of {member}" in notes
    assert "put to the round by this sheet: Ash, Elm, Oak and Yew" in notes


def test_imported_again_it_changes_nothing_and_is_taken_back_whole(panel: db.DataFile, book: Path) -> None:
    before = content(panel)["panel_score"]
    imported(panel, workbook(book, GRID))
    assert imported(panel, book) is None
    changes.undo(panel)
    assert content(panel)["panel_score"] == before
    changes.redo(panel)
    assert len(scores(panel)) == 33


def test_members_may_stand_across_and_criteria_down(panel: db.DataFile, book: Path) -> None:
    rows: Rows = [
        ["Scheme", "Criterion", "Clinical lead", "Lay member", "Notes"],
        ["Elm", "Condition", 4, "declared interest", "text"],
        ["Elm", "Access", 2, None, ""],
    ]
    imported(panel, workbook(book, {"Scores": rows}))
    assert scores(panel) == {("Elm", "Condition", "Clinical lead"): 4, ("Elm", "Access", "Clinical lead"): 2}
    assert [row[1:] for row in content(panel)["panel_conflict"]] == [("Elm", "Lay member", "declared interest")]


@pytest.mark.parametrize(
    ("cells", "cell", "why"),
    [
        (["Elm", 6, 1, 1], "B3", "6 is not a score from 0 to 5"),
        (["Elm", 2.5, 1, 1], "B3", "2.5 is not a whole number"),
        (["Elm", "good", 1, 1], "B3", "good is not a number"),
        (["Fir", 1, 1, 1], "A3", "no scheme is known as 'Fir'; choose which it is, or add it to the aliases"),
    ],
)
def test_what_is_no_score_or_no_scheme_is_refused(
    panel: db.DataFile, book: Path, cells: list[object], cell: str, why: str
) -> None:
    rows: Rows = [["Member: Clinical lead"], ACROSS, cells]
    assert refusals(only_sheet(panel, workbook(book, rows))) == {cell: why}


def test_a_criterion_that_the_round_has_not_is_refused(panel: db.DataFile, book: Path) -> None:
    rows: Rows = [["Scheme", "Criterion", "One", "Two"], ["Elm", "Parking", 1, 2], ["Elm", "Access", 1, 2]]
    why = "the round Round 2022 has no such criterion; it has Access, Condition and List growth"
    assert refusals(only_sheet(panel, workbook(book, {"Scores": rows}))) == {"B2": why}


def test_scores_of_nobody_are_not_guessed_at(panel: db.DataFile, tmp_path: Path) -> None:
    book = workbook(tmp_path / "panel scores.xlsx", {"Sheet1": [ACROSS, ["Elm", 1, 1, 1]]})
    sheet = only_sheet(panel, book)
    assert list(refusals(sheet).values()) == ["it does not say whose scores these are: name the member above the table"]
    assert not sheet.rows


def test_of_two_rounds_with_the_same_criteria_one_has_to_be_named(
    panel: db.DataFile, book: Path, tmp_path: Path
) -> None:
    again = {name: [[str(cell).replace("2022", "2023") for cell in row] for row in SET_UP[name]] for name in SET_UP}
    imported(panel, workbook(tmp_path / "again.xlsx", {name: again[name] for name in ("Rounds", "Criteria")}))
    rows: Rows = [ACROSS, ["Elm", 1, 1, 1]]
    assert "of which prioritisation round" in str(refusals(only_sheet(panel, workbook(book, {"Lay member": rows}))))
    titled = workbook(book, {"Lay member": [["Scores, Round 2023"], *rows]})
    assert {row.after["round"] for row in only_sheet(panel, titled).rows} == {"Round 2023"}


def test_a_table_that_is_said_to_be_a_score_sheet_and_is_none_is_refused(panel: db.DataFile, book: Path) -> None:
    path = workbook(book, {"Scores": [["Who", "What"], ["Somebody", 3]]})
    sheet = only_sheet(panel, path, forms={(path.name, "Scores"): "panel-score-sheet"})
    assert refusals(sheet) == {"Scores": "a score sheet needs a column headed Scheme"}
