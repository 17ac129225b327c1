"""What papers state of network payments against their own arithmetic, against each other, and against the register."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from blmk_desktop.periods import show_date, year_end
from blmk_desktop.rules.finding import Finding
from blmk_desktop.rules.payment_words import money, people, price
from blmk_desktop.rules.payments import Rate, overlapping
from blmk_desktop.rules.stated_payments import YEAR, Stated, alike, months_agree, rate_of, read_stated
from blmk_desktop.rules.wording import listed

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from blmk_desktop.summaries.network_payments import PaymentsDue

HALF_A_POUND = 50  # pence: totals are printed in whole pounds
KIND = "payments"  # findings are about a year's payments


@dataclass(frozen=True, slots=True)
class Printed:
    """A stated payment, where it stands, as which total, and the rate it is about (None: not clear)."""

    stated: Stated
    source: str
    cell: str
    total: str
    rate: Rate | None

    @property
    def where(self) -> str:
        """The place to look it up."""
        return f"{self.source} › {self.cell}" if self.cell else self.source


def check_payments(connection: Connection) -> list[Finding]:
    """Rates that would pay twice, and every stated payment that does not follow from its rate and a list."""
    from blmk_desktop.summaries.network_payments import des_rates, network_payments

    rates = des_rates(connection)
    printed = _printed(connection, rates)
    due = {year: network_payments(connection, year) for year in {one.stated.year for one in printed}}
    return [
        *_paid_twice(rates),
        *(found for one in printed for found in _part_of_a_year(one)),
        *_two_lists(printed),
        *(found for one in printed for found in _another_list(one, due[one.stated.year])),
    ]


def _printed(connection: Connection, rates: Sequence[Rate]) -> list[Printed]:
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES
    from blmk_desktop.summaries.later_editions import source_order, still_said

    found = []
    rows = still_said(
        list(connection.execute(select(TABLES["stated_payment"]).order_by(TABLES["stated_payment"].c.id))),
        source_order(connection),
        lambda row: (row.source, (row.cell or "").rpartition("!")[0]),
        lambda row: (row.item, row.year),
    )
    for row in rows:
        stated = read_stated(row.item, row.year, row.amount, row.total or "")
        found.append(Printed(stated, row.source, row.cell or "", row.total or "", rate_of(stated, rates)))
    return found


def _paid_twice(rates: Sequence[Rate]) -> Iterator[Finding]:
    for one, other in overlapping(rates):
        message = (
            f"{one.item} has two rates for the same months of {one.year}, {price(one.rate)} and {price(other.rate)}: "
            "it would be paid twice."
        )
        yield Finding(
            "payment-rates-overlap", "error", one.item, one.year, price(one.rate), price(other.rate), message,
            ("des_rate", one.item),
        )  # fmt: skip


def _part_of_a_year(one: Printed) -> Iterator[Finding]:
    """A rate that is said to be for a year, while its monthly rate makes it less than one, or nothing at all."""
    stated = one.stated
    if not stated.yearly or stated.monthly is None or months_agree(stated, YEAR):
        return
    months = next((count for count in range(YEAR - 1, 0, -1) if months_agree(stated, count)), None)
    rate, monthly, whole = price(stated.rate), price(stated.monthly), price(stated.monthly * YEAR)
    if months is None:
        rule, severity = "payment-rate-and-monthly-rate", "warning"
        message = f"{stated.item} is printed as {rate} a year or {monthly} a month: twelve months of that are {whole}."
    else:
        rule, severity = "payment-for-part-of-a-year", "note"
        rest = f" {months} × {monthly} is {price(stated.monthly * months)}, so the monthly rate is rounded."
        message = (
            f"{stated.item} is printed as {rate} a year, but at {monthly} a month that is {months} months; "
            f"a whole year would be {whole}.{rest if stated.monthly * months != stated.rate else ''}"
        )
    yield _finding(one, rule, severity, f"{rate} a year", f"{whole} a year", message)


def _two_lists(printed: Sequence[Printed]) -> Iterator[Finding]:
    """Totals of one paper that are worked out on different lists."""
    papers: dict[tuple[str, str], list[Printed]] = defaultdict(list)
    for one in printed:
        if one.stated.implied is not None:
            papers[one.source, one.stated.year].append(one)
    for found in papers.values():
        most, *others = alike([one.stated for one in found])
        for one in found:
            if one.stated not in most and any(one.stated in group for group in others):
                yield _on_another(one, next(other for other in found if other.stated in most), most)


def _on_another(one: Printed, other: Printed, most: Sequence[Stated]) -> Finding:
    bases = {found.rate.basis if found.rate else "" for found in (one, other)}
    named = listed([stated.item for stated in most])
    message = (
        f"{one.stated.item}, {one.total} at {price(one.stated.rate)}, is for {people(one.stated.implied)}; "
        f"{named} {'is' if len(most) == 1 else 'are'} for {people(other.stated.implied)}."
    )
    if len(bases) == 2 and one.rate:
        message += f" It is paid for each {one.rate.basis}, so another list is right, though 'per patient' is printed."
    severity = "note" if len(bases) == 2 else "warning"
    printed, computed = people(one.stated.implied), people(other.stated.implied)
    return _finding(one, "payments-on-two-lists", severity, printed, computed, message)


def _another_list(one: Printed, due: PaymentsDue) -> Iterator[Finding]:
    """A stated total that is not what the register's lists come to at the same rate."""
    rate, implied, total = one.rate, one.stated.implied, one.stated.total
    payments = due.by_rate.get(rate, []) if rate is not None else []
    known = [payment for payment in payments if payment.amount is not None]
    ours = sum(payment.amount or 0 for payment in known)
    if rate is None or implied is None or total is None or not known or abs(ours - total) <= HALF_A_POUND:
        return
    number = sum(payment.number or 0 for payment in known)
    what = f"{rate.basis}s"
    message = (
        f"{one.stated.item}: {one.total} at {price(rate.rate)} is for {people(implied, what)}. The register knows of "
        f"{people(number, what)} in the {len(due.networks)} networks of {due.year}{_dated(due)}, "
        f"for which {money(ours)} is due.{_left_out(len(payments) - len(known), rate)}"
    )
    same = bool(due.lists) and all(due.lists_wanted <= day <= year_end(due.year) for day in due.lists)
    severity = "warning" if same and len(known) == len(payments) else "note"
    yield _finding(one, "payment-total-not-the-registers", severity, money(total), money(ours), message)


def _dated(due: PaymentsDue) -> str:
    return f" by the lists of {listed([show_date(day) for day in due.lists])}" if due.lists else ""


def _left_out(count: int, rate: Rate) -> str:
    if not count:
        return ""
    what = "practice" if rate.paid_to == "practice" else "network"
    whose = f"1 {what} whose list is" if count == 1 else f"{count} {what}s whose lists are"
    return f" That leaves out {whose} not known."


def _finding(one: Printed, rule: str, severity: str, printed: str, computed: str, message: str) -> Finding:
    about = (KIND, one.stated.year)
    return Finding(rule, severity, one.stated.item, one.where, printed, computed, message, about)
