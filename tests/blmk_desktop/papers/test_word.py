"""Papers as Word, read back: structure, footnotes of Word's own, and the same bytes every time."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt

from blmk_desktop.papers import pdf
from blmk_desktop.papers.model import Pack, Paper, Text
from blmk_desktop.papers.writing import write
from tests.blmk_desktop.papers import example


@pytest.fixture(scope="module")
def single(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(example.paper(draft=True), tmp_path_factory.mktemp("word") / "paper.docx")


def written(made: Paper | Pack, path: Path) -> Path:
    """The file, written."""
    write(made, path)
    return path


def part(path: Path, name: str) -> str:
    """A part of the package as text."""
    with ZipFile(path) as book:
        return book.read(name).decode()


def elements(path: Path, name: str) -> list[Any]:
    """All elements of the body with this name."""
    body: Any = Document(str(path)).element
    return list(body.iter(qn(name)))


def test_it_has_a_title_an_author_and_british_english(single: Path) -> None:
    core = Document(str(single)).core_properties
    assert core.title == "8.2 PCN workforce plans"
    assert core.author == "NHS Bedfordshire, Luton and Milton Keynes Integrated Care Board"
    assert core.language == "en-GB"
    assert f"{core.created:%Y-%m-%d}" == "2022-09-30"
    assert 'w:lang w:val="en-GB"' in part(single, "word/styles.xml")


def test_headings_are_real_and_in_order(single: Path) -> None:
    found = [(one.style.name, one.text) for one in Document(str(single)).paragraphs if one.style]
    assert [(name, text) for name, text in found if name.startswith("Heading")] == [
        ("Heading 1", "8.2 PCN workforce plans"),
        ("Heading 2", "Purpose"),
        ("Heading 2", "Appendix A"),
        ("Heading 3", "By place"),
        ("Heading 3", "All lines"),
        ("Heading 3", "After the wide table"),
    ]


def test_every_style_that_is_used_is_there(single: Path) -> None:
    held = set(re.findall(r'w:styleId="(\w+)"', part(single, "word/styles.xml")))
    with ZipFile(single) as book:
        used = {
            style
            for name in book.namelist()
            if name.endswith(".xml")
            for style in re.findall(r'<w:(?:p|r|tbl)Style w:val="(\w+)"', book.read(name).decode())
        }
    assert used <= held


def test_the_header_rows_of_tables_repeat_and_rows_stay_whole(single: Path) -> None:
    facts, spend, long_table = Document(str(single)).tables
    for table, headers in ((facts, 1), (spend, 2), (long_table, 1)):
        marked = [row._tr.find(".//" + qn("w:tblHeader")) is not None for row in table.rows]  # noqa: SLF001
        assert marked == [True] * headers + [False] * (len(table.rows) - headers)
    assert len(elements(single, "w:cantSplit")) == sum(map(len, (facts.rows, spend.rows, long_table.rows)))


def test_tables_have_captions_that_word_counts(single: Path) -> None:
    captions = [one.text for one in Document(str(single)).paragraphs if one.style and one.style.name == "Caption"]
    assert captions == [
        "Table : Spend against allocation by place",  # the figure is a field, which the reader leaves out
        "Chart : Staff planned and in post",
        "Chart : Risks by likelihood and impact",
        "Table : Every line of the budget",
    ]
    fields = [element.get(qn("w:instr")).strip() for element in elements(single, "w:fldSimple")]
    assert fields[:4] == [
        "SEQ Table \\* ARABIC \\r 1",
        "NOTEREF note_2 \\h",
        "SEQ Chart \\* ARABIC \\r 1",
        "SEQ Chart \\* ARABIC",
    ]
    assert [element.get(qn("w:val")) for element in elements(single, "w:tblCaption")][1:] == [
        "Spend against allocation by place",
        "Every line of the budget",
    ]


def test_pictures_have_alternative_texts(single: Path) -> None:
    assert [element.get("descr") for element in elements(single, "wp:docPr")] == [
        "Bars of staff planned and in post in each place.",
        "Two amber risks at 3 by 4 and a red one at 5 by 5.",
    ]


def test_footnotes_are_words_own_each_text_once(single: Path) -> None:
    notes = part(single, "word/footnotes.xml")
    texts = [re.sub("<[^>]+>", "", note).strip() for note in re.findall(r"<w:footnote .*?</w:footnote>", notes)][2:]
    assert texts == ["What was typed.", example.LOST_SIGN, "Not yet looked at."]
    marks = [element.get(qn("w:id")) for element in elements(single, "w:footnoteReference")]
    assert marks == ["1", "2", "3"]
    bookmarks = [element.get(qn("w:name")) for element in elements(single, "w:bookmarkStart")]
    assert bookmarks == ["paper_0", "note_1", "note_2", "note_3"]


def test_figures_of_tables_stand_right_and_colours_are_in_words_too(single: Path) -> None:
    spend = Document(str(single)).tables[1]
    first = spend.rows[2].cells
    assert [cell.text for cell in first] == ["Bedford Borough", "3,163,224", "(21,826)", "65.78", "67.9%", "Red"]
    assert [cell.paragraphs[0].style.name for cell in first if cell.paragraphs[0].style][1:5] == ["Table figure"] * 4


def test_figures_are_one_below_the_other_whether_or_not_they_have_marks_of_footnotes(single: Path) -> None:
    spend = Document(str(single)).tables[1]
    indents = [
        [row.cells[place].paragraphs[0].paragraph_format.right_indent for row in spend.rows[1:]] for place in (1, 2, 3)
    ]
    assert indents[0] == [None] * 4  # no marks
    wide = Pt(3.1)
    assert indents[1] == [wide, None, wide, wide]
    assert indents[2] == [Pt(9.3), Pt(9.3), None, Pt(9.3)]  # marks of three letters: '2,3'


def test_wide_tables_are_on_pages_on_their_side_and_every_page_says_draft(single: Path) -> None:
    sections = Document(str(single)).sections
    wide = [
        one.page_width is not None and one.page_height is not None and one.page_width > one.page_height
        for one in sections
    ]
    assert wide == [False, False, True, False]
    assert all(one.header.paragraphs[0].text.startswith("Draft") for one in sections)
    assert not Document(str(single)).sections[0].header.is_linked_to_previous


def test_nothing_follows_the_last_table_of_a_section_that_could_fall_on_a_page_of_its_own(tmp_path: Path) -> None:
    bare = replace(example.spend(), remark="")
    path = written(replace(example.paper(), blocks=(bare, example.long_table(), bare)), tmp_path / "tables.docx")
    ends = f"{qn('w:pPr')}/{qn('w:sectPr')}"
    sections = [element for element in elements(path, "w:p") if element.find(ends) is not None]
    assert len(sections) == 2
    for element in sections:
        assert element.getprevious().tag == qn("w:tbl")
        assert element.style == "Aftertable"  # of one point
    last = Document(str(path)).paragraphs[-1]
    assert (last.text, last.style and last.style.name) == ("", "After table")


def test_a_low_table_is_kept_on_one_page_with_the_remark_on_it(single: Path) -> None:
    facts, spend, long_table = Document(str(single)).tables
    kept = [[one.paragraph_format.keep_with_next for one in row.cells[0].paragraphs] for row in spend.rows]
    assert kept == [[True]] * len(spend.rows)
    assert not long_table.rows[-1].cells[0].paragraphs[0].paragraph_format.keep_with_next
    assert len(facts.rows) == 3


def test_nothing_of_the_template_is_left(single: Path) -> None:
    with ZipFile(single) as book:
        names = set(book.namelist())
        whole = b"".join(book.read(name) for name in names)
    assert not [name for name in names if "custom" in name or "thumbnail" in name or "Effects" in name or "app" in name]
    assert b"python-docx" not in whole
    assert b"en-US" not in whole


def test_what_was_typed_is_text_and_what_xml_cannot_hold_is_left_out(tmp_path: Path) -> None:
    odd = replace(example.paper(), blocks=(Text('<w:p> & "quoted" \x0b= - @\nnext'),))
    found = Document(str(written(odd, tmp_path / "odd.docx"))).paragraphs
    assert '<w:p> & "quoted" = - @\nnext' in [one.text for one in found]


def test_a_title_is_a_property_as_far_as_word_goes(tmp_path: Path) -> None:
    title = "Networks & places " * 20
    write(replace(example.paper(), number="", title=title, organisation=title), tmp_path / "long.docx")
    document = Document(str(tmp_path / "long.docx"))
    assert (document.core_properties.title, document.core_properties.author) == (title[:255], title[:255])
    assert title.strip() in "".join(paragraph.text for paragraph in document.paragraphs)


def test_a_title_longer_than_a_property_may_be_is_whole_on_the_page(tmp_path: Path) -> None:
    title = "Very long title " * 30
    document = Document(str(written(replace(example.paper(), title=title, number=""), tmp_path / "long.docx")))
    assert len(document.core_properties.title) == 255
    assert title.strip() in [one.text for one in document.paragraphs]


def test_a_pack_has_contents_with_links_and_pages_that_word_works_out(tmp_path: Path) -> None:
    path = written(example.pack(), tmp_path / "pack.docx")
    contents = Document(str(path)).tables[0]
    assert [[cell.text for cell in row.cells][:1] for row in contents.rows] == [["Item"], ["8.2"], ["9"]]
    links = [element.get(qn("w:anchor")) for element in elements(path, "w:hyperlink")]
    assert links == ["paper_0", "paper_1"]
    paged = [one for one in elements(path, "w:fldSimple") if "PAGEREF" in one.get(qn("w:instr"))]
    assert [text.text for one in paged for text in one.iter(qn("w:t"))] == [
        str(page) for page in pdf.first_pages(example.pack())
    ]
    heads = [one.header.paragraphs[0].text.startswith("Draft") for one in Document(str(path)).sections]
    assert heads == [True] + [False] * 4 + [True] * 4


def test_footnotes_of_a_pack_go_on_counting(tmp_path: Path) -> None:
    path = written(example.pack(), tmp_path / "pack.docx")
    marks = [element.get(qn("w:id")) for element in elements(path, "w:footnoteReference")]
    assert marks == ["1", "2", "3", "4", "5", "6"]


def test_the_same_paper_gives_the_same_bytes(tmp_path: Path) -> None:
    one, two = (written(example.pack(), tmp_path / name) for name in ("one.docx", "two.docx"))
    assert one.read_bytes() == two.read_bytes()
