"""How far a five-year budget may come out otherwise where its assumptions are uncertain: seeded, a band a year.

Draws are in whole pence, with rates cut to a thousand-millionth: the band is of hundreds of pounds, not of pence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from blmk_desktop.rules.assumptions import ONE, Assumptions
from blmk_desktop.rules.assumptions import Key as Assumed
from blmk_desktop.rules.five_year import least_kept, left_over, spend_lines
from blmk_desktop.rules.five_year_growth import Growth, Term, growth_of
from blmk_desktop.rules.five_year_lines import Published
from blmk_desktop.rules.uncertainty import DRAWS, SEED, band, draws
from blmk_desktop.rules.worked import nearest

FINE = 10**9
LINES, SAVINGS = "lines", "savings"
Drawn = Mapping[Assumed, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Band:
    """Of an area and a year: below which a tenth, half and nine tenths of the draws lie, in pence.

    `measure` is lines (all that grows, before contingency) or savings (what is required; negative, 0 for none).
    """

    area: str
    year: str
    measure: str
    low: int
    middle: int
    high: int


def bands(published: Published, assumptions: Assumptions, n: int = DRAWS, seed: int = SEED) -> list[Band]:
    """The bands of every area and year; none where no assumption that counts is uncertain."""
    ranges = assumptions.uncertain()
    if not ranges:
        return []
    made = draws(seed, n, ranges)
    drawn = {key: [one[key] for one in made] for key in ranges}
    found: dict[tuple[str, str, str], list[int]] = {}
    for area in published.areas:
        sums = _lines(published, assumptions, area, drawn, n)
        for year, lines in sums.items():
            found[area, year, LINES] = lines
            found[area, year, SAVINGS] = _savings(published, assumptions, (area, year), lines)
    for area, parts in published.sums.items():
        for year in published.years:
            for measure in (LINES, SAVINGS):
                sides = [found[part, year, measure] for part in parts if (part, year, measure) in found]
                found[area, year, measure] = [sum(values) for values in zip(*sides, strict=True)]
    return [Band(*key, *band(values)) for key, values in found.items() if values]


def _lines(published: Published, assumptions: Assumptions, area: str, drawn: Drawn, n: int) -> dict[str, list[int]]:
    """All lines of an area added up, draw by draw."""
    sums = {year: [0] * n for year in published.years}
    factors: dict[tuple[object, ...], list[int]] = {}
    for line in spend_lines(published, area):
        values: list[int] | None = None
        for year in published.years:
            if values is None:
                printed = published.printed(area, line, year)
                values = [printed.value if printed else 0] * n
            else:
                growth = growth_of(published, assumptions, area, line, year)
                way = (growth.population, growth.inflation, growth.others, growth.own, growth.compounded, growth.later)
                if way not in factors:
                    factors[way] = _factors(growth, drawn, n)
                step = nearest(growth.step)
                values = [value * by // FINE + step for value, by in zip(values, factors[way], strict=True)]
            sums[year] = [whole + value for whole, value in zip(sums[year], values, strict=True)]
    return sums


def _factors(growth: Growth, drawn: Drawn, n: int) -> list[int]:
    """What a line is multiplied by, draw by draw, in thousand-millionths."""
    people, prices = (_added(terms, drawn, n) for terms in (growth.population, growth.inflation))
    others, fine = _added(growth.others, drawn, n), FINE // ONE
    comes = [ONE - by for by in _added((growth.later,), drawn, n)] if growth.later else [ONE] * n
    own = [nearest((growth.own or 0) * fine)] * n
    if growth.own is None:
        people = [one * by // ONE if one > 0 else one for one, by in zip(people, comes, strict=True)]
    elif growth.own > 0:
        own = [one * by // ONE for one, by in zip(own, comes, strict=True)]
    sides = zip(people, prices, others, own, strict=True)
    grown = [(one + two + three) * fine + four for one, two, three, four in sides]
    if growth.compounded:
        grown = [all_of + one * two * (fine // ONE) for all_of, one, two in zip(grown, people, prices, strict=True)]
    return [FINE + one for one in grown]


def _added(terms: Sequence[Term], drawn: Drawn, n: int) -> list[int]:
    columns = [drawn[term.key] if term.key and term.key in drawn else [term.value] * n for term in terms]
    return [sum(values) for values in zip(*columns, strict=True)] if columns else [0] * n


def _savings(published: Published, assumptions: Assumptions, about: tuple[str, str], lines: Sequence[int]) -> list[int]:
    nothing = left_over(published, assumptions, about, Fraction(0))
    if nothing is None:
        return []
    reach = nearest(nothing) - least_kept(published, assumptions, about)
    return [min(reach - one, 0) for one in lines]
