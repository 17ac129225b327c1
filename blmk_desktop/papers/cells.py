"""Cells and rows of a paper's tables: figures as a committee reads them, and the finding that each may have."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TypeVar

from blmk_desktop.papers.model import Bullets, Cell, Row, Text
from blmk_desktop.periods import show_date
from blmk_desktop.records.declaration import Unit
from blmk_desktop.values import show_figure

T = TypeVar("T")
NOTHING = "–"  # a figure that nobody gave, or that cannot be worked out
NOBODY = ("", "")  # what a cell is about that no finding can be about


def said(text: str, tone: str = "", *, about: tuple[str, str] = NOBODY, measure: str = "") -> Cell:
    """A cell of words."""
    return Cell(text, tone=tone, about=about, measure=measure)


def figure(
    value: int | None,
    unit: Unit,
    about: tuple[str, str] = ("", ""),
    measure: str = "",
    places: tuple[str, ...] = (),
    notes: tuple[str, ...] = (),
) -> Cell:
    """A figure with the decimals of its unit, adverse in brackets; a dash where it is not known."""
    text = NOTHING if value is None else show_figure(value, unit.places, unit.decimals)
    return Cell(text, value, unit if value is not None else None, about, measure, notes, places=places)


def toned(cell: Cell, tone: str) -> Cell:
    """A cell with the tint of a tone, which its text says in a word."""
    return replace(cell, tone=tone)


def in_part(cell: Cell, lacking: object) -> Cell:
    """A figure of which a part is not known is marked with a '+'."""
    return replace(cell, text=f"{cell.text}+") if lacking and cell.value is not None else cell


def day(iso: str) -> Cell:
    """A date as people write it."""
    return Cell(show_date(iso) or NOTHING)


def line(*cells: Cell) -> Row:
    """A row as usual."""
    return Row(cells)


def total(*cells: Cell) -> Row:
    """A row that adds up those above."""
    return Row(cells, "total")


def group(text: str) -> Row:
    """A heading over the rows that follow."""
    return Row((Cell(text),), "group")


def under(things: Iterable[T], heading: Callable[[T], str], made: Callable[[T], Row]) -> Iterator[Row]:
    """A row a thing, each run of those with the same heading under it; without a heading they stand by themselves."""
    for name, run in groupby(things, heading):
        if name:
            yield group(name)
        yield from map(made, run)


def points(lines: Sequence[str], otherwise: str) -> Bullets | Text:
    """A list of points, or a sentence where there are none."""
    return Bullets(tuple(lines)) if lines else Text(otherwise)
