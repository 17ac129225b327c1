"""Footnotes: a finding is told under the figure that it is about, and nowhere else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blmk_desktop.papers.model import Cell, Column, Content, Grid, Row, Text
from blmk_desktop.papers.notes import Noted, concerns, note, noted
from blmk_desktop.rules.finding import Finding

CROWN = ("pcn", "U35004")
MESSAGE = "the variance of £62,024.70 has lost its minus sign."
LOST = Finding("lost-minus-sign", "error", "Crown PCN", "Pack.xlsx › Plan!E3", "1", "(1)", MESSAGE, CROWN, "variance")


def content(*cells: Cell, kinds: frozenset[str] = frozenset(), rules: tuple[str, ...] = ()) -> Content:
    """A paper of one table with one row."""
    columns = tuple(Column(f"Column {at}") for at in range(len(cells)))
    grid = Grid("A table", columns, (Row(cells),))
    return Content("A paper", (Text("Before"), grid), kinds=kinds, rules=rules)


def notes(found: Noted) -> list[tuple[str, ...]]:
    """The footnotes of each cell."""
    return [cell.notes for block in found.blocks if isinstance(block, Grid) for cell in block.rows[0].cells]


def test_a_figure_has_a_footnote_for_what_was_found_about_it() -> None:
    found = noted(content(Cell("Crown PCN"), Cell("(62,025)", about=CROWN, measure="variance")), [LOST])
    said = "The variance of £62,024.70 has lost its minus sign. Printed in Pack.xlsx › Plan!E3. Not yet looked at."
    assert notes(found) == [(), (said,)]
    assert found.questions == (LOST,)


def test_what_was_looked_at_says_why_and_is_no_question() -> None:
    looked = LOST.accepted("the computed figure is right")
    found = noted(content(Cell("(62,025)", about=CROWN, measure="variance")), [looked])
    assert notes(found)[0][0].endswith("Looked at: The computed figure is right.")
    assert (found.findings, found.questions) == ((looked,), ())


@pytest.mark.parametrize(
    "cell",
    [
        Cell("16.80", about=CROWN, measure="wte_in_post"),
        Cell("4,288", about=("pcn", "U49574"), measure="variance"),
        Cell("Crown PCN"),
    ],
)
def test_a_finding_on_what_is_not_in_the_paper_leaves_no_trace(cell: Cell) -> None:
    found = noted(content(cell), [LOST])
    assert (notes(found), found.findings) == ([()], ())


def test_a_cell_about_a_record_as_a_whole_takes_all_that_was_found_about_it() -> None:
    late = replace(LOST, rule="late", measure="due")
    found = noted(content(Cell("Crown PCN", about=CROWN)), [LOST, late])
    assert len(notes(found)[0]) == 2
    assert found.questions == (LOST, late)


def test_a_paper_may_take_some_rules_or_kinds_only() -> None:
    cell = Cell("(62,025)", about=CROWN, measure="variance")
    assert noted(content(cell, rules=("lost-", "total")), [LOST]).questions == (LOST,)
    assert noted(content(cell, rules=("total",)), [LOST]).questions == ()
    assert noted(content(cell, kinds=frozenset({"place"})), [LOST]).questions == ()


@pytest.mark.parametrize("more", ["", ", C4", " and Pack!B2", " to C9", " (M06)"])
def test_a_finding_is_at_a_place_that_it_begins_with(more: str) -> None:
    cell = Cell("1", about=CROWN, measure="variance", places=("Pack.xlsx › Plan!E3",))
    assert concerns(replace(LOST, where=LOST.where + more), cell)


@pytest.mark.parametrize("where", ["Pack.xlsx › Plan!E30", "Draft.xlsx › Plan!E3", "Pack.xlsx › Plan", ""])
def test_a_finding_at_another_place_is_about_another_round(where: str) -> None:
    cell = Cell("1", about=CROWN, measure="variance", places=("Pack.xlsx › Plan!E3",))
    assert not concerns(replace(LOST, where=where), cell)


def test_a_total_of_all_is_known_by_its_place_alone() -> None:
    whole = replace(LOST, about=("", ""))
    assert not concerns(whole, Cell("1", measure="variance"))
    assert concerns(whole, Cell("1", measure="variance", places=(LOST.where,)))


def test_a_finding_that_several_figures_share_is_one_question() -> None:
    cell = Cell("1", about=CROWN, measure="variance")
    assert noted(content(cell, cell), [LOST]).questions == (LOST,)


def test_a_finding_of_the_files_own_figures_is_printed_nowhere() -> None:
    assert "Printed in" not in note(replace(LOST, where="figures of September 2022"))


@given(st.lists(st.sampled_from(["variance", "allocation", "due"]), max_size=6))
def test_acknowledging_keeps_every_footnote_and_leaves_no_question(measures: list[str]) -> None:
    findings = [replace(LOST, measure=measure, rule=f"rule-{at}") for at, measure in enumerate(measures)]
    paper = content(Cell("1", about=CROWN, measure="variance"), Cell("2", about=CROWN, measure="allocation"))
    open_, closed = (noted(paper, found) for found in (findings, [one.accepted("known") for one in findings]))
    assert [len(one) for one in notes(open_)] == [len(one) for one in notes(closed)]
    assert len(open_.questions) == sum(measure != "due" for measure in measures)
    assert closed.questions == ()
