"""Figures of a return that are so far from their budget that somebody must say why."""

from __future__ import annotations

import pytest

from blmk_desktop.rules.budget_limits import doubtful


@pytest.mark.parametrize(
    ("measure", "value", "budget", "said"),
    [
        ("actual", 1_200_000, 1_200_000, ""),
        ("actual", 1_200_001, 1_200_000, "more than the whole year's budget of £12,000"),
        ("actual", -1_300_000, 1_200_000, "(£13,000) is more than"),
        ("forecast", 2_400_000, 1_200_000, ""),
        ("forecast", 2_400_001, 1_200_000, "more than 2 times the year's budget"),
        ("actual", 5_000, 0, ""),
        ("actual", 5_000, -100, ""),
    ],
)
def test_a_figure_far_from_its_budget_is_doubted(measure: str, value: int, budget: int, said: str) -> None:
    found = doubtful(measure, value, budget)
    assert said in found
    assert bool(found) == bool(said)
