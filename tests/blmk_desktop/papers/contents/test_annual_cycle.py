"""The annual cycle ticks which meeting takes what, and says by when its papers are due."""

from __future__ import annotations

from pathlib import Path

import pytest

from blmk_desktop.errors import UserError
from tests.blmk_desktop.papers.contents.reading import GROUP, cell, grid, rows, said_by, words


def test_items_are_ticked_under_the_meetings_that_take_them(example: Path) -> None:
    table = grid(said_by(example, "annual-cycle"), "Business by meeting")
    assert [column.heading for column in table.columns[3:]] == ["27 Sep 2022", "9 Dec 2022", "17 Mar 2023"]
    found = {row[0]: row[3:] for row in rows(table)}
    assert found["Winter plan"] == ["", "✓", ""]
    assert found["Audits 2022/23"] == ["", "", "✓"]
    assert found["Primary care risk register"] == ["", "Deferred", "✓"]


def test_the_total_is_of_the_ticks_above_it(example: Path) -> None:
    table = grid(said_by(example, "annual-cycle"), "Business by meeting")
    ticks = [sum(row[at] == "✓" for row in rows(table)) for at in (3, 4, 5)]
    assert rows(table, "total")[0][3:] == [str(number) for number in ticks] == ["0", "12", "15"]


def test_an_item_that_no_meeting_takes_is_named(example: Path) -> None:
    assert "No meeting takes Role of the committee and terms of reference yet." in words(
        said_by(example, "annual-cycle")
    )


def test_meetings_say_how_many_papers_are_to_come_and_by_when(example: Path) -> None:
    table = grid(said_by(example, "annual-cycle", "2023-03-10"), "Meetings of the year")
    assert rows(table)[-1] == ["17/03/2023", "02/03/2023", "15", "13", "papers were due by 02/03/2023"]
    assert cell(table, "09/12/2022", "Papers still to come").text == "0"


def test_a_committee_without_a_cycle_is_told_what_to_add(example: Path) -> None:
    with pytest.raises(UserError, match=f"no annual cycle of business of the {GROUP} for 2022/23"):
        said_by(example, "annual-cycle", body=GROUP)
