"""The forecast to year end: what was claimed so far and the plan for the rest, with what is missing said plainly."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from blmk_desktop.rules.plan_costs import MONTHS, rounded


class Basis(Enum):
    """Where a month's amount comes from."""

    CLAIMED = "claimed"
    NOBODY = "nobody in post"  # and nothing claimed: nothing is due
    NO_CLAIM = "no claim: plan assumed"  # though posts were in post
    NO_AMOUNT = "claim without an amount: plan assumed"
    PLAN = "plan"  # still to come


ASSUMED = (Basis.NO_CLAIM, Basis.NO_AMOUNT)


@dataclass(frozen=True, slots=True)
class Month:
    """One month (1 is April): its amount in pence and where that comes from.

    `incomplete` says that the amount is the plan's, and that the plan leaves out posts of unknown cost.
    """

    month: int
    basis: Basis
    amount: int
    incomplete: bool = False


@dataclass(frozen=True, slots=True)
class Forecast:
    """A year as it looks at the end of month `known_to` (0: before it began). Money in pence.

    `claimed` is what was claimed to then; `planned` is the plan's cost to then. `allocation` is None while unknown.
    """

    months: tuple[Month, ...]
    known_to: int
    claimed: int
    planned: int
    allocation: int | None = None

    @property
    def amount(self) -> int:
        """The forecast for the year: claims, and the plan where there is none."""
        return sum(month.amount for month in self.months)

    @property
    def underspend(self) -> int | None:
        """Allocation less forecast: favourable is positive. None while there is no allocation."""
        return None if self.allocation is None else self.allocation - self.amount

    @property
    def entitlement(self) -> int | None:
        """The allocation to date: as many twelfths as months have gone by, in pence; None while it is unknown."""
        return None if self.allocation is None else rounded(Fraction(self.allocation * self.known_to, len(MONTHS)))

    @property
    def missing(self) -> tuple[int, ...]:
        """The months for which a claim, or its amount, is missing: the forecast takes the plan for them."""
        return tuple(month.month for month in self.months if month.basis in ASSUMED)

    @property
    def assumed(self) -> int:
        """How much of the forecast stands in for missing claims, in pence."""
        return sum(month.amount for month in self.months if month.basis in ASSUMED)

    @property
    def incomplete(self) -> tuple[int, ...]:
        """The months whose amount leaves out posts of unknown cost."""
        return tuple(month.month for month in self.months if month.incomplete)


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan month by month, April first: `cost` in pence as far as known, `wte` (hundredths) in post in the month.

    `unknown` are the months of which the cost leaves something out.
    """

    cost: Sequence[int]
    wte: Sequence[int]
    unknown: Collection[int] = ()


def forecast(
    claims: Mapping[int, int | None], planned: Planned, known_to: int, allocation: int | None = None
) -> Forecast:
    """Forecast a year from the claims by month (pence; None: a claim without an amount) and the plan.

    A month up to `known_to` without a claim is zero only if nobody was planned to be in post; else its claim is
    missing, and the plan stands in for it. A claim of nothing is a claim. Claims of later months are left out, so
    that the forecast can be made as it stood.
    """
    months = tuple(_month(month, claims, planned, known_to) for month in MONTHS)
    claimed = sum(claims.get(month) or 0 for month in range(1, known_to + 1))
    return Forecast(months, known_to, claimed, sum(planned.cost[:known_to]), allocation)


def _month(month: int, claims: Mapping[int, int | None], planned: Planned, known_to: int) -> Month:
    amount, incomplete = planned.cost[month - 1], month in planned.unknown
    if month > known_to:
        return Month(month, Basis.PLAN, amount, incomplete)
    if month in claims:
        claimed = claims[month]
        if claimed is None:
            return Month(month, Basis.NO_AMOUNT, amount, incomplete)
        return Month(month, Basis.CLAIMED, claimed)
    if planned.wte[month - 1] or amount or incomplete:
        return Month(month, Basis.NO_CLAIM, amount, incomplete)
    return Month(month, Basis.NOBODY, 0)
