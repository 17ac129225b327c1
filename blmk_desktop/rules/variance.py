"""Variances: one sign rule, their share of the plan, RAG, run rates, and the bridge from plan to outturn.

Money is whole pence, percentages whole hundredths of a percentage point. A variance is plan less what it came to:
favourable is positive, adverse is negative and stands in brackets.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from blmk_desktop.rules.claims import agrees, printed_unit
from blmk_desktop.rules.plan_costs import quotient, rounded
from blmk_desktop.rules.plans import WHOLE

RAGS = ("Red", "Amber", "Green")
YEAR_MONTHS = 12
TENTH = 10  # of a percentage point, in hundredths
FAVOURABLE_FIRST = "plan less actual"  # our own rule, and the convention of sources that write it so
NATURES = {"QIPP": "QIPP", "contingency": "contingency", "reserve": "reserves", "prior year": "prior-year benefit"}
NATURES |= dict.fromkeys(("savings target", "savings required", "efficiency"), "QIPP")


@dataclass(frozen=True, slots=True)
class Band:
    """From how much over its plan a line is amber or red: the share (hundredths of a point) and the pence."""

    rag: str
    share: int
    amount: int


@dataclass(frozen=True, slots=True)
class RunRate:
    """What a year would come to if it went on as it did, and what that takes for granted, in words."""

    name: str
    value: int
    assumes: str


@dataclass(frozen=True, slots=True)
class Step:
    """A bar of a bridge: from one level to another. `amount` is what it adds to cost; start and end stand on nothing.

    `kind` is start, step or end; `nature` that of the category that a step is of.
    """

    label: str
    kind: str
    before: int
    after: int
    nature: str = ""

    @property
    def amount(self) -> int:
        """What it adds; of a start or an end the whole of it."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Held:
    """A printed figure held against what it should be, `value`, in the same units and to the nearest whole one.

    `verdict` is held; rounded where only the rounding of its parts explains the difference; lost sign; or failed.
    """

    verdict: str
    value: int


def judged(
    printed: tuple[int, int], value: Fraction, parts: Sequence[tuple[int, int]], *, percent: bool = False
) -> Held:
    """Hold a printed figure (value, decimals) against what its parts (value, decimals) come to.

    The parts of a percentage are the plan and what it came to. A percentage of a negative plan is negative where the
    variance is favourable: printed without its sign, it is a sign lost.
    """
    figure, decimals = printed
    if agrees(figure, decimals, value):
        return Held("held", rounded(value))
    if figure and agrees(-figure, decimals, value):
        return Held("lost sign", rounded(value))
    slacks = [printed_unit(exact) / 2 if exact < 1 else Fraction(0) for _, exact in parts]
    slack = _ratio_slack(value, parts[0][0], slacks) if percent else sum(slacks, Fraction(0))
    if agrees(figure, decimals, value, slack):
        return Held("rounded", rounded(value))
    lost = figure and agrees(-figure, decimals, value, slack)
    return Held("lost sign" if lost else "failed", rounded(value))


def _ratio_slack(value: Fraction, plan: int, slacks: Sequence[Fraction]) -> Fraction:
    """How far rounding of plan and outturn may have moved a percentage of the plan, in hundredths of a point."""
    least = max(abs(plan) - slacks[0], Fraction(1, 2))
    return (sum(slacks, Fraction(0)) * WHOLE + abs(value) * slacks[0]) / least


def variance(plan: int, outturn: int) -> int:
    """Plan less actual, or plan less forecast: favourable is positive."""
    return plan - outturn


def ours(printed: int, convention: str) -> int:
    """A variance of a source by our sign rule, whichever way round the source writes its own."""
    return printed if convention in ("", FAVOURABLE_FIRST) else -printed


def share_of_plan(plan: int, outturn: int) -> Fraction | None:
    """The variance in hundredths of a percentage point of the plan, exact; None of no plan.

    Of a negative plan, such as reserves to be released, a favourable variance is a negative percentage.
    """
    return Fraction(variance(plan, outturn) * WHOLE, plan) if plan else None


def percent(plan: int, outturn: int) -> int | None:
    """The same to a tenth of a point, in hundredths of one, halves rounded away from zero: as tables print it.

    Rounded once: -1.349 is -1.3; by way of -1.35 it would be printed as -1.4.
    """
    exact = share_of_plan(plan, outturn)
    return None if exact is None else TENTH * rounded(exact / TENTH)


def rag(plan: int | None, outturn: int | None, bands: Iterable[Band]) -> str:
    """Red, Amber or Green by how far a line is over its plan; '' where one of the two is not known.

    Both the share of the plan and the amount must be reached. Being under plan is never told by a colour.
    """
    if plan is None or outturn is None:
        return ""
    over = outturn - plan
    reached = {
        band.rag for band in bands if over > 0 and over >= band.amount and over * WHOLE >= band.share * abs(plan)
    }
    return next((one for one in RAGS if one in reached), "Green")


def run_rates(actual: int, plan_to_date: int | None, plan: int | None, months: range) -> list[RunRate]:
    """What the period would come to at the rate so far: by its months, and by the plan's own phasing.

    `months` are those that the report covers, from the first of the period (1 is April) to the one it is of; the
    period ends in March.
    """
    whole = YEAR_MONTHS - months.start + 1
    straight = quotient(actual * whole, len(months))
    covered = f"{len(months)} of the {whole} months"
    found = [RunRate("by month", straight, f"every month costs what the first {covered} did on average")]
    if plan and plan_to_date:
        by_plan = rounded(Fraction(actual * plan, plan_to_date))  # either may be negative
        found.append(RunRate("by phasing", by_plan, "the rest of the year strays from its plan by the share so far"))
    return found


def month_of_two(now: int | None, before: int | None, *, first: bool) -> int | None:
    """A month's own figure from two figures to date; the first month of the period is its own."""
    if now is None or first:
        return now
    return None if before is None else now - before


def bridge(start: int, end: int, strays: Sequence[tuple[str, str, int]], words: tuple[str, str]) -> list[Step]:
    """From the plan to what it comes to, line by line: the strays are (label, nature, what it adds to cost).

    What the lines do not explain is a step of its own, so that the last step always reaches the end.
    """
    steps = [Step(words[0], "start", 0, start)]
    level = start
    for label, nature, amount in strays:
        if amount:
            steps.append(Step(label, "step", level, level + amount, nature))
            level += amount
    if level != end:
        steps.append(Step("Not in any line", "step", level, end))
    return [*steps, Step(words[1], "end", 0, end)]


def nature_of(category: str) -> str:
    """What a heading of spend is by its name: reserves, contingency, prior-year benefit, QIPP, else spend."""
    words = category.casefold().replace("-", " ")
    return next((nature for word, nature in NATURES.items() if word.casefold() in words), "spend")


def convention_of(printed: Iterable[tuple[int, int, int]]) -> str:
    """Which way round a source writes its variances, by the votes of its rows (plan, actual, printed variance).

    '' where there are as many votes for the one as for the other, or none.
    """
    votes = 0
    for plan, actual, stated in printed:
        difference = plan - actual
        if difference and stated:
            votes += (abs(stated - difference) < abs(stated + difference)) or -1
    return "" if not votes else FAVOURABLE_FIRST if votes > 0 else "actual less plan"
