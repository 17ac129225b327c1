"""Amounts and rates in words: in the unit that they are printed in, halves away from nought, adverse in brackets."""

from __future__ import annotations

from fractions import Fraction

import pytest

from blmk_desktop.rules.worked import amount, nearest, percent_more, rate, unit_of


@pytest.mark.parametrize(
    ("pence", "decimals", "words"),
    [
        (524_600_000, -3, "5,246"),
        (-44_500_000, -3, "(445)"),
        (Fraction(5_246_290_00, 1), -3, "5,246"),
        (49_999, -3, "0"),
        (-1, -3, "0"),
        (123_456, 0, "£1,235"),
        (123_450, 2, "£1,235"),
    ],
)
def test_an_amount_is_said_in_its_unit(pence: int, decimals: int, words: str) -> None:
    assert amount(pence, decimals) == words


@pytest.mark.parametrize(
    ("value", "words"), [(192, "1.92%"), (-75, "−0.75%"), (5, "0.05%"), (10_000, "100.00%"), (Fraction(1, 2), "0.01%")]
)
def test_a_rate_has_two_decimals(value: int, words: str) -> None:
    assert rate(value) == words


def test_halves_go_away_from_nought() -> None:
    assert [nearest(value, 10) for value in (15, -15, 14, -14)] == [20, -20, 10, -10]


def test_growth_and_units() -> None:
    assert percent_more(2647, 1671) == Fraction(9_760_000, 1671)
    assert [unit_of(decimals) for decimals in (-3, 0, 2, 4)] == [100_000, 100, 1, 1]
