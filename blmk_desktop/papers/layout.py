"""How a paper is laid out, whatever is written: which blocks share a page, widths, captions, and marks of footnotes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from blmk_desktop.papers.model import Bars, Block, Facts, Grid, Heading, HeatMap, NewPage, Text, Ticks
from blmk_desktop.rules.wording import MONTHS, counted

if TYPE_CHECKING:
    from blmk_desktop.papers.model import Cell, Column, Paper

PORTRAIT = 106  # letters of the usual size that a line of a table holds, cells' margins included
LANDSCAPE = 162
_MARGIN = 3  # letters' width that the margins of a cell take
_WORD = 16  # letters of the longest word that is kept whole
TICKED, OPEN = "\u2611", "\u2610"
_ONE_LINE, _HALF_LINE = 70, 40  # letters
_LOW = 20  # lines
WHOLE = 1000  # widths add up to this


@dataclass(frozen=True)
class Leaf:
    """Blocks that follow one another on pages of one direction; each leaf begins on a new page."""

    blocks: tuple[Block, ...]
    landscape: bool = False


def leaves(blocks: Sequence[Block]) -> list[Leaf]:
    """A paper's blocks as they fall on pages. What stands directly above a wide table goes on its page."""
    found: list[Leaf] = []
    for wide, run in groupby(_sided(blocks), key=lambda one: one[1]):
        found += [Leaf(tuple(part), wide) for part in _parts([block for block, _ in run])]
    return found


def stepped(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with headings that go down one level at a time, as a reader who cannot see the page needs them."""
    found: list[Block] = []
    above = 0
    for block in blocks:
        if isinstance(block, Heading):
            above = min(block.level, above + 1)
            found.append(replace(block, level=above))
        else:
            found.append(block)
    return tuple(found)


def is_wide(grid: Grid) -> bool:
    """Whether a table needs a page on its side: asked for, or too wide for an upright one."""
    return grid.landscape or sum(_least(grid, place) for place in range(len(grid.columns))) > PORTRAIT


def widths(grid: Grid) -> tuple[int, ...]:
    """The widths of a table's columns in thousandths: words and figures stay whole, then no column has many lines."""
    room = LANDSCAPE if is_wide(grid) else PORTRAIT
    full = [_least(grid, place) for place in range(len(grid.columns))]
    longest = [_longest(grid, place) for place in range(len(grid.columns))]
    for _ in range(max(0, room - sum(full))):  # a letter at a time, first to what is short, then to the most lines
        lines = [long / (size - _MARGIN) for long, size in zip(longest, full, strict=True)]
        if max(lines, default=0) <= 1:
            break
        short = [line > 1 and long <= _WORD for line, long in zip(lines, longest, strict=True)]
        ranks = list(zip(short, lines, (column.share for column in grid.columns), strict=True))
        full[ranks.index(max(ranks))] += 1
    scaled = [size * WHOLE // sum(full) for size in full]
    return (*scaled[:-1], WHOLE - sum(scaled[:-1]))


def short_rows(grid: Grid) -> list[bool]:
    """Of each row, whether it is low enough to be kept on one page whatever stands above it."""
    return [lines < _LOW for lines in _lines(grid)]


def stays_whole(grid: Grid) -> bool:
    """Whether a table is so low that it is not parted between two pages."""
    return sum(_lines(grid)) < _LOW


def _lines(grid: Grid) -> list[float]:
    """The lines that each row of a table takes, roughly."""
    room = LANDSCAPE if is_wide(grid) else PORTRAIT
    sizes = [max(1, width * room // WHOLE - _MARGIN) for width in widths(grid)]
    return [
        max(
            (
                max(1, len(cell.text) / size) + cell.text.count("\n")
                for cell, size in zip(row.cells, sizes, strict=False)
            ),
            default=1,
        )
        for row in grid.rows
    ]


def answered(block: Ticks) -> tuple[list[str], int]:
    """The answers to a question, each with its box, and how many stand in a line: all, two, or one."""
    told = [f"{TICKED if ticked else OPEN} {answer}" for answer, ticked in block.answers]
    longest = max(map(len, told), default=0)
    if sum(map(len, told)) + 2 * len(told) <= _ONE_LINE:
        return told, len(told)
    return told, 2 if longest <= _HALF_LINE else 1


def facts_headings(block: Facts) -> tuple[str, str]:
    """What stands above the two columns of names and what they are: every table has a header row to be read out."""
    return block.caption or "About this paper", "Detail"


def groups(grid: Grid) -> list[tuple[str, int]]:
    """The headings over several columns and how many each spans; '' over columns of none. Empty if there are none."""
    found = [(name, len(list(run))) for name, run in groupby(column.group for column in grid.columns)]
    return found if any(name for name, _ in found) else []


def heading(column: Column) -> str:
    """What stands above a column: its heading, and its unit on a line of its own."""
    return f"{column.heading}\n{column.unit}" if column.unit and column.unit not in column.heading else column.heading


def captions(blocks: Sequence[Block]) -> list[str]:
    """The caption of each block with its number in the paper, 'Table 2: Spend by place'; '' for those without."""
    counts = {"Table": 0, "Chart": 0}
    found = []
    for block in blocks:
        kind = "Table" if isinstance(block, Grid) else "Chart" if isinstance(block, Bars | HeatMap) else ""
        if kind:
            counts[kind] += 1
        found.append(f"{kind} {counts[kind]}: {getattr(block, 'caption', '')}" if kind else "")
    return found


@dataclass
class Marks:
    """The footnotes of a paper and the place of each, in the order of their marks; the same text has the same."""

    places: dict[str, int] = field(default_factory=dict)

    def of(self, text: str) -> tuple[int, bool]:
        """The place of a footnote, from 0, and whether it stands here for the first time."""
        first = text not in self.places
        return self.places.setdefault(text, len(self.places)), first


def title_of(paper: Paper) -> str:
    """The title with the number of its item: '8.2 PCN workforce plans'."""
    return f"{paper.number} {paper.title}".strip()


def draft_of(paper: Paper) -> str:
    """What a paper says of what nobody has looked at yet; '' where there is nothing."""
    if not paper.questions:
        return ""
    said = counted(len(paper.questions), "finding on its figures has", "findings on its figures have")
    return f"Draft: {said} not been looked at yet. The footnotes say which."


def dated(paper: Paper) -> str:
    """For which meeting, as at which day and from which state of the data: the line under a title."""
    said = [f"Meeting of {day_in_words(paper.on)}"] if paper.on else []
    said += [f"Figures as at {day_in_words(paper.as_at)}"] if paper.as_at else []
    said += [f"Made from {paper.stamp}"] if paper.stamp else []
    return " · ".join(said)


def day_in_words(day: str) -> str:
    """An ISO date as it stands in a sentence: 9 December 2022."""
    read = date.fromisoformat(day)
    return f"{read.day} {MONTHS[read.month - 1]} {read.year}"


def moment(paper: Paper | None) -> str:
    """The ISO date that a written file bears as the one it was made on: that of its figures, never today's."""
    return (paper.as_at or paper.on if paper else "") or "2000-01-01"


def _sided(blocks: Sequence[Block]) -> Iterator[tuple[Block, bool]]:
    """Each block and whether it goes on a page on its side."""
    wide = [isinstance(block, Grid) and is_wide(block) for block in blocks]
    for place in range(len(blocks) - 2, -1, -1):
        if wide[place + 1] and _leads(blocks[place], blocks[place + 1]):
            wide[place] = True
    yield from zip(blocks, wide, strict=True)


def _leads(block: Block, following: Block) -> bool:
    """Whether a block belongs to the wide one after it: a heading, or the text between that and its table."""
    return isinstance(block, Heading) or (isinstance(block, Text) and isinstance(following, Grid))


def _parts(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """The blocks between new pages, without empty ones."""
    part: list[Block] = []
    for block in blocks:
        if isinstance(block, NewPage):
            if part:
                yield part
            part = []
        else:
            part.append(block)
    if part:
        yield part


def _least(grid: Grid, place: int) -> int:
    """The letters that a column needs at the least: its longest word, or its longest figure."""
    column = grid.columns[place]
    words = [word for line in heading(column).split("\n") for word in line.split()]
    longest = max((min(len(word) + 1, _WORD) for word in words), default=4)  # headings are bold
    marked = column.figures and any(cell.notes for cell in _cells(grid, place))
    for cell in _cells(grid, place):
        parts = cell.text.split("\n") if column.figures else cell.text.replace("-", "- ").split()
        longest = max(longest, *(min(len(part), _WORD) + (marked or bool(cell.notes)) * 2 for part in parts), 0)
    if not column.figures:
        longest = max(longest, min(_WORD, _longest(grid, place) // 3))  # a name has three lines or so, not five
    return longest + _MARGIN


def _longest(grid: Grid, place: int) -> int:
    """The letters of the longest text of a column, a line more than which nobody needs."""
    return max(
        (len(line) + bool(cell.notes) * 2 for cell in _cells(grid, place) for line in cell.text.split("\n")), default=1
    )


def _cells(grid: Grid, place: int) -> Iterator[Cell]:
    return (row.cells[place] for row in grid.rows if row.kind != "group" and place < len(row.cells))
