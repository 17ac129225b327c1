"""Network payments: one network's year worked by hand, and what the strategy's own totals of 2019/20 imply."""

from __future__ import annotations

import csv
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blmk_desktop.rules.payments import (
    Rate,
    implied_number,
    implied_range,
    number_together,
    overlapping,
    payment,
    payments_due,
    rate_a_month,
    total,
)
from blmk_desktop.seeding import RESOURCES

CORE = Rate("Core PCN funding", "2019/20", 1, 12, 1_5000, "registered patient", "PCN")
PARTICIPATION = Rate("Network participation", "2019/20", 4, 12, 1_7600, "weighted patient", "practice")
HOURS = Rate("Extended hours access", "2019/20", 4, 12, 1_0990, "registered patient", "PCN")
DIRECTOR = Rate("Clinical Director", "2019/20", 4, 12, 5140, "registered patient", "PCN")
OF_2019 = (CORE, PARTICIPATION, HOURS, DIRECTOR)
ENHANCED = Rate("Enhanced access", "2022/23", 7, 12, 3_7640, "adjusted patient", "PCN")
BLMK = 986_864_00  # registered patients, as the core payment implies


def shipped() -> list[Rate]:
    with (RESOURCES / "reference" / "des_rates.csv").open(encoding="utf-8", newline="") as file:
        return [
            Rate(
                row["item"],
                row["year"],
                int(row["first_month"]),
                int(row["last_month"]),
                int(Decimal(row["rate"]) * 10_000),
                row["basis"],
                row["paid_to"],
            )
            for row in csv.DictReader(file)
        ]


def test_the_rates_of_2019_20_are_shipped() -> None:
    assert tuple(rate for rate in shipped() if rate.year == "2019/20") == OF_2019


def test_no_shipped_rate_pays_the_same_month_twice() -> None:
    assert overlapping(shipped()) == []


def test_one_network_of_45_000_patients_and_two_practices_in_2019_20() -> None:
    """45,000 times £1.50, £1.099 and £0.514; 20,000.25 and 23,200.5 weighted patients at £1.76."""
    practices = {"E81001": {"weighted patient": 20_000_25}, "E81002": {"weighted patient": 23_200_50}}
    due = payments_due(OF_2019, "2019/20", "U12345", {"registered patient": 45_000_00}, practices)
    assert [(found.payee, found.rate.item, found.amount) for found in due] == [
        ("U12345", "Core PCN funding", 67_500_00),
        ("U12345", "Extended hours access", 49_455_00),
        ("U12345", "Clinical Director", 23_130_00),
        ("E81001", "Network participation", 35_200_44),
        ("E81002", "Network participation", 40_832_88),
    ]
    assert due[0].months == (5_625_00,) * 12
    assert due[1].months == (0, 0, 0, *(5_495_00,) * 9)
    found = total(due)
    assert (found.amount, found.complete) == (216_118_32, True)
    assert found.months[:3] == (5_625_00,) * 3
    assert sum(found.months) == found.amount


def test_a_part_year_rate_is_for_its_months_together() -> None:
    """50,000 adjusted patients at £3.764 from October to March: £188,200, and £31,366.67 or so a month."""
    due = payment("U12345", ENHANCED, {"adjusted patient": 50_000_00})
    assert due.amount == 188_200_00
    assert due.months == (0, 0, 0, 0, 0, 0, *(31_366_67, 31_366_66, 31_366_67) * 2)
    assert rate_a_month(ENHANCED) == Fraction(37640, 6)


def test_care_home_beds_are_paid_by_the_bed() -> None:
    bed = Rate("Care home premium", "2022/23", 1, 12, 120_0000, "care home bed", "PCN")
    assert payment("U12345", bed, {"care home bed": 311_00}).amount == 37_320_00


@pytest.mark.parametrize("counts", [{}, {"adjusted patient": None}, {"registered patient": 50_000_00}])
def test_what_a_payment_needs_is_asked_for_and_not_assumed(counts: dict[str, int | None]) -> None:
    due = payment("U12345", ENHANCED, counts)
    assert (due.amount, due.months) == (None, (None,) * 12)
    assert due.needs == "the number of adjusted patients"


def test_a_rate_that_nobody_could_confirm_is_asked_for() -> None:
    due = payment("U12345", replace(ENHANCED, rate=None), {"adjusted patient": 1_00})
    assert (due.amount, due.needs) == (None, "the rate")
    assert rate_a_month(due.rate) is None


def test_none_of_something_is_paid_nothing_which_is_known() -> None:
    due = payment("U12345", ENHANCED, {"adjusted patient": 0})
    assert (due.amount, due.needs, due.months) == (0, "", (0,) * 12)


def test_months_that_end_before_they_begin_are_not_guessed() -> None:
    due = payment("U12345", replace(ENHANCED, last_month=6), {"adjusted patient": 1_00})
    assert (due.amount, due.needs) == (None, "months in their order, of one year")


def test_a_total_says_what_it_leaves_out() -> None:
    due = payments_due([CORE, ENHANCED], "2022/23", "U12345", {}, {})
    known = payment("U12345", CORE, {"registered patient": 1_000_00})
    found = total([*due, known])
    assert (found.amount, found.missing, found.complete) == (1_500_00, tuple(due), False)


def test_practices_together_are_unknown_while_one_is() -> None:
    known = {"weighted patient": 20_000_25}
    assert number_together([known, known], "weighted patient") == 40_000_50
    assert number_together([known, {}], "weighted patient") is None
    assert number_together([], "weighted patient") is None


def test_the_same_item_twice_in_a_month_is_told() -> None:
    half = replace(HOURS, first_month=1, last_month=6)
    assert overlapping([HOURS, half, CORE]) == [(HOURS, half)]
    assert overlapping([replace(HOURS, first_month=7), half]) == []


# What the strategy prints for all of BLMK in 2019/20, and the list that each total implies.
STRATEGY = {
    "Network payment": (CORE, 1_480_296_00, 986_864_00),
    "Network engagement funding": (PARTICIPATION, 1_632_265_00, 927_423_30),
    "Extended hours funding": (HOURS, 1_084_563_00, 986_863_51),
    "Clinical Director": (DIRECTOR, 507_248_00, 986_863_81),
}


@pytest.mark.parametrize("item", STRATEGY)
def test_each_total_of_the_strategy_implies_a_list(item: str) -> None:
    rate, printed, implied = STRATEGY[item]
    assert implied_number(printed, rate.rate or 0) == implied


def test_three_totals_are_of_one_registered_list_and_the_fourth_of_a_smaller_weighted_one() -> None:
    """Core funding fixes the list; the clinical director's total is it rounded, extended hours is it cut off."""
    of_list = {rate.item: payment("BLMK", rate, {"registered patient": BLMK}).amount for rate in OF_2019}
    assert of_list == {
        "Core PCN funding": 1_480_296_00,
        "Network participation": None,
        "Extended hours access": 1_084_563_54,  # printed £1,084,563
        "Clinical Director": 507_248_10,  # printed £507,248
    }
    assert payment("BLMK", PARTICIPATION, {"weighted patient": 927_423_30}).amount == 1_632_265_01


@pytest.mark.parametrize(
    ("item", "holds"),
    [
        ("Network payment", True),
        ("Clinical Director", True),
        ("Extended hours funding", False),
        ("Network engagement funding", False),
    ],
)
def test_which_totals_the_registered_list_gives_when_rounded_to_pounds(item: str, holds: bool) -> None:
    """No whole list gives £1,084,563 at £1.099 by rounding: 986,863 gives £1,084,562 and 986,864 £1,084,564."""
    rate, printed, _ = STRATEGY[item]
    least, most = implied_range(printed, rate.rate or 0) or (0, 0)
    assert (least <= BLMK <= most) is holds


def test_nine_of_the_monthly_rates_in_print_do_not_make_the_yearly_one() -> None:
    """£0.122 and £0.057 a month are rounded: nine come to £1.098 and £0.513. The totals are of the rates beside them.

    Both rates are called yearly there; they are for nine months, or the monthly rates would be £0.092 and £0.043.
    """
    for rate, monthly, nine in ((HOURS, 1220, 1_0980), (DIRECTOR, 570, 5130)):
        of_month = rate_a_month(rate)
        assert of_month is not None
        assert round(of_month / 10) * 10 == monthly
        assert round(Fraction(rate.rate or 0, 12) / 10) * 10 != monthly
        assert 9 * monthly == nine
        paid = payment("BLMK", replace(rate, rate=nine), {"registered patient": BLMK}).amount or 0
        assert (payment("BLMK", rate, {"registered patient": BLMK}).amount or 0) - paid == 986_87


def test_core_funding_a_month_is_exact() -> None:
    assert rate_a_month(CORE) == 1250


def test_the_directors_rate_is_not_the_sum_printed_beside_it() -> None:
    """£34,379 a year for 50,000 patients is £25,784.25 for nine months; £0.514 for each pays £25,700."""
    assert payment("U12345", DIRECTOR, {"registered patient": 50_000_00}).amount == 25_700_00


def test_nothing_is_implied_by_a_rate_of_nothing() -> None:
    assert implied_number(1_00, 0) is None
    assert implied_range(1_00, 0) is None


def test_the_published_paper_prints_these_totals(shared: Path) -> None:
    import openpyxl

    sheet = openpyxl.load_workbook(shared / "inputs" / "funding-streams-2019-21.xlsx")["PCN DES 2019-20"]
    printed = {str(row[0]): str(row[2]) for row in sheet.iter_rows(min_row=2, values_only=True)}
    for item, (_, amount, _) in STRATEGY.items():
        assert printed[item].split(" ")[0] == f"£{amount // 100:,}"


@given(st.integers(0, 200_000_00), st.integers(0, 200_0000), st.integers(1, 12), st.integers(0, 11))
def test_months_add_up_and_differ_by_a_penny_at_most(number: int, rate: int, first: int, length: int) -> None:
    last = min(12, first + length)
    due = payment("U12345", replace(CORE, rate=rate, first_month=first, last_month=last), {CORE.basis: number})
    paid = [due.months[month - 1] or 0 for month in range(first, last + 1)]
    assert sum(month or 0 for month in due.months) == sum(paid) == due.amount
    assert max(paid) - min(paid) <= 1


@given(st.integers(0, 2_000_000).map(lambda patients: patients * 100), st.integers(100, 30_0000))
def test_a_payment_implies_the_list_it_is_made_from(number: int, rate: int) -> None:
    amount = payment("U12345", replace(CORE, rate=rate), {CORE.basis: number}).amount or 0
    least, most = implied_range(amount, rate, unit=1) or (0, 0)
    assert least <= number <= most
    assert least <= (implied_number(amount, rate) or 0) + 1


def test_a_network_open_for_a_part_of_the_year_is_paid_for_those_months() -> None:
    """45,000 patients at £1.50 a year, from July: nine twelfths of £67,500. To December: three sixths of the other."""
    core = payment("U12345", CORE, {"registered patient": 45_000_00}, range(4, 13))
    assert (core.amount, core.months) == (50_625_00, (0, 0, 0, *(5_625_00,) * 9))
    enhanced = payment("U12345", ENHANCED, {"adjusted patient": 50_000_00}, range(1, 10))
    assert (enhanced.amount, sum(month or 0 for month in enhanced.months)) == (94_100_00, 94_100_00)
    assert payment("U12345", ENHANCED, {"adjusted patient": 1_00}, range(1, 7)).amount == 0


@given(st.integers(0, 10**9), st.integers(0, 10**6), st.integers(1, 12), st.integers(1, 12))
def test_a_payment_is_its_number_times_its_rate_to_the_penny(number: int, rate: int, one: int, other: int) -> None:
    of = replace(CORE, rate=rate, first_month=min(one, other), last_month=max(one, other))
    exact = Fraction(number, 100) * Fraction(rate, 10_000) * 100
    due = payment("U12345", of, {"registered patient": number})
    assert abs(Fraction(due.amount or 0) - exact) <= Fraction(1, 2)
    assert sum(month or 0 for month in due.months) == due.amount
