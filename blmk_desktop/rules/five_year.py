"""The five-year budget as a model: lines grown by their assumptions, an allocation, and what balances the two.

The case as published comes out exactly as it is printed; a scenario differs from it only by what it assumes
otherwise. Money is pence and exact throughout; rates are ten-thousandths.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property, partial

from blmk_desktop.rules.assumptions import ONE, Assumptions
from blmk_desktop.rules.five_year_growth import growth_of, growth_words
from blmk_desktop.rules.five_year_lines import Printed, Published
from blmk_desktop.rules.worked import amount, nearest, rate, unit_of

CONTINGENCY, BASIS = "Contingency share", "Allocation used"
OF_BALANCE = frozenset({CONTINGENCY, BASIS})  # what moves no line, but what balances them
BASES = ("as the budget prints it", "adjusted allocation", "final allocation")  # by the number that BASIS holds
AS_PRINTED, ADJUSTED, FINAL = range(len(BASES))
LINE, RESERVE, SAVINGS, TOTAL, ALLOCATION = "line", "contingency", "savings", "total", "allocation"
SAVED = "Savings required (QIPP)"
KEPT_BACK = "Contingency"


@dataclass(frozen=True, slots=True)
class Worked:
    """A figure of the model: pence, exact, and how it was worked out, which `told` says when it is asked."""

    value: Fraction
    told: Callable[[], str]


Case = dict[tuple[str, str, str], Worked]  # area, line (or kind of a row that balances), year


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure of a year: as published, on the assumptions compared with, and in the scenario; pence, with words.

    `verdict` says how far the published figure follows growth and inflation, '' where that is not asked.
    """

    year: str
    published: Printed | None
    base: int
    scenario: int
    base_told: Callable[[], str] = field(compare=False, repr=False)
    told: Callable[[], str] = field(compare=False, repr=False)
    verdict: str = ""

    @property
    def base_words(self) -> str:
        """How the figure compared with was worked out."""
        return self.base_told()

    @property
    def words(self) -> str:
        """How the scenario's figure was worked out."""
        return self.told()

    @property
    def difference(self) -> int:
        """Scenario less base: more spend is positive."""
        return self.scenario - self.base


@dataclass(frozen=True, slots=True)
class Row:
    """A line of an area over the years. `kind` is line, contingency, savings, total or allocation."""

    area: str
    line: str
    kind: str
    nature: str
    cells: tuple[Cell, ...]

    def cell(self, year: str) -> Cell:
        """Its figure of a year."""
        return next(cell for cell in self.cells if cell.year == year)


@dataclass(frozen=True)
class FiveYear:
    """The model's rows for every area that has lines, then for those that are sums of them."""

    published: Published
    assumptions: Assumptions
    baseline: Assumptions
    rows: Sequence[Row] = ()
    base: Case = field(default_factory=dict, repr=False)

    @property
    def areas(self) -> list[str]:
        """The areas, those with lines of their own first."""
        return [*self.published.areas, *self.published.sums]

    def of(self, area: str) -> list[Row]:
        """The rows of an area."""
        return self._by_area.get(area, [])

    @cached_property
    def _by_area(self) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in self.rows:
            found.setdefault(row.area, []).append(row)
        return found

    def row(self, area: str, kind: str) -> Row | None:
        """The row of an area's total, allocation, contingency or savings."""
        return next((row for row in self.of(area) if row.kind == kind), None)

    def varied(self, assumptions: Assumptions, baseline: Assumptions | None = None) -> FiveYear:
        """The same with other assumptions, worked out at once without reading anything."""
        baseline = baseline or self.baseline
        return _beside(self.published, assumptions, baseline, self.base if baseline == self.baseline else None)


def project(published: Published, assumptions: Assumptions, baseline: Assumptions | None = None) -> FiveYear:
    """Work out the budget on some assumptions, beside what it is on others (those published unless given)."""
    return _beside(published, assumptions, baseline or published.assumptions)


def _beside(
    published: Published, assumptions: Assumptions, baseline: Assumptions, base: Case | None = None
) -> FiveYear:
    base = case(published, baseline) if base is None else base
    lines = base if assumptions.only_says(OF_BALANCE, baseline) else None
    scenario = base if assumptions == baseline else case(published, assumptions, lines)
    rows = [row for area in published.areas for row in _rows(published, area, base, scenario)]
    by_area: dict[str, list[Row]] = {}
    for row in rows:
        by_area.setdefault(row.area, []).append(row)
    for area, parts in published.sums.items():
        rows += _summed(area, [row for part in parts for row in by_area.get(part, ())], published)
    return FiveYear(published, assumptions, baseline, rows, base)


def case(published: Published, assumptions: Assumptions, lines: Case | None = None) -> Case:
    """Every figure of every area on some assumptions; `lines` are those of a case that grows them alike."""
    found: Case = dict(lines or {})
    for area in published.areas:
        for line in spend_lines(published, area) if lines is None else ():
            found.update(_grown(published, assumptions, area, line))
        for year in published.years:
            found.update(_balanced(published, assumptions, area, year, found))
    return found


def reserve_line(published: Published, area: str) -> str:
    """The line that what is left over goes to: contingency, else reserves; '' if the area has neither."""
    return next(iter([*published.lines_of(area, "contingency"), *published.lines_of(area, "reserves")]), "")


def spend_lines(published: Published, area: str) -> list[str]:
    """The lines that grow: all but the one that takes what is left over, and savings."""
    balancing = {reserve_line(published, area), *published.lines_of(area, "QIPP")}
    return [line for line in published.lines_of(area) if line not in balancing]


def _grown(
    published: Published, assumptions: Assumptions, area: str, line: str
) -> Iterator[tuple[tuple[str, str, str], Worked]]:
    """A line from year to year, the first as published."""
    before: Fraction | None = None
    for year in published.years:
        printed = published.printed(area, line, year)
        if before is None:
            value = Fraction(printed.value if printed else 0)
            worked = Worked(value, partial(_first_words, f"{line} {year}", value, published.decimals))
        else:
            growth = growth_of(published, assumptions, area, line, year)
            value = before * growth.factor + growth.step
            worked = Worked(value, partial(growth_words, published, f"{line} {year}", before, growth, value))
        yield (area, line, year), worked
        before = value


def _first_words(what: str, value: Fraction, decimals: int) -> str:
    return f"{what}: {amount(value, decimals)} as published"


def allocation(published: Published, assumptions: Assumptions, area: str, year: str) -> tuple[int, str] | None:
    """The allocation that is used, and which it is; None where it is not known."""
    basis = (assumptions.value(BASIS, area, year) or 0) // ONE
    told = published.allocations.get((area, year))
    printed = published.printed_allocations.get((area, year)) or published.totals.get((area, year))
    by_basis = (printed.value if printed else None, told.adjusted if told else None, told.final if told else None)
    basis = basis if 0 <= basis < len(BASES) and by_basis[basis] is not None else 0
    value = by_basis[basis] if by_basis[basis] is not None else by_basis[1]
    return None if value is None else (value, BASES[basis])


def _balanced(published: Published, assumptions: Assumptions, area: str, year: str, found: Case) -> Case:
    """What balances the lines of a year and the allocation: contingency, and savings where it does not reach."""
    lines = sum((found[area, line, year].value for line in spend_lines(published, area)), Fraction(0))
    given = allocation(published, assumptions, area, year)
    if given is None:
        return _as_printed(published, area, year, lines)
    value, which = given
    share = assumptions.value(CONTINGENCY, area, year) or 0
    left = left_over(published, assumptions, (area, year), lines) or Fraction(0)
    kept = max(Fraction(least_kept(published, assumptions, (area, year))), left)
    saved = min(left - kept, Fraction(0))
    balance = _Balance(
        published, (area, year), (Fraction(value), lines, kept, saved), which, share if kept > left else None
    )
    return {
        (area, RESERVE, year): Worked(kept, balance.kept_words),
        (area, SAVINGS, year): Worked(saved, balance.saved_words),
        (area, TOTAL, year): Worked(lines + kept + saved, balance.total_words),
        (area, ALLOCATION, year): Worked(Fraction(value), balance.allocation_words),
    }


@dataclass(frozen=True, slots=True)
class _Balance:
    """How an area and year balance, to be told in words. `share` is None of a contingency that is what is left."""

    published: Published
    about: tuple[str, str]
    amounts: tuple[Fraction, Fraction, Fraction, Fraction]  # allocation, lines, contingency and savings
    which: str
    share: int | None

    def kept_words(self) -> str:
        """How a contingency came about: a share of the allocation at least, else what is left over."""
        given, lines, kept, _ = self._shown
        if self.share == 0 and kept == "0":
            return f"{self.about[1]}: nothing is left over, and no share of the allocation is assumed to be kept back"
        if self.share is not None:
            return f"{self.about[1]}: {rate(self.share)} of the allocation of {given} = {kept}"
        return f"{self.about[1]}: allocation {given} − lines {lines}{self._rounding} = {kept}, what is left over"

    def saved_words(self) -> str:
        """What has to be saved, or that nothing has to be."""
        given, lines, kept, saved = self._shown
        if saved == "0":
            return f"{self.about[1]}: the allocation of {given} is enough, nothing needs to be saved"
        sides = f"allocation {given} − lines {lines} − contingency {kept}{self._rounding}"
        return f"{self.about[1]}: {sides} = {saved}, to be saved"

    def total_words(self) -> str:
        """What a total adds up."""
        _, lines, kept, saved = self._shown
        return f"{self.about[1]}: lines {lines} + contingency {kept} + savings {saved}"

    def allocation_words(self) -> str:
        """Which allocation is used."""
        return f"{self.about[1]}: {self._shown[0]}, {self.which}"

    @property
    def _shown(self) -> list[str]:
        return [amount(one, self.published.decimals) for one in self.amounts]

    @property
    def _rounding(self) -> str:
        off = _off(self.published, *self.about)
        shown = amount(abs(off), self.published.decimals)
        return f" {'−' if off < 0 else '+'} {shown} of published rounding" if off else ""


def least_kept(published: Published, assumptions: Assumptions, about: tuple[str, str]) -> int:
    """The contingency of an area and a year below which savings are required, in pence; 0 without an allocation."""
    given = allocation(published, assumptions, *about)
    share = assumptions.value(CONTINGENCY, *about) or 0
    return nearest(Fraction((given[0] if given else 0) * share, ONE), _unit(published)) + _odd(published, *about)


def left_over(
    published: Published, assumptions: Assumptions, about: tuple[str, str], lines: Fraction
) -> Fraction | None:
    """What an allocation leaves beside its lines, with the rounding of what is published; None without one."""
    given = allocation(published, assumptions, *about)
    return None if given is None else given[0] - lines + _off(published, *about)


def _as_printed(published: Published, area: str, year: str, lines: Fraction) -> Case:
    kept, saved = (Fraction(value) for value in _balancing(published, area, year))
    told = partial(str, f"{year}: as published, since no allocation is known")
    return {
        (area, RESERVE, year): Worked(kept, told),
        (area, SAVINGS, year): Worked(saved, told),
        (area, TOTAL, year): Worked(lines + kept + saved, partial(str, f"{year}: all lines added up")),
    }


def _balancing(published: Published, area: str, year: str) -> tuple[int, int]:
    """What is printed as contingency (or reserves) and as savings, in pence."""
    kept = published.printed(area, reserve_line(published, area), year)
    saved = [published.printed(area, line, year) for line in published.lines_of(area, "QIPP")]
    return kept.value if kept else 0, sum(one.value for one in saved if one)


def _unit(published: Published) -> int:
    return Printed(0, published.decimals).unit


def _off(published: Published, area: str, year: str) -> int:
    """By how much the published lines miss the published allocation: their rounding, which the model keeps."""
    given = allocation(published, published.assumptions, area, year)
    lines = [published.printed(area, line, year) for line in spend_lines(published, area)]
    return sum(_balancing(published, area, year)) - (given[0] if given else 0) + sum(one.value for one in lines if one)


def _odd(published: Published, area: str, year: str) -> int:
    """By how much the published contingency is not the share that is assumed where savings are needed."""
    given = allocation(published, published.assumptions, area, year)
    kept, saved = _balancing(published, area, year)
    if given is None or not saved:
        return 0
    share = published.assumptions.value(CONTINGENCY, area, year) or 0
    return kept - nearest(Fraction(given[0] * share, ONE), _unit(published))


def _rows(published: Published, area: str, base: Case, scenario: Case) -> Iterator[Row]:
    reserve, saved = reserve_line(published, area), next(iter(published.lines_of(area, "QIPP")), "")
    for line in spend_lines(published, area):
        nature = published.natures.get(line, "spend")
        yield Row(area, line, LINE, nature, _cells(published, (area, line, line), base, scenario))
    kinds = (
        (RESERVE, reserve or KEPT_BACK, reserve, published.natures.get(reserve, "contingency")),
        (SAVINGS, saved or SAVED, saved, "QIPP"),
        (TOTAL, "Total", "", ""),
        (ALLOCATION, "Allocation", "", ""),
    )
    for kind, label, line, nature in kinds:
        if any((area, kind, year) in base for year in published.years):
            yield Row(area, label, kind, nature, _cells(published, (area, line, kind), base, scenario))


def _cells(published: Published, about: tuple[str, str, str], base: Case, scenario: Case) -> tuple[Cell, ...]:
    area, line, key = about
    of_kind: Mapping[str, Mapping[tuple[str, str], Printed]] = {
        TOTAL: published.totals,
        ALLOCATION: published.printed_allocations,
    }
    cells = []
    for year in published.years:
        if (area, key, year) not in base:
            continue
        was, now = base[area, key, year], scenario.get((area, key, year), base[area, key, year])
        printed = of_kind[key].get((area, year)) if key in of_kind else published.printed(area, line, year)
        told = published.explained.get((area, line, year))
        words = (was.told, now.told, told.verdict if told else "")
        cells.append(Cell(year, printed, nearest(was.value), nearest(now.value), *words))
    return tuple(cells)


def _summed(area: str, rows: Sequence[Row], published: Published) -> Iterator[Row]:
    """The rows of an area that is the sum of others: lines of one name added up."""
    order = (LINE, RESERVE, SAVINGS, TOTAL, ALLOCATION)
    named: dict[tuple[str, str], list[Row]] = {}
    for row in sorted(rows, key=lambda row: order.index(row.kind)):
        label = {RESERVE: "Contingency and reserves", SAVINGS: SAVED}.get(row.kind, row.line)
        named.setdefault((row.kind, label), []).append(row)
    for (kind, label), parts in named.items():
        cells = tuple(_sum_cell(year, parts, published) for year in published.years)
        yield Row(area, label, kind, parts[0].nature, cells)


def _sum_cell(year: str, rows: Sequence[Row], published: Published) -> Cell:
    found = [(row.area, cell) for row in rows for cell in row.cells if cell.year == year]
    printed = [cell.published for _, cell in found if cell.published]
    whole = Printed(sum(one.value for one in printed), published.decimals) if printed else None
    sides = ([(area, cell.base) for area, cell in found], [(area, cell.scenario) for area, cell in found])
    base, scenario = (sum(value for _, value in side) for side in sides)
    base_told, told = (partial(_sum_words, year, side, published.decimals) for side in sides)
    return Cell(year, whole, base, scenario, base_told, told)


def _sum_words(year: str, side: Sequence[tuple[str, int]], decimals: int) -> str:
    parts = " + ".join(f"{area} {amount(value, decimals)}" for area, value in side)
    whole, unit = sum(value for _, value in side), unit_of(min(decimals, 0))
    exact = sum(nearest(value, unit) for _, value in side) == nearest(whole, unit)
    return f"{year}: {parts} = {amount(whole, decimals)}{'' if exact else ', added up before rounding'}"
