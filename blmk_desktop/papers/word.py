"""Papers as Word: headings, tables whose headers repeat, captions, alternative texts, footnotes of Word's own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from docx.enum.section import WD_ORIENTATION, WD_SECTION
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_PARAGRAPH_ALIGNMENT, WD_TAB_ALIGNMENT
from docx.shared import Length, Mm

from blmk_desktop.papers import charts, pdf
from blmk_desktop.papers import word_parts as parts
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
    moment,
    stays_whole,
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
from blmk_desktop.papers.tones import GROUP, HEADER, MUTED, TONES
from blmk_desktop.papers.word_looks import blank, zipped

if TYPE_CHECKING:
    from docx.section import Section
    from docx.table import Table, _Row
    from docx.text.paragraph import Paragraph

LONG, SHORT, MARGIN = Mm(297), Mm(210), Mm(20)  # A4
_LONGEST = 255  # letters of a property of a document


def write_word(made: Paper | Pack, path: Path) -> None:
    """Write a paper or a pack as a Word document."""
    writer = _Writer()
    if isinstance(made, Pack):
        writer.front(made)
    papers = made.papers if isinstance(made, Pack) else (made,)
    for number, paper in enumerate(papers):
        writer.paper(paper, number)
    core = writer.document.core_properties
    core.title = parts.clean(made.title if isinstance(made, Pack) else title_of(made))[:_LONGEST]
    core.author = core.last_modified_by = parts.clean(made.organisation)[:_LONGEST]
    core.comments, core.language = "", "en-GB"
    core.created = core.modified = datetime.fromisoformat(moment(papers[0] if papers else None))
    path.write_bytes(zipped(writer.document))


class _Writer:
    """The document as it grows."""

    def __init__(self) -> None:
        self.document = blank()
        self._footnotes = parts.Footnotes(self.document)
        self._marks = Marks()
        self._noted = 0  # footnotes of the papers before this one
        self._bookmarks = 0
        self._room = Length(0)  # between the margins
        self._begun = False

    def paper(self, paper: Paper, number: int) -> None:
        """A paper, beginning on a new page."""
        self._noted, self._marks = self._footnotes.count, Marks()
        blocks = stepped(paper.blocks)
        named = dict(zip(map(id, blocks), captions(blocks), strict=True))
        for place, leaf in enumerate(leaves(blocks) or [Leaf(())]):
            day = day_in_words(paper.on) if paper.on else ""
            self._begin(("Draft" if paper.questions else "", paper.body, day), title_of(paper), leaf.landscape)
            if place == 0:
                self._title(paper, number)
            for block in leaf.blocks:
                self._block(block, named[id(block)])

    def front(self, pack: Pack) -> None:
        """The front page of a pack with its contents."""
        day = day_in_words(pack.on) if pack.on else ""
        draft = "Draft" if any(paper.questions for paper in pack.papers) else ""
        self._begin((draft, pack.body, day), pack.title, landscape=False)
        lines = [(pack.organisation, "Small"), (pack.body, "Lead"), (pack.title, "Front title")]
        lines += [(f"Meeting of {day}" if day else "", ""), (f"Made from {pack.stamp}" if pack.stamp else "", "Small")]
        for text, style in lines:
            if text:
                self._say(text, style)
        self._say("Contents", "Heading 2")
        self._contents(pack)
        self._say("", "After table")
        if pack.left_out:
            self._say("Not in this pack", "Heading 3")
        for why in pack.left_out:
            self._say(why, "List Bullet")

    def _contents(self, pack: Pack) -> None:
        """Item, paper and page, linked. Word works the pages out when it prints; until then they are the PDF's."""
        first, last = Mm(20), Mm(18)
        sizes = (first, Length(self._room - first - last), last)
        table = self._table("Contents", sizes, len(pack.papers) + 1)
        _head_row(table.rows[0], zip(("Item", "Paper", "Page"), (False, False, True), strict=True))
        pages = pdf.first_pages(pack)
        for number, (row, paper) in enumerate(zip(list(table.rows)[1:], pack.papers, strict=True)):
            item, named, page = (parts.within(cell, figures=place == 2) for place, cell in enumerate(row.cells))
            parts.say(item, paper.number)
            parts.link(named, f"paper_{number}", paper.title)
            parts.say(named, " (draft)" if paper.questions else "", bold=True)
            parts.field(page, f"PAGEREF paper_{number} \\h", str(pages[number]))
            parts.keep_whole(row)

    def _say(self, text: str, style: str = "") -> Paragraph:
        return parts.say(self.document.add_paragraph(style=style or None), text)

    def _begin(self, above: tuple[str, str, str], title: str, landscape: bool) -> None:
        """Begin a section on a new page, with what stands above and below each of its pages."""
        if self._begun:
            section = self.document.add_section(WD_SECTION.NEW_PAGE)
            parts.end_section_in_last_paragraph(self.document)
        else:
            section, self._begun = self.document.sections[0], True
        section.orientation = WD_ORIENTATION.LANDSCAPE if landscape else WD_ORIENTATION.PORTRAIT
        section.page_width, section.page_height = (LONG, SHORT) if landscape else (SHORT, LONG)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
        section.header_distance = section.footer_distance = Mm(10)
        self._room = Length((LONG if landscape else SHORT) - 2 * MARGIN)
        self._head(section, *above)
        self._foot(section, title)

    def _head(self, section: Section, draft: str, left: str, right: str) -> None:
        section.header.is_linked_to_previous = False
        line = section.header.paragraphs[0]
        line.paragraph_format.tab_stops.add_tab_stop(self._room, WD_TAB_ALIGNMENT.RIGHT)
        parts.say(line, f"{draft}  " if draft else "", bold=True, ink=TONES["amber"].ink)
        parts.say(line, f"{left}\t{right}")

    def _foot(self, section: Section, title: str) -> None:
        section.footer.is_linked_to_previous = False
        line = section.footer.paragraphs[0]
        line.paragraph_format.tab_stops.add_tab_stop(self._room, WD_TAB_ALIGNMENT.RIGHT)
        parts.say(line, f"{title}\tPage ")
        parts.field(line, "PAGE", "1")
        parts.say(line, " of ")
        parts.field(line, "NUMPAGES", "1")

    def _title(self, paper: Paper, number: int) -> None:
        if paper.organisation:
            self._say(paper.organisation, "Small")
        if paper.body:
            self._say(f"Report to {paper.body}")
        title = self.document.add_paragraph(style="Heading 1").add_run(parts.clean(title_of(paper)))
        parts.bookmark(title, f"paper_{number}", self._next_bookmark())
        if draft_of(paper):
            self._say(draft_of(paper), "Draft")
        self._say(dated(paper), "Under title")

    def _next_bookmark(self) -> int:
        self._bookmarks += 1
        return self._bookmarks

    def _block(self, block: Block, caption: str) -> None:
        if isinstance(block, Heading):
            self._say(block.text, f"Heading {min(block.level + 1, 4)}")
        elif isinstance(block, Text):
            self._notes(self._say(block.text, {"lead": "Lead", "small": "Small"}.get(block.role, "")), block.notes)
        elif isinstance(block, Bullets):
            for point in block.points:
                self._say(point, "List Bullet")
        elif isinstance(block, Facts):
            self._facts(block)
        elif isinstance(block, Grid):
            self._grid(block, caption)
        elif isinstance(block, Bars | HeatMap):
            self._chart(block, caption)
        elif isinstance(block, Ticks):
            self._ticks(block)

    def _caption(self, caption: str) -> None:
        """'Table 2: …' with its number as Word counts it, the first of a paper anew from 1."""
        kind, _, rest = caption.partition(" ")
        number, _, text = rest.partition(": ")
        line = self._say(f"{kind} ", "Caption")
        parts.field(line, f"SEQ {kind} \\* ARABIC" + (" \\r 1" if number == "1" else ""), number)
        parts.say(line, f": {text}")

    def _chart(self, block: Bars | HeatMap, caption: str) -> None:
        drawn = charts.bars(block) if isinstance(block, Bars) else charts.heat_map(block)
        wide = (SHORT - 2 * MARGIN) * (100 if isinstance(block, Bars) else 75) // 100
        self._caption(caption)
        run = self.document.add_paragraph().add_run()
        run.add_picture(BytesIO(pdf.picture(drawn)), width=Length(wide))
        parts.describe_picture(run, block.alt or caption)

    def _table(self, caption: str, sizes: Sequence[Length], rows: int) -> Table:
        """A table of empty cells with these widths."""
        table: Table = self.document.add_table(rows, len(sizes), "Paper table")
        table.autofit = False
        parts.describe_table(table, caption)
        for column, size in zip(table.columns, sizes, strict=True):
            column.width = size
        for row in table.rows:
            for cell, size in zip(row.cells, sizes, strict=True):
                cell.width = size
        return table

    def _grid(self, grid: Grid, caption: str) -> None:
        self._caption(caption)
        over = groups(grid)
        sizes = [Length(width * self._room // 1000) for width in widths(grid)]
        table = self._table(grid.caption, sizes, len(grid.rows) + (2 if over else 1))
        rows = iter(table.rows)
        if over:
            _row_above(next(rows), over)
        above = _head_row(next(rows), ((heading(column), column.figures) for column in grid.columns))
        written = [[(words, 0) for words in above]]
        for row, told in zip(rows, grid.rows, strict=True):
            parts.keep_whole(row)
            if told.kind == "group":
                self._group_row(row, told.cells[0])
            else:
                written.append(self._row(row, grid, told))
        for column, marked in zip(grid.columns, zip(*written, strict=True), strict=True):
            if column.figures:
                parts.hang_marks(marked)
        if stays_whole(grid):
            parts.keep_together(table, remark=bool(grid.remark))
        self._say(grid.remark, "Small" if grid.remark else "After table")

    def _group_row(self, row: _Row, told: Cell) -> None:
        """A heading over the rows that follow, on their page."""
        cells = row.cells
        cell = cells[0].merge(cells[-1])
        parts.tint(cell, GROUP)
        words = parts.say(parts.within(cell), told.text, bold=True)
        words.paragraph_format.keep_with_next = True
        self._notes(words, told.notes)

    def _row(self, row: _Row, grid: Grid, told: Row) -> list[tuple[Paragraph, int]]:
        """Write a row; what stands in its cells, and of each how many letters the marks of footnotes have."""
        written = []
        total = told.kind == "total"
        for cell, one, column in zip(row.cells, told.cells, grid.columns, strict=True):
            tone = TONES.get(one.tone)
            if tone:
                parts.tint(cell, tone.fill)
            if total:
                parts.line_above(cell, MUTED)
            words = parts.within(cell, figures=column.figures)
            parts.say(words, one.text, bold=total, ink=tone.ink if tone else "")
            written.append((words, self._notes(words, one.notes)))
        return written

    def _notes(self, paragraph: Paragraph, texts: tuple[str, ...]) -> int:
        """The marks of footnotes: Word's own where one stands first, after that a reference to its number.

        Returns how many letters they have.
        """
        letters = 0
        for at, text in enumerate(texts):
            if at:
                parts.say(paragraph, ",", style=parts.MARK)
            place, first = self._marks.of(text)
            if first:
                number = self._footnotes.add(text)
                parts.bookmark(parts.footnote_mark(paragraph, number), f"note_{number}", self._next_bookmark())
            else:
                number = self._noted + place + 1
                parts.field(paragraph, f"NOTEREF note_{number} \\h", str(number), parts.MARK)
            letters += len(str(number)) + bool(at)
        return letters

    def _facts(self, block: Facts) -> None:
        above = facts_headings(block)
        first = Length(self._room * 3 // 10)
        table = self._table(above[0], (first, Length(self._room - first)), len(block.rows) + 1)
        rows = iter(table.rows)
        _head_row(next(rows), ((words, False) for words in above))
        for row, (name, what) in zip(rows, block.rows, strict=True):
            parts.keep_whole(row)
            parts.say(parts.within(row.cells[0]), name, bold=True)
            parts.say(parts.within(row.cells[1]), what)
        self._say("", "After table")

    def _ticks(self, block: Ticks) -> None:
        if block.question:
            self._say(block.question, "Question")
        answers, across = answered(block)
        if across == len(answers):
            self._say("     ".join(answers))
            return
        lines = ("\t".join(answers[at : at + across]) for at in range(0, len(answers), across))
        told = self._say("\n".join(lines))
        told.paragraph_format.tab_stops.add_tab_stop(Length(self._room // 2))


def _head_row(row: _Row, headings: Iterable[tuple[str, bool]]) -> list[Paragraph]:
    """The headings of columns, and of each whether figures stand below it."""
    parts.keep_whole(row, header=True)
    written = []
    for cell, (words, figures) in zip(row.cells, headings, strict=True):
        parts.tint(cell, HEADER)
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM
        written.append(parts.say(parts.within(cell, figures=figures), words, bold=True))
    return written


def _row_above(row: _Row, over: list[tuple[str, int]]) -> None:
    """The headings over several columns."""
    parts.keep_whole(row, header=True)
    cells, at = row.cells, 0
    for name, span in over:
        cell = cells[at].merge(cells[at + span - 1])
        parts.tint(cell, HEADER)
        parts.say(parts.within(cell), name, bold=True).alignment = WD_PARAGRAPH_ALIGNMENT.CENTER
        at += span
