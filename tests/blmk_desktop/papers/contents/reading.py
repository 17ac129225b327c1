"""Reading what a paper says: its tables by caption, rows as texts, and all that it says in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import db
from blmk_desktop.check import check
from blmk_desktop.papers.catalogue import Asked, content
from blmk_desktop.papers.model import Block, Cell, Content, Facts, Grid, Text
from blmk_desktop.papers.notes import Noted, noted

BODY = "Primary Care Commissioning & Assurance Committee"
GROUP = "Primary Care Delivery Group"
MEETING = "2022-12-09"


def said_by(path: Path, name: str, as_at: str = MEETING, **asked: str) -> Content:
    """What a paper says from a file, which stays as it is."""
    with db.open_file(path, read_only=True) as store, store.reading() as connection:
        return content(connection, Asked(name, as_at, **asked))


def with_notes(path: Path, name: str, as_at: str = MEETING, **asked: str) -> Noted:
    """The same with its footnotes."""
    with db.open_file(path, read_only=True) as store, store.reading() as connection:
        return noted(content(connection, Asked(name, as_at, **asked)), check(connection))


def grid(content: Content | Noted, caption: str) -> Grid:
    """The table whose caption begins so."""
    return next(one for one in content.blocks if isinstance(one, Grid) and one.caption.startswith(caption))


def rows(table: Grid, kind: str = "line") -> list[list[str]]:
    """Its rows of a kind, as texts."""
    return [[cell.text for cell in row.cells] for row in table.rows if row.kind == kind]


def cell(table: Grid, first: str, heading: str) -> Cell:
    """The cell of the row that begins so, under a heading."""
    at = [column.heading for column in table.columns].index(heading)
    return next(row.cells[at] for row in table.rows if row.cells[0].text.startswith(first))


def words(content: Content) -> str:
    """All that it says in sentences."""
    return " ".join(one.text for one in content.blocks if isinstance(one, Text))


def facts(content: Content) -> dict[str, str]:
    """What it says of itself."""
    return dict(next(one for one in content.blocks if isinstance(one, Facts)).rows)


def printed_otherwise(
    blocks: Iterable[Block], printed: Sequence[Any], is_alike: Callable[[int, int, Fraction], bool]
) -> list[str]:
    """Where a source prints a figure that the tables leave out, or have otherwise without a footnote."""
    at: dict[str, list[Cell]] = defaultdict(list)
    for cell in (cell for one in blocks if isinstance(one, Grid) for row in one.rows for cell in row.cells):
        for place in cell.places:
            at[place].append(cell)
    return [
        f"{row.sheet}!{row.cell}"
        for row in printed
        if not (here := at[f"{row.source} › {row.sheet}!{row.cell}"])
        or not all(cell.notes or is_alike(row.value, row.decimals, Fraction(cell.value or 0)) for cell in here)
    ]
