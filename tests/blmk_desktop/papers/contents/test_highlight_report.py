"""A highlight report tells of a programme by strand: what is done, what is late, what is next and what waits."""

from __future__ import annotations

from pathlib import Path

import pytest

import db
from blmk_desktop.errors import UserError
from blmk_desktop.papers.catalogue import Asked, choices
from blmk_desktop.papers.model import Bars, Bullets
from tests.blmk_desktop.papers.contents.reading import cell, grid, rows, said_by, with_notes, words


def test_it_is_about_the_programme_with_most_to_do_in_the_year(example: Path) -> None:
    with db.open_file(example, read_only=True) as store, store.reading() as connection:
        offered = choices(connection, Asked("highlight-report", "2022-12-09"))
    assert offered[0] == "Fuller"
    assert len(offered) == 5
    assert said_by(example, "highlight-report").title == "Fuller programme: highlight report"


def test_a_name_of_several_words_stands_for_itself(example: Path) -> None:
    found = said_by(example, "highlight-report", of="GP nursing ten-point plan")
    assert found.title == "GP nursing ten-point plan: highlight report"
    own = said_by(example, "highlight-report", of="Workforce highlight report")
    assert own.title == "Workforce highlight report"


def test_milestones_are_counted_by_strand(example: Path) -> None:
    found = said_by(example, "highlight-report")
    table = grid(found, "Milestones by strand on 09/12/2022")
    lines, whole = rows(table), rows(table, "total")[0]
    assert [row[0] for row in lines] == [
        "1. Neighbourhood teams",
        "2. Same day urgent care",
        "3. Proactive personalised care",
        "4. Prevention",
    ]
    assert [sum(int(row[at]) for row in lines) for at in range(1, len(whole))] == [int(one) for one in whole[1:]]
    assert words(found).startswith("19 milestones: 2 complete, 11 under way, 4 not started and 2 at risk.")
    chart = next(one for one in found.blocks if isinstance(one, Bars))
    assert [sum(value or 0 for value in values) for _, values in chart.series] == [2, 15, 2]


def test_what_is_late_or_at_risk_is_told_first(example: Path) -> None:
    assert [row[0] for row in rows(grid(said_by(example, "highlight-report"), "Milestones late or at risk"))] == [
        "1.6",
        "2.4",
    ]
    late = grid(said_by(example, "highlight-report", "2023-01-10"), "Milestones late or at risk")
    shown = cell(late, "1.2", "Stands")
    assert (shown.text, shown.tone, cell(late, "1.2", "Days late").text) == ("Late", "red", "10")


def test_what_is_due_in_three_months_comes_next(example: Path) -> None:
    found = said_by(example, "highlight-report")
    assert {row[0] for row in rows(grid(found, "Milestones due by 09/03/2023"))} == {"31/12/2022"}


def test_what_waits_for_a_later_one_is_told_and_doubted(example: Path) -> None:
    found = with_notes(example, "highlight-report")
    waiting = next(one for one in found.blocks if isinstance(one, Bullets)).points
    assert any(
        point.startswith("3.4 ") and point.endswith("it waits for 3.3. 3.3 is due after it.") for point in waiting
    )
    (note,) = cell(grid(found, "Milestones of the Fuller programme"), "3.4", "No.").notes
    assert note.startswith("Milestone Fuller 3.4 is due by 31/12/2022")


def test_risks_of_the_register_of_its_name_belong_to_it(example: Path) -> None:
    found = said_by(example, "highlight-report")
    assert "No open risk names the Fuller programme." in words(found)
    assert not found.known.risks


def test_an_unknown_programme_is_named_with_those_that_there_are(example: Path) -> None:
    with pytest.raises(UserError, match=r"no programme 'Nothing' with milestones. There are: Fuller,"):
        said_by(example, "highlight-report", of="Nothing")
