"""Figures that stand out from their fellows: a robust distance from the median, which one error does not move."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from statistics import median

LEAST = 5  # with fewer fellows nothing can be said
FAR = 4  # median absolute deviations
FAR_ENOUGH = Fraction(5, 100)  # and at least this share of the median, so that close fellows raise no alarm


def standing_out(rates: Mapping[str, Fraction]) -> tuple[Fraction, dict[str, Fraction]]:
    """The median of the rates and those far from it; none if there are too few to compare."""
    if len(rates) < LEAST:
        return Fraction(0), {}
    middle = median(rates.values())
    spread = median(abs(rate - middle) for rate in rates.values())
    limit = max(FAR * spread, FAR_ENOUGH * middle)
    return middle, {name: rate for name, rate in rates.items() if abs(rate - middle) > limit}
