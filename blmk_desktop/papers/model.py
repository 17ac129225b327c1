"""A paper as it is before it is written: headings, texts, tables and charts, whatever the file is to be."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from blmk_desktop.records.declaration import Unit
    from blmk_desktop.rules.finding import Finding


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell of a table. `text` is what a reader sees.

    A figure also has its stored whole number (`value`) and its unit, so that Excel gets a number. `about` and
    `measure` name it as a finding does: that is how it gets its footnotes; without a measure every finding on what
    it is about is meant. With `places` (as a finding's `where` begins) only findings there concern it: those of its
    own round or period. `notes` are the texts of footnotes; the same text in a paper has the same mark. `tone`: red,
    amber, green, blue, black, grey; its word is in the text.
    """

    text: str
    value: int | None = None
    unit: Unit | None = None
    about: tuple[str, str] = ("", "")
    measure: str = ""
    notes: tuple[str, ...] = ()
    tone: str = ""
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `unit` in words of the heading ('£000'); `group` is a heading over it and its neighbours of that group.

    `share` is its width as against the others'. Figures stand right.
    """

    heading: str
    unit: str = ""
    figures: bool = False
    share: int = 2
    group: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table. `kind`: 'line', 'total', or 'group': a heading over the rows that follow, one cell wide."""

    cells: tuple[Cell, ...]
    kind: str = "line"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within a paper; level 1 is under the paper's title."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph. `role`: '' as usual, 'lead' for what is said first, 'small' for remarks under a table."""

    text: str
    notes: tuple[str, ...] = ()
    role: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of points."""

    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and what they are, in two columns, such as author and date of a paper."""

    rows: tuple[tuple[str, str], ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Ticks:
    """A question and its possible answers, of which some are ticked."""

    question: str
    answers: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. Its header rows repeat on every page. `landscape`: it needs a page on its side."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    remark: str = ""
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Bars:
    """A bar chart, horizontal: a bar a category for each series; values are stored whole numbers of the unit."""

    caption: str
    alt: str
    categories: tuple[str, ...]
    series: tuple[tuple[str, tuple[int | None, ...]], ...]
    unit: Unit


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Risks by likelihood (across, 1 to 5) and impact (up, 1 to 5); a cell has their references and its tone."""

    caption: str
    alt: str
    cells: tuple[tuple[int, int, tuple[str, ...], str], ...]


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins on a new page."""


Block = Heading | Text | Bullets | Facts | Ticks | Grid | Bars | HeatMap | NewPage


@dataclass(frozen=True)
class Paper:
    """A paper, ready to be written.

    `number` is its item on the agenda, '' for none. `as_at` (ISO) is the day the figures hold for; `stamp` says in
    words from which state of the data it was made: the same data give the same stamp. `questions` are the findings
    on its figures that nobody has acknowledged: with any, it says 'Draft' on every page.
    """

    name: str
    title: str
    blocks: tuple[Block, ...]
    number: str = ""
    body: str = ""
    on: str = ""
    as_at: str = ""
    stamp: str = ""
    organisation: str = ""
    author: str = ""
    questions: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Pack:
    """Several papers as one document, with a front page, contents and page numbers that run through.

    `left_out` says of each paper that belongs to it and could not be made, why.
    """

    title: str
    papers: tuple[Paper, ...]
    body: str = ""
    on: str = ""
    stamp: str = ""
    organisation: str = ""
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class Known:
    """What the data know for a cover sheet; lines of text each, empty where they know nothing."""

    asked: tuple[str, ...] = ()
    background: tuple[str, ...] = ()
    key_points: tuple[str, ...] = ()
    finance: tuple[str, ...] = ()
    risks: tuple[str, ...] = ()
    appendices: tuple[str, ...] = ()
    accurate_on: str = ""


@dataclass(frozen=True)
class Content:
    """What a paper is made of, without its cover: the blocks, and what the cover sheet can take from the data.

    `kinds` are the kinds of record, and `rules` the beginnings of the rules, whose findings concern its figures.
    """

    title: str
    blocks: tuple[Block, ...]
    known: Known = field(default_factory=Known)
    kinds: frozenset[str] = frozenset()
    rules: tuple[str, ...] = ()
