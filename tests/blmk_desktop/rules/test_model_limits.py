"""What records of budgets, streams and models can never hold."""

from __future__ import annotations

import pytest

from blmk_desktop.rules.limits import LIMITS

REFUSED: list[tuple[str, dict[str, object], list[str]]] = [
    ("fund_envelope", {"amount": -1, "spent": 0}, ["amount"]),
    ("fund_envelope", {"amount": 5, "spent": -2, "committed": -3}, ["spent", "committed"]),
    ("variance_band", {"share": -1, "amount": 10}, ["share"]),
    ("assumption", {"value": 5, "low": 6, "high": 4}, ["low", "high"]),
    ("pay_assumption", {"cost": 100, "reimbursed_1": 10_001}, ["reimbursed_1"]),
    ("workforce_baseline", {"locum_share": 12_000}, ["locum_share"]),
    ("area", {"name": "BLMK", "within": "BLMK"}, ["within"]),
    ("budget_category", {"name": "Premises", "within": "Premises"}, ["within"]),
    ("assumption_set", {"name": "Base", "based_on": "Base"}, ["based_on"]),
]


@pytest.mark.parametrize(("kind", "values", "fields"), REFUSED)
def test_what_cannot_be_is_refused_at_its_field(kind: str, values: dict[str, object], fields: list[str]) -> None:
    assert [field for field, _ in LIMITS[kind](values)] == fields


def test_what_can_be_is_taken() -> None:
    assert not LIMITS["fund_envelope"]({"amount": 0, "spent": None})
    assert not LIMITS["assumption"]({"value": 5, "low": 5, "high": None})
    assert not LIMITS["area"]({"name": "Luton CCG", "within": "BLMK"})
