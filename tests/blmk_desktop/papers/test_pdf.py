"""Papers as PDF, read back: what a committee sees, what a screen reader is told, and the same bytes every time."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from blmk_desktop.errors import UserError
from blmk_desktop.papers import pdf
from blmk_desktop.papers.model import Cell, Column, Grid, Pack, Paper, Row, Text
from blmk_desktop.papers.writing import write
from tests.blmk_desktop.papers import example


@pytest.fixture(scope="module")
def single(tmp_path_factory: pytest.TempPathFactory) -> PdfReader:
    return read(example.paper(draft=True), tmp_path_factory.mktemp("pdf") / "paper.pdf")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> PdfReader:
    return read(example.pack(), tmp_path_factory.mktemp("pdf") / "pack.pdf")


def read(made: Paper | Pack, path: Path) -> PdfReader:
    """Write it and read it back."""
    write(made, path)
    return PdfReader(path)


def structure(reader: PdfReader) -> list[Any]:
    """The elements that a screen reader is told of, in order."""
    root: Any = reader.trailer["/Root"]
    found, waiting = [], [root["/StructTreeRoot"]]
    while waiting:
        element = waiting.pop(0).get_object()
        if isinstance(element, list):
            waiting = [*element, *waiting]
        elif isinstance(element, dict):
            found.append(element)
            inner = element.get("/K")
            waiting = [*(inner if isinstance(inner, list) else [inner] if inner is not None else []), *waiting]
    return [element for element in found if "/S" in element]


def test_it_is_tagged_and_says_its_title_and_language(single: PdfReader) -> None:
    root: Any = single.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert single.metadata is not None
    assert single.metadata.title == "8.2 PCN workforce plans"
    assert b"pdfuaid:part" in root["/Metadata"].get_data()


def test_headings_tables_header_cells_and_pictures_are_told_to_a_screen_reader(single: PdfReader) -> None:
    kinds = [element["/S"] for element in structure(single)]
    assert kinds.count("/H1") == 1
    assert kinds.count("/H2") == 2
    assert kinds.count("/H3") == 3
    assert kinds.count("/Table") == 3
    assert kinds.count("/TH") >= 2 + 8 + 7
    pictures = [element for element in structure(single) if element["/S"] == "/Figure"]
    assert "Bars of staff planned and in post in each place." in [element.get("/Alt") for element in pictures]


def test_every_page_says_draft_what_it_is_and_which_of_how_many(single: PdfReader) -> None:
    pages = [page.extract_text() for page in single.pages]
    assert all(text.startswith("Draft") for text in pages)
    assert [re.findall(r"Page \d+ of \d+", text) for text in pages] == [
        [f"Page {number} of {len(pages)}"] for number in range(1, len(pages) + 1)
    ]
    assert "Draft: 1 finding on its figures has not been looked at yet." in pages[0]


def test_a_long_table_repeats_its_headings_on_pages_on_their_side(single: PdfReader) -> None:
    wide = [page for page in single.pages if page.mediabox.width > page.mediabox.height]
    assert len(wide) > 1
    assert all("What it is about" in " ".join(page.extract_text().split()) for page in wide)


def test_what_was_typed_is_text_and_never_markup(single: PdfReader) -> None:
    assert "#set text(red) *not markup* _at all_ = + - @ <x> & $x$" in single.pages[1].extract_text()


def test_words_with_hyphens_are_found_and_read_out_whole(tmp_path: Path) -> None:
    words = ("multi-disciplinary", "potential/opportunity", "pcn-workforce-plans-2022-10.xlsx")
    row = Row(tuple(map(Cell, (" ".join(words), "W" * 60))))
    grid = Grid("Words", (Column("Long"), Column("One")), (row,))
    told = "".join(page.extract_text() for page in read(Paper("words", "Words", (grid,)), tmp_path / "words.pdf").pages)
    assert all(part in told for word in words for part in re.findall(r"[^-/]+", word))
    assert "multi\u200b" not in told


def test_a_footnote_stands_under_its_page_once_with_the_reason(single: PdfReader) -> None:
    text = " ".join(single.pages[1].extract_text().split())
    assert text.count("The paper prints £21,826 without the minus sign. Looked at: the sum is right") == 1
    assert "(21,826)2" in text
    assert "56.372,3" in text.replace(" ", "")


def test_very_many_footnotes_stand_at_the_end_of_the_paper_and_each_mark_leads_to_its_own(tmp_path: Path) -> None:
    many = pdf.MANY + 1
    rows = tuple(Row((Cell(f"Line {one}", notes=(f"Note of line {one}.",)),)) for one in range(1, many + 1))
    noted = read(replace(example.paper(), blocks=(Grid("Lines", (Column("Line"),), rows),)), tmp_path / "noted.pdf")
    texts = [page.extract_text() for page in noted.pages]
    assert "Note of line" not in texts[0]
    assert "".join(texts).count("Note of line") == many
    assert f"Note of line {many}." in texts[-1]
    links = [one for page in noted.pages for one in page.get("/Annots", ()) if one.get_object()["/Subtype"] == "/Link"]
    assert len(links) == many


def test_a_pack_has_contents_with_the_pages_that_its_papers_begin_on(whole: PdfReader) -> None:
    contents = whole.pages[0].extract_text()
    first, second = pdf.first_pages(example.pack())
    assert re.search(rf"8\.2\s*PCN workforce plans\s*{first}\b", contents)
    assert re.search(rf"9\s*Delegated primary care finance report\s*Draft\s*{second}\b", contents)
    for page, title in ((first, "8.2 PCN workforce plans"), (second, "9 Delegated primary care finance report")):
        assert f"\n{title}\n" in whole.pages[page - 1].extract_text()
    assert f"Page {len(whole.pages)} of {len(whole.pages)}" in whole.pages[-1].extract_text()


def test_only_the_papers_with_open_findings_say_draft(whole: PdfReader) -> None:
    second = pdf.first_pages(example.pack())[1]
    assert not whole.pages[1].extract_text().startswith("Draft")
    assert whole.pages[second - 1].extract_text().startswith("Draft")


def test_its_outline_has_the_papers_and_their_headings(whole: PdfReader) -> None:
    titles = [entry.title for entry in whole.outline if not isinstance(entry, list)]
    assert titles == ["8.2 PCN workforce plans", "9 Delegated primary care finance report"]


def test_the_front_of_a_pack_says_what_is_not_in_it(tmp_path: Path) -> None:
    lacking = replace(example.pack(), papers=(), left_out=("Estates: there are no schemes yet.",))
    assert "Estates: there are no schemes yet." in read(lacking, tmp_path / "x.pdf").pages[0].extract_text()


def test_the_same_paper_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.pdf", "two.pdf"):
        write(example.pack(), tmp_path / name)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_pages_are_pictures_for_a_preview() -> None:
    found = pdf.pages(example.paper(), ppi=30)
    assert len(found) == 7
    assert all(page.startswith(b"\x89PNG") for page in found)


def test_a_letter_that_no_font_has_is_told_in_words(tmp_path: Path) -> None:
    unheard = replace(example.paper(), blocks=(Text("\U0010fffd"),))
    with pytest.raises(UserError, match=r"has a letter that no font on this computer can show.*Word\.$"):
        write(unheard, tmp_path / "x.pdf")
    assert not list(tmp_path.iterdir())


def test_a_paper_without_blocks_has_its_title(tmp_path: Path) -> None:
    bare = Paper("agenda", "Agenda", ())
    assert "Agenda" in read(bare, tmp_path / "x.pdf").pages[0].extract_text()
