"""An agenda has its items by section, who brings them and what for, what is deferred, and the next meeting."""

from __future__ import annotations

from pathlib import Path

import pytest

from blmk_desktop.errors import UserError
from tests.blmk_desktop.papers.contents.reading import BODY, cell, facts, grid, rows, said_by


def test_items_stand_under_their_sections_numbered_without_those_deferred(example: Path) -> None:
    table = grid(said_by(example, "agenda"), "Items of business")
    assert [row.cells[0].text for row in table.rows if row.kind == "group"] == [
        "Opening actions",
        "Strategy and integration: assurance",
        "Operational: assurance",
        "Governance: assurance",
        "Closing actions",
    ]
    found = rows(table)
    assert [row[0] for row in found] == [str(number) for number in range(1, 13)]
    assert found[5][:2] == ["6", "BLMK Fuller programme"]
    assert found[7][1:4] == ["Delegated primary care finance report", "Associate Director of Finance", "Note"]


def test_what_is_deferred_stands_apart_with_its_note(example: Path) -> None:
    found = rows(grid(said_by(example, "agenda"), "Items that the cycle has"))
    assert [row[0] for row in found] == [
        "Primary care digital programme",
        "Transition of delegated functions 2022/23",
        "Primary care risk register",
    ]
    assert found[0][2] == "Ticked in the cycle, not on the agenda of the day"


def test_it_says_when_the_next_meeting_is_and_its_papers_are_due(example: Path) -> None:
    told = facts(said_by(example, "agenda"))
    assert told["Meeting"] == f"{BODY}, 09/12/2022"
    assert told["Next meeting"] == "17/03/2023; papers for it are due by 02/03/2023"
    assert told["Actions that come to it"] == "4 open, of which closing 4 is proposed; see the action tracker"


def test_a_paper_past_its_day_is_late(example: Path) -> None:
    found = said_by(example, "agenda", "2023-03-10")
    shown = cell(grid(found, "Items of business"), "5", "Paper")
    assert (shown.text, shown.tone) == ("Late", "red")
    assert facts(found)["Papers still to come"] == "13 of 15 items"  # a welcome and other business need no paper
    assert facts(found)["Next meeting"] == "none planned yet"


def test_that_items_were_taken_is_no_part_of_an_agenda(example: Path) -> None:
    table = grid(said_by(example, "agenda"), "Items of business")
    assert [column.heading for column in table.columns] == ["No.", "Item", "Lead", "Purpose"]


def test_a_day_without_a_meeting_is_refused(example: Path) -> None:
    with pytest.raises(UserError, match=r"No meeting of the .* is known on 24/12/2022"):
        said_by(example, "agenda", on="2022-12-24")
