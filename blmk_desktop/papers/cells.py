"""Cells of a paper's tables: figures as a committee reads them, and the finding that each may have."""

from __future__ import annotations

from blmk_desktop.papers.model import Cell
from blmk_desktop.records.declaration import Unit
from blmk_desktop.values import show_figure

NOTHING = "–"  # a figure that nobody gave, or that cannot be worked out


def words(text: str, tone: str = "") -> Cell:
    """A cell of words."""
    return Cell(text, tone=tone)


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
