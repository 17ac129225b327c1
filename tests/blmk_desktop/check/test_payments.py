"""Papers on network payments: what their totals imply, and what of it does not go together."""

from __future__ import annotations

from pathlib import Path

import db
from blmk_desktop import seeding
from blmk_desktop.importing.engine import apply, propose
from blmk_desktop.rules.finding import Finding
from tests.blmk_desktop.check.conftest import Add, findings


def state(add: Add, item: str, amount: str, total: str, source: str = "paper.xlsx") -> None:
    """Let a paper of 2019/20 state a payment."""
    stated = {"source": source, "year": "2019/20", "item": item, "amount": amount, "total": total}
    add("stated_payment", {**stated, "cell": f"DES!{item[:1]}2"})


def found(store: db.DataFile) -> list[Finding]:
    return [one for one in findings(store) if one.about == ("payments", "2019/20")]


def test_the_paper_of_2019_is_not_the_registers_list(store: db.DataFile, shared: Path) -> None:
    seeding.load_demo(store)
    apply(store, propose(store, [shared / "inputs" / "funding-streams-2019-21.xlsx"]))
    said = {(one.rule, one.subject): one for one in found(store)}
    core = said["payment-total-not-the-registers", "Network payment"]
    assert (core.printed, core.computed, core.severity) == ("£1,480,296", "£1,414,900.18", "note")
    assert "£1,480,296 at £1.50 is for 986,864 registered patients" in core.message
    assert "943,267 registered patients in the 22 networks of 2019/20 by the lists of 31/03/2023" in core.message
    assert "leaves out 3 networks whose lists are not known" in core.message
    lists = said["payments-on-two-lists", "Network engagement funding"]
    assert (lists.printed, lists.computed) == ("927,423 patients", "986,864 patients")
    assert "paid for each weighted patient, so another list is right" in lists.message
    part = {subject: one.message for (rule, subject), one in said.items() if rule == "payment-for-part-of-a-year"}
    assert part == {
        "Extended hours funding": "Extended hours funding is printed as £1.099 a year, but at £0.122 a month that is "
        "9 months; a whole year would be £1.464. 9 × £0.122 is £1.098, so the monthly rate is rounded.",
        "Clinical Director": "Clinical Director is printed as £0.514 a year, but at £0.057 a month that is "
        "9 months; a whole year would be £0.684. 9 × £0.057 is £0.513, so the monthly rate is rounded.",
    }


def test_a_total_that_is_the_registers_is_no_finding(store: db.DataFile, add: Add) -> None:
    add("source", {"name": "paper.xlsx", "position": 1}, {"name": "lists.csv", "position": 2})
    add("practice", {"code": "K82001", "name": "NEWPORT PAGNELL", "status": "Active"})
    add("membership", {"practice": "K82001", "pcn": "U35004", "start": "2019-10-01"})
    sizes = {"practice": "K82001", "as_at": "2019-01-01", "registered": 4_000_000, "weighted": 3_900_000}
    add("list_size", {**sizes, "source": "lists.csv"})
    state(add, "Network payment", "£1.50 per patient", "£60,000")
    assert found(store) == []
    state(add, "Core PCN funding", "£1.50 per patient", "£61,500")
    one = next(one for one in found(store) if one.rule == "payment-total-not-the-registers")
    assert (one.subject, one.printed, one.computed) == ("Core PCN funding", "£61,500", "£60,000")


def test_two_totals_for_the_same_patients_on_two_lists_are_worth_a_look(store: db.DataFile, add: Add) -> None:
    add("source", {"name": "paper.xlsx", "position": 1})
    state(add, "Network payment", "£1.50 per patient", "£1,480,296")
    state(add, "Extended hours access", "£1.099 per patient", "£1,000,000")
    (one,) = found(store)
    assert (one.rule, one.severity) == ("payments-on-two-lists", "warning")


def test_a_monthly_rate_that_fits_no_number_of_months(store: db.DataFile, add: Add) -> None:
    add("source", {"name": "paper.xlsx", "position": 1})
    state(add, "Network payment", "£1.50 per patient per year or £0.20 per patient per month", "tbc")
    (one,) = found(store)
    assert (
        one.message == "Network payment is printed as £1.50 a year or £0.20 a month: twelve months of that are £2.40."
    )


def test_an_item_with_two_rates_for_a_month_would_be_paid_twice(store: db.DataFile, add: Add) -> None:
    rate = {"item": "Care home premium", "year": "2022/23", "first_month": 6, "last_month": 12, "rate": 1_300_000}
    add("des_rate", {**rate, "basis": "care home bed", "paid_to": "PCN"})
    (one,) = findings(store, "payment-rates-overlap")
    assert "two rates for the same months of 2022/23, £120.00 and £130.00" in one.message
