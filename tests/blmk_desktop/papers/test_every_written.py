"""Every paper of the example data, written: it passes an accessibility check, and twice it is the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from openpyxl import load_workbook
from pypdf import PdfReader

import db
from blmk_desktop.papers.catalogue import PAPERS, Asked
from blmk_desktop.papers.making import make
from blmk_desktop.papers.model import Grid, Paper
from blmk_desktop.papers.writing import ENDINGS, write

DAY = "2022-12-09"
ORDERS = {  # in which the schema of Word has what stands in these, as far as we use it
    "w:pPr": "pStyle keepNext keepLines numPr pBdr shd tabs spacing ind jc outlineLvl sectPr",
    "w:rPr": "rStyle rFonts b color sz szCs u vertAlign lang",
    "w:tblPr": "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblLook tblCaption",
    "w:tcPr": "tcW gridSpan vMerge tcBorders shd vAlign",
    "w:sectPr": "headerReference footerReference type pgSz pgMar cols docGrid",
}


@pytest.fixture(scope="module")
def papers(example: Path) -> dict[str, Paper]:
    """Each as at the day of the example's meeting."""
    with db.open_file(example, read_only=True) as store, store.reading() as connection:
        return {name: make(connection, Asked(name, DAY, on=DAY), []) for name in PAPERS}


@pytest.mark.parametrize("name", PAPERS)
def test_it_is_the_same_when_it_is_written_again(papers: dict[str, Paper], name: str, tmp_path: Path) -> None:
    for ending in ENDINGS:
        for again in ("one", "two"):
            write(papers[name], tmp_path / f"{again}{ending}")
        assert (tmp_path / f"one{ending}").read_bytes() == (tmp_path / f"two{ending}").read_bytes()


@pytest.mark.parametrize("name", PAPERS)
def test_word_would_find_nothing_to_complain_of(papers: dict[str, Paper], name: str, tmp_path: Path) -> None:
    write(papers[name], tmp_path / "paper.docx")
    assert list(complaints(Document(str(tmp_path / "paper.docx")))) == []


@pytest.mark.parametrize("name", PAPERS)
def test_every_caption_and_total_is_on_a_page_and_on_a_sheet(
    papers: dict[str, Paper], name: str, tmp_path: Path
) -> None:
    paper = papers[name]
    for ending in (".pdf", ".xlsx"):
        write(paper, tmp_path / f"paper{ending}")
    pages = squeezed("".join(page.extract_text() for page in PdfReader(tmp_path / "paper.pdf").pages))
    book = load_workbook(tmp_path / "paper.xlsx")
    titles = squeezed("".join(str(sheet["A1"].value) for sheet in book))
    for grid in (block for block in paper.blocks if isinstance(block, Grid)):
        assert squeezed(grid.caption) in pages
        assert squeezed(grid.caption) in titles
        for row in grid.rows:
            if row.kind == "total":
                assert all(squeezed(cell.text) in pages for cell in row.cells)
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_a_check_would_notice(papers: dict[str, Paper], tmp_path: Path) -> None:
    write(replace(papers["finance"], title="", number=""), tmp_path / "paper.docx")
    spoiled = Document(str(tmp_path / "paper.docx"))
    for element in spoiled.element.iter(qn("w:tblHeader")):
        element.getparent().remove(element)
        break
    for element in spoiled.element.iter(qn("wp:docPr")):
        element.set("descr", "")
    assert set(complaints(spoiled)) == {"no title", "a table without a header row", "a picture without words"}


def complaints(document: WordDocument) -> Iterator[str]:
    """What the accessibility checker of Word looks for."""
    if not document.core_properties.title:
        yield "no title"
    if document.core_properties.language != "en-GB":
        yield "no language"
    names = [one.style.name or "" for one in document.paragraphs if one.style]
    levels = [int(name.split()[-1]) for name in names if name.startswith("Heading ")]
    if any(after > before + 1 for before, after in zip([0, *levels], levels, strict=False)):
        yield "a heading that skips a level"
    for table in document.element.iter(qn("w:tbl")):
        if next(iter(table)).find(qn("w:tblCaption")) is None:
            yield "a table without a caption"
        if table.find(f"{qn('w:tr')}/{qn('w:trPr')}/{qn('w:tblHeader')}") is None:
            yield "a table without a header row"
    yield from out_of_order(document)
    for picture in document.element.iter(qn("wp:docPr")):
        if not picture.get("descr"):
            yield "a picture without words"


def out_of_order(document: WordDocument) -> Iterator[str]:
    """What Word might refuse to open."""
    for name, order in ORDERS.items():
        places = {qn(f"w:{inner}"): place for place, inner in enumerate(order.split())}
        for element in [*document.element.iter(qn(name)), *document.styles.element.iter(qn(name))]:
            found = [places.get(inner.tag, -1) for inner in element]
            if found != sorted(found) or -1 in found:
                yield f"{name} with {[inner.tag for inner in element]}"


def squeezed(text: str) -> str:
    """Without spaces, breaks and places where a word may be parted."""
    return "".join(text.replace("\u200b", "").split())
