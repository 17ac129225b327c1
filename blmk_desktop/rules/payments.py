"""Network Contract DES payments: dated rates times what each is paid for, month by month, and what a total implies.

Sources: the specifications of the Network Contract DES; for 2019/20 the BLMK Primary Care Strategy 2019, section
'PCN DES'. A rate is for its months together, not for each: £1.099 in 2019/20 pays July to March.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from blmk_desktop.rules.plan_costs import MONTHS, quotient, rounded

RATE_PARTS = 10_000  # a rate is held in ten-thousandths of a pound
NUMBER_OF = {
    "registered patient": "registered patients",
    "weighted patient": "weighted patients",
    "adjusted patient": "adjusted patients",
    "care home bed": "care home beds",
}
Counts = Mapping[str, int | None]  # basis to how many, in hundredths; None or absent: not known


@dataclass(frozen=True, slots=True)
class Rate:
    """What an item pays for each of its basis in the months from first to last (1 is April).

    `rate` is in ten-thousandths of a pound, for all those months together; None: nobody could confirm it.
    `paid_to` is 'PCN' or 'practice'.
    """

    item: str
    year: str
    first_month: int
    last_month: int
    rate: int | None
    basis: str
    paid_to: str

    @property
    def months(self) -> range:
        """The months it pays for; none if it ends before it begins."""
        return range(self.first_month, self.last_month + 1)


@dataclass(frozen=True, slots=True)
class Payment:
    """What a payee (the code of a network or a practice) is due for an item, in pence.

    `number` is how many it is paid for, in hundredths. `amount` is None, and the 12 `months` too, while something
    is not known: `needs` then says what ('the number of adjusted patients'), and is '' otherwise.
    """

    payee: str
    rate: Rate
    number: int | None
    amount: int | None
    months: tuple[int | None, ...]
    needs: str = ""


@dataclass(frozen=True, slots=True)
class Total:
    """Payments added up, in pence, in all and by month; `missing` are those it leaves out, with what they need."""

    amount: int
    months: tuple[int, ...]
    missing: tuple[Payment, ...]

    @property
    def complete(self) -> bool:
        """Whether nothing is left out."""
        return not self.missing


def payments_due(
    rates: Iterable[Rate],
    year: str,
    network: str,
    counts: Counts,
    practices: Mapping[str, Counts],
    open_in: Collection[int] = MONTHS,
) -> list[Payment]:
    """What a network and its practices are due in a financial year, of which it was open in some months.

    `counts` are the network's, `practices` those of each of its practices by code. First what is paid to the
    network, in the order of the rates; then what is paid to practices, rate by rate.
    """
    of_year = [rate for rate in rates if rate.year == year]
    due = [payment(network, rate, counts, open_in) for rate in of_year if rate.paid_to == "PCN"]
    to_practices = [rate for rate in of_year if rate.paid_to != "PCN"]
    return due + [payment(code, rate, of, open_in) for rate in to_practices for code, of in practices.items()]


def payment(payee: str, rate: Rate, counts: Counts, open_in: Collection[int] = MONTHS) -> Payment:
    """What one payee is due for one item in the months that its network was open.

    A month is worth the same part of the rate as any other; each gets what the rounded running sum adds. Whole
    numbers to the end: in fractions, the payments of all England take four times as long.
    """
    number = counts.get(rate.basis)
    needs = _needs(rate, number)
    if needs or rate.rate is None or number is None:
        return Payment(payee, rate, number, None, (None,) * 12, needs)
    paid = [month for month in rate.months if month in open_in]
    whole, parts = number * rate.rate, RATE_PARTS * len(rate.months)
    sums = [quotient(whole * at, parts) for at in range(len(paid) + 1)]
    of_month = {month: sums[at] - sums[at - 1] for at, month in enumerate(paid, start=1)}
    return Payment(payee, rate, number, sums[-1], tuple(of_month.get(month, 0) for month in MONTHS))


def _needs(rate: Rate, number: int | None) -> str:
    if not rate.months or rate.first_month < 1 or rate.last_month > 12:
        return "months in their order, of one year"
    if rate.rate is None:
        return "the rate"
    return f"the number of {NUMBER_OF.get(rate.basis, rate.basis)}" if number is None else ""


def total(payments: Sequence[Payment]) -> Total:
    """Payments added up, as far as they are known."""
    known = [found for found in payments if found.amount is not None]
    months = tuple(sum(found.months[at] or 0 for found in known) for at in range(12))
    return Total(sum(months), months, tuple(found for found in payments if found.amount is None))


def number_together(counts: Iterable[Counts], basis: str) -> int | None:
    """How many several practices have together, in hundredths; None if that of any is not known, or there is none."""
    numbers = [of.get(basis) for of in counts]
    known = [number for number in numbers if number is not None]
    return sum(known) if known and len(known) == len(numbers) else None


def implied_number(amount: int, rate: int) -> int | None:
    """The list, or beds, that a payment in pence implies, in hundredths; None for a rate of nothing.

    The strategy of 2019 pays £1,480,296 at £1.50: 986,864 patients.
    """
    return rounded(Fraction(amount * RATE_PARTS, rate)) if rate else None


def implied_range(amount: int, rate: int, unit: int = 100) -> tuple[Fraction, Fraction] | None:
    """Between which numbers (hundredths) a list lies whose payment is printed as `amount` (pence).

    `unit` is what the print is rounded to, a pound unless told. None for a rate of nothing.
    """
    if not rate:
        return None
    least, most = (Fraction((2 * amount + side * unit) * RATE_PARTS, 2 * rate) for side in (-1, 1))
    return least, most


def rate_a_month(rate: Rate) -> Fraction | None:
    """A month's part of a rate, in ten-thousandths of a pound, not rounded; None while the rate is not known."""
    return None if rate.rate is None or not rate.months else Fraction(rate.rate, len(rate.months))


def overlapping(rates: Sequence[Rate]) -> list[tuple[Rate, Rate]]:
    """Pairs of rates that pay the same item to the same kind of payee for the same month: it would be paid twice."""
    return [
        (one, other)
        for at, one in enumerate(rates)
        for other in rates[at + 1 :]
        if (one.item, one.year, one.paid_to) == (other.item, other.year, other.paid_to)
        and max(one.first_month, other.first_month) <= min(one.last_month, other.last_month)
    ]
