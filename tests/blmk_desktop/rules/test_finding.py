"""What makes two findings the same, and what an acknowledgement holds for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from blmk_desktop.rules.finding import Finding

LOST = Finding(
    "lost-minus-sign",
    "error",
    "Crown PCN",
    "plans.xlsx › Submissions!E3",
    "£62,024.70",
    "(£62,024.70)",
    "Crown PCN plans to spend more than its allocation.",
    ("pcn", "U35004"),
    "variance",
)


@pytest.mark.parametrize(
    "changed", [{"subject": "Crown Network"}, {"message": "In other words."}, {"severity": "note"}]
)
def test_other_words_for_it_are_the_same_finding(changed: dict[str, str]) -> None:
    other = replace(LOST, **changed)  # type: ignore[arg-type]
    assert (other.identity, other.figures) == (LOST.identity, LOST.figures)


@pytest.mark.parametrize("changed", [{"where": "plans.xlsx › Submissions!E4"}, {"measure": "allocation"}])
def test_another_place_or_measure_is_another_finding(changed: dict[str, str]) -> None:
    assert replace(LOST, **changed).identity != LOST.identity  # type: ignore[arg-type]


def test_other_figures_are_the_same_finding_to_be_looked_at_again() -> None:
    other = replace(LOST, printed="£62,024.71")
    assert other.identity == LOST.identity
    assert other.figures != LOST.figures


def test_accepted_it_carries_the_reason_and_is_otherwise_as_it_was() -> None:
    accepted = LOST.accepted("Printed so by the network")
    assert accepted.acknowledged == "Printed so by the network"
    assert replace(accepted, acknowledged="") == LOST
    assert LOST.acknowledged == ""
