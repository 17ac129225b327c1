"""What recruitment costs: posts by role and year at their pay, less what is paid for us, and what of it is funded.

Posts are whole hundredths of a WTE, money whole pence, shares whole ten-thousandths. The rules are those of section 6
of the BLMK GP Workforce Plan 2018 (tables 8, 9 and 11).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from blmk_desktop.rules.assumptions import ONE

MODEL = "workforce trajectories"
# The names of its assumptions. Those of a role or a source of funding have it as their item.
DELIVERY = "programme delivery"
PART_YEAR = "part of the first year"
PAY_AWARD = "pay award"
FUNDED = "funded"
NATIONAL_SCALE = (6_000, 4_000, 2_000)  # paid for clinical pharmacists in their first, second and third year


@dataclass(frozen=True, slots=True)
class Pay:
    """What a whole post costs in a year, in pence, and the share paid for us in its first, second, third year."""

    cost: int
    reimbursed: Sequence[int] = ()

    @property
    def is_reimbursed(self) -> bool:
        """Whether somebody else pays a part of it: then every post in place counts, each year anew."""
        return any(self.reimbursed)


@dataclass(frozen=True, slots=True)
class Posts:
    """New posts of a year. Those within the establishment are already paid for and cost nothing more in that year."""

    wte: int
    within_establishment: bool = False


def costs(pay: Pay | None, posts: Sequence[Posts], part_year: int = ONE) -> list[Fraction | None]:
    """What each year costs more, exact in pence; None without a pay.

    Without reimbursement a year counts its new posts, of which the first year runs for `part_year`. With it a year
    counts every post in place, at what is left to us of its pay (the sliding scale of table 8's second footnote).
    """
    if pay is None:
        return [None] * len(posts)
    if pay.is_reimbursed:
        return [_in_place(pay, posts[: at + 1], part_year) for at in range(len(posts))]
    return [_new(pay, one, part_year) for one in posts]


def _new(pay: Pay, posts: Posts, part_year: int) -> Fraction:
    return Fraction(0) if posts.within_establishment else Fraction(posts.wte * pay.cost * part_year, 100 * ONE)


def _in_place(pay: Pay, posts: Sequence[Posts], part_year: int) -> Fraction:
    """The posts of this year and those before it, each at the share that is ours in its year."""
    found = Fraction(0)
    for age, one in enumerate(reversed(posts)):
        paid = pay.reimbursed[age] if age < len(pay.reimbursed) else 0
        share = Fraction(ONE - paid, ONE) * (Fraction(part_year, ONE) if age == 0 else 1)
        found += Fraction(one.wte * pay.cost, 100) * share
    return found


def on_costs(wage: int, share: int) -> Fraction:
    """A wage with the employer's on-costs, exact in pence (table 9: 20%)."""
    return Fraction(wage * (ONE + share), ONE)


def implied_posts(cost: int, pay: int) -> Fraction | None:
    """How many posts a cost would pay for, exact in hundredths of a WTE; None without a pay."""
    return Fraction(cost * 100, pay) if pay else None


def implied_pay(cost: int, posts: Sequence[Posts], reimbursed: Sequence[int]) -> Fraction | None:
    """What a post would have to cost for the posts in place to come to a year's cost; None if none are ours to pay."""
    ours = _in_place(Pay(100, reimbursed), posts, ONE)
    return cost * 100 / ours if ours else None


@dataclass(frozen=True, slots=True)
class Funded:
    """What of a cost is funded, exact in pence, and what is not."""

    parts: Sequence[Fraction]
    funded: Fraction
    shortfall: Fraction


def funded(cost: Fraction, shares: Sequence[int]) -> Funded:
    """A cost less the shares of it that are paid already (table 11: employers' baselines and larger allocations)."""
    parts = [cost * share / ONE for share in shares]
    return Funded(parts, sum(parts, Fraction(0)), cost - sum(parts, Fraction(0)))
