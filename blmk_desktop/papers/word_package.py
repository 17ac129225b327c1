"""A Word document as a package of parts: its body and what that points to, zipped to the same bytes every time."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from blmk_desktop.papers import word_xml as xml
from blmk_desktop.papers.layout import moment
from blmk_desktop.seeding import RESOURCES

if TYPE_CHECKING:
    from blmk_desktop.papers.model import Paper

_SHIPPED = RESOURCES / "papers" / "word"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the moment that every part of the package bears


@dataclass
class Parts:
    """What a document is made of: its blocks as XML, footnotes, pictures, headers and footers."""

    body: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    pictures: list[bytes] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    feet: list[str] = field(default_factory=list)
    properties: str = ""  # of the section that is being written

    def section(self, head: str, foot: str, *, landscape: bool) -> None:
        """Begin a section on a new page, with this header and footer; the one before it ends here."""
        self.end()
        marked = f"rIdHead{_placed(self.heads, head)}", f"rIdFoot{_placed(self.feet, foot)}"
        self.properties = xml.section(*marked, landscape=landscape)

    def end(self) -> None:
        """End the section that is being written."""
        if self.properties:
            self.body.append(xml.paragraph("", "SectionEnd", self.properties))

    def picture(self, image: bytes) -> tuple[str, int]:
        """Take up a picture (PNG); the relation to it and its number."""
        self.pictures.append(image)
        return f"rIdImage{len(self.pictures)}", len(self.pictures)


def package(parts: Parts, first: Paper | None, title: str, author: str) -> bytes:
    """The document's file. `first` dates it: by its figures, not by today."""
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": _content_types(parts),
        "_rels/.rels": _relations(
            [
                ("rId1", f"{_OFFICE}/officeDocument", "word/document.xml"),
                ("rId2", f"{_RELATIONS}/metadata/core-properties", "docProps/core.xml"),
                ("rId3", f"{_OFFICE}/extended-properties", "docProps/app.xml"),
            ]
        ),
        "docProps/core.xml": _core(title, author, moment(first)),
        "docProps/app.xml": _app(),
        "word/document.xml": xml.part("document", f"<w:body>{''.join(parts.body)}{parts.properties}</w:body>"),
        "word/_rels/document.xml.rels": _relations(_of_document(parts)),
        "word/footnotes.xml": xml.footnotes(parts.notes),
    }
    for name in ("styles", "numbering", "settings"):
        files[f"word/{name}.xml"] = (_SHIPPED / f"{name}.xml").read_bytes().replace(b"\r\n", b"\n")
    files |= {f"word/header{number}.xml": head for number, head in enumerate(parts.heads, start=1)}
    files |= {f"word/footer{number}.xml": foot for number, foot in enumerate(parts.feet, start=1)}
    files |= {f"word/media/image{number}.png": image for number, image in enumerate(parts.pictures, start=1)}
    return _zipped(files)


def _placed(held: list[str], part: str) -> int:
    """The number of a part, which is taken up unless there is one like it."""
    if part not in held:
        held.append(part)
    return held.index(part) + 1


def _of_document(parts: Parts) -> list[tuple[str, str, str]]:
    """The relations of the document to its other parts: id, kind, target."""
    fixed = ("styles", "numbering", "settings", "footnotes")
    found = [(f"rId{name}", f"{_OFFICE}/{name}", f"{name}.xml") for name in fixed]
    found += [(f"rIdHead{at}", f"{_OFFICE}/header", f"header{at}.xml") for at in _numbers(parts.heads)]
    found += [(f"rIdFoot{at}", f"{_OFFICE}/footer", f"footer{at}.xml") for at in _numbers(parts.feet)]
    return found + [(f"rIdImage{at}", f"{_OFFICE}/image", f"media/image{at}.png") for at in _numbers(parts.pictures)]


def _numbers(held: list[str] | list[bytes]) -> range:
    return range(1, len(held) + 1)


def _content_types(parts: Parts) -> str:
    named = {"document": "document.main", "styles": "styles", "numbering": "numbering"}
    named |= {"settings": "settings", "footnotes": "footnotes"}
    named |= {f"header{at}": "header" for at in _numbers(parts.heads)}
    named |= {f"footer{at}": "footer" for at in _numbers(parts.feet)}
    told = [f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>' for name, kind in named.items()]
    package_kind = "application/vnd.openxmlformats-package"
    return (
        f'{_HEAD}<Types xmlns="{_TYPES}"><Default Extension="rels" ContentType="{package_kind}.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        f'{"".join(told)}<Override PartName="/docProps/core.xml" ContentType="{package_kind}.core-properties+xml"/>'
        f'<Override PartName="/docProps/app.xml" '
        f'ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>'
    )


def _relations(held: list[tuple[str, str, str]]) -> str:
    told = "".join(f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>' for name, kind, target in held)
    return f'{_HEAD}<Relationships xmlns="{_RELATIONS}">{told}</Relationships>'


def _core(title: str, author: str, day: str) -> str:
    dated = f'xsi:type="dcterms:W3CDTF">{day}T00:00:00Z'
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{xml.attribute(title)}</dc:title>'
        f"<dc:creator>{xml.attribute(author)}</dc:creator><dc:language>en-GB</dc:language>"
        f"<dcterms:created {dated}</dcterms:created><dcterms:modified {dated}</dcterms:modified></cp:coreProperties>"
    )


def _app() -> str:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return f'{_HEAD}<Properties xmlns="{kind}"><Application>BLMK Primary Care</Application></Properties>'


def _zipped(files: dict[str, str | bytes]) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as book:
        for name, content in files.items():
            book.writestr(_entry(name), content)
    return made.getvalue()


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _EARLIEST)
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = 0  # the same on every system
    return entry
