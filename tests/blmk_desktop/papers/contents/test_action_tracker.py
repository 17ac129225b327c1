"""The tracker has the committee's own columns, the colours of the meeting, and what was closed since the last."""

from __future__ import annotations

from pathlib import Path

import pytest

from blmk_desktop.errors import UserError
from blmk_desktop.papers.model import Grid
from tests.blmk_desktop.papers.contents.reading import GROUP, cell, grid, rows, said_by, words


def of_group(example: Path, on: str) -> Grid:
    """The open actions of the group at a meeting."""
    return grid(said_by(example, "action-tracker", on, body=GROUP, on=on), "Open actions")


def test_it_has_the_columns_of_the_committee(example: Path) -> None:
    table = grid(said_by(example, "action-tracker"), "Open actions")
    assert [column.heading for column in table.columns] == [
        "No.",
        "Meeting",
        "Agenda item",
        "Action",
        "Owner",
        "Past deadlines",
        "Current deadline",
        "Position",
        "BRAG",
    ]
    assert [row[0] for row in rows(table)] == ["PCCAC-9", "PCCAC-10", "PCCAC-11", "PCCAC-12"]
    assert {row[-1] for row in rows(table)} == {"Green: complete; closure proposed for 09/12/2022"}


def test_an_action_red_at_three_meetings_is_black(example: Path) -> None:
    shown = cell(of_group(example, "2022-12-08"), "PCDG-2", "BRAG")
    assert (shown.text, shown.tone) == ("Black: escalated; red at 3 meetings in a row", "black")
    assert "PCDG-2: Red at 3 meetings in a row: 13/10/2022, 10/11/2022 and 08/12/2022." in words(
        said_by(example, "action-tracker", "2022-12-08", body=GROUP, on="2022-12-08")
    )


def test_past_deadlines_stand_one_a_line(example: Path) -> None:
    table = of_group(example, "2022-12-08")
    assert cell(table, "PCDG-2", "Past deadlines").text == "13/10/2022\n30/11/2022"
    assert cell(table, "PCDG-2", "Current deadline").text == "31/01/2023"


def test_what_is_reported_to_a_meeting_is_in_its_tracker_made_days_before(example: Path) -> None:
    early = said_by(example, "action-tracker", "2022-12-01", body=GROUP, on="2022-12-08")
    assert cell(grid(early, "Open actions"), "PCDG-3", "Position").text.startswith("31 of 95 practices trained")


def test_what_was_closed_since_the_last_meeting_is_told(example: Path) -> None:
    found = said_by(example, "action-tracker", "2022-12-08", body=GROUP, on="2022-12-08")
    assert [row[0] for row in rows(grid(found, "Actions closed since 10/11/2022"))] == ["PCDG-4"]
    later = said_by(example, "action-tracker", "2023-02-09", body=GROUP, on="2023-02-09")
    assert not any(isinstance(one, Grid) and one.caption.startswith("Actions closed") for one in later.blocks)


def test_the_key_has_the_five_colours(example: Path) -> None:
    key = grid(said_by(example, "action-tracker"), "What the colours mean")
    assert [row.cells[0].tone for row in key.rows] == ["black", "red", "amber", "blue", "green"]


def test_a_committee_without_actions_is_told_what_to_import(example: Path) -> None:
    with pytest.raises(UserError, match=r"of the Audit committee: choose another committee \(.*; .*\), or import"):
        said_by(example, "action-tracker", body="Audit committee")
