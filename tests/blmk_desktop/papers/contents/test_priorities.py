"""The paper on a prioritisation round: the ranking, where the money ends, what was weighed, and who stood aside."""

from __future__ import annotations

from pathlib import Path

import pytest

from blmk_desktop.errors import UserError
from blmk_desktop.papers.model import Bars
from tests.blmk_desktop.papers.contents.reading import cell, grid, rows, said_by, with_notes, words

ROUND = "Example round 2022 (made up)"


def test_the_line_is_drawn_where_the_money_ends(example: Path) -> None:
    table = grid(said_by(example, "priorities"), "Ranking of the schemes")
    assert [row.cells[0].text for row in table.rows] == [
        "1",
        "Here the money ends: £2,600,000 is affordable",
        "2=",
        "2=",
        "4",
    ]
    first = rows(table)[0]
    assert first[1:5] == ["Wootton Healthy Living Centre\nBedford Borough", "87.0", "71.0", "80.6"]
    assert first[5:] == ["1,100,000", "1,100,000", "Within the money"]
    assert rows(table)[1][-1] == "Tied at the line; level with Kempston Hub"


def test_the_panel_is_told_what_it_has_to_choose(example: Path) -> None:
    found = said_by(example, "priorities")
    assert words(found).startswith("The panel met on 14/10/2022. 1 of 4 schemes is within the £2,600,000")
    assert found.known.asked[1].startswith("which of Chiltern Vale Hub and Kempston Hub is to have what is left")


def test_interests_are_told_with_the_scores_left_out(example: Path) -> None:
    found = said_by(example, "priorities")
    (only,) = rows(grid(found, "Interests declared"))
    assert (only[0], only[1], only[3]) == ("Clinical lead", "Chiltern Vale Hub", "7")
    assert cell(grid(found, "Average scores"), "Chiltern Vale Hub", "Members whose scores count").text == "2"
    assert cell(grid(found, "Average scores"), "Kempston Hub", "Members whose scores count").text == "3"


def test_weights_are_shares_of_their_stage(example: Path) -> None:
    table = grid(said_by(example, "priorities"), "Criteria, their weights")
    shares = [row.cells[2].value or 0 for row in table.rows if row.kind == "line"]
    assert sum(shares[:4]) == sum(shares[4:]) == 10_000
    assert table.landscape


def test_the_chart_has_the_totals(example: Path) -> None:
    chart = next(one for one in said_by(example, "priorities").blocks if isinstance(one, Bars))
    assert chart.series == (("Total", (8060, 7140, 7140, 6160)),)


def test_it_says_how_far_the_ranking_hangs_on_each_weight(example: Path) -> None:
    table = grid(said_by(example, "priorities"), "Weights at which")
    assert cell(table, "Share of need", "The order holds").text == "from 36% to 100%"


def test_scores_left_out_are_told_and_doubt_nothing(example: Path) -> None:
    assert not with_notes(example, "priorities").findings


def test_an_unknown_round_is_refused_and_so_is_a_day_before_any(example: Path) -> None:
    with pytest.raises(UserError, match=r"no prioritisation round 'Round 9'. There are: Example round 2022"):
        said_by(example, "priorities", of="Round 9")
    with pytest.raises(UserError, match="No round was held by 01/07/2019"):
        said_by(example, "priorities", "2019-07-01")
