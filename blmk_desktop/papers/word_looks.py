"""A blank Word document with the looks of papers: our styles, British English, and nothing of who made the template."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_PARAGRAPH_ALIGNMENT
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.shared import Pt, RGBColor

from blmk_desktop.papers.tones import ACCENT, INK, LINE, MUTED, TONES

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.styles.style import ParagraphStyle

FONT = "Arial"  # every computer that has Word has it
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the moment that every part of the package bears
_OF_THE_TEMPLATE = ("thumbnail", "stylesWithEffects", "customXml", "extended-properties")
_KEPT = {"Default Paragraph Font", "Normal Table", "No List"}


class _Look(NamedTuple):
    """How a style of paragraphs differs from the usual text; sizes and spaces in points."""

    size: float = 10
    bold: bool = False
    ink: str = INK
    before: float = 0
    after: float = 4
    follows: bool = False  # on the page of what comes after it
    line: float = 1.03


_HEADING = _Look(bold=True, ink=ACCENT, follows=True)
_LOOKS = {
    "Normal": _Look(),
    "Heading 1": _HEADING._replace(size=18, before=6, after=6),
    "Heading 2": _HEADING._replace(size=13, before=11),
    "Heading 3": _HEADING._replace(size=11, before=11, after=5),
    "Heading 4": _HEADING._replace(before=9),
    "Caption": _Look(9.5, bold=True, before=8, follows=True),
    "List Bullet": _Look(after=2),
    "Header": _Look(8, ink=MUTED),
    "Footer": _Look(8, ink=MUTED),
    "footnote text": _Look(8, after=1, line=1),
    "Front title": _Look(22, bold=True, ink=ACCENT, before=80, after=8),
    "Lead": _Look(11, bold=True),
    "Question": _Look(bold=True, before=8, after=3, follows=True),
    "Small": _Look(8.5, ink=MUTED, before=2, after=3),
    "Under title": _Look(8.5, ink=MUTED, before=2, after=9),
    "Draft": _Look(bold=True, ink=TONES["amber"].ink, before=4, after=6),
    "Table text": _Look(8.5, before=1.5, after=1.5, line=1),
    "Table figure": _Look(8.5, before=1.5, after=1.5, line=1),
    "After table": _Look(1, after=5, line=1),  # two tables would grow together; so low that it fits below any table
}
_BUILT_IN = {"footnote text", "footnote reference", "Hyperlink"}  # Word knows them, the template has them not
_LINES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{LINE.lstrip("#")}"/>'
    for side in ("top", "bottom", "insideH")
)
_TABLE = (
    f"<w:tblPr {nsdecls('w')}><w:tblBorders>{_LINES}</w:tblBorders><w:tblCellMar>"
    f'<w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr>'
)


def blank() -> WordDocument:
    """A document without a word, in which the styles of papers are the only ones."""
    document = Document()
    _forget_the_template(document)
    for name, look in _LOOKS.items():
        _set(document, name, look)
    _shade(document)
    _add_others(document)
    _say_settings(document)
    return document


def ink(colour: str) -> RGBColor:
    """A colour of ours, #RRGGBB, as Word is told it."""
    return RGBColor.from_string(colour.lstrip("#"))


def zipped(document: WordDocument) -> bytes:
    """The document's file: the same bytes whenever and wherever it is made."""
    saved, made = BytesIO(), BytesIO()
    document.save(saved)
    with ZipFile(saved) as whole, ZipFile(made, "w", ZIP_DEFLATED) as book:
        for name in whole.namelist():
            entry = ZipInfo(name, _EARLIEST)
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 0
            book.writestr(entry, whole.read(name))
    return made.getvalue()


def _forget_the_template(document: WordDocument) -> None:
    """Leave out its picture, its other styles and what they point to."""
    for held in (document.part.rels, document.part.package.rels):
        for name in [name for name, one in held.items() if one.reltype.endswith(_OF_THE_TEMPLATE)]:
            del held[name]
    for style in [style for style in document.styles if style.name not in _LOOKS.keys() | _KEPT]:
        style.delete()
    known = {style.style_id for style in document.styles}
    for root in (document.styles.element, document.part.numbering_part.element):
        pointing = root.iter(qn("w:link"), qn("w:pStyle"))
        _remove(one for one in pointing if one.get(qn("w:val")) not in known)


def _remove(elements: Iterator[Any]) -> None:
    for one in list(elements):
        one.getparent().remove(one)


def _set(document: WordDocument, name: str, look: _Look) -> None:
    """Give a style of paragraphs its look, over whatever it had."""
    style = _style(document, name)
    _remove(style.element.iter(qn("w:rPr"), qn("w:tabs"), qn("w:contextualSpacing")))
    style.font.name, style.font.size, style.font.bold = FONT, Pt(look.size), look.bold or None
    style.font.color.rgb = ink(look.ink)
    shape = style.paragraph_format
    shape.space_before, shape.space_after, shape.line_spacing = Pt(look.before), Pt(look.after), look.line
    shape.keep_with_next = look.follows or None
    shape.keep_together = name.startswith("Heading") or None


def _style(document: WordDocument, name: str) -> ParagraphStyle:
    style: ParagraphStyle
    if name in document.styles:
        style = document.styles[name]
        return style
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name in _BUILT_IN)
    style.base_style = document.styles["Normal"]
    style.quick_style = name not in _BUILT_IN
    return style


def _shade(document: WordDocument) -> None:
    """What python-docx has no words for: the tint of what is a draft, the line under a title."""
    tint = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{TONES["amber"].fill.lstrip("#")}"/>'
    line = f'<w:bottom w:val="single" w:sz="8" w:space="6" w:color="{ACCENT.lstrip("#")}"/>'
    for name, told in (("Draft", tint), ("Under title", f"<w:pBdr {nsdecls('w')}>{line}</w:pBdr>")):
        shape = document.styles[name].element.get_or_add_pPr()
        shape.insert_element_before(parse_xml(told), "w:spacing")
    figure = document.styles["Table figure"]
    figure.base_style = document.styles["Table text"]
    figure.paragraph_format.alignment = WD_PARAGRAPH_ALIGNMENT.RIGHT


def _add_others(document: WordDocument) -> None:
    """The styles of tables, of links and of the marks of footnotes."""
    styles = document.styles
    mark = styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER, builtin=True)
    mark.font.superscript = True
    link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER, builtin=True)
    link.font.color.rgb, link.font.underline = ink(ACCENT), True
    table = styles.add_style("Paper table", WD_STYLE_TYPE.TABLE)
    table.base_style = styles["Normal Table"]
    table.element.append(parse_xml(_TABLE))


def _say_settings(document: WordDocument) -> None:
    """British English, and the ways of the Word of today."""
    for root in (document.styles.element, document.settings.element):
        for one in root.iter(qn("w:lang"), qn("w:themeFontLang")):
            one.set(qn("w:val"), "en-GB")
            one.set(qn("w:eastAsia"), "en-GB")
    settings = document.settings.element
    _remove(settings.iter(qn("w:rsids"), qn("w:savePreviewPicture"), qn("w:useFELayout")))
    for one in settings.iter(qn("w:zoom")):
        one.set(qn("w:percent"), "100")
    for one in settings.iter(qn("w:compatSetting")):
        if one.get(qn("w:name")) == "compatibilityMode":
            one.set(qn("w:val"), "15")
