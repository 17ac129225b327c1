"""What a paper says of a network payment, in words and figures: its rate, its total, and the list these imply.

Source: BLMK Primary Care Strategy 2019, section 'PCN DES', whose totals across BLMK these rules were written for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from blmk_desktop.rules.payments import RATE_PARTS, Rate, implied_number, implied_range

_PER = re.compile(r"£\s*([\d,]*\.?\d+)\s+(?:a|per)\s+(?:(patient)\s*)?(?:(?:a|per)\s+)?(year|month)?", re.IGNORECASE)
_TOTAL = re.compile(r"£\s*([\d,]+(?:\.\d\d?)?)(?:\s*\((\d+) months?\))?")
YEAR = 12


@dataclass(frozen=True, slots=True)
class Stated:
    """A payment as printed. Rates are in ten-thousandths of a pound, `total` in pence; None: not printed.

    `yearly` is whether the rate is said to be 'per year'. `decimals` are those of the monthly rate, `months` the
    number of months that the total is said to be for.
    """

    item: str
    year: str
    rate: int | None = None
    yearly: bool = False
    monthly: int | None = None
    decimals: int = 0
    total: int | None = None
    months: int | None = None

    @property
    def implied(self) -> int | None:
        """The patients that the total is for at the printed rate, in hundredths; None where either is not printed."""
        return None if self.total is None or not self.rate else implied_number(self.total, self.rate)


def read_stated(item: str, year: str, amount: str, total: str) -> Stated:
    """Read what is printed: '£1.099 per patient per year or £0.122 per patient per month', '£1,084,563 (9 months)'."""
    rate = monthly = None
    yearly, decimals = False, 0
    for figure, patient, period in _PER.findall(amount):
        value = int(Decimal(figure.replace(",", "")) * RATE_PARTS)
        if period.casefold() == "month":
            monthly, decimals = value, len(figure.partition(".")[2])
        elif rate is None and (patient or period):
            rate, yearly = value, period.casefold() == "year"
    said = _TOTAL.match(total.strip())
    pence = int(Decimal(said[1].replace(",", "")) * 100) if said else None
    return Stated(item, year, rate, yearly, monthly, decimals, pence, int(said[2]) if said and said[2] else None)


def rate_of(stated: Stated, rates: Iterable[Rate]) -> Rate | None:
    """The rate that a stated payment is about: of its year, by the printed rate, else by its name; None: not clear."""
    of_year = [rate for rate in rates if rate.year == stated.year]
    alike = [rate for rate in of_year if stated.rate is not None and rate.rate == stated.rate]
    named = [rate for rate in of_year if rate.item.casefold() == stated.item.casefold()]
    found = named or alike
    return found[0] if len(found) == 1 else None


def months_agree(stated: Stated, months: int) -> bool | None:
    """Whether so many months at the monthly rate are the rate, within its rounding; None unless both are printed."""
    if stated.rate is None or stated.monthly is None:
        return None
    slack = Fraction(RATE_PARTS, 2 * 10**stated.decimals)
    return abs(stated.rate - stated.monthly * months) <= slack * months


def alike(lists: Sequence[Stated]) -> list[list[Stated]]:
    """Stated payments in groups that one list explains within the rounding of their totals; the largest group first."""
    groups: list[list[Stated]] = []
    for one in lists:
        near = next((group for group in groups if _one_list([*group, one])), None)
        if near is None:
            groups.append([one])
        else:
            near.append(one)
    return sorted(groups, key=len, reverse=True)


def _one_list(stated: Sequence[Stated]) -> bool:
    ranges = [implied_range(one.total or 0, one.rate or 0) for one in stated]
    least = [found[0] for found in ranges if found]
    most = [found[1] for found in ranges if found]
    return bool(least) and max(least) <= min(most)
