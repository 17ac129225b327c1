"""Cells and rows of a paper's tables: figures as a committee reads them, and the finding that each may have."""

from __future__ import annotations

from collections.abc import Sequence

from blmk_desktop.papers.model import Bullets, Cell, Row, Text
from blmk_desktop.periods import show_date
from blmk_desktop.records.declaration import Unit
from blmk_desktop.values import show_figure

NOTHING = "–"  # a figure that nobody gave, or that cannot be worked out


def words(text: str, tone: str = "", *, about: tuple[str, str] = ("", ""), measure: str = "") -> Cell:
    """A cell of words; `about` and `measure` where a finding may doubt them."""
    return Cell(text, about=about, measure=measure, tone=tone)


def figure(
    value: int | None,
    unit: Unit,
    about: tuple[str, str] = ("", ""),
    measure: str = "",
    places: tuple[str, ...] = (),
    notes: tuple[str, ...] = (),
    *,
    tone: str = "",
    more: bool = False,
) -> Cell:
    """A figure with the decimals of its unit, adverse in brackets; a dash where it is not known.

    `more`: a part of it is not known, which a '+' says.
    """
    text = NOTHING if value is None else show_figure(value, unit.places, unit.decimals)
    marked = f"{text}+" if more and value is not None else text
    return Cell(marked, value, unit if value is not None else None, about, measure, notes, tone, places)


def day(on: str) -> Cell:
    """A date (ISO) as people write it; a dash for none."""
    return Cell(show_date(on) or NOTHING)


def line(*cells: Cell) -> Row:
    """A row."""
    return Row(cells)


def total(*cells: Cell) -> Row:
    """A row that adds up those above it."""
    return Row(cells, "total")


def group(text: str) -> Row:
    """A heading over the rows that follow."""
    return Row((Cell(text),), "group")


def listed_points(lines: Sequence[str], otherwise: str) -> Bullets | Text:
    """A list of points; where there is none, the sentence that says so."""
    return Bullets(tuple(lines)) if lines else Text(otherwise)
