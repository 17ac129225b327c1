"""Papers as Excel: a front sheet with the words and links, and a sheet a table, its numbers being numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from blmk_desktop.papers.figures import excel_number, number_format
from blmk_desktop.papers.layout import (
    Marks,
    captions,
    dated,
    day_in_words,
    draft_of,
    groups,
    heading,
    moment,
    title_of,
    widths,
)
from blmk_desktop.papers.model import (
    Bars,
    Block,
    Bullets,
    Cell,
    Column,
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
from blmk_desktop.papers.tones import ACCENT, GROUP, HEADER, INK, LINE, MUTED, SERIES, TONES

A4 = 9  # as Excel numbers sizes of paper
LETTERS = 140  # that a sheet's columns hold together
NAMES, WORDS = 30, 100  # widths of the front sheet's two columns
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SQUARES = range(1, 6)


def write_workbook(made: Paper | Pack, path: Path) -> None:
    """Write a paper or a pack as an Excel workbook."""
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    path.touch()  # before there is a workbook with temporary files of its own
    book = _Book(xlsxwriter.Workbook(str(path)))
    papers = made.papers if isinstance(made, Pack) else (made,)
    day = datetime.fromisoformat(moment(papers[0] if papers else None))
    title = made.title if isinstance(made, Pack) else title_of(made)
    book.file.set_properties({"title": title, "author": made.organisation, "created": day})
    if isinstance(made, Pack):
        _contents(book, made)
    else:
        _paper(book, made, "Paper", "")
    try:
        book.file.close()
    except FileCreateError as error:
        raise OSError(str(error)) from error


@dataclass
class _Book:
    """The workbook, its formats by what they look like, and its sheets by name."""

    file: Any
    formats: dict[tuple[tuple[str, object], ...], Any] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)

    def look(self, **looks: object) -> Any:
        """A format, made once."""
        whole = {"font_name": "Arial", "font_size": 10, "font_color": INK, "valign": "top", **looks}
        key = tuple(sorted(whole.items()))
        if key not in self.formats:
            self.formats[key] = self.file.add_format(whole)
        return self.formats[key]

    def sheet(self, name: str, *, landscape: bool = False) -> Any:
        """A new sheet, named as Excel allows."""
        clean = " ".join(_NOT_IN_NAMES.sub(" ", name).split())[:31].strip() or "Sheet"
        while clean.casefold() in self.names:
            clean = f"{clean[:27]} {len(self.names)}"
        self.names.add(clean.casefold())
        made = self.file.add_worksheet(clean)
        made.set_paper(A4)
        made.fit_to_pages(1, 0)
        made.hide_gridlines(2)
        if landscape:
            made.set_landscape()
        return made


def _contents(book: _Book, pack: Pack) -> None:
    """The front sheet of a pack, and its papers."""
    front = book.sheet("Contents")
    front.set_column(0, 0, 12)
    front.set_column(1, 1, WORDS)
    front.write_string(0, 0, pack.title, _title(book))
    told = [pack.organisation, pack.body, f"Meeting of {day_in_words(pack.on)}" if pack.on else ""]
    told.append(f"Made from {pack.stamp}" if pack.stamp else "")
    for line, text in enumerate(filter(None, told), start=1):
        front.write_string(line, 0, text, book.look(font_color=MUTED))
    at = 7
    for column, word in enumerate(("Item", "Paper")):
        front.write_string(at - 1, column, word, _above(book))
    _margins(front, pack.title, draft=any(paper.questions for paper in pack.papers))
    for place, paper in enumerate(pack.papers):
        name = _paper(book, paper, title_of(paper), paper.number or f"P{place + 1}")
        front.write_string(at + place, 0, paper.number, book.look())
        draft = " (draft)" if paper.questions else ""
        front.write_url(at + place, 1, _inside(name), _linked(book), f"{paper.title}{draft}")


def _paper(book: _Book, paper: Paper, name: str, prefix: str) -> str:
    """A paper's front sheet and its tables; the name of the sheet."""
    front = book.sheet(name)
    front.set_column(0, 0, NAMES)
    front.set_column(1, 1, WORDS)
    at = _top(book, front, paper)
    marks = Marks()
    for block, caption in zip(paper.blocks, captions(paper.blocks), strict=True):
        if caption:
            sheet = _table(book, paper, block, caption, prefix, marks)
            kind, _, text = caption.partition(": ")
            front.write_string(at, 0, kind, book.look())
            front.write_url(at, 1, _inside(sheet), _linked(book), text)
            at += 1
        for left, right, look in _lines(block, marks):
            front.write_string(at, 0, left, book.look(text_wrap=look != "heading", **_LOOKS[look]))
            front.write_string(at, 1, right, book.look(text_wrap=True))
            at += 1
    _notes(book, front, at + 1, _own(paper, marks), 1)
    return str(front.get_name())


_LOOKS: dict[str, dict[str, object]] = {
    "heading": {"bold": True, "font_size": 12, "font_color": ACCENT},
    "name": {"bold": True},
    "": {},
}


def _top(book: _Book, front: Any, paper: Paper) -> int:
    """The title with what stands about it; the row that follows."""
    front.write_string(0, 0, title_of(paper), _title(book))
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
    _margins(front, title_of(paper), draft=bool(paper.questions))
    return at + 1


def _lines(block: Block, marks: Marks) -> Iterator[tuple[str, str, str]]:
    """What a block of words has in the two columns of the front sheet, and how the left looks."""
    if isinstance(block, Heading):
        yield block.text, "", "heading"
    elif isinstance(block, Text):
        yield "", block.text + _marked(block.notes, marks), ""
    elif isinstance(block, Bullets):
        yield from (("", f"• {point}", "") for point in block.points)
    elif isinstance(block, Facts):
        yield from ((name, what, "name") for name, what in block.rows)
    elif isinstance(block, Ticks):
        answers = "\n".join(f"{'☑' if ticked else '☐'} {answer}" for answer, ticked in block.answers)
        yield block.question, answers, "name"


def _table(book: _Book, paper: Paper, block: Block, caption: str, prefix: str, marks: Marks) -> str:
    """The sheet of a table or a chart; its name."""
    number = caption.partition(":")[0].replace("Table ", "T").replace("Chart ", "C")
    sheet = book.sheet(f"{prefix} {number} {getattr(block, 'caption', '')}", landscape=True)
    sheet.write_string(0, 0, caption, _title(book, 13))
    sheet.write_string(1, 0, dated(paper), book.look(font_color=MUTED, font_size=9))
    _margins(sheet, title_of(paper), draft=bool(paper.questions))
    if isinstance(block, Grid):
        _grid(book, sheet, block, marks)
    elif isinstance(block, Bars):
        _bars(book, sheet, block)
    elif isinstance(block, HeatMap):
        _heat_map(book, sheet, block)
    return str(sheet.get_name())


def _grid(book: _Book, sheet: Any, grid: Grid, marks: Marks) -> None:
    for place, width in enumerate(widths(grid)):
        sheet.set_column(place, place, max(8, width * LETTERS // 1000))
    over, at = groups(grid), 3
    if over:
        _spans(book, sheet, at, over)
        at += 1
    for place, column in enumerate(grid.columns):
        sheet.write_string(at, place, heading(column), _above(book, right=column.figures))
    sheet.freeze_panes(at + 1, 0)
    sheet.repeat_rows(at - bool(over), at)
    own: list[str] = []
    for row in grid.rows:
        at += 1
        _row(book, sheet, at, grid, row, marks)
        own += [note for cell in row.cells for note in cell.notes if note not in own]
    if grid.remark:
        at += 1
        sheet.write_string(at, 0, grid.remark, book.look(font_color=MUTED, font_size=9))
    _notes(book, sheet, at + 2, [(marks.of(text)[0] + 1, text) for text in own], 0)


def _spans(book: _Book, sheet: Any, at: int, over: list[tuple[str, int]]) -> None:
    """The headings over several columns."""
    first = 0
    look = book.look(bold=True, bg_color=HEADER, align="center")
    for name, span in over:
        if span > 1:
            sheet.merge_range(at, first, at, first + span - 1, name, look)
        else:
            sheet.write_string(at, first, name, look)
        first += span


def _row(book: _Book, sheet: Any, at: int, grid: Grid, row: Row, marks: Marks) -> None:
    if row.kind == "group":
        tinted = book.look(bold=True, bg_color=GROUP)
        sheet.write_string(at, 0, row.cells[0].text + _marked(row.cells[0].notes, marks), tinted)
        for place in range(1, len(grid.columns)):
            sheet.write_blank(at, place, None, tinted)
        return
    for place, (cell, column) in enumerate(zip(row.cells, grid.columns, strict=True)):
        _cell(book, sheet, (at, place), cell, column, marks, total=row.kind == "total")


def _cell(book: _Book, sheet: Any, at: tuple[int, int], cell: Cell, column: Column, marks: Marks, *, total: bool) -> None:
    looks: dict[str, object] = {"bottom": 1, "bottom_color": LINE}
    looks |= {"bold": True, "top": 2, "top_color": MUTED} if total else {}
    if tone := TONES.get(cell.tone):
        looks |= {"bg_color": tone.fill, "font_color": tone.ink}
    mark = _marked(cell.notes, marks)
    number = excel_number(cell, column)
    if number is None:
        right: dict[str, object] = {"align": "right"} if column.figures else {}
        sheet.write_string(*at, cell.text + mark, book.look(text_wrap=True, num_format="@", **looks, **right))
    else:
        sheet.write_number(*at, number, book.look(num_format=number_format(cell, mark), align="right", **looks))


def _bars(book: _Book, sheet: Any, block: Bars) -> None:
    """The figures of a chart as a table, and a chart of Excel's own on them."""
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, len(block.series), 16)
    for place, name in enumerate(("", *(name for name, _ in block.series))):
        sheet.write_string(3, place, f"{name}\n{block.unit.symbol}" if place else name, _above(book, right=bool(place)))
    sheet.freeze_panes(4, 0)
    sheet.repeat_rows(3)
    decimals = "." + "0" * block.unit.decimals if block.unit.decimals else ""
    look = book.look(num_format=f"#,##0{decimals};(#,##0{decimals})", bottom=1, bottom_color=LINE)
    for row, name in enumerate(block.categories, start=4):
        sheet.write_string(row, 0, name, book.look(bottom=1, bottom_color=LINE))
        for place, (_, values) in enumerate(block.series, start=1):
            if (value := values[row - 4]) is not None:
                sheet.write_number(row, place, value / block.unit.scale, look)
    _drawn(book, sheet, block)


def _drawn(book: _Book, sheet: Any, block: Bars) -> None:
    last = 3 + len(block.categories)
    name = sheet.get_name()
    chart = book.file.add_chart({"type": "bar"})
    for place, (series, _) in enumerate(block.series, start=1):
        chart.add_series(
            {
                "name": series,
                "categories": [name, 4, 0, last, 0],
                "values": [name, 4, place, last, place],
                "fill": {"color": SERIES[(place - 1) % len(SERIES)]},
                "gap": 60,
            }
        )
    chart.set_title({"name": block.caption, "name_font": {"size": 12}})
    chart.set_y_axis({"reverse": True, "label_position": "low"})
    chart.set_x_axis({"name": block.unit.symbol, "major_gridlines": {"visible": True, "line": {"color": LINE}}})
    chart.set_legend({"position": "top"})
    chart.set_size({"width": 760, "height": 120 + len(block.categories) * (14 * len(block.series) + 12)})
    sheet.insert_chart(3, len(block.series) + 2, chart, {"description": block.alt or block.caption})


def _heat_map(book: _Book, sheet: Any, block: HeatMap) -> None:
    """The matrix as a table: impact up, likelihood across."""
    sheet.set_column(0, 5, 22)
    sheet.write_string(3, 0, "Impact \\ Likelihood", _above(book))
    held = {(likely, impact): (names, tone) for likely, impact, names, tone in block.cells}
    for likely in _SQUARES:
        sheet.write_number(3, likely, likely, _above(book))
    for impact in _SQUARES:
        at = 9 - impact
        sheet.write_number(at, 0, impact, book.look(bold=True, bg_color=HEADER))
        for likely in _SQUARES:
            names, tone = held.get((likely, impact), ((), ""))
            looks = {"bg_color": TONES[tone].fill, "font_color": TONES[tone].ink} if tone in TONES else {}
            sheet.write_string(at, likely, ", ".join(names), book.look(text_wrap=True, border=1, **looks))
    sheet.write_string(10, 0, block.alt, book.look(font_color=MUTED, font_size=9))


def _notes(book: _Book, sheet: Any, at: int, notes: list[tuple[int, str]], column: int) -> None:
    """Footnotes under what they are about."""
    for place, (number, text) in enumerate(notes):
        words = f"{str(number).translate(_SUPERSCRIPT)} {text}"
        sheet.write_string(at + place, column, words, book.look(font_size=9, text_wrap=bool(column)))


def _own(paper: Paper, marks: Marks) -> list[tuple[int, str]]:
    """The footnotes of the words on the front sheet."""
    texts = [note for block in paper.blocks if isinstance(block, Text) for note in block.notes]
    return [(marks.of(text)[0] + 1, text) for text in dict.fromkeys(texts)]


def _marked(notes: tuple[str, ...], marks: Marks) -> str:
    """The marks of footnotes as small raised figures."""
    return "\u2009".join(str(marks.of(text)[0] + 1).translate(_SUPERSCRIPT) for text in notes)


def _margins(sheet: Any, title: str, *, draft: bool) -> None:
    """Header and footer of the printed pages; an ampersand is doubled, as Excel reads codes there."""
    sheet.set_header("&L&8" + ("&BDraft" if draft else ""))
    sheet.set_footer(f"&L&8{title.replace('&', '&&')}&R&8Page &P of &N")


def _title(book: _Book, size: int = 16) -> Any:
    return book.look(bold=True, font_size=size, font_color=ACCENT)


def _above(book: _Book, *, right: bool = False) -> Any:
    return book.look(bold=True, bg_color=HEADER, text_wrap=True, align="right" if right else "left", valign="bottom")


def _linked(book: _Book) -> Any:
    return book.look(font_color=ACCENT, underline=1)


def _inside(name: str) -> str:
    return f"internal:'{name}'!A1"
