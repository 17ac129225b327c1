"""How a figure of a model was worked out, in words: amounts in the unit that they are printed in, rates, products.

Money is whole pence or a fraction of them, rates are ten-thousandths.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from blmk_desktop.rules.assumptions import ONE
from blmk_desktop.rules.claims import printed_unit
from blmk_desktop.rules.plan_costs import quotient

Number = int | Fraction
THOUSANDS = -3  # the decimals of what is printed in £000


def nearest(value: Number, unit: int = 1) -> int:
    """The nearest whole multiple of a unit, halves rounded away from zero."""
    part, of = value.as_integer_ratio()
    return quotient(part, of * unit) * unit


@cache
def unit_of(decimals: int) -> int:
    """The pence of one unit of the last place printed: 100,000 in £000; never less than a penny."""
    return max(1, int(printed_unit(decimals)))


def amount(pence: Number, decimals: int = THOUSANDS) -> str:
    """Money in the unit that it is printed in, adverse in brackets: 5,246 in £000, £5,246 in pounds."""
    unit = unit_of(min(decimals, 0))
    whole = nearest(pence, unit) // unit
    text = f"{abs(whole):,}" if decimals <= THOUSANDS else f"£{abs(whole) * unit // 100:,}"
    return f"({text})" if whole < 0 else text


def rate(value: Number) -> str:
    """A rate in ten-thousandths as a percentage with two decimals: 192 is 1.92%, negative with a minus sign."""
    hundredths = nearest(value)
    size = abs(hundredths)
    return f"{'−' if hundredths < 0 else ''}{size // 100:,}.{size % 100:02d}%"


def percent_more(value: Number, than: Number) -> Fraction:
    """By how much a figure is more than another, in ten-thousandths of the other, exact. The other is not 0."""
    return (Fraction(value) / Fraction(than) - 1) * ONE
