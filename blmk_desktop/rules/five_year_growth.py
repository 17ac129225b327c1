"""How a line of a five-year budget gets from one year to the next: population, inflation, dials, its own growth."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from blmk_desktop.rules.assumptions import ONE, Assumptions
from blmk_desktop.rules.assumptions import Key as Assumed
from blmk_desktop.rules.five_year_lines import COMPOUNDED, INFLATION, NEAR, POPULATION, WITHIN, Published
from blmk_desktop.rules.worked import amount, percent_more, rate

MORE_PEOPLE, MORE_INFLATION = "Faster population growth", "Higher inflation"
PAY, PREMISES, LATER = "Pay award", "Higher premises growth", "Slower recruitment"
OWN = "Growth of the line"
MOVED = {  # the lines that a dial moves, by what they are called; an assumption of one line moves that one
    PAY: re.compile(r"\bmain contract|\b[ap]?p?g?ms\b|\bnetwork|\bpcn", re.IGNORECASE),
    LATER: re.compile(r"\bnetwork|\bpcn|\barrs\b|\badditional roles?\b", re.IGNORECASE),
    PREMISES: re.compile(r"\bpremises\b|\brents?\b", re.IGNORECASE),
}


@dataclass(frozen=True, slots=True)
class Term:
    """A part of a rate of growth: ten-thousandths, what it is called, and the assumption that says so."""

    name: str
    value: int
    key: Assumed | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Growth:
    """How a line gets from one year to the next: last year's × (1 + rates), and pence that stay as published.

    `own` is a growth as published (ten-thousandths, exact); `later` the share of what recruitment drives that is late.
    """

    population: tuple[Term, ...] = ()
    inflation: tuple[Term, ...] = ()
    others: tuple[Term, ...] = ()
    own: Fraction | None = None
    compounded: bool = False
    later: Term | None = None
    step: Fraction = Fraction(0)

    @property
    def slowed(self) -> Fraction:
        """The share that comes of what recruitment drives: the line's own growth, else that of the population."""
        return 1 - Fraction(self.later.value, ONE) if self.later else Fraction(1)

    @property
    def factor(self) -> Fraction:
        """By what last year's is multiplied."""
        people, prices, others = (
            Fraction(sum(term.value for term in terms), ONE) for terms in (self.population, self.inflation, self.others)
        )
        own = (self.own or 0) / Fraction(ONE)
        if self.own is None:
            people = people * self.slowed if people > 0 else people
        elif own > 0:
            own *= self.slowed
        grown = (1 + people) * (1 + prices) - 1 if self.compounded else people + prices
        return 1 + grown + own + others


def growth_of(published: Published, assumptions: Assumptions, area: str, line: str, year: str) -> Growth:
    """How a line gets to a year: by growth and inflation where it is published so, else by its own growth."""
    found = published.explained.get((area, line, year))
    people = _terms(assumptions, (POPULATION, MORE_PEOPLE), (area, year, line))
    prices = _terms(assumptions, (INFLATION, MORE_INFLATION), (area, year, line))
    others = _terms(assumptions, (PAY, PREMISES), (area, year, line))
    later = next(iter(_terms(assumptions, (LATER,), (area, year, line))), None)
    if (own := assumptions.find(OWN, area, year, line)) and own.item == line:
        term = Term(OWN, own.value, own.key, "assumed for it")
        return Growth(_dials(people), _dials(prices), (term, *others), later=later)
    compounded = published.method == COMPOUNDED
    if found and found.verdict in (WITHIN, NEAR):
        return Growth(people, prices, others, None, compounded, later, found.difference)
    before, printed = (published.printed(area, line, one) for one in (published.before(year), year))
    was, now = (one.value if one else 0 for one in (before, printed))
    told = _as_published(published, area, year)
    own_growth = percent_more(now, was) if was else Fraction(0)
    step = Fraction(0 if was else now)
    moved = (_changed(people, told[0]), _changed(prices, told[1]))
    return Growth(*moved, others, own_growth, False, later, step)


def _terms(assumptions: Assumptions, names: Iterable[str], about: tuple[str, str, str]) -> tuple[Term, ...]:
    """What is assumed under these names of a line, where it is one that they move."""
    area, year, line = about
    terms = []
    for name in names:
        found = assumptions.find(name, area, year, line)
        pattern = MOVED.get(name)
        if found and (found.item or pattern is None or pattern.search(line)):
            terms.append(Term(name, found.value, found.key, name.lower()))
    return tuple(terms)


def _as_published(published: Published, area: str, year: str) -> tuple[int, int]:
    growth, inflation = (published.assumptions.value(name, area, year) or 0 for name in (POPULATION, INFLATION))
    return growth, inflation


def _changed(terms: tuple[Term, ...], published: int) -> tuple[Term, ...]:
    """Of a line that has its own growth: by how much more is assumed than was published."""
    whole = [Term(term.name, -published) for term in terms if term.name in (POPULATION, INFLATION)]
    return (*terms, *whole)


def _dials(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    return tuple(term for term in terms if term.name not in (POPULATION, INFLATION))


def growth_words(published: Published, what: str, before: Fraction, growth: Growth, value: Fraction) -> str:
    """How a line got to a year, in words: what the year before is multiplied by, term by term, and what that makes."""
    decimals = published.decimals
    share = f" × {rate(growth.slowed * ONE)} for slower recruitment" if growth.later and growth.later.value else ""
    terms = [f"{rate(growth.own)} as published{share if growth.own > 0 else ''}"] if growth.own is not None else []
    people = _side_words(growth.population, joined=growth.own is not None)
    terms += [f"({' + '.join(people)}){share}"] if share and people and growth.own is None else people
    terms += _side_words(growth.inflation, joined=growth.own is not None)
    terms += [f"{rate(term.value)} {term.words}" for term in growth.others if term.value]
    rates = f"+ {' + '.join(terms)}".replace("+ −", "− ") if terms else ""
    made = amount(before * growth.factor, decimals)
    start = f"{what}: {amount(before, decimals)} × (1 {rates}) = {made}" if rates else f"{what}: no growth"
    shown = amount(value, decimals)
    return start if shown == made else f"{start}; {shown} with the rounding of what is published"


def _side_words(terms: Sequence[Term], *, joined: bool) -> list[str]:
    """The terms of population or inflation; beside a line's own growth only what is changed of it."""
    if joined:
        changed = sum(term.value for term in terms)
        more = "more " if changed > 0 else ""
        return [f"{rate(changed)} {more}{terms[0].name.lower()}"] if changed else []
    return [f"{rate(term.value)} {term.words}" for at, term in enumerate(terms) if term.value or not at]
