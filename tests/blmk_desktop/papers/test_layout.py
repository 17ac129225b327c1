"""How a paper is laid out: pages on their side, widths, captions, headings and marks."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from blmk_desktop.papers.layout import (
    LANDSCAPE,
    PORTRAIT,
    WHOLE,
    Marks,
    answered,
    captions,
    dated,
    draft_of,
    groups,
    is_wide,
    leaves,
    short_rows,
    stays_whole,
    stepped,
    widths,
)
from blmk_desktop.papers.model import Cell, Column, Grid, Heading, NewPage, Row, Text, Ticks
from tests.blmk_desktop.papers import example


def test_a_wide_table_goes_on_its_side_with_what_stands_directly_above_it() -> None:
    found = leaves([Text("before"), Heading("All lines"), Text("It is wide."), example.long_table(), Text("after")])
    assert [leaf.landscape for leaf in found] == [False, True, False]
    assert [type(block).__name__ for block in found[1].blocks] == ["Heading", "Text", "Grid"]


def test_a_new_page_begins_a_leaf_and_two_in_a_row_make_no_empty_one() -> None:
    found = leaves([NewPage(), Text("one"), NewPage(), NewPage(), Text("two")])
    assert [leaf.blocks for leaf in found] == [(Text("one"),), (Text("two"),)]


def test_a_table_with_too_many_figures_for_an_upright_page_is_turned_without_being_asked() -> None:
    narrow = Grid("Few", tuple(Column("£", figures=True) for _ in range(4)), ())
    many = tuple(Column("Thousands of pounds", figures=True) for _ in range(9))
    assert not is_wide(narrow)
    assert is_wide(Grid("Many", many, ()))


@given(st.lists(st.text("abc de", max_size=40), min_size=1, max_size=12), st.integers(1, 9))
def test_widths_make_up_the_whole_page_whatever_the_texts(texts: list[str], share: int) -> None:
    grid = Grid("T", tuple(Column(text, share=share) for text in texts), (Row(tuple(map(Cell, texts))),))
    assert sum(widths(grid)) == WHOLE
    assert min(widths(grid)) > 0


def test_figures_are_never_parted_and_long_texts_get_the_room_that_is_left() -> None:
    columns = (Column("Place"), Column("Allocation", "£", figures=True), Column("Why"))
    cells = (Cell("Luton"), Cell("1,234,567,890"), Cell("a reason that is much longer than a line of the table " * 3))
    place, money, why = widths(Grid("T", columns, (Row(cells),)))
    assert why > money > place


def test_a_row_is_kept_on_one_page_unless_it_is_too_tall_for_that() -> None:
    short, tall = Row((Cell("A"), Cell("a sentence or two"))), Row((Cell("B"), Cell("very long " * 500)))
    grid = Grid("T", (Column("Ref"), Column("Why")), (short, tall))
    assert short_rows(grid) == [True, False]


def test_a_low_table_stays_whole_and_a_high_one_is_parted() -> None:
    columns = (Column("Ref"), Column("Why"))
    low, high = (Grid("T", columns, (Row((Cell("A"), Cell("so"))),) * rows) for rows in (3, 30))
    assert stays_whole(low)
    assert not stays_whole(high)


def test_a_name_has_three_lines_at_the_most_and_a_date_in_a_heading_one() -> None:
    figures = tuple(Column("In post at 31/10/2022", "WTE", figures=True) for _ in range(7))
    row = Row((Cell("Wootton Healthy Living Centre"), *(Cell("1.00") for _ in figures)))
    grid = Grid("T", (Column("Scheme"), *figures), (row,))
    room = (LANDSCAPE if is_wide(grid) else PORTRAIT) / WHOLE
    assert widths(grid)[0] * room >= len("Wootton Healthy Living Centre") / 3
    assert all(width * room >= len("31/10/2022") for width in widths(grid)[1:])


def test_captions_are_numbered_apart_for_tables_and_charts() -> None:
    found = captions([example.spend(), Text("between"), example.chart(), example.heat_map(), example.spend()])
    assert [caption.partition(":")[0] for caption in found] == ["Table 1", "", "Chart 1", "Chart 2", "Table 2"]


def test_headings_never_skip_a_level() -> None:
    found = stepped([Heading("Consulted", 2), Heading("Deep", 3), Heading("Appendix", 1), Heading("Deeper", 3)])
    assert [block.level for block in found if isinstance(block, Heading)] == [1, 2, 1, 2]


def test_the_same_footnote_has_the_same_mark() -> None:
    marks = Marks()
    assert [marks.of(text) for text in ("lost sign", "rounded", "lost sign")] == [(0, True), (1, True), (0, False)]


def test_neighbouring_columns_of_a_group_share_a_heading() -> None:
    assert groups(example.spend()) == [("", 1), ("Money", 2), ("", 3)]
    assert groups(Grid("T", (Column("Place"),), ())) == []


def test_short_answers_stand_in_a_line_longer_ones_two_across() -> None:
    assert answered(Ticks("Recorded?", (("Yes", True), ("No", False)))) == (["☑ Yes", "☐ No"], 2)
    enablers = ("Operational and Clinical Excellence", "Governance and Compliance", "Data and Digital")
    assert answered(Ticks("Enablers", tuple((one, False) for one in enablers)))[1] == 2
    assert answered(Ticks("Priorities", (("Start Well: every child has a strong start to life", True),) * 2))[1] == 1


def test_a_paper_says_for_when_it_is_and_from_what_it_was_made() -> None:
    assert dated(example.paper()) == (
        "Meeting of 9 December 2022 · Figures as at 30 September 2022 · Made from change 14 of 09/12/2022 09:30 UTC"
    )


def test_a_paper_is_a_draft_while_findings_on_it_have_not_been_looked_at() -> None:
    assert draft_of(example.paper()) == ""
    one = example.paper(draft=True)
    assert draft_of(one) == "Draft: 1 finding on its figures has not been looked at yet. The footnotes say which."
    two = replace(one, questions=one.questions * 2)
    assert draft_of(two).startswith("Draft: 2 findings on its figures have not been looked at yet.")
