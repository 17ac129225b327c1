"""Figures of a budget return that are so far from their budget that somebody must say why: our own rule.

They are most often typed in another unit, or with a nought too many. Money in whole pence.
"""

from __future__ import annotations

from blmk_desktop.rules.wording import pounds

MONTHS_MOST = 1  # years' budgets that a month may come to
FORECAST_MOST = 2  # years' budgets that a forecast may come to


def doubtful(measure: str, value: int, budget: int) -> str:
    """Why a figure is out of range of its year's budget; '' where it is not, and where nothing is budgeted."""
    most = FORECAST_MOST if measure == "forecast" else MONTHS_MOST
    if budget <= 0 or abs(value) <= most * budget:
        return ""
    of = "the whole year's budget" if most == 1 else f"{most} times the year's budget"
    far = f"{pounds(value, 0)} is more than {of} of {pounds(budget, 0)}"
    return f"{far}: is it in pounds? If it is right, say why in the note"
