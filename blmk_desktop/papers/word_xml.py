"""The pieces of a Word document as XML text: runs, paragraphs, tables, pictures, fields, sections."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_BEYOND_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BOX = re.compile("([\u2610\u2611])")
LONG, SHORT = 16838, 11906  # A4, in twentieths of a point
MARGIN = 1134  # 2 cm
EMU = 635  # of a twentieth of a point


def part(name: str, inner: str) -> str:
    """A whole part of the package, such as `document` or `hdr`."""
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:{name} {_NAMES}>{inner}</w:{name}>'


def attribute(text: str) -> str:
    """A text as it may stand in an attribute: in one line, without what XML cannot hold."""
    return escape(_BEYOND_XML.sub("", text).replace("\n", " "))


def run(text: str, *, bold: bool = False, ink: str = "", style: str = "") -> str:
    """A run of text; a new line in it is a line break, and a box to tick is taken from a font that has one."""
    made = []
    for piece in _BOX.split(_BEYOND_XML.sub("", text)):
        box = '<w:rFonts w:ascii="Segoe UI Symbol" w:hAnsi="Segoe UI Symbol"/>' if _BOX.match(piece) else ""
        look = (f'<w:rStyle w:val="{style}"/>' if style else "") + box + ("<w:b/>" if bold else "")
        look += f'<w:color w:val="{ink.lstrip("#")}"/>' if ink else ""
        words = "<w:br/>".join(
            f'<w:t xml:space="preserve">{escape(line, quote=False)}</w:t>' for line in piece.split("\n")
        )
        if piece:
            made.append(f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{words}</w:r>")
    return "".join(made)


def paragraph(inner: str, style: str = "", more: str = "") -> str:
    """A paragraph of runs. `more` is further XML of its properties."""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties = f"<w:pPr>{styled}{more}</w:pPr>" if styled or more else ""
    return f"<w:p>{properties}{inner}</w:p>"


def field(instruction: str, shown: str, style: str = "") -> str:
    """A field that Word works out, and what stands there until it has."""
    return f'<w:fldSimple w:instr=" {attribute(instruction)} ">{run(shown, style=style)}</w:fldSimple>'


def bookmark(name: str, number: int, inner: str) -> str:
    """What fields and links point to."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inner}<w:bookmarkEnd w:id="{number}"/>'


def link(name: str, inner: str) -> str:
    """A link to a bookmark of the document."""
    return f'<w:hyperlink w:anchor="{name}" w:history="1">{inner}</w:hyperlink>'


def footnote_mark(number: int) -> str:
    """The mark of a footnote where it stands first."""
    return f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="{number}"/></w:r>'


def footnotes(texts: Sequence[str]) -> str:
    """The part with all footnotes, from number 1, and the lines above them."""
    line = "<w:p><w:r><w:{}/></w:r></w:p>"
    made = [
        f'<w:footnote w:type="separator" w:id="-1">{line.format("separator")}</w:footnote>',
        f'<w:footnote w:type="continuationSeparator" w:id="0">{line.format("continuationSeparator")}</w:footnote>',
    ]
    mark = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
    for number, text in enumerate(texts, start=1):
        made.append(f'<w:footnote w:id="{number}">{paragraph(mark + run(" " + text), "FootnoteText")}</w:footnote>')
    return part("footnotes", "".join(made))


def cell(inner: str, width: int, *, span: int = 1, fill: str = "", line_above: bool = False) -> str:
    """A cell of paragraphs. `width` in twentieths of a point."""
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>' + (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "")
    if line_above:
        properties += '<w:tcBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="4C6272"/></w:tcBorders>'
    properties += f'<w:shd w:val="clear" w:color="auto" w:fill="{fill.lstrip("#")}"/>' if fill else ""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def row(cells: Iterable[str], *, header: bool = False) -> str:
    """A row that stays whole; a header row is repeated on every page."""
    repeated = "<w:tblHeader/>" if header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(cells)}</w:tr>"


def table(rows: Iterable[str], sizes: Sequence[int], caption: str) -> str:
    """A table whose first row is a header, with what a screen reader says of it."""
    look = (
        '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
        'w:noHBand="1" w:noVBand="1"/>'
    )
    properties = (
        f'<w:tblStyle w:val="PaperTable"/><w:tblW w:w="{sum(sizes)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'{look}<w:tblCaption w:val="{attribute(caption)}"/>'
    )
    columns = "".join(f'<w:gridCol w:w="{size}"/>' for size in sizes)
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def picture(relation: str, number: int, alt: str, size: tuple[int, int]) -> str:
    """A picture in a run, with its alternative text. `size`: width and height in EMU."""
    wide, high = size
    named = f'id="{number}" name="Chart {number}" descr="{attribute(alt)}"'
    shape = (
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
    )
    drawn = (
        f"<pic:pic><pic:nvPicPr><pic:cNvPr {named}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>"
        f'<a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>{shape}</pic:pic>'
    )
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{wide}" cy="{high}"/>'
        f"<wp:docPr {named}/><wp:cNvGraphicFramePr/><a:graphic>"
        f'<a:graphicData uri="{_PICTURE}">{drawn}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def section(head: str, foot: str, *, landscape: bool) -> str:
    """The properties of a section that begins on a new page; `head` and `foot` are relations to their parts."""
    wide, high = (LONG, SHORT) if landscape else (SHORT, LONG)
    turned = ' w:orient="landscape"' if landscape else ""
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{head}"/>'
        f'<w:footerReference w:type="default" r:id="{foot}"/><w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{wide}" w:h="{high}"{turned}/><w:pgMar w:top="{MARGIN}" w:right="{MARGIN}" '
        f'w:bottom="{MARGIN}" w:left="{MARGIN}" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
    )


def text_width(*, landscape: bool) -> int:
    """Between the margins, in twentieths of a point."""
    return (LONG if landscape else SHORT) - 2 * MARGIN
