"""Papers as Word: headings, tables whose header rows repeat, captions, alternative texts and footnotes of Word's own.

The package is written by hand, as python-docx knows no footnotes and its template brings the marks of its maker.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from blmk_desktop.papers import charts, pdf
from blmk_desktop.papers import word_xml as xml
from blmk_desktop.papers.layout import (
    Leaf,
    Marks,
    answered,
    captions,
    dated,
    day_in_words,
    draft_of,
    facts_headings,
    groups,
    heading,
    leaves,
    stepped,
    title_of,
    widths,
)
from blmk_desktop.papers.model import (
    Bars,
    Block,
    Bullets,
    Cell,
    Facts,
    Grid,
    Heading,
    HeatMap,
    Pack,
    Paper,
    Row,
    Text,
    Ticks,
)
from blmk_desktop.papers.tones import ACCENT, GROUP, HEADER, TONES
from blmk_desktop.papers.word_package import Parts, package


def write_word(made: Paper | Pack, path: Path) -> None:
    """Write a paper or a pack as a Word document."""
    writer = _Writer()
    if isinstance(made, Pack):
        writer.front(made)
    papers = made.papers if isinstance(made, Pack) else (made,)
    for number, paper in enumerate(papers):
        writer.paper(paper, number)
    title = made.title if isinstance(made, Pack) else title_of(made)
    path.write_bytes(package(writer.parts, papers[0] if papers else None, title, made.organisation))


@dataclass
class _Writer:
    """What is written so far: the body's blocks and what they point to."""

    parts: Parts = field(default_factory=Parts)
    marks: Marks = field(default_factory=Marks)
    noted: int = 0  # footnotes of the papers before this one
    bookmarks: int = 0

    def paper(self, paper: Paper, number: int) -> None:
        """A paper, beginning on a new page."""
        self.noted, self.marks = len(self.parts.notes), Marks()
        blocks = stepped(paper.blocks)
        named = dict(zip(map(id, blocks), captions(blocks), strict=True))
        for place, leaf in enumerate(leaves(blocks) or [Leaf(())]):
            self._begin(paper, leaf.landscape)
            if place == 0:
                self._title(paper, number)
            for block in leaf.blocks:
                self.parts.body.extend(self._block(block, named[id(block)], leaf.landscape))

    def front(self, pack: Pack) -> None:
        """The front page of a pack with its contents."""
        day = day_in_words(pack.on) if pack.on else ""
        draft = "Draft" if any(paper.questions for paper in pack.papers) else ""
        head = _head(draft, pack.body, day, landscape=False)
        self.parts.section(head, _foot(pack.title, landscape=False), landscape=False)
        lines = [(pack.organisation, "Small"), (pack.body, "Lead"), (pack.title, "FrontTitle")]
        lines += [(f"Meeting of {day}" if day else "", ""), (f"Made from {pack.stamp}" if pack.stamp else "", "Small")]
        self.parts.body += [xml.paragraph(xml.run(text), style) for text, style in lines if text]
        self.parts.body += [xml.paragraph(xml.run("Contents"), "Heading2"), _contents(pack)]
        if pack.left_out:
            self.parts.body.append(xml.paragraph(xml.run("Not in this pack"), "Heading3"))
            self.parts.body += [xml.paragraph(xml.run(why), "ListBullet") for why in pack.left_out]

    def _begin(self, paper: Paper, landscape: bool) -> None:
        day = day_in_words(paper.on) if paper.on else ""
        head = _head("Draft" if paper.questions else "", paper.body, day, landscape=landscape)
        self.parts.section(head, _foot(title_of(paper), landscape=landscape), landscape=landscape)

    def _title(self, paper: Paper, number: int) -> None:
        named = self._bookmark(f"paper_{number}", xml.run(title_of(paper)))
        body = self.parts.body
        body += [xml.paragraph(xml.run(paper.organisation), "Small")] if paper.organisation else []
        body += [xml.paragraph(xml.run(f"Report to {paper.body}"))] if paper.body else []
        body.append(xml.paragraph(named, "Heading1"))
        line = f'<w:pBdr><w:bottom w:val="single" w:sz="8" w:space="6" w:color="{ACCENT.lstrip("#")}"/></w:pBdr>'
        draft = draft_of(paper)
        body += [xml.paragraph(xml.run(draft), "Draft")] if draft else []
        body.append(xml.paragraph(xml.run(dated(paper)), "Small", line))

    def _block(self, block: Block, caption: str, landscape: bool) -> Iterator[str]:
        if isinstance(block, Heading):
            yield xml.paragraph(xml.run(block.text), f"Heading{min(block.level + 1, 4)}")
        elif isinstance(block, Text):
            style = {"lead": "Lead", "small": "Small"}.get(block.role, "")
            yield xml.paragraph(xml.run(block.text) + self._notes(block.notes), style)
        elif isinstance(block, Bullets):
            yield from (xml.paragraph(xml.run(point), "ListBullet") for point in block.points)
        elif isinstance(block, Facts):
            yield from _facts(block, landscape)
        elif isinstance(block, Grid):
            yield from self._grid(block, caption, landscape)
        elif isinstance(block, Bars | HeatMap):
            yield from self._chart(block, caption)
        elif isinstance(block, Ticks):
            yield from _ticks(block, landscape)

    def _caption(self, caption: str) -> str:
        """'Table 2: …' with its number as Word counts it, the first of a paper anew from 1."""
        kind, _, rest = caption.partition(" ")
        number, _, text = rest.partition(": ")
        anew = " \\r 1" if number == "1" else ""
        counted = xml.field(f"SEQ {kind} \\* ARABIC{anew}", number)
        return xml.paragraph(f"{xml.run(f'{kind} ')}{counted}{xml.run(f': {text}')}", "Caption")

    def _chart(self, block: Bars | HeatMap, caption: str) -> Iterator[str]:
        drawn = charts.bars(block) if isinstance(block, Bars) else charts.heat_map(block)
        image = pdf.picture(drawn)
        wide, high = (int.from_bytes(image[at : at + 4], "big") for at in (16, 20))  # as PNG files state them
        room = xml.text_width(landscape=False) * xml.EMU * (100 if isinstance(block, Bars) else 75) // 100
        relation, number = self.parts.picture(image)
        yield self._caption(caption)
        yield xml.paragraph(xml.picture(relation, number, block.alt or caption, (room, room * high // wide)))

    def _grid(self, grid: Grid, caption: str, landscape: bool) -> Iterator[str]:
        sizes = [width * xml.text_width(landscape=landscape) // 1000 for width in widths(grid)]
        rows = [_above(grid, sizes)] if groups(grid) else []
        below = (
            _head_cell(heading(one), size, right=one.figures) for one, size in zip(grid.columns, sizes, strict=True)
        )
        rows.append(xml.row(below, header=True))
        rows += [self._row(grid, row, sizes) for row in grid.rows]
        yield self._caption(caption)
        yield xml.table(rows, sizes, grid.caption)
        yield xml.paragraph(xml.run(grid.remark), "Small")

    def _row(self, grid: Grid, row: Row, sizes: list[int]) -> str:
        if row.kind == "group":
            inner = xml.run(row.cells[0].text, bold=True) + self._notes(row.cells[0].notes)
            more = "<w:keepNext/>"
            return xml.row([xml.cell(xml.paragraph(inner, "TableText", more), sum(sizes), span=len(sizes), fill=GROUP)])
        total = row.kind == "total"
        cells = zip(row.cells, grid.columns, sizes, strict=True)
        return xml.row(self._cell(one, size, figures=column.figures, total=total) for one, column, size in cells)

    def _cell(self, one: Cell, size: int, *, figures: bool, total: bool) -> str:
        tone = TONES.get(one.tone)
        inner = xml.run(one.text, bold=total, ink=tone.ink if tone else "") + self._notes(one.notes)
        told = xml.paragraph(inner, "TableFigure" if figures else "TableText")
        return xml.cell(told, size, fill=tone.fill if tone else "", line_above=total)

    def _notes(self, texts: tuple[str, ...]) -> str:
        """The marks of footnotes: Word's own where one stands first, after that a reference to its number."""
        made = []
        for text in texts:
            place, first = self.marks.of(text)
            number = self.noted + place + 1
            if first:
                self.parts.notes.append(text)
                made.append(self._bookmark(f"note_{number}", xml.footnote_mark(number)))
            else:
                made.append(xml.field(f"NOTEREF note_{number} \\h", str(number), "FootnoteReference"))
        return xml.run(", ", style="FootnoteReference").join(made)

    def _bookmark(self, name: str, inner: str) -> str:
        self.bookmarks += 1
        return xml.bookmark(name, self.bookmarks, inner)


def _contents(pack: Pack) -> str:
    """Item, paper and page, linked. Word works the pages out when it prints; until then they are the PDF's."""
    sizes = (1100, xml.text_width(landscape=False) - 2100, 1000)
    words = zip(("Item", "Paper", "Page"), sizes, strict=True)
    rows = [xml.row((_head_cell(word, size, right=word == "Page") for word, size in words), header=True)]
    for number, (paper, page) in enumerate(zip(pack.papers, pdf.first_pages(pack), strict=True)):
        name, draft = f"paper_{number}", " (draft)" if paper.questions else ""
        linked = xml.link(name, xml.run(paper.title, style="Hyperlink")) + xml.run(draft, bold=True)
        paged = xml.field(f"PAGEREF {name} \\h", str(page))
        told = ((xml.run(paper.number), "TableText"), (linked, "TableText"), (paged, "TableFigure"))
        rows.append(xml.row(xml.cell(xml.paragraph(*one), size) for one, size in zip(told, sizes, strict=True)))
    return xml.table(rows, sizes, "Contents")


def _head(draft: str, left: str, right: str, *, landscape: bool) -> str:
    marked = xml.run(f"{draft}  ", bold=True, ink=TONES["amber"].ink) if draft else ""
    inner = f"{marked}{xml.run(left)}<w:r><w:tab/></w:r>{xml.run(right)}"
    return xml.part("hdr", xml.paragraph(inner, "Header", _tab(landscape=landscape)))


def _foot(title: str, *, landscape: bool) -> str:
    paged = f"{xml.run('Page ')}{xml.field('PAGE', '1')}{xml.run(' of ')}{xml.field('NUMPAGES', '1')}"
    inner = f"{xml.run(title)}<w:r><w:tab/></w:r>{paged}"
    return xml.part("ftr", xml.paragraph(inner, "Footer", _tab(landscape=landscape)))


def _tab(*, landscape: bool) -> str:
    """A stop at the right margin."""
    return f'<w:tabs><w:tab w:val="right" w:pos="{xml.text_width(landscape=landscape)}"/></w:tabs>'


def _above(grid: Grid, sizes: list[int]) -> str:
    """The row of headings over several columns."""
    cells, at = [], 0
    for name, span in groups(grid):
        inner = xml.paragraph(xml.run(name, bold=True), "TableText", '<w:jc w:val="center"/>')
        cells.append(xml.cell(inner, sum(sizes[at : at + span]), span=span, fill=HEADER))
        at += span
    return xml.row(cells, header=True)


def _head_cell(words: str, size: int, *, right: bool) -> str:
    return xml.cell(
        xml.paragraph(xml.run(words, bold=True), "TableFigure" if right else "TableText"), size, fill=HEADER
    )


def _facts(block: Facts, landscape: bool) -> Iterator[str]:
    room = xml.text_width(landscape=landscape)
    sizes = (room * 3 // 10, room - room * 3 // 10)
    above = zip(facts_headings(block), sizes, strict=True)
    rows = [xml.row((_head_cell(words, size, right=False) for words, size in above), header=True)]
    for name, what in block.rows:
        told = zip((xml.run(name, bold=True), xml.run(what)), sizes, strict=True)
        rows.append(xml.row(xml.cell(xml.paragraph(inner, "TableText"), size) for inner, size in told))
    yield xml.table(rows, sizes, facts_headings(block)[0])
    yield xml.paragraph("", "Small")


def _ticks(block: Ticks, landscape: bool) -> Iterator[str]:
    if block.question:
        yield xml.paragraph(xml.run(block.question), "Question")
    answers, across = answered(block)
    if across == len(answers):
        yield xml.paragraph(xml.run("     ".join(answers)))
        return
    stop = f'<w:tabs><w:tab w:val="left" w:pos="{xml.text_width(landscape=landscape) // 2}"/></w:tabs>'
    lines = (answers[at : at + across] for at in range(0, len(answers), across))
    tabbed = ("<w:r><w:tab/></w:r>".join(map(xml.run, line)) for line in lines)
    yield xml.paragraph("<w:r><w:br/></w:r>".join(tabbed), more=stop)
