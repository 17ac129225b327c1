"""What may be turned in the five-year budget, and what that comes to beside the case that it is compared with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from blmk_desktop.rules.assumptions import ONE
from blmk_desktop.rules.five_year import BASES, BASIS, CONTINGENCY, LINE, RESERVE, SAVINGS
from blmk_desktop.rules.five_year_growth import LATER, MORE_INFLATION, MORE_PEOPLE, PAY, PREMISES
from blmk_desktop.rules.worked import amount
from ui.parts.dials import Dial
from ui.parts.scenario_sets import Turned

if TYPE_CHECKING:
    from blmk_desktop.rules.five_year import Cell, FiveYear

POINTS = " points"
DIALS = (
    Turned(
        Dial(PAY, "&Pay award", 500, 25, 100, POINTS, page=4, help="A year, on main contracts and networks"),
    ),
    Turned(
        Dial(LATER, "Slower rec&ruitment", 10_000, 500, 100, " %", page=4, help="Of a year's growth of network lines"),
    ),
    Turned(
        Dial(MORE_PEOPLE, "Faster &growth", 300, 10, 100, POINTS, page=5, least=-300, help="Of the population, a year"),
    ),
    Turned(
        Dial(MORE_INFLATION, "Higher &inflation", 500, 25, 100, POINTS, page=4, least=-500, help="A year"),
    ),
    Turned(
        Dial(PREMISES, "Pre&mises growth", 1000, 25, 100, POINTS, page=4, least=-500, help="A year, on premises"),
    ),
    Turned(
        Dial(
            CONTINGENCY, "C&ontingency", 300, 10, 100, " %", page=5, help="Of the allocation, where it does not reach"
        ),
        base=50,
    ),
    Turned(Dial.choosing(BASIS, "&Allocation", BASES, "Which allocation the budget is held against"), "number", ONE),
)
NOTE = (
    "What the published growth and inflation do not explain keeps the growth that was published for it. Where lines "
    "and contingency are more than the allocation, the difference has to be saved (QIPP)."
)


def results(found: FiveYear, area: str, against: str) -> list[Sequence[str]]:
    """Lines, contingency and savings of an area in the last year, and savings of all years; headings first."""
    if not found.published.years:
        return []
    last = found.published.years[-1]
    rows: list[Sequence[str]] = [("£000", against, "Scenario", "Difference")]
    lines = [row.cell(last) for row in found.of(area) if row.kind == LINE]
    rows.append(_row(f"Lines {last}", lines))
    for kind, words in ((RESERVE, "Contingency"), (SAVINGS, "To be saved")):
        row = found.row(area, kind)
        if row is not None:
            rows.append(_row(f"{words} {last}", [row.cell(last)]))
    saved = found.row(area, SAVINGS)
    if saved is not None:
        rows.append(_row("To be saved, all years", saved.cells))
    return rows


def _row(words: str, cells: Sequence[Cell]) -> tuple[str, str, str, str]:
    base, scenario = sum(cell.base for cell in cells), sum(cell.scenario for cell in cells)
    return words, amount(base), amount(scenario), signed(scenario - base)


def signed(pence: int) -> str:
    """A difference in £000 with its sign, '–' where there is none."""
    shown = amount(abs(pence))
    return "–" if shown == "0" else f"{'+' if pence > 0 else '−'}{shown}"


def scenario_words(found: FiveYear, area: str, against: str) -> str:
    """What the scenario comes to in one sentence, '' where nothing is otherwise."""
    moved = [row for row in found.of(area) if row.kind == LINE and any(cell.difference for cell in row.cells)]
    saved, years = found.row(area, SAVINGS), found.published.years
    if not years or saved is None:
        return ""
    if not moved and not any(cell.difference for cell in saved.cells):
        return f"{area}: no figure is other than in {against}."
    most = max(moved, key=lambda row: abs(row.cells[-1].difference), default=None)
    more = sum(-cell.difference for cell in saved.cells)
    parts = [f"{_thousands(abs(more))} {'more' if more > 0 else 'less'} to be saved" if more else "as much to be saved"]
    if most is not None:
        parts.append(f"{most.line} moves most: {signed(most.cells[-1].difference)} in {years[-1]}")
    return f"{area} over all years: {'; '.join(parts)}."


def _thousands(pence: int) -> str:
    return f"£{amount(pence)}k"
