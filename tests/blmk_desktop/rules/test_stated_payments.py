"""What a paper says of a payment is read as it stands, and the list that it implies comes out of it."""

from __future__ import annotations

import pytest

from blmk_desktop.rules.payments import Rate
from blmk_desktop.rules.stated_payments import Stated, alike, months_agree, rate_of, read_stated

YEAR = "2019/20"
ENGAGEMENT = read_stated("Network engagement funding", YEAR, "£1.76 per patient", "£1,632,265")
NETWORK = read_stated(
    "Network payment", YEAR, "£1.50 per patient per year or £0.125 per patient per month", "£1,480,296"
)
HOURS = read_stated(
    "Extended hours funding",
    YEAR,
    "£1.099 per patient per year or £0.122 per patient per month",
    "£1,084,563 (9 months)",
)
DIRECTOR = read_stated(
    "Clinical Director",
    YEAR,
    "0.15wte per 30,000 (£20,627); works out at £0.514 per patient per year or £0.057 per month",
    "£507,248",
)


def test_rates_totals_and_months_are_read_from_the_words() -> None:
    assert Stated("Extended hours funding", YEAR, 10_990, True, 1_220, 3, 108_456_300, 9) == HOURS
    assert (ENGAGEMENT.rate, ENGAGEMENT.yearly, ENGAGEMENT.monthly) == (17_600, False, None)
    assert (DIRECTOR.rate, DIRECTOR.monthly) == (5_140, 570)


def test_what_depends_on_take_up_has_neither_rate_nor_total() -> None:
    staff = read_stated("Workforce", YEAR, "Up to £37,810 annually for the pharmacist", "Dependent upon take-up")
    assert (staff.rate, staff.total, staff.implied) == (None, None, None)


@pytest.mark.parametrize(
    ("stated", "patients"),
    [(ENGAGEMENT, 927_423), (NETWORK, 986_864), (HOURS, 986_864), (DIRECTOR, 986_864)],
    ids=lambda value: getattr(value, "item", ""),
)
def test_the_list_that_a_total_implies(stated: Stated, patients: int) -> None:
    assert stated.implied is not None
    assert round(stated.implied / 100) == patients


def test_three_of_the_four_totals_are_for_one_list() -> None:
    groups = alike([ENGAGEMENT, NETWORK, HOURS, DIRECTOR])
    assert [[one.item for one in group] for group in groups] == [
        ["Network payment", "Extended hours funding", "Clinical Director"],
        ["Network engagement funding"],
    ]


@pytest.mark.parametrize(("stated", "months"), [(NETWORK, 12), (HOURS, 9), (DIRECTOR, 9)])
def test_how_many_months_a_rate_is_for(stated: Stated, months: int) -> None:
    assert [count for count in range(1, 13) if months_agree(stated, count)] == [months]
    assert months_agree(ENGAGEMENT, 12) is None


def test_a_payment_is_known_by_its_rate_or_its_name_but_not_where_two_would_do() -> None:
    core = Rate("Core PCN funding", YEAR, 1, 12, 15_000, "registered patient", "PCN")
    other = Rate("Another", YEAR, 1, 12, 15_000, "registered patient", "PCN")
    director = Rate("Clinical Director", YEAR, 4, 12, 5_000, "registered patient", "PCN")
    assert rate_of(NETWORK, [core, director]) is core
    assert rate_of(NETWORK, [core, other]) is None
    assert rate_of(DIRECTOR, [core, director]) is director
    assert rate_of(HOURS, [core, director]) is None
