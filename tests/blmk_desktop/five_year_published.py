"""The five-year budgets and allocations of the strategy of 2019 (appendices N and M), in £000, for tests."""

from __future__ import annotations

from collections.abc import Mapping

from blmk_desktop.rules.assumptions import Assumption, Assumptions, layer
from blmk_desktop.rules.five_year import CONTINGENCY
from blmk_desktop.rules.five_year_lines import INFLATION, POPULATION, Allocated, Printed, Published, Total
from tools.make_demo_budgets import (
    ADJUSTED,
    BEDS,
    CODES,
    FINAL,
    GROWTH,
    LINES,
    LUTON,
    MK,
    PRICES,
    TOTALS,
    YEARS,
    allocations,
    sheet,
)

__all__ = [
    "ADJUSTED",
    "BEDS",
    "BLMK",
    "CODES",
    "FINAL",
    "LINES",
    "LUTON",
    "MK",
    "TOTALS",
    "YEARS",
    "allocations",
    "sheet",
]

BLMK = "BLMK"

NATURES = {"Contingency": "contingency", "QiPP Required": "QIPP", "Reserves": "reserves"}
THOUSAND = 100_000  # pence


def assumed() -> Assumptions:
    """Growth and inflation as published, and the share that the contingencies come to."""
    said = [Assumption(CONTINGENCY, 50, area) for area in (BEDS, LUTON)]
    for at, year in enumerate(YEARS[1:]):
        said += [Assumption(POPULATION, GROWTH[at], year=year), Assumption(INFLATION, PRICES[at], year=year)]
    return Assumptions("As published", [layer(said)])


def strategy() -> Published:
    """All of it, as the summary gives it."""

    def over_years(figures: Mapping[str, tuple[int, ...]]) -> dict[tuple[str, str], Printed]:
        return {
            (area, year): Printed(value * THOUSAND, -3)
            for area, values in figures.items()
            for year, value in zip(YEARS, values, strict=True)
        }

    lines = {
        (area, line): {year: Printed(value * THOUSAND, -3) for year, value in zip(YEARS, values, strict=True)}
        for area, of_area in LINES.items()
        for line, values in of_area.items()
    }
    natures = {line: NATURES.get(line, "spend") for of_area in LINES.values() for line in of_area}
    told = {
        (area, year): Allocated(FINAL[area][at] * THOUSAND, ADJUSTED[area][at] * THOUSAND, decimals=-3)
        for area in LINES
        for at, year in enumerate(YEARS)
    }
    sums = {BLMK: tuple(LINES)}
    printed = over_years(TOTALS)
    totals = [Total(area, year, "Total", one, 0, 0) for (area, year), one in printed.items()]
    return Published("Strategy", YEARS, tuple(LINES), sums, lines, natures, printed, totals, told, assumed())
