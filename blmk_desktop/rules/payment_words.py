"""Rates, amounts and lists in words, as they stand in a sentence about network payments."""

from __future__ import annotations

from blmk_desktop.rules.payments import RATE_PARTS
from blmk_desktop.rules.wording import pounds
from blmk_desktop.values import show_figure


def price(rate: int | None) -> str:
    """A rate (ten-thousandths of a pound) with the decimals that it needs, two at least: £1.50, £0.122."""
    if rate is None:
        return ""
    decimals = 2 if rate * 100 % RATE_PARTS == 0 else 3 if rate * 1000 % RATE_PARTS == 0 else 4
    return f"£{show_figure(rate, 4, decimals)}"


def money(pence: int) -> str:
    """Pence as a paper prints them: £1,480,296, £1,414,900.18."""
    return pounds(pence, 2 if pence % 100 else 0)


def people(number: int | None, what: str = "patients") -> str:
    """A list (hundredths) in whole patients: '986,864 patients'."""
    return f"{show_figure(number, 2, 0)} {what}"
