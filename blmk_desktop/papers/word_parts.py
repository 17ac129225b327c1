"""What python-docx has no words for: footnotes, fields, bookmarks, links, header rows, tints and alternative texts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.parts.story import StoryPart
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from blmk_desktop.papers.word_looks import ink as inked

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.table import Table, _Cell, _Row
    from docx.text.run import Run

MARK = "footnote reference"
_MARK_WIDE = 3.1  # points of a raised figure in a table
_BEYOND_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BOX = re.compile("([\u2610\u2611])")
_ABOVE_NOTES = "".join(
    f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
    for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
)
_AFTER_TINT = ("w:noWrap", "w:tcMar", "w:textDirection", "w:tcFitText", "w:vAlign", "w:hideMark")


class Footnotes:
    """The footnotes of a document, from number 1: a part of the package that python-docx does not make."""

    def __init__(self, document: WordDocument) -> None:
        self._root: Any = parse_xml(f"<w:footnotes {nsdecls('w', 'r')}>{_ABOVE_NOTES}</w:footnotes>")
        package = document.part.package
        self._part = StoryPart(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, self._root, package)
        document.part.relate_to(self._part, RELATIONSHIP_TYPE.FOOTNOTES)
        told = '<w:footnotePr {}><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        compat = document.settings.element.find(qn("w:compat"))
        compat.addprevious(parse_xml(told.format(nsdecls("w"))))
        self.count = 0

    def add(self, text: str) -> int:
        """Take up a footnote; its number."""
        self.count += 1
        note = OxmlElement("w:footnote", {qn("w:id"): str(self.count)})
        self._root.append(note)
        inner: Any = OxmlElement("w:p")
        note.append(inner)
        written = Paragraph(inner, self._part)
        written.style = "footnote text"
        _element(written.add_run(style=MARK)).append(OxmlElement("w:footnoteRef"))
        say(written, f" {text}")
        return self.count


def say(paragraph: Paragraph, text: str, *, bold: bool = False, ink: str = "", style: str = "") -> Paragraph:
    """Write text; a new line in it is a line break, and a box to tick is taken from a font that has one."""
    for piece in _BOX.split(clean(text)):
        if not piece:
            continue
        run = paragraph.add_run(piece, style or None)
        if bold:
            run.bold = True
        if ink:
            run.font.color.rgb = inked(ink)
        if _BOX.match(piece):
            run.font.name = "Segoe UI Symbol"
    return paragraph


def clean(text: str) -> str:
    """A text without what XML cannot hold."""
    return _BEYOND_XML.sub("", text)


def field(paragraph: Paragraph, instruction: str, shown: str, style: str = "") -> None:
    """A field that Word works out, and what stands there until it has."""
    _wrap(paragraph.add_run(shown, style or None), "w:fldSimple", "instr", f" {instruction} ")


def link(paragraph: Paragraph, name: str, text: str) -> None:
    """A link to a bookmark of the document."""
    _wrap(paragraph.add_run(clean(text), "Hyperlink"), "w:hyperlink", "anchor", name)


def bookmark(run: Run, name: str, number: int) -> None:
    """Name a run, for fields and links to point to."""
    begin = OxmlElement("w:bookmarkStart", {qn("w:id"): str(number), qn("w:name"): name})
    _element(run).addprevious(begin)
    _element(run).addnext(OxmlElement("w:bookmarkEnd", {qn("w:id"): str(number)}))


def footnote_mark(paragraph: Paragraph, number: int) -> Run:
    """The mark of a footnote where it stands first."""
    run = paragraph.add_run(style=MARK)
    _element(run).append(OxmlElement("w:footnoteReference", {qn("w:id"): str(number)}))
    return run


def keep_whole(row: _Row, *, header: bool = False) -> None:
    """Keep a row on one page; a header row is repeated on every page."""
    shape = _element(row).get_or_add_trPr()
    shape.append(OxmlElement("w:cantSplit"))
    if header:
        shape.append(OxmlElement("w:tblHeader"))


def within(cell: _Cell, *, figures: bool = False) -> Paragraph:
    """The paragraph of a cell; figures stand right. Styled by id: looking it up for each cell is slow."""
    paragraph: Paragraph = cell.paragraphs[0]
    _element(paragraph).style = "Tablefigure" if figures else "Tabletext"
    return paragraph


def keep_together(table: Table, *, remark: bool) -> None:
    """Keep a table on one page, with the paragraph after it where that is a remark on it."""
    rows = list(table.rows)
    for row in rows if remark else rows[:-1]:
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True


def hang_marks(column: Sequence[tuple[Paragraph, int]]) -> None:
    """Keep figures one below the other whether or not they have marks. `column`: each with its marks' letters."""
    most = max(letters for _, letters in column)
    for paragraph, letters in column:
        if letters < most:
            paragraph.paragraph_format.right_indent = Pt((most - letters) * _MARK_WIDE)


def tint(cell: _Cell, fill: str) -> None:
    """Colour what is behind a cell."""
    told = {qn("w:val"): "clear", qn("w:color"): "auto", qn("w:fill"): fill.lstrip("#")}
    _element(cell).get_or_add_tcPr().insert_element_before(OxmlElement("w:shd", told), *_AFTER_TINT)


def line_above(cell: _Cell, colour: str) -> None:
    """Draw a line above a cell, as over a total."""
    line = f'<w:top w:val="single" w:sz="8" w:space="0" w:color="{colour.lstrip("#")}"/>'
    borders = parse_xml(f"<w:tcBorders {nsdecls('w')}>{line}</w:tcBorders>")
    _element(cell).get_or_add_tcPr().insert_element_before(borders, "w:shd", *_AFTER_TINT)


def describe_table(table: Table, caption: str) -> None:
    """What a screen reader says of a table, whose first row is its header and whose first column is none."""
    shape = _element(table).tblPr
    look = shape.find(qn("w:tblLook"))
    look.set(qn("w:val"), "0620")
    for name, value in (("firstColumn", "0"), ("noVBand", "1"), ("noHBand", "1")):
        look.set(qn(f"w:{name}"), value)
    shape.append(OxmlElement("w:tblCaption", {qn("w:val"): clean(caption).replace("\n", " ")}))


def describe_picture(run: Run, words: str) -> None:
    """The alternative text of the picture in a run."""
    for one in _element(run).iter(qn("wp:docPr")):
        one.set("descr", clean(words).replace("\n", " "))


def end_section_in_last_paragraph(document: WordDocument) -> None:
    """Take the end of a section into the paragraph before it: one of its own might fall on a page of its own."""
    body: Any = document.element.body
    ending = body.p_lst[-1]
    last = ending.getprevious()
    if last is not None and last.tag == qn("w:p"):
        last.set_sectPr(ending.pPr.sectPr)
        body.remove(ending)


def _wrap(run: Run, tag: str, name: str, value: str) -> None:
    inner = _element(run)
    outer = OxmlElement(tag, {qn(f"w:{name}"): value})
    inner.addprevious(outer)
    outer.append(inner)


def _element(held: Paragraph | Run | Table | _Row | _Cell) -> Any:
    """The XML behind one of python-docx's objects, its own way to what it has no words for."""
    return held._element  # noqa: SLF001
