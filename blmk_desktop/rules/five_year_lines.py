"""How far the lines of a published five-year budget follow the population growth and inflation published with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache, cached_property

from blmk_desktop.rules.assumptions import ONE, Assumptions
from blmk_desktop.rules.worked import amount, percent_more, rate, unit_of

MODEL = "five-year budget"
POPULATION, INFLATION = "Population growth", "Inflation"
ADDED, COMPOUNDED = "added", "compounded"
METHODS = {
    ADDED: "growth and inflation added",
    COMPOUNDED: "growth and inflation compounded",
    "inflation": "inflation alone",
    "population": "population growth alone",
}
WITHIN, NEAR, OTHER, NOT = "within rounding", "near", "another rule", "not explained"
VERDICTS = (WITHIN, NEAR, OTHER, NOT)
NEARLY = 10  # ten-thousandths: near is within a thousandth of what is printed
SPEND = ("spend", "prior-year benefit")  # of the natures of categories: the rest balances the budget
NOWHERE = 1_000_000
Key = tuple[str, str, str]  # area, line, year


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed figure in pence, and where it stands."""

    value: int
    decimals: int = 2
    source: str = ""
    sheet: str = ""
    cell: str = ""
    id: int = 0

    @property
    def unit(self) -> int:
        """The pence of one unit of its last place."""
        return unit_of(self.decimals)

    @property
    def row(self) -> int:
        """The row of its cell on the sheet; beyond all others where nobody says."""
        digits = self.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        return int(digits) if digits.isdecimal() else NOWHERE

    @property
    def where(self) -> str:
        """Where it stands, for a finding; '' if nowhere."""
        return f"{self.source} › {self.sheet}!{self.cell}" if self.cell else self.source


@dataclass(frozen=True, slots=True)
class Total:
    """A printed total of an area in a year, and the rows of the sheet that it stands under."""

    area: str
    year: str
    label: str
    printed: Printed
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Allocated:
    """What is published to be allocated to an area in a year, in pence, before and after the adjustment."""

    final: int | None = None
    adjusted: int | None = None
    adjustment: int | None = None
    distance: int | None = None  # from target, hundredths of a percentage point
    decimals: int = 2
    source: str = ""
    cell: str = ""
    id: int = 0


@dataclass(frozen=True)
class Published:
    """A projection as it was published: lines by area and year, what it prints as allocation and total, and M.

    `areas` have lines of their own; `sums` says of which of them another area is the sum. `order` and `natures` are
    of the lines.
    """

    version: str = ""
    years: Sequence[str] = ()
    areas: Sequence[str] = ()
    sums: Mapping[str, Sequence[str]] = field(default_factory=dict)
    lines: Mapping[tuple[str, str], Mapping[str, Printed]] = field(default_factory=dict)
    natures: Mapping[str, str] = field(default_factory=dict)
    printed_allocations: Mapping[tuple[str, str], Printed] = field(default_factory=dict)
    printed_totals: Sequence[Total] = ()  # of everything and of parts, as they stand on the sheet
    allocations: Mapping[tuple[str, str], Allocated] = field(default_factory=dict)
    assumptions: Assumptions = field(default_factory=lambda: Assumptions(""))

    def printed(self, area: str, line: str, year: str) -> Printed | None:
        """What is printed of a line."""
        return self.lines.get((area, line), {}).get(year)

    def lines_of(self, area: str, *natures: str) -> list[str]:
        """The lines of an area, of these natures, in order; all without any."""
        of = self._lines_by_area.get(area, ())
        return [line for line in of if not natures or self.natures.get(line) in natures]

    @cached_property
    def _lines_by_area(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for area, line in self.lines:
            found.setdefault(area, []).append(line)
        return found

    @cached_property
    def rates(self) -> dict[tuple[str, str], tuple[int, int] | None]:
        """Growth and inflation by area and year, as far as anybody asked for them."""
        return {}

    def before(self, year: str) -> str:
        """The year before, '' of the first."""
        at = list(self.years).index(year)
        return self.years[at - 1] if at else ""

    @cached_property
    def totals(self) -> dict[tuple[str, str], Printed]:
        """The total of everything that is printed of each area and year: the last one on the sheet."""
        return {(one.area, one.year): one.printed for one in sorted(self.printed_totals, key=lambda one: one.last)}

    @cached_property
    def decimals(self) -> int:
        """The decimals that most of it is printed with, at the coarsest."""
        return min((one.decimals for years in self.lines.values() for one in years.values()), default=-3)

    @cached_property
    def method(self) -> str:
        """Added or compounded: which explains more of the lines; added where they explain as many."""
        counts = {method: sum(_holds(self, key, method) for key in _keys(self)) for method in (ADDED, COMPOUNDED)}
        return COMPOUNDED if counts[COMPOUNDED] > counts[ADDED] else ADDED

    @cached_property
    def explained(self) -> dict[Key, Explained]:
        """How each line of each year but the first follows the published growth and inflation."""
        return {key: _explain(self, key, self.method) for key in _keys(self)}


@dataclass(frozen=True, slots=True)
class Explained:
    """A line of a year held against what growth and inflation make of the year before.

    `predicted` is exact, by `method`; `verdict` is one of VERDICTS; `growth` what the line grew by (ten-thousandths).
    """

    area: str
    line: str
    year: str
    before: Printed
    printed: Printed
    method: str
    predicted: Fraction
    verdict: str
    words: str

    @property
    def difference(self) -> Fraction:
        """Printed less predicted."""
        return self.printed.value - self.predicted

    @property
    def growth(self) -> Fraction | None:
        """By how much the line is more than the year before, in ten-thousandths; None from nothing."""
        return percent_more(self.printed.value, self.before.value) if self.before.value else None


@dataclass(frozen=True, slots=True)
class MethodRow:
    """How many lines of all years a way to grow them explains."""

    method: str
    within: int
    near: int
    of: int


@cache
def growth_factor(method: str, growth: int, inflation: int) -> Fraction:
    """By what a line is multiplied, of a growth and an inflation in ten-thousandths."""
    one = Fraction(ONE)
    if method == COMPOUNDED:
        return (one + growth) * (one + inflation) / ONE / ONE
    added = {ADDED: growth + inflation, "inflation": inflation, "population": growth}
    return (one + added[method]) / ONE


def methods(published: Published) -> list[MethodRow]:
    """Each way to grow lines, with how many of them it explains."""
    keys = list(_keys(published))
    return [
        MethodRow(
            words,
            sum(_holds(published, key, method) for key in keys),
            sum(_is_near(published, key, method) and not _holds(published, key, method) for key in keys),
            len(keys),
        )
        for method, words in METHODS.items()
    ]


def _keys(published: Published) -> list[Key]:
    """Every line of spend in a year of which growth and inflation are published, with a year before it."""
    found = []
    for (area, line), years in published.lines.items():
        if published.natures.get(line, "spend") not in SPEND:
            continue
        for year in years:
            before = published.before(year)
            if before in years and _rates(published, area, year):
                found.append((area, line, year))
    return found


def _rates(published: Published, area: str, year: str) -> tuple[int, int] | None:
    """The growth and inflation of an area in a year, which all of its lines ask for; None where one is not known."""
    if (area, year) not in published.rates:
        growth = published.assumptions.value(POPULATION, area, year)
        inflation = published.assumptions.value(INFLATION, area, year)
        published.rates[area, year] = None if growth is None or inflation is None else (growth, inflation)
    return published.rates[area, year]


def _pair(published: Published, key: Key) -> tuple[Printed, Printed]:
    area, line, year = key
    years = published.lines[area, line]
    return years[published.before(year)], years[year]


def _predicted(published: Published, key: Key, method: str) -> Fraction:
    growth, inflation = _rates(published, key[0], key[2]) or (0, 0)
    return _pair(published, key)[0].value * growth_factor(method, growth, inflation)


def _holds(published: Published, key: Key, method: str) -> bool:
    """Whether the printed figure is the predicted one, both years rounded as they are printed."""
    before, printed = _pair(published, key)
    predicted = _predicted(published, key, method)
    grown = predicted / before.value if before.value else Fraction(1)
    slack = Fraction(printed.unit, 2) + grown * Fraction(before.unit, 2)
    return abs(printed.value - predicted) <= slack


def _is_near(published: Published, key: Key, method: str) -> bool:
    printed = _pair(published, key)[1].value
    return abs(printed - _predicted(published, key, method)) * ONE <= abs(printed) * NEARLY


def _explain(published: Published, key: Key, method: str) -> Explained:
    others = [other for other in METHODS if other not in (ADDED, COMPOUNDED)]
    if _holds(published, key, method):
        verdict = WITHIN
    elif _is_near(published, key, method):
        verdict = NEAR
    elif found := next((other for other in others if _holds(published, key, other)), ""):
        method, verdict = found, OTHER
    else:
        verdict = NOT
    before, printed = _pair(published, key)
    predicted = _predicted(published, key, method)
    words = _words(published, key, method, verdict)
    return Explained(*key, before, printed, method, predicted, verdict, words)


def product_words(before: Printed, method: str, rates: tuple[int, int]) -> str:
    """The product that predicts a line: 5,030 × (1 + 2.00% + 2.30%)."""
    growth, inflation = map(rate, rates)
    factors = {
        ADDED: f"(1 + {growth} + {inflation})",
        COMPOUNDED: f"(1 + {growth}) × (1 + {inflation})",
        "inflation": f"(1 + {inflation})",
        "population": f"(1 + {growth})",
    }
    return f"{amount(before.value, before.decimals)} × {factors[method]}"


def _words(published: Published, key: Key, method: str, verdict: str) -> str:
    area, line, year = key
    before, printed = _pair(published, key)
    predicted = _predicted(published, key, method)
    product = product_words(before, method, _rates(published, area, year) or (0, 0))
    made, said = amount(predicted, printed.decimals), amount(printed.value, printed.decimals)
    start = f"{line} {year}: {product} = {made}"
    if verdict in (WITHIN, OTHER):
        follows = f": it follows {METHODS[method]}" if verdict == OTHER else ""
        as_printed = ", as printed" if not follows else ""
        return f"{start}{as_printed if made == said else f'; {said} is printed, off by rounding'}{follows}"
    off = amount(abs(printed.value - predicted), printed.decimals)
    more = "more" if printed.value > predicted else "less"
    share = rate(Fraction(abs(printed.value - predicted)) * ONE / abs(printed.value)) if printed.value else "all"
    tail = "" if verdict == NEAR else ", so something else moves it"
    return f"{start}; {said} is printed, {off} {more} ({share}){tail}"
