"""Papers as Excel, read back: numbers are numbers that look as in the paper, text is text, sheets print well."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from blmk_desktop.errors import UserError
from blmk_desktop.papers.model import Cell, Column, Grid, Pack, Paper, Row, Text
from blmk_desktop.papers.writing import write
from tests.blmk_desktop.papers import example


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    return read(example.paper(draft=True), tmp_path_factory.mktemp("excel") / "paper.xlsx")


def read(made: Paper | Pack, path: Path) -> Workbook:
    """Write it and read it back."""
    write(made, path)
    return load_workbook(path)


def test_there_is_a_sheet_for_the_words_and_one_for_each_table_and_chart(book: Workbook) -> None:
    assert book.sheetnames == [
        "Paper",
        "T1 Spend against allocation by",
        "C1 Staff planned and in post",
        "C2 Risks by likelihood and impa",
        "T2 Every line of the budget",
    ]


def test_the_front_sheet_has_the_words_and_links_to_the_tables(book: Workbook) -> None:
    front = book["Paper"]
    told = [cell.value for row in front.iter_rows() for cell in row if cell.value]
    assert told[0] == "8.2 PCN workforce plans"
    assert "Draft: 1 finding on its figures has not been looked at yet. The footnotes say which." in told
    assert "☑ Start Well\n☐ Live Well" in told
    links = [cell.hyperlink.location for row in front.iter_rows() for cell in row if cell.hyperlink]
    assert links[0] == "'T1 Spend against allocation by'!A1"
    assert len(links) == 4


def test_figures_are_numbers_in_the_unit_of_their_heading_and_look_as_in_the_paper(book: Workbook) -> None:
    row = next(iter(book["T1 Spend against allocation by"].iter_rows(min_row=6, max_row=6)))
    assert [cell.value for cell in row] == ["Bedford Borough", 3163224, -21826, 65.78, 0.679, "Red"]
    assert row[1].number_format == "#,##0;(#,##0);#,##0"
    assert row[2].number_format == '#,##0"²";(#,##0)"²";#,##0"²"'
    assert row[4].number_format == "#,##0.0%;(#,##0.0%);#,##0.0%"


def test_footnotes_stand_under_their_table(book: Workbook) -> None:
    told = [cell.value for (cell,) in book["T1 Spend against allocation by"].iter_rows(min_row=9, max_col=1)]
    assert told == ["Adverse variances are in brackets.", f"² {example.LOST_SIGN}", "³ Not yet looked at."]


def test_a_footnote_of_several_cells_of_a_row_stands_once_under_its_table(tmp_path: Path) -> None:
    grid = Grid(
        "Staff",
        (Column("Place"), Column("Now"), Column("Then")),
        (Row((Cell("Luton"), example.wte(1, "Why."), example.wte(2, "Why."))),),
    )
    sheet = read(Paper("plans", "Plans", (grid,)), tmp_path / "plans.xlsx").worksheets[1]
    assert [cell.value for cell in sheet["A"] if "Why." in str(cell.value)] == ["¹ Why."]


def test_tables_have_frozen_headings_that_are_printed_again_on_their_side(book: Workbook) -> None:
    sheet = book["T2 Every line of the budget"]
    assert sheet.freeze_panes == "A5"
    assert sheet.print_title_rows == "$4:$4"
    assert book["T1 Spend against allocation by"].print_title_rows == "$4:$5"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.paperSize == 9
    assert sheet.oddFooter.right.text == "Page &P of &N"
    assert str(sheet.oddHeader.left.text).endswith("Draft")


def test_a_chart_is_excels_own_beside_its_figures_with_an_alternative_text(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    sheet = read(example.paper(), path)["C1 Staff planned and in post"]
    assert [cell.value for cell in sheet[5]][:3] == ["Bedford Borough", 96.92, 65.78]
    assert sheet["B8"].value is None
    with ZipFile(path) as parts:
        drawn = parts.read("xl/drawings/drawing1.xml").decode()
    assert 'descr="Bars of staff planned and in post in each place."' in drawn


def test_text_that_begins_like_a_formula_stays_text(tmp_path: Path) -> None:
    typed = ("=1+1", "+44 1234", "-", "@SUM(A1)")
    grid = Grid("=cmd", tuple(Column(text) for text in typed), (Row(tuple(map(Cell, typed))),))
    book = read(replace(example.paper(), blocks=(Text("=2+2"), grid)), tmp_path / "x.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.value for cell in cells} >= {*typed, "=2+2", "Table 1: =cmd"}
    assert all(cell.data_type != "f" for cell in cells)


def test_a_very_long_title_and_text_are_printed_as_far_as_excel_goes(tmp_path: Path) -> None:
    paper = replace(example.paper(), title="Fuller & more " * 40, blocks=(Text("word " * 6_000),))
    front = read(paper, tmp_path / "long.xlsx")["Paper"]
    assert (front.oddFooter.left.text or "").startswith("8.2 Fuller && more")
    assert max(size.height or 0 for size in front.row_dimensions.values()) < 410
    with pytest.raises(UserError, match="longer than a cell of Excel"):
        write(replace(paper, blocks=(Text("word " * 7_000),)), tmp_path / "longer.xlsx")
    assert not (tmp_path / "longer.xlsx").exists()


def test_a_pack_has_contents_and_sheets_named_by_their_items(tmp_path: Path) -> None:
    book = read(example.pack(), tmp_path / "pack.xlsx")
    assert book.sheetnames[:3] == ["Contents", "8.2 PCN workforce plans", "8.2 T1 Spend against allocation"]
    assert len(book.sheetnames) == len({name.casefold() for name in book.sheetnames}) == 11
    assert book["Contents"]["B9"].value == "Delegated primary care finance report (draft)"
    assert book["Contents"]["B9"].hyperlink.location == "'9 Delegated primary care financ'!A1"


def test_the_same_paper_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.xlsx", "two.xlsx"):
        write(example.pack(), tmp_path / name)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
