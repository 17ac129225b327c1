"""The GP workforce gap: of a baseline, year by year with those who join and leave, and as a bridge to a target.

Staff are whole hundredths of a WTE, shares and growth whole ten-thousandths. The gap is that of table 1 of the BLMK
GP Workforce Plan 2018: vacancies (B), those who retire within 12 months (C) and the expansion target (E).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from blmk_desktop.rules.assumptions import ONE

MODEL = "GP workforce gap"
# The names of its assumptions. Those of a programme have it as their item.
DELIVERY = "programme delivery"
GROWTH = "demand growth"
SUBSTITUTION = "role substitution"
LEAVING_YEARS = "years in which those over 50 leave"
OTHER_LEAVERS = "other leavers"
NATIONAL_BEFORE, NATIONAL_NOW = "national count before", "national count now"
DEMAND, SUBSTITUTED, NATIONAL_SHARE = "demand at the end", "done by other roles", "national share"

_FINE = 10_000  # a projection reckons in ten-thousandths of a hundredth, so that rounding does not add up


@dataclass(frozen=True, slots=True)
class Baseline:
    """What a survey counts of a profession in an area, in hundredths of a WTE; None where it does not say."""

    baseline: int | None = None
    vacancies: int | None = None
    retiring: int | None = None
    expansion: int | None = None
    international: int | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """The gap of a baseline: staff in hundredths, shares of the baseline exact in hundredths of a percentage point."""

    gap: int | None = None  # F: B + C + E; without a target B + C
    without_targets: int | None = None  # B + C
    other_recruitment: int | None = None  # E less those recruited abroad
    share: Fraction | None = None  # F of A
    vacancy_share: Fraction | None = None  # B of A


def gap_of(found: Baseline) -> Gap:
    """The gap of a baseline (table 1, columns F and following). Nothing of it where vacancies are not known."""
    other = None if found.expansion is None else found.expansion - (found.international or 0)
    if found.vacancies is None:
        return Gap(other_recruitment=other)
    without = found.vacancies + (found.retiring or 0)
    gap = without + (found.expansion or 0)
    return Gap(gap, without, other, share_of(gap, found.baseline), share_of(found.vacancies, found.baseline))


def share_of(part: int, whole: int | None) -> Fraction | None:
    """A part as a percentage of the whole, exact in hundredths of a percentage point; None of nothing."""
    return Fraction(part * ONE, whole) if whole else None


@dataclass(frozen=True, slots=True)
class Joiners:
    """Those whom a programme is to bring in a year, and the share of them that comes."""

    programme: str
    target: int
    delivered: int = ONE

    @property
    def wte(self) -> Fraction:
        """How many come, exact in hundredths."""
        return Fraction(self.target * self.delivered, ONE)


@dataclass(frozen=True, slots=True)
class Start:
    """Where a projection begins: staff in post, what is needed, the share over 50 and in how many years they leave.

    `leaving_years` is in ten-thousandths of a year.
    """

    stock: int
    demand: int
    over_50: int = 0
    leaving_years: int = 15 * ONE


@dataclass(frozen=True, slots=True)
class Year:
    """What is assumed of a year. `retiring` is how many are known to retire; None: as the age profile says.

    `substituted` is the share of the demand that other roles have taken on by its end, `other_leavers` the share of
    staff that leaves in it beside those who retire.
    """

    year: str
    joiners: Sequence[Joiners] = ()
    retiring: int | None = None
    growth: int = 0
    substituted: int = 0
    other_leavers: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """A year of a projection, in hundredths of a WTE: who joins and leaves, who is there, who is needed, what lacks."""

    year: str
    joiners: int
    leavers: int
    stock: int
    demand: int
    substituted: int
    need: int
    gap: int


def project(start: Start, years: Sequence[Year]) -> list[Step]:
    """Staff and need at the end of each year: staff and joiners less leavers; the demand grown, less what others do."""
    stock, demand = start.stock * _FINE, start.demand * _FINE
    by_age = _part(start.stock * _FINE * ONE, start.over_50, start.leaving_years * ONE)
    steps = []
    for year in years:
        joiners = sum(_part(one.target * _FINE, one.delivered) for one in year.joiners)
        retiring = by_age if year.retiring is None else year.retiring * _FINE
        leavers = min(stock, retiring + _part(stock, year.other_leavers))
        stock += joiners - leavers
        demand += _part(demand, year.growth)
        substituted = _part(demand, year.substituted)
        need = demand - substituted
        figures = (joiners, leavers, stock, demand, substituted, need, need - stock)
        steps.append(Step(year.year, *[(2 * fine + _FINE) // (2 * _FINE) for fine in figures]))
    return steps


def _part(whole: int, share: int, of: int = ONE) -> int:
    """A share of a whole, halves rounded up."""
    return (2 * whole * share + of) // (2 * of) if of else 0


@dataclass(frozen=True, slots=True)
class BridgeStep:
    """A bar of a bridge, in hundredths of a WTE: a level that is reached, or a change on the way to the next.

    `level` is where the bar ends. `rule` says in words what it follows from.
    """

    label: str
    kind: str  # 'level' or 'change'
    value: int
    level: int
    rule: str = ""


@dataclass(frozen=True, slots=True)
class BridgeFigures:
    """What table 4 of the 2018 plan rests on, in hundredths of a WTE; None where nothing is assumed."""

    national_before: int | None = None  # the national count that the target is set on (2015)
    national_now: int | None = None
    survey: int | None = None
    demand: int | None = None
    substituted: int | None = None
    national_share: int | None = None


@dataclass(frozen=True, slots=True)
class Bridge:
    """The bars from the national count to the target, and what it comes to, in hundredths of a WTE."""

    steps: Sequence[BridgeStep] = field(default=())
    lost: int = 0  # between the two national counts
    need: int = 0  # demand less what other roles take on
    to_need: int = 0  # need less the survey's baseline
    target: int = 0  # the national share and what was lost
    compliance: int = 0  # target less what is needed


def bridge(told: BridgeFigures) -> Bridge | None:
    """The bridge of table 4; None unless all six figures are there."""
    figures = (told.national_before, told.national_now, told.survey, told.demand, told.substituted, told.national_share)
    if any(figure is None for figure in figures):
        return None
    before, now, survey, demand, substituted, share = (figure or 0 for figure in figures)
    lost, need = before - now, demand - substituted
    to_need, target = need - survey, share + lost
    compliance = target - to_need
    steps = (
        BridgeStep("National count before", "level", before, before, "assumed"),
        BridgeStep("Fewer since", "change", -lost, now, "national count before less the count now"),
        BridgeStep("National count now", "level", now, now, "assumed"),
        BridgeStep("Local survey differs", "change", survey - now, survey, "local survey less national count"),
        BridgeStep("Local survey", "level", survey, survey, "baseline (A) of table 1"),
        BridgeStep("More demand", "change", demand - survey, demand, "demand less local survey"),
        BridgeStep("Demand", "level", demand, demand, "assumed"),
        BridgeStep("Done by other roles", "change", -substituted, need, "assumed"),
        BridgeStep("Need", "level", need, need, "demand less what other roles do"),
        BridgeStep("Compliance", "change", compliance, need + compliance, "target less (need less local survey)"),
        BridgeStep("Target", "level", survey + target, survey + target, "local survey, national share and those lost"),
    )
    return Bridge(steps, lost, need, to_need, target, compliance)
