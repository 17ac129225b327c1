"""Papers as Excel: a front sheet with the words and links, and a sheet a table, its numbers being numbers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from blmk_desktop.export import close_book
from blmk_desktop.papers.layout import Marks, answered, captions, dated, day_in_words, draft_of, moment, title_of
from blmk_desktop.papers.model import Block, Bullets, Facts, Heading, Pack, Paper, Text, Ticks
from blmk_desktop.papers.tones import ACCENT, MUTED, TONES
from blmk_desktop.papers.workbook_looks import Book, above, footnote, inside, linked, margins, marked, tall, title
from blmk_desktop.papers.workbook_tables import table_sheet

NAMES, WORDS = 24, 76  # widths of the front sheet's two columns
TITLE_HIGH = 24


def write_workbook(made: Paper | Pack, path: Path) -> None:
    """Write a paper or a pack as an Excel workbook."""
    import xlsxwriter  # type: ignore[import-untyped]

    path.touch()  # before there is a workbook with temporary files of its own
    book = Book(xlsxwriter.Workbook(str(path)))
    papers = made.papers if isinstance(made, Pack) else (made,)
    day = datetime.fromisoformat(moment(papers[0] if papers else None))
    named = made.title if isinstance(made, Pack) else title_of(made)
    book.file.set_properties({"title": named, "author": made.organisation, "created": day})
    if isinstance(made, Pack):
        _contents(book, made)
    else:
        _paper(book, made, "Paper", "")
    close_book(book.file)


def _contents(book: Book, pack: Pack) -> None:
    """The front sheet of a pack, and its papers."""
    front = book.sheet("Contents")
    front.set_column(0, 0, 12)
    front.set_column(1, 1, WORDS)
    front.write_string(0, 0, pack.title, title(book))
    front.set_row(0, TITLE_HIGH)
    told = [pack.organisation, pack.body, f"Meeting of {day_in_words(pack.on)}" if pack.on else ""]
    told.append(f"Made from {pack.stamp}" if pack.stamp else "")
    for line, text in enumerate(filter(None, told), start=1):
        front.write_string(line, 0, text, book.look(font_color=MUTED))
    at = 7
    for column, word in enumerate(("Item", "Paper")):
        front.write_string(at - 1, column, word, above(book))
    margins(front, pack.title, draft=any(paper.questions for paper in pack.papers))
    for place, paper in enumerate(pack.papers):
        name = _paper(book, paper, title_of(paper), paper.number or f"P{place + 1}")
        front.write_string(at + place, 0, paper.number, book.look())
        draft = " (draft)" if paper.questions else ""
        front.write_url(at + place, 1, inside(name), linked(book), f"{paper.title}{draft}")
    for place, why in enumerate(pack.left_out, start=at + len(pack.papers) + 1):
        front.write_string(place, 1, f"Not in this pack: {why}", book.look(text_wrap=True))


def _paper(book: Book, paper: Paper, name: str, prefix: str) -> str:
    """A paper's front sheet and its tables; the name of the sheet."""
    front = book.sheet(name)
    front.set_column(0, 0, NAMES)
    front.set_column(1, 1, WORDS)
    at = _top(book, front, paper)
    marks = Marks()
    for block, caption in zip(paper.blocks, captions(paper.blocks), strict=True):
        if caption:
            sheet = table_sheet(book, paper, block, caption, prefix, marks)
            kind, _, text = caption.partition(": ")
            front.write_string(at, 0, kind, book.look())
            front.write_url(at, 1, inside(sheet), linked(book), text)
            at += 1
        for left, right, look in _lines(block, marks):
            front.write_string(at, 0, left, book.look(text_wrap=look != "heading", **_LOOKS[look]))
            front.write_string(at, 1, right, book.look(text_wrap=True))
            tall(front, at, [(left, NAMES if look != "heading" else NAMES + WORDS), (right, WORDS)])
            at += 1
    for line, (number, text) in enumerate(_own(paper, marks), start=at + 1):
        front.write_string(line, 1, footnote(number, text), book.look(font_size=9, text_wrap=True))
        tall(front, line, [(text, WORDS)])
    return str(front.get_name())


_LOOKS: dict[str, dict[str, object]] = {
    "heading": {"bold": True, "font_size": 12, "font_color": ACCENT},
    "name": {"bold": True},
    "": {},
}


def _top(book: Book, front: Any, paper: Paper) -> int:
    """The title with what stands about it; the row that follows."""
    front.write_string(0, 0, title_of(paper), title(book))
    front.set_row(0, TITLE_HIGH)
    body = f"Report to {paper.body}" if paper.body else ""
    told = [text for text in (paper.organisation, body, dated(paper)) if text]
    for line, text in enumerate(told, start=1):
        front.write_string(line, 0, text, book.look(font_color=MUTED))
    at = len(told) + 1
    if paper.questions:
        tone = TONES["amber"]
        front.write_string(at, 0, draft_of(paper), book.look(bold=True, bg_color=tone.fill, font_color=tone.ink))
        front.write_blank(at, 1, None, book.look(bg_color=tone.fill))
        at += 1
    margins(front, title_of(paper), draft=bool(paper.questions))
    return at + 1


def _lines(block: Block, marks: Marks) -> Iterator[tuple[str, str, str]]:
    """What a block of words has in the two columns of the front sheet, and how the left looks."""
    if isinstance(block, Heading):
        yield block.text, "", "heading"
    elif isinstance(block, Text):
        yield "", block.text + marked(block.notes, marks), ""
    elif isinstance(block, Bullets):
        yield from (("", f"• {point}", "") for point in block.points)
    elif isinstance(block, Facts):
        yield from ((name, what, "name") for name, what in block.rows)
    elif isinstance(block, Ticks):
        yield block.question, "\n".join(answered(block)[0]), "name"


def _own(paper: Paper, marks: Marks) -> list[tuple[int, str]]:
    """The footnotes of the words on the front sheet."""
    texts = [note for block in paper.blocks if isinstance(block, Text) for note in block.notes]
    return [(marks.of(text)[0] + 1, text) for text in dict.fromkeys(texts)]
