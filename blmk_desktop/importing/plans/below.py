"""Reading the tables that stand below the first on a sheet of plans, each by its own headings."""

from __future__ import annotations

from blmk_desktop.importing.plans.figures import FiguresRead, PlacedFigure, read_figures
from blmk_desktop.importing.plans.measures import figure_columns
from blmk_desktop.importing.plans.rows import Round, stage_in
from blmk_desktop.importing.proposal import Refusal
from blmk_desktop.importing.tables.layout import Layout, table_from
from blmk_desktop.importing.tables.names import Names
from blmk_desktop.periods import find_year

Said = tuple[object, ...]


def read_below(read: FiguresRead, first: Layout, plan_round: Round, names: Names) -> None:
    """Add what the tables below the first hold to what was read of it; refuse one that is not of the same plan.

    A table is of another plan if its title names another year or stage, and in doubt if it has nothing recognised or
    gives a figure that stands above it already.
    """
    while (row := read.next_table) is not None:
        layout = table_from(first, row)
        read.next_table = None
        columns = figure_columns(layout, names, {}, plan_round.year)
        whole = columns.complete and columns.beside is None and not columns.unsaid
        below = read_figures(layout, columns, names) if whole else None
        if below is None or _of_another(layout, plan_round) or _said_above(read, below):
            why = "another table begins here; put it on a sheet of its own"
            read.refused.append(Refusal(f"{first.sheet.name}!A{row + 1}", "Table", _first(layout), why))
            return
        read.notes.append(f"another table begins on row {row + 1}; it is read by its own headings")
        read.figures += below.figures
        read.claims += below.claims
        read.refused += below.refused
        read.notes += [note for note in below.notes if note not in read.notes]
        read.next_table = below.next_table


def _of_another(layout: Layout, plan_round: Round) -> bool:
    year, stage = find_year(layout.title), stage_in(layout.title)
    return (year or plan_round.year) != plan_round.year or (stage or plan_round.stage) != plan_round.stage


def _said_above(read: FiguresRead, below: FiguresRead) -> bool:
    return not {_said(placed) for placed in read.figures}.isdisjoint(_said(placed) for placed in below.figures)


def _said(placed: PlacedFigure) -> Said:
    return (placed.subject, placed.figure.measure, placed.figure.month)


def _first(layout: Layout) -> str:
    return next(filter(None, layout.headings), "")
